//! Changed quotes: finds the words of a text that are most similar to a quote. Knows folded text
//! only.
//!
//! A place is a candidate if a run of the quote, from the beginning of a word on, occurs in the
//! text exactly and not too often; the suffix array finds the longest run from each word in one
//! search. Around the best candidates the quote is aligned with the text at the lowest cost in
//! letters (Sellers, “The theory and computation of evolutionary distances”, 1980), but by whole
//! words: the result begins and ends with a word. An extra letter of the text costs one, a missing
//! letter two, and a result that costs more than half the quote's letters is not suggested.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::difference::QuoteDifference;
use super::selector::Selector;
use super::text::Text;
use crate::limits::{FUZZY_BYTES, FUZZY_WORDS};

/// A run that occurs more often than about twice this says nothing about the place.
const MAX_REPEATS: usize = 16;

/// A shorter run, in bytes, says nothing about the place.
const MIN_RUN: usize = 4;

/// How many candidates are aligned.
const MAX_CANDIDATES: usize = 3;

/// The most similar words of the text, as a range of the original, and how they differ from the
/// quote; `None` if they are not similar enough.
pub(super) fn most_similar(
    text: &Text,
    selector: &Selector<'_>,
) -> Option<(Range<usize>, QuoteDifference)> {
    if selector.words.len() > FUZZY_BYTES.count() {
        return None;
    }
    let quote = tokens(&selector.words);
    if quote.len() > FUZZY_WORDS.count() {
        return None;
    }
    let best = candidates(text, &selector.words, &quote)
        .into_iter()
        .filter_map(|start| align(text, &selector.words, &quote, start))
        .min_by_key(|found| {
            let (before, after) = selector.matching_context(text, found.place.clone());
            (found.cost, Reverse(before + after), found.place.start)
        })?;
    let is_similar = 2 * best.cost <= selector.words.len();
    is_similar.then(|| (text.folded.original(&best.place), best.difference))
}

/// Words and punctuation, each with the space after it.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    for (at, word) in text.split_word_bound_indices() {
        let end = at + word.len();
        match tokens.last_mut() {
            Some(last) if word == " " => last.end = end,
            _ => tokens.push(at..end),
        }
    }
    tokens
}

/// Places of the folded text where the quote might begin, the best first.
fn candidates(text: &Text, words: &str, quote: &[Range<usize>]) -> Vec<usize> {
    let mut runs = Vec::new();
    for token in quote {
        let (length, rows) = text.longest(&words[token.start..], MAX_REPEATS);
        if length >= MIN_RUN && rows.len() <= MAX_REPEATS {
            let begins = text.places(rows).map(|at| at.saturating_sub(token.start));
            runs.extend(begins.map(|begin| (begin, length)));
        }
    }
    runs.sort_unstable();
    let near = words.len() / 4 + 16;
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut last = 0;
    for (begin, length) in runs {
        match groups.last_mut() {
            Some((weight, _)) if begin - last <= near => *weight += length,
            _ => groups.push((length, begin)),
        }
        last = begin;
    }
    groups.sort_unstable_by_key(|(weight, begin)| (Reverse(*weight), *begin));
    groups.truncate(MAX_CANDIDATES);
    groups.into_iter().map(|(_, begin)| begin).collect()
}

/// The quote aligned with the text.
struct Alignment {
    place: Range<usize>,
    /// How much they differ, in letters.
    cost: usize,
    difference: QuoteDifference,
}

/// How a cell of the alignment table was reached.
#[derive(Clone, Copy)]
enum AlignStep {
    Begin,
    Both,
    Removed,
    Added,
}

/// Aligns the quote with the text near a place; it begins and ends where the cost is lowest.
fn align(text: &Text, words: &str, quote: &[Range<usize>], start: usize) -> Option<Alignment> {
    let window = window(&text.folded.text, start, words.len());
    let there = &text.folded.text[window.clone()];
    let tokens = tokens(there);
    let width = tokens.len() + 1;
    let mut costs = vec![0; width];
    let mut steps = vec![AlignStep::Begin; width];
    for (row, removed) in quote.iter().enumerate() {
        let is_last = row + 1 == quote.len();
        let mut diagonal = costs[0];
        costs[0] += 2 * removed.len();
        steps.push(AlignStep::Removed);
        for (column, added) in tokens.iter().enumerate() {
            let both =
                diagonal + change(word(words, removed, is_last), word(there, added, is_last));
            diagonal = costs[column + 1];
            let ways = [
                (both, AlignStep::Both),
                (diagonal + 2 * removed.len(), AlignStep::Removed),
                (costs[column] + added.len(), AlignStep::Added),
            ];
            let (cost, step) = ways.into_iter().min_by_key(|(cost, _)| *cost)?;
            costs[column + 1] = cost;
            steps.push(step);
        }
    }
    let (end, cost) = costs
        .into_iter()
        .enumerate()
        .min_by_key(|(_, cost)| *cost)?;
    let path = path(&steps, width, quote.len(), end);
    let mut difference = QuoteDifference::default();
    for (step, row, column) in &path {
        let is_last = *row == quote.len();
        let removed = || word(words, &quote[row - 1], is_last);
        let added = || word(there, &tokens[column - 1], is_last);
        let as_written = || {
            let start = window.start + tokens[column - 1].start;
            text.as_written(&(start..start + added().len()))
        };
        match step {
            AlignStep::Begin => {}
            AlignStep::Removed => difference.removed(removed()),
            AlignStep::Added => difference.added(&as_written()),
            AlignStep::Both if removed() == added() => difference.same(removed()),
            AlignStep::Both => {
                difference.removed(removed());
                difference.added(&as_written());
            }
        }
    }
    let begun = path
        .iter()
        .find(|(step, ..)| !matches!(step, AlignStep::Removed))?;
    let first = tokens.get(begun.2.checked_sub(1)?)?.start;
    let last = tokens.get(end.checked_sub(1)?)?.clone();
    let last = last.start + word(there, &last, true).len();
    Some(Alignment {
        place: window.start + first..window.start + last,
        cost,
        difference: difference.with_spaces_outside(),
    })
}

