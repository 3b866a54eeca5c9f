//! Where a claim quotes: a range of a saved text, or only its words. Knows no claim.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::words::folded;

/// Words in a row that two quotes must share to overlap, where no saved text says where they are.
const SHARED_WORDS: usize = 4;

/// The passage that a claim quotes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum QuotedPassage {
    /// The bytes of the saved text.
    Range(Range<usize>),
    /// The words of the quote, by number, if no saved text has them.
    Words(Vec<u32>),
    /// No quote; what the claim says about its place, folded.
    Place(String),
}

impl QuotedPassage {
    /// How much two passages have in common, from 0 to 1: the shared part over both together. 0 if
    /// they do not overlap.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        match (self, other) {
            (Self::Range(one), Self::Range(two)) => {
                let shared = one
                    .end
                    .min(two.end)
                    .saturating_sub(one.start.max(two.start));
                let all = one.len() + two.len() - shared;
                if all == 0 {
                    0.0
                } else {
                    shared as f64 / all as f64
                }
            }
            (Self::Words(one), Self::Words(two)) if one.len() <= two.len() => shared(one, two),
            (Self::Words(one), Self::Words(two)) => shared(two, one),
            (Self::Place(one), Self::Place(two)) if one == two => 1.0,
            _ => 0.0,
        }
    }

    /// Keys; passages that overlap share at least one: blocks of a text, or runs of words.
    pub(super) fn keys(&self, widths: &[usize]) -> Vec<u64> {
        const BLOCK_BYTES: usize = 256;
        match self {
            Self::Range(range) => {
                let blocks = range.start / BLOCK_BYTES..=range.end / BLOCK_BYTES;
                blocks.map(|block| block as u64).collect()
            }
            Self::Words(words) => {
                let runs = widths.iter().flat_map(|width| words.windows(*width));
                runs.map(key_of).collect()
            }
            Self::Place(_) => vec![0],
        }
    }

    /// A number by which passages are sorted: equal passages have the same, and ranges follow their
    /// text.
    pub(super) fn place(&self) -> u64 {
        match self {
            Self::Range(range) => range.start as u64,
            Self::Words(words) => key_of(words),
            Self::Place(_) => 0,
        }
    }

    /// How many words in a row another quote must share with this one; `None` if it is not one in
    /// words.
    pub(super) fn width(&self) -> Option<usize> {
        match self {
            Self::Words(words) => Some(SHARED_WORDS.min(words.len())).filter(|width| *width > 0),
            _ => None,
        }
    }
}

/// The share of words in a row that two quotes have in common; the first is not the longer one.
fn shared(shorter: &[u32], longer: &[u32]) -> f64 {
    let width = SHARED_WORDS.min(shorter.len());
    if width == 0 {
        return 0.0;
    }
    let mut there: HashMap<&[u32], usize> = HashMap::new();
    for run in shorter.windows(width) {
        *there.entry(run).or_default() += 1;
    }
    let mut common = 0;
    for run in longer.windows(width) {
        if let Some(left) = there.get_mut(run).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    let runs = |words: &[u32]| words.len() + 1 - width;
    common as f64 / (runs(shorter) + runs(longer) - common) as f64
}

fn key_of(run: &[u32]) -> u64 {
    run.iter()
        .fold(1, |hash, word| crate::random::hash(hash ^ u64::from(*word)))
}

/// Numbers for words, the same for the same word.
#[derive(Default)]
pub(super) struct WordNumbers(HashMap<String, u32>);

impl WordNumbers {
    /// The words of a quote, without differences in case, accents and punctuation.
    pub(super) fn words(&mut self, quote: &str) -> Vec<u32> {
        let plain = folded(quote);
        plain
            .unicode_words()
            .map(|word| {
                if let Some(number) = self.0.get(word) {
                    return *number;
                }
                let next = self.0.len() as u32;
                self.0.insert(word.to_owned(), next);
                next
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(one: &str, two: &str) -> f64 {
        let mut numbers = WordNumbers::default();
        let one = QuotedPassage::Words(numbers.words(one));
        let two = QuotedPassage::Words(numbers.words(two));
        assert!((one.overlap(&two) - two.overlap(&one)).abs() < 1e-12);
        one.overlap(&two)
    }

    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
    }

    #[test]
    fn quotes_overlap_if_one_contains_the_other_or_they_share_four_words_in_a_row() {
        check(
            overlap("They broke the truce.", "they broke “the truce”"),
            1.0,
        );
        assert!(overlap("the truce", "they broke the truce in spring") > 0.0);
        assert!(overlap("a b c d e f", "c d e f g h") > 0.0);
        check(overlap("a b c d e", "c d e f g"), 0.0);
        check(overlap("broke the", "the truce broke"), 0.0);
        check(overlap("", "words"), 0.0);
    }

    #[test]
    fn ranges_overlap_by_their_bytes() {
        let range = QuotedPassage::Range;
        check(range(0..10).overlap(&range(5..15)), 5.0 / 15.0);
        check(range(0..10).overlap(&range(10..15)), 0.0);
        check(range(0..10).overlap(&QuotedPassage::Words(vec![1])), 0.0);
    }
}
