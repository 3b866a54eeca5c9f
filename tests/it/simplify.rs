//! Simplification of published networks, with the measures of the program.

use std::ops::ControlFlow;

use frenemy::analysis::with_simplification;
use frenemy::file;
use frenemy::graph::simplify::{Amount, RankedBy, RuleSetting};
use frenemy::graph::{Filter, Network};
use frenemy::model::Document;

use crate::data::fixture_text;

fn karate() -> Document {
    let text = fixture_text("karate.csv");
    file::read(text.as_bytes(), "karate.csv").unwrap().document
}

fn simplified(rule: &'static str, setting: RuleSetting) -> Network {
    let document = karate();
    let whole = Network::seen(&document, &Filter::default());
    let mut filter = Filter::default();
    filter.simplify.turn_on(rule, setting);
    let go_on = |_| ControlFlow::Continue(());
    let filter = with_simplification(&document, &whole, filter, &go_on).unwrap();
    whole.through(&document, &filter)
}

fn names(network: &Network) -> Vec<&str> {
    let actors = network.graph.node_weights();
    let mut names: Vec<_> = actors.map(|actor| actor.name()).collect();
    names.sort_by_key(|name| name.parse::<u32>().unwrap());
    names
}

#[test]
fn the_innermost_core_of_the_karate_club_is_a_4_core_of_10_members() {
    let core = |k| simplified("k-core", RuleSetting::of(Amount::whole(k)));
    let members = ["1", "2", "3", "4", "8", "9", "14", "31", "33", "34"];
    assert_eq!(names(&core(4)), members);
    assert!(names(&core(5)).is_empty());
    assert_eq!(core(3).graph.node_count(), 22);
}

#[test]
fn the_top_members_of_the_karate_club_are_those_of_the_published_ranking() {
    let top = |count, id, name| {
        let setting = RuleSetting {
            measure: Some(RankedBy { id, name }),
            ..RuleSetting::of(Amount::whole(count))
        };
        simplified("top-actors", setting)
    };
    assert_eq!(names(&top(2, "degree", "Degree")), ["1", "34"]);
    let between = top(4, "betweenness", "Betweenness");
    assert_eq!(names(&between), ["1", "3", "33", "34"]);
}

#[test]
fn a_cancelled_measure_gives_no_result() {
    let document = karate();
    let whole = Network::seen(&document, &Filter::default());
    let mut filter = Filter::default();
    let setting = RuleSetting {
        measure: Some(RankedBy {
            id: "betweenness",
            name: "Betweenness",
        }),
        ..RuleSetting::of(Amount::whole(3))
    };
    filter.simplify.turn_on("top-actors", setting);
    let stop = |_| ControlFlow::Break(());
    assert!(with_simplification(&document, &whole, filter, &stop).is_none());
}
