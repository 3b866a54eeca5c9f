//! The window under test: it is drawn without a display, and is used through its labels, as a
//! screen reader would.
//!
//! Knows nothing of any single dialog or panel; tests of one add their own steps in an `impl Stage`
//! of their own.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use frenemy::app::{Command, Settings, State, Tab, Target};
use frenemy::ui::Window;

/// How long a test waits for a thread before it fails.
const PATIENCE: Duration = Duration::from_mins(2);

/// Frames that are drawn after an input, so that its effects are visible.
const STEPS_AFTER_INPUT: usize = 5;

/// What a window under test starts with.
#[derive(Clone)]
pub(crate) struct Setup {
    /// The file to open; without one the window opens the bundled example.
    pub(crate) file: Option<PathBuf>,
    /// The folder for recovery files; without one nothing is kept.
    pub(crate) data: Option<PathBuf>,
    pub(crate) settings: Settings,
    pub(crate) size: Vec2,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            file: None,
            data: None,
            settings: Settings::default(),
            size: Vec2::new(1280.0, 820.0),
        }
    }
}

impl Setup {
    /// With this tab of the side panel open.
    pub(crate) fn on_tab(tab: Tab) -> Self {
        let settings = Settings {
            tab,
            ..Settings::default()
        };
        Self {
            settings,
            ..Self::default()
        }
    }

    fn open(&self, ctx: &egui::Context) -> Window {
        let window = Window::new(ctx, self.settings.clone(), self.file.clone());
        match &self.data {
            Some(data) => window.keeping_in(data.clone()),
            None => window,
        }
    }
}

/// A window under test.
pub(crate) struct Stage {
    pub(crate) harness: Harness<'static, Option<Window>>,
    /// The folder of its file, where the stage owns it: it is deleted with the stage.
    folder: Option<tempfile::TempDir>,
}

impl Stage {
    /// A window on the bundled example.
    pub(crate) fn on_example() -> Self {
        Self::new(Setup::default())
    }

    /// A window on a file.
    pub(crate) fn on(file: &Path) -> Self {
        Self::new(Setup {
            file: Some(file.to_owned()),
            ..Setup::default()
        })
    }

