//! Where the keyboard is while a form is open: what is typed goes into the form, and is no command.

use egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Action, Command, Target};
use frenemy::model::{Claimant, RelationKind, Stance};
use frenemy::scene::PictureView;

use super::reader::{on_two, on_two_in, relation};
use crate::stage::{Stage, on_small};

/// The claim form on the words “The first words.”
fn with_form(kind: Key) -> (Stage, tempfile::TempDir) {
    let (mut stage, folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(kind);
    stage.steps(10);
    (stage, folder)
}

fn typed_in(stage: &Stage, label: &str) -> Option<String> {
    stage.field(label).value()
}

#[test]
fn a_click_in_the_text_leaves_the_keyboard_in_the_form() {
    let (mut stage, _folder) = with_form(Key::H);
    assert!(stage.field("Between").is_focused());
    let words = stage.harness.get_by(|node| {
        let text = node.value();
        text.is_some_and(|text| text.starts_with("Alba has long been"))
    });
    let corner = words.rect().min;
    stage.drag(corner + vec2(30.0, 12.0), corner + vec2(90.0, 12.0));
    stage.steps(5);
    stage.key(Key::M);
    stage.type_text("m");
    assert_eq!(typed_in(&stage, "Between").as_deref(), Some("m"));
    assert_eq!(stage.state().open.session.view, PictureView::Network);
}

#[test]
fn a_button_that_moves_the_quote_leaves_the_keyboard_at_the_kinds() {
    let (mut stage, _folder) = with_form(Key::Enter);
    assert!(stage.shows("Choose the kind"));
    stage.click_exact("End the quote a word earlier");
    stage.steps(5);
    stage.key(Key::H);
    assert!(!stage.shows("Choose the kind"));
}

#[test]
fn tab_goes_from_the_second_actor_to_the_date() {
    let (mut stage, _folder) = with_form(Key::S);
    stage.type_text("Vera");
    stage.key(Key::Tab);
    assert!(stage.field("To").is_focused());
    stage.type_text("Tessaly");
    stage.key(Key::Tab);
    assert!(stage.field("When").is_focused());
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);
}

#[test]
fn the_claimant_is_an_actor_of_the_network_or_a_new_one_of_the_form() {
    let (mut stage, _folder) = with_form(Key::S);
    stage.type_text("Vera");
    stage.key(Key::Tab);
    stage.type_text("Tessaly");
    stage.key(Key::Tab);
    stage.type_into("Claimed by", "Cors");
    assert!(stage.shows("Corsairs, group"));
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("vera");
    assert!(stage.shows("new actor"));
    stage.key(Key::Enter);
    let document = stage.state().document();
    let last = document.relations.iter().last().unwrap();
    assert_eq!(document.relation_name(last), "Vera – Tessaly");
    let claimant = last.claims[0].claimant.clone();
    assert_eq!(claimant, Some(Claimant::Actor(last.source.clone())));
}

#[test]
fn a_claimant_is_picked_from_a_list() {
    let (mut stage, _folder) = with_form(Key::S);
    stage.type_text("Alba");
    stage.key(Key::Tab);
    stage.type_text("Borea");
    stage.key(Key::Tab);
    stage.type_into("Claimed by", "Cors");
    stage.key(Key::Enter);
    assert_eq!(typed_in(&stage, "Claimed by").as_deref(), Some("Corsairs"));
    stage.key(Key::Enter);
    let last = stage.state().document().relations.iter().last().unwrap();
    assert_eq!(last.claims[0].claimant, Some(Claimant::Actor("c".into())));
}

#[test]
fn the_arrows_of_a_list_begin_at_the_chosen_entry() {
    let (mut stage, _folder) = with_form(Key::S);
    stage.type_text("Alba");
    stage.key(Key::Enter);
    stage.type_text("Borea");
    stage.key(Key::Enter);
    stage.click("Stance");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.click("Add as new relation");
    let last = stage.state().document().relations.iter().last().unwrap();
    assert_eq!(last.kind(), RelationKind::Support);
    assert_ne!(last.claims[0].stance, Stance::ALL[0]);
}

#[test]
fn a_selection_by_keys_becomes_a_quote_of_whole_words() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    let words = stage.harness.get_by(|node| {
        let text = node.value();
        text.is_some_and(|text| text.starts_with("Alba has long been"))
    });
    let corner = words.rect().min;
    stage.click_at(corner + vec2(1.0, 12.0), 1);
    for _ in 0..7 {
        stage.press(Modifiers::SHIFT, Key::ArrowRight);
    }
    stage.key(Key::Enter);
    assert!(stage.shows("“Alba has”"));
}

#[test]
fn the_form_fits_into_a_narrow_reader() {
    let (mut stage, _folder) = on_two_in(Vec2::new(800.0, 600.0));
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::H);
    stage.steps(10);
    let edge = stage.harness.get_by(|node| {
        let label = node.label().or_else(|| node.value());
        label.is_some_and(|text| text == "The text")
    });
    let edge = edge.rect().right() + 0.5;
    for label in ["End the quote a word later", "other"] {
        let right = stage.harness.get_by_label(label).rect().right();
        assert!(right <= edge, "{label} ends at {right}, beyond {edge}");
    }
}

