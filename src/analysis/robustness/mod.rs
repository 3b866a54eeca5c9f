//! Does a result depend on a few codings? Sources are drawn again, signs are wrong at the rates of
//! their grades, each source is left out in turn, and the fewest flips are found that change the
//! camps. Reads no file.
//!
//! Efron 1979, "Bootstrap methods", Annals of Statistics 7; Wang, Shi, `McFarland` and Leskovec
//! 2012, "Measurement error in network data", Social Networks 34.

mod camp_match;
mod disguise;
mod error_rate;
mod flips;
mod in_words;
mod resampling;

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::best_split::{MAX_SEARCHED_PAIRS, MAX_SETTLED_PAIRS, best_split_errors, settled_splits};
use super::frustration::{Effort, Frustration, frustration, next_split};
use super::interval::middle_of;
use super::progress::AnalysisProgress;
use super::signed::SignedGraph;
use super::triads::Census;
use crate::graph::{Filter, Network};
use crate::model::{Document, ReferenceId};
use crate::random::Rng;
use camp_match::stays;
use disguise::Disguise;
use resampling::Resampling;

pub use error_rate::ERROR_RATES;
pub use flips::FewestFlips;

/// How far the balance and the camps of a network depend on single sources and signs.
#[derive(Clone, Debug, Default)]
pub struct Robustness {
    /// How many draws were asked for.
    pub asked: usize,
    /// How many were made: fewer if the network is large.
    pub draws: usize,
    /// How many independent sources were drawn from; with one, only signs vary.
    pub independent_sources: usize,
    /// The middle 95 % of the shares of balanced triads; `None` if no draw has a triad.
    pub balance: Option<[f64; 2]>,
    /// The middle 95 % of the frustration indices; `None` if the network is too large.
    pub frustration: Option<[f64; 2]>,
    /// In how many draws the frustration index was searched for.
    pub index_draws: usize,
    /// Whether the frustration index is proved in all of these; otherwise it is that of the best
    /// splits found.
    pub is_exact: bool,
    /// Whether camps were compared in these; otherwise the network is too large.
    pub has_camps: bool,
    /// The share of draws in which an actor is in the camp that it has in the network, among those
    /// in which it has a friend or foe; by ordinal. Where several splits of a draw are equally
    /// good, one of them counts, by chance.
    pub in_camp: Vec<Option<f64>>,
    /// The network without each source, the one that moves the most actors first; at most 50 of the
    /// sources with the most relations.
    pub sources: Vec<SourceEffect>,
    /// The fewest flips that change any camp.
    pub flips: Option<FewestFlips>,
    /// The fewest flips that change a camp within a block: actors with a single friend or foe do
    /// not count.
    pub core_flips: Option<FewestFlips>,
}

/// What changes without a source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceEffect {
    /// Its references; several if they have one origin.
    pub references: Vec<ReferenceId>,
    /// How many relations it has a claim about.
    pub relations: usize,
    /// The share of balanced triads without it; `None` if there are none.
    pub balance: Option<f64>,
    /// The frustration index without it, or that of the best split found; `None` if the network is
    /// too large.
    pub frustration: Option<usize>,
    /// Whether the frustration index is proved.
    pub is_exact: bool,
    /// How many actors are in another camp without it; those who lose all friends and foes do not
    /// count. `None` if the network is too large.
    pub moved: Option<usize>,
}

/// The most relations that are looked at, over all draws.
const MAX_DRAWN_RELATIONS: usize = 20_000_000;

/// Above this number of pairs no camps are compared, and the frustration index is that of the best
/// splits found.
const MAX_CAMP_PAIRS: usize = 400;

/// The most pairs, over all draws, in which splits are searched for.
const MAX_CAMP_WORK: usize = 100_000;

/// The most sources that are left out in turn.
const MAX_SOURCES: usize = 50;

/// A block of one pair is a bridge; the core has none.
const CORE_PAIRS: usize = 3;

/// The search for the camps of a draw.
const EFFORT: Effort = Effort {
    programs: 20,
    steps: 20_000_000,
    optima: 1,
    pairs: MAX_CAMP_PAIRS,
};

