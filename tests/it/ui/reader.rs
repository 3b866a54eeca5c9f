//! The reader in the window: an article is read and coded, passages highlight their relations, and
//! changed quotes are found. No display is needed.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{Action, Command, Dialog, ReaderCommand, Settings, State, Target};
use frenemy::model::{RelationId, RelationKind};
use serde_json::{Value, json};

use crate::stage::{Setup, Stage};

impl Stage {
    /// A window with the reader open, on this file or on the example.
    pub(super) fn with_reader(file: Option<&Path>) -> Self {
        Self::with_reader_in(Vec2::new(1280.0, 900.0), file)
    }

    /// The same in a window of this size.
    fn with_reader_in(size: Vec2, file: Option<&Path>) -> Self {
        let settings = Settings {
            shows_reader: true,
            ..Settings::default()
        };
        Self::new(Setup {
            file: file.map(Path::to_owned),
            settings,
            size,
            ..Setup::default()
        })
    }

    pub(super) fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    /// Types into the field with this label.
    pub(super) fn type_into(&mut self, label: &str, text: &str) {
        self.harness
            .get_by_role_and_label(Role::TextInput, label)
            .click();
        self.steps(4);
        self.type_text(text);
    }

    /// Selects the first sentence of the paragraph that begins with these words, with three clicks.
    pub(super) fn select_sentence(&mut self, beginning: &str) {
        let words = beginning.to_owned();
        let paragraph = self
            .harness
            .get_by(move |node| node.value().is_some_and(|text| text.starts_with(&words)));
        let corner = paragraph.rect().min;
        self.click_at(corner + vec2(30.0, 12.0), 3);
        // Waits so that the next click does not count as a fourth one.
        self.steps(40);
    }

    pub(super) fn claims(&self) -> usize {
        self.state().document().claim_count()
    }
}

pub(super) fn relation(id: &str) -> Target {
    Target::Relation(RelationId::from(id))
}

pub(super) fn example_text() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples/texts/salt-road.txt")
}

#[test]
fn an_article_is_coded_from_an_empty_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::with_reader(None);
    stage.send(Command::Act(Action::New));
    assert!(stage.shows("No sources yet"));
    add_the_text(&mut stage);

    // Two new actors.
    stage.select_sentence("Alba and Borea signed");
    stage.key(Key::C);
    stage.type_text("Alba");
    stage.key(Key::Enter);
    stage.type_text("Borea");
    stage.key(Key::Enter);
    stage.type_into("When", "1907-21");
    assert!(stage.shows("spring 1907"));
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 1);

    // The known actor is filled in; the new one is a group, the second suggestion.
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "Find in this text");
    find(&mut stage, "Borea pays the Corsairs of the upper valleys");
    stage.click("Make claim");
    stage.press(Modifiers::ALT, Key::S);
    stage.type_text("Corsairs");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 2);

    // The words name both actors: three keys are enough.
    find(
        &mut stage,
        "the Corsairs attacked the caravans of Alba twice",
    );
    stage.click("Make claim");
    stage.press(Modifiers::ALT, Key::H);
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);

    // A denial is added to the existing relation.
    stage.select_sentence("Borea denies");
    stage.key(Key::S);
    assert!(stage.shows("Borea → Corsairs, support, 1 claim"));
    stage.type_into("Claimed by", "borea");
    stage.click("Stance");
    stage.click_exact("Denied");
    stage.click("Add to relation");
    assert_eq!(stage.claims(), 4);
    assert_eq!(stage.state().document().relations.len(), 3);
    let selected = stage.state().open.session.selected().cloned();
    assert_eq!(selected, Some(relation("borea-corsairs-support")));
    stage.until(|state| passages(state) == 4);
    assert!(stage.shows("Passage: Borea supporting Corsairs"));

    for _ in 0..4 {
        stage.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(stage.claims(), 0);
    assert_eq!(stage.state().document().actors.len(), 0);
    for _ in 0..4 {
        stage.press(Modifiers::COMMAND, Key::Y);
    }
    assert_eq!(stage.claims(), 4);

    let path = folder.path().join("salt-road.json");
    stage.send(Command::SaveTo(path.clone()));
    stage.until(|state| state.open.source.path.is_some());
    assert!(!stage.state().open.history.is_changed());
    let saved: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    insta::assert_snapshot!(format!("{:#}", without_positions(saved)));
    let text = folder
        .path()
        .join("texts/the-quarrel-over-the-salt-road.txt");
    assert_eq!(
        std::fs::read(text).unwrap(),
        std::fs::read(example_text()).unwrap()
    );
    stage.until(|state| passages(state) == 4);
}

