//! The frustration index of a network and of draws of its signs: exact, or between bounds where
//! that is too slow. Compares nothing.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::elimination::Elimination;
use super::least_errors::LeastErrors;
use super::search_draws::{enough_draws, search_draws};
use super::sign_draws::SignDraws;
use crate::analysis::best_split::{MAX_SEARCHED_PAIRS, best_split_errors, settled_splits};
use crate::analysis::frustration::quick::disjoint_negative_triads;
use crate::analysis::frustration::{Effort, Frustration, frustration};
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;

/// With more pairs than this the frustration index of a draw is not proved by programs.
pub(super) const MAX_PROVED_PAIRS: usize = 400;

/// The most pairs, over all draws of a null, in which the frustration index is proved; a network
/// whose index is found by taking out actors has no such limit.
const MAX_PROVED_WORK: usize = 24_000;

/// The search for the frustration index of a draw.
const EFFORT: Effort = Effort {
    programs: 20,
    steps: 20_000_000,
    optima: 1,
    pairs: MAX_PROVED_PAIRS,
};

/// What is known about a frustration index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct IndexBounds {
    /// No split has fewer frustrated pairs.
    pub(super) lower: usize,
    /// The frustrated pairs of the best split that was found.
    pub(super) upper: usize,
}

/// The frustration index of the network itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnIndex {
    pub(super) bounds: IndexBounds,
    /// The upper bound by the search that the draws have, which may be a shorter one.
    pub(super) searched: usize,
}

/// How the frustration index of the network and of each draw is found.
pub(super) enum IndexSearch {
    /// Of all draws together, by taking out actors, where that is quick.
    Together(LeastErrors),
    /// With a proof, if it is short.
    Proved,
    /// Between bounds: negative triads, and the best split that is found.
    Bounded,
}

impl IndexSearch {
    /// The way for a network, and for how many draws it is worth the time; `None` if it is for too
    /// few.
    pub(super) fn of(signs: &SignedGraph, draws: usize) -> Option<(Self, usize)> {
        let pairs = signs.pairs().len();
        let together = (pairs <= MAX_SEARCHED_PAIRS)
            .then(|| LeastErrors::new(&Elimination::of(signs)?, signs, 2))
            .flatten();
        if let Some(together) = together {
            return Some((Self::Together(together), draws));
        }
        let proved = (pairs <= MAX_PROVED_PAIRS)
            .then(|| enough_draws(draws, MAX_PROVED_WORK / pairs.max(1)));
        if let Some(draws) = proved.flatten() {
            return Some((Self::Proved, draws));
        }
        let bounded = search_draws(pairs, draws).or_else(|| settled_splits(pairs, draws));
        Some((Self::Bounded, bounded?))
    }

    /// The bounds of the network, of which `known` may say more.
    pub(super) fn own(
        &self,
        signs: &SignedGraph,
        known: Option<&Frustration>,
        progress: AnalysisProgress<'_>,
    ) -> Option<OwnIndex> {
        let found = self.bounds(signs, progress)?;
        let known = known.map_or(found, |known| IndexBounds {
            lower: known.lower,
            upper: known.upper,
        });
        Some(OwnIndex {
            bounds: IndexBounds {
                lower: found.lower.max(known.lower),
                upper: found.upper.min(known.upper),
            },
            searched: found.upper,
        })
    }

    fn bounds(&self, signs: &SignedGraph, progress: AnalysisProgress<'_>) -> Option<IndexBounds> {
        Some(match self {
            Self::Together(least) => IndexBounds::exactly(least.own(signs)),
            Self::Proved => {
                let found = frustration(signs, EFFORT, &|_| ControlFlow::Continue(()))?;
                IndexBounds {
                    lower: found.lower,
                    upper: found.upper,
                }
            }
            Self::Bounded => IndexBounds {
                lower: disjoint_negative_triads(signs),
                upper: best_split_errors(signs, progress)?,
            },
        })
    }

    /// The bounds of the first draws; `None` if it is cancelled.
    pub(super) fn of_draws(
        &self,
        count: usize,
        signs: &SignedGraph,
        drawn: &SignDraws,
        progress: AnalysisProgress<'_>,
    ) -> Option<Vec<IndexBounds>> {
        if let Self::Together(least) = self {
            let of_draws = least.of_draws(drawn).into_iter();
            return Some(of_draws.map(IndexBounds::exactly).collect());
        }
        let bounds = (0..count).into_par_iter().map(|draw| {
            progress(0.7).continue_value()?;
            let signs = signs.with_signs(|pair| drawn.is_friendly(pair, draw));
            self.bounds(&signs, &|_| progress(0.7))
        });
        bounds.collect()
    }
}

impl IndexBounds {
    fn exactly(index: usize) -> Self {
        Self {
            lower: index,
            upper: index,
        }
    }

    /// Whether the index is proved.
    pub(super) fn is_exact(self) -> bool {
        self.lower == self.upper
    }
}
