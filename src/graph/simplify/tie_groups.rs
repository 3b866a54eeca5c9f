//! The relations of a network grouped into ties: those of a pair that are alike. Knows no rule.

use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::Relation;

/// Relations of the same pair that are alike.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TieGroup {
    /// Both ends, the one that comes first in the document first; equal for an actor with itself.
    pub(super) ends: (NodeIndex, NodeIndex),
    /// The relations in document order.
    pub(super) relations: Vec<EdgeIndex>,
}

/// The relations of each pair, grouped by a property of theirs; ordered by pair and property.
/// O(relations · log relations).
pub(super) fn tie_groups<K: Ord>(
    network: &Network,
    property: impl Fn(&Relation) -> K,
) -> Vec<TieGroup> {
    let graph = &network.graph;
    let keyed = graph.edge_indices().filter_map(|edge| {
        let (a, b) = graph.edge_endpoints(edge)?;
        Some(((a.min(b), a.max(b)), property(&graph[edge]), edge))
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
    let group = |relations: &[((NodeIndex, NodeIndex), K, EdgeIndex)]| TieGroup {
        ends: relations[0].0,
        relations: relations.iter().map(|(_, _, edge)| *edge).collect(),
    };
    groups.map(group).collect()
}

/// The neighbours of each actor by node index, ascending and each once; an actor is not its own
/// neighbour. O(relations · log relations).
pub(super) fn neighbours(network: &Network) -> Vec<Vec<NodeIndex>> {
    let mut rows = vec![Vec::new(); network.actor_bound()];
    for tie in tie_groups(network, |_| ()) {
        let (a, b) = tie.ends;
        if a != b {
            rows[a.index()].push(b);
            rows[b.index()].push(a);
        }
    }
    for row in &mut rows {
        row.sort_unstable();
    }
    rows
}
