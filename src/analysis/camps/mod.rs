//! Splits into two and more camps, with friends within and foes between. Knows no document.
//!
//! Davis 1967, "Clustering and structural balance in graphs", Human Relations 20. Doreian and Mrvar
//! 1996, "A partitioning approach to structural balance", Social Networks 18: their criterion with
//! α = ½ is half the number of errors counted here. Splits come from tabu search (`tabu`); proofs
//! from a bound for any number of camps, or from Russian doll search (`russian_doll`).

mod relaxed;
mod russian_doll;
mod tabu;
mod tie_rows;

use super::frustration::bound::{Cycles, Relaxation, Tightening};
use super::frustration::problem::SplitProblem;
use super::progress::AnalysisProgress;
use super::signed::SignedGraph;
pub use relaxed::{RelaxedBlock, RelaxedGroups};
use russian_doll::Proof;
use tie_rows::{CampSplit, TieRows};

/// The most pairs for which the bound for any number of camps is computed, the most linear programs
/// for it, and the most steps that these take together.
const MAX_BOUND_PAIRS: usize = 3000;
const MAX_BOUND_PROGRAMS: usize = 60;
const MAX_BOUND_STEPS: u64 = 2_000_000_000;

/// The rounds of a search where very many networks are split, one like the other.
const DRAW_ROUNDS: usize = 20;

/// The best split that was found into at most a number of camps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clustering {
    /// The most camps allowed.
    pub camps_allowed: usize,
    /// The number of pairs of friends in different camps and of foes in the same.
    pub errors: usize,
    /// Whether it is proved that no split into as many camps has fewer errors.
    pub is_proved: bool,
    /// The camp of each actor, by ordinal; camp 0 is the largest. `None` for an actor without
    /// friends and foes.
    pub camps: Vec<Option<u8>>,
}

impl Clustering {
    /// The most camps that can be asked for.
    pub const MAX_CAMPS: usize = 16;

    /// The criterion of Doreian and Mrvar with α = ½.
    pub fn criterion(&self) -> f64 {
        self.errors as f64 / 2.0
    }

    /// How many camps are not empty.
    pub fn camps_used(&self) -> usize {
        let named = self.camps.iter().flatten().max();
        named.map_or(0, |&last| usize::from(last) + 1)
    }
}

