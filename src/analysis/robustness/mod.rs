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
    /// How many draws were made: fewer than asked for if the network is large.
    pub draws: usize,
    /// How many independent sources were drawn from; with one, only signs vary.
    pub independent_sources: usize,
    /// The middle 95 % of the shares of balanced triads; `None` if no draw has a triad.
    pub balance: Option<[f64; 2]>,
    /// The middle 95 % of the frustration indices; `None` if the network is too large.
    pub frustration: Option<[f64; 2]>,
    /// In how many draws the frustration index and the camps were searched for.
    pub camp_draws: usize,
    /// Whether the frustration index is proved in all of these; otherwise it is an upper bound.
    pub is_exact: bool,
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
    /// The frustration index without it, or an upper bound; `None` if the network is too large.
    pub frustration: Option<usize>,
    /// How many actors are in another camp without it; those who lose all friends and foes do not
    /// count. `None` if the network is too large.
    pub moved: Option<usize>,
}

/// The most relations that are looked at, over all draws.
const MAX_DRAWN_RELATIONS: usize = 20_000_000;

/// Above this number of pairs no camps are searched for.
const MAX_CAMP_PAIRS: usize = 400;

/// The most pairs, over all draws, in which camps are searched for.
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
    camps: Option<DrawnCamps>,
}

/// The camps of a draw.
struct DrawnCamps {
    frustration: usize,
    is_exact: bool,
    stays: Vec<Option<f64>>,
}

/// Which of several equally good splits is taken.
enum OfEqualSplits<'r> {
    /// Any of them, by chance.
    Any(&'r mut Rng),
    /// The one that the network has, if it is among them.
    Own,
}

/// Examines a network of a document; `signs` and `found` are its signs and its camps.
///
/// The same seed gives the same draws. `None` if `progress` cancelled it. O(draws · relations) and
/// the search for camps, both within limits: large networks get fewer draws, and above 400 pairs no
/// camps.
pub fn robustness(
    document: &Document,
    network: &Network,
    signs: &SignedGraph,
    found: &Frustration,
    draws: usize,
    seed: u64,
    progress: AnalysisProgress<'_>,
) -> Option<Robustness> {
    let resampling = Resampling::of(document, network);
    let relations = network.graph.edge_count().max(1);
    let draws = draws.min(MAX_DRAWN_RELATIONS / relations).max(1);
    let pairs = signs.pairs().len();
    let has_camps = pairs <= MAX_CAMP_PAIRS;
    let camp_draws = if has_camps {
        draws.min(MAX_CAMP_WORK / pairs.max(1))
    } else {
        0
    };
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
            let split = (draw < camp_draws).then_some(OfEqualSplits::Any(&mut rng));
            input.through(&filter, split, progress)
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
    let camps: Vec<&DrawnCamps> = all
        .iter()
        .filter_map(|drawn| drawn.camps.as_ref())
        .collect();
    let frustration: Vec<f64> = camps.iter().map(|camps| camps.frustration as f64).collect();
    Some(Robustness {
        draws,
        independent_sources: resampling.sources().len(),
        balance: middle_of(&balance),
        frustration: middle_of(&frustration),
        camp_draws: camps.len(),
        is_exact: camps.iter().all(|camps| camps.is_exact),
        in_camp: shares(&camps, signs.actor_bound()),
        sources,
        flips,
        core_flips,
    })
}

/// The share of draws in which each actor stays in its camp.
fn shares(draws: &[&DrawnCamps], actor_bound: usize) -> Vec<Option<f64>> {
    let share = |actor: usize| {
        let known = draws.iter().filter_map(|draw| draw.stays[actor]);
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
        split: Option<OfEqualSplits<'_>>,
        progress: AnalysisProgress<'_>,
    ) -> Option<DrawResult> {
        let network = self.network.through(self.document, filter);
        let signs = SignedGraph::of(self.document, &network, self.signs.rule());
        let camps = match split {
            Some(split) => {
                let search = match split {
                    OfEqualSplits::Any(rng) => Disguise::by_chance(&signs, rng),
                    OfEqualSplits::Own => Disguise::by_camps(&signs, &self.found.camps),
                };
                let found = frustration(&search.signs, EFFORT, &|_| progress(0.5))?;
                Some(DrawnCamps {
                    frustration: found.upper,
                    is_exact: found.index().is_some(),
                    stays: stays(&self.found.camps, &search.camps(&found.camps), &signs),
                })
            }
            None => None,
        };
        Some(DrawResult {
            balance: Census::of(&signs).strong().balance(),
            camps,
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
            let split = has_camps.then_some(OfEqualSplits::Own);
            let without = self.through(&resampling.without(source), split, progress)?;
            Some(SourceEffect {
                references: source.references.clone(),
                relations: source.relations,
                balance: without.balance,
                frustration: without.camps.as_ref().map(|camps| camps.frustration),
                moved: without.camps.as_ref().map(|camps| moved(&camps.stays)),
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
