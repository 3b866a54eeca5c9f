//! Blocs in the window: the menu, expanding and collapsing, cards, grouping, and the saved view.

use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::app::{BlocCommand, Card, Command, State, Target};
use frenemy::graph::BlocRule;
use frenemy::model::ActorId;

use crate::stage::{Setup, Stage, until};

/// Three states, two persons that two of them quarrel with, and a group.
const SIX: &str = r#"{
  "format": "frenemy/1",
  "references": [{"id": "r", "title": "A chronicle", "URL": "https://example.org/r"}],
  "actors": [
    {"id": "a", "name": "Alba", "kind": "state", "place": {"x": -300, "y": -80}},
    {"id": "b", "name": "Borea", "kind": "state", "place": {"x": -300, "y": 120}},
    {"id": "c", "name": "Cimbria", "kind": "state", "place": {"x": -120, "y": 20}},
    {"id": "p", "name": "Petra", "kind": "person", "place": {"x": 250, "y": -60}},
    {"id": "q", "name": "Quinn", "kind": "person", "place": {"x": 250, "y": 100}},
    {"id": "g", "name": "Guild", "kind": "group", "place": {"x": 0, "y": 280}}
  ],
  "relations": [
    {"id": "ab", "source": "a", "target": "b", "kind": "cooperation"},
    {"id": "ap", "source": "a", "target": "p", "kind": "hostility",
      "claims": [{"reference": "r", "locator": "1", "quote": "Alba banished Petra"}]},
    {"id": "bq", "source": "b", "target": "q", "kind": "hostility",
      "claims": [{"reference": "r", "locator": "2", "quote": "Borea jailed Quinn"}]},
    {"id": "cg", "source": "c", "target": "g", "kind": "cooperation"}
  ]
}"#;

fn bloc_names(state: &State) -> Vec<String> {
    let drawn = &state.open.derived.drawn;
    let names = drawn.blocs().map(|(node, _)| drawn.graph[node].name());
    names.map(str::to_owned).collect()
}

/// Where an actor, or a bloc by its name, is drawn in the layout.
fn place(state: &State, name: &str) -> Option<Pos2> {
    let derived = &state.open.derived;
    let graph = &derived.drawn.graph;
    let node = graph
        .node_indices()
        .find(|node| graph[*node].name() == name);
    node.map(|node| derived.drawn_positions()[node.index()])
}

impl Stage {
    fn with_kinds_as_blocs() -> Self {
        let mut stage = Self::on_text(SIX, Setup::default());
        stage.send(Command::Bloc(BlocCommand::By(Some(BlocRule::Kind))));
        stage.until(|state| !bloc_names(state).is_empty());
        stage.steps(30);
        stage
    }

    fn open_blocs_menu(&mut self) {
        self.click_exact("View");
        self.click("Blocs");
    }

    /// Whether a choice of an open menu is chosen.
    fn is_chosen(&self, label: &str) -> bool {
        let node = self.harness.get_by_label(label);
        node.accesskit_node().toggled() == Some(Toggled::True)
    }
}

#[test]
fn the_card_of_an_actor_is_hidden_while_a_bloc_contains_it() {
    let mut stage = Stage::on_text(SIX, Setup::default());
    stage.send(Command::PinCard(Some(Card {
        target: Target::Actor(ActorId::from("a")),
        at: Pos2::new(400.0, 300.0),
    })));
    assert!(stage.shows("Copy citations"));
    stage.send(Command::Bloc(BlocCommand::By(Some(BlocRule::Kind))));
    stage.until(|state| !bloc_names(state).is_empty());
    stage.steps(3);
    assert!(!stage.shows("Copy citations"));
}

#[test]
fn communities_are_blocs_that_are_saved_with_the_file_and_chosen_in_the_menu_again() {
    let mut stage = Stage::on_sample(320, Setup::default());
    stage.open_blocs_menu();
    assert!(stage.is_chosen("None"));
    stage.press_button("Communities");
    stage.until(|state| !bloc_names(state).is_empty());
    let names = bloc_names(stage.state());
    assert!((2..=41).contains(&names.len()), "{names:?}");
    assert!(names[0].contains(" more"), "{names:?}");
    let node = format!("{}, bloc of", names[0]);
    stage.check_shows(&[&node, "ties between blocs shown: the strongest"]);
    assert!(
        !stage.shows("simplify the picture?"),
        "blocs are the answer"
    );
    stage.press(Modifiers::COMMAND, Key::S);
    stage.until(|state| !state.is_saving());
    let path = stage.state().open.source.path.clone().unwrap();
    until(|| {
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("\"communities\"")
    });

    let mut again = Stage::on(&path);
    assert_eq!(bloc_names(again.state()), names);
    again.open_blocs_menu();
    assert!(again.is_chosen("Communities") && !again.is_chosen("None"));
    let all = stage.state().open.derived.drawn.ties_between_blocs().all;
    again.press_button(&format!("All {all} ties between blocs"));
    assert!(!again.shows("ties between blocs shown"));
    again.open_blocs_menu();
    again.press_button("None");
    assert_eq!(bloc_names(again.state()), Vec::<String>::new());
}