/// Adds the example's text as dropping its file does, and enters its citation.
pub(super) fn add_the_text(stage: &mut Stage) {
    stage.send(Command::Reader(ReaderCommand::Fetch(example_text(), None)));
    stage.until(|state| matches!(state.dialog, Some(Dialog::AddText(_))));
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "Title")
        .click();
    stage.steps(4);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("The quarrel over the salt road");
    stage.type_into("Authors", "Frenemy");
    stage.type_into("Date", "2026");
    stage
        .harness
        .get_by_role_and_label(Role::Button, "Add text")
        .click();
    stage.steps(4);
    stage.until(|state| {
        let reference = state.document().references.iter().next();
        let text =
            reference.and_then(|reference| state.open.source_texts.checked.text(&reference.id));
        text.is_some_and(Result::is_ok)
    });
    assert!(stage.shows("In the autumn of 1908"));
}

/// Finds words in the text and selects them with Enter.
fn find(stage: &mut Stage, words: &str) {
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "Find in this text")
        .click();
    stage.steps(4);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text(words);
    assert!(stage.shows("1 of 1"), "{words}");
    stage.key(Key::Enter);
}

fn passages(state: &State) -> usize {
    let references = state.document().references.iter();
    references
        .filter_map(|reference| state.open.source_texts.checked.passages(&reference.id))
        .map(|passages| passages.all().len())
        .sum()
}

/// The file without the positions of the layout.
fn without_positions(mut file: Value) -> Value {
    for node in file["nodes"].as_array_mut().unwrap() {
        let node = node.as_object_mut().unwrap();
        assert!(node.remove("x").is_some() && node.remove("y").is_some());
    }
    file
}

#[test]
fn the_europe_example_has_texts_and_saving_it_saves_them_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::with_reader(None);
    stage.send(Command::Act(Action::OpenEurope));
    stage.until(|state| passages(state) > 100);
    assert!(stage.shows("In September 1872 three emperors met in Berlin"));
    stage.until(|state| !state.open.derived.positions.is_empty());
    let path = folder.path().join("europe.json");
    stage.send(Command::SaveTo(path));
    stage.until(|state| state.open.source.path.is_some());
    for name in ["europe-1914.txt", "balkans-1914.txt"] {
        assert!(folder.path().join("texts").join(name).is_file(), "{name}");
    }
    let before = passages(stage.state());
    stage.until(|state| state.open.source_texts.unsaved.is_empty());
    assert_eq!(passages(stage.state()), before);
}

#[test]
fn sources_dropped_as_bibtex_are_added_and_undone() {
    let (mut stage, folder) = on_two();
    let path = folder.path().join("library.bib");
    let citation = "@book{r, title = {Another Alba}, year = 1931}";
    std::fs::write(&path, citation).unwrap();
    stage.send(Command::Reader(ReaderCommand::FetchCitations(path)));
    stage.until(|state| state.document().references.len() == 3);
    assert!(stage.shows("1 source added"));
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.state().document().references.len(), 2);
}

const WORDS: &str =
    "The first words.\n\nAlba has long been at war with Borea.\n\nAlba pays the corsairs well.\n";

/// A file and a saved text: one quote is in the text, one is changed in it.
pub(super) fn on_two() -> (Stage, tempfile::TempDir) {
    on_two_in(Vec2::new(1280.0, 900.0))
}

