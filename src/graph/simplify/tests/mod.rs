//! Rules of simplification on small networks, with values computed by hand.

mod captions;
mod properties;

use super::{Amount, RuleSetting, SIMPLIFICATIONS, SimplifyResult};
use crate::graph::filter_words::filter_in_words;
use crate::graph::{Filter, Network, NodeIndex};
use crate::language::Language;
use crate::model::{Actor, Claim, Document, Edit, Reference, Relation, RelationKind, Stance};

/// A network of ties written `a-b`, `a-b*3` with a weight, `a~b` for hostility.
fn document(actors: &[&str], ties: &[&str]) -> Document {
    let relation = |(number, tie): (usize, &&str)| {
        let (ends, weight) = tie.split_once('*').unwrap_or((tie, "1"));
        let (kind, ends) = match ends.split_once('~') {
            Some(ends) => (RelationKind::Hostility, ends),
            None => (RelationKind::Cooperation, ends.split_once('-').unwrap()),
        };
        Relation {
            kind: Some(kind),
            weight: Some(weight.parse().unwrap()),
            ..Relation::new(format!("{number}:{tie}"), ends.0, ends.1)
        }
    };
    Document {
        actors: actors.iter().map(|id| Actor::new(*id)).collect(),
        relations: ties.iter().enumerate().map(relation).collect(),
        ..Document::default()
    }
}

/// The number of different neighbours, as the table of measures has it.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a measure may be unknown, and this one is passed as a measure"
)]
fn degree(id: &str, network: &Network) -> Option<Vec<Option<f64>>> {
    assert_eq!(id, "degree");
    let rows = super::tie_groups::neighbours(network);
    let value = |(number, row): (usize, &Vec<NodeIndex>)| {
        let is_there = network.graph.contains_node(NodeIndex::new(number));
        is_there.then_some(row.len() as f64)
    };
    Some(rows.iter().enumerate().map(value).collect())
}

fn result(document: &Document, filter: &Filter) -> SimplifyResult {
    let whole = Network::seen(document, &Filter::default());
    super::simplified(document, &whole, filter, &degree).unwrap()
}

fn network_with(document: &Document, filter: Filter) -> Network {
    let simplify = filter.simplify.with_result(result(document, &filter));
    Network::seen(document, &Filter { simplify, ..filter })
}