/// The steps that lead to the end of the quote, in order, each with its row and column.
fn path(
    steps: &[AlignStep],
    width: usize,
    rows: usize,
    end: usize,
) -> Vec<(AlignStep, usize, usize)> {
    let (mut row, mut column) = (rows, end);
    let mut path = Vec::new();
    while row > 0 {
        let step = steps[row * width + column];
        path.push((step, row, column));
        match step {
            AlignStep::Begin => break,
            AlignStep::Both => (row, column) = (row - 1, column - 1),
            AlignStep::Removed => row -= 1,
            AlignStep::Added => column -= 1,
        }
    }
    path.reverse();
    path
}

/// The part of a text that contains a quote of this length that begins near `start`, cut between
/// words.
fn window(text: &str, start: usize, length: usize) -> Range<usize> {
    let slack = length / 4 + 48;
    let from = text.floor_char_boundary(start.saturating_sub(slack));
    let to = text.ceil_char_boundary(start.saturating_add(length + slack).min(text.len()));
    let from = text[from..to]
        .find(' ')
        .filter(|_| from > 0)
        .map_or(from, |space| from + space + 1);
    let to = text[from..to]
        .rfind(' ')
        .filter(|_| to < text.len())
        .map_or(to, |space| from + space);
    from..to
}

/// A word with the space after it; for the last word of the quote without the space.
fn word<'a>(text: &'a str, token: &Range<usize>, is_last: bool) -> &'a str {
    let word = &text[token.clone()];
    if is_last {
        word.trim_end_matches(' ')
    } else {
        word
    }
}

/// The cost of changing one word into another: without what both begin and end with, the letters of
/// the longer one plus half the letters of the shorter one, so that leaving out a word is cheaper
/// than replacing two.
fn change(removed: &str, added: &str) -> usize {
    let [removed, added] = [removed, added].map(str::as_bytes);
    if removed == added {
        return 0;
    }
    let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| {
        pairs.take_while(|(left, right)| left == right).count()
    };
    let begin = same(&mut removed.iter().zip(added));
    let [removed, added] = [&removed[begin..], &added[begin..]];
    let end = same(&mut removed.iter().rev().zip(added.iter().rev()));
    let [removed, added] = [removed, added].map(|word| word.len() - end);
    removed.max(added) + removed.min(added) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Anchored;
    use crate::model::Quote;

    const TEXT: &str = "The river towns kept their peace with the northern league for thirty years.\n\nNobody in the hills believed that the coop-\neration would outlast the first bad harvest.";

    fn anchored(quote: &str) -> Anchored {
        let quote = Quote {
            exact: quote.to_owned(),
            ..Quote::default()
        };
        Text::new(TEXT).anchor(&quote, None)
    }

    fn difference(quote: &str) -> String {
        match anchored(quote) {
            Anchored::Changed { range, difference } => {
                format!("{difference} @ {}", TEXT[range].replace('\n', " "))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_only_in_the_text_is_shown_as_it_is_written() {
        let text = Text::new("He said that the league “supports\nthe river towns”, as every year.");
        let quote = Quote {
            exact: "that the league helps the river towns".to_owned(),
            ..Quote::default()
        };
        let Anchored::Changed { difference, .. } = text.anchor(&quote, None) else {
            panic!("the quote differs");
        };
        let shown = difference.to_string();
        assert!(shown.contains("{+“supports+}"), "{shown}");
    }

    #[test]
    fn differences_are_shown_in_their_place() {
        let shown = [
            "kept an uneasy peace with the northern league",
            "The river towns broke their peace with the northern league",
            "kept peace with the northern league",
            "peace with the Northern League",
            "Several towns kept their peace with the northern alliance",
            "believed that a cooperation would outlast",
        ]
        .map(difference);
        insta::assert_snapshot!(shown.join("\n"), @r"
        kept [-an uneasy-]{+their+} peace with the northern league @ kept their peace with the northern league
        The river towns [-broke-]{+kept+} their peace with the northern league @ The river towns kept their peace with the northern league
        kept {+their +}peace with the northern league @ kept their peace with the northern league
        peace with the [-Northern League-]{+northern league+} @ peace with the northern league
        [-Several-]{+river+} towns kept their peace with the northern [-alliance-]{+league+} @ river towns kept their peace with the northern league
        believed that [-a cooperation-]{+the coop- eration+} would outlast @ believed that the coop- eration would outlast
        ");
    }

    #[test]
    fn words_that_only_share_a_phrase_are_not_found() {
        assert_eq!(
            anchored("Nobody in the capital wanted a war over grain prices"),
            Anchored::NotFound
        );
        assert_eq!(anchored("entirely unlike"), Anchored::NotFound);
        assert_eq!(anchored("?"), Anchored::NotFound);
    }
}
