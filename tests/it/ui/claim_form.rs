//! The claim form: what is entered stays until it is used, and the text stays where it is read.

use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Command, ReaderCommand, Target};
use frenemy::model::Claimant;

use super::reader::{on_two, on_two_in, relation};
use crate::stage::Stage;

impl Stage {
    /// Opens the form with the first words of the text on the page.
    fn begins_claim(size: Vec2) -> (Self, tempfile::TempDir) {
        let (mut stage, folder) = on_two_in(size);
        stage.send(Command::Hover(Some(relation("war"))));
        stage.steps(10);
        stage.send(Command::Hover(None));
        stage.select_sentence("The first words.");
        (stage, folder)
    }

    fn text_in(&self, label: &str) -> String {
        self.field(label).value().unwrap_or_default()
    }

    fn has_list_with(&self, words: &str) -> bool {
        self.harness.query_by_label(words).is_some()
    }

    /// Selects a word of the first words.
    fn select_word(&mut self) {
        let words = self.harness.get_by(|node| {
            let text = node.value().or_else(|| node.label());
            text.is_some_and(|text| text.starts_with("The first words."))
        });
        let at = words.rect().min + Vec2::new(10.0, 12.0);
        // A click before this one does not count as the first of three.
        self.steps(40);
        self.click_at(at, 2);
        self.steps(40);
    }

    /// The top of the paragraph of the first words.
    fn top_of_words(&self) -> f32 {
        let found = self.harness.get_by(|node| {
            let text = node.value().or_else(|| node.label());
            text.is_some_and(|text| text.starts_with("The first words."))
        });
        found.rect().top()
    }
}

const WIDE: Vec2 = Vec2::new(1280.0, 900.0);

#[test]
fn a_form_that_was_closed_comes_back_on_the_same_words_and_only_there() {
    let (mut stage, _folder) = Stage::begins_claim(WIDE);
    stage.key(Key::S);
    stage.type_into("From", "borea");
    stage.key(Key::Tab);
    stage.type_into("When", "2016-05");
    stage.type_into("Note", "mine");
    stage.key(Key::Escape);
    assert!(!stage.shows("New claim"));
    stage.check_shows(&["Continue claim"]);
    stage.key(Key::Enter);
    assert_eq!(
        ["From", "When", "Note"].map(|label| stage.text_in(label)),
        ["Borea", "2016-05", "mine"]
    );
    // The button does the same as Esc.
    stage.click("Cancel");
    stage.select_word();
    stage.check_shows(&["Make claim"]);
    stage.key(Key::S);
    assert_eq!(stage.text_in("When"), "");
    // The list of offers closes first.
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    stage.select_sentence("The first words.");
    stage.key(Key::Enter);
    assert_eq!(stage.text_in("When"), "2016-05");
    stage.type_into("To", "corsairs");
    stage.key(Key::Tab);
    stage.click("Add as new relation");
    assert_eq!(stage.claims(), 3);
}

#[test]
fn a_claimant_taken_from_the_list_stays_when_something_else_is_clicked() {
    let (mut stage, _folder) = Stage::begins_claim(WIDE);
    stage.key(Key::S);
    stage.type_into("Claimed by", "bor");
    assert!(stage.has_list_with("Borea, state"));
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert_eq!(stage.text_in("Claimed by"), "bor");
    stage.click("→ One way");
    assert!(!stage.has_list_with("Borea, state"), "it is settled");
    stage.key(Key::Enter);
    assert_eq!(stage.text_in("Claimed by"), "bor");
    // Typing opens the list again.
    stage.type_into("Claimed by", "e");
    assert!(stage.has_list_with("Borea, state"));
}

#[test]
fn the_keyboard_selects_the_text_of_a_field_and_a_taken_entry_has_its_caret_at_the_end() {
    let (mut stage, _folder) = Stage::begins_claim(WIDE);
    stage.key(Key::S);
    stage.type_into("To", "bor");
    stage.key(Key::Tab);
    assert_eq!(stage.text_in("To"), "Borea");
    stage.press(Modifiers::SHIFT, Key::Tab);
    stage.type_text("corsairs");
    assert_eq!(stage.text_in("To"), "corsairs", "it replaces");
    stage.type_into("Claimed by", "alb");
    stage.key(Key::Enter);
    assert_eq!(stage.text_in("Claimed by"), "Alba");
    stage.type_text("ny");
    assert_eq!(stage.text_in("Claimed by"), "Albany");
}

#[test]
fn a_new_actor_of_the_form_is_known_to_its_other_fields() {
    let (mut stage, _folder) = Stage::begins_claim(WIDE);
    stage.key(Key::S);
    stage.type_into("From", "corsairs");
    stage.key(Key::Tab);
    stage.type_into("To", "Bor");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    assert_eq!(stage.text_in("To"), "Bor");
    // The exact name needs no list; a part of it offers it before longer names.
    stage.type_into("Claimed by", "Bor");
    assert!(!stage.has_list_with("Borea, state"));
    stage.key(Key::Backspace);
    assert!(stage.has_list_with("Borea, state"));
    stage.key(Key::Enter);
    assert_eq!(stage.text_in("Claimed by"), "Bor");
    stage.click("Add as new relation");
    let document = stage.state().document();
    let made = document.relations.iter().last().unwrap();
    let claimant = made.claims[0].claimant.clone();
    assert_eq!(claimant, Some(Claimant::Actor(made.target.clone())));
    assert_eq!(document.actor_name(&made.target), "Bor");
}

#[test]
fn the_text_is_where_it_was_once_the_form_is_closed() {
    let (mut stage, _folder) = Stage::begins_claim(Vec2::new(1280.0, 640.0));
    let before = stage.top_of_words();
    stage.key(Key::S);
    stage.steps(10);
    assert!(stage.top_of_words() < before - 1.0, "the form takes room");
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    stage.steps(10);
    assert!((stage.top_of_words() - before).abs() < 1.0);
    stage.key(Key::Enter);
    stage.press(Modifiers::ALT, Key::H);
    stage.type_into("Between", "alba");
    stage.key(Key::Tab);
    stage.type_into("And", "borea");
    stage.key(Key::Tab);
    stage.click("Add to relation");
    assert_eq!(stage.claims(), 3);
    stage.steps(20);
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&relation("war"))
    );
    let now = stage.top_of_words();
    assert!((now - before).abs() < 1.0, "{now} and {before}");
}

#[test]
fn a_text_that_was_chosen_is_shown_while_a_relation_of_another_text_is_selected() {
    let (mut stage, _folder) = on_two();
    stage.select(relation("war"));
    stage.send(Command::Reader(ReaderCommand::Show("s".into())));
    stage.steps(10);
    assert!(stage.shows("No saved text"));
    stage.click("Paste text…");
    let words = "Another one\n\nNobody is named here.";
    stage.harness.event(egui::Event::Paste(words.to_owned()));
    stage.steps(4);
    stage.click("Add text");
    stage.until(|state| state.open.source_texts.checked.text(&"s".into()).is_some());
    stage.steps(20);
    assert!(stage.shows("Nobody is named here."));
    // A relation that is selected now shows its own text again.
    stage.select(Target::Actor("a".into()));
    stage.select(relation("war"));
    stage.steps(10);
    assert!(!stage.shows("Nobody is named here."));
}
