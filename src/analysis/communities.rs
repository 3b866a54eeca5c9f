//! Communities: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected
//! communities", Scientific Reports 9, 2019, for modularity (Newman and Girvan 2004). Knows no
//! signs; every pair counts once.

use super::adjacency::Adjacency;
use super::progress::AnalysisProgress;
use crate::modularity::{Groups, MoveRules, WeightedGraph, singletons};
use crate::random::Rng;

/// The number of starts, of which the best result is kept. With more than `MAX_PAIRS` pairs there
/// is one start, whose result is only a few thousandths worse.
const STARTS: u64 = 50;
const MAX_PAIRS: usize = 20_000;
/// The seed of the search: the same network has the same communities on every machine, in the
/// window and on the command line.
pub const COMMUNITY_SEED: u64 = 1;
/// A smaller gain is rounding.
const MIN_GAIN: f64 = 1e-12;

/// A partition of the actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Communities {
    /// The community of each actor by number; communities are numbered from 0, the largest first.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
    /// Their modularity; `None` if no pair is tied.
    pub modularity: Option<f64>,
}

/// Communities of high modularity, the same for the same seed; `None` if cancelled.
pub fn communities(
    adjacency: &Adjacency,
    seed: u64,
    progress: AnalysisProgress<'_>,
) -> Option<Communities> {
    let starts = if adjacency.pair_count() > MAX_PAIRS {
        1
    } else {
        STARTS
    };
    let mut best = Communities::default();
    for start in 0..starts {
        progress(start as f32 / starts as f32).continue_value()?;
        let mut rng = Rng::new(seed.wrapping_add(start));
        let (of, count) = by_size(&leiden(adjacency, &mut rng));
        let modularity = modularity(adjacency, &of);
        if start == 0 || modularity > best.modularity.map(|best| best + MIN_GAIN) {
            best = Communities {
                of,
                count,
                modularity,
            };
        }
    }
    Some(best)
}

/// The modularity of a partition: how many more pairs within communities are tied than expected by
/// chance, as a share of all pairs. `None` if no pair is tied.
pub fn modularity(adjacency: &Adjacency, of: &[u32]) -> Option<f64> {
    let groups = of.iter().max().map_or(0, |last| *last as usize + 1);
    let mut within = 0_usize;
    let mut degrees = vec![0.0; groups];
    for actor in 0..adjacency.len() {
        let neighbours = adjacency.neighbours(actor);
        degrees[of[actor] as usize] += neighbours.len() as f64;
        let same = neighbours
            .iter()
            .filter(|other| of[**other as usize] == of[actor]);
        within += same.count();
    }
    let ends = 2.0 * adjacency.pair_count() as f64;
    let expected: f64 = degrees.iter().map(|degree| (degree / ends).powi(2)).sum();
    (ends > 0.0).then(|| within as f64 / ends - expected)
}

/// One run of the method, from each actor alone.
fn leiden(adjacency: &Adjacency, rng: &mut Rng) -> Vec<u32> {
    let rules = MoveRules {
        min_gain: MIN_GAIN,
        max_size: usize::MAX,
    };
    let mut level = WeightedGraph::from_rows(adjacency.len(), |actor| {
        adjacency
            .neighbours(actor)
            .iter()
            .map(|other| (*other, 1.0))
    });
    let mut whole = singletons(adjacency.len());
    let mut part = whole.clone();
    loop {
        level.move_by_queue(&mut part, rules, rng);
        let coarse = Groups::numbered(&part);
        if coarse.count == level.len() {
            let coarse = whole.iter().map(|&node| coarse.of[node as usize]);
            return coarse.collect();
        }
        let mut fine = Groups::numbered(&level.refined(&coarse.of, MIN_GAIN, rng));
        // Where refining joins no nodes, the coarse communities are merged as they are.
        if fine.count == level.len() {
            fine.clone_from(&coarse);
        }
        part = vec![0; fine.count];
        for (node, group) in fine.of.iter().enumerate() {
            part[*group as usize] = coarse.of[node];
        }
        level = level.merged(&fine);
        for node in &mut whole {
            *node = fine.of[*node as usize];
        }
    }
}

/// The same groups, the largest first; groups of equal size in order of appearance.
fn by_size(part: &[u32]) -> (Vec<u32>, usize) {
    let Groups { of: part, count } = Groups::numbered(part);
    let mut sizes = vec![0_usize; count];
    for group in &part {
        sizes[*group as usize] += 1;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
    let mut rank = vec![0; count];
    for (place, group) in order.into_iter().enumerate() {
        rank[group] = place as u32;
    }
    (
        part.iter().map(|group| rank[*group as usize]).collect(),
        count,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    fn found(count: usize, pairs: &[(u32, u32)]) -> Communities {
        let adjacency = Adjacency::from_pairs(count, pairs);
        communities(&adjacency, 7, &|_| ControlFlow::Continue(())).unwrap()
    }

    #[test]
    fn two_triangles_with_a_bridge_are_two_communities() {
        let found = found(6, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
        assert_eq!(found.of, [0, 0, 0, 1, 1, 1]);
        // Six of seven pairs within, and each half has half the ends.
        let wanted = 6.0 / 7.0 - 0.5;
        assert!((found.modularity.unwrap() - wanted).abs() < 1e-12);
    }

    #[test]
    fn without_pairs_everyone_is_alone_and_there_is_no_modularity() {
        assert_eq!(found(3, &[]).count, 3);
        assert_eq!(found(3, &[]).modularity, None);
        assert_eq!(found(0, &[]).count, 0);
    }

    #[test]
    fn a_cancelled_search_finds_nothing() {
        let adjacency = Adjacency::from_pairs(2, &[(0, 1)]);
        assert_eq!(
            communities(&adjacency, 0, &|_| ControlFlow::Break(())),
            None
        );
    }
}
