//! Is the balance of a network more than chance? The observed signs are compared with random ones
//! on the same pairs, by three null models. Knows no document.
//!
//! What a null keeps decides the answer, so each is named with every number: Hao and Kovács 2024,
//! "Proper network randomization is key to assessing social balance", Science Advances 10,
//! eadj0104; Gallo, Garlaschelli, Lambiotte, Saracco and Squartini 2024, "Testing structural
//! balance theories in heterogeneous signed networks", Communications Physics 7, arXiv 2303.07023.

mod camp_numbers;
mod elimination;
mod expected_friends;
mod histogram;
mod in_words;
mod least_errors;
mod null_model;
mod search_draws;
mod sign_draws;
mod switching;
mod triad_draws;

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::camps::errors_by_number;
use super::frustration::{Effort, frustration};
use super::interval::{mean_and_deviation, middle_of};
use super::progress::AnalysisProgress;
use super::signed::SignedGraph;
use super::walk::{walk_balance, walk_balances};
use crate::limits::NULL_TRIADS;
use crate::random::Rng;
use elimination::Elimination;
use least_errors::LeastErrors;
use search_draws::{MAX_SEARCHED_PAIRS, search_draws};
use sign_draws::SignDraws;
use triad_draws::DrawnTriads;

pub use camp_numbers::{CampNumber, CampNumbers};
pub use histogram::Histogram;
pub use in_words::ChanceFindings;
pub use null_model::NullModel;

/// A number that is compared with chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// The share of balanced triads.
    Balance,
    /// The share of triads that are not two foes with a friend in common.
    WeakBalance,
    /// [`walk_balance`].
    WalkBalance,
    /// The frustration index; here less is more balanced.
    Frustration,
}

/// One statistic of a network beside what a null model gives.
#[derive(Clone, Debug, PartialEq)]
pub struct NullComparison {
    /// The null model.
    pub null: NullModel,
    /// The statistic.
    pub statistic: Statistic,
    /// Its value in the network.
    pub observed: f64,
    /// The mean of the draws.
    pub expected: f64,
    /// The standard deviation of the draws.
    pub sd: f64,
    /// The interval of the middle 95 % of the draws.
    pub low: f64,
    /// See [`NullComparison::low`].
    pub high: f64,
    /// How many standard deviations the observed value is above the mean; `None` if all draws are
    /// the same.
    pub z: Option<f64>,
    /// The share of networks, among the draws and the observed one, that are at least as balanced
    /// as the observed one.
    pub p: f64,
    /// The share of networks, among the draws and the observed one, that are at most as balanced as
    /// the observed one.
    pub p_less: f64,
    /// How many draws were made.
    pub draws: usize,
    /// Whether the value is exact in every draw and in the network; otherwise it is an upper bound.
    pub exact: bool,
    /// How the draws are spread.
    pub histogram: Histogram,
}

/// With more pairs than this no signs are drawn by switching: the chain would mix too slowly.
pub const MAX_SWITCHED_PAIRS: usize = 5_000;

/// The most steps, of the third power of actors, for the walk balance of all draws of a null.
const MAX_WALK_STEPS: usize = 4_000_000_000;

/// With more pairs than this the frustration index of a draw is not proved by programs: it is the
/// errors of the best split into two camps that a search finds.
const MAX_FRUSTRATION_PAIRS: usize = 400;

/// The most pairs, over all draws of a null, in which the frustration index is proved; a network
/// whose index is found by taking out actors has no such limit.
const MAX_FRUSTRATION_WORK: usize = 24_000;

/// Fewer draws than this say nothing about the tails.
const MIN_DRAWS: usize = 100;

/// The search for the frustration index of a draw.
const EFFORT: Effort = Effort {
    programs: 20,
    steps: 20_000_000,
    optima: 1,
    pairs: MAX_FRUSTRATION_PAIRS,
};

impl Statistic {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::WeakBalance => "weak_balance",
            Self::WalkBalance => "walk_balance",
            Self::Frustration => "frustration",
        }
    }

    /// Whether a smaller value is more balanced.
    pub fn is_smaller_better(self) -> bool {
        self == Self::Frustration
    }
}