/// The same in a window of this size.
pub(super) fn on_two_in(size: Vec2) -> (Stage, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let far = "Nothing of note happened in that year.\n\n".repeat(200);
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    std::fs::write(folder.path().join("texts/r.txt"), format!("{far}{WORDS}")).unwrap();
    let file = json!({
        "format": "frenemy/1",
        "references": [
            { "id": "r", "title": "A text of ours", "text": "texts/r.txt" },
            { "id": "s", "title": "Another one" }
        ],
        "nodes": [
            { "id": "a", "name": "Alba", "kind": "state", "x": -220.0, "y": 0.0 },
            { "id": "b", "name": "Borea", "kind": "state", "x": 220.0, "y": 0.0 },
            { "id": "c", "name": "Corsairs", "kind": "group", "x": 0.0, "y": 260.0 }
        ],
        "edges": [
            { "id": "war", "source": "a", "target": "b", "kind": "hostility",
              "claims": [{ "reference": "r", "quote": "has long been at war with Borea" }] },
            { "id": "aid", "source": "a", "target": "c", "kind": "support",
              "claims": [{ "reference": "r", "quote": "Alba pays the corsairs very well" }] }
        ]
    });
    let path = folder.path().join("two.json");
    std::fs::write(&path, format!("{file:#}\n")).unwrap();
    let mut stage = Stage::with_reader_in(size, Some(&path));
    stage.until(|state| passages(state) == 2);
    (stage, folder)
}

#[test]
fn a_highlighted_relation_scrolls_to_its_passage_and_a_passage_highlights_its_relation() {
    let (mut stage, _folder) = on_two();
    let war = relation("war");
    assert!(stage.shows("Nothing of note"));
    assert!(!stage.shows("Passage: Alba and Borea are hostile"));
    stage.send(Command::Hover(Some(war.clone())));
    stage.steps(10);
    let passage = stage.node("Passage: Alba and Borea are hostile").rect();

    stage.send(Command::Hover(None));
    stage.harness.hover_at(passage.center());
    stage.steps(4);
    assert_eq!(stage.state().open.session.hovered.as_ref(), Some(&war));
    // Moving on to other text ends the highlight.
    stage.harness.hover_at(passage.center() - vec2(0.0, 200.0));
    stage.steps(4);
    assert_eq!(stage.state().open.session.hovered, None);

    stage.click_at(passage.center(), 1);
    assert_eq!(stage.state().open.session.selected(), Some(&war));
}

#[test]
fn a_changed_quote_is_shown_and_replaced_only_on_request() {
    let (mut stage, _folder) = on_two();
    let quote = |stage: &Stage| {
        let relation = stage.state().document().relations.get(&"aid".into());
        relation.unwrap().claims[0].quote.clone().unwrap().exact
    };
    stage.send(Command::Select(Some(relation("aid"))));
    assert!(stage.shows("Quote differs from text"));
    assert_eq!(quote(&stage), "Alba pays the corsairs very well");
    stage.click("Correct the quote");
    assert_eq!(quote(&stage), "Alba pays the corsairs well");
    stage.until(|_| true);
    let undo = stage.state().open.history.undo_label().unwrap().to_owned();
    assert!(undo.contains("claim"), "{undo}");
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(quote(&stage), "Alba pays the corsairs very well");
}

#[test]
fn a_source_without_a_text_takes_a_pasted_one() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Reader(ReaderCommand::Show("s".into())));
    assert!(stage.shows("No saved text"));
    stage.click("Paste text…");
    assert!(stage.shows("press Ctrl+V here"));
    stage
        .harness
        .event(Event::Paste("# Pasted\n\nSome words of it.".to_owned()));
    stage.steps(4);
    stage.click("Add text");
    stage.until(|state| state.open.source_texts.checked.text(&"s".into()).is_some());
    assert!(stage.shows("Some words of it."));
    let document = stage.state().document();
    let reference = document.references.get(&"s".into()).unwrap();
    assert_eq!(reference.text.as_deref(), Some("texts/s.txt"));
    assert_eq!(document.references.len(), 2);
}

#[test]
fn a_headline_is_not_counted_and_how_paragraphs_count_can_be_changed() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Reader(ReaderCommand::Show("s".into())));
    stage.click("Paste text…");
    let words = "Another one\n\nAlba armed the Corsairs.\n\nBorea saw it.";
    stage.harness.event(Event::Paste(words.to_owned()));
    stage.steps(4);
    stage.click("Add text");
    stage.until(|state| state.open.source_texts.checked.text(&"s".into()).is_some());
    stage.select_sentence("Alba armed");
    stage.press(Modifiers::ALT, Key::S);
    stage.check_shows(&["¶1"]);
    stage.key(Key::Enter);
    let locator = |stage: &Stage| {
        let mut relations = stage.state().document().relations.iter();
        let claims = relations.find_map(|relation| {
            let mut claims = relation.claims.iter();
            claims.find(|claim| claim.reference == Some("s".into()))
        });
        claims.and_then(|claim| claim.locator.clone())
    };
    assert_eq!(locator(&stage).as_deref(), Some("¶1"));
    // The locators of claims follow.
    stage.send(Command::InspectReference(Some("s".into())));
    stage.click("Edit Another one");
    stage.enter("Count ¶1 from", "1");
    assert_eq!(locator(&stage).as_deref(), Some("¶2"));
}

