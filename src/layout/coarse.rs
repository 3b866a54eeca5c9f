//! Coarsening: from a large network to a smaller one of the same shape (Walshaw, "A Multilevel
//! Algorithm for Force-Directed Graph Drawing", 2003). Bodies form groups as in the first level of
//! the Louvain method, but groups stay small and of similar size, so that a layout of the groups
//! can be expanded into one of the bodies.

use super::{communities::bounded_groups, graph::Graph};

/// Most bodies in a group: larger groups lose more of the shape than later steps can restore.
const MAX_GROUP: usize = 10;

/// Ties per body, by weight, to which a smaller network is brought, so that the forces keep their
/// proportion.
const STRENGTH: f32 = 6.0;

/// The group of each body, and the network between the groups. O(m).
pub(super) fn coarsen(graph: &Graph) -> (Vec<u32>, Graph) {
    let groups = bounded_groups(graph, MAX_GROUP);
    let coarse = graph.quotient(&groups.of, groups.count);
    let strength =
        coarse.edges().map(|(_, link)| link.weight).sum::<f32>() * 2.0 / groups.count.max(1) as f32;
    let scale = STRENGTH / strength.max(1e-6);
    let coarse = coarse.reweighted(|_, link| link.weight * scale);
    (groups.of, coarse)
}
