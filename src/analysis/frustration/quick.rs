//! Bounds of the frustration index in a time that is about proportional to the pairs: for very
//! large networks, and for very many. Proves no split to be the best.

use crate::analysis::signed::{Neighbour, SignedGraph};
use crate::random::Rng;

/// The number of random starts, after the one with all in one camp and the one by neighbours.
const RANDOM_STARTS: usize = 2;

/// How often all actors are looked at while a split settles, at most.
const MAX_SWEEPS: usize = 50;

/// No split has fewer errors than there are triads with one or three foes that share no pair.
/// O(pairs^1.5).
pub(in crate::analysis) fn disjoint_negative_triads(signs: &SignedGraph) -> usize {
    let rank = |actor: u32| (signs.neighbours(actor as usize).len(), actor);
    // Each pair is in the row of its end with fewer neighbours, so that no row is long.
    let later = |actor: usize| {
        let row = signs.neighbours(actor).iter();
        let row = row.filter(move |other| rank(other.actor) > rank(actor as u32));
        row.copied().collect::<Vec<Neighbour>>()
    };
    let rows: Vec<Vec<Neighbour>> = (0..signs.actor_bound()).map(later).collect();
    let mut is_used = vec![false; signs.pairs().len()];
    let mut tied: Vec<Option<Neighbour>> = vec![None; signs.actor_bound()];
    let mut count = 0;
    for row in &rows {
        for one in row {
            tied[one.actor as usize] = Some(*one);
        }
        for ab in row {
            for bc in &rows[ab.actor as usize] {
                let Some(ac) = tied[bc.actor as usize] else {
                    continue;
                };
                let triad = [*ab, *bc, ac];
                let friends = triad.iter().filter(|pair| pair.is_friend).count();
                let is_free = triad.iter().all(|pair| !is_used[pair.pair as usize]);
                if friends % 2 == 0 && is_free {
                    for pair in triad {
                        is_used[pair.pair as usize] = true;
                    }
                    count += 1;
                }
            }
        }
        for one in row {
            tied[one.actor as usize] = None;
        }
    }
    count
}

/// The errors of the best of some splits into two camps that no move of one actor improves; the
/// same signs give the same. O(pairs) for each of a limited number of sweeps.
pub(in crate::analysis) fn settled_errors(signs: &SignedGraph) -> usize {
    let actors = signs.actor_bound();
    let mut rng = Rng::new(actors as u64);
    let mut starts = vec![vec![false; actors], by_neighbours(signs)];
    for _ in 0..RANDOM_STARTS {
        starts.push((0..actors).map(|_| rng.next_u64() >> 63 == 1).collect());
    }
    let errors = starts
        .into_iter()
        .map(|camps| errors(signs, &settled(signs, camps)));
    errors.min().unwrap_or_default()
}

/// By how much the errors fall if an actor changes camps.
fn gain(signs: &SignedGraph, camps: &[bool], actor: usize) -> isize {
    let row = signs.neighbours(actor).iter();
    let errors = row.map(|other| {
        let is_together = camps[actor] == camps[other.actor as usize];
        if is_together == other.is_friend {
            -1
        } else {
            1
        }
    });
    errors.sum()
}

/// A split after moves that each leave fewer errors.
fn settled(signs: &SignedGraph, mut camps: Vec<bool>) -> Vec<bool> {
    for _ in 0..MAX_SWEEPS {
        let mut is_settled = true;
        for actor in 0..camps.len() {
            if gain(signs, &camps, actor) > 0 {
                camps[actor] = !camps[actor];
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    camps
}

/// Each actor joins the camp that fits best with its neighbours that have one, nearest first.
fn by_neighbours(signs: &SignedGraph) -> Vec<bool> {
    let mut camps: Vec<Option<bool>> = vec![None; signs.actor_bound()];
    for start in signs.signed_actors() {
        if camps[start].is_some() {
            continue;
        }
        camps[start] = Some(false);
        let mut part = vec![start];
        let mut next = 0;
        while let Some(&actor) = part.get(next) {
            next += 1;
            for other in signs.neighbours(actor) {
                let other = other.actor as usize;
                if camps[other].is_none() {
                    camps[other] = Some(votes_for_second(signs, &camps, other) > 0);
                    part.push(other);
                }
            }
        }
    }
    camps.into_iter().map(Option::unwrap_or_default).collect()
}

/// How many more of the neighbours that have a camp speak for the second one than for the first.
fn votes_for_second(signs: &SignedGraph, camps: &[Option<bool>], actor: usize) -> isize {
    let row = signs.neighbours(actor).iter();
    let votes = row.filter_map(|other| {
        let is_second = camps[other.actor as usize]? == other.is_friend;
        Some(if is_second { 1 } else { -1 })
    });
    votes.sum()
}

fn errors(signs: &SignedGraph, camps: &[bool]) -> usize {
    let pairs = signs.pairs().iter();
    let errors = pairs
        .filter(|pair| (camps[pair.a as usize] == camps[pair.b as usize]) != pair.is_friendly());
    errors.count()
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::*;
    use crate::analysis::{Effort, frustration};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_index_is_between_the_bounds(ties in crate::analysis::triads::tests::ties()) {
            let signs = SignedGraph::from_weights(10, ties.iter().copied());
            let go_on = |_| ControlFlow::Continue(());
            let index = frustration(&signs, Effort::default(), &go_on).unwrap().index().unwrap();
            prop_assert!(disjoint_negative_triads(&signs) <= index);
            prop_assert!(index <= settled_errors(&signs));
        }
    }

    #[test]
    fn planted_camps_are_found_and_triads_that_share_a_pair_count_once() {
        let pairs = (0..40_usize).flat_map(|b| (0..b).map(move |a| (a, b)));
        let signed = pairs.map(|(a, b)| (a, b, if a % 2 == b % 2 { 1.0 } else { -1.0 }));
        let signs = SignedGraph::from_weights(40, signed);
        assert_eq!(
            (disjoint_negative_triads(&signs), settled_errors(&signs)),
            (0, 0)
        );
        // Two hubs with many leaves in common: all triads share the pair of the hubs.
        let leaves = (2..20_002).flat_map(|leaf| [(0, leaf, 1.0), (1, leaf, -1.0)]);
        let signs = SignedGraph::from_weights(20_002, leaves.chain([(0, 1, 1.0)]));
        assert_eq!(
            (disjoint_negative_triads(&signs), settled_errors(&signs)),
            (1, 1)
        );
    }
}