/// What one draw gives.
struct DrawResult {
    balance: Option<f64>,
    split: Option<DrawnSplit>,
}

/// The best split of a draw.
struct DrawnSplit {
    frustration: usize,
    is_exact: bool,
    /// Whether each actor stays in its camp; empty if camps are not compared.
    stays: Vec<Option<f64>>,
}

/// How a network is split, and which of several equally good splits is taken.
enum DrawnSearch<'r> {
    /// Any of them, by chance.
    Any(&'r mut Rng),
    /// The one that the network has, if it is among them.
    Own,
    /// Only the errors of the best one that is found in a large network.
    Errors,
}

/// Examines a network of a document; `signs` and `found` are its signs and its camps.
///
/// The same seed gives the same draws. `None` if `progress` cancelled it. O(draws · relations) and
/// the search for camps, both within limits: large networks get fewer draws, and above 400 pairs no
/// camps but the best splits found.
pub fn robustness(
    document: &Document,
    network: &Network,
    signs: &SignedGraph,
    found: &Frustration,
    asked: usize,
    seed: u64,
    progress: AnalysisProgress<'_>,
) -> Option<Robustness> {
    let resampling = Resampling::of(document, network);
    let relations = network.graph.edge_count().max(1);
    let draws = asked.min(MAX_DRAWN_RELATIONS / relations).max(1);
    let pairs = signs.pairs().len();
    let has_camps = pairs <= MAX_CAMP_PAIRS;
    let split_draws = split_draws(pairs, draws);
    let input = SearchInput {
        document,
        network,
        signs,
        found,
    };
    let all: Option<Vec<DrawResult>> = (0..draws)
        .into_par_iter()
        .map(|draw| {
            progress(0.1 + 0.6 * draw as f32 / draws as f32).continue_value()?;
            let mut rng = Rng::from_mixed(seed ^ crate::random::hash(draw as u64));
            let filter = resampling.drawn(&mut rng);
            let search = if has_camps {
                DrawnSearch::Any(&mut rng)
            } else {
                DrawnSearch::Errors
            };
            let search = Some(search).filter(|_| draw < split_draws);
            input.through(&filter, search, progress)
        })
        .collect();
    let all = all?;
    let sources = input.source_effects(&resampling, has_camps, progress)?;
    let [flips, core_flips] = if has_camps {
        [
            input.fewest_flips(1, progress).continue_value()?,
            input.fewest_flips(CORE_PAIRS, progress).continue_value()?,
        ]
    } else {
        [None, None]
    };
    let balance: Vec<f64> = all.iter().filter_map(|drawn| drawn.balance).collect();
    let splits: Vec<&DrawnSplit> = all
        .iter()
        .filter_map(|drawn| drawn.split.as_ref())
        .collect();
    let frustration: Vec<f64> = splits
        .iter()
        .map(|split| split.frustration as f64)
        .collect();
    Some(Robustness {
        asked,
        draws,
        independent_sources: resampling.sources().len(),
        balance: middle_of(&balance),
        frustration: middle_of(&frustration),
        index_draws: splits.len(),
        is_exact: splits.iter().all(|split| split.is_exact),
        has_camps,
        in_camp: shares(&splits, signs.actor_bound()),
        sources,
        flips,
        core_flips,
    })
}

/// In how many draws splits are worth the time: enough for an interval, or none.
fn split_draws(pairs: usize, draws: usize) -> usize {
    if pairs <= MAX_SEARCHED_PAIRS {
        draws.min(MAX_CAMP_WORK / pairs.max(1))
    } else {
        settled_splits(pairs, draws).unwrap_or_default()
    }
}

/// The share of draws in which each actor stays in its camp.
fn shares(draws: &[&DrawnSplit], actor_bound: usize) -> Vec<Option<f64>> {
    let share = |actor: usize| {
        let known = draws.iter().filter_map(|draw| *draw.stays.get(actor)?);
        let (stays, known) =
            known.fold((0.0, 0_u32), |(sum, known), stays| (sum + stays, known + 1));
        (known > 0).then(|| stays / f64::from(known))
    };
    (0..actor_bound).map(share).collect()
}

