//! The errors of the best split into two camps that is found within limits, where very many
//! networks are split, or very large ones. Proves nothing: it is an upper bound of the frustration
//! index.

use super::camps::errors_by_number;
use super::frustration::quick::settled_errors;
use super::progress::AnalysisProgress;
use super::signed::SignedGraph;

/// Up to this number of pairs a split is searched for; in larger networks it only settles.
pub(super) const MAX_SEARCHED_PAIRS: usize = 3_000;

/// The most pairs, over all networks, in which splits settle.
const MAX_SETTLED_WORK: usize = 3_000_000;

/// The most networks in which they settle.
const MAX_SETTLED: usize = 150;

/// Fewer networks than this say nothing.
pub(super) const MIN_SPLITS: usize = 20;

/// In networks with more pairs than this no splits settle.
pub(super) const MAX_SETTLED_PAIRS: usize = MAX_SETTLED_WORK / MIN_SPLITS;

/// The errors of the best split that is found; `None` if it is cancelled.
pub(super) fn best_split_errors(
    signs: &SignedGraph,
    progress: AnalysisProgress<'_>,
) -> Option<usize> {
    if signs.pairs().len() <= MAX_SEARCHED_PAIRS {
        errors_by_number(signs, 2, progress)?.pop()
    } else {
        Some(settled_errors(signs))
    }
}

/// How many of the networks that are asked for, of so many pairs each, are worth the time of splits
/// that settle, if any are.
pub(super) fn settled_splits(pairs: usize, asked: usize) -> Option<usize> {
    let most = MAX_SETTLED_WORK / pairs.max(1);
    let count = asked.min(MAX_SETTLED).min(most);
    Some(count).filter(|count| *count >= MIN_SPLITS.min(asked))
}
