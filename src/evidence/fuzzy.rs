//! Changed quotes: where words much like these stand, word by word. Knows folded text alone.
//!
//! A place is a candidate where some run of the quote, from the beginning of a word on, stands in the text as it is
//! and not too often; the suffix array finds the longest run from each word in one search. Around the likeliest
//! candidates the quote is aligned with the text by the least cost in letters (Sellers, “The theory and computation of
//! evolutionary distances”, 1980), but over whole words: what is offered begins and ends with a word, and a
//! difference reads as one. A letter that the text has more costs one, a letter that it lacks two, and what costs more
//! than half the quote's letters is not offered.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Text;
use super::anchor::{Anchored, Selector};
use super::difference::Difference;

/// A quote of more words is found as it stands or not at all.
const MAX_WORDS: usize = 1000;

/// A run that stands more often than about twice this says nothing of the place.
const MAX_REPEATS: usize = 16;

/// A shorter run says nothing of the place, in bytes.
const SHORTEST_RUN: usize = 4;

/// How many candidates are aligned.
const MAX_CANDIDATES: usize = 3;

/// The likest words in the text, where enough of the quote is in them; else not found.
pub(super) fn changed(text: &Text, selector: &Selector<'_>) -> Anchored {
    let quote = tokens(&selector.words);
    if quote.len() > MAX_WORDS {
        return Anchored::NotFound;
    }
    let found = candidates(text, &selector.words, &quote)
        .into_iter()
        .filter_map(|start| align(text, &selector.words, &quote, start))
        .min_by_key(|found| {
            let (before, after) = selector.company(text, found.place.clone());
            (found.cost, Reverse(before + after), found.place.start)
        });
    match found {
        Some(found) if 2 * found.cost <= selector.words.len() => Anchored::Changed {
            range: text.folded.original(&found.place),
            difference: found.difference,
        },
        _ => Anchored::NotFound,
    }
}

/// Words and signs, each with the space after it.
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

/// Where in the folded text the quote might begin, likeliest first.
fn candidates(text: &Text, words: &str, quote: &[Range<usize>]) -> Vec<usize> {
    let mut runs = Vec::new();
    for token in quote {
        let (length, rows) = text.longest(&words[token.start..], MAX_REPEATS);
        if length >= SHORTEST_RUN && rows.len() <= MAX_REPEATS {
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

/// The quote laid beside the text.
struct Found {
    place: Range<usize>,
    /// How unlike they are, in letters.
    cost: usize,
    difference: Difference,
}

/// How a cell of the table was reached.
#[derive(Clone, Copy)]
enum Step {
    Begin,
    Both,
    Removed,
    Added,
}

/// Lays the quote beside the text about a place, beginning and ending where it costs least.
fn align(text: &Text, words: &str, quote: &[Range<usize>], start: usize) -> Option<Found> {
    let window = window(&text.folded.text, start, words.len());
    let there = &text.folded.text[window.clone()];
    let tokens = tokens(there);
    let width = tokens.len() + 1;
    let mut costs = vec![0; width];
    let mut steps = vec![Step::Begin; width];
    for (row, removed) in quote.iter().enumerate() {
        let is_last = row + 1 == quote.len();
        let mut diagonal = costs[0];
        costs[0] += 2 * removed.len();
        steps.push(Step::Removed);
        for (column, added) in tokens.iter().enumerate() {
            let both =
                diagonal + change(word(words, removed, is_last), word(there, added, is_last));
            diagonal = costs[column + 1];
            let ways = [
                (both, Step::Both),
                (diagonal + 2 * removed.len(), Step::Removed),
                (costs[column] + added.len(), Step::Added),
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
    let mut difference = Difference::default();
    for (step, row, column) in &path {
        let is_last = *row == quote.len();
        let removed = || word(words, &quote[row - 1], is_last);
        let added = || word(there, &tokens[column - 1], is_last);
        match step {
            Step::Begin => {}
            Step::Removed => difference.removed(removed()),
            Step::Added => difference.added(added()),
            Step::Both if removed() == added() => difference.same(removed()),
            Step::Both => {
                difference.removed(removed());
                difference.added(added());
            }
        }
    }
    let begun = path
        .iter()
        .find(|(step, ..)| !matches!(step, Step::Removed))?;
    let first = tokens.get(begun.2.checked_sub(1)?)?.start;
    let last = tokens.get(end.checked_sub(1)?)?.clone();
    let last = last.start + word(there, &last, true).len();
    Some(Found {
        place: window.start + first..window.start + last,
        cost,
        difference: difference.with_spaces_outside(),
    })
}

/// The steps that lead to the end of the quote, in order, each with the row and column it leads to.
fn path(steps: &[Step], width: usize, rows: usize, end: usize) -> Vec<(Step, usize, usize)> {
    let (mut row, mut column) = (rows, end);
    let mut path = Vec::new();
    while row > 0 {
        let step = steps[row * width + column];
        path.push((step, row, column));
        match step {
            Step::Begin => break,
            Step::Both => (row, column) = (row - 1, column - 1),
            Step::Removed => row -= 1,
            Step::Added => column -= 1,
        }
    }
    path.reverse();
    path
}

/// The stretch of a text where a quote of this length that begins about here must be, cut between words.
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

/// A word with the space after it, but for the last of the quote, after which none counts.
fn word<'a>(text: &'a str, token: &Range<usize>, is_last: bool) -> &'a str {
    let word = &text[token.clone()];
    if is_last {
        word.trim_end_matches(' ')
    } else {
        word
    }
}

/// What it costs to make one word the other: the letters outside what both begin and end with, of the longer one whole
/// and of the shorter one half, so that a word left out is cheaper than two replaced.
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
    fn what_changed_is_shown_in_its_place() {
        let shown = [
            "kept an uneasy peace with the northern league",
            "The river towns broke their peace with the northern league",
            "kept peace with the northern league",
            "peace with the Northern League",
            "Several towns kept their peace with the northern alliance",
            "believed that the cooperation would outlast",
        ]
        .map(difference);
        insta::assert_snapshot!(shown.join("\n"), @r"
        kept [-an uneasy-]{+their+} peace with the northern league @ kept their peace with the northern league
        The river towns [-broke-]{+kept+} their peace with the northern league @ The river towns kept their peace with the northern league
        kept {+their +}peace with the northern league @ kept their peace with the northern league
        peace with the [-Northern League-]{+northern league+} @ peace with the northern league
        [-Several-]{+river+} towns kept their peace with the northern [-alliance-]{+league+} @ river towns kept their peace with the northern league
        believed that the [-cooperation-]{+coop- eration+} would outlast @ believed that the coop- eration would outlast
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
