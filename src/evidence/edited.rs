//! Shortened and adapted quotes: finds their pieces in a text, in order and close together, and
//! says what was left out and put in. Knows folded text only.

use std::cell::Cell;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::anchored::{Anchored, Doubt};
use super::difference::QuoteDifference;
use super::loose::{LooseWords, matched};
use super::negation;
use super::template::{Joint, Template};
use super::text::Text;
use crate::limits::{QUOTE_GAP_BYTES, QUOTE_PLACES, QUOTE_STEPS};

/// How many bytes of a text an editor may have replaced by words in brackets.
const MAX_REPLACED: usize = 100;

/// With more bytes than this between two pieces, the reader should know.
const FAR: usize = 1_000;

/// How many words next to a piece are looked at where words are left out at an end.
const NEAR_WORDS: usize = 3;

/// The places of all pieces of a quote, in its order; folded.
pub(super) type Chain = Vec<Range<usize>>;

/// From the first piece to the last.
pub(super) fn span(chain: &Chain) -> Range<usize> {
    let start = chain.first().map_or(0, |piece| piece.start);
    start..chain.last().map_or(start, |piece| piece.end)
}

/// Where the pieces are, close together: chains that do not overlap, in the order of the text.
pub(super) fn chains(text: &Text, template: &Template) -> Vec<Chain> {
    let search = PieceSearch {
        text,
        template,
        steps: Cell::new(QUOTE_STEPS.count()),
    };
    let loose = text.loose();
    let pieces = template.pieces.iter().enumerate();
    let counted = pieces.map(|(index, piece)| (loose.rows(&piece.letters).len(), index));
    let Some((_, rarest)) = counted.min() else {
        return Vec::new();
    };
    let folded = &text.folded.text;
    let places = loose.find(folded, &template.pieces[rarest], QUOTE_PLACES.count());
    let mut chains: Vec<Chain> = places
        .into_iter()
        .filter_map(|place| search.around(rarest, place))
        .collect();
    chains.sort_by_key(|chain| (span(chain).len(), span(chain).start));
    let mut kept: Vec<Chain> = Vec::new();
    for chain in chains {
        let here = span(&chain);
        let overlaps = |other: &Chain| {
            let other = span(other);
            other.start < here.end && here.start < other.end
        };
        if !kept.iter().any(overlaps) {
            kept.push(chain);
        }
    }
    kept.sort_by_key(|chain| span(chain).start);
    kept
}

/// The search for one quote.
struct PieceSearch<'s> {
    text: &'s Text,
    template: &'s Template,
    /// How many places may still be tried.
    steps: Cell<usize>,
}

impl PieceSearch<'_> {
    /// All pieces, those before and after this one as close to it as possible.
    fn around(&self, piece: usize, place: Range<usize>) -> Option<Chain> {
        let after = self.after(piece, &place)?;
        let mut chain = self.before(piece, &place)?;
        chain.push(place);
        chain.extend(after.into_iter().rev());
        Some(chain)
    }

    /// The places of the pieces after this one, the last first.
    fn after(&self, piece: usize, place: &Range<usize>) -> Option<Chain> {
        let folded = &self.text.folded.text;
        let joint = &self.template.joints[piece + 1];
        let Some(next) = self.template.pieces.get(piece + 1) else {
            return is_end(joint, &folded[place.end..], Side::After).then(Vec::new);
        };
        let end = place.end.saturating_add(reach(joint));
        self.near(next, place.end..end, false, |found| {
            let gap = &folded[place.end..found.start];
            if !is_gap(joint, gap) {
                return None;
            }
            let mut chain = self.after(piece + 1, &found)?;
            chain.push(found);
            Some(chain)
        })
    }

    /// The places of the pieces before this one, in order.
    fn before(&self, piece: usize, place: &Range<usize>) -> Option<Chain> {
        let folded = &self.text.folded.text;
        let joint = &self.template.joints[piece];
        let Some(index) = piece.checked_sub(1) else {
            return is_end(joint, &folded[..place.start], Side::Before).then(Vec::new);
        };
        let before = &self.template.pieces[index];
        let start = place
            .start
            .saturating_sub(reach(joint) + 2 * before.words.len());
        self.near(before, start..place.start, true, |found| {
            let gap = folded.get(found.end..place.start)?;
            if !is_gap(joint, gap) {
                return None;
            }
            let mut chain = self.before(index, &found)?;
            chain.push(found);
            Some(chain)
        })
    }

    /// Calls `take` with the places of a piece in a range of the folded text, and returns the first
    /// chain that it gives; from the last place on if `backwards`.
    fn near(
        &self,
        piece: &LooseWords,
        within: Range<usize>,
        backwards: bool,
        mut take: impl FnMut(Range<usize>) -> Option<Chain>,
    ) -> Option<Chain> {
        let (folded, loose) = (&self.text.folded.text, self.text.loose());
        let from = loose.letter(within.start);
        let to = loose.letter(within.end.min(folded.len())) + piece.letters.len();
        let from = loose.letters.floor_char_boundary(from);
        let letters = &loose.letters[from..loose.letters.ceil_char_boundary(to)];
        let mut try_place = |letter: usize| {
            let steps = self.steps.get().checked_sub(1)?;
            self.steps.set(steps);
            take(matched(folded, loose.folded(from + letter), &piece.words)?)
        };
        let mut matches = letters.match_indices(&piece.letters);
        if backwards {
            let mut matches = letters.rmatch_indices(&piece.letters);
            return matches.find_map(|(letter, _)| try_place(letter));
        }
        matches.find_map(|(letter, _)| try_place(letter))
    }
}

