//! How many camps are there? The errors of the best split into 1, 2, … camps beside those of the
//! same pairs with shuffled signs: more camps always have fewer errors, also by chance.
//!
//! Doreian and Mrvar 2009, "Partitioning signed social networks", Social Networks 31; Gallo,
//! Garlaschelli and Squartini 2024, "Assessing frustration in real-world signed networks",
//! arXiv 2404.15914.

use rayon::prelude::*;

use super::NullComparison;
use super::elimination::Elimination;
use super::least_errors::LeastErrors;
use super::null_model::NullModel;
use super::search_draws::search_draws;
use super::sign_draws::SignDraws;
use crate::analysis::best_split::{MAX_SEARCHED_PAIRS, MIN_SPLITS};
use crate::analysis::camps::errors_by_number;
use crate::analysis::interval::{draws_in_words, mean_and_deviation};
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;
use crate::random::Rng;
use crate::words::{counted, decimals};

/// Splits into up to this many camps are compared.
const MAX_CAMPS: usize = 8;

/// A number of camps is called better than chance if at most this share of draws, divided by
/// the count of numbers tried (Bonferroni), has as few errors.
const MAX_P: f64 = 0.05;

/// A number of camps beside chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampNumber {
    /// The most camps allowed.
    pub camps: usize,
    /// The errors of the best split: friends in different camps, foes in one.
    pub errors: usize,
    /// The mean of the draws.
    pub expected: f64,
    /// The standard deviation of the draws.
    pub sd: f64,
    /// The share of networks, among the draws and the observed one, that have no more errors.
    pub p: f64,
    /// How many draws were made.
    pub draws: usize,
    /// Whether no split has fewer errors, in the network and in the draws; otherwise the errors are
    /// those of the best splits that were found.
    pub is_exact: bool,
}

impl CampNumber {
    /// How many standard deviations the errors are above the mean, as in
    /// [`NullComparison::z`](super::NullComparison::z): below zero for fewer errors than chance
    /// gives. `None` if all draws are the same.
    pub fn z(&self) -> Option<f64> {
        (self.sd > 1e-12).then(|| (self.errors as f64 - self.expected) / self.sd)
    }

    /// What the errors are, if they are not proved to be the fewest.
    fn by(&self) -> &'static str {
        if self.is_exact {
            ""
        } else {
            "; by the best splits found"
        }
    }

    /// `9.6 ± 1.1`.
    fn by_chance(&self) -> String {
        let digits = decimals(self.sd, 0);
        format!("{:.digits$} ± {:.digits$}", self.expected, self.sd)
    }
}

/// The numbers of camps from 1 to 8, beside chance.
#[derive(Clone, Debug, PartialEq)]
pub struct CampNumbers {
    /// One for each number of camps.
    pub numbers: Vec<CampNumber>,
    /// How many draws were asked for.
    pub asked: usize,
}

impl CampNumbers {
    /// Splits a network and draws with shuffled signs into 1 to 8 camps; the same seed gives the
    /// same draws. `None` if `progress` cancelled it, empty if the network is too large for 20
    /// draws or has no pairs.
    ///
    /// O(draws · search), with at most 150 draws and 60,000 pairs over all of them.
    pub fn of(
        signs: &SignedGraph,
        asked: usize,
        seed: u64,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        let pairs = signs.pairs().len();
        let worth = search_draws(pairs, asked).filter(|draws| *draws >= MIN_SPLITS);
        let Some(draws) = worth.filter(|_| pairs > 0) else {
            return Some(Self {
                numbers: Vec::new(),
                asked,
            });
        };
        let rng = Rng::from_mixed(seed);
        let drawn = SignDraws::new(NullModel::SignsShuffled, signs, draws, rng, progress)?;
        let fewest = fewest_errors(signs, &drawn);
        let is_proved = fewest.is_some();
        let (own, errors) = match fewest {
            Some(fewest) => fewest,
            None => found_errors(signs, &drawn, progress)?,
        };
        let number = |(at, &own): (usize, &usize)| {
            let of_draws: Vec<f64> = errors.iter().map(|errors| errors[at] as f64).collect();
            let (expected, sd) = mean_and_deviation(&of_draws);
            let as_few = of_draws.iter().filter(|value| **value <= own as f64);
            CampNumber {
                camps: at + 1,
                errors: own,
                expected,
                sd,
                p: (as_few.count() as f64 + 1.0) / (draws as f64 + 1.0),
                draws,
                // One camp has no other split.
                is_exact: is_proved || at == 0,
            }
        };
        Some(Self {
            numbers: own.iter().enumerate().map(number).collect(),
            asked,
        })
    }

