//! Friends, foes and time through the window's labels, on the bundled examples.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use frenemy::app::{Action, Command, Settings, State, Tab, Target};
use frenemy::model::Span;
use frenemy::ui::Window;

/// A window on the bundled example, with this tab open.
struct Stage {
    harness: Harness<'static, Option<Window>>,
}

impl Stage {
    fn new(tab: Tab) -> Self {
        let settings = Settings {
            tab,
            inspector_width: 420.0,
            ..Settings::default()
        };
        let builder = Harness::builder().with_size(Vec2::new(1280.0, 2600.0));
        let harness = builder.with_step_dt(1.0 / 60.0).build_ui_state(
            move |ui, window: &mut Option<Window>| match window {
                None => *window = Some(Window::new(ui.ctx(), settings.clone(), None)),
                Some(window) => {
                    window.logic(ui.ctx());
                    window.show(ui);
                }
            },
            None,
        );
        let mut stage = Self { harness };
        stage.until("the example opens", |state| {
            !state.derived.positions.is_empty() && state.busy.is_none()
        });
        stage
    }

    /// The example with the dates.
    fn on_europe(tab: Tab) -> Self {
        let mut stage = Self::new(tab);
        stage.send(Command::Act(Action::OpenEurope));
        stage.until("Europe opens", |state| {
            state.loads == 2 && !state.derived.positions.is_empty() && state.busy.is_none()
        });
        stage
    }

    /// Draws frames until it is so.
    fn until(&mut self, what: &str, is_so: impl Fn(&State) -> bool) {
        let begun = Instant::now();
        loop {
            self.harness.run_steps(2);
            let window = self.harness.state().as_ref();
            if window.is_some_and(|window| is_so(window.state())) {
                break;
            }
            assert!(begun.elapsed() < Duration::from_mins(2), "never: {what}");
            std::thread::sleep(Duration::from_millis(4));
        }
        self.harness.run_steps(4);
    }

    fn state(&self) -> &State {
        self.harness.state().as_ref().unwrap().state()
    }

    fn send(&mut self, command: Command) {
        let window = self.harness.state().as_ref().unwrap();
        window.queue().send(command);
        self.harness.run_steps(4);
    }

    fn click(&mut self, label: &str) {
        let mut found = self.harness.query_all_by_label(label);
        found.next().unwrap().click();
        drop(found);
        self.harness.run_steps(4);
    }

    /// Waits until what is shown is about the network as it is.
    fn studied(&mut self) {
        self.until("friends and foes are studied", |state| {
            let findings = state.derived.balance.as_ref();
            findings.is_some_and(|found| found.is_about(&state.derived.studied, state.session.rule))
        });
    }

    fn shows(&self, words: &str) -> bool {
        let words = words.to_owned();
        let mut found = self.harness.query_all_by(move |node| {
            let label = node.label().is_some_and(|text| text.contains(&words));
            label || node.value().is_some_and(|text| text.contains(&words))
        });
        found.next().is_some()
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(4);
    }

    fn span(&self) -> Option<String> {
        let span = self.state().session.filter.span;
        span.map(Span::in_words)
    }
}