    /// A window on a file with this text, in a folder that lives as long as the stage.
    pub(crate) fn on_text(text: &str, setup: Setup) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = file_with(&folder, "network.json", text);
        let mut stage = Self::new(Setup {
            file: Some(file),
            ..setup
        });
        stage.folder = Some(folder);
        stage
    }

    /// A window that has opened its file and shows it, or a dialog about it.
    pub(crate) fn new(setup: Setup) -> Self {
        let mut stage = Self::at_start(setup);
        stage.until(|state| !state.open.derived.positions.is_empty() || state.dialog.is_some());
        stage.steps(30);
        stage
    }

    /// A window that has just started, and may still be reading its file.
    pub(crate) fn at_start(setup: Setup) -> Self {
        let builder = Harness::builder()
            .with_size(setup.size)
            .with_step_dt(1.0 / 60.0);
        let harness = builder.build_ui_state(
            move |ui, window: &mut Option<Window>| match window {
                // Fonts can be used from the frame after the one in which they were set.
                None => *window = Some(setup.open(ui.ctx())),
                Some(window) => {
                    window.logic(ui.ctx());
                    window.show(ui);
                }
            },
            None,
        );
        Self {
            harness,
            folder: None,
        }
    }

    pub(crate) fn window(&self) -> &Window {
        self.harness.state().as_ref().unwrap()
    }

    pub(crate) fn state(&self) -> &State {
        self.window().state()
    }

    /// Draws this many frames.
    pub(crate) fn steps(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// Draws frames until a condition on the state is true, and fails where it never is; threads
    /// get time between the frames.
    #[track_caller]
    pub(crate) fn until(&mut self, is_met: impl Fn(&State) -> bool) {
        self.wait(|stage| {
            let window = stage.harness.state().as_ref();
            window.is_some_and(|window| is_met(window.state()))
        });
    }

    /// Draws frames until the window shows these words.
    #[track_caller]
    pub(crate) fn until_shown(&mut self, words: &str) {
        self.wait(|stage| stage.harness.state().is_some() && stage.shows(words));
    }

    #[track_caller]
    fn wait(&mut self, is_met: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_met(self) {
            if begun.elapsed() > PATIENCE {
                let state = self.harness.state().as_ref().map(Window::state);
                panic!(
                    "it did not happen in {PATIENCE:?}; the dialog is {:?}, the notices are {:?}",
                    state.map(|state| &state.dialog),
                    state.map(|state| &state.notices),
                );
            }
            self.steps(1);
            std::thread::sleep(Duration::from_millis(2));
        }
        self.steps(STEPS_AFTER_INPUT);
    }

    pub(crate) fn send(&mut self, command: Command) {
        self.window().queue().send(command);
        self.steps(STEPS_AFTER_INPUT);
    }

    pub(crate) fn select(&mut self, target: Target) {
        self.send(Command::Select(Some(target)));
    }

    /// The one widget whose label begins with these words.
    pub(crate) fn node(&self, label: &str) -> Node<'_> {
        let label = label.to_owned();
        self.harness
            .get_by(move |node| node.label().is_some_and(|text| text.starts_with(&label)))
    }

    /// The text field of exactly this label.
    pub(crate) fn field(&self, label: &str) -> Node<'_> {
        let label = label.to_owned();
        self.harness.get_by(move |node| {
            let is_field = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
            is_field && node.label().is_some_and(|text| text == label)
        })
    }

    /// The middle of the widget whose label begins with these words.
    pub(crate) fn middle(&self, label: &str) -> Pos2 {
        self.node(label).rect().center()
    }

    /// Whether any label or value contains these words.
    pub(crate) fn shows(&self, words: &str) -> bool {
        let words = words.to_owned();
        let mut found = self.harness.query_all_by(move |node| {
            let label = node.label().is_some_and(|text| text.contains(&words));
            label || node.value().is_some_and(|text| text.contains(&words))
        });
        found.next().is_some()
    }

    /// How many widgets have exactly this label or value.
    pub(crate) fn count(&self, words: &str) -> usize {
        let words = words.to_owned();
        let found = self.harness.query_all_by(move |node| {
            let texts = [node.label(), node.value()];
            let is_same = texts.into_iter().flatten().any(|text| text == words);
            is_same && node.role() != Role::TextRun
        });
        found.count()
    }

    /// The area of the one text that begins with these words.
    pub(crate) fn text_rect(&self, words: &str) -> Rect {
        let words = words.to_owned();
        let label = self.harness.get_by(move |node| {
            let is_text = node.role() == Role::Label;
            is_text && node.value().is_some_and(|text| text.starts_with(&words))
        });
        label.rect()
    }

    #[track_caller]
    pub(crate) fn check_shows(&self, all: &[&str]) {
        for words in all {
            assert!(self.shows(words), "{words} is not shown");
        }
    }

    /// Clicks the one widget whose label begins with these words.
    pub(crate) fn click(&mut self, label: &str) {
        self.node(label).click();
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Clicks the one widget of exactly this label.
    pub(crate) fn click_exact(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Clicks the first widget of exactly this label.
    pub(crate) fn click_first(&mut self, label: &str) {
        let first = self.harness.query_all_by_label(label).next();
        let Some(first) = first else {
            panic!("nothing is labelled {label}");
        };
        first.click();
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Clicks the button, option or tick of exactly this label, as soon as it can be clicked: some
    /// wait for a thread.
    #[track_caller]
    pub(crate) fn press_button(&mut self, label: &str) {
        if self.is_disabled(label) {
            self.wait(|stage| !stage.is_disabled(label));
        }
        self.button(label).click();
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Whether the button of exactly this label is greyed out.
    pub(crate) fn is_disabled(&self, label: &str) -> bool {
        self.button(label).accesskit_node().is_disabled()
    }

    fn button(&self, label: &str) -> Node<'_> {
        let name = label.to_owned();
        let buttons = [Role::Button, Role::RadioButton, Role::CheckBox];
        self.harness.get_by(move |node| {
            buttons.contains(&node.role()) && node.label().is_some_and(|text| text == name)
        })
    }

    /// Opens a list that drops down, and clicks the last widget whose label begins with the choice:
    /// lists are drawn last.
    pub(crate) fn choose(&mut self, list: &str, choice: &str) {
        self.harness
            .get_by_role_and_label(Role::ComboBox, list)
            .click();
        self.steps(STEPS_AFTER_INPUT);
        let choice = choice.to_owned();
        self.harness
            .query_all_by(move |node| node.label().is_some_and(|text| text.starts_with(&choice)))
            .last()
            .unwrap()
            .click();
        self.steps(STEPS_AFTER_INPUT);
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Types a text where the keyboard focus is.
    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.steps(STEPS_AFTER_INPUT);
    }

    pub(crate) fn hover(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Clicks a point of the window, several times for a double or triple click.
    pub(crate) fn click_at(&mut self, pos: Pos2, times: usize) {
        self.harness.hover_at(pos);
        self.steps(1);
        for _ in 0..times {
            self.harness.drag_at(pos);
            self.steps(1);
            self.harness.drop_at(pos);
            self.steps(1);
        }
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Clicks a point of the window with the right button.
    pub(crate) fn right_click_at(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.steps(2);
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton {
                pos,
                button: egui::PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            self.steps(2);
        }
        self.steps(STEPS_AFTER_INPUT);
    }

    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.hover(from);
        self.harness.drag_at(from);
        self.steps(2);
        for step in 1..=5 {
            self.harness.hover_at(from.lerp(to, step as f32 / 5.0));
            self.steps(2);
        }
        self.harness.drop_at(to);
        self.steps(STEPS_AFTER_INPUT);
    }

    /// Clicks a button that copies, and returns what it put on the clipboard.
    pub(crate) fn copied_by(&mut self, label: &str) -> String {
        self.node(label).click();
        for _ in 0..STEPS_AFTER_INPUT {
            self.steps(1);
            let commands = &self.harness.output().platform_output.commands;
            let copied = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(copied) = copied {
                return copied;
            }
        }
        panic!("{label} copied nothing");
    }
}

/// Waits for what a thread does to files, and fails where it never happens.
#[track_caller]
pub(crate) fn until(is_met: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_met() {
        assert!(
            begun.elapsed() < PATIENCE,
            "it did not happen in {PATIENCE:?}"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Two rivals and a friend of one, placed on a line, with a quote each.
pub(crate) const SMALL: &str = r#"{
  "format": "frenemy/1",
  "directed": true,
  "multigraph": true,
  "graph": { "title": "Two rivals" },
  "references": [{ "id": "r", "title": "A text of ours", "URL": "https://example.org/r" }],
  "nodes": [
    { "id": "a", "name": "Alba", "kind": "state", "x": -220.0, "y": 0.0 },
    { "id": "b", "name": "Borea", "kind": "state", "x": 220.0, "y": 0.0 },
    { "id": "c", "name": "Corsairs", "kind": "group", "x": 0.0, "y": 260.0 }
  ],
  "edges": [
    { "id": "war", "source": "a", "target": "b", "kind": "hostility",
      "claims": [
        { "reference": "r", "locator": "¶1", "quote": "have long been at war" },
        { "reference": "r", "locator": "¶2", "quote": "never fought a war", "stance": "denies", "claimant": "b" }
      ] },
    { "id": "aid", "source": "a", "target": "c", "kind": "support",
      "claims": [{ "reference": "r", "locator": "¶3", "quote": "pays the corsairs" }] }
  ]
}
"#;

/// Writes a text to a file of this name in a folder.
pub(crate) fn file_with(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A window on the small network, its folder, and its file.
pub(crate) fn on_small() -> (Stage, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = file_with(&folder, "small.json", SMALL);
    let stage = Stage::on(&path);
    (stage, folder, path)
}
