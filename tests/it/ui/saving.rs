//! Saving, exporting and closing at once: nothing is lost, and nothing is asked about what is
//! saved.

use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, ViewportCommand, ViewportId};
use frenemy::app::{Action, Command, Dialog, ExportOptions};
use frenemy::file;
use frenemy::sample::Sample;
use frenemy::scene::{Embed, FigureOptions};

use crate::stage::{SMALL, Setup, Stage, file_with};

/// As many as take a moment to write.
const ACTORS: usize = if cfg!(debug_assertions) {
    2_000
} else {
    20_000
};

/// A window on a small file, with a data folder beside it.
fn on_small() -> (Stage, tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = file_with(&folder, "small.json", SMALL);
    let stage = on(&folder, &path);
    (stage, folder, path)
}

fn on(folder: &tempfile::TempDir, path: &Path) -> Stage {
    Stage::new(Setup {
        file: Some(path.to_owned()),
        data: Some(folder.path().join("data")),
        ..Setup::default()
    })
}

impl Stage {
    /// Presses keys one after another, before the next frame.
    fn press_at_once(&mut self, keys: &[Key]) {
        for key in keys {
            for pressed in [true, false] {
                self.harness.event(Event::Key {
                    key: *key,
                    physical_key: None,
                    pressed,
                    repeat: false,
                    modifiers: Modifiers::COMMAND,
                });
            }
        }
        self.steps(1);
    }

    /// Clicks, and draws the frames until the click has its effect: the last one may close the
    /// window.
    fn click_at_once(&mut self, label: &str) {
        self.node(label).click();
        self.steps(2);
    }

    /// Draws frames until the window closes or asks something.
    fn until_closed_or_asked(&mut self) -> bool {
        for _ in 0..3_000 {
            let output = self.harness.output();
            let root = output.viewport_output.get(&ViewportId::ROOT);
            let mut commands = root.into_iter().flat_map(|root| &root.commands);
            if commands.any(|command| *command == ViewportCommand::Close) {
                return true;
            }
            let waits = matches!(self.state().dialog, None | Some(Dialog::Writing { .. }));
            if !waits {
                return false;
            }
            self.steps(1);
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        panic!("the window neither closes nor asks");
    }

    fn is_pinned(&self, actor: &str) -> bool {
        let actor = self.state().document().actors.get(&actor.into());
        actor.is_some_and(|actor| actor.pinned)
    }
}

fn is_pinned_in(path: &Path, actor: &str) -> bool {
    let bytes = std::fs::read(path).unwrap();
    let opened = file::read(&bytes, "saved").unwrap();
    let actor = opened.document.actors.get(&actor.into()).cloned();
    actor.is_some_and(|actor| actor.pinned)
}

#[test]
fn saving_to_a_new_file_and_quitting_at_once_leaves_the_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.json");
    let bytes = file::write(&Sample::new(ACTORS, 1).document());
    std::fs::write(&path, &bytes).unwrap();
    let mut stage = on(&folder, &path);
    let copy = folder.path().join("copy.json");
    stage.window().queue().send(Command::SaveTo(copy.clone()));
    stage.window().queue().send(Command::CloseRequested);
    stage.steps(1);
    assert!(stage.until_closed_or_asked(), "{:?}", stage.state().dialog);
    drop(stage);
    let copy = file::read(&std::fs::read(copy).unwrap(), "copy").unwrap();
    assert_eq!(copy.document.actors.len(), ACTORS);
}

#[test]
fn saving_and_quitting_at_once_asks_nothing() {
    let (mut stage, _folder, path) = on_small();
    stage.send(Command::TogglePin("a".into()));
    stage.press_at_once(&[Key::S, Key::Q]);
    assert!(stage.until_closed_or_asked(), "{:?}", stage.state().dialog);
    assert!(is_pinned_in(&path, "a"));
}

#[test]
fn exporting_and_quitting_at_once_leaves_the_whole_picture() {
    let (mut stage, folder, _path) = on_small();
    let picture = folder.path().join("figure.png");
    let options = ExportOptions {
        exporter: "png",
        figure: FigureOptions {
            embed: Embed::Everything,
            ..FigureOptions::default()
        },
    };
    let queue = stage.window().queue().clone();
    queue.send(Command::ExportTo(picture.clone(), options));
    queue.send(Command::CloseRequested);
    stage.steps(1);
    assert!(stage.until_closed_or_asked(), "{:?}", stage.state().dialog);
    let bytes = std::fs::read(picture).unwrap();
    assert!(
        file::read(&bytes, "figure.png").is_ok(),
        "it can be reopened"
    );
}

