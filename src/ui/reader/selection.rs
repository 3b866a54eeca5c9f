//! The selection in a text, and how keys and clicks extend it. Knows characters, words and
//! sentences, and no screen.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A selection: its fixed end and its moving end, in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) anchor: usize,
    pub(super) head: usize,
}

/// How far a key moves the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SelectionStep {
    /// To the next character.
    Letter,
    /// To the next word.
    Word,
    /// To the end or the start of the paragraph.
    Paragraph,
}

impl Selection {
    /// The range between both ends.
    pub(super) fn range(self) -> Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }

    /// The range, unless it is empty.
    pub(super) fn words(self) -> Option<Range<usize>> {
        Some(self.range()).filter(|range| !range.is_empty())
    }

    /// The selection of a range.
    pub(super) fn of(range: Range<usize>) -> Self {
        Self {
            anchor: range.start,
            head: range.end,
        }
    }

    /// The selection with both ends moved outwards to the ends of words; marks and spaces that
    /// belong to the words before and after it are left out.
    pub(super) fn snapped(self, text: &str) -> Self {
        let Some(range) = self.words() else {
            return self;
        };
        let range = word_start(text, range.start)..word_end(text, range.end);
        let Range { start, end } = with_pairs(text, without_rims(text, range));
        if self.anchor <= self.head {
            Self::of(start..end)
        } else {
            Self {
                anchor: end,
                head: start,
            }
        }
    }

    /// Moves the head one step forward or back; `paragraph` contains the head.
    pub(super) fn stepped(
        self,
        text: &str,
        step: SelectionStep,
        is_forward: bool,
        paragraph: &Range<usize>,
    ) -> Self {
        let head = match (step, is_forward) {
            (SelectionStep::Letter, true) => after(text, self.head, false),
            (SelectionStep::Letter, false) => before(text, self.head, false),
            (SelectionStep::Word, true) => after(text, self.head, true),
            (SelectionStep::Word, false) => before(text, self.head, true),
            (SelectionStep::Paragraph, true) => paragraph.end.max(self.head),
            (SelectionStep::Paragraph, false) => paragraph.start.min(self.head),
        };
        Self { head, ..self }
    }
}

/// Marks that belong to what is before them, and to what is after them.
const MARKS_BEFORE: &str = ":;,.!?)]}–—";
const MARKS_AFTER: &str = ",;:([{–—";

/// The range without marks and spaces at its start that belong to the words before it, and at its
/// end to those after it; the same range where nothing else is in it.
fn without_rims(text: &str, range: Range<usize>) -> Range<usize> {
    let is_one_of =
        |marks: &'static str| move |letter: char| letter.is_whitespace() || marks.contains(letter);
    let words = &text[range.clone()];
    let begun = words.trim_start_matches(is_one_of(MARKS_BEFORE));
    let kept = begun.trim_end_matches(is_one_of(MARKS_AFTER));
    if kept.is_empty() {
        return range;
    }
    let start = range.end - begun.len();
    start..start + kept.len()
}

/// Marks that come in pairs.
const PAIRS: [(char, char); 8] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('«', '»'),
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
];

/// The range with the mark right before or after it that its other half in the range lacks:
/// `the “river` becomes `the “river”`, with the comma or full stop between, if there is one.
fn with_pairs(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let count = |mark: char| words.matches(mark).count();
    let lacks = |one: char, other: char| {
        if one == other {
            count(one) % 2 == 1
        } else {
            count(one) > count(other)
        }
    };
    let (mut start, mut end) = (range.start, range.end);
    for (open, close) in PAIRS {
        let after = &text[range.end..];
        let inner = after
            .strip_prefix(['.', ',', '!', '?', '…'])
            .unwrap_or(after);
        if lacks(open, close)
            && let Some(rest) = inner.strip_prefix(close)
        {
            end = end.max(text.len() - rest.len());
        } else if lacks(close, open)
            && let Some(rest) = text[..range.start].strip_suffix(open)
        {
            start = start.min(rest.len());
        }
    }
    start..end
}

/// The range with its start a word earlier or later; the same range where that would be its end.
pub(super) fn with_start_moved(text: &str, range: &Range<usize>, is_forward: bool) -> Range<usize> {
    let moved = |start: usize| {
        if is_forward {
            next_word(text, start).filter(|next| *next < range.end)
        } else {
            Some(before(text, start, true)).filter(|next| *next < start)
        }
    };
    let starts = std::iter::successors(moved(range.start), |start| moved(*start));
    // A mark that its other half brings back is passed.
    let mut ranges = starts.map(|start| with_pairs(text, start..range.end));
    ranges
        .find(|moved| moved != range)
        .unwrap_or_else(|| range.clone())
}

