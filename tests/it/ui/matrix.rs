//! The matrix in the window: key, order, hover, click and keyboard.

use egui::{Key, Modifiers};
use frenemy::app::{Action, Command, Target};
use frenemy::scene::{MatrixOrder, PictureView};

use crate::stage::{Setup, Stage};

/// Two friends and a common foe; the support has a direction.
const THREE: &str = r#"{
  "format": "frenemy/1",
  "actors": [
    {"id": "a", "name": "Alba", "kind": "state", "place": {"x": -150, "y": 0}},
    {"id": "b", "name": "Borea", "kind": "state", "place": {"x": 150, "y": 0}},
    {"id": "c", "name": "Corsairs", "kind": "group", "place": {"x": 0, "y": 150}}
  ],
  "relations": [
    {"id": "arms", "source": "a", "target": "b", "kind": "support"},
    {"id": "war", "source": "b", "target": "c", "kind": "hostility"},
    {"id": "raid", "source": "c", "target": "a", "kind": "hostility"}
  ]
}"#;

fn on_matrix() -> Stage {
    let mut stage = Stage::on_text(THREE, Setup::default());
    stage.press(Modifiers::NONE, Key::M);
    stage.steps(3);
    stage
}

fn view(stage: &Stage) -> PictureView {
    stage.state().open.session.view
}

#[test]
fn the_key_shows_the_matrix_and_the_network_again() {
    let mut stage = on_matrix();
    assert_eq!(view(&stage), PictureView::Matrix);
    assert!((Action::Matrix.row().is_checked)(stage.state()));
    stage.check_shows(&["Order", "Alba, state, 2 relations"]);
    stage.press(Modifiers::NONE, Key::M);
    assert_eq!(view(&stage), PictureView::Network);
    stage.steps(3);
    assert!(!stage.shows("Order"));
}

#[test]
fn the_key_is_a_letter_while_one_types() {
    let mut stage = on_matrix();
    stage.press(Modifiers::COMMAND, Key::F);
    stage.press(Modifiers::NONE, Key::M);
    assert_eq!(view(&stage), PictureView::Matrix);
    stage.press(Modifiers::SHIFT, Key::M);
    assert_eq!(stage.state().dialog, None);
}

#[test]
fn pointing_at_a_cell_shows_its_card_and_a_click_selects_it() {
    let mut stage = on_matrix();
    let cell = stage.middle("Alba supporting Borea");
    stage.hover(cell);
    assert_eq!(
        stage.state().open.session.hovered,
        Some(Target::Relation("arms".into()))
    );
    stage.click_at(cell, 1);
    let selected: Vec<_> = stage.state().open.session.selected_relations().collect();
    assert_eq!(selected, [&"arms".into()]);
}

#[test]
fn a_click_on_a_name_selects_the_actor() {
    let mut stage = on_matrix();
    let name = stage.middle("Corsairs, group");
    stage.click_at(name, 1);
    assert_eq!(
        stage.state().open.session.selected(),
        Some(&Target::Actor("c".into()))
    );
}

#[test]
fn the_keyboard_selects_the_cell_that_has_the_focus() {
    let mut stage = on_matrix();
    stage.node("Alba supporting Borea").focus();
    stage.steps(2);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.state().open.session.selected_relations().count(), 1);
}

#[test]
fn the_order_is_chosen_beside_the_matrix() {
    let mut stage = on_matrix();
    let rows = |stage: &Stage| {
        let names = ["Alba, state", "Borea, state", "Corsairs, group"];
        names.map(|name| stage.middle(name).y)
    };
    stage.choose("Order", "Name");
    assert_eq!(stage.state().open.session.order, MatrixOrder::Name);
    assert!(rows(&stage).is_sorted());
    // Foes of the two friends come last.
    stage.send(Command::SetOrder(MatrixOrder::Camp));
    stage.until(|state| state.open.derived.camps.is_some());
    stage.steps(3);
    let [alba, borea, corsairs] = rows(&stage);
    assert!(corsairs > alba && corsairs > borea);
}

#[test]
fn a_matrix_at_rest_requests_no_frame() {
    let mut stage = on_matrix();
    stage.until(|state| state.open.derived.camps.is_some());
    assert!(
        stage.harness.run_ok().is_some(),
        "the window never comes to rest"
    );
}

#[test]
fn the_filter_hides_cells() {
    let mut stage = on_matrix();
    assert!(stage.shows("Borea and Corsairs are hostile"));
    stage.send(Command::ToggleKind(frenemy::model::RelationKind::Hostility));
    stage.steps(2);
    assert!(!stage.shows("Borea and Corsairs are hostile"));
    assert!(stage.shows("Alba supporting Borea"));
}

#[test]
fn dragging_scrolls_and_moves_no_actor() {
    let mut stage = on_matrix();
    let before = stage.state().open.derived.positions.clone();
    let cell = stage.middle("Alba supporting Borea");
    stage.drag(cell, cell + egui::vec2(60.0, 40.0));
    assert_eq!(stage.state().open.derived.positions, before);
    assert!(!stage.state().open.history.is_changed());
}

#[test]
fn arrow_keys_walk_along_names_rows_and_columns() {
    let mut stage = on_matrix();
    stage.choose("Order", "Name");
    stage.steps(3);
    stage.node("Alba, state").focus();
    stage.steps(2);
    let mut hovered_after = |key: Key| {
        stage.press(Modifiers::NONE, key);
        match stage.state().open.session.hovered.clone() {
            Some(Target::Actor(id)) => id.to_string(),
            Some(Target::Relation(id)) => id.to_string(),
            None => String::new(),
        }
    };
    assert_eq!(hovered_after(Key::ArrowDown), "b");
    assert_eq!(hovered_after(Key::ArrowDown), "c");
    assert_eq!(hovered_after(Key::ArrowDown), "c", "the last row");
    // The row of the corsairs: hostility with Alba, then with Borea.
    assert_eq!(hovered_after(Key::ArrowRight), "raid");
    assert_eq!(hovered_after(Key::ArrowRight), "war");
    assert_eq!(hovered_after(Key::ArrowLeft), "raid");
    assert_eq!(hovered_after(Key::ArrowLeft), "c");
    // Up the column of Borea: only Alba supports it.
    hovered_after(Key::ArrowRight);
    assert_eq!(hovered_after(Key::ArrowRight), "war");
    assert_eq!(hovered_after(Key::ArrowUp), "arms");
    assert_eq!(hovered_after(Key::ArrowRight), "raid", "the row of Alba");
    assert_eq!(hovered_after(Key::ArrowLeft), "arms");
    assert_eq!(hovered_after(Key::ArrowLeft), "a");
}

#[test]
fn a_matrix_of_many_actors_starts_by_blocs_and_the_network_has_its_actors_again() {
    let mut stage = Stage::on_sample(320, Setup::default());
    stage.press(Modifiers::NONE, Key::M);
    stage.until(|state| state.open.derived.drawn.blocs().count() > 0);
    stage.steps(3);
    assert!(stage.shows(", bloc of"));
    let ties = stage.state().open.derived.drawn.ties_between_blocs();
    assert_eq!(ties.drawn, ties.all, "a matrix has room for all ties");
    stage.press(Modifiers::NONE, Key::M);
    assert_eq!(stage.state().open.derived.drawn.blocs().count(), 0);
}
