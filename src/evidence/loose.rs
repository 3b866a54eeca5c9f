//! Loose matching: finds words that differ from a text only in how they are broken at line ends,
//! spaced and punctuated. Knows folded text only.
//!
//! Text and quote are compared without spaces, hyphens, quotation marks and dots; where these
//! characters differ, the difference must be one of typography:
//!
//! | in one | in the other |
//! | --- | --- |
//! | `coop- eration`, a hyphen at a line end | `cooperation`, `coop-eration` |
//! | `« oui »` and `oui !`, spaced as in French | `"oui"`, `oui!` |
//! | `--`, dashes with or without spaces | a dash |
//! | `. . .` | `...` |
//! | `"`, also written as two apostrophes | a quotation mark |
//! | `*word*`, emphasis of Markdown | `word` |
//! | a line end | ` / `, as verse is quoted |

use std::borrow::Cow;
use std::ops::Range;

use super::suffixes::Suffixes;

/// The index of a folded text without spaces, hyphens, quotation marks and dots.
#[derive(Clone, Debug, Default)]
pub(super) struct Loose {
    pub(super) letters: String,
    /// Where each run of letters begins, in `letters` and in the folded text.
    runs: Vec<(u32, u32)>,
    suffixes: Suffixes,
}

/// Folded words without soft characters at their ends, and their letters alone.
#[derive(Clone, Debug)]
pub(super) struct LooseWords {
    pub(super) words: String,
    pub(super) letters: String,
}

impl LooseWords {
    /// `None` if nothing is left of the words.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let words = folded.trim_matches(is_soft).to_owned();
        let letters: String = words.chars().filter(|letter| !is_soft(*letter)).collect();
        (!letters.is_empty()).then_some(Self { words, letters })
    }
}

impl Loose {
    /// How many bytes of a folded text are indexed.
    const MAX_BYTES: usize = 1 << 30;

    pub(super) fn of(folded: &str) -> Self {
        let folded = &folded[..folded.floor_char_boundary(Self::MAX_BYTES)];
        let mut letters = String::with_capacity(folded.len());
        let mut runs = Vec::new();
        let mut is_within = false;
        for (at, letter) in folded.char_indices() {
            let is_letter = !is_soft(letter);
            if is_letter && !is_within {
                runs.push((letters.len() as u32, at as u32));
            }
            if is_letter {
                letters.push(letter);
            }
            is_within = is_letter;
        }
        Self {
            suffixes: Suffixes::of(letters.as_bytes()),
            letters,
            runs,
        }
    }

    /// The rows of the letters that begin with these.
    pub(super) fn rows(&self, letters: &str) -> Range<usize> {
        self.suffixes
            .rows(self.letters.as_bytes(), letters.as_bytes())
    }

    /// The places of some rows among the letters.
    pub(super) fn places(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        self.suffixes.places(rows)
    }

    /// The place in the folded text of a place among the letters.
    pub(super) fn folded(&self, letter: usize) -> usize {
        let next = self
            .runs
            .partition_point(|(begin, _)| *begin as usize <= letter);
        let run = next.checked_sub(1).and_then(|run| self.runs.get(run));
        run.map_or(0, |(begin, folded)| {
            *folded as usize + letter - *begin as usize
        })
    }

    /// The first place among the letters that is not before a place of the folded text.
    pub(super) fn letter(&self, folded: usize) -> usize {
        let next = self.runs.partition_point(|(_, at)| *at as usize <= folded);
        let end = self
            .runs
            .get(next)
            .map_or(self.letters.len(), |(begin, _)| *begin as usize);
        let run = next.checked_sub(1).and_then(|run| self.runs.get(run));
        run.map_or(0, |(begin, at)| {
            (*begin as usize + folded - *at as usize).min(end)
        })
    }

    /// The places in the folded text where these words are, in no order; at most `limit` are tried.
    pub(super) fn find(&self, text: &str, words: &LooseWords, limit: usize) -> Vec<Range<usize>> {
        let places = self.places(self.rows(&words.letters)).take(limit);
        places
            .filter_map(|place| matched(text, self.folded(place), &words.words))
            .collect()
    }
}

/// The range of the text from `start` that these words match; both begin and end with letters.
pub(super) fn matched(text: &str, start: usize, words: &str) -> Option<Range<usize>> {
    let mut there = text.get(start..)?;
    let mut words = words;
    loop {
        let letter = words.chars().next()?;
        there = there.strip_prefix(letter)?;
        words = &words[letter.len_utf8()..];
        if words.is_empty() {
            return Some(start..text.len() - there.len());
        }
        let [in_text, in_words] = [gap(there), gap(words)];
        there = &there[in_text.len()..];
        words = &words[in_words.len()..];
        let next = words.chars().next()?;
        if in_text != in_words && !is_typography(in_text, in_words, letter, next) {
            return None;
        }
    }
}

