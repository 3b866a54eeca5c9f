//! Balance and time in the window, on the bundled examples.

use egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Action, Command, Settings, Tab, Target};
use frenemy::model::Span;

use crate::stage::{Setup, Stage};

impl Stage {
    /// A window on the bundled example with this tab open, high enough to show the whole tab.
    fn on_example_with(tab: Tab) -> Self {
        let settings = Settings {
            tab,
            side_panel_width: 420.0,
            ..Settings::default()
        };
        let mut stage = Self::new(Setup {
            settings,
            size: Vec2::new(1280.0, 2600.0),
            ..Setup::default()
        });
        stage.until(|state| !state.open.derived.positions.is_empty() && state.busy.is_none());
        stage
    }

    /// A window on the example with dates.
    fn on_europe(tab: Tab) -> Self {
        let mut stage = Self::on_example_with(tab);
        stage.send(Command::Act(Action::OpenEurope));
        stage.until(|state| {
            state.document_generation == frenemy::tasks::Generation::after(2)
                && !state.open.derived.positions.is_empty()
                && state.busy.is_none()
        });
        stage
    }

    /// Waits until the analysis of the current network is complete.
    fn studied(&mut self) {
        self.until(|state| {
            let findings = state.open.derived.balance.as_ref();
            findings.is_some_and(|found| {
                found.is_about(&state.open.derived.studied, state.open.session.rule)
            })
        });
    }

    fn span(&self) -> Option<String> {
        let span = self.state().open.session.filter.span;
        span.map(Span::in_words)
    }
}

#[test]
fn the_example_has_a_common_enemy_and_tensions() {
    let mut stage = Stage::on_example_with(Tab::BALANCE);
    stage.studied();
    assert!(stage.shows("proved"));
    let findings = stage.state().open.derived.balance.clone().unwrap();
    let name = |actor: u32| {
        let node = frenemy::graph::NodeIndex::new(actor as usize);
        findings.network.graph[node].name().to_owned()
    };
    let has = |actors: [u32; 3], names: [&str; 3]| {
        let mut found = actors.map(name);
        found.sort_unstable();
        found == names.map(str::to_owned)
    };
    let mut enemies = findings.enemies.iter();
    assert!(enemies.any(|enemy| has(enemy.triad.actors, ["Islamic State", "Russia", "Taliban"])));
    let mut tensions = findings.tensions.iter();
    assert!(tensions.any(|tension| {
        tension
            .triad
            .actors
            .map(name)
            .contains(&"Afghanistan".to_owned())
    }));
}

#[test]
fn a_triad_can_be_shown_alone_and_left_again() {
    let mut stage = Stage::on_example_with(Tab::BALANCE);
    stage.studied();
    let tensions = stage.state().open.derived.balance.clone().unwrap();
    stage.click_first("Show only these");
    assert_eq!(stage.state().open.derived.network.graph.node_count(), 3);
    let still = stage.state().open.derived.balance.clone().unwrap();
    assert!(
        std::sync::Arc::ptr_eq(&tensions, &still),
        "what is measured does not shrink with what is drawn"
    );
    stage.click_first("Show all actors");
    assert_eq!(stage.state().open.derived.network.graph.node_count(), 22);
}

#[test]
fn a_flipped_relation_is_previewed_without_a_change() {
    let mut stage = Stage::on_example_with(Tab::BALANCE);
    stage.studied();
    let before = stage.state().open.derived.balance.clone().unwrap();
    let frustrated = before.frustration.frustrated[0];
    let pair = before.signs.pairs()[frustrated].clone();
    let edge = before.signs.relations(&pair)[0];
    let id = before.network.graph[edge].id.clone();
    stage.send(Command::Select(Some(Target::Relation(id))));
    stage.click_first("What if it flipped?");
    stage.studied();
    let after = stage.state().open.derived.balance.clone().unwrap();
    assert_ne!(before.census, after.census);
    assert!(after.frustration.upper < before.frustration.upper);
    assert!(stage.shows("What if"));
    assert!(!stage.state().open.history.is_changed());
    stage.click_first("Reset what-if changes");
    stage.studied();
    let again = stage.state().open.derived.balance.clone().unwrap();
    assert_eq!(again.frustration, before.frustration);
}

#[test]
fn camps_are_pulled_apart_and_positions_are_restored() {
    let mut stage = Stage::on_example_with(Tab::BALANCE);
    stage.studied();
    let before = stage.state().open.derived.positions.clone();
    stage.click_first("Move camps apart");
    stage.until(|state| state.busy.is_none() && state.open.derived.positions != before);
    let apart = stage.state().open.session.apart.as_ref().unwrap();
    assert_eq!(apart.before, before, "nobody moved before");
    stage.click_first("Move camps apart");
    stage.until(|state| state.open.derived.positions == before);
    assert!(stage.state().open.session.apart.is_none());
}