    /// Takes two camps from the comparison of the frustration index with shuffled signs: it is the
    /// same number, and has more draws.
    pub(super) fn take_two(&mut self, found: &NullComparison) {
        let Some(two) = self.numbers.get_mut(1) else {
            return;
        };
        *two = CampNumber {
            camps: 2,
            errors: found.observed as usize,
            expected: found.expected,
            sd: found.sd,
            p: found.p,
            draws: found.draws,
            is_exact: found.is_exact(),
        };
        // Where errors are only those of the best split found, more camps never need more.
        let least = two.errors;
        for more in &mut self.numbers[2..] {
            more.errors = more.errors.min(least);
        }
    }

    /// Why numbers of camps are not compared in a network of so many pairs with so many draws;
    /// `None` if they are.
    pub(super) fn why_none(pairs: usize, draws: usize) -> Option<String> {
        let reason = if draws > 0 && draws < MIN_SPLITS {
            format!("fewer than {MIN_SPLITS} draws say nothing")
        } else if pairs > MAX_SEARCHED_PAIRS {
            format!("there are more than {MAX_SEARCHED_PAIRS} pairs")
        } else {
            return None;
        };
        Some(format!("The numbers of camps are not compared: {reason}"))
    }

    /// The number of camps whose errors are the most standard deviations below chance, if any is
    /// better than chance. A number that has no fewer errors than the one before is not tried.
    pub fn recommended(&self) -> Option<&CampNumber> {
        let two = self.numbers.windows(2);
        let tried: Vec<&CampNumber> = two
            .filter(|two| two[1].errors < two[0].errors)
            .map(|two| &two[1])
            .collect();
        let max_p = MAX_P / tried.len().max(1) as f64;
        let better = tried.into_iter().filter(|number| number.p <= max_p);
        // Of equal ones the one with more camps.
        better.rev().min_by(|one, other| {
            let z = |number: &CampNumber| number.z().unwrap_or_default();
            z(one).total_cmp(&z(other))
        })
    }

    /// What is recommended, and why; `None` if nothing was compared.
    pub fn advice(&self) -> Option<String> {
        if self.numbers.is_empty() {
            return None;
        }
        Some(match self.recommended() {
            Some(best) => format!(
                "{} fit best beside chance: {} where shuffled signs have {} (z = {:.1}, p = \
                 {:.3}, {}{}); more camps always have fewer errors, also by chance",
                counted(best.camps, "camp", "camps"),
                counted(best.errors, "error", "errors"),
                best.by_chance(),
                best.z().unwrap_or_default(),
                best.p,
                draws_in_words(best.draws, self.asked),
                best.by()
            ),
            None => "No number of camps fits better than shuffled signs would: the network does \
                     not show camps"
                .to_owned(),
        })
    }

    /// `2 camps: 7 errors; shuffled signs give 9.6 ± 1.1 (p = 0.020, 150 of 1,000 draws)`, for each
    /// number.
    pub fn lines(&self) -> Vec<String> {
        let line = |number: &CampNumber| {
            format!(
                "{}: {}; shuffled signs give {} (p = {:.3}, {}{})",
                counted(number.camps, "camp", "camps"),
                counted(number.errors, "error", "errors"),
                number.by_chance(),
                number.p,
                draws_in_words(number.draws, self.asked),
                number.by()
            )
        };
        self.numbers.iter().map(line).collect()
    }
}

/// The fewest errors of splits into at most 1, 2, … camps, in the network and in each draw; `None`
/// if that takes too long.
fn fewest_errors(signs: &SignedGraph, drawn: &SignDraws) -> Option<(Vec<usize>, Vec<Vec<usize>>)> {
    let order = Elimination::of(signs)?;
    // More camps than actors that are looked at together make no difference.
    let useful = MAX_CAMPS.min(order.width().max(2));
    let numbers: Option<Vec<LeastErrors>> = (2..=useful)
        .map(|camps| LeastErrors::new(&order, signs, camps))
        .collect();
    let numbers = numbers?;
    let mut own = vec![signs.negative()];
    let mut of_draws = vec![vec![signs.negative()]; drawn.count];
    for camps in 2..=MAX_CAMPS {
        if let Some(least) = numbers.get(camps - 2) {
            own.push(least.own(signs));
            for (errors, least) in of_draws.iter_mut().zip(least.of_draws(drawn)) {
                errors.push(least);
            }
        } else {
            own.extend(own.last().copied());
            for errors in &mut of_draws {
                errors.extend(errors.last().copied());
            }
        }
    }
    Some((own, of_draws))
}

