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
mod index_draws;
mod least_errors;
mod null_model;
mod search_draws;
mod sign_draws;
mod switching;
mod triad_draws;

use super::frustration::Frustration;
use super::interval::{mean_and_deviation, middle_of};
use super::progress::AnalysisProgress;
use super::signed::SignedGraph;
use super::walk::{MAX_WALK_ACTORS, walk_balance, walk_balances};
use crate::limits::NULL_TRIADS;
use crate::random::Rng;
use index_draws::{IndexBounds, IndexSearch, OwnIndex};
use search_draws::enough_draws;
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
    /// In how many draws it was found.
    pub draws: usize,
    /// How many draws were asked for.
    pub asked: usize,
    /// What is not known, where not every value is exact: the numbers above are then those of the
    /// best splits that were found, in the network and in the draws by the same search.
    pub bounds: Option<BoundedIndex>,
    /// How the draws are spread.
    pub histogram: Histogram,
}

/// What bounds of frustration indices say: the upper ones are the numbers of the comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedIndex {
    /// The proved lower bound in the network; the observed value if that is proved.
    pub observed: f64,
    /// The mean of the proved lower bounds of the draws.
    pub expected: f64,
    /// The least and the greatest p that the bounds allow.
    pub p: [f64; 2],
    /// The greatest [`NullComparison::p_less`] that they allow.
    pub p_less: f64,
}

/// With more pairs than this no signs are drawn by switching: the chain would mix too slowly.
pub const MAX_SWITCHED_PAIRS: usize = 5_000;

/// The most steps, of the third power of actors, for the walk balance of all draws of a null.
const MAX_WALK_STEPS: usize = 4_000_000_000;

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
/// the same draws. `known` is what is known about its frustration index. `None` if it is cancelled,
/// empty without pairs or draws.
///
/// O(draws · triads / 64) for triads, and for the others within limits: a statistic that would take
/// too long gets fewer draws or is left out.
pub fn compare_with_chance(
    signs: &SignedGraph,
    known: Option<&Frustration>,
    draws: usize,
    seed: u64,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<NullComparison>> {
    let mut found = Vec::new();
    if draws == 0 || signs.pairs().is_empty() {
        return Some(found);
    }
    let triads = DrawnTriads::of(signs);
    let observed = Observed::of(signs, known, triads.total(), draws, progress)?;
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

/// In how many draws the walk balance of so many actors is computed, if in any.
fn walk_draws(actors: usize, asked: usize) -> Option<usize> {
    let most = MAX_WALK_STEPS / actors.pow(3).max(1);
    enough_draws(asked, most).filter(|_| actors <= MAX_WALK_ACTORS)
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
    index: Option<(OwnIndex, IndexSearch, usize)>,
    asked: usize,
}

impl Observed {
    fn of(
        signs: &SignedGraph,
        known: Option<&Frustration>,
        triads: usize,
        draws: usize,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        progress(0.0).continue_value()?;
        let walks = walk_draws(signs.signed_actors().count(), draws);
        let index = match IndexSearch::of(signs, draws) {
            Some((search, count)) => Some((search.own(signs, known, progress)?, search, count)),
            None => None,
        };
        Some(Self {
            triads: triad_draws(triads, draws).filter(|_| triads > 0),
            walk: walks.and_then(|count| Some((walk_balance(signs)?, count))),
            index,
            asked: draws,
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
        let compare = |statistic, observed, values: &[f64]| {
            let unit = match statistic {
                Statistic::Balance | Statistic::WeakBalance => Some(1.0 / triads.total() as f64),
                Statistic::WalkBalance | Statistic::Frustration => None,
            };
            NullComparison::of((null, statistic), observed, values, unit, self.asked)
        };
        if let Some(count) = self.triads {
            let counting = |share: f32| progress(0.2 + 0.1 * share);
            let counts = triads.counts(drawn, count, &counting)?;
            let share = |count: usize| count as f64 / triads.total() as f64;
            let strong: Vec<f64> = counts.iter().map(|counts| share(counts.balanced)).collect();
            let weak = counts.iter().map(|counts| share(counts.weakly_balanced));
            let own = triads.own();
            found.push(compare(Statistic::Balance, share(own.balanced), &strong));
            let weak: Vec<f64> = weak.collect();
            let own = share(own.weakly_balanced);
            found.push(compare(Statistic::WeakBalance, own, &weak));
        }
        progress(0.3).continue_value()?;
        if let Some((own, count)) = self.walk {
            let is_friendly = |pair: usize, draw: usize| drawn.is_friendly(pair, draw);
            let go_on = || progress(0.4);
            let walks = walk_balances(signs, count, &is_friendly, &go_on);
            found.push(compare(Statistic::WalkBalance, own, &walks?));
        }
        if let Some((own, search, count)) = &self.index {
            let bounds = search.of_draws(*count, signs, drawn, progress)?;
            found.push(NullComparison::of_indices(null, *own, &bounds, self.asked));
        }
        Some(found)
    }
}

impl NullComparison {
    fn of(
        (null, statistic): (NullModel, Statistic),
        observed: f64,
        draws: &[f64],
        unit: Option<f64>,
        asked: usize,
    ) -> Self {
        let (expected, sd) = mean_and_deviation(draws);
        let no_more = share_of(draws, |value| value <= observed + ROUNDING);
        let no_less = share_of(draws, |value| value >= observed - ROUNDING);
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
            asked,
            bounds: None,
            histogram: Histogram::of(draws, unit),
        }
    }

    /// The comparison of the frustration index. The search of the draws decides z and p, also where
    /// more is known about the network.
    fn of_indices(null: NullModel, own: OwnIndex, draws: &[IndexBounds], asked: usize) -> Self {
        let number = |count: usize| count as f64;
        let of_draws = |bound: fn(&IndexBounds) -> usize| -> Vec<f64> {
            draws.iter().map(|bounds| number(bound(bounds))).collect()
        };
        let uppers = of_draws(|bounds| bounds.upper);
        let what = (null, Statistic::Frustration);
        let mut found = Self::of(what, number(own.searched), &uppers, Some(1.0), asked);
        found.observed = number(own.bounds.upper);
        if own.bounds.is_exact() && draws.iter().all(|bounds| bounds.is_exact()) {
            return found;
        }
        let lowers = of_draws(|bounds| bounds.lower);
        let [own_lower, own_upper] = [own.bounds.lower, own.bounds.upper].map(number);
        found.bounds = Some(BoundedIndex {
            observed: own_lower,
            expected: mean_and_deviation(&lowers).0,
            p: [
                share_of(&uppers, |upper| upper <= own_lower),
                share_of(&lowers, |lower| lower <= own_upper),
            ],
            p_less: share_of(&uppers, |upper| upper >= own_lower),
        });
        found
    }

    /// Whether the value is exact in every draw and in the network; otherwise it is that of the
    /// best split found.
    pub fn is_exact(&self) -> bool {
        self.bounds.is_none()
    }
}

/// Two sums of the same shares may differ by this much.
const ROUNDING: f64 = 1e-12;

/// The share of networks like this, among the draws and the observed one, which is.
fn share_of(draws: &[f64], is_like: impl Fn(f64) -> bool) -> f64 {
    let alike = draws.iter().filter(|value| is_like(**value)).count();
    (alike as f64 + 1.0) / (draws.len() as f64 + 1.0)
}

#[cfg(test)]
mod tests;
