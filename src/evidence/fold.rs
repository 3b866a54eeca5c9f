//! Folding: texts that differ only in typography fold to the same text, and every place can be
//! traced back.
//!
//! | folded | to |
//! | --- | --- |
//! | Unicode normal forms | NFC |
//! | ligatures, Arabic presentation forms, full-width Latin | the letters they stand for |
//! | every run of white space, line ends too | one space |
//! | hyphens, dashes and the minus sign | `-` |
//! | quotation marks, apostrophes, primes, guillemets, backticks | `'` |
//! | the ellipsis | three dots |
//! | soft hyphens, zero-width and direction characters, the byte order mark | nothing |
//! | a line end after a soft hyphen or after `¬`, which some OCR writes for it | nothing |
//! | the long s | s |
//! | vowel marks of Arabic and Hebrew, the Arabic tatweel | nothing |
//!
//! Case is kept, because it can change the meaning (Turkey, turkey): a quote in another case is a
//! changed one. A hyphen at a line end is kept too, because `coop-⏎eration` loses it and
//! `anti-⏎Taliban` does not: [`super::loose`] allows both.

use std::iter;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A folded text and its map to the original.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The folded text.
    pub(super) text: String,
    /// In the order of both texts, without gaps in the folded one.
    pieces: Vec<Piece>,
}

/// A part of the folded text, up to the next piece, and where it came from.
#[derive(Clone, Debug)]
struct Piece {
    folded: usize,
    original: Range<usize>,
    /// Whether it equals the original byte for byte; else it maps to its original as a whole.
    is_linear: bool,
}

impl Folded {
    /// Folds a text, in linear time. Text that does not change needs no memory beyond the copy.
    pub(super) fn of(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            pieces: Vec::new(),
        };
        let mut at = 0;
        while let Some(cluster) = original.get(at..).and_then(first_cluster) {
            if let Some(length) = word_break(&original[at..], &folded.text) {
                at += length;
                continue;
            }
            folded.push(at, cluster);
            at += cluster.len();
        }
        folded
    }

    /// The folded place of a range of the original, widened to whole clusters, without the white
    /// space at its ends.
    pub(super) fn folded(&self, original: &Range<usize>) -> Range<usize> {
        let start = self.folded_start(original.start);
        let start = self.text.floor_char_boundary(start);
        let end = self.folded_end(original.end).max(start);
        let end = self.text.ceil_char_boundary(end);
        let text = &self.text[start..end];
        let trimmed = text.trim_start_matches(' ');
        let start = end - trimmed.len();
        start..start + trimmed.trim_end_matches(' ').len()
    }

    /// The range of the original that a range of the folded text came from; an empty range stays
    /// empty.
    pub(super) fn original(&self, folded: &Range<usize>) -> Range<usize> {
        let start = self.original_start(folded.start);
        if folded.is_empty() {
            return start..start;
        }
        start..self.original_end(folded.end)
    }

    fn original_start(&self, folded: usize) -> usize {
        match self.pieces_before(folded + 1).last() {
            Some(piece) if piece.is_linear => piece.original.start + (folded - piece.folded),
            Some(piece) => piece.original.start,
            None => 0,
        }
    }

    fn original_end(&self, folded: usize) -> usize {
        match self.pieces_before(folded).last() {
            Some(piece) if piece.is_linear => piece.original.start + (folded - piece.folded),
            Some(piece) => piece.original.end,
            None => 0,
        }
    }

    fn folded_start(&self, original: usize) -> usize {
        let next = self
            .pieces
            .partition_point(|piece| piece.original.end <= original);
        match self.pieces.get(next) {
            Some(piece) if piece.is_linear => {
                piece.folded + original.saturating_sub(piece.original.start)
            }
            Some(piece) => piece.folded,
            None => self.text.len(),
        }
    }

    fn folded_end(&self, original: usize) -> usize {
        let next = self
            .pieces
            .partition_point(|piece| piece.original.start < original);
        match self.pieces[..next].last() {
            Some(piece) if piece.is_linear => {
                piece.folded + original.min(piece.original.end) - piece.original.start
            }
            Some(_) => self
                .pieces
                .get(next)
                .map_or(self.text.len(), |next| next.folded),
            None => 0,
        }
    }

    /// The pieces that begin before a place of the folded text.
    fn pieces_before(&self, folded: usize) -> &[Piece] {
        &self.pieces[..self.pieces.partition_point(|piece| piece.folded < folded)]
    }

    /// Folds the cluster at a place of the original.
    fn push(&mut self, at: usize, cluster: &str) {
        let from = self.text.len();
        let mut letters = cluster.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if is_composed(letter) => put(&mut self.text, letter),
            _ => cluster.nfc().for_each(|letter| put(&mut self.text, letter)),
        }
        let new = &self.text[from..];
        if new.is_empty() {
            return;
        }
        let is_linear = new == cluster || (new.len() == 1 && cluster.len() == 1);
        let end = at + cluster.len();
        match self.pieces.last_mut() {
            Some(last) if is_linear && last.is_linear && last.original.end == at => {
                last.original.end = end;
            }
            _ => self.pieces.push(Piece {
                folded: from,
                original: at..end,
                is_linear,
            }),
        }
    }
}

