//! No typed character is a command: names are typed character by character, with pauses, in every
//! field of the window.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Command, Dialog, ReaderCommand, Settings, Tab, Target};

use super::reader::{example_text, on_two, relation};
use crate::stage::{SMALL, Setup, Stage};

/// Every letter, and the signs that are keys of actions.
const TYPED: &str = "sphinx of black quartz judge my vow+-?0";

/// The frames of a pause between two characters.
const PAUSE: usize = 6;

/// What a typed character may not change.
#[derive(Debug, PartialEq)]
struct Untouched {
    revision: u64,
    dialog: String,
    tab: Tab,
    selection: Vec<Target>,
    is_sketching: bool,
    is_paused: bool,
    filter: String,
    view: String,
    notices: usize,
    fields: Vec<String>,
}

impl Stage {
    fn untouched(&self) -> Untouched {
        let state = self.state();
        let session = &state.open.session;
        Untouched {
            revision: state.open.history.revision(),
            dialog: format!("{:?}", state.dialog),
            tab: state.settings.tab.clone(),
            selection: session.selection.iter().cloned().collect(),
            is_sketching: session.sketch.is_some(),
            is_paused: session.is_paused,
            filter: format!("{:?}", session.filter),
            view: format!("{:?}", session.view),
            notices: state.notices.len(),
            fields: self.field_labels(),
        }
    }

    /// The labels of all text fields, from above.
    fn field_labels(&self) -> Vec<String> {
        let fields = self.harness.query_all_by(|node| {
            let is_field = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
            is_field && !node.is_disabled()
        });
        let labels = fields.map(|field| field.accesskit_node().label().unwrap_or_default());
        labels.collect()
    }

    /// Types as a keyboard does: a press, its text, a release, and a pause.
    fn type_slowly(&mut self, text: &str) {
        for letter in text.chars() {
            let name = letter.to_uppercase().to_string();
            let key = match letter {
                ' ' => Some(Key::Space),
                _ => Key::from_name(&name),
            };
            let event = |pressed| {
                key.map(|key| Event::Key {
                    key,
                    physical_key: None,
                    pressed,
                    repeat: false,
                    modifiers: Modifiers::NONE,
                })
            };
            let events = &mut self.harness.input_mut().events;
            events.extend(event(true));
            events.push(Event::Text(letter.to_string()));
            self.steps(PAUSE);
            self.harness.input_mut().events.extend(event(false));
            self.steps(PAUSE);
        }
    }

    /// Types into each text field of the window, and fails where a character does more.
    fn check_fields(&mut self, place: &str, least: usize) {
        let count = self.field_labels().len();
        assert!(count >= least, "{place}: {:?}", self.field_labels());
        for number in 0..count {
            let fields = |stage: &Self| {
                let fields = stage.harness.query_all_by(|node| {
                    let is_field =
                        matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
                    is_field && !node.is_disabled()
                });
                let values = fields.map(|field| {
                    let label = field.accesskit_node().label().unwrap_or_default();
                    (label, field.value().unwrap_or_default())
                });
                values.collect::<Vec<_>>()
            };
            self.harness
                .query_all_by(|node| {
                    let is_field =
                        matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
                    is_field && !node.is_disabled()
                })
                .nth(number)
                .unwrap()
                .focus();
            self.steps(4);
            self.press(Modifiers::COMMAND, Key::A);
            self.key(Key::Delete);
            let before = self.untouched();
            let label = fields(self)[number].0.clone();
            self.type_slowly(TYPED);
            assert_eq!(fields(self)[number].1, TYPED, "{place}: {label}");
            assert_eq!(self.untouched(), before, "{place}: {label}");
            self.press(Modifiers::COMMAND, Key::A);
            self.key(Key::Delete);
        }
    }
}

fn on_small(tab: Tab) -> Stage {
    Stage::on_text(SMALL, Setup::on_tab(tab))
}

#[test]
fn letters_are_only_text_in_the_claim_form_and_the_search_of_the_reader() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::C);
    stage.steps(10);
    stage.check_fields("claim form", 6);
    assert_eq!(stage.claims(), 2);
}

#[test]
fn letters_are_only_text_in_the_forms_of_the_details() {
    for (target, button) in [
        (Some(Target::Actor("a".into())), "Edit Alba"),
        (Some(Target::Relation("war".into())), "Edit Alba – Borea"),
        (Some(Target::Relation("war".into())), "Edit claim 1"),
        (None, "Edit the network"),
    ] {
        let mut stage = on_small(Tab::DETAILS);
        stage.send(Command::Select(target));
        stage.click(button);
        stage.steps(5);
        stage.check_fields(button, 3);
    }
}

#[test]
fn letters_are_only_text_in_the_form_of_a_source() {
    let mut stage = on_small(Tab::DETAILS);
    stage.send(Command::InspectReference(Some("r".into())));
    stage.click("Edit A text of ours");
    stage.steps(5);
    stage.check_fields("source", 3);
}

#[test]
fn letters_are_only_text_in_the_forms_of_new_actors_and_relations() {
    let mut stage = on_small(Tab::HISTORY);
    stage.press(Modifiers::NONE, Key::N);
    stage.check_fields("new actor", 1);

    let mut stage = on_small(Tab::HISTORY);
    stage.select(Target::Actor("a".into()));
    stage.send(Command::ToggleSelect(Target::Actor("b".into())));
    stage.press(Modifiers::NONE, Key::L);
    stage.check_fields("new relation", 1);
}

#[test]
fn letters_are_only_text_in_the_table() {
    let settings = Settings {
        shows_table: true,
        tab: Tab::HISTORY,
        ..Settings::default()
    };
    let setup = Setup {
        settings,
        ..Setup::default()
    };
    let mut stage = Stage::on_text(SMALL, setup);
    stage.check_fields("filter of the table", 1);
}

#[test]
fn letters_are_only_text_in_searches_and_dialogs() {
    let dialogs = [
        (Modifiers::COMMAND, Key::F, 1),
        (Modifiers::COMMAND, Key::K, 1),
        (Modifiers::NONE, Key::F1, 1),
        (Modifiers::COMMAND, Key::H, 2),
    ];
    for (modifiers, key, least) in dialogs {
        let mut stage = on_small(Tab::HISTORY);
        stage.press(modifiers, key);
        stage.check_fields(key.name(), least);
    }
    let mut stage = on_small(Tab::HISTORY);
    stage.press(Modifiers::COMMAND, Key::Comma);
    stage.check_fields("settings", 2);
}

#[test]
fn letters_are_only_text_in_the_tabs_of_the_side_panel() {
    for tab in [
        Tab::SOURCES,
        Tab::TIME,
        Tab::BALANCE,
        Tab::RANK,
        Tab::STORY,
        Tab::CODERS,
    ] {
        let mut stage = on_small(tab.clone());
        stage.check_fields(tab.id(), 0);
    }
}

#[test]
fn letters_are_only_text_in_the_dialog_of_a_new_text() {
    let (mut stage, _folder) = on_two();
    stage.key(Key::F7);
    stage.send(Command::Reader(ReaderCommand::Fetch(example_text(), None)));
    stage.until(|state| matches!(state.dialog, Some(Dialog::AddText(_))));
    stage.check_fields("new text", 5);
}
