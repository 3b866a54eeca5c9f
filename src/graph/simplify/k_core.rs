//! The k-core: actors that have at least k neighbours among themselves. Seidman, “Network structure
//! and minimum degree”, Social Networks 5, 1983. Parallel relations count once.

use super::rule::{RuleContext, RuleEffect};
use super::tie_groups::neighbours;
use crate::graph::{Network, NodeIndex};

/// Hides actors outside the k-core.
pub(super) fn k_core(context: &RuleContext<'_>) -> RuleEffect {
    RuleEffect::actors(outside(context.network, context.setting.count()))
}

/// Removes actors with fewer than `k` neighbours until there are none. O(relations).
fn outside(network: &Network, k: usize) -> Vec<NodeIndex> {
    let rows = neighbours(network);
    let mut left: Vec<usize> = rows.iter().map(Vec::len).collect();
    let few = network.graph.node_indices();
    let mut removed: Vec<NodeIndex> = few.filter(|node| left[node.index()] < k).collect();
    let mut next = 0;
    while let Some(node) = removed.get(next).copied() {
        next += 1;
        for neighbour in &rows[node.index()] {
            let count = &mut left[neighbour.index()];
            // Counts below k belong to actors that are removed already.
            if *count == k {
                removed.push(*neighbour);
            }
            *count = count.saturating_sub(1);
        }
    }
    removed
}
