//! From a large network to a smaller one of the same shape: bodies join the group among their neighbours to which they
//! are tied most, as in the first level of the Louvain method, but groups stay small and of like size, so that a picture
//! of the groups can be spread out into one of the bodies (Walshaw, "A Multilevel Algorithm for Force-Directed Graph
//! Drawing", 2003).

use super::{communities::settled, graph::Graph};

/// Most bodies in a group; larger ones take more of the shape away than can be found again.
const MOST: usize = 10;

/// Ties per body, by weight, to which a smaller network is brought, so that the forces keep their proportion.
const STRENGTH: f32 = 6.0;

/// The group of each body, and the network between the groups. O(m).
pub(super) fn coarsen(graph: &Graph) -> (Vec<u32>, Graph) {
    let (groups, count) = settled(graph, MOST);
    let coarse = graph.quotient(&groups, count);
    let strength =
        coarse.edges().map(|(_, link)| link.weight).sum::<f32>() * 2.0 / count.max(1) as f32;
    let scale = STRENGTH / strength.max(1e-6);
    let coarse = coarse.reweighted(|_, link| link.weight * scale);
    (groups, coarse)
}