/// The punctuation that quote and text must share before and after the words, found around their
/// range: a full stop, but not quotation marks. `None` if the text has other punctuation.
pub(super) fn with_ends(text: &str, range: &Range<usize>, folded: &str) -> Option<Range<usize>> {
    let is_loose = |letter: char| matches!(letter, ' ' | '\'' | '*');
    let head = folded.len() - folded.trim_start_matches(is_soft).len();
    let tail = folded.trim_end_matches(is_soft).len().max(head);
    let mut range = range.clone();
    let mut after = text[range.end..].char_indices();
    for letter in folded[tail..].chars().filter(|letter| !is_loose(*letter)) {
        let (at, found) = after.find(|(_, found)| !is_loose(*found))?;
        if found != letter {
            return None;
        }
        range.end = range
            .end
            .max(text.len() - text[range.end..].len() + at + found.len_utf8());
        after = text[range.end..].char_indices();
    }
    let mut before = text[..range.start].char_indices().rev();
    for letter in folded[..head]
        .chars()
        .rev()
        .filter(|letter| !is_loose(*letter))
    {
        let (at, found) = before.find(|(_, found)| !is_loose(*found))?;
        if found != letter {
            return None;
        }
        range.start = at;
    }
    Some(range)
}

/// Whether a character is left out of the letters.
fn is_soft(letter: char) -> bool {
    matches!(letter, ' ' | '-' | '\'' | '.' | '/' | '*')
}

/// The soft characters at the beginning of a text.
fn gap(text: &str) -> &str {
    &text[..text.find(|letter| !is_soft(letter)).unwrap_or(text.len())]
}

/// Whether what is between two letters differs only in typography.
fn is_typography(in_text: &str, in_words: &str, before: char, after: char) -> bool {
    let is_line_end = |gap: &str| gap == "- " && before.is_alphabetic() && after.is_alphabetic();
    if (is_line_end(in_text) && in_words.is_empty())
        || (is_line_end(in_words) && in_text.is_empty())
        || (in_words == " / " && in_text == " ")
    {
        return true;
    }
    plain(in_text, before, after) == plain(in_words, before, after)
}

/// What is between two letters, in one spelling.
fn plain(gap: &str, before: char, after: char) -> Cow<'_, str> {
    if gap.is_empty() || gap == " " && !is_spaced(after) {
        return Cow::Borrowed(gap);
    }
    let mut plain = gap.to_owned();
    if !(before.is_numeric() && after.is_numeric()) {
        plain.retain(|letter| letter != '*');
    }
    let dots = plain.matches('.').count();
    let has_ellipsis = dots >= 3;
    if has_ellipsis {
        // Four dots are an ellipsis after or before a full stop.
        plain.retain(|letter| letter != '.' && letter != ' ');
        plain.insert_str(0, "...");
    }
    if has_ellipsis || plain.contains(['-', '\'']) || is_spaced(after) {
        plain.retain(|letter| letter != ' ');
    }
    while let Some(at) = plain.find("--").or_else(|| plain.find("''")) {
        plain.remove(at);
    }
    Cow::Owned(plain)
}

/// Whether French sets a space before this character.
fn is_spaced(letter: char) -> bool {
    matches!(letter, ':' | ';' | '!' | '?' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::fold::Folded;

    fn found(text: &str, words: &str) -> Vec<String> {
        let [text, words] = [text, words].map(|text| Folded::of(text).text);
        let loose = Loose::of(&text);
        let words = LooseWords::of(&words).unwrap();
        let places = loose.find(&text, &words, 9).into_iter();
        places.map(|place| text[place].to_owned()).collect()
    }

    #[test]
    fn typography_makes_no_difference() {
        for (text, words) in [
            ("closer coop-\neration with", "closer cooperation with"),
            ("closer coop-\neration with", "closer coop-eration with"),
            ("closer cooperation with", "closer coop- eration with"),
            ("and anti-\nMarn feeling", "anti-Marn feeling"),
            ("co‐\noperation began", "cooperation began"),
            ("a dit : « Nous » hier", "dit: \"Nous\" hier"),
            ("a dit «non».", "dit « non »"),
            ("war -- so called -- ended", "war — so called—ended"),
            ("We shall . . . prevail", "We shall… prevail"),
            ("he said ``now'' and", "said “now” and"),
            ("the *Front* **supports** it", "the Front supports it"),
            ("We march\n    on Marn", "We march / on Marn"),
            ("quoi ! dit-il", "quoi! dit-il"),
        ] {
            assert_eq!(found(text, words).len(), 1, "{words}");
        }
    }

    #[test]
    fn other_differences_count() {
        for (text, words) in [
            ("the co-operation of", "cooperation of"),
            ("the dog's bones", "the dogs' bones"),
            ("the end. Of war", "the end of war"),
            ("War ended", "war ended"),
            ("a b", "ab"),
            ("2*3 is", "23 is"),
            ("and or", "and/or"),
            ("they left, he said", "they left he said"),
        ] {
            assert!(found(text, words).is_empty(), "{words}");
        }
    }

    #[test]
    fn places_map_both_ways() {
        let text = "'a- b' c.";
        let loose = Loose::of(text);
        assert_eq!(loose.letters, "abc");
        assert_eq!([0, 1, 2].map(|letter| loose.folded(letter)), [1, 4, 7]);
        assert_eq!(
            [0, 1, 2, 4, 5, 7, 8, 9].map(|at| loose.letter(at)),
            [0, 0, 1, 1, 2, 2, 3, 3]
        );
    }
}
