//! Coarsening: from a large network to a smaller one of the same shape (Walshaw, "A Multilevel
//! Algorithm for Force-Directed Graph Drawing", 2003). Bodies form groups as in the first level of
//! the Louvain method, but groups stay small and of similar size, so that a layout of the groups
//! can be expanded into one of the bodies.

use super::{communities::bounded_groups, graph::Graph};
use crate::modularity::Groups;

/// Most bodies in a group: larger groups lose more of the shape than later steps can restore.
const MAX_GROUP: usize = 10;

/// Ties per body, by weight, to which a smaller network is brought, so that the forces keep their
/// proportion.
const STRENGTH: f32 = 6.0;

/// Joins bodies that stayed alone and have the same strongest neighbour: the leaves of a star have
/// no tie to each other, and only a few of them find room in the group of the hub.
fn with_siblings_joined(graph: &Graph, groups: &Groups) -> Groups {
    let mut sizes = vec![0_usize; groups.count];
    for group in &groups.of {
        sizes[*group as usize] += 1;
    }
    let mut joined = groups.of.clone();
    // The group that the next sibling at each body joins, and how many are in it.
    let mut open = vec![(0_u32, 0_usize); graph.len()];
    for body in 0..graph.len() {
        let links = graph.links(body).iter();
        let strongest = links.max_by(|one, other| {
            let by_weight = one.weight.total_cmp(&other.weight);
            by_weight.then(other.to.cmp(&one.to))
        });
        let Some(hub) = strongest.filter(|_| sizes[groups.of[body] as usize] == 1) else {
            continue;
        };
        let (group, size) = &mut open[hub.to as usize];
        if *size == 0 {
            *group = groups.of[body];
        }
        joined[body] = *group;
        *size = (*size + 1) % MAX_GROUP;
    }
    Groups::numbered(&joined)
}

/// The group of each body, and the network between the groups. O(m).
pub(super) fn coarsen(graph: &Graph) -> (Vec<u32>, Graph) {
    let mut groups = bounded_groups(graph, MAX_GROUP);
    if groups.count * 2 > graph.len() {
        groups = with_siblings_joined(graph, &groups);
    }
    let coarse = graph.quotient(&groups.of, groups.count);
    let strength =
        coarse.edges().map(|(_, link)| link.weight).sum::<f32>() * 2.0 / groups.count.max(1) as f32;
    let scale = STRENGTH / strength.max(1e-6);
    let coarse = coarse.reweighted(|_, link| link.weight * scale);
    (groups.of, coarse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{LayoutTie, TieSign};

    fn network(count: usize, ends: impl Iterator<Item = (u32, u32)>) -> Graph {
        let ties: Vec<LayoutTie> = ends
            .map(|(a, b)| LayoutTie {
                a,
                b,
                sign: TieSign::Friendly,
                weight: 1.0,
            })
            .collect();
        Graph::new(count, &ties)
    }

    /// How many bodies are left when levels no longer get smaller, and how many levels there are.
    fn levels(mut graph: Graph) -> (usize, usize) {
        let mut levels = 0;
        while graph.len() > 20 {
            let (groups, coarse) = coarsen(&graph);
            let mut sizes = vec![0; coarse.len()];
            for group in &groups {
                sizes[*group as usize] += 1;
            }
            assert!(sizes.iter().all(|size| (1..=MAX_GROUP).contains(size)));
            if coarse.len() * 10 > graph.len() * 9 {
                break;
            }
            graph = coarse;
            levels += 1;
        }
        (graph.len(), levels)
    }

    #[test]
    fn stars_get_smaller_as_quickly_as_other_networks() {
        let hub = (1..5_000).map(|leaf| (0, leaf));
        let (left, depth) = levels(network(5_000, hub.clone()));
        assert!(left <= 20 && depth <= 8, "{left} after {depth} levels");
        let chain = (1..1_000).map(|leaf| (leaf, leaf + 1));
        let (left, depth) = levels(network(5_000, hub.chain(chain)));
        assert!(left <= 20 && depth <= 8, "{left} after {depth} levels");
        let hubs = (0..5_000).filter(|leaf| leaf % 50 != 0);
        let hubs = hubs.map(|leaf| (leaf / 50 * 50, leaf));
        let spokes = (1..100).map(|hub| (0, hub * 50));
        let (left, depth) = levels(network(5_000, hubs.chain(spokes)));
        assert!(left <= 20 && depth <= 8, "{left} after {depth} levels");
    }
}
