//! In how many draws of signs the best split into camps is searched for. Searches nothing.

use crate::analysis::best_split::{MAX_SEARCHED_PAIRS, MIN_SPLITS};

/// The most draws: each is a search for every number of camps. Enough that one of seven numbers
/// can be told from chance at 5 %: 1/151 is less than 0.05 / 7.
const MAX_DRAWS: usize = 150;

/// The most pairs, over all draws.
const MAX_WORK: usize = MIN_SPLITS * MAX_SEARCHED_PAIRS;

/// In so many draws of those that are asked for, if in any: fewer in large networks.
pub(super) fn search_draws(pairs: usize, asked: usize) -> Option<usize> {
    let draws = asked.min(MAX_DRAWS).min(MAX_WORK / pairs.max(1));
    Some(draws).filter(|draws| *draws >= MIN_SPLITS.min(asked))
}

/// Fewer draws than this say nothing about the tails.
const MIN_DRAWS: usize = 100;

/// So many of the draws that are asked for, where no more than this can be looked at; `None` if
/// they are too few to say anything.
pub(super) fn enough_draws(asked: usize, most: usize) -> Option<usize> {
    Some(asked.min(most)).filter(|count| *count >= MIN_DRAWS.min(asked))
}
