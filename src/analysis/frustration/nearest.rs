//! The split that comes next: the cheapest one that differs from the one that was found. Knows no
//! relation.

use std::ops::ControlFlow;

use super::blocks::blocks;
use super::effort::Effort;
use super::problem::{SplitProblem, SplitTie};
use super::solve::{RemainingWork, solve};
use super::{Frustration, problem_of};
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;

/// The cheapest other split, and which pairs keep it from being better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextSplit {
    /// How many more pairs it frustrates than the split that was found; 0 if it is as good.
    pub more: usize,
    /// The pairs that it frustrates and the split that was found does not, by index. With the
    /// opposite signs for [`NextSplit::needed`] of them, it is the better split.
    pub against: Vec<usize>,
    /// Whether it is proved that no other split is cheaper.
    pub is_proved: bool,
}

impl NextSplit {
    /// How many of [`NextSplit::against`] must have the opposite sign for the camps to change: each
    /// makes this split cheaper by one, and the one that was found dearer by one.
    pub fn needed(&self) -> usize {
        self.more / 2 + 1
    }
}

/// Larger blocks are not searched: only moves of single actors are compared.
const MAX_PAIRS: usize = 400;

/// The cheapest split that differs from the one found within one block of at least `min_pairs`
/// pairs. `None` if there is no such block; it breaks off if `progress` cancelled it.
///
/// Every other split of a block separates some actor from its first one where the split found joins
/// them, or the other way round: so as many problems are solved as there are actors, with two of
/// them merged in each. For blocks of more than 400 pairs only single actors change camps, and
/// nothing is proved.
pub fn next_split(
    signs: &SignedGraph,
    found: &Frustration,
    min_pairs: usize,
    effort: Effort,
    progress: AnalysisProgress<'_>,
) -> ControlFlow<(), Option<NextSplit>> {
    let mut work = RemainingWork::new(effort);
    let mut next: Option<NextSplit> = None;
    for block in blocks(signs)
        .iter()
        .filter(|block| block.len() >= min_pairs)
    {
        let (problem, actors) = problem_of(signs, block);
        let own: Vec<bool> = actors
            .iter()
            .map(|&actor| found.camps[actor as usize] == Some(1))
            .collect();
        let (camps, is_proved) = if block.len() > MAX_PAIRS {
            (by_one_move(&problem, &own), false)
        } else {
            match by_merging(&problem, &own, &mut work, progress) {
                Some(found) => found,
                None => return ControlFlow::Break(()),
            }
        };
        let of_block = NextSplit {
            more: usize::try_from(problem.cost(&camps) - problem.cost(&own)).unwrap_or(0),
            against: pairs_against(signs, block, &actors, [&own, &camps]),
            is_proved,
        };
        if next.as_ref().is_none_or(|next| of_block.more < next.more) {
            next = Some(of_block);
        }
    }
    ControlFlow::Continue(next)
}

/// The pairs of a block that the first split keeps and the second frustrates.
fn pairs_against(
    signs: &SignedGraph,
    block: &[u32],
    actors: &[u32],
    [own, other]: [&[bool]; 2],
) -> Vec<usize> {
    let place = |actor: u32| actors.binary_search(&actor).unwrap_or_default();
    let is_kept = |pair: usize, camps: &[bool]| {
        let pair = &signs.pairs()[pair];
        (camps[place(pair.a)] == camps[place(pair.b)]) == pair.is_friendly()
    };
    let pairs = block.iter().map(|&pair| pair as usize);
    pairs
        .filter(|&pair| is_kept(pair, own) && !is_kept(pair, other))
        .collect()
}

/// The cheapest split in which one actor changes camps.
fn by_one_move(problem: &SplitProblem, own: &[bool]) -> Vec<bool> {
    let mut dearer = vec![0_i64; problem.actors];
    for tie in &problem.ties {
        let size = tie.weight.abs();
        let change = if tie.is_frustrated(own) { -size } else { size };
        dearer[tie.a] += change;
        dearer[tie.b] += change;
    }
    let mut camps = own.to_vec();
    if let Some(actor) = (0..problem.actors).min_by_key(|&actor| dearer[actor]) {
        camps[actor] = !camps[actor];
    }
    camps
}