/// Compares the balance of a network with this many draws of each null model; the same seed gives
/// the same draws. `None` if it is cancelled, empty without pairs or draws.
///
/// O(draws · triads / 64) for triads, and for the others within limits: a statistic that would take
/// too long gets fewer draws or is left out.
pub fn compare_with_chance(
    signs: &SignedGraph,
    draws: usize,
    seed: u64,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<NullComparison>> {
    let mut found = Vec::new();
    if draws == 0 || signs.pairs().is_empty() {
        return Some(found);
    }
    let triads = DrawnTriads::of(signs);
    let observed = Observed::of(signs, triads.total(), draws, progress)?;
    for (number, null) in NullModel::ALL.into_iter().enumerate() {
        let is_switched = null == NullModel::DegreesKept;
        if is_switched && signs.pairs().len() > MAX_SWITCHED_PAIRS {
            continue;
        }
        let begin = number as f32 / NullModel::ALL.len() as f32;
        let part = |share: f32| progress(begin + share / NullModel::ALL.len() as f32);
        let rng = Rng::from_mixed(seed.wrapping_add(number as u64));
        let drawn = SignDraws::new(null, signs, draws, rng, &part)?;
        found.extend(observed.beside(null, signs, &triads, &drawn, &part)?);
    }
    Some(found)
}

/// So many of the draws that are asked for, where no more than this can be looked at; `None` if
/// they are too few to say anything.
fn enough_draws(asked: usize, most: usize) -> Option<usize> {
    Some(asked.min(most)).filter(|count| *count >= MIN_DRAWS.min(asked))
}

/// In how many draws so many triads are counted, if in any.
fn triad_draws(triads: usize, asked: usize) -> Option<usize> {
    enough_draws(asked, NULL_TRIADS.count() / triads.max(1))
}

/// The statistics of the network itself, and how many draws each is worth.
struct Observed {
    /// In so many draws triads are counted, if in any.
    triads: Option<usize>,
    walk: Option<(f64, usize)>,
    frustration: Option<(FrustrationBound, FrustrationSearch, usize)>,
}

/// How the frustration index of the network and of each draw is found.
enum FrustrationSearch {
    /// Of all draws together, by taking out actors, where that is quick.
    Together(LeastErrors),
    /// With a proof.
    Proved,
    /// As the errors of the best split that is found.
    BestSplit,
}

impl FrustrationSearch {
    /// The way for a network, and for how many draws it is worth the time.
    fn of(signs: &SignedGraph, draws: usize) -> Option<(Self, usize)> {
        let pairs = signs.pairs().len();
        let together = (pairs <= MAX_SEARCHED_PAIRS)
            .then(|| LeastErrors::new(&Elimination::of(signs)?, signs, 2))
            .flatten();
        if let Some(together) = together {
            return Some((Self::Together(together), draws));
        }
        let proved = (pairs <= MAX_FRUSTRATION_PAIRS)
            .then(|| enough_draws(draws, MAX_FRUSTRATION_WORK / pairs.max(1)));
        if let Some(draws) = proved.flatten() {
            return Some((Self::Proved, draws));
        }
        Some((Self::BestSplit, search_draws(pairs, draws)?))
    }

    /// The frustrated pairs of the network itself, or of a draw; `None` if it is cancelled.
    fn bound(
        &self,
        signs: &SignedGraph,
        progress: AnalysisProgress<'_>,
    ) -> Option<FrustrationBound> {
        match self {
            Self::Together(least) => Some(FrustrationBound::exactly(least.own(signs))),
            Self::Proved => FrustrationBound::of(signs),
            Self::BestSplit => {
                let pairs = errors_by_number(signs, 2, progress)?.pop()?;
                let is_exact = pairs == 0;
                Some(FrustrationBound { pairs, is_exact })
            }
        }
    }

    /// The frustrated pairs of the first draws; `None` if it is cancelled.
    fn of_draws(
        &self,
        count: usize,
        signs: &SignedGraph,
        drawn: &SignDraws,
        progress: AnalysisProgress<'_>,
    ) -> Option<Vec<FrustrationBound>> {
        if let Self::Together(least) = self {
            let of_draws = least.of_draws(drawn).into_iter();
            return Some(of_draws.map(FrustrationBound::exactly).collect());
        }
        let bounds = (0..count).into_par_iter().map(|draw| {
            progress(0.7).continue_value()?;
            let signs = signs.with_signs(|pair| drawn.is_friendly(pair, draw));
            self.bound(&signs, &|_| progress(0.7))
        });
        bounds.collect()
    }
}

/// The frustrated pairs of the best split that was found.
#[derive(Clone, Copy)]
struct FrustrationBound {
    pairs: usize,
    is_exact: bool,
}

impl FrustrationBound {
    fn of(signs: &SignedGraph) -> Option<Self> {
        let found = frustration(signs, EFFORT, &|_| ControlFlow::Continue(()))?;
        Some(Self {
            pairs: found.upper,
            is_exact: found.index().is_some(),
        })
    }

    fn exactly(pairs: usize) -> Self {
        Self {
            pairs,
            is_exact: true,
        }
    }
}

impl Observed {
    fn of(
        signs: &SignedGraph,
        triads: usize,
        draws: usize,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        progress(0.0).continue_value()?;
        let worth = |most: usize| enough_draws(draws, most);
        let actors = signs.signed_actors().count();
        let walks = worth(MAX_WALK_STEPS / actors.pow(3).max(1));
        let frustration = match FrustrationSearch::of(signs, draws) {
            Some((search, count)) => Some((search.bound(signs, progress)?, search, count)),
            None => None,
        };
        Some(Self {
            triads: triad_draws(triads, draws).filter(|_| triads > 0),
            walk: walks.and_then(|count| Some((walk_balance(signs)?, count))),
            frustration,
        })
    }

    fn beside(
        &self,
        null: NullModel,
        signs: &SignedGraph,
        triads: &DrawnTriads,
        drawn: &SignDraws,
        progress: AnalysisProgress<'_>,
    ) -> Option<Vec<NullComparison>> {
        let mut found = Vec::new();
        let compare = |statistic, observed, values: &[f64], exact| {
            let unit = match statistic {
                Statistic::Balance | Statistic::WeakBalance => Some(1.0 / triads.total() as f64),
                Statistic::WalkBalance => None,
                Statistic::Frustration => Some(1.0),
            };
            NullComparison::of(null, statistic, observed, values, unit, exact)
        };
        if let Some(count) = self.triads {
            let counting = |share: f32| progress(0.2 + 0.1 * share);
            let counts = triads.counts(drawn, count, &counting)?;
            let share = |count: usize| count as f64 / triads.total() as f64;
            let strong: Vec<f64> = counts.iter().map(|counts| share(counts.balanced)).collect();
            let weak = counts.iter().map(|counts| share(counts.weakly_balanced));
            let own = triads.own();
            found.push(compare(
                Statistic::Balance,
                share(own.balanced),
                &strong,
                true,
            ));
            let weak: Vec<f64> = weak.collect();
            let own = share(own.weakly_balanced);
            found.push(compare(Statistic::WeakBalance, own, &weak, true));
        }
        progress(0.3).continue_value()?;
        if let Some((own, count)) = self.walk {
            let is_friendly = |pair: usize, draw: usize| drawn.is_friendly(pair, draw);
            let go_on = || progress(0.4);
            let walks = walk_balances(signs, count, &is_friendly, &go_on);
            found.push(compare(Statistic::WalkBalance, own, &walks?, true));
        }
        if let Some((own, search, count)) = &self.frustration {
            let bounds = search.of_draws(*count, signs, drawn, progress)?;
            let is_exact = own.is_exact && bounds.iter().all(|bound| bound.is_exact);
            let values: Vec<f64> = bounds.iter().map(|bound| bound.pairs as f64).collect();
            found.push(compare(
                Statistic::Frustration,
                own.pairs as f64,
                &values,
                is_exact,
            ));
        }
        Some(found)
    }
}

impl NullComparison {
    fn of(
        null: NullModel,
        statistic: Statistic,
        observed: f64,
        draws: &[f64],
        unit: Option<f64>,
        exact: bool,
    ) -> Self {
        /// Two sums of the same shares may differ by this much.
        const ROUNDING: f64 = 1e-12;
        let count = draws.len() as f64;
        let (expected, sd) = mean_and_deviation(draws);
        let share_of = |is_like: &dyn Fn(f64) -> bool| {
            let alike = draws.iter().filter(|value| is_like(**value)).count();
            (alike as f64 + 1.0) / (count + 1.0)
        };
        let no_more = share_of(&|value| value <= observed + ROUNDING);
        let no_less = share_of(&|value| value >= observed - ROUNDING);
        let (p, p_less) = if statistic.is_smaller_better() {
            (no_more, no_less)
        } else {
            (no_less, no_more)
        };
        let [low, high] = middle_of(draws).unwrap_or([observed; 2]);
        Self {
            null,
            statistic,
            observed,
            expected,
            sd,
            low,
            high,
            z: (sd > ROUNDING).then(|| (observed - expected) / sd),
            p,
            p_less,
            draws: draws.len(),
            exact,
            histogram: Histogram::of(draws, unit),
        }
    }
}

#[cfg(test)]
mod tests;