#[test]
fn the_timeline_works_with_keys_and_no_actor_moves() {
    let mut stage = Stage::on_europe(Tab::DETAILS);
    let places = stage.state().open.derived.positions.clone();
    let rect = {
        let mut found = stage.harness.query_all_by(|node| {
            node.label()
                .is_some_and(|text| text.starts_with("Timeline: all times"))
        });
        let node = found.next().unwrap();
        node.focus();
        node.rect()
    };
    stage.steps(4);
    stage.press(Modifiers::NONE, Key::Home);
    let first = stage.span().unwrap();
    stage.press(Modifiers::NONE, Key::ArrowRight);
    assert_ne!(stage.span().unwrap(), first);
    stage.press(Modifiers::SHIFT, Key::ArrowRight);
    assert!(
        stage.span().unwrap().starts_with("from "),
        "{:?}",
        stage.span()
    );
    assert!(stage.state().open.derived.network.graph.edge_count() < 120);
    assert_eq!(stage.state().open.derived.positions, places);
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.span(), None);
    assert_eq!(stage.state().open.derived.network.graph.edge_count(), 120);
    assert!(rect.width() > 300.0);
}

#[test]
fn a_time_range_is_drawn_dragged_and_removed() {
    let mut stage = Stage::on_europe(Tab::DETAILS);
    let rect = {
        let mut found = stage.harness.query_all_by(|node| {
            node.label()
                .is_some_and(|text| text.starts_with("Timeline"))
        });
        found
            .find(|node| node.rect().height() > 40.0)
            .unwrap()
            .rect()
    };
    let at = |share: f32| Pos2::new(rect.left() + rect.width() * share, rect.center().y);
    let drag = |stage: &mut Stage, from: f32, to: f32| {
        stage.harness.hover_at(at(from));
        stage.steps(2);
        stage.harness.drag_at(at(from));
        stage.steps(2);
        for step in 1..=6 {
            let share = from + (to - from) * step as f32 / 6.0;
            stage.harness.hover_at(at(share));
            stage.steps(1);
        }
        stage.harness.drop_at(at(to));
        stage.steps(3);
    };
    drag(&mut stage, 0.2, 0.4);
    let drawn = stage.state().open.session.filter.span.unwrap();
    drag(&mut stage, 0.3, 0.5);
    let moved = stage.state().open.session.filter.span.unwrap();
    let length = |span: Span| span.to.unwrap().number() - span.from.unwrap().number();
    assert!(moved.from > drawn.from && moved.to > drawn.to);
    assert!(
        (length(moved) - length(drawn)).abs() < 10,
        "it keeps its length"
    );
    stage.click_first("All times");
    assert_eq!(stage.state().open.session.filter.span, None);
}

#[test]
fn time_is_played_and_paused() {
    let mut stage = Stage::on_europe(Tab::DETAILS);
    stage.press(Modifiers::NONE, Key::T);
    stage.until(|state| state.open.session.filter.span.is_some());
    let first = stage.span();
    stage.until(|state| state.open.session.filter.span.map(Span::in_words) != first);
    stage.press(Modifiers::NONE, Key::T);
    let held = stage.span();
    stage.steps(120);
    assert_eq!(stage.span(), held);
}

#[test]
fn changes_of_side_are_listed_and_two_dates_compared() {
    let mut stage = Stage::on_europe(Tab::TIME);
    assert!(stage.shows("France and Great Britain become friends"));
    assert!(stage.shows("New ("));
    assert!(stage.shows("Ended ("));
    stage.click_first("9 April 1904: France and Great Britain become friends");
    let selected: Vec<_> = stage
        .state()
        .open
        .session
        .selected_actors()
        .cloned()
        .collect();
    assert_eq!(selected.len(), 2);
    assert_eq!(stage.span().as_deref(), Some("as of 9 April 1904"));
}

/// Three friends in two sources, and a foe of all.
const CLEAR: &str = r#"{
  "format": "frenemy/1", "directed": true, "multigraph": true, "graph": {},
  "references": [{ "id": "r", "title": "One" }, { "id": "s", "title": "Two" }],
  "nodes": [{ "id": "a", "name": "Alba" }, { "id": "b", "name": "Borea" },
    { "id": "c", "name": "Cadia" }, { "id": "d", "name": "Dorn" }],
  "edges": [
    { "id": "ab", "source": "a", "target": "b", "kind": "cooperation", "claims": [{ "reference": "r" }] },
    { "id": "bc", "source": "b", "target": "c", "kind": "cooperation", "claims": [{ "reference": "s" }] },
    { "id": "ac", "source": "a", "target": "c", "kind": "cooperation", "claims": [{ "reference": "s" }] },
    { "id": "ad", "source": "a", "target": "d", "kind": "hostility", "claims": [{ "reference": "r" }] },
    { "id": "bd", "source": "b", "target": "d", "kind": "hostility", "claims": [{ "reference": "s" }] }
  ]
}"#;