fn network(document: &Document, rules: &[(&'static str, RuleSetting)]) -> Network {
    let mut filter = Filter::default();
    for (rule, setting) in rules {
        filter.simplify.turn_on(rule, setting.clone());
    }
    network_with(document, filter)
}

fn actors(network: &Network) -> Vec<&str> {
    let actors = network.graph.node_weights();
    actors.map(|actor| actor.id.as_str()).collect()
}

/// The visible relations as they are written in [`document`].
fn ties(network: &Network) -> Vec<&str> {
    let relations = network.graph.edge_weights();
    let names = relations.map(|relation| relation.id.as_str());
    names.map(|id| id.split_once(':').unwrap().1).collect()
}

fn whole(count: usize) -> RuleSetting {
    RuleSetting::of(Amount::whole(count))
}

fn decimal(number: f64) -> RuleSetting {
    RuleSetting::of(Amount::new(number).unwrap())
}

fn near(steps: usize, actors: &[&str]) -> RuleSetting {
    RuleSetting {
        actors: actors.iter().map(|id| (*id).into()).collect(),
        ..whole(steps)
    }
}

/// A triangle with a tail of two, and a pair apart.
fn tailed_triangle() -> Document {
    document(
        &["a", "b", "c", "d", "e", "f", "g"],
        &["a-b", "b-c", "c-a", "c-d", "d-e", "f-g", "g~f"],
    )
}

#[test]
fn a_k_core_counts_neighbours_and_not_relations() {
    let document = tailed_triangle();
    let core = |k| network(&document, &[("k-core", whole(k))]);
    assert_eq!(actors(&core(1)).len(), 7);
    assert_eq!(actors(&core(2)), ["a", "b", "c"]);
    assert_eq!(ties(&core(2)), ["a-b", "b-c", "c-a"]);
    assert!(actors(&core(3)).is_empty());
}

#[test]
fn the_top_actors_of_equal_value_are_those_that_come_first() {
    let document = tailed_triangle();
    let top = |count| network(&document, &[("top-actors", whole(count))]);
    // c has three neighbours; a, b and d have two.
    assert_eq!(actors(&top(1)), ["c"]);
    assert_eq!(actors(&top(3)), ["a", "b", "c"]);
    assert_eq!(actors(&top(4)), ["a", "b", "c", "d"]);
    assert_eq!(actors(&top(70)).len(), 7);
}

#[test]
fn the_giant_component_is_the_first_of_equal_ones() {
    let document = document(&["x", "a", "b", "c", "d"], &["c-d", "a-b"]);
    let giant = network(&document, &[("giant", RuleSetting::default())]);
    assert_eq!(actors(&giant), ["a", "b"]);
    let giant = network(&tailed_triangle(), &[("giant", RuleSetting::default())]);
    assert_eq!(actors(&giant), ["a", "b", "c", "d", "e"]);
    let empty = network(&Document::default(), &[("giant", RuleSetting::default())]);
    assert_eq!(empty.graph.node_count(), 0);
}

#[test]
fn steps_are_counted_from_all_chosen_actors() {
    let document = tailed_triangle();
    let near = |steps, ids: &[&str]| network(&document, &[("near", near(steps, ids))]);
    assert_eq!(actors(&near(0, &["e"])), ["e"]);
    assert_eq!(actors(&near(2, &["e"])), ["c", "d", "e"]);
    assert_eq!(actors(&near(1, &["e", "f"])), ["d", "e", "f", "g"]);
    assert_eq!(actors(&near(99, &["e"])), ["a", "b", "c", "d", "e"]);
    assert!(actors(&near(9, &["nobody"])).is_empty());
}

#[test]
fn a_tie_weighs_what_its_relations_weigh_together_and_kinds_are_apart() {
    let document = document(
        &["a", "b", "c", "alone"],
        &["a-b*2", "b-a*1.5", "a~b*3", "b-c*3"],
    );
    let least = |weight| network(&document, &[("min-weight", decimal(weight))]);
    assert_eq!(least(3.0).graph.edge_count(), 4);
    assert_eq!(ties(&least(3.5)), ["a-b*2", "b-a*1.5"]);
    // c had ties and has none left; an actor that had none stays.
    assert_eq!(actors(&least(3.5)), ["a", "b", "alone"]);
    assert_eq!(actors(&least(99.0)), ["alone"]);
}

/// Two relations of a tie cite copies of the same wire and a book; another tie cites the wire.
fn sourced() -> Document {
    let reference = |id: &str, origin: Option<&str>| Reference {
        origin: origin.map(Into::into),
        ..Reference::new(id)
    };
    let claim = |reference: &str| Claim {
        reference: Some(reference.into()),
        stance: Stance::Asserts,
        ..Claim::default()
    };
    let relation = |id: &str, target: &str, claims: &[&str]| Relation {
        claims: claims.iter().map(|id| claim(id)).collect(),
        ..Relation::new(format!("{id}:{id}"), "a", target)
    };
    Document {
        references: [
            reference("wire", None),
            reference("copy", Some("wire")),
            reference("book", None),
        ]
        .into_iter()
        .collect(),
        actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
        relations: [
            relation("one", "b", &["wire"]),
            relation("two", "b", &["copy", "book"]),
            relation("three", "c", &["wire", "copy"]),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    }
}

#[test]
fn sources_and_claims_of_all_relations_of_a_tie_count() {
    let document = sourced();
    let sources = |least| network(&document, &[("min-tie-sources", whole(least))]);
    assert_eq!(ties(&sources(1)), ["one", "two", "three"]);
    assert_eq!(ties(&sources(2)), ["one", "two"]);
    assert!(ties(&sources(3)).is_empty());
    let claims = |least| network(&document, &[("min-claims", whole(least))]);
    assert_eq!(ties(&claims(2)), ["one", "two", "three"]);
    assert_eq!(ties(&claims(3)), ["one", "two"]);
}

#[test]
fn the_backbone_follows_the_formula_of_the_disparity_filter() {
    // The hub h has four positive ties of weight 7, 1, 1 and 1: the share 0.7 gives
    // alpha = 0.3³ = 0.027, the share 0.1 gives 0.9³ = 0.729. The end a has two positive ties, of
    // weight 7 and 3: 0.3 and 0.7. b has one positive tie, of alpha 1. The hostility between h and
    // b is the only one of both: alpha 1 at both ends, whatever it weighs.
    let document = document(
        &["h", "a", "b", "c", "d", "e"],
        &["h-a*7", "h-b", "h-c", "h-d", "a-e*3", "h~b*50"],
    );
    let backbone = |alpha| network(&document, &[("backbone", decimal(alpha))]);
    assert!(ties(&backbone(0.026)).is_empty());
    assert_eq!(ties(&backbone(0.028)), ["h-a*7"]);
    assert_eq!(ties(&backbone(0.71)), ["h-a*7", "a-e*3"]);
    assert_eq!(
        ties(&backbone(0.73)),
        ["h-a*7", "h-b", "h-c", "h-d", "a-e*3"]
    );
    assert_eq!(ties(&backbone(1.0)).len(), 5);
    assert_eq!(actors(&backbone(0.028)), ["h", "a"]);
}

#[test]
fn the_unit_of_weights_does_not_change_the_backbone_even_if_their_sum_overflows() {
    let kept = |unit: &str| {
        let pairs = ["a-b", "a-c", "a-d", "b-c", "b-d", "c-d"];
        let pairs: Vec<String> = pairs.iter().map(|pair| format!("{pair}*{unit}")).collect();
        let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
        let document = document(&["a", "b", "c", "d"], &pairs);
        ties(&network(&document, &[("backbone", decimal(0.5))])).len()
    };
    assert_eq!([kept("1"), kept("1e308")], [6, 6]);
}

#[test]
fn an_automatic_backbone_keeps_300_ties_and_says_its_alpha() {
    let names: Vec<String> = (0..=400).map(|number| format!("n{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let spokes: Vec<String> = (1..=400).map(|n| format!("n0-n{n}*{n}")).collect();
    let spokes: Vec<&str> = spokes.iter().map(String::as_str).collect();
    let document = document(&names, &spokes);
    let network = network(&document, &[("backbone", RuleSetting::default())]);
    assert_eq!(network.graph.edge_count(), 300);
    let words = filter_in_words(&document, &network, Language::English).unwrap();
    // The heaviest tie that is hidden weighs 100 of 80,200: (1 - 100/80200)^399 = 0.61.
    assert_eq!(
        words,
        "301 of 401 actors and 300 of 400 relations (backbone at alpha 0.61)."
    );
}

#[test]
fn an_automatic_backbone_is_chosen_for_each_sign_apart() {
    // A hub with 1,600 friends of very uneven weight, and one with 400 foes of even weight: by one
    // threshold for both, no foe would be unusual enough.
    let friend = |n: usize| format!("h-f{n}*{}", n * n);
    let foe = |n: usize| format!("g~e{n}*{}", 1_000 + n);
    let spokes: Vec<String> = (1..=1_600).map(friend).chain((1..=400).map(foe)).collect();
    let spokes: Vec<&str> = spokes.iter().map(String::as_str).collect();
    let names: Vec<String> = (1..=1_600)
        .map(|n| format!("f{n}"))
        .chain((1..=400).map(|n| format!("e{n}")))
        .chain(["h".to_owned(), "g".to_owned()])
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let document = document(&names, &spokes);
    let network = network(&document, &[("backbone", RuleSetting::default())]);
    let foes = network.graph.edge_weights();
    let foes = foes.filter(|relation| relation.kind() == RelationKind::Hostility);
    assert_eq!((network.graph.edge_count(), foes.count()), (300, 60));
    let words = filter_in_words(&document, &network, Language::English).unwrap();
    assert!(words.contains(" for friends and "), "{words}");
    assert!(words.contains(" for foes)"), "{words}");
}

#[test]
fn rules_are_applied_in_the_order_of_the_table() {
    let document = document(
        &["a", "b", "c", "d", "e"],
        &["a-b*9", "b-c*9", "c-a*9", "d-e*9", "d-a", "e-a"],
    );
    // Without its light ties, a is no longer the hub; then the triangle is the giant component.
    let rules = [
        ("giant", RuleSetting::default()),
        ("top-actors", whole(4)),
        ("min-weight", decimal(2.0)),
    ];
    assert_eq!(actors(&network(&document, &rules)), ["a", "b", "c"]);
    assert_eq!(
        actors(&network(&document, &rules[1..])),
        ["a", "b", "c", "d"]
    );
}

#[test]
fn the_other_filters_come_first_and_a_focus_last() {
    let document = tailed_triangle();
    let mut filter = Filter {
        hidden_actors: ["a".into()].into(),
        ..Filter::default()
    };
    filter.simplify.turn_on("k-core", whole(2));
    assert!(actors(&network_with(&document, filter)).is_empty());
    let mut filter = Filter {
        focus: Some("c".into()),
        ..Filter::default()
    };
    filter.simplify.turn_on("k-core", whole(2));
    assert_eq!(actors(&network_with(&document, filter)), ["a", "b", "c"]);
}

#[test]
fn a_result_holds_for_records_of_the_same_ids_after_an_edit() {
    let before = tailed_triangle();
    let mut filter = Filter::default();
    filter.simplify.turn_on("k-core", whole(2));
    filter.simplify = filter.simplify.with_result(result(&before, &filter));
    let after = Edit::delete_actors(&before, &["a".into()]).applied(&before);
    let after = Edit::put_actors(&after, vec![Actor::new("new")]).applied(&after);
    assert_eq!(actors(&Network::seen(&after, &filter)), ["b", "c", "new"]);
}

#[test]
fn different_results_have_different_debug_texts() {
    let document = tailed_triangle();
    let text = |k| {
        let mut filter = Filter::default();
        filter.simplify.turn_on("k-core", whole(k));
        format!("{:?}", result(&document, &filter))
    };
    assert_ne!(text(2), text(3));
    assert_eq!(text(2), text(2));
}

#[test]
fn every_rule_has_an_id_of_its_own_and_every_paper_a_year() {
    for (number, rule) in SIMPLIFICATIONS.iter().enumerate() {
        let mut others = SIMPLIFICATIONS[..number].iter();
        assert!(others.all(|other| other.id != rule.id && other.label != rule.label));
        let mut papers = rule.paper.iter();
        assert!(papers.all(|paper| paper.ends_with(|c: char| c.is_ascii_digit())));
    }
}