/// Adds a letter's folded form to a text.
fn put(text: &mut String, letter: char) {
    match letter {
        '!' | '#'..='&' | '('..='_' | 'a'..='~' => text.push(letter),
        '\''
        | '`'
        | '´'
        | '"'
        | '«'
        | '»'
        | '\u{2018}'..='\u{201f}'
        | '\u{2032}'..='\u{2037}'
        | '‹'
        | '›'
        | '\u{300c}'..='\u{300f}'
        | '\u{301d}'..='\u{301f}' => text.push('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
            text.push('-');
        }
        '…' => text.push_str("..."),
        _ if letter.is_whitespace() => {
            if !text.ends_with(' ') {
                text.push(' ');
            }
        }
        _ if is_invisible(letter) => {}
        _ if is_presentation(letter) => decompose_compatible(letter, |letter| put(text, letter)),
        _ => text.push(letter),
    }
}

/// The length of a break inside a word at the beginning of a text, if there is one: a soft hyphen,
/// or `¬` between letters, and the line end after it.
fn word_break(text: &str, before: &str) -> Option<usize> {
    let mut letters = text.chars();
    let hyphen = letters.next()?;
    let is_break = match hyphen {
        '\u{ad}' => true,
        '¬' => before.ends_with(char::is_alphabetic),
        _ => false,
    };
    let rest = letters.as_str();
    let next = rest.trim_start_matches(char::is_whitespace);
    let space = &rest[..rest.len() - next.len()];
    let joins = next.starts_with(char::is_alphabetic);
    (is_break && joins).then_some(hyphen.len_utf8() + space.len())
}

/// Soft hyphens, vowel marks that are optional in writing, zero-width characters, direction marks,
/// variation selectors.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Letters that Unicode has only for their appearance. Not superscripts and similar: 10² is not
/// 102.
fn is_presentation(letter: char) -> bool {
    matches!(letter,
        '\u{17f}' | '\u{fb00}'..='\u{fb4f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ff5e}')
}

/// A letter and what may combine with it: the text after it normalizes independently.
fn first_cluster(text: &str) -> Option<&str> {
    let mut letters = text.char_indices();
    letters.next()?;
    let end = letters.find(|(_, letter)| begins_a_cluster(*letter));
    Some(&text[..end.map_or(text.len(), |(end, _)| end)])
}

fn begins_a_cluster(letter: char) -> bool {
    letter < '\u{300}' || (is_composed(letter) && canonical_combining_class(letter) == 0)
}

/// Whether a letter is in NFC after any other letter.
fn is_composed(letter: char) -> bool {
    letter < '\u{300}' || is_nfc_quick(iter::once(letter)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        Folded::of(text).text
    }

    #[test]
    fn typography_is_folded() {
        assert_eq!(
            fold("“Russia’s” «ties» „with‟ it"),
            "'Russia's' 'ties' 'with' it"
        );
        assert_eq!(fold("a–b — c\u{2011}d −1"), "a-b - c-d -1");
        assert_eq!(
            fold("so\u{ad}li\u{200b}dar\u{feff} wait…"),
            "solidar wait..."
        );
        assert_eq!(fold("a\u{a0}\r\n\t \u{3000}b"), "a b");
        assert_eq!(
            fold("e\u{301}tat \u{212b} \u{1112}\u{1161}\u{11ab}"),
            "état Å 한"
        );
        assert_eq!(fold("eﬃcient ＮＡＴＯ 10²"), "efficient NATO 10²");
    }

    #[test]
    fn long_s_vowel_marks_and_breaks_of_words_are_folded() {
        assert_eq!(fold("Houſe oppoſed"), "House opposed");
        assert_eq!(fold("إنّ الحَرَكَة"), fold("إن الحركة"));
        assert_eq!(fold("שָׁלוֹם"), fold("שלום"));
        assert_eq!(
            fold("govern¬\n ment co\u{ad}\r\nop ¬p a¬ 1"),
            "government coop ¬p a¬ 1"
        );
    }

    #[test]
    fn case_and_split_words_are_kept() {
        assert_ne!(fold("Turkey"), fold("turkey"));
        assert_ne!(fold("coop-\neration"), fold("cooperation"));
    }

    #[test]
    fn every_place_maps_back_to_whole_letters() {
        let original = "x “e\u{301}tat”\r\n\u{ad}eﬃcient…";
        let folded = Folded::of(original);
        assert_eq!(folded.text, "x 'état' efficient...");
        let back = |part: &str| {
            let start = folded.text.find(part).unwrap();
            &original[folded.original(&(start..start + part.len()))]
        };
        assert_eq!(back("état"), "e\u{301}tat");
        assert_eq!(back("'"), "“");
        assert_eq!(back("tat' e"), "tat”\r\n\u{ad}e");
        assert_eq!(back("fic"), "ﬃc");
        assert_eq!(back("efficient.."), "eﬃcient…");
    }

    #[test]
    fn a_range_of_the_original_is_widened_to_clusters_and_trimmed() {
        let original = "a \u{ad} e\u{301}tat \n b";
        let folded = Folded::of(original);
        let accent = original.find('\u{301}').unwrap();
        let place = folded.folded(&(1..accent));
        assert_eq!(&folded.text[place], "é");
        let place = folded.folded(&(accent..original.len() - 1));
        assert_eq!(&folded.text[place], "état");
        assert!(folded.folded(&(1..3)).is_empty());
    }
}