/// How many bytes there may be between two pieces.
fn reach(joint: &Joint) -> usize {
    if joint.is_shortened {
        QUOTE_GAP_BYTES.count()
    } else {
        MAX_REPLACED
    }
}

/// Whether an editor can have made this joint of what is between two pieces.
fn is_gap(joint: &Joint, gap: &str) -> bool {
    let rest = if joint.joins_before {
        gap.trim_start_matches(char::is_alphanumeric)
    } else if gap.starts_with(char::is_alphanumeric) || gap.is_empty() && !joint.joins_after {
        return false;
    } else {
        gap
    };
    let rest = if joint.joins_after {
        let rest_before = rest.trim_end_matches(char::is_alphanumeric);
        let word = &rest[rest_before.len()..];
        if !is_put_in(joint, word) {
            return false;
        }
        rest_before
    } else if rest.ends_with(char::is_alphanumeric) {
        return false;
    } else {
        rest
    };
    let joins = joint.joins_before || joint.joins_after;
    !(joins && !joint.is_shortened && rest.contains(char::is_alphanumeric))
}

/// A side of a text.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

/// Whether the quote can begin after this text, or end before it. Without a mark anywhere.
fn is_end(joint: &Joint, text: &str, side: Side) -> bool {
    if !joint.is_edited() {
        return true;
    }
    match side {
        Side::Before if joint.joins_after => {
            let before = text.trim_end_matches(char::is_alphanumeric);
            is_put_in(joint, &text[before.len()..])
        }
        Side::Before => !text.ends_with(char::is_alphanumeric),
        Side::After => joint.joins_before || !text.starts_with(char::is_alphanumeric),
    }
}

/// Whether `[t]he` can stand for a word that begins with this.
fn is_put_in(joint: &Joint, word: &str) -> bool {
    joint.first_letter().is_none_or(|letter| {
        word.chars()
            .flat_map(char::to_lowercase)
            .eq(letter.to_lowercase())
    })
}

/// The result for a chain: what was left out and put in, and what may be wrong with it.
pub(super) fn anchored(
    text: &Text,
    template: &Template,
    chain: &Chain,
    mut doubts: Vec<Doubt>,
) -> Anchored {
    let folded = &text.folded.text;
    let mut difference = QuoteDifference::default();
    let (mut is_reversed, mut is_far) = (false, false);
    for (index, joint) in template.joints.iter().enumerate() {
        let start = index.checked_sub(1).map(|before| chain[before].end);
        let end = chain.get(index).map(|piece| piece.start);
        let (gap, near) = match (start, end) {
            (Some(start), Some(end)) => (&folded[start..end], &folded[start..end]),
            (None, Some(end)) => (word_part(folded, end, joint), words_before(text, end)),
            (Some(start), None) => (rest_of_word(folded, start, joint), words_after(text, start)),
            (None, None) => ("", ""),
        };
        let negates = joint.is_edited() && negation::find(near).is_some();
        is_reversed |= negates;
        is_far |= gap.len() > FAR || has_paragraph_between(text, start, end);
        let gap = if negates { near } else { gap };
        show_joint(
            &mut difference,
            joint,
            gap,
            (start.is_some(), end.is_some()),
        );
        if let Some(piece) = chain.get(index) {
            difference.same(&folded[piece.clone()]);
        }
    }
    if is_far {
        doubts.insert(0, Doubt::Distance);
    }
    if is_reversed {
        doubts.insert(0, Doubt::Negation);
    }
    Anchored::Edited {
        pieces: chain
            .iter()
            .map(|piece| text.folded.original(piece))
            .collect(),
        difference: difference.with_spaces_outside(),
        is_shortened: template.is_shortened(),
        doubts,
    }
}

