//! Words that a line breaks: joined again for a quote, with or without their hyphen. Knows no
//! quote.

use std::ops::Range;

use super::text::Text;

/// Beginnings of words that keep their hyphen before most words.
const PREFIXES: [&str; 14] = [
    "all", "anti", "co", "cross", "ex", "half", "mid", "neo", "non", "pan", "pro", "quasi", "self",
    "semi",
];

impl Text {
    /// The words of a range with its broken words joined; `None` if no word is broken.
    pub(super) fn joined(&self, range: Range<usize>) -> Option<String> {
        let words = &self.as_str()[range];
        let mut result = String::with_capacity(words.len());
        let mut done = 0;
        for (at, letter) in words.char_indices() {
            let Some(hyphen) = Hyphen::of(letter).filter(|_| at >= done) else {
                continue;
            };
            let Some(rest) = next_line(&words[at + letter.len_utf8()..]) else {
                continue;
            };
            let first = last_word(&words[..at]);
            let second = first_word(rest);
            if first.is_empty() || second.is_empty() {
                continue;
            }
            result.push_str(&words[done..at]);
            if hyphen == Hyphen::Visible && is_kept(self, first, second) {
                result.push('-');
            }
            done = words.len() - rest.len();
        }
        (done > 0).then(|| result + &words[done..])
    }
}

/// What ends a line within a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// A hyphen, which may belong to the word.
    Visible,
    /// A soft hyphen, or the sign that some OCR writes for it.
    Soft,
}

impl Hyphen {
    fn of(letter: char) -> Option<Self> {
        match letter {
            '-' | '\u{2010}' => Some(Self::Visible),
            '\u{ad}' | '¬' => Some(Self::Soft),
            _ => None,
        }
    }
}

/// What follows on the next line of the paragraph, if a line ends here.
fn next_line(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(char::is_whitespace);
    let space = &text[..text.len() - rest.len()];
    (space.matches('\n').count() == 1).then_some(rest)
}

fn last_word(text: &str) -> &str {
    let before = text.trim_end_matches(char::is_alphabetic);
    &text[before.len()..]
}

fn first_word(text: &str) -> &str {
    let after = text.trim_start_matches(char::is_alphabetic);
    &text[..text.len() - after.len()]
}

/// Whether the hyphen belongs to the word: as the text writes it elsewhere, else by what is usual.
fn is_kept(text: &Text, first: &str, second: &str) -> bool {
    let has = |word: &str| !text.find(word, 1).is_empty();
    if has(&format!("{first}{second}")) {
        return false;
    }
    let prefix = first.to_lowercase();
    has(&format!("{first}-{second}"))
        || second.starts_with(char::is_uppercase)
        || PREFIXES.contains(&prefix.as_str())
}
