//! What a language says: messages with their values, words, lists and sentences.

use unicode_bidi::{BidiClass, bidi_class};

use super::catalogue::{MessageValue, formatted};
use super::tags::Language;

/// The beginning and the end of a text that is isolated by [`Language::isolated`].
pub const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// See [`FIRST_STRONG_ISOLATE`].
pub const POP_ISOLATE: char = '\u{2069}';

impl Language {
    /// A message without values.
    pub fn text(self, key: &'static str) -> String {
        self.with(key, &[])
    }

    /// A message with these values. What a language lacks is said in English.
    pub fn with(self, key: &'static str, values: &[MessageValue<'_>]) -> String {
        formatted(self, key, values)
            .or_else(|| formatted(Self::English, key, values))
            .unwrap_or_else(|| key.to_owned())
    }

    /// A message about a number of things.
    pub fn counted(self, key: &'static str, count: usize) -> String {
        self.with(key, &[("count", count.into())])
    }

    /// A word of the program for use in legends and captions, such as `Degree` or `camp`; words
    /// of the document, such as the name of a field, are returned as they are.
    pub fn word(self, word: &str) -> String {
        if self == Self::English {
            return word.to_owned();
        }
        if let Some(name) = word.strip_suffix(" (estimated)") {
            let name = self.word(name);
            return self.with("name-estimated", &[("name", name.into())]);
        }
        let key = format!("name-{}", word.to_lowercase().replace(' ', "-"));
        formatted(self, &key, &[]).unwrap_or_else(|| word.to_owned())
    }

    /// Names as a list in a sentence: `A, B and C`; empty without names.
    pub fn list<S: AsRef<str>>(self, names: &[S]) -> String {
        let Some((last, first)) = names.split_last() else {
            return String::new();
        };
        let first = self.joined(first);
        let last = last.as_ref();
        if first.is_empty() {
            return last.to_owned();
        }
        self.with(
            "list-last",
            &[("first", first.into()), ("last", last.into())],
        )
    }

    /// Names one after the other: `A, B, C`.
    pub fn joined<S: AsRef<str>>(self, names: &[S]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.join(&self.text("list-separator"))
    }

    /// Clauses one after the other: `without hostility; only cited relations`.
    pub fn clauses<S: AsRef<str>>(self, clauses: &[S]) -> String {
        let clauses: Vec<&str> = clauses.iter().map(AsRef::as_ref).collect();
        clauses.join(&self.text("clause-separator"))
    }

    /// A number that is written `1234.5`, as the language writes it: `1.234,5`.
    pub fn decimal(self, number: &str) -> String {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let Ok(count) = whole.parse::<usize>() else {
            return number.to_owned();
        };
        let whole = self.grouped(count);
        if fraction.is_empty() {
            return whole;
        }
        format!("{whole}{}{fraction}", self.decimal_point())
    }

    /// A text of the document within one of the language, such as a name or a quote: what is
    /// written in the other direction is isolated, so that it does not change the order of what is
    /// around it. Marks that would change the direction of what follows are left out.
    pub fn isolated(self, text: &str) -> String {
        let is_mark =
            |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let turns = |letter: char| match bidi_class(letter) {
            BidiClass::L => self.is_leftward(),
            BidiClass::R | BidiClass::AL => !self.is_leftward(),
            _ => false,
        };
        let clean: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
        if clean.chars().any(turns) {
            format!("{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}")
        } else {
            clean
        }
    }

    /// The first names, and how many more there are, by this message.
    pub fn shortened(
        self,
        names: impl ExactSizeIterator<Item = String>,
        max_names: usize,
        more: &'static str,
    ) -> Vec<String> {
        let others = names.len().saturating_sub(max_names);
        let mut parts: Vec<String> = names.take(max_names).collect();
        if others > 0 {
            parts.push(self.counted(more, others));
        }
        parts
    }

    /// Words as a sentence, with its full stop.
    pub fn sentence(self, words: &str) -> String {
        let mut sentence = self.with("sentence", &[("text", words.into())]);
        // An abbreviation at the end has its full stop already.
        if sentence.ends_with("..") {
            sentence.pop();
        }
        sentence
    }

    /// Sentences one after the other.
    pub fn sentences(self, sentences: &[String]) -> String {
        let mut all = sentences.iter();
        let first = all.next().cloned().unwrap_or_default();
        all.fold(first, |first, second| {
            self.with(
                "sentences",
                &[("first", first.into()), ("second", second.as_str().into())],
            )
        })
    }
}
