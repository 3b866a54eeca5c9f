//! The Rank tab in the window: measures, sizes and colours, and the shortest path.

use egui::Vec2;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frenemy::analysis::{Census, NumberFormat, SignedGraph};
use frenemy::app::{Command, Finding, Tab, Target};
use frenemy::model::ActorId;

use crate::stage::{Setup, Stage};

/// A path from Alba over Borea and Corsairs to Duma, and Elba without a tie.
const FILE: &str = r#"{
  "format": "frenemy/1", "directed": true, "multigraph": true,
  "references": [{ "id": "r", "title": "A text of ours" }],
  "nodes": [
    { "id": "a", "name": "Alba", "kind": "state", "x": -220.0, "y": 0.0 },
    { "id": "b", "name": "Borea", "kind": "state", "x": 0.0, "y": 0.0 },
    { "id": "c", "name": "Corsairs", "kind": "group", "x": 100.0, "y": 160.0 },
    { "id": "d", "name": "Duma", "kind": "state", "x": 220.0, "y": 0.0 },
    { "id": "e", "name": "Elba", "kind": "state", "x": 0.0, "y": -160.0 }
  ],
  "edges": [
    { "id": "pact", "source": "a", "target": "b", "kind": "cooperation",
      "claims": [{ "reference": "r", "locator": "p. 7", "quote": "swore to stand together" }] },
    { "id": "war", "source": "b", "target": "c", "kind": "hostility",
      "claims": [{ "reference": "r", "quote": "sank every sail" }] },
    { "id": "pay", "source": "d", "target": "c", "kind": "support",
      "claims": [{ "reference": "r", "quote": "paid in silver" }] }
  ]
}
"#;

impl Stage {
    /// A window on the file above, with the Rank tab open.
    fn on_ranks() -> Self {
        Self::on_five(Tab::RANK)
    }

    fn on_five(tab: Tab) -> Self {
        let setup = Setup {
            size: Vec2::new(1280.0, 1000.0),
            ..Setup::on_tab(tab)
        };
        Self::on_text(FILE, setup)
    }

    /// Waits until all measures are computed.
    fn until_ranked(&mut self) {
        self.until(|state| {
            let (findings, network) = (&state.open.derived.findings, &state.open.derived.network);
            (0..5).all(|measure| findings.column(network, measure).is_some())
                && findings.task(network).is_none()
        });
    }

    /// The visible rows, from top to bottom.
    fn rows(&self, measure: &'static str) -> Vec<String> {
        let rows = self.harness.query_all_by(move |node| {
            let named = format!(", {measure} ");
            node.label().is_some_and(|text| text.contains(&named))
        });
        let mut rows: Vec<_> = rows
            .map(|row| (row.rect().top() as i32, row.accesskit_node().label()))
            .collect();
        rows.sort();
        let label = |(_, label): (i32, Option<String>)| label.unwrap_or_default();
        rows.into_iter().map(label).collect()
    }
}

fn actor(id: &str) -> Target {
    Target::Actor(ActorId::from(id))
}

#[test]
fn the_table_ranks_by_the_chosen_measure() {
    let mut stage = Stage::on_ranks();
    stage.until_ranked();
    let degrees = [
        "1. Borea, Degree 2",
        "1. Corsairs, Degree 2",
        "3. Alba, Degree 1",
        "3. Duma, Degree 1",
        "5. Elba, Degree 0",
    ];
    assert_eq!(stage.rows("Degree"), degrees);
    stage.click_exact("Actor");
    assert_eq!(stage.rows("Degree")[0], "3. Alba, Degree 1");
    stage.choose("Measure", "Relations of hostility");
    let hostile = stage.rows("Relations of hostility");
    assert_eq!(hostile[0], "3. Alba, Relations of hostility 0");
    // The legend has an entry of that name too.
    let heads = egui::accesskit::Role::Button;
    let head = stage.harness.get_by_role_and_label(heads, "Hostility");
    head.click();
    stage.steps(4);
    let hostile = stage.rows("Relations of hostility");
    assert_eq!(hostile[0], "1. Borea, Relations of hostility 1");
}

#[test]
fn actors_are_ranked_by_the_share_of_balanced_triads() {
    let mut stage = Stage::new(Setup {
        size: Vec2::new(1280.0, 1400.0),
        ..Setup::on_tab(Tab::RANK)
    });
    stage.until_ranked();
    stage.choose("Measure", "Local balance");
    let rows = stage.rows("Local balance");
    let rule = stage.state().open.session.rule;
    let network = &stage.state().open.derived.network;
    let signs = SignedGraph::of(stage.state().document(), network, rule);
    let census = Census::of(&signs);
    let least = census.by_actor.iter().filter_map(|triads| triads.balance());
    let least = least.fold(1.0, f64::min);
    let in_triads = census.by_actor.iter().filter(|triads| triads.total() > 0);
    assert_eq!(rows.len(), in_triads.count());
    assert!(rows[0].ends_with(", Local balance 1.000"), "{}", rows[0]);
    let (last, least) = (rows.last().unwrap(), NumberFormat::Decimal.text(least));
    assert!(
        last.ends_with(&format!(", Local balance {least}")),
        "{last}"
    );
}