#[test]
fn a_web_page_is_added_with_its_citation_and_where_it_came_from() {
    let (mut stage, folder) = on_two();
    let path = folder.path().join("grain.html");
    let page = "<html><head><title>Grain for Alba</title><meta name='author' content='Ada Wright'>\
        <meta property='article:published_time' content='2017-02-28T10:00:00Z'></head><body>\
        <p>Borea promised Alba forty ships of grain.</p><script>no()</script></body></html>";
    std::fs::write(&path, page).unwrap();
    stage.send(Command::Reader(ReaderCommand::Fetch(path, None)));
    stage.until(|state| matches!(state.dialog, Some(Dialog::AddText(_))));
    assert!(stage.shows("Text taken from grain.html (web page)"));
    stage.click("Add text");
    let id = "grain-for-alba".into();
    stage.until(|state| state.open.source_texts.checked.text(&id).is_some());
    assert!(stage.shows("Borea promised Alba forty ships of grain."));
    let reference = stage.state().document().references.get(&id).unwrap();
    assert_eq!(
        reference.citation(),
        "Wright, Ada. “Grain for Alba”. 2017-02-28"
    );
    let note = reference.fields.unknown("note");
    assert_eq!(note, Some("\"Text taken from grain.html (web page)\""));
    assert_eq!(reference.text.as_deref(), Some("texts/grain-for-alba.txt"));
}

#[test]
fn typed_text_stays_when_the_pointer_moves_to_another_relation() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::H);
    stage.type_text("Nobody in particular");
    stage.send(Command::Hover(Some(relation("aid"))));
    stage.send(Command::Select(Some(relation("war"))));
    assert!(stage.shows("Nobody in particular"));
    // The first Esc closes the list of offers, the second one the form.
    assert!(stage.shows("New state “Nobody in particular”"));
    stage.key(Key::Escape);
    assert!(!stage.shows("New state “Nobody in particular”"));
    assert!(stage.shows("Nobody in particular"));
    stage.key(Key::Escape);
    assert!(!stage.shows("Nobody in particular"));
    assert_eq!(stage.claims(), 2);
}

#[test]
fn a_name_typed_letter_by_letter_in_any_field_is_only_text() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.click("Make claim");
    stage.key(Key::C);
    stage.steps(10);
    let text = "Schoolmaster of M";
    for label in ["And", "When", "Claimed by", "Note", "Between"] {
        stage
            .harness
            .get_by_role_and_label(Role::TextInput, label)
            .click();
        stage.steps(4);
        for letter in text.chars() {
            stage.type_text(&letter.to_string());
            stage.steps(20);
        }
        let field = stage.harness.get_by_role_and_label(Role::TextInput, label);
        assert_eq!(field.value().as_deref(), Some(text), "{label}");
        assert!(stage.shows("Claimed by"), "the form is open");
        assert_eq!(stage.claims(), 2);
        if stage.shows("New state") {
            stage.key(Key::Escape);
        }
    }
    // Letters that no field takes are no commands either, and change no kind.
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "When")
        .click();
    stage.steps(4);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.key(Key::Delete);
    stage.click("Stance");
    stage.click_exact("Denied");
    for key in [Key::S, Key::H, Key::O, Key::M, Key::N, Key::R] {
        stage.key(key);
    }
    assert!(stage.shows("Claimed by"), "the form is open");
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "Between")
        .click();
    stage.steps(4);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("Soreni");
    stage.key(Key::Enter);
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "And")
        .click();
    stage.steps(4);
    stage.press(Modifiers::COMMAND, Key::A);
    stage.type_text("Hostry");
    stage.key(Key::Tab);
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);
    let document = stage.state().document();
    let relation = document.relations.iter().last().unwrap();
    assert_eq!(relation.kind(), RelationKind::Cooperation);
    assert_eq!(document.relation_name(relation), "Soreni – Hostry");
}