#[test]
fn a_double_click_expands_a_bloc_and_only_its_members_move() {
    let mut stage = Stage::with_kinds_as_blocs();
    let others = ["Persons (2)", "Guild"];
    let before = others.map(|name| place(stage.state(), name));
    let from = place(stage.state(), "States (3)").unwrap();
    let node = stage.middle("States (3), bloc of 3 actors");
    stage.click_at(node, 2);
    let own = stage.state().open.derived.positions.clone();
    let mut shares = Vec::new();
    for _ in 0..30 {
        assert_eq!(others.map(|name| place(stage.state(), name)), before);
        let alba = place(stage.state(), "Alba").unwrap();
        shares.push((alba - from).length() / (own[0] - from).length());
        stage.steps(1);
    }
    assert!(shares.is_sorted(), "{shares:?}");
    assert!(
        shares.iter().any(|share| (0.05..0.95).contains(share)),
        "there is no frame between: {shares:?}"
    );
    assert_eq!(place(stage.state(), "Alba"), Some(own[0]));
    assert_eq!(place(stage.state(), "Cimbria"), Some(own[2]));

    let member = stage.middle("Cimbria, state");
    stage.click_at(member, 2);
    let alba = place(stage.state(), "Alba");
    assert!(alba.is_some_and(|alba| alba != own[0]), "it moves first");
    stage.steps(30);
    assert_eq!(bloc_names(stage.state()), ["States (3)", "Persons (2)"]);
    assert_eq!(place(stage.state(), "States (3)"), Some(from));
    assert_eq!(others.map(|name| place(stage.state(), name)), before);
    assert!(
        stage.harness.run_ok().is_some(),
        "the window never comes to rest"
    );
}

#[test]
fn the_card_of_a_tie_between_blocs_lists_pairs_and_quotes() {
    let mut stage = Stage::with_kinds_as_blocs();
    let label = "States (3) and Persons (2): 2 relations of hostility";
    let middle = stage.middle(label);
    stage.hover(middle);
    assert!(matches!(
        stage.state().open.session.hovered,
        Some(Target::Relation(_))
    ));
    stage.check_shows(&[
        "Alba and Petra are hostile",
        "Alba banished Petra",
        "Borea and Quinn are hostile",
        "Borea jailed Quinn",
    ]);
}

#[test]
fn a_selection_is_grouped_and_blocs_are_grouped_in_levels() {
    let mut stage = Stage::on_text(SIX, Setup::default());
    let ids = |ids: &[&str]| ids.iter().copied().map(ActorId::from).collect();
    stage.send(Command::SelectActors(ids(&["a", "b"])));
    stage.click_exact("Layout");
    stage.click("Group as bloc");
    assert_eq!(bloc_names(stage.state()), ["Alba and Borea"]);
    stage.send(Command::SelectActors(ids(&["bloc 1", "c"])));
    stage.click_exact("Layout");
    stage.click("Group as bloc");
    let outer = bloc_names(stage.state());
    assert_eq!(outer, ["Alba, Borea and Cimbria"]);
    // Not a triple click with the click in the menu.
    stage.steps(40);
    let node = stage.middle("Alba, Borea and Cimbria, bloc");
    stage.click_at(node, 2);
    stage.steps(30);
    assert_eq!(bloc_names(stage.state()), ["Alba and Borea"]);
    assert!(place(stage.state(), "Cimbria").is_some());
    let inner = stage.middle("Alba and Borea, bloc");
    stage.click_at(inner, 2);
    stage.steps(30);
    assert_eq!(bloc_names(stage.state()), Vec::<String>::new());
    // The innermost bloc collapses first.
    let member = stage.middle("Alba, state");
    stage.click_at(member, 2);
    stage.steps(30);
    assert_eq!(bloc_names(stage.state()), ["Alba and Borea"]);
    stage.open_blocs_menu();
    assert!(stage.is_chosen("Grouped by you") && !stage.is_chosen("None"));
}

#[test]
fn outlines_are_chosen_in_the_menu_drawn_and_saved_with_the_file() {
    let mut stage = Stage::on_text(SIX, Setup::default());
    assert!(stage.state().encoding().outlines.is_none());
    stage.click_exact("View");
    stage.click("Outlines");
    stage.click("Kinds of actors");
    stage.until(|state| state.encoding().outlines.is_some());
    stage.steps(10);
    let outlines = stage.state().encoding().outlines.unwrap();
    assert_eq!(outlines.noun, "kind");
    let saved = stage.state().placed_document();
    let groups = frenemy::graph::saved_outlines(&saved);
    assert_eq!(groups.rule.as_deref(), Some("kind"));
    assert_eq!(groups.blocs.len(), 2, "states and persons");
    // Blocs and the document are not touched.
    assert!(bloc_names(stage.state()).is_empty());
    assert!(!stage.state().open.history.is_changed());
    stage.click_exact("View");
    stage.click("Outlines");
    stage.click_exact("None");
    assert!(stage.state().encoding().outlines.is_none());
}
