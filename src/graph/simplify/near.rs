//! Actors within a number of steps of chosen actors, in any direction of the relations.

use super::rule::{RuleContext, RuleEffect};
use super::tie_groups::neighbours;
use crate::graph::NodeIndex;

/// Hides actors that are more steps away from all chosen actors. Chosen actors that are hidden do
/// not count.
pub(super) fn near(context: &RuleContext<'_>) -> RuleEffect {
    let network = context.network;
    let rows = neighbours(network);
    let mut is_reached = vec![false; network.actor_bound()];
    let chosen = context.setting.actors.iter();
    let mut rim: Vec<NodeIndex> = chosen.filter_map(|id| network.node(id)).collect();
    for node in &rim {
        is_reached[node.index()] = true;
    }
    for _ in 0..context.setting.count() {
        let mut next = Vec::new();
        for neighbour in rim.iter().flat_map(|node| &rows[node.index()]) {
            if !std::mem::replace(&mut is_reached[neighbour.index()], true) {
                next.push(*neighbour);
            }
        }
        if next.is_empty() {
            break;
        }
        rim = next;
    }
    let nodes = network.graph.node_indices();
    RuleEffect::actors(nodes.filter(|node| !is_reached[node.index()]))
}