/// The range with its end a word earlier or later; the same range where that would be its start.
pub(super) fn with_end_moved(text: &str, range: &Range<usize>, is_forward: bool) -> Range<usize> {
    let moved = |end: usize| {
        if is_forward {
            Some(after(text, end, true)).filter(|next| *next > end)
        } else {
            end_before(text, end).filter(|next| *next > range.start)
        }
    };
    let ends = std::iter::successors(moved(range.end), |end| moved(*end));
    let mut ranges = ends.map(|end| with_pairs(text, range.start..end));
    ranges
        .find(|moved| moved != range)
        .unwrap_or_else(|| range.clone())
}

/// The start of the first word that begins after a place.
fn next_word(text: &str, at: usize) -> Option<usize> {
    let end = text.ceil_char_boundary((at + AROUND).min(text.len()));
    let mut words = text[at..end].unicode_word_indices();
    words
        .find(|(start, _)| *start > 0)
        .map(|(start, _)| at + start)
}

/// The end of the last word that ends before a place.
fn end_before(text: &str, at: usize) -> Option<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let words = text[from..at].unicode_word_indices();
    let ends = words.map(|(start, word)| from + start + word.len());
    ends.take_while(|end| *end < at).reduce(|_, end| end)
}

/// The bytes around a place that are searched for a boundary.
const AROUND: usize = 2000;

/// The word at a place within a paragraph.
pub(super) fn word_at(text: &str, at: usize, paragraph: &Range<usize>) -> Selection {
    let words = |text| str::split_word_bound_indices(text);
    part_at(text, at, paragraph, words)
}

/// The sentence at a place within a paragraph.
pub(super) fn sentence_at(text: &str, at: usize, paragraph: &Range<usize>) -> Selection {
    let sentences = |text| str::split_sentence_bound_indices(text);
    part_at(text, at, paragraph, sentences)
}

/// The word or sentence at a place of a paragraph, without trailing space.
fn part_at<'a, I: Iterator<Item = (usize, &'a str)>>(
    text: &'a str,
    at: usize,
    paragraph: &Range<usize>,
    parts: impl Fn(&'a str) -> I,
) -> Selection {
    let from = text.floor_char_boundary(at.saturating_sub(AROUND).max(paragraph.start));
    let to = text.ceil_char_boundary((at + AROUND).min(paragraph.end).max(from));
    let part = parts(&text[from..to]).take_while(|(start, _)| from + start <= at);
    let (start, part) = part.last().unwrap_or_default();
    let end = from + start + part.trim_end().len();
    Selection {
        anchor: from + start,
        head: end,
    }
}

/// The start of the word that a place is within; the place if it is not within one.
fn word_start(text: &str, at: usize) -> usize {
    around(text, at).map_or(at, |word| word.start)
}

/// The end of the word that a place is within; the place if it is not within one.
fn word_end(text: &str, at: usize) -> usize {
    around(text, at).map_or(at, |word| word.end)
}

/// The word that continues on both sides of a place.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((at + AROUND).min(text.len()));
    let mut words = text[from..to].unicode_word_indices();
    let word = words.find(|(start, word)| from + start + word.len() > at)?;
    let word = from + word.0..from + word.0 + word.1.len();
    (word.start < at).then_some(word)
}

/// The end of the character or word after a place.
fn after(text: &str, at: usize, is_word: bool) -> usize {
    let end = text.ceil_char_boundary((at + AROUND).min(text.len()));
    let there = &text[at..end];
    let word = there
        .unicode_word_indices()
        .next()
        .map(|(start, word)| start + word.len());
    let letter = there.graphemes(true).next().map(str::len);
    at + word.filter(|_| is_word).or(letter).unwrap_or_default()
}