#[test]
fn a_name_without_room_has_a_tooltip() {
    let name = "The Confederation of the Seven River Towns and Their Upper Valleys";
    let text = format!(
        r#"{{"nodes":[{{"id":"a","name":"{name}"}},{{"id":"b","name":"Borea"}}],
        "edges":[{{"source":"a","target":"b","kind":"support"}}]}}"#
    );
    let mut stage = Stage::on_text(&text, Setup::on_tab(Tab::RANK));
    stage.until_ranked();
    let tooltips = |stage: &mut Stage, row: &str| {
        let at = stage.middle(row);
        stage.hover(at);
        stage.steps(60);
        let texts = stage.harness.query_all_by(|node| {
            node.role() == egui::accesskit::Role::Label
                && node.value().is_some_and(|text| {
                    text.starts_with("The Confederation of the Seven River Towns and Their Upper")
                })
        });
        texts.count()
    };
    let away = tooltips(&mut stage, "1. Borea, Degree");
    assert_eq!(tooltips(&mut stage, "1. The Confederation"), away + 1);
}

#[test]
fn a_click_on_a_row_selects_and_pointing_at_it_highlights() {
    let mut stage = Stage::on_ranks();
    stage.until_ranked();
    stage.click_exact("1. Corsairs, Degree 2");
    assert_eq!(stage.state().open.session.selection, [actor("c")].into());
    let row = stage
        .harness
        .get_by_label("3. Duma, Degree 1")
        .rect()
        .center();
    stage.harness.hover_at(row);
    stage.steps(4);
    assert_eq!(stage.state().open.session.hovered, Some(actor("d")));
    stage.harness.hover_at(row + Vec2::new(3.0, 0.0));
    stage.steps(4);
    assert_eq!(
        stage.state().open.session.hovered,
        Some(actor("d")),
        "it flickers"
    );
    stage.harness.hover_at(row + Vec2::new(0.0, 200.0));
    stage.steps(4);
    assert_eq!(stage.state().open.session.hovered, None);
}

#[test]
fn the_table_is_copied_for_a_spreadsheet() {
    let mut stage = Stage::on_ranks();
    stage.until_ranked();
    let copied = stage.copied_by("Copy as TSV");
    let lines: Vec<Vec<_>> = copied
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(
        lines[0][..5],
        ["id", "name", "kind", "degree", "betweenness"]
    );
    assert_eq!(lines[2][..4], ["b", "Borea", "state", "2"]);
    assert_eq!(
        lines[0][12..],
        ["local balance", "community", "community name"]
    );
    // Nobody is in a triad.
    assert_eq!(lines[1][12..], ["", "1", "Borea and Alba"]);
    for line in &lines[1..] {
        let empty: Vec<usize> = (0..15).filter(|at| line[*at].is_empty()).collect();
        assert_eq!((line.len(), empty), (15, vec![12]), "{copied}");
    }
}

#[test]
fn sizes_and_colours_follow_the_choice_and_the_legend_says_so() {
    let mut stage = Stage::on_ranks();
    stage.until_ranked();
    assert!(stage.shows("Legend: Size: relations"));
    stage.choose("Size", "Betweenness");
    assert_eq!(stage.state().open.session.size, Some("betweenness"));
    stage.choose("Colour", "Community");
    let encoding = stage.state().encoding();
    assert_eq!(encoding.sizes.unwrap().name, "Betweenness");
    assert_eq!(encoding.groups.unwrap().of.len(), 5);
    stage.choose("Size", "Relations");
    assert_eq!(stage.state().encoding().sizes, None);
}

#[test]
fn the_shortest_path_is_shown_with_its_citations() {
    let mut stage = Stage::on_ranks();
    assert!(stage.shows("Select two actors"));
    stage.send(Command::SelectActors(vec!["a".into(), "d".into()]));
    stage.click_exact("Find a path from Alba to Duma");
    assert!(stage.shows("Alba to Duma: 3 steps, via Borea and Corsairs."));
    assert_eq!(stage.state().open.session.selection.len(), 7);
    let claims = stage.harness.query_all_by_label("1 claim").next().unwrap();
    claims.click();
    stage.steps(30);
    assert!(stage.shows("swore to stand together"));
    stage.click_exact("Friendly only");
    assert!(stage.shows("No path of cooperation and support from Alba to Duma."));
    stage.click_exact("Any relation");
    stage.click_exact("Borea and Corsairs are hostile");
    let war = Target::Relation("war".into());
    assert_eq!(stage.state().open.session.selection, [war].into());
    stage.click_exact("Show");
    assert_eq!(stage.state().open.session.selection.len(), 7);
    stage.click_exact("Close");
    assert!(stage.shows("Select two actors"));
}

#[test]
fn a_cancelled_ranking_is_reported_and_can_be_started_again() {
    let mut stage = Stage::on_five(Tab::DETAILS);
    let queue = stage.window().queue().clone();
    queue.send(Command::ShowTab(Tab::RANK));
    queue.send(Command::Finding(Finding::Begin));
    queue.send(Command::Finding(Finding::Cancel));
    stage.steps(4);
    assert!(stage.shows("Cancelled before all measures were computed"));
    assert!(!stage.state().has_something_to_find());
    stage.click_exact("Continue");
    stage.until_ranked();
    assert!(!stage.shows("Cancelled"));
}

#[test]
fn the_values_of_a_field_that_frenemy_does_not_know_can_give_the_colour() {
    let text = r#"{"nodes": [
        {"id": "a", "group": 2}, {"id": "b", "group": 1}, {"id": "c", "group": 1}, {"id": "d"}
    ], "links": [{"source": "a", "target": "b"}]}"#;
    let mut stage = Stage::on_text(text, Setup::on_tab(Tab::RANK));
    stage.steps(4);
    stage.choose("Colour", "group");
    let groups = stage.state().encoding().groups.unwrap();
    assert_eq!(groups.name, "group");
    // The most frequent value comes first; an actor without a value is in no group.
    assert_eq!(groups.of[..], [Some(1), Some(0), Some(0), None]);
    stage.choose("Colour", "Kind");
    assert!(stage.state().encoding().groups.is_none());
}