/// Adds what is between two pieces to a difference: what was put in, and what it replaces.
fn show_joint(
    difference: &mut QuoteDifference,
    joint: &Joint,
    gap: &str,
    (has_before, has_after): (bool, bool),
) {
    let is_edge = |letter: char| !letter.is_alphanumeric();
    let core = gap.trim_start_matches(is_edge);
    let head = &gap[..gap.len() - core.len()];
    let tail = &core[core.trim_end_matches(is_edge).len()..];
    let core = &core[..core.len() - tail.len()];
    difference.same(
        if head.is_empty() && has_before && !joint.joins_before && joint.is_edited() {
            " "
        } else {
            head
        },
    );
    if let Some(put_in) = &joint.put_in {
        difference.removed(put_in);
    }
    if !core.is_empty() {
        difference.added(&shortened(core));
    }
    let has_space = !core.is_empty() || !joint.is_edited() || joint.joins_after || !has_after;
    difference.same(if tail.is_empty() && !has_space {
        " "
    } else {
        tail
    });
}

/// The beginning of the word that a bracket replaces before the first piece: `T` for `[t]he`.
fn word_part<'t>(folded: &'t str, end: usize, joint: &Joint) -> &'t str {
    let before = &folded[..end];
    let word = if joint.joins_after {
        before.trim_end_matches(char::is_alphanumeric).len()
    } else {
        end
    };
    &before[word..]
}

/// The end of the word that a bracket replaces after the last piece.
fn rest_of_word<'t>(folded: &'t str, start: usize, joint: &Joint) -> &'t str {
    let after = &folded[start..];
    let word = if joint.joins_before {
        after.len() - after.trim_start_matches(char::is_alphanumeric).len()
    } else {
        0
    };
    &after[..word]
}

/// The last words of the sentence before a place.
fn words_before(text: &Text, end: usize) -> &str {
    let before = &text.folded.text[..end];
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(MAX_REPLACED))..];
    let sentence = before.trim_end().rfind(['.', '!', '?', ';', '。']);
    let sentence = sentence.map_or(before, |at| &before[at..]);
    let words = sentence.unicode_word_indices().rev().nth(NEAR_WORDS - 1);
    words.map_or(sentence, |(at, _)| &sentence[at..])
}

/// The next words of the sentence after a place.
fn words_after(text: &Text, start: usize) -> &str {
    let after = &text.folded.text[start..];
    let after = &after[..after.floor_char_boundary(MAX_REPLACED)];
    let sentence = after
        .find(['.', '!', '?', ';', '。'])
        .map_or(after, |at| &after[..at]);
    let words = sentence.unicode_word_indices().nth(NEAR_WORDS);
    words.map_or(sentence, |(at, _)| &sentence[..at])
}

/// Whether a whole paragraph is between two places of the folded text.
fn has_paragraph_between(text: &Text, start: Option<usize>, end: Option<usize>) -> bool {
    let (Some(start), Some(end)) = (start, end) else {
        return false;
    };
    let range = text.folded.original(&(start.saturating_sub(1)..end + 1));
    let numbers = text.paragraph_numbers(&range);
    numbers.end() - numbers.start() > 1
}

/// Words left out, cut in the middle if they are many; a negation is kept.
fn shortened(words: &str) -> String {
    const SIDE: usize = 120;
    if words.len() <= 4 * SIDE {
        return words.to_owned();
    }
    let cut = |at: usize| words.floor_char_boundary(at);
    let first = &words[..cut(SIDE)];
    let last = &words[cut(words.len() - SIDE)..];
    let middle = negation::find(words)
        .filter(|at| *at > SIDE && *at + SIDE < words.len())
        .map(|at| &words[cut(at - SIDE / 4)..cut(at + SIDE / 4)]);
    match middle {
        Some(middle) => format!("{first} … {middle} … {last}"),
        None => format!("{first} … {last}"),
    }
}
