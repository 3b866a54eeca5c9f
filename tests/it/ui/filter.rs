//! Filters in the window: what is hidden, and how well the rest is sourced.

use egui::Vec2;
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Command, Tab, Target};
use frenemy::graph::Filter;
use frenemy::model::{Date, Span};

use crate::stage::{Setup, Stage};

/// Alba and Borea are at war, says a wire, and Borea denies it in a paper that copies the wire; a
/// pact is cited to a book alone; a rumour is not cited.
const FILE: &str = r#"{
  "format": "frenemy/1", "directed": true, "multigraph": true,
  "graph": { "title": "Two rivals" },
  "references": [
    { "id": "wire", "title": "Guns on the Lune", "container-title": "Wire", "origin": "wire", "reliability": "B" },
    { "id": "paper", "title": "Guns heard", "container-title": "The Paper", "origin": "wire" },
    { "id": "book", "title": "A history", "publisher": "A press", "reliability": "D" }
  ],
  "nodes": [
    { "id": "a", "name": "Alba", "kind": "state", "x": -220.0, "y": 0.0 },
    { "id": "b", "name": "Borea", "kind": "state", "x": 220.0, "y": 0.0 },
    { "id": "c", "name": "Corsairs", "kind": "group", "x": 0.0, "y": 260.0 }
  ],
  "edges": [
    { "id": "war", "source": "a", "target": "b", "kind": "hostility", "when": "1914-07/..",
      "claims": [
        { "reference": "wire", "quote": "guns on the Lune", "made": "1914-08" },
        { "reference": "book", "quote": "a long war", "made": "1950" },
        { "reference": "paper", "quote": "no shot was fired", "stance": "denies", "claimant": "b", "made": "1916" }
      ] },
    { "id": "pact", "source": "a", "target": "c", "kind": "support", "when": "1907",
      "claims": [{ "reference": "book", "quote": "paid the corsairs" }] },
    { "id": "rumour", "source": "b", "target": "c", "kind": "cooperation", "claims": [{ "note": "one hears" }] }
  ]
}
"#;

impl Stage {
    /// A window on the file above, with the Sources tab open.
    fn on_sources() -> Self {
        let setup = Setup {
            size: Vec2::new(1280.0, 1100.0),
            ..Setup::on_tab(Tab::SOURCES)
        };
        Self::on_text(FILE, setup)
    }

    /// The visible relations, each with its number of claims.
    fn seen(&self) -> Vec<String> {
        let relations = self.state().open.derived.network.graph.edge_weights();
        relations
            .map(|relation| format!("{} {}", relation.id, relation.claims.len()))
            .collect()
    }
}

#[test]
fn the_tab_lists_sources_and_weakly_sourced_relations() {
    let stage = Stage::on_sources();
    stage.check_shows(&[
        "No filter is on",
        "3 actors, 3 relations, 2 cited, 1 contested",
        "Hostility (1)",
        "Guns on the Lune",
        "A history",
        "2 · 1",
        "The Paper",
        "Denied (1)",
        "Hide undated (1)",
        "Weakly sourced (2)",
        "Borea and Corsairs cooperate",
        "uncited",
        "Alba supporting Corsairs, 1907",
        "1 source",
    ]);
}

#[test]
fn pointing_at_a_source_previews_its_removal_and_a_click_hides_it() {
    let mut stage = Stage::on_sources();
    stage.node("A history").hover();
    stage.steps(60);
    stage.check_shows(&[
        "Without it, 1 relation is hidden, 1 depends on a single source.",
        "Reliability D (not usually reliable)",
        "2 claims, 2 relations, 1 with no other source",
    ]);
    stage.click_exact("A history");
    assert_eq!(stage.seen(), ["war 2", "rumour 1"]);
    stage.check_shows(&[
        "Without “A history”. 1 relation hidden.",
        "1 relation depends on a single source with these filters.",
        "Weakly sourced (2)",
    ]);
    stage.click_exact("Clear filters");
    assert_eq!(stage.seen(), ["war 3", "pact 1", "rumour 1"]);
    assert!(stage.state().open.session.filter.is_clear());
    stage.check_shows(&["No filter is on"]);
}

#[test]
fn every_switch_of_the_tab_changes_what_is_visible() {
    for (label, seen) in [
        ("Support (1)", &["war 3", "rumour 1"][..]),
        ("Guns on the Lune", &["war 2", "pact 1", "rumour 1"]),
        ("The Paper", &["war 2", "pact 1", "rumour 1"]),
        ("Denied (1)", &["war 2", "pact 1", "rumour 1"]),
        ("Hide undated (1)", &["war 3", "pact 1"]),
    ] {
        let mut stage = Stage::on_sources();
        stage.click_exact(label);
        assert_eq!(stage.seen(), seen, "{label}");
        stage.click_exact(label);
        assert!(
            stage.state().open.session.filter.is_clear(),
            "{label} twice"
        );
    }
}

#[test]
fn a_choice_of_grade_or_citation_is_made_from_its_list() {
    for (list, choice, seen) in [
        ("Citation", "only uncited", &["rumour 1"][..]),
        ("Dispute", "only contested", &["war 3"]),
        (
            "Minimum source reliability",
            "C (fairly reliable)",
            &["war 2", "rumour 1"],
        ),
    ] {
        let mut stage = Stage::on_sources();
        let role = egui::accesskit::Role::ComboBox;
        stage.harness.get_by_role_and_label(role, list).click();
        stage.steps(4);
        stage.click_exact(choice);
        assert_eq!(stage.seen(), seen, "{choice}");
    }
}

#[test]
fn a_click_goes_to_a_weakly_sourced_relation_and_the_table_is_copied() {
    let mut stage = Stage::on_sources();
    stage.click_exact("Alba supporting Corsairs, 1907");
    let target = Target::Relation("pact".into());
    assert_eq!(stage.state().open.session.selected(), Some(&target));
    let copied = stage.copied_by("Copy as TSV");
    assert!(
        copied.contains("pact\tAlba supporting Corsairs\tsupport\t1907\t1\t1\tA history"),
        "{copied}"
    );
}

#[test]
fn a_filter_on_time_keeps_the_actors_and_says_so_in_the_status_bar() {
    let mut stage = Stage::on_sources();
    stage.send(Command::SetFilter(Filter {
        span: Some(Span::of(&Date::parse("1907-03").unwrap())),
        ..Filter::default()
    }));
    assert_eq!(stage.seen(), ["pact 1", "rumour 1"]);
    stage.check_shows(&[
        "As of March 1907. 1 relation hidden; 1 without a date is kept.",
        "Borea, state, 1 relation",
    ]);
    stage.click_exact("Any time");
    assert!(stage.state().open.session.filter.is_clear());
}

#[test]
fn a_contested_relation_shows_both_sides_and_the_verdict() {
    let mut stage = Stage::on_sources();
    stage.send(Command::ShowTab(Tab::DETAILS));
    stage.send(Command::Select(Some(Target::Relation("war".into()))));
    stage.check_shows(&[
        "Claims about different times: All claims against the relation were made at other times",
        "Asserted (2 claims)",
        "Denied (1 claim)",
        "no shot was fired",
        "1916",
    ]);
    let mut filter = Filter::default();
    filter.toggle_reference("paper".into());
    stage.send(Command::SetFilter(filter));
    stage.check_shows(&["Claims (3)", "1 claim hidden by filters"]);
}
