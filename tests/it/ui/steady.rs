//! What stays where it is while it is used, and what does not lie on something else.

use egui::{Key, Rect, Vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Command, Field, ReaderCommand, Settings, Tab, field};

use super::reader::{on_two, relation};
use crate::stage::{SMALL, Setup, Stage, on_small};

impl Stage {
    fn rect_of(&self, label: &str) -> Rect {
        self.harness.get_by_label(label).rect()
    }
}

#[test]
fn a_button_that_moves_an_end_of_the_quote_stays_under_the_pointer() {
    let (mut stage, _folder) = on_two();
    stage.send(Command::Hover(Some(relation("war"))));
    stage.steps(10);
    stage.select_sentence("The first words.");
    stage.key(Key::Enter);
    stage.steps(10);
    let end = "End the quote a word later";
    let before = stage.rect_of(end);
    for _ in 0..24 {
        stage.click_exact(end);
        stage.steps(3);
        assert!((stage.rect_of(end).top() - before.top()).abs() < 0.1);
    }
    assert!(!stage.shows("“The first words.”"));
}

#[test]
fn the_picture_stays_where_it_is_while_time_is_played() {
    let text = SMALL
        .replace(
            "\"kind\": \"hostility\",",
            "\"kind\": \"hostility\", \"when\": \"2015/2017\",",
        )
        .replace(
            "\"kind\": \"support\",",
            "\"kind\": \"support\", \"when\": \"2016-09\",",
        );
    for width in [800.0, 1024.0, 1280.0] {
        let setup = Setup {
            size: Vec2::new(width, 700.0),
            ..Setup::default()
        };
        let mut stage = Stage::on_text(&text, setup);
        stage.until_shown("Play");
        let timeline = |stage: &Stage| stage.node("Timeline: ").rect().top();
        let (before, alba) = (timeline(&stage), stage.middle("Alba, state"));
        stage.press_button("Play");
        stage.until(|state| state.open.session.filter.span.is_some());
        let span = stage.state().open.session.filter.span.unwrap();
        let words = frenemy::words::capitalized(&span.in_words());
        assert!(stage.shows(&words), "{words} is not said at {width}");
        assert!((timeline(&stage) - before).abs() < 0.1, "at {width}");
        stage.press_button("All times");
        assert_eq!(stage.state().open.session.filter.span, None);
        assert!((timeline(&stage) - before).abs() < 0.1, "at {width}");
        assert!(stage.middle("Alba, state").distance(alba) < 1.0);
    }
}

#[test]
fn the_button_that_closes_the_table_is_in_its_corner_at_any_width() {
    for width in [800.0, 1024.0, 1280.0] {
        let settings = Settings {
            shows_table: true,
            ..Settings::default()
        };
        let stage = Stage::on_text(
            SMALL,
            Setup {
                settings,
                size: Vec2::new(width, 700.0),
                ..Setup::default()
            },
        );
        let close = stage.rect_of("×");
        let filter = stage.field("Filter").rect();
        let row = stage.rect_of("Change selected");
        assert!(
            close.bottom() < filter.top(),
            "at {width}: {close}, {filter}"
        );
        assert!(close.left() > row.left(), "at {width}: {close}, {row}");
    }
}

#[test]
fn a_card_does_not_lie_on_a_hint_of_the_tour() {
    for size in [Vec2::new(800.0, 600.0), Vec2::new(1280.0, 800.0)] {
        let mut stage = Stage::new(Setup {
            size,
            ..Setup::default()
        });
        stage.send(Command::Act(frenemy::app::Action::Tour));
        assert_eq!(stage.state().tour, Some(0));
        let hint = stage.rect_of("Close the tour");
        let network = &stage.state().open.derived.network;
        let labels: Vec<_> = network
            .graph
            .node_indices()
            .map(|node| frenemy::graph::words::actor(network, node))
            .collect();
        for label in labels {
            stage.hover(stage.middle(&label));
            stage.steps(3);
            let hovered = stage.state().open.session.hovered.clone();
            let Some(target) = hovered else { continue };
            let id = egui::Id::new(("hover card", &target));
            let card = stage.harness.ctx.memory(|memory| memory.area_rect(id));
            let card = card.unwrap_or(Rect::NOTHING);
            assert!(!card.intersects(hint), "the card of {label} is at {card}");
        }
    }
}

#[test]
fn the_choices_of_a_pdf_have_room_in_a_usual_window() {
    let (mut stage, _folder, _path) = on_small();
    stage.press(egui::Modifiers::COMMAND, Key::E);
    stage.choose("Format", "PDF");
    let last = stage.text_rect("Lines, outlines, blocs");
    let button = stage.rect_of("Export…");
    assert!(last.bottom() < button.top(), "{last}, {button}");
}

#[test]
fn the_type_of_a_source_is_chosen_from_a_list() {
    let (mut stage, _folder) = on_two();
    let id = stage
        .state()
        .document()
        .references
        .iter()
        .next()
        .unwrap()
        .id
        .clone();
    stage.send(Command::ShowTab(Tab::DETAILS));
    stage.send(Command::InspectReference(Some(id.clone())));
    stage.click("Edit A text of ours");
    stage.choose("Type", "Newspaper article");
    let kind = Field::Reference(id.clone(), &field::reference::TYPE);
    let chosen = |stage: &Stage| kind.chosen(stage.state().document());
    assert_eq!(chosen(&stage).as_deref(), Some("article-newspaper"));
    // What a file says that no style knows is kept, and said.
    stage.send(Command::Change(frenemy::app::Change::Set(
        kind.clone(),
        "newspaper".into(),
    )));
    assert!(stage.shows("newspaper (unknown to citation styles)"));
}

#[test]
fn a_later_text_takes_the_error_of_the_last_one_away() {
    let (mut stage, _folder) = on_two();
    let refused = ReaderCommand::Refused("lake.txt: there is no such file".to_owned());
    stage.send(Command::Reader(refused));
    assert!(stage.shows("there is no such file"));
    stage.send(Command::Reader(ReaderCommand::Ask(
        frenemy::app::NewText::pasted("The Lake\n\nIt is closed."),
    )));
    assert!(!stage.shows("there is no such file"));
}

#[test]
fn the_card_of_a_contested_tie_shows_both_sides() {
    let setup = Setup {
        settings: Settings {
            shows_reader: true,
            ..Settings::default()
        },
        size: Vec2::new(1280.0, 800.0),
        ..Setup::default()
    };
    let mut stage = Stage::on_text(SMALL, setup);
    stage.point_on("Alba and Borea are hostile");
    stage.steps(20);
    let id = egui::Id::new(("hover card", &relation("war")));
    let card = stage.harness.ctx.memory(|memory| memory.area_rect(id));
    let card = card.expect("it has a card");
    for side in ["Asserted (1 claim)", "Denied (1 claim)"] {
        let side = stage.text_rect(side);
        assert!(card.contains_rect(side), "{side} is not in {card}");
    }
}
