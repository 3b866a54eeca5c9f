//! What a coder needs from an empty network to a checked file: dates in words, a form in which
//! nothing moves, and a picture that follows.

use egui::accesskit::Role;
use egui::epaint::Shape;
use egui::{Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Action, Change, Command};
use frenemy::model::{ActorKind, Claim, ClaimEnd, Date, NewClaim, RelationKind};

use super::reader::{add_the_text, on_two, relation};
use crate::stage::Stage;

/// The fields of the claim form that have a column of their own.
const FIELDS: [&str; 4] = ["Between", "And", "When", "Note"];

impl Stage {
    fn with_form() -> (Self, tempfile::TempDir) {
        let (mut stage, folder) = on_two();
        stage.send(Command::Hover(Some(relation("war"))));
        stage.steps(10);
        stage.select_sentence("The first words.");
        stage.key(Key::H);
        stage.steps(10);
        (stage, folder)
    }

    fn fields_at(&self, labels: &[&str]) -> Vec<Rect> {
        labels
            .iter()
            .map(|label| self.field(label).rect())
            .collect()
    }
}

#[test]
fn a_date_is_entered_in_words() {
    let (mut stage, _folder) = Stage::with_form();
    stage.type_into("Between", "Alba");
    stage.key(Key::Enter);
    stage.type_into("And", "Borea");
    stage.key(Key::Enter);
    for (typed, meaning) in [
        ("spring 1926", "spring 1926"),
        ("since March 1925", "since March 1925"),
    ] {
        stage.type_into("When", "");
        stage.press(Modifiers::COMMAND, Key::A);
        stage.type_text(typed);
        stage.check_shows(&[meaning]);
        assert!(!stage.shows("Not a valid date"));
    }
    stage.click("New relation");
    stage.type_into("When", "");
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 3);
    let document = stage.state().document();
    let last = document.relations.iter().last().unwrap();
    assert_eq!(last.when.as_ref().map(Date::as_str), Some("1925-03/.."));
}

#[test]
fn nothing_moves_while_the_form_is_filled_in() {
    let (mut stage, _folder) = Stage::with_form();
    stage.key(Key::Escape);
    let before = stage.fields_at(&FIELDS);
    stage.type_into("Between", "Alba");
    stage.key(Key::Enter);
    stage.type_into("And", "The office of weights and measures");
    for _ in 0..2 {
        stage.key(Key::ArrowDown);
    }
    stage.key(Key::Enter);
    stage.steps(10);
    assert!(stage.shows("new organization"));
    assert!(!stage.shows("is missing"));
    let after = stage.fields_at(&FIELDS);
    for (label, (before, after)) in FIELDS.iter().zip(before.iter().zip(&after)) {
        assert_eq!(before.left_top(), after.left_top(), "{label} moved");
    }
}

#[test]
fn the_form_is_a_grid_inside_its_panel() {
    let (mut stage, _folder) = Stage::with_form();
    stage.type_into("Between", "The office of weights and measures");
    for _ in 0..2 {
        stage.key(Key::ArrowDown);
    }
    stage.key(Key::Enter);
    stage.steps(10);
    let lefts = stage.fields_at(&["Between", "And", "When", "Claimed by", "Note"]);
    for rect in &lefts {
        assert!((rect.left() - lefts[0].left()).abs() < 0.6, "{lefts:?}");
    }
    for label in ["When", "Claimed by", "Note"] {
        let (words, field) = (stage.text_rect(label), stage.field(label).rect());
        assert!(
            (words.center().y - field.center().y).abs() < 1.5,
            "{label} at {words} is not beside {field}"
        );
    }
    let credibility = stage
        .harness
        .get_by_role_and_label(Role::ComboBox, "Credibility");
    assert!((credibility.rect().left() - lefts[0].left()).abs() < 0.6);
    assert!((credibility.rect().right() - lefts[4].right()).abs() < 0.6);
    let width = stage.state().settings.reader_width;
    let kind = stage.text_rect("new organization");
    assert!(kind.right() <= width, "{kind} is cut at {width}");
}

#[test]
fn what_the_search_found_is_coded_without_the_mouse() {
    let (mut stage, _folder) = on_two();
    stage.type_into("Find in this text", "Alba pays the corsairs well");
    stage.key(Key::Enter);
    stage.key(Key::Escape);
    assert!(!stage.shows("New claim"));
    stage.key(Key::S);
    stage.check_shows(&["New claim", "Alba pays the corsairs well", "Corsairs"]);
    let words = stage.field("Find in this text").value();
    assert_eq!(words.as_deref(), Some("Alba pays the corsairs well"));
}

#[test]
fn the_picture_shows_every_actor_that_is_coded() {
    let mut stage = Stage::with_reader(None);
    stage.send(Command::Act(Action::New));
    add_the_text(&mut stage);
    let reference = stage
        .state()
        .document()
        .references
        .iter()
        .next()
        .unwrap()
        .id
        .clone();
    let names = [
        "Velden",
        "Ostrava",
        "Durn",
        "Miners",
        "Harrowgate",
        "Tarn",
        "Hallmark",
    ];
    let end = |name: &str| ClaimEnd::New {
        name: name.to_owned(),
        kind: ActorKind::State,
    };
    let known = |stage: &Stage, name: &str| {
        let mut actors = stage.state().document().actors.iter();
        let actor = actors.find(|actor| actor.name() == name);
        actor.map_or_else(|| end(name), |actor| ClaimEnd::Known(actor.id.clone()))
    };
    for pair in [[0, 1], [2, 3], [0, 3], [1, 2], [4, 0], [5, 2], [6, 2]] {
        let [source, target] = pair.map(|place: usize| known(&stage, names[place]));
        stage.send(Command::Change(Change::MakeClaim(Box::new(NewClaim {
            relation: None,
            source,
            target,
            kind: RelationKind::Support,
            directed: None,
            when: None,
            claim: Claim {
                reference: Some(reference.clone()),
                ..Claim::default()
            },
        }))));
        stage.steps(200);
        let canvas = stage.harness.get_by_label("Picture of the network").rect();
        let nodes = stage
            .state()
            .open
            .derived
            .network
            .graph
            .node_indices()
            .collect::<Vec<_>>();
        for node in nodes {
            let label = frenemy::graph::words::actor(&stage.state().open.derived.network, node);
            let at = stage.middle(&label);
            assert!(canvas.contains(at), "{label} at {at} is outside {canvas}");
        }
    }
}