#[test]
fn an_actor_is_not_taken_into_both_ends_by_chance() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.click("Make claim");
    stage.key(Key::C);
    // Nothing is named: Enter picks nobody.
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 2);
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "Between")
        .click();
    stage.steps(4);
    stage.type_text("a");
    stage.key(Key::Enter);
    stage
        .harness
        .get_by_role_and_label(Role::TextInput, "And")
        .click();
    stage.steps(4);
    stage.type_text("a");
    // The actor at the other end is offered last, and only with itself.
    assert!(stage.shows("with itself"));
    stage.key(Key::Enter);
    stage.key(Key::Enter);
    let document = stage.state().document();
    let relation = document.relations.iter().last().unwrap();
    assert_ne!(relation.source, relation.target);
}

#[test]
fn the_fields_of_a_relation_without_direction_are_called_between_and_and() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::H);
    stage.check_shows(&["Both ways", "“Between” is missing"]);
    let field = |stage: &Stage, label: &str| {
        let fields = stage.harness.query_all_by_role(Role::TextInput);
        fields
            .filter(|field| field.accesskit_node().label().as_deref() == Some(label))
            .count()
    };
    assert_eq!(
        ["Between", "And", "From", "To"].map(|label| field(&stage, label)),
        [1, 1, 0, 0]
    );
    stage.click("– Both ways");
    assert_eq!(
        ["Between", "And", "From", "To"].map(|label| field(&stage, label)),
        [0, 0, 1, 1]
    );
}

#[test]
fn offers_of_actors_move_nothing() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::S);
    let places = |stage: &Stage| ["When", "Note"].map(|label| stage.field(label).rect().left_top());
    let closed = {
        stage.key(Key::Escape);
        places(&stage)
    };
    stage.type_into("From", "o");
    let offers = |stage: &Stage| stage.harness.query_by_label("Borea, state").is_some();
    assert!(offers(&stage));
    assert_eq!(places(&stage), closed);
    // A click on an offer takes it.
    stage.click_exact("Borea, state");
    assert!(!offers(&stage));
    assert_eq!(stage.field("From").value().as_deref(), Some("Borea"));
}

#[test]
fn enter_alone_codes_no_kind() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("Alba has long been at war");
    for _ in 0..4 {
        stage.key(Key::Enter);
    }
    assert_eq!(stage.claims(), 2);
    assert!(stage.shows("Choose the kind"));
    stage.key(Key::H);
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);
    let relations = stage.state().document().relations.iter();
    let kinds: Vec<_> = relations.map(|relation| relation.kind()).collect();
    assert_eq!(kinds, [RelationKind::Hostility, RelationKind::Support]);
}

#[test]
fn arrows_choose_the_kind_of_a_claim() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("Alba has long been at war");
    stage.click("Make claim");
    for _ in 0..3 {
        stage.key(Key::ArrowRight);
    }
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);
    let document = stage.state().document();
    assert_eq!(document.relations.len(), 2, "it is hostility");
}

#[test]
fn the_words_that_are_coded_stay_in_view_above_the_form() {
    let (mut stage, _folder) = on_two_in(Vec2::new(1280.0, 640.0));
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("Alba pays the corsairs well.");
    stage.key(Key::S);
    stage.steps(10);
    let page = stage.harness.get_by(|node| {
        let label = node.label().or_else(|| node.value());
        label.is_some_and(|text| text == "The text")
    });
    let words = stage.harness.get_by(|node| {
        let value = node.value().or_else(|| node.label());
        value.is_some_and(|text| text.starts_with("Alba pays the corsairs well."))
    });
    let (page, words) = (page.rect(), words.rect());
    assert!(
        words.top() >= page.top() && words.bottom() <= page.bottom(),
        "{words} is not in {page}"
    );
}

#[test]
fn what_is_missing_is_said_within_the_panel() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::S);
    let edge = stage.node("Add as new relation").rect().left() + 400.0;
    let message = stage.harness.get_by(|node| {
        let label = node.label().or_else(|| node.value());
        node.role() != Role::TextRun && label.is_some_and(|text| text.contains("is missing"))
    });
    let width = stage.state().settings.reader_width;
    assert!(
        message.rect().right() <= width.min(edge),
        "{} is beyond {width}",
        message.rect()
    );
}
