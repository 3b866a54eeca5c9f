//! The sentences of saved texts in which nobody coded anything. Knows no document.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::coded_claim::CodedClaims;
use super::passage::QuotedPassage;

/// How many sentences of the coded texts no claim quotes, and whether every claim has a place in
/// a saved text. A text that nobody coded does not count: perhaps nobody read it.
pub(super) fn uncoded(coded: &CodedClaims) -> (usize, bool) {
    let mut ranges: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    let mut is_placed = !coded.claims.is_empty();
    for claim in &coded.claims {
        match (&claim.passage, claim.about.2) {
            (QuotedPassage::Range(range), Some(reference)) => {
                ranges.entry(reference).or_default().push(range.clone());
            }
            _ => is_placed = false,
        }
    }
    let texts = ranges.into_iter().filter_map(|(reference, ranges)| {
        let text = coded.texts.get(&reference)?;
        Some(uncoded_in(text.as_str(), ranges))
    });
    (texts.sum(), is_placed)
}

/// The number of sentences with words that none of these ranges touches.
fn uncoded_in(text: &str, mut ranges: Vec<Range<usize>>) -> usize {
    ranges.sort_by_key(|range| range.start);
    let mut next = 0;
    let mut coded_to = 0;
    let mut uncoded = 0;
    for (start, sentence) in text.split_sentence_bound_indices() {
        let end = start + sentence.len();
        while let Some(range) = ranges.get(next).filter(|range| range.start < end) {
            coded_to = coded_to.max(range.end);
            next += 1;
        }
        let has_words = sentence.contains(char::is_alphanumeric);
        uncoded += usize::from(has_words && coded_to <= start);
    }
    uncoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_no_quote_touches_are_counted() {
        let text = "One is here. Two is here. Three is here.\n\nFour is here.";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            start..start + words.len()
        };
        assert_eq!(uncoded_in(text, vec![]), 4);
        assert_eq!(uncoded_in(text, vec![at("Two is")]), 3);
        assert_eq!(uncoded_in(text, vec![at("here. Two"), at("Four")]), 1);
    }
}
