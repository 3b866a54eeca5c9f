//! The giant component: the largest set of actors that are connected.

use super::rule::{RuleContext, RuleEffect};
use super::tie_groups::neighbours;
use crate::graph::NodeIndex;

/// Hides all but the component with the most actors; of components of equal size, the one whose
/// first actor comes first in the document stays.
pub(super) fn giant(context: &RuleContext<'_>) -> RuleEffect {
    let network = context.network;
    let rows = neighbours(network);
    let mut component = vec![usize::MAX; network.actor_bound()];
    let mut sizes = Vec::new();
    for start in network.graph.node_indices() {
        if component[start.index()] == usize::MAX {
            sizes.push(reach(&rows, start, sizes.len(), &mut component));
        }
    }
    // `max_by_key` returns the last of equal ones.
    let largest = sizes.iter().enumerate().rev();
    let (giant, _) = largest.max_by_key(|(_, size)| **size).unwrap_or((0, &0));
    let nodes = network.graph.node_indices();
    RuleEffect::actors(nodes.filter(|node| component[node.index()] != giant))
}

/// Writes the number of a component to all its actors, and returns how many there are.
fn reach(rows: &[Vec<NodeIndex>], start: NodeIndex, number: usize, of: &mut [usize]) -> usize {
    let mut open = vec![start];
    of[start.index()] = number;
    let mut count = 0;
    while let Some(node) = open.pop() {
        count += 1;
        for neighbour in &rows[node.index()] {
            let component = &mut of[neighbour.index()];
            if *component == usize::MAX {
                *component = number;
                open.push(*neighbour);
            }
        }
    }
    count
}