#[test]
fn edit_begins_in_the_first_field_and_letters_after_a_click_beside_it_do_nothing() {
    let (mut stage, _folder, _path) = on_small();
    let war = Target::Relation("war".into());
    stage.select(war);
    stage.click("Edit Alba");
    assert!(stage.field("Type").is_focused());
    // A click beside the field takes the focus from it.
    let beside = stage.field("Type").rect().left_center() - vec2(40.0, 0.0);
    stage.click_at(beside, 1);
    for key in [Key::R, Key::M, Key::Backspace] {
        stage.key(key);
    }
    let relations = &stage.state().document().relations;
    assert_eq!(relations.get(&"war".into()).unwrap().source.as_str(), "a");
    assert_eq!(stage.state().open.session.view, PictureView::Network);
    assert!(stage.state().dialog.is_none());
}

#[test]
fn a_text_that_is_pasted_into_the_dialog_gives_title_and_authors() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Reader(frenemy::app::ReaderCommand::Ask(
        frenemy::app::NewText::pasted(""),
    )));
    stage.steps(5);
    let words = "The Dun Ceasefire\n\nby Nan Corrie\n\nThe councils agreed.";
    stage.harness.event(egui::Event::Paste(words.to_owned()));
    stage.steps(8);
    assert_eq!(
        typed_in(&stage, "Title").as_deref(),
        Some("The Dun Ceasefire")
    );
    assert_eq!(typed_in(&stage, "Authors").as_deref(), Some("Corrie, Nan"));
}

#[test]
fn tab_goes_on_from_a_field_with_a_list() {
    let (mut stage, _folder, _path) = on_small();
    stage.select(Target::Relation("war".into()));
    stage.click("Edit claim 1");
    stage.field("Source").focus();
    stage.steps(4);
    stage.key(Key::Tab);
    assert!(stage.field("Place").is_focused());
    // After some letters it picks, as Enter does.
    stage.field("Claimed by").focus();
    stage.steps(4);
    stage.type_text("cors");
    stage.key(Key::Tab);
    assert!(stage.field("Date said").is_focused());
    let relations = &stage.state().document().relations;
    let claim = relations.get(&"war".into()).unwrap().claims[0].clone();
    assert_eq!(claim.claimant, Some(Claimant::Actor("c".into())));
}

#[test]
fn what_tab_leads_to_is_scrolled_into_view() {
    let (mut stage, _folder) = on_two_in(Vec2::new(800.0, 600.0));
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::S);
    for name in ["Alba", "Borea"] {
        stage.type_text(name);
        stage.key(Key::Tab);
    }
    for label in ["When", "Claimed by"] {
        stage.steps(20);
        let field = stage.field(label);
        assert!(field.is_focused(), "{label}");
        let (above, below) = ("End the quote a word later", "Add as new relation");
        let [above, below] = [above, below].map(|label| stage.middle(label).y);
        let field = field.rect();
        assert!(
            above < field.top() && field.bottom() < below,
            "{label} at {field} is hidden"
        );
        stage.key(Key::Tab);
    }
}

#[test]
fn fields_of_a_long_form_are_scrolled_into_view_by_tab() {
    let (mut stage, _folder) = on_two_in(Vec2::new(800.0, 600.0));
    stage.select(relation("war"));
    // There is no room for both panels beside the picture.
    stage.send(Command::Act(Action::SidePanel));
    stage.steps(10);
    stage.click("Edit claim 1");
    for tabs in 1..=12 {
        stage.key(Key::Tab);
        stage.steps(20);
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method is of one lifetime only"
        )]
        let focused = stage.harness.query_by(|node| node.is_focused());
        let focused = focused.unwrap_or_else(|| panic!("nothing has the focus after Tab {tabs}"));
        let rect = focused.rect();
        assert!(rect.bottom() < 580.0, "{rect} is hidden");
    }
}

#[test]
fn enter_and_escape_in_the_search_are_not_for_the_form() {
    let (mut stage, _folder) = with_form(Key::S);
    for name in ["Borea", "Corsairs"] {
        stage.type_text(name);
        stage.key(Key::Tab);
    }
    stage.type_into("Find in this text", "long been at war");
    stage.key(Key::Enter);
    stage.steps(5);
    assert_eq!(stage.claims(), 2, "the claim was made");
    assert!(stage.shows("“The first words.”"), "another quote was taken");
    stage.key(Key::Escape);
    assert_eq!(typed_in(&stage, "From").as_deref(), Some("Borea"));
    // The form goes on where it was.
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);
}

#[test]
fn enter_on_cancel_cancels() {
    let (mut stage, _folder) = on_two();
    let text = frenemy::app::NewText::pasted("The Dun Ceasefire\n\nThe councils agreed.");
    let ask = frenemy::app::ReaderCommand::Ask(text);
    stage.send(Command::Reader(ask));
    stage.steps(5);
    let before = stage.state().document().references.len();
    stage.harness.get_by_label("Cancel").focus();
    stage.steps(3);
    stage.key(Key::Enter);
    assert_eq!(stage.state().dialog, None);
    assert_eq!(stage.state().document().references.len(), before);
}