#[test]
fn an_offer_that_is_cut_has_a_tooltip() {
    let (mut stage, _folder) = Stage::with_form();
    let long = "The united brotherhood of the lakes and rivers of the north and of its ferries";
    stage.type_into("Between", long);
    let words = format!("New state “{long}”");
    assert_eq!(stage.count(&words), 1);
    let offer = stage.middle(&words);
    stage.hover(offer);
    stage.steps(60);
    assert_eq!(stage.count(&words), 2, "the offer and its tooltip");
}

/// A window with the reader on a text about two actors.
fn on_ferries() -> (Stage, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let words = "Ostrava closed the ferries of Velden.\n\nLater Ostrava sued Velden and won.\n";
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    std::fs::write(folder.path().join("texts/r.txt"), words).unwrap();
    let network = serde_json::json!({
        "format": "frenemy/1",
        "references": [{ "id": "r", "title": "On ferries", "text": "texts/r.txt" }],
        "nodes": [
            { "id": "o", "name": "Ostrava Minor", "kind": "state", "x": -200.0, "y": 0.0 },
            { "id": "v", "name": "Velden", "kind": "state", "x": 200.0, "y": 0.0 }
        ],
        "edges": []
    });
    let path = crate::stage::file_with(&folder, "ferries.json", &network.to_string());
    let mut stage = Stage::with_reader(Some(&path));
    stage.until_shown("Later Ostrava sued");
    (stage, folder)
}

#[test]
fn an_actor_is_remembered_by_what_the_text_calls_it() {
    let (mut stage, _folder) = on_ferries();
    stage.select_sentence("Ostrava closed");
    stage.key(Key::H);
    // Only what the quote names is filled in, and “Ostrava” is not yet a name of anybody.
    let ends = |stage: &Stage| {
        ["Between", "And"].map(|label| stage.field(label).value().unwrap_or_default())
    };
    assert_eq!(ends(&stage), ["", "Velden"]);
    stage.type_text("Ostrava");
    stage.key(Key::Enter);
    assert_eq!(ends(&stage), ["Ostrava Minor", "Velden"]);
    stage.key(Key::Enter);
    assert_eq!(stage.claims(), 1);
    stage.select_sentence("Later Ostrava");
    stage.key(Key::H);
    assert_eq!(ends(&stage), ["Ostrava Minor", "Velden"]);
}

#[test]
fn a_list_that_closes_gives_the_focus_back_to_the_field() {
    let (mut stage, _folder) = Stage::with_form();
    stage.type_into("Note", "before");
    stage.choose("Stance", "Denied");
    stage.type_text(" after");
    assert_eq!(stage.field("Note").value().as_deref(), Some("before after"));
    stage
        .harness
        .get_by_role_and_label(Role::ComboBox, "Credibility")
        .click();
    stage.steps(10);
    stage.key(Key::Escape);
    stage.type_text(" all");
    assert_eq!(
        stage.field("Note").value().as_deref(),
        Some("before after all")
    );
    assert!(stage.shows("New claim"), "Esc closed the list only");
}

#[test]
fn the_ends_of_a_quote_are_moved_in_the_form_and_the_entries_stay() {
    let (mut stage, _folder) = on_ferries();
    stage.select_sentence("Later Ostrava");
    stage.key(Key::H);
    stage.type_into("Note", "kept");
    // The full stop goes first.
    for _ in 0..3 {
        stage.press_button("End the quote a word earlier");
    }
    stage.press_button("Begin the quote a word later");
    stage.check_shows(&["“Ostrava sued Velden”"]);
    stage.press_button("End the quote a word later");
    stage.press_button("Begin the quote a word earlier");
    stage.check_shows(&["“Later Ostrava sued Velden and”"]);
    assert_eq!(stage.field("Note").value().as_deref(), Some("kept"));
}

#[test]
fn the_end_of_a_selection_is_dragged_to_another_word() {
    let (mut stage, _folder) = on_ferries();
    stage.select_sentence("Later Ostrava");
    stage.key(Key::H);
    stage.check_shows(&["“Later Ostrava sued Velden and won.”"]);
    let end = last_mark(&stage);
    stage.drag(end, end - vec2(32.0, 4.0));
    stage.check_shows(&["“Later Ostrava sued Velden and”"]);
    assert_eq!(stage.claims(), 0);
}

/// The foot of the mark at the last end of the selection.
fn last_mark(stage: &Stage) -> Pos2 {
    let shapes = stage.harness.output().shapes.iter();
    let mut marks = shapes.rev().filter_map(|shape| match &shape.shape {
        Shape::Circle(circle) if (circle.radius - 3.5).abs() < 0.01 => Some(circle.center),
        _ => None,
    });
    marks.next().unwrap()
}