#[test]
fn an_export_that_fails_on_the_way_out_is_asked_about() {
    let (mut stage, folder, _path) = on_small();
    let nowhere = folder.path().join("no such folder").join("figure.png");
    let options = ExportOptions {
        exporter: "png",
        figure: FigureOptions::default(),
    };
    let queue = stage.window().queue().clone();
    queue.send(Command::ExportTo(nowhere, options));
    queue.send(Command::CloseRequested);
    stage.steps(1);
    assert!(!stage.until_closed_or_asked(), "it closed");
    stage.steps(2);
    stage.check_shows(&["A file was not written", "the folder does not exist"]);
    stage.click_at_once("Close anyway");
    assert!(stage.until_closed_or_asked());
}

#[test]
fn ten_quick_saves_with_changes_between_raise_no_conflict() {
    let (mut stage, _folder, path) = on_small();
    stage.harness.input_mut().focused = true;
    for number in 0..10 {
        let actor = ["a", "b"][number % 2];
        stage
            .window()
            .queue()
            .send(Command::TogglePin(actor.into()));
        stage.window().queue().send(Command::Act(Action::Save));
        stage.steps(1);
    }
    stage.until(|state| !state.is_saving() && !state.open.history.is_changed());
    assert_eq!(stage.state().dialog, None);
    assert!(!stage.shows("another program"));
    for actor in ["a", "b"] {
        assert_eq!(is_pinned_in(&path, actor), stage.is_pinned(actor));
    }
}

#[test]
fn a_window_that_goes_down_during_a_save_leaves_the_whole_file() {
    let (stage, _folder, path) = on_small();
    let queue = stage.window().queue().clone();
    let mut stage = stage;
    queue.send(Command::TogglePin("a".into()));
    queue.send(Command::Act(Action::Save));
    stage.steps(1);
    drop(stage);
    assert!(is_pinned_in(&path, "a"));
}

/// Opens a window again after the last one went down, and recovers its work.
fn recover(folder: &tempfile::TempDir, path: &Path) -> Stage {
    let mut stage = on(folder, path);
    stage.until_shown("Unsaved work found");
    stage.click("Recover");
    stage.until(|state| state.dialog.is_none() && state.open.source.left_at.is_some());
    stage
}

fn has_actor(stage: &Stage, name: &str) -> bool {
    let mut actors = stage.state().document().actors.iter();
    actors.any(|actor| actor.name() == name)
}

#[test]
fn a_save_after_undo_leaves_nothing_to_recover() {
    let (mut stage, folder, path) = on_small();
    stage.send(Command::TogglePin("a".into()));
    stage.send(Command::Act(Action::Undo));
    stage.send(Command::Act(Action::Save));
    stage.until(|state| !state.is_saving());
    drop(stage);
    let mut stage = on(&folder, &path);
    stage.steps(20);
    assert_eq!(stage.state().dialog, None);
}

#[test]
fn a_name_being_typed_for_a_new_actor_is_recovered_after_a_crash() {
    let (mut stage, folder, path) = on_small();
    stage.send(Command::Act(Action::NewActor));
    stage.type_text("Zembla");
    assert!(
        !stage.state().open.history.is_changed(),
        "it was not entered"
    );
    drop(stage);
    let stage = recover(&folder, &path);
    assert!(has_actor(&stage, "Zembla"));
}

#[test]
fn quitting_while_a_new_actor_is_typed_asks_and_can_save_it() {
    let (mut stage, _folder, path) = on_small();
    stage.send(Command::Act(Action::NewActor));
    stage.type_text("Zembla");
    stage.press_at_once(&[Key::Q]);
    assert!(!stage.until_closed_or_asked(), "it closed");
    stage.steps(2);
    assert!(has_actor(&stage, "Zembla"));
    stage.click_at_once("Save");
    assert!(stage.until_closed_or_asked());
    let saved = std::fs::read_to_string(path).unwrap();
    assert!(saved.contains("Zembla"));
}

#[test]
fn quitting_while_a_form_cannot_be_finished_asks() {
    let (mut stage, _folder, _path) = on_small();
    let actors = ["a", "b"].map(Into::into).to_vec();
    stage.send(Command::SelectActors(actors));
    stage.send(Command::Act(Action::Relate));
    stage.field("When").focus();
    stage.steps(3);
    stage.type_text("never");
    stage.press_at_once(&[Key::Q]);
    assert!(!stage.until_closed_or_asked(), "it closed");
    stage.steps(2);
    assert!(stage.shows("A form is not finished"));
    stage.click_at_once("Close without saving");
    assert!(stage.until_closed_or_asked());
}