/// The errors of the best splits that are found into at most 1, 2, … camps, in the network and in
/// each draw; `None` if it is cancelled.
fn found_errors(
    signs: &SignedGraph,
    drawn: &SignDraws,
    progress: AnalysisProgress<'_>,
) -> Option<(Vec<usize>, Vec<Vec<usize>>)> {
    let own = errors_by_number(signs, MAX_CAMPS, progress)?;
    let of_draws: Option<Vec<Vec<usize>>> = (0..drawn.count)
        .into_par_iter()
        .map(|draw| {
            progress(draw as f32 / drawn.count as f32).continue_value()?;
            let signs = signs.with_signs(|pair| drawn.is_friendly(pair, draw));
            errors_by_number(&signs, MAX_CAMPS, &|_| progress(0.5))
        })
        .collect();
    Some((own, of_draws?))
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    fn numbers(signs: &SignedGraph) -> CampNumbers {
        CampNumbers::of(signs, 60, 1, &|_| ControlFlow::Continue(())).unwrap()
    }

    /// Groups of friends of this size, each hostile to the others.
    fn groups(count: usize, size: usize) -> SignedGraph {
        let actors = count * size;
        let pairs = (0..actors).flat_map(|a| (a + 1..actors).map(move |b| (a, b)));
        let sign = |a: usize, b: usize| if a / size == b / size { 1.0 } else { -1.0 };
        SignedGraph::from_weights(actors, pairs.map(|(a, b)| (a, b, sign(a, b))))
    }

    #[test]
    fn as_many_camps_are_recommended_as_were_planted() {
        for count in [2, 3] {
            let found = numbers(&groups(count, 4));
            let best = found.recommended().unwrap();
            assert_eq!((best.camps, best.errors), (count, 0), "{:?}", found.lines());
            assert!(found.advice().unwrap().contains("fit best beside chance"));
        }
    }

    #[test]
    fn one_camp_is_the_same_in_all_draws_and_random_signs_have_no_camps() {
        let mut rng = Rng::from_mixed(8);
        let pairs = (0..10_usize).flat_map(|a| (a + 1..10).map(move |b| (a, b)));
        let ties: Vec<_> = pairs
            .map(|(a, b)| (a, b, if rng.chance_percent(50) { 1.0 } else { -1.0 }))
            .collect();
        let signs = SignedGraph::from_weights(10, ties);
        let found = numbers(&signs);
        assert_eq!(found.numbers[0].errors, signs.negative());
        assert_eq!((found.numbers[0].z(), found.numbers[0].p), (None, 1.0));
        assert_eq!(found.recommended(), None, "{:?}", found.lines());
        assert!(found.advice().unwrap().starts_with("No number of camps"));
        assert!(
            found
                .numbers
                .windows(2)
                .all(|two| two[1].errors <= two[0].errors)
        );
    }

    #[test]
    fn fewer_errors_than_chance_are_below_zero() {
        let found = numbers(&groups(2, 4));
        let two = found.numbers[1];
        assert!(two.expected > 0.0 && two.errors == 0);
        assert_eq!(two.z(), Some(-two.expected / two.sd));
        assert!(
            found.advice().unwrap().contains("z = -"),
            "{:?}",
            found.advice()
        );
    }

    #[test]
    fn the_fewest_errors_are_no_more_than_those_that_are_found() {
        // A ring with chords, every third pair hostile.
        let ring = (0..15).map(|actor| (actor, (actor + 1) % 15));
        let ring = ring.chain((0..10).map(|actor| (actor, actor + 3)));
        let sign = |at: usize| if at.is_multiple_of(3) { -1.0 } else { 1.0 };
        let ties = ring.enumerate().map(|(at, (a, b))| (a, b, sign(at)));
        let signs = SignedGraph::from_weights(15, ties);
        let rng = Rng::from_mixed(2);
        let go_on = |_| ControlFlow::Continue(());
        let drawn = SignDraws::new(NullModel::SignsShuffled, &signs, 20, rng, &go_on).unwrap();
        let (own, fewest) = fewest_errors(&signs, &drawn).unwrap();
        let (own_found, found) = found_errors(&signs, &drawn, &go_on).unwrap();
        assert_eq!(own, own_found);
        assert_eq!(fewest.len(), 20);
        for (fewest, found) in fewest.iter().flatten().zip(found.iter().flatten()) {
            assert!(fewest <= found, "{fewest} instead of {found}");
        }
    }

    #[test]
    fn nothing_is_said_without_pairs() {
        let none = numbers(&SignedGraph::from_weights(3, []));
        assert_eq!((none.advice(), none.lines().len()), (None, 0));
    }
}
