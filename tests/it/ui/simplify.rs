//! Simplifying a large network in the window: the offer, the rules, and the words about them.

use egui::Vec2;
use frenemy::app::{Action, Command, Tab};
use frenemy::file;
use frenemy::model::ActorId;
use frenemy::sample::Sample;

use crate::stage::{Setup, Stage};

impl Stage {
    /// A window on an invented network of this many actors.
    pub(super) fn on_sample(actors: usize, setup: Setup) -> Self {
        let text = file::write(&Sample::new(actors, 1).document());
        Self::on_text(&String::from_utf8(text).unwrap(), setup)
    }

    fn shown_actors(&self) -> usize {
        self.state().open.derived.network.graph.node_count()
    }
}

#[test]
fn a_large_network_offers_to_simplify_and_the_button_opens_the_rules() {
    let mut stage = Stage::on_sample(320, Setup::default());
    stage.check_shows(&["320 actors: simplify the picture?"]);
    stage.press_button("Simplify…");
    assert_eq!(stage.state().settings.tab, Tab::SOURCES);
    assert!(!stage.shows("simplify the picture?"), "it was answered");
    stage.press_button("Top actors");
    assert_eq!(stage.shown_actors(), 40);
    stage.check_shows(&[
        "40 of 320 actors and",
        "(top 40 by degree)",
        "Shown: top 40 by degree",
    ]);
    stage.choose("by", "PageRank");
    stage.until_shown("(top 40 by PageRank)");
    stage.press_button("Top actors");
    assert_eq!(stage.shown_actors(), 320);
    stage.check_shows(&["No filter is on"]);
}

#[test]
fn a_declined_offer_to_simplify_does_not_come_back_with_the_file() {
    let mut stage = Stage::on_sample(301, Setup::default());
    stage.press_button("Not now");
    assert!(!stage.shows("simplify the picture?"));
    let path = stage.state().open.source.path.clone().unwrap();
    let before = stage.state().document_generation;
    stage.send(Command::Open(path));
    stage.until(|state| {
        let is_new = !state.document_generation.accepts(before);
        is_new && !state.open.derived.positions.is_empty()
    });
    assert!(!stage.shows("simplify the picture?"));
}

#[test]
fn a_small_network_is_not_offered_to_be_simplified_but_can_be() {
    let setup = Setup {
        size: Vec2::new(1280.0, 1100.0),
        ..Setup::on_tab(Tab::SOURCES)
    };
    let mut stage = Stage::on_sample(30, setup);
    assert!(!stage.shows("simplify the picture?"));
    assert!(!stage.shows("Giant component"), "the rules are folded");
    stage.click_exact("Simplify");
    // Without a selection there is nothing to be near to.
    assert!(stage.is_disabled("Near the selection"));
    let first = stage.state().document().actors.iter().next();
    let id: ActorId = first.unwrap().id.clone();
    stage.send(Command::SelectActors(vec![id.clone()]));
    stage.press_button("Near the selection");
    let name = stage.state().document().actor_name(&id).to_owned();
    stage.check_shows(&[&format!("(within 2 steps of {name})")]);
    stage.press_button("Near the selection");
    stage.press_button("Backbone");
    stage.check_shows(&["(backbone at alpha"]);
    stage.press_button("Automatic");
    stage.press_button("k-core");
    stage.check_shows(&["; 2-core)"]);
    stage.click_exact("Clear filters");
    assert_eq!(stage.shown_actors(), 30);
}

#[test]
fn a_network_of_thousands_is_simplified_by_a_task() {
    let mut stage = Stage::on_sample(1_500, Setup::default());
    stage.send(Command::Act(Action::Simplify));
    stage.press_button("Top actors");
    stage.until(|state| state.open.derived.network.graph.node_count() == 40);
    stage.until_shown("40 of 1,500 actors");
}