/// The start of the character or word before a place.
fn before(text: &str, at: usize, is_word: bool) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let there = &text[from..at];
    let word = there.unicode_word_indices().next_back();
    let letter = there.grapheme_indices(true).next_back();
    let part = word.filter(|_| is_word).or(letter);
    part.map_or(at, |(start, _)| from + start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The pact held. Then, in May, it broke! Nobody\u{301} spoke.";

    fn at(words: &str) -> usize {
        TEXT.find(words).unwrap()
    }

    fn selected(selection: Selection) -> &'static str {
        &TEXT[selection.range()]
    }

    #[test]
    fn a_word_and_a_sentence_are_selected_around_a_place() {
        let whole = 0..TEXT.len();
        assert_eq!(selected(word_at(TEXT, at("act"), &whole)), "pact");
        assert_eq!(
            selected(sentence_at(TEXT, at("May"), &whole)),
            "Then, in May, it broke!"
        );
        assert_eq!(
            selected(sentence_at(TEXT, TEXT.len(), &whole)),
            "Nobody\u{301} spoke."
        );
        assert_eq!(selected(sentence_at("", 0, &(0..0))), "");
    }

    #[test]
    fn a_selection_snaps_to_whole_words() {
        let snapped = |from: usize, to: usize| {
            let range = Selection {
                anchor: from,
                head: to,
            }
            .snapped(TEXT)
            .range();
            &TEXT[range]
        };
        assert_eq!(snapped(at("act"), at("eld")), "pact held");
        assert_eq!(snapped(at("eld"), at("act")), "pact held");
        assert_eq!(snapped(at("pact"), at(" held")), "pact");
        assert_eq!(snapped(at("held"), at(" Then")), "held.");
        assert_eq!(snapped(at("act"), at("act")), "");
        assert_eq!(snapped(at("body"), at("poke")), "Nobody\u{301} spoke");
    }

    #[test]
    fn each_end_of_a_quote_moves_to_an_end_of_its_own_words() {
        let quote = |from: &str, to: &str| at(from)..at(to) + to.len();
        let range = quote("pact", "held.");
        let start = |is_forward| with_start_moved(TEXT, &range, is_forward);
        let end = |is_forward| with_end_moved(TEXT, &range, is_forward);
        assert_eq!(&TEXT[start(true)], "held.");
        assert_eq!(&TEXT[start(false)], "The pact held.");
        assert_eq!(&TEXT[end(true)], "pact held. Then");
        assert_eq!(&TEXT[end(false)], "pact held");
        let word = quote("pact", "pact");
        assert_eq!(with_start_moved(TEXT, &word, true), word);
        assert_eq!(with_end_moved(TEXT, &word, false), word);
        let first = quote("The", "The");
        assert_eq!(with_start_moved(TEXT, &first, false), first);
    }

    #[test]
    fn keys_move_one_end_by_letters_words_and_paragraphs() {
        let whole = 0..TEXT.len();
        let begun = Selection {
            anchor: at("pact"),
            head: at("pact"),
        };
        let word = begun.stepped(TEXT, SelectionStep::Word, true, &whole);
        assert_eq!(selected(word), "pact");
        assert_eq!(
            selected(word.stepped(TEXT, SelectionStep::Letter, false, &whole)),
            "pac"
        );
        assert_eq!(
            selected(begun.stepped(TEXT, SelectionStep::Word, false, &whole)),
            "The "
        );
        let all = begun.stepped(TEXT, SelectionStep::Paragraph, true, &whole);
        assert!(selected(all).ends_with("spoke."));
        let y = Selection {
            anchor: at("y\u{301}"),
            head: at("y\u{301}"),
        };
        assert_eq!(
            selected(y.stepped(TEXT, SelectionStep::Letter, true, &whole)),
            "y\u{301}"
        );
        let end = Selection {
            anchor: TEXT.len(),
            head: TEXT.len(),
        };
        assert_eq!(end.stepped(TEXT, SelectionStep::Letter, true, &whole), end);
    }

    #[test]
    fn a_snapped_selection_has_no_marks_of_the_words_around_it() {
        let text = "It is selfless: its own dispute, since 1911, ended. “Peace” (at last)";
        let snapped = |words: &str| {
            let start = text.find(words).unwrap();
            let selection = Selection::of(start..start + words.len()).snapped(text);
            text[selection.range()].to_owned()
        };
        assert_eq!(snapped(": its own disp"), "its own dispute");
        assert_eq!(snapped("ince 1911, "), "since 1911");
        assert_eq!(snapped("nded."), "ended.");
        assert_eq!(snapped("“Peace” ("), "“Peace”");
        assert_eq!(snapped(", "), ", ");
    }

    #[test]
    fn a_quotation_mark_brings_its_other_half() {
        let text = "on terms “sisterly”. He (so they say) said: \"No, never,\" and «went home».";
        let snapped = |words: &str| {
            let start = text.find(words).unwrap();
            let selection = Selection::of(start..start + words.len()).snapped(text);
            text[selection.range()].to_owned()
        };
        assert_eq!(snapped("terms “sister"), "terms “sisterly”");
        assert_eq!(snapped("sisterly"), "sisterly");
        assert_eq!(snapped("He (so they say"), "He (so they say)");
        assert_eq!(snapped("said: \"No, never"), "said: \"No, never,\"");
        assert_eq!(snapped("No, never,\" and"), "\"No, never,\" and");
        let whole = |words: &str| {
            let start = text.find(words).unwrap();
            start..start + words.len()
        };
        let moved = with_end_moved(text, &whole("terms “sisterly”"), false);
        assert_eq!(&text[moved], "terms");
        let moved = with_start_moved(text, &whole("\"No, never,\""), true);
        assert_eq!(&text[moved], "never,\"");
    }
}