#[test]
fn how_sure_the_findings_are_is_answered_when_asked() {
    let setup = Setup {
        settings: Settings {
            tab: Tab::BALANCE,
            ..Settings::default()
        },
        size: Vec2::new(1280.0, 2600.0),
        ..Setup::default()
    };
    let mut stage = Stage::on_text(CLEAR, setup);
    stage.studied();
    stage.check_shows(&[
        "3 of 3 pairs within the camps are friends (cohesiveness 1.00), 2 of 2 between them are foes",
    ]);
    assert!(!stage.shows("More than chance?"));
    stage.press_button("How sure is this?");
    stage.until_shown("More than chance? 1,000 draws of each null model");
    stage.check_shows(&[
        "2 triads: too few to say whether their balance is more than chance",
        "The frustration index is 0; chance gives",
        "all draws give the same",
        "No number of camps fits better than shuffled signs would",
        "2 independent sources are drawn again",
        "(3 relations): frustration index 0, no actor in another camp",
        "A camp changes if 2 relations had the opposite sign",
        "Bars: the draws; line: the network",
        "2 groups by relaxed balance: 0 errors (0 by strict balance)",
        "Image matrix of 2 groups",
        "Groups 1 and 2: 0 pairs of friends, 2 of foes",
    ]);
    // The picture shows it by paler colours.
    stage.send(Command::Act(Action::ColorByCamp));
    stage.until_shown("Colour: camp, paler if in doubt");
    let encoding = stage.state().encoding();
    let shares = encoding.certainty.unwrap().of;
    assert!(
        shares.iter().flatten().all(|share| *share > 0.5) && shares.len() == 4,
        "{shares:?}"
    );
    // Another network is not the one that was asked about.
    stage.send(Command::SetFilter(frenemy::graph::Filter {
        hidden_relations: ["bd".into()].into(),
        ..frenemy::graph::Filter::default()
    }));
    stage.studied();
    assert!(!stage.shows("More than chance?"));
    assert!(!stage.shows("paler if in doubt"));
    stage.press_button("How sure is this?");
    // The legend says so also where the colours came first.
    stage.until_shown("paler if in doubt");
    stage.until_shown("More than chance?");
}

#[test]
fn a_legend_that_becomes_wider_comes_over_no_actor() {
    // One actor is right of the legend, as long as that says nothing of doubt.
    let places = [("a", 0, 0), ("b", 900, 0), ("c", 900, 660), ("d", 190, 660)];
    let actors = places.map(|(id, x, y)| {
        format!(r#"{{"id":"{id}","name":"Actor {id}","kind":"state","x":{x},"y":{y}}}"#)
    });
    let pairs = [
        ("a", "b", "support"),
        ("b", "c", "hostility"),
        ("c", "d", "support"),
    ];
    let relations = pairs.map(|(from, to, kind)| {
        format!(r#"{{"source":"{from}","target":"{to}","kind":"{kind}"}}"#)
    });
    let (actors, relations) = (actors.join(","), relations.join(","));
    let network = format!(r#"{{"format":"frenemy/1","nodes":[{actors}],"edges":[{relations}]}}"#);
    let mut stage = Stage::on_text(&network, Setup::on_tab(Tab::BALANCE));
    let legend = |stage: &Stage| {
        let memory = |memory: &egui::Memory| memory.area_rect(egui::Id::new("legend"));
        stage.harness.ctx.memory(memory).unwrap()
    };
    stage.studied();
    let (before, at) = (legend(&stage), stage.middle("Actor d, "));
    assert!(
        before.right() < at.x && before.top() < at.y,
        "{at} is beside {before}"
    );
    stage.press_button("How sure is this?");
    stage.until_shown("More than chance?");
    stage.send(Command::Act(Action::ColorByCamp));
    stage.until_shown("Colour: camp, paler if in doubt");
    stage.steps(40);
    let after = legend(&stage);
    assert!(after.contains(at), "{after} would be over {at}");
    for (id, ..) in places {
        let at = stage.middle(&format!("Actor {id}, "));
        assert!(!after.contains(at), "{id} at {at} is under {after}");
    }
}

#[test]
fn the_question_how_sure_the_findings_are_can_be_cancelled() {
    let mut stage = Stage::on_example_with(Tab::BALANCE);
    stage.studied();
    stage.press_button("How sure is this?");
    stage.press_button("Cancel");
    assert!(stage.shows("Cancelled."));
    assert!(!stage.shows("More than chance?"));
    stage.press_button("Continue");
    assert!(!stage.shows("Cancelled."));
}
