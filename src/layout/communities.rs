//! Communities for layouts: the Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre, "Fast
//! unfolding of communities in large networks", 2008), with several rounds. Bodies are visited in
//! order, so that the result is the same every time.

use super::graph::Graph;
use crate::modularity::{Groups, MoveRules, WeightedGraph, singletons};

/// Passes over all bodies before a level counts as settled, and levels at most.
const MAX_PASSES: usize = 12;
const MAX_LEVELS: usize = 12;

/// Passes for groups of limited size.
const BOUNDED_PASSES: usize = 3;

/// How often the whole search runs: merging groups is quick, and leaves many bodies in the wrong
/// group.
const MAX_ROUNDS: usize = 3;

/// A gain below this is rounding.
const MIN_GAIN: f64 = 1e-6;

/// The community of each body, numbered from 0. About O(m) a level, and as much for each round.
///
/// Each round begins with the bodies in the communities of the round before, as in the multi-level
/// refinement of Rotta and Noack, "Multilevel local search algorithms for modularity clustering",
/// 2011.
pub(super) fn communities(graph: &Graph) -> Vec<u32> {
    let graph = weighted(graph);
    let mut found = singletons(graph.len());
    for _ in 0..MAX_ROUNDS {
        let before = found.clone();
        found = louvain(&graph, found);
        if found == before {
            break;
        }
    }
    found
}

/// Groups of at most `max_size` bodies, each with more ties within than expected by chance: one
/// level without merging.
pub(super) fn bounded_groups(graph: &Graph, max_size: usize) -> Groups {
    let rules = MoveRules {
        min_gain: MIN_GAIN,
        max_size,
    };
    let mut part = singletons(graph.len());
    weighted(graph).move_in_order(&mut part, rules, BOUNDED_PASSES);
    Groups::numbered(&part)
}

/// Moves bodies from these communities to better ones, then communities of communities, level by
/// level.
fn louvain(graph: &WeightedGraph, mut part: Vec<u32>) -> Vec<u32> {
    let rules = MoveRules {
        min_gain: MIN_GAIN,
        max_size: usize::MAX,
    };
    let mut level = graph.clone();
    let mut whole = singletons(graph.len());
    for _ in 0..MAX_LEVELS {
        level.move_in_order(&mut part, rules, MAX_PASSES);
        let groups = Groups::numbered(&part);
        for label in &mut whole {
            *label = groups.of[*label as usize];
        }
        if groups.count == level.len() {
            break;
        }
        level = level.merged(&groups);
        part = singletons(groups.count);
    }
    whole
}

fn weighted(graph: &Graph) -> WeightedGraph {
    WeightedGraph::from_rows(graph.len(), |body| {
        let links = graph.links(body).iter();
        links.map(|link| (link.to, f64::from(link.weight)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{LayoutTie, TieSign};

    #[test]
    fn planted_communities_are_found() {
        use crate::random::Rng;
        let (blocks, size) = (20, 50);
        let count = blocks * size;
        let mut rng = Rng::from_mixed(5);
        let tie = |a: usize, b: usize| LayoutTie {
            a: a as u32,
            b: b as u32,
            sign: TieSign::Friendly,
            weight: 1.0,
        };
        let mut ties = Vec::new();
        for a in 0..count {
            let block = a / size * size;
            ties.extend([0; 3].map(|_| tie(a, block + rng.below(size))));
            if a % 2 == 0 {
                ties.push(tie(a, rng.below(count)));
            }
        }
        let found = communities(&Graph::new(count, &ties));
        let largest_share = |block: &[u32]| {
            let times = |one: &u32| block.iter().filter(|other| *other == one).count();
            block.iter().map(times).max().unwrap()
        };
        let at_home: usize = found.chunks(size).map(largest_share).sum();
        assert!(at_home * 100 >= count * 97, "{at_home} of {count}");
        let communities = found.iter().max().unwrap() + 1;
        assert!(
            (18..=22).contains(&communities),
            "{communities} of {blocks}"
        );
    }

    #[test]
    fn two_cliques_with_a_bridge_are_two_communities() {
        let clique =
            |first: u32| (first..first + 5).flat_map(move |a| (first..a).map(move |b| (a, b)));
        let pairs = clique(0).chain(clique(5)).chain([(0, 5)]);
        let ties: Vec<LayoutTie> = pairs
            .map(|(a, b)| LayoutTie {
                a,
                b,
                sign: TieSign::Friendly,
                weight: 1.0,
            })
            .collect();
        assert_eq!(
            communities(&Graph::new(10, &ties)),
            [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
        );
    }
}
