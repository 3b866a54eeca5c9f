//! Text notes on the canvas: written, moved, edited, hidden and deleted, and all of it undone.

use egui::{Key, Modifiers, Vec2};
use frenemy::app::{Action, Change, Command, NoteSketch, Target};
use frenemy::model::{Annotation, AnnotationTarget};

use crate::stage::{Setup, Stage};

const PAIR: &str = r#"{
  "format": "frenemy/1",
  "nodes": [
    {"id": "ru", "name": "Russia", "kind": "state", "x": -150, "y": 0},
    {"id": "ta", "name": "Taliban", "kind": "group", "x": 150, "y": 0}
  ],
  "edges": [{"id": "arms", "source": "ru", "target": "ta", "kind": "support"}]
}"#;

fn notes(stage: &Stage) -> Vec<Annotation> {
    let notes = stage.state().document().annotations.iter();
    notes.map(|note| Annotation::clone(note)).collect()
}

/// A stage with a note about Russia that was typed in the form.
fn with_note() -> Stage {
    let mut stage = Stage::on_text(PAIR, Setup::default());
    stage.send(Command::Select(Some(Target::Actor("ru".into()))));
    stage.send(Command::Act(Action::NewNote));
    stage.check_shows(&["Text note", "Add", "Cancel"]);
    stage.type_text("Changed sides");
    stage.press(Modifiers::COMMAND, Key::Enter);
    stage
}

#[test]
fn a_note_is_written_about_the_selected_actor_and_undone() {
    let mut stage = with_note();
    let [note] = &notes(&stage)[..] else {
        panic!("{:?}", notes(&stage));
    };
    assert_eq!(note.text, "Changed sides");
    assert_eq!(note.about, Some(AnnotationTarget::Actor("ru".into())));
    assert!(
        note.at.x > 0.0 && note.at.y < 0.0,
        "beside the actor: {:?}",
        note.at
    );
    assert_eq!(stage.state().encoding().notes.all().len(), 1);
    assert_eq!(stage.state().open.session.note_sketch, None);
    stage.send(Command::Act(Action::Undo));
    assert_eq!(notes(&stage), []);
}

#[test]
fn a_note_is_dragged_in_one_edit() {
    let mut stage = with_note();
    let before = notes(&stage)[0].at;
    let at = stage.middle("Text note: Changed sides");
    stage.drag(at, at + Vec2::new(40.0, -60.0));
    let after = notes(&stage)[0].at;
    assert!(
        after.x > before.x && after.y < before.y,
        "{before:?} → {after:?}"
    );
    stage.send(Command::Act(Action::Undo));
    assert_eq!(notes(&stage)[0].at, before);
}

#[test]
fn the_text_of_a_note_is_edited_and_an_empty_one_deletes_it() {
    let mut stage = with_note();
    let id = notes(&stage)[0].id.clone();
    stage.send(Command::Note(Some(NoteSketch::Text(id.clone()))));
    stage.check_shows(&["Done"]);
    stage.type_text(" twice");
    stage.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(notes(&stage)[0].text, "Changed sides twice");
    stage.send(Command::Note(Some(NoteSketch::Text(id.clone()))));
    stage.press(Modifiers::COMMAND, Key::A);
    stage.press(Modifiers::NONE, Key::Delete);
    stage.check_shows(&["Delete"]);
    stage.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(notes(&stage), []);
    stage.send(Command::Act(Action::Undo));
    assert_eq!(notes(&stage).len(), 1);
    // Escape closes the form and changes nothing.
    stage.send(Command::Note(Some(NoteSketch::Text(id))));
    stage.type_text(" thrice");
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.state().open.session.note_sketch, None);
    assert_eq!(notes(&stage)[0].text, "Changed sides twice");
}

#[test]
fn several_selected_actors_are_outlined_by_a_note_whose_actors_can_be_changed() {
    let more = PAIR.replace(
        "{\"id\": \"ta\"",
        "{\"id\": \"ir\", \"name\": \"Iran\", \"kind\": \"state\", \"x\": 0, \"y\": 200},\n    {\"id\": \"ta\"",
    );
    let mut stage = Stage::on_text(&more, Setup::default());
    stage.click("Russia, state");
    stage
        .harness
        .event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    let at = stage.middle("Taliban, group");
    stage.harness.event(egui::Event::PointerMoved(at));
    for pressed in [true, false] {
        stage.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::SHIFT,
        });
    }
    stage
        .harness
        .event(egui::Event::ModifiersChanged(Modifiers::NONE));
    stage.steps(5);
    let of = |ids: &[&str]| AnnotationTarget::of_actors(ids.iter().map(|id| (*id).into()));
    assert_eq!(stage.state().selected_for_note(), of(&["ru", "ta"]));
    stage.right_click_at(at);
    stage.click("Outline with a text note…");
    stage.type_text("The pact");
    stage.press(Modifiers::COMMAND, Key::Enter);
    let [note] = &notes(&stage)[..] else {
        panic!("{:?}", notes(&stage));
    };
    assert_eq!(note.about, of(&["ru", "ta"]));
    let before = stage.middle("Text note: The pact");
    assert!(before.y < at.y, "the note is above its actors");
    // Other actors are chosen for it: it stays where it is.
    stage.send(Command::Act(Action::SelectAll));
    stage.right_click_at(before);
    stage.click("Make it about the selection");
    assert_eq!(notes(&stage)[0].about, of(&["ir", "ru", "ta"]));
    let after = stage.middle("Text note: The pact");
    assert!(before.distance(after) < 3.0, "{before}, {after}");
    stage.send(Command::Act(Action::Undo));
    assert_eq!(notes(&stage)[0].about, of(&["ru", "ta"]));
    // An actor that is deleted leaves the outline.
    let delete = Change::Delete {
        actors: vec!["ru".into()],
        relations: Vec::new(),
    };
    stage.send(Command::Change(delete));
    assert_eq!(notes(&stage)[0].about, of(&["ta"]));
}

#[test]
fn a_hidden_note_is_kept_and_shown_again() {
    let mut stage = with_note();
    let id = notes(&stage)[0].id.clone();
    stage.send(Command::HideAnnotation(id));
    assert!(stage.state().encoding().notes.all().is_empty());
    assert_eq!(notes(&stage).len(), 1);
    stage.send(Command::Act(Action::ShowAll));
    assert_eq!(stage.state().encoding().notes.all().len(), 1);
}