#[test]
fn the_article_told_by_the_program_has_its_enemy_in_common_and_its_tensions() {
    let mut stage = Stage::new(Tab::Balance);
    stage.studied();
    assert!(stage.shows("proved"));
    let findings = stage.state().derived.balance.clone().unwrap();
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
fn a_triad_is_drawn_alone_and_everybody_comes_back() {
    let mut stage = Stage::new(Tab::Balance);
    stage.studied();
    let tensions = stage.state().derived.balance.clone().unwrap();
    stage.click("Show alone");
    assert_eq!(stage.state().derived.network.graph.node_count(), 3);
    let still = stage.state().derived.balance.clone().unwrap();
    assert!(
        std::sync::Arc::ptr_eq(&tensions, &still),
        "what is measured does not shrink with what is drawn"
    );
    stage.click("Show everybody again");
    assert_eq!(stage.state().derived.network.graph.node_count(), 22);
}

#[test]
fn what_if_a_relation_turned_is_seen_at_once_and_nothing_is_changed() {
    let mut stage = Stage::new(Tab::Balance);
    stage.studied();
    let before = stage.state().derived.balance.clone().unwrap();
    let frustrated = before.frustration.frustrated[0];
    let pair = before.signs.pairs()[frustrated].clone();
    let edge = before.signs.relations(&pair)[0];
    let id = before.network.graph[edge].id.clone();
    stage.send(Command::Select(Some(Target::Relation(id))));
    stage.click("It turned");
    stage.studied();
    let after = stage.state().derived.balance.clone().unwrap();
    assert_ne!(before.census, after.census);
    assert!(after.frustration.upper < before.frustration.upper);
    assert!(stage.shows("What if"));
    assert!(!stage.state().history.is_changed());
    stage.click("Back to what is claimed");
    stage.studied();
    let again = stage.state().derived.balance.clone().unwrap();
    assert_eq!(again.frustration, before.frustration);
}

#[test]
fn camps_are_pulled_apart_and_everybody_goes_back_to_where_they_stood() {
    let mut stage = Stage::new(Tab::Balance);
    stage.studied();
    let before = stage.state().derived.positions.clone();
    stage.click("Pull the camps apart");
    stage.until("they stand apart", |state| {
        state.busy.is_none() && state.derived.positions != before
    });
    let apart = stage.state().session.apart.as_ref().unwrap();
    assert_eq!(apart.before, before, "nobody moved before");
    stage.click("Pull the camps apart");
    stage.until("they are back", |state| state.derived.positions == before);
    assert!(stage.state().session.apart.is_none());
}

#[test]
fn the_timeline_answers_to_keys_and_nobody_moves() {
    let mut stage = Stage::on_europe(Tab::Details);
    let places = stage.state().derived.positions.clone();
    let rect = {
        let mut found = stage.harness.query_all_by(|node| {
            node.label()
                .is_some_and(|text| text.starts_with("Timeline: all times"))
        });
        let node = found.next().unwrap();
        node.focus();
        node.rect()
    };
    stage.harness.run_steps(4);
    stage.key(Modifiers::NONE, Key::Home);
    let first = stage.span().unwrap();
    stage.key(Modifiers::NONE, Key::ArrowRight);
    assert_ne!(stage.span().unwrap(), first);
    stage.key(Modifiers::SHIFT, Key::ArrowRight);
    assert!(
        stage.span().unwrap().starts_with("from "),
        "{:?}",
        stage.span()
    );
    assert!(stage.state().derived.network.graph.edge_count() < 120);
    assert_eq!(stage.state().derived.positions, places);
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.span(), None);
    assert_eq!(stage.state().derived.network.graph.edge_count(), 120);
    assert!(rect.width() > 300.0);
}

#[test]
fn a_window_of_time_is_drawn_dragged_and_taken_away() {
    let mut stage = Stage::on_europe(Tab::Details);
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
        stage.harness.run_steps(2);
        stage.harness.drag_at(at(from));
        stage.harness.run_steps(2);
        for step in 1..=6 {
            let share = from + (to - from) * step as f32 / 6.0;
            stage.harness.hover_at(at(share));
            stage.harness.run_steps(1);
        }
        stage.harness.drop_at(at(to));
        stage.harness.run_steps(3);
    };
    drag(&mut stage, 0.2, 0.4);
    let drawn = stage.state().session.filter.span.unwrap();
    drag(&mut stage, 0.3, 0.5);
    let moved = stage.state().session.filter.span.unwrap();
    let length = |span: Span| span.to.unwrap().number() - span.from.unwrap().number();
    assert!(moved.from > drawn.from && moved.to > drawn.to);
    assert!(
        (length(moved) - length(drawn)).abs() < 10,
        "it keeps its length"
    );
    stage.click("All times");
    assert_eq!(stage.state().session.filter.span, None);
}

#[test]
fn time_is_played_to_its_end_and_stops() {
    let mut stage = Stage::on_europe(Tab::Details);
    stage.key(Modifiers::NONE, Key::T);
    stage.until("time runs", |state| state.session.filter.span.is_some());
    let first = stage.span();
    stage.until("time goes on", |state| {
        state.session.filter.span.map(Span::in_words) != first
    });
    stage.key(Modifiers::NONE, Key::T);
    let held = stage.span();
    stage.harness.run_steps(120);
    assert_eq!(stage.span(), held);
}

#[test]
fn turns_are_listed_and_two_dates_compared() {
    let mut stage = Stage::on_europe(Tab::Time);
    assert!(stage.shows("France and Great Britain become friends"));
    assert!(stage.shows("Came ("));
    assert!(stage.shows("Went ("));
    stage.click("9 April 1904: France and Great Britain become friends");
    let selected: Vec<_> = stage.state().session.selected_actors().cloned().collect();
    assert_eq!(selected.len(), 2);
    assert_eq!(stage.span().as_deref(), Some("as of 9 April 1904"));
}
