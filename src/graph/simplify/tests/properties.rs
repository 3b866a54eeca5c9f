//! Properties of all rules on invented networks.

use proptest::prelude::*;

use super::{actors, document, near, network, result, ties};
use crate::graph::simplify::{
    Amount, RuleParameter, RuleSetting, SIMPLIFICATIONS, SimplificationRule,
};
use crate::graph::{Filter, Network};
use crate::model::{Actor, Document, Relation};

/// Some settings of each rule, each hiding at least as much as the one before it.
fn settings(rule: &SimplificationRule) -> Vec<RuleSetting> {
    let first = near(0, &["n0", "n1"]);
    let of = |amount| RuleSetting {
        amount: Some(amount),
        ..first.clone()
    };
    let mut settings: Vec<RuleSetting> = match rule.parameter {
        RuleParameter::None => vec![first.clone()],
        RuleParameter::Whole { .. } => (0..6).map(|count| of(Amount::whole(count))).collect(),
        RuleParameter::Decimal { .. } => [0.0, 1.0, 1.5, 2.0, 4.0]
            .into_iter()
            .filter_map(Amount::new)
            .map(of)
            .collect(),
        RuleParameter::Share { .. } => [0.01, 0.1, 0.3, 0.5, 0.9, 1.0]
            .into_iter()
            .filter_map(Amount::new)
            .map(of)
            .collect(),
    };
    if matches!(rule.id, "top-actors" | "near" | "backbone") {
        settings.reverse();
    }
    settings
}

fn any_document() -> impl Strategy<Value = Document> {
    let tie = (0..9_usize, 0..9_usize, 1..5_u8, any::<bool>());
    proptest::collection::vec(tie, 0..24).prop_map(|ties| {
        let names: Vec<String> = (0..9).map(|number| format!("n{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ties: Vec<String> = ties
            .into_iter()
            .map(|(a, b, weight, is_friendly)| {
                let sign = if is_friendly { '-' } else { '~' };
                format!("n{a}{sign}n{b}*{weight}")
            })
            .collect();
        let ties: Vec<&str> = ties.iter().map(String::as_str).collect();
        document(&names, &ties)
    })
}

proptest! {
    #[test]
    fn every_rule_hides_more_with_a_stricter_parameter(document in any_document()) {
        for rule in SIMPLIFICATIONS {
            let mut before: Option<Network> = None;
            for setting in settings(rule) {
                let after = network(&document, &[(rule.id, setting)]);
                if let Some(before) = &before {
                    let nodes = after.graph.node_indices();
                    prop_assert!(nodes.clone().all(|node| before.graph.contains_node(node)), "{}", rule.id);
                    let mut edges = after.graph.edge_indices();
                    prop_assert!(edges.all(|edge| before.graph.edge_weight(edge).is_some()), "{}", rule.id);
                }
                before = Some(after);
            }
        }
    }

    #[test]
    fn hidden_and_shown_are_all_and_the_same_each_time(document in any_document()) {
        for rule in SIMPLIFICATIONS {
            for setting in settings(rule) {
                let mut filter = Filter::default();
                filter.simplify.turn_on(rule.id, setting);
                let found = result(&document, &filter);
                prop_assert_eq!(format!("{found:?}"), format!("{:?}", result(&document, &filter)));
                let (actors, _) = found.counts();
                let simplify = filter.simplify.with_result(found);
                let network = Network::seen(&document, &Filter { simplify, ..filter });
                prop_assert_eq!(network.graph.node_count() + actors, document.actors.len());
                let shown = |id| network.node(id).is_some();
                let mut relations = document.relations.iter();
                let have_ends = relations.all(|relation| {
                    network.edge(&relation.id).is_none()
                        || shown(&relation.source) && shown(&relation.target)
                });
                prop_assert!(have_ends);
            }
        }
    }

    #[test]
    fn rules_but_the_backbone_hide_nothing_more_when_applied_again(document in any_document()) {
        for rule in SIMPLIFICATIONS.iter().filter(|rule| rule.id != "backbone") {
            for setting in settings(rule) {
                let once = network(&document, &[(rule.id, setting.clone())]);
                let rest = Document {
                    actors: once.graph.node_weights().map(|actor| Actor::clone(actor)).collect(),
                    relations: once.graph.edge_weights().map(|tie| Relation::clone(tie)).collect(),
                    ..Document::default()
                };
                let twice = network(&rest, &[(rule.id, setting)]);
                prop_assert_eq!(actors(&once), actors(&twice), "{}", rule.id);
                prop_assert_eq!(ties(&once), ties(&twice), "{}", rule.id);
            }
        }
    }
}