/// The cheapest split in which some actor is on another side of the first one, and whether this is
/// proved.
fn by_merging(
    problem: &SplitProblem,
    own: &[bool],
    work: &mut RemainingWork,
    progress: AnalysisProgress<'_>,
) -> Option<(Vec<bool>, bool)> {
    let mut best = by_one_move(problem, own);
    let mut cost = problem.cost(&best);
    let mut lower = cost;
    for actor in 1..problem.actors {
        progress(actor as f32 / problem.actors as f32).continue_value()?;
        let ends = SplitTie {
            a: 0,
            b: actor,
            weight: 1,
        };
        let was_together = own[0] == own[actor];
        let merged = problem.merged([(ends, was_together)]);
        let solved = solve(&merged.problem, 1.0, work, &|_| progress(0.5))?;
        lower = lower.min(solved.lower);
        if solved.upper < cost {
            cost = solved.upper;
            best = merged.unfolded(&solved.camps);
        }
    }
    Some((best, lower == cost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Pair;
    use crate::analysis::frustration::frustration;
    use proptest::prelude::*;

    fn next_of(signs: &SignedGraph) -> Option<NextSplit> {
        let go_on = |_| ControlFlow::Continue(());
        let found = frustration(signs, Effort::default(), &go_on).unwrap();
        next_split(signs, &found, 1, Effort::default(), &go_on)
            .continue_value()
            .unwrap()
    }

    #[test]
    fn an_actor_with_one_friend_moves_by_one_flip_and_a_clique_by_two() {
        let triangle = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)];
        let alone = SignedGraph::from_weights(4, triangle);
        let next = next_of(&alone).unwrap();
        assert_eq!((next.more, next.needed(), next.is_proved), (2, 2, true));
        let with_leaf = triangle.into_iter().chain([(2, 3, -1.0)]);
        let next = next_of(&SignedGraph::from_weights(4, with_leaf)).unwrap();
        assert_eq!((next.more, next.needed()), (1, 1));
        assert_eq!(next.against.len(), 1);
    }

    #[test]
    fn without_friends_and_foes_there_is_no_other_split() {
        assert_eq!(next_of(&SignedGraph::from_weights(3, [])), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_fewer_flips_make_another_split_better(
            ties in crate::analysis::triads::tests::ties(),
        ) {
            let ties = ties.into_iter().filter(|tie| tie.0 < 7 && tie.1 < 7);
            let signs = SignedGraph::from_weights(7, ties);
            let go_on = |_| ControlFlow::Continue(());
            let found = frustration(&signs, Effort::default(), &go_on).unwrap();
            let Some(next) = next_of(&signs) else {
                return Ok(());
            };
            prop_assert!(next.is_proved && next.against.len() >= next.needed());
            // Trying all splits: the cheapest that parts some pair otherwise.
            let split = |number: u32| move |actor: u32| number >> actor & 1 == 1;
            let own = |actor: u32| found.camps[actor as usize] == Some(1);
            let is_other = |number: &u32| {
                signs.pairs().iter().any(|pair| {
                    let camp = split(*number);
                    (camp(pair.a) == camp(pair.b)) != (own(pair.a) == own(pair.b))
                })
            };
            let cost = |number: u32| {
                let camp = split(number);
                let is_wrong =
                    |pair: &&Pair| (camp(pair.a) == camp(pair.b)) != pair.is_friendly();
                signs.pairs().iter().filter(is_wrong).count()
            };
            let cheapest = (0..1_u32 << 7).filter(is_other).map(cost).min();
            prop_assert_eq!(Some(found.upper + next.more), cheapest);
            // The flips that are needed change the camps.
            let flipped = &next.against[..next.needed()];
            let after = signs.with_signs(|pair| {
                signs.pairs()[pair].is_friendly() != flipped.contains(&pair)
            });
            let is_wrong = |pair: &&Pair| (own(pair.a) == own(pair.b)) != pair.is_friendly();
            let own_cost = after.pairs().iter().filter(is_wrong).count();
            let best = frustration(&after, Effort::default(), &go_on).unwrap();
            prop_assert!(best.upper < own_cost);
        }
    }
}
