//! Fast typing: several keys in one frame act in their order, and none of them is lost.

use egui::{Event, Key, Modifiers};
use frenemy::app::{Action, Command, Target};

use super::reader::{on_two, relation};
use crate::stage::{Stage, on_small};

/// A key press, followed by the text that it types.
fn typed(letters: &str) -> impl Iterator<Item = Event> {
    letters.chars().flat_map(|letter| {
        let key = Key::from_name(&letter.to_uppercase().to_string()).unwrap();
        [press(Modifiers::NONE, key), Event::Text(letter.to_string())]
    })
}

fn press(modifiers: Modifiers, pressed: Key) -> Event {
    key(modifiers, pressed, true)
}

fn key(modifiers: Modifiers, key: Key, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    }
}

impl Stage {
    /// Sends all these events in one frame.
    pub(super) fn in_one_frame(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    fn has_actor(&self, name: &str) -> bool {
        let mut actors = self.state().document().actors.iter();
        actors.any(|actor| actor.name() == name)
    }
}

#[test]
fn a_name_typed_in_the_frame_of_n_is_whole() {
    let (mut stage, _folder, _path) = on_small();
    stage.in_one_frame(typed("nsoren").chain([press(Modifiers::NONE, Key::Enter)]));
    stage.steps(6);
    assert!(stage.has_actor("soren"));
}

#[test]
fn a_name_typed_in_the_frame_after_n_is_whole() {
    let (mut stage, _folder, _path) = on_small();
    stage.in_one_frame(typed("n"));
    stage.in_one_frame(typed("pla"));
    stage.in_one_frame(typed("tov"));
    stage.in_one_frame([press(Modifiers::NONE, Key::Enter)]);
    stage.steps(6);
    assert!(stage.has_actor("platov"));
    let positions = stage.state().document().actors.iter();
    assert!(
        positions.filter(|actor| actor.pinned).count() == 0,
        "P is text"
    );
}

#[test]
fn a_name_typed_in_the_frame_of_opening_the_split_dialog_is_whole() {
    let (mut stage, _folder, _path) = on_small();
    stage.send(Command::Select(Some(Target::Actor("a".into()))));
    stage.window().queue().send(Command::Act(Action::Split));
    stage.in_one_frame(typed("north"));
    stage.steps(3);
    assert_eq!(
        stage.field("Name of the new actor").value().as_deref(),
        Some("north")
    );
}

#[test]
fn undo_in_the_frame_of_enter_takes_back_what_enter_made() {
    for frames_between in [0, 1] {
        let (mut stage, _folder, _path) = on_small();
        stage.in_one_frame(typed("nsoren"));
        stage.steps(4);
        let (enter, undo) = (
            press(Modifiers::NONE, Key::Enter),
            press(Modifiers::COMMAND, Key::Z),
        );
        if frames_between == 0 {
            stage.in_one_frame([enter, undo]);
        } else {
            stage.in_one_frame([enter]);
            stage.in_one_frame([undo]);
        }
        stage.steps(6);
        assert!(!stage.has_actor("soren"), "{frames_between} frames between");
        assert!(stage.state().open.history.redo_label().is_some());
    }
}

#[test]
fn undo_right_after_enter_in_a_field_of_the_details_takes_the_change_back() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(Target::Actor("a".into()));
    stage.click("Edit Alba");
    stage.field("Name").focus();
    stage.steps(3);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.in_one_frame(typed("albania").chain([
        press(Modifiers::NONE, Key::Enter),
        press(Modifiers::COMMAND, Key::Z),
    ]));
    stage.steps(6);
    assert!(stage.has_actor("Alba"));
    assert!(stage.state().open.history.redo_label().is_some());
}

#[test]
fn two_undos_in_one_frame_take_two_changes_back() {
    let (mut stage, _folder, _path) = on_small();
    for id in ["a", "b"] {
        stage.select(Target::Actor(id.into()));
        stage.press(Modifiers::NONE, Key::P);
    }
    assert_eq!(stage.state().open.history.done().count(), 2);
    let undo = || [true, false].map(|pressed| key(Modifiers::COMMAND, Key::Z, pressed));
    stage.in_one_frame([undo(), undo()].concat());
    stage.steps(4);
    assert_eq!(stage.state().open.history.done().count(), 0);
}

#[test]
fn f5_hides_the_timeline_while_a_name_is_typed() {
    let (mut stage, _folder, _path) = on_small();
    let before = stage.state().settings.shows_timeline;
    stage.in_one_frame([press(Modifiers::COMMAND, Key::F)]);
    stage.steps(3);
    stage.press(Modifiers::NONE, Key::F5);
    assert_ne!(stage.state().settings.shows_timeline, before);
}

#[test]
fn names_and_tabs_typed_in_one_frame_fill_the_fields_of_a_claim() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.press(Modifiers::NONE, Key::S);
    stage.steps(5);
    let tab = || press(Modifiers::NONE, Key::Tab);
    let names = typed("borea").chain([tab()]).chain(typed("corsairs"));
    let rest = [tab(), Event::Text("2015".into()), tab()];
    stage.in_one_frame(names.chain(rest).chain(typed("alba")));
    stage.steps(20);
    let value = |label: &str| stage.field(label).value();
    let values = ["From", "To", "When", "Claimed by"].map(value);
    let expected = ["Borea", "Corsairs", "2015", "alba"];
    assert_eq!(values, expected.map(|text| Some(text.to_owned())));
}