/// How many actors are in another camp: where it cannot be told which half of a part is, that half.
fn moved(stays: &[Option<f64>]) -> usize {
    let gone = stays.iter().flatten().map(|stays| 1.0 - stays);
    gone.sum::<f64>().round() as usize
}

/// The network that is examined.
struct SearchInput<'a> {
    document: &'a Document,
    network: &'a Network,
    signs: &'a SignedGraph,
    found: &'a Frustration,
}

impl SearchInput<'_> {
    /// The fewest flips that change the camps of actors with at least so many pairs, unless it is
    /// cancelled.
    fn fewest_flips(
        &self,
        min_pairs: usize,
        progress: AnalysisProgress<'_>,
    ) -> ControlFlow<(), Option<FewestFlips>> {
        let next = next_split(self.signs, self.found, min_pairs, EFFORT, progress);
        next.map_continue(|next| {
            next.map(|next| FewestFlips::of(self.document, self.network, self.signs, &next))
        })
    }

    /// The results for the document through another filter.
    fn through(
        &self,
        filter: &Filter,
        search: Option<DrawnSearch<'_>>,
        progress: AnalysisProgress<'_>,
    ) -> Option<DrawResult> {
        let network = self.network.through(self.document, filter);
        let signs = SignedGraph::of(self.document, &network, self.signs.rule());
        let split = match search {
            Some(search) => Some(self.split(&signs, search, progress)?),
            None => None,
        };
        Some(DrawResult {
            balance: Census::of(&signs).strong().balance(),
            split,
        })
    }

    /// The best split of other signs.
    fn split(
        &self,
        signs: &SignedGraph,
        search: DrawnSearch<'_>,
        progress: AnalysisProgress<'_>,
    ) -> Option<DrawnSplit> {
        let disguise = match search {
            DrawnSearch::Any(rng) => Disguise::by_chance(signs, rng),
            DrawnSearch::Own => Disguise::by_camps(signs, &self.found.camps),
            DrawnSearch::Errors => {
                let errors = best_split_errors(signs, &|_| progress(0.5))?;
                return Some(DrawnSplit {
                    frustration: errors,
                    is_exact: errors == 0,
                    stays: Vec::new(),
                });
            }
        };
        let found = frustration(&disguise.signs, EFFORT, &|_| progress(0.5))?;
        Some(DrawnSplit {
            frustration: found.upper,
            is_exact: found.index().is_some(),
            stays: stays(&self.found.camps, &disguise.camps(&found.camps), signs),
        })
    }

    fn source_effects(
        &self,
        resampling: &Resampling,
        has_camps: bool,
        progress: AnalysisProgress<'_>,
    ) -> Option<Vec<SourceEffect>> {
        let mut sources: Vec<_> = resampling.sources().iter().collect();
        sources.sort_by_key(|source| std::cmp::Reverse(source.relations));
        sources.truncate(MAX_SOURCES);
        let effects = sources.into_par_iter().map(|source| {
            progress(0.8).continue_value()?;
            let search = if has_camps {
                Some(DrawnSearch::Own)
            } else {
                let is_worth_it = self.signs.pairs().len() <= MAX_SETTLED_PAIRS;
                is_worth_it.then_some(DrawnSearch::Errors)
            };
            let without = self.through(&resampling.without(source), search, progress)?;
            let split = without.split.as_ref();
            Some(SourceEffect {
                references: source.references.clone(),
                relations: source.relations,
                balance: without.balance,
                frustration: split.map(|split| split.frustration),
                is_exact: split.is_some_and(|split| split.is_exact),
                moved: split.filter(|_| has_camps).map(|split| moved(&split.stays)),
            })
        });
        let effects: Option<Vec<SourceEffect>> = effects.collect();
        let mut effects = effects?;
        effects.sort_by_key(|effect| std::cmp::Reverse((effect.moved, effect.relations)));
        Some(effects)
    }
}

#[cfg(test)]
mod tests;
