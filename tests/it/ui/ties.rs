//! Lines that stand for several relations: the card, the Details tab, the menu and the keyboard.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Action, Command, Target};
use frenemy::graph::{LineGrouping, LineStyle, LineWidth};

use crate::stage::{Setup, Stage};

/// Russia and the Taliban with three talks of different years, a supply of arms and a war.
const PAIR: &str = r#"{
  "format": "frenemy/1",
  "actors": [
    {"id": "ru", "name": "Russia", "kind": "state", "place": {"x": -150, "y": 0}},
    {"id": "ta", "name": "Taliban", "kind": "group", "place": {"x": 150, "y": 0}}
  ],
  "relations": [
    {"id": "t1", "source": "ru", "target": "ta", "kind": "cooperation", "type": "talks", "when": "2007"},
    {"id": "t3", "source": "ta", "target": "ru", "kind": "cooperation", "type": "summit", "when": "2016"},
    {"id": "t2", "source": "ru", "target": "ta", "kind": "cooperation", "type": "letter", "when": "2013"},
    {"id": "arms", "source": "ru", "target": "ta", "kind": "support"},
    {"id": "war", "source": "ta", "target": "ru", "kind": "hostility"}
  ]
}"#;

const LABEL: &str = "Russia and Taliban: 3 relations of cooperation, 1 of support, 1 of hostility";

fn on_pair() -> Stage {
    Stage::on_text(PAIR, Setup::default())
}

fn selected(stage: &Stage) -> Vec<String> {
    let relations = stage.state().open.session.selected_relations();
    relations.map(ToString::to_string).collect()
}

#[test]
fn a_pair_is_one_node_whose_label_counts_its_relations_by_kind() {
    let stage = on_pair();
    assert!(stage.shows(LABEL));
    assert!(!stage.shows("Russia and Taliban cooperate, talks"));
}

#[test]
fn the_card_of_a_line_lists_its_relations() {
    let mut stage = on_pair();
    stage.send(Command::Hover(Some(Target::Relation("t1".into()))));
    let middle = stage.middle(LABEL);
    stage.hover(middle);
    stage.check_shows(&[
        "Russia and Taliban",
        "Cooperation (3)",
        "talks",
        "letter",
        "summit",
    ]);
    // The other lines of the pair have cards of their own.
    assert!(
        !stage.shows("Russia supporting Taliban"),
        "the card shows another line"
    );
}

#[test]
fn a_click_on_a_line_selects_all_its_relations_and_the_details_show_the_pair() {
    let mut stage = on_pair();
    stage.send(Command::SelectTie("t2".into()));
    assert_eq!(selected(&stage), ["t1", "t2", "t3"]);
    stage.check_shows(&[
        "Relations (5)",
        "Russia supporting Taliban",
        "3 selected relations",
    ]);
    stage.click("Russia supporting Taliban");
    assert_eq!(selected(&stage), ["arms"]);
    stage.click("All 5 relations between them");
    assert_eq!(selected(&stage).len(), 5);
}

#[test]
fn the_keyboard_walks_from_actors_to_pairs_and_enter_opens_a_pair() {
    let mut stage = on_pair();
    stage.node(LABEL).focus();
    stage.steps(2);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&stage).len(), 5);
    stage.check_shows(&["Relations (5)"]);
}

#[test]
fn types_are_written_on_lines_by_choice() {
    let mut stage = on_pair();
    let is_on = |stage: &Stage| {
        let is_shown = stage.state().encoding().shows_types;
        assert_eq!(
            (Action::RelationTypes.row().is_checked)(stage.state()),
            is_shown
        );
        is_shown
    };
    assert!(!is_on(&stage));
    stage.click_exact("View");
    stage.click_exact("Types on lines");
    assert!(is_on(&stage));
    stage.send(Command::Act(Action::RelationTypes));
    assert!(!is_on(&stage));
}

#[test]
fn the_menu_says_which_relations_are_one_line() {
    let mut stage = on_pair();
    let lines = |stage: &Stage| stage.state().open.derived.ties.len();
    assert_eq!(lines(&stage), 3);
    let set = |stage: &mut Stage, grouping| {
        stage.send(Command::SetLines(LineStyle {
            grouping,
            width: Some(LineWidth::Relations),
        }));
    };
    set(&mut stage, LineGrouping::Pair);
    assert_eq!(lines(&stage), 1);
    set(&mut stage, LineGrouping::Relation);
    assert_eq!(lines(&stage), 5);
    stage.click_exact("View");
    stage.check_shows(&["Lines"]);
}

#[test]
fn the_word_contested_stays_in_one_piece_in_any_room() {
    for letters in [8, 14, 17, 20, 23, 26] {
        let name = "n".repeat(letters);
        let pair = format!(
            r#"{{
  "format": "frenemy/1",
  "actors": [{{"id": "a", "name": "Alba"}}, {{"id": "b", "name": "{name}"}}],
  "references": [{{"id": "r", "title": "A text of ours"}}],
  "relations": [
    {{"id": "yes", "source": "a", "target": "b", "kind": "cooperation", "directed": false,
      "claims": [{{"reference": "r"}}, {{"reference": "r", "stance": "denies"}}]}},
    {{"id": "war", "source": "a", "target": "b", "kind": "cooperation", "directed": false}}
  ]
}}"#
        );
        let mut stage = Stage::on_text(&pair, Setup::default());
        stage.send(Command::SelectPair("yes".into()));
        stage.steps(3);
        let word = stage.harness.get_by_label("contested").rect();
        assert!(
            word.height() < 24.0 && word.width() > 30.0,
            "{word} beside {letters} letters"
        );
    }
}