/// Splits the actors into at most two, three, … `max_camps` camps, each time with as few errors as
/// possible.
///
/// `known` is a good split into two camps by ordinal, such as that of the frustration index; no
/// result is worse. `max_camps` is from 2 to [`Clustering::MAX_CAMPS`]. `None` if `progress`
/// cancelled it. The same signs give the same camps, and more camps never have more errors.
/// O(actors²) for networks of thousands; a proof stops after a fixed number of steps.
pub fn clusterings(
    signs: &SignedGraph,
    known: &[Option<u8>],
    max_camps: usize,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<Clustering>> {
    let max_camps = max_camps.clamp(2, Clustering::MAX_CAMPS);
    let ties = TieRows::of(signs);
    let mut split = tabu::known(&ties, known);
    let mut found: Vec<Clustering> = Vec::new();
    for count in 2..=max_camps {
        let (done, span) = ((count - 2) as f32, (max_camps - 1) as f32);
        split = tabu::search(&ties, count, &split, tabu::ROUNDS, &|share| {
            progress((done + share) / span)
        })?;
        found.push(ties.clustering(count, &split, signs));
    }
    let lower = lower_bound(signs, &ties, split.errors, progress)?;
    for clustering in &mut found {
        clustering.is_proved = clustering.errors as i64 == lower;
        if clustering.is_proved {
            continue;
        }
        match russian_doll::prove(&ties, clustering.camps_allowed, clustering.errors as i64) {
            Proof::GivenUp => {}
            Proof::Best => clustering.is_proved = true,
            Proof::Better(better) => {
                *clustering = ties.clustering(clustering.camps_allowed, &better, signs);
                clustering.is_proved = true;
            }
        }
    }
    Some(found)
}

/// The errors of the best splits that were found into at most 1, 2, … `max_camps` camps, without
/// proofs. `None` if `progress` cancelled it.
pub(super) fn errors_by_number(
    signs: &SignedGraph,
    max_camps: usize,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<usize>> {
    let ties = TieRows::of(signs);
    let mut split = tabu::known(&ties, &[]);
    let mut errors = vec![signs.negative()];
    for count in 2..=max_camps.min(Clustering::MAX_CAMPS) {
        if split.errors > 0 {
            split = tabu::search(&ties, count, &split, DRAW_ROUNDS, progress)?;
        }
        errors.push(split.errors as usize);
    }
    Some(errors)
}

/// A lower bound of the errors of splits into any number of camps; computed until it reaches
/// `errors`.
fn lower_bound(
    signs: &SignedGraph,
    ties: &TieRows,
    errors: i64,
    progress: AnalysisProgress<'_>,
) -> Option<i64> {
    if errors == 0 || signs.pairs().len() > MAX_BOUND_PAIRS {
        return Some(0);
    }
    let rows = ties.rows.iter().enumerate();
    let pairs = rows.flat_map(|(actor, row)| {
        let once = row.iter().filter(move |(other, _)| *other > actor);
        once.map(move |&(other, sign)| (actor, other, sign))
    });
    let problem = SplitProblem::new(ties.rows.len(), pairs);
    let mut relaxation = Relaxation::new(&problem, Cycles::WithOneFoe);
    let (mut programs, mut steps_left) = (0, MAX_BOUND_STEPS);
    while relaxation.lower() < errors
        && programs < MAX_BOUND_PROGRAMS
        && relaxation.tighten(&mut steps_left) == Tightening::Tighter
    {
        programs += 1;
        progress(1.0).continue_value()?;
    }
    Some(relaxation.lower())
}

impl TieRows {
    fn clustering(&self, count: usize, split: &CampSplit, signs: &SignedGraph) -> Clustering {
        Clustering {
            camps_allowed: count,
            errors: split.errors as usize,
            is_proved: false,
            camps: self.named(&split.camps, signs.actor_bound()),
        }
    }

    /// The camps by ordinal, numbered by size; of two equal ones, first the one with the lowest
    /// ordinal.
    fn named(&self, camps: &[u8], actor_bound: usize) -> Vec<Option<u8>> {
        let mut sizes = [0; Clustering::MAX_CAMPS];
        for &camp in camps {
            sizes[usize::from(camp)] += 1;
        }
        let first = |camp: u8| camps.iter().position(|&one| one == camp);
        let mut order: Vec<u8> = (0..Clustering::MAX_CAMPS as u8).collect();
        order
            .sort_by_cached_key(|&camp| (std::cmp::Reverse(sizes[usize::from(camp)]), first(camp)));
        let mut named = vec![None; actor_bound];
        for (&actor, camp) in self.actors.iter().zip(camps) {
            let rank = order.iter().position(|one| one == camp);
            named[actor] = rank.map(|rank| rank as u8);
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Pair;
    use proptest::prelude::*;
    use std::ops::ControlFlow;

    fn split(signs: &SignedGraph, count: usize) -> Clustering {
        let mut all = clusterings(signs, &[], count, &|_| ControlFlow::Continue(())).unwrap();
        all.pop().unwrap()
    }

    #[test]
    fn three_foes_fit_in_three_camps_but_not_in_two() {
        let signs =
            SignedGraph::from_weights(4, [(0, 1, -1.0), (1, 2, -1.0), (0, 2, -1.0), (2, 3, 1.0)]);
        let two = split(&signs, 2);
        assert_eq!((two.errors, two.criterion(), two.is_proved), (1, 0.5, true));
        let three = split(&signs, 3);
        assert_eq!((three.errors, three.camps_used()), (0, 3));
        assert_eq!(three.camps[2..], [Some(0), Some(0)]);
    }

    #[test]
    fn friends_alone_need_one_camp() {
        let signs = SignedGraph::from_weights(3, [(0, 1, 1.0), (1, 2, 1.0)]);
        let found = split(&signs, 6);
        assert_eq!((found.errors, found.camps_used()), (0, 1));
    }

    #[test]
    fn a_large_star_is_split_without_errors() {
        let ties = (1..=20_000).map(|leaf| (0, leaf, if leaf % 2 == 0 { 1.0 } else { -1.0 }));
        let signs = SignedGraph::from_weights(20_001, ties);
        assert_eq!(split(&signs, 3).errors, 0);
    }

    #[test]
    fn no_split_is_worse_than_the_known_one() {
        // A ring of foes of even length has two camps without errors, hard to find by single moves.
        let size = 3_000;
        let ring = (0..size).map(|actor| (actor, (actor + 1) % size, -1.0));
        let signs = SignedGraph::from_weights(size, ring);
        let known: Vec<_> = (0..size).map(|actor| Some((actor % 2) as u8)).collect();
        let found = clusterings(&signs, &known, 3, &|_| ControlFlow::Continue(())).unwrap();
        let errors: Vec<_> = found.iter().map(|found| found.errors).collect();
        assert_eq!(errors, [0, 0]);
    }

    #[test]
    fn no_actors_need_no_camp() {
        let found = split(&SignedGraph::from_weights(3, []), 2);
        assert_eq!((found.errors, found.camps_used()), (0, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn it_is_what_trying_all_splits_gives(ties in crate::analysis::triads::tests::ties()) {
            let ties = ties.into_iter().filter(|tie| tie.0 < 7 && tie.1 < 7);
            let signs = SignedGraph::from_weights(7, ties);
            let errors = |split: usize| {
                let camp = |actor: u32| split / 3_usize.pow(actor) % 3;
                let is_wrong = |pair: &&Pair| (camp(pair.a) == camp(pair.b)) != pair.is_friendly();
                signs.pairs().iter().filter(is_wrong).count()
            };
            let lowest = (0..3_usize.pow(7)).map(errors).min();
            let found = split(&signs, 3);
            prop_assert!(found.is_proved);
            prop_assert_eq!(Some(found.errors), lowest);
        }
    }
}
