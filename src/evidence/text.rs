//! A saved text with its index, and how a range of it becomes a quote. Knows no claim;
//! [`super::anchor`] finds a quote in a text.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use super::anchored::Anchored;
use super::fold::Folded;
use super::locator;
use super::loose::{Loose, LooseWords};
use super::paragraph::{self, Paragraph};
use super::suffixes::Suffixes;
use crate::model::{Fields, Quote};

/// A reference's saved text: the original, its paragraphs, and an index of its folded form.
///
/// All ranges are bytes of the original. Needs about six times the memory of the text itself.
#[derive(Clone, Debug, Default)]
pub struct Text {
    original: String,
    paragraphs: Vec<Paragraph>,
    pub(super) folded: Folded,
    suffixes: Suffixes,
    note: Option<String>,
    /// The paragraph that locators call the first, if that is known.
    first: Option<usize>,
    /// Prepared when a quote is not found word for word.
    loose: OnceLock<Loose>,
}

impl Text {
    /// The longest prefix or suffix of a quote, in characters; if even that repeats, the locator
    /// decides.
    const MAX_CONTEXT: usize = 4096;

    /// Prepares a text, in linear time: half a second for 5 MB.
    pub fn new(original: impl Into<String>) -> Self {
        let original = original.into();
        let folded = Folded::of(&original);
        Self {
            paragraphs: paragraph::paragraphs(&original),
            suffixes: Suffixes::of(folded.text.as_bytes()),
            folded,
            original,
            note: None,
            first: None,
            loose: OnceLock::new(),
        }
    }

    /// The same text with what the user should know about how it was read.
    #[must_use]
    pub fn with_note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    /// The same text, whose paragraph with this number (from 1) locators call ¶1; `None` if the
    /// locators of its quotes show how they count.
    #[must_use]
    pub fn counted_from(self, first: Option<u32>) -> Self {
        Self {
            first: first.map(|first| first.max(1) as usize),
            ..self
        }
    }

    /// How many paragraphs before ¶1 do not count, if that is known.
    pub(super) fn uncounted(&self) -> Option<usize> {
        self.first.map(|first| first - 1)
    }

    /// The number that locators give a paragraph, or `None` for a heading before ¶1.
    pub fn counted(&self, paragraph: &Paragraph) -> Option<usize> {
        let number = paragraph.number.checked_sub(self.uncounted().unwrap_or(0));
        number.filter(|number| *number > 0)
    }

    /// What the user should know about how the text was read.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The index for words that differ in typography.
    pub(super) fn loose(&self) -> &Loose {
        self.loose.get_or_init(|| Loose::of(&self.folded.text))
    }

    /// The text as it was saved.
    pub fn as_str(&self) -> &str {
        &self.original
    }

    /// A range of the folded text as the text was saved, in one line.
    pub(super) fn as_written(&self, folded: &Range<usize>) -> String {
        let words = &self.original[self.folded.original(folded)];
        let mut shown = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.folded.text[folded.clone()].ends_with(' ') {
            shown.push(' ');
        }
        shown
    }

    /// Its paragraphs in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The number of the paragraph at a byte, or of the next one if it is between two; that of the
    /// last one at the end, and 1 in an empty text.
    pub fn paragraph_at(&self, at: usize) -> usize {
        let before = self
            .paragraphs
            .partition_point(|paragraph| paragraph.range.end <= at);
        (before + 1).min(self.paragraphs.len().max(1))
    }

    /// The range that a quote of this range covers: widened to whole characters with their
    /// combining marks, without white space and invisible characters at its ends. Empty if nothing
    /// in it is visible.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        self.folded.original(&self.folded.folded(&range))
    }

    /// The quote of this range, [trimmed](Self::trimmed), as a claim keeps it.
    ///
    /// Every run of white space is one space, and a word broken at a line's end is whole. Prefix
    /// and suffix have about 32 characters, cut between words, and more if the words occur
    /// elsewhere in the same context.
    pub fn quote(&self, range: Range<usize>) -> Quote {
        let broken = self.quote_as_broken(range.clone());
        let range = self.trimmed(range);
        let Some(exact) = self.joined(range.clone()) else {
            return broken;
        };
        let whole = Quote {
            exact: one_space_each(&exact),
            ..broken.clone()
        };
        // Where the whole words would be found elsewhere, they stay as they are.
        let is_same = match self.anchor(&whole, None) {
            Anchored::Verified {
                range: found,
                doubts,
            } => found == range && doubts.is_empty(),
            _ => false,
        };
        if is_same { whole } else { broken }
    }

    /// The quote of this range, with words as lines break them.
    fn quote_as_broken(&self, range: Range<usize>) -> Quote {
        let place = self.folded.folded(&range);
        let mut width = 32;
        loop {
            let prefix = self.before(place.start, width);
            let suffix = self.after(place.end, width);
            let is_whole = prefix.start == 0 && suffix.end == self.folded.text.len();
            let around = &self.folded.text[prefix.start..suffix.end];
            if is_whole || width >= Self::MAX_CONTEXT || self.rows(around).len() == 1 {
                return self.quote_with(place, prefix, suffix);
            }
            width *= 2;
        }
    }

    /// The quote of three consecutive ranges of the folded text.
    fn quote_with(&self, exact: Range<usize>, prefix: Range<usize>, suffix: Range<usize>) -> Quote {
        let [exact, prefix, suffix] =
            [exact, prefix, suffix].map(|place| self.folded.original(&place));
        let words = |range: Range<usize>| one_space_each(&self.original[range]);
        let some = |words: String| (!words.is_empty()).then_some(words);
        Quote {
            exact: words(exact.clone()),
            prefix: some(words(prefix.start.min(exact.start)..exact.start)),
            suffix: some(words(exact.end..suffix.end.max(exact.end))),
            fields: Fields::default(),
        }
    }

    /// The locator of this range, as a claim keeps it: `¶4`, or `¶4–5` if it covers several
    /// paragraphs, or `title` before ¶1.
    pub fn locator(&self, range: Range<usize>) -> String {
        let numbers = self.paragraph_numbers(&self.trimmed(range));
        let uncounted = self.uncounted().unwrap_or(0);
        let counted = |number: &usize| number.saturating_sub(uncounted);
        match counted(numbers.end()) {
            0 => locator::TITLE.to_owned(),
            last => locator::of_numbers(&(counted(numbers.start()).max(1)..=last)),
        }
    }

    /// The first `limit` places of these words, in the order of the text.
    ///
    /// Typography is ignored. The words are found as they are, in lower case, in upper case and
    /// with a capital first letter. O(words + places).
    pub fn find(&self, words: &str, limit: usize) -> Vec<Range<usize>> {
        let lower = words.to_lowercase();
        let mut letters = lower.chars();
        let first = letters.next();
        let capital: String = first
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        let mut spellings = [words.to_owned(), words.to_uppercase(), capital, lower]
            .map(|words| Folded::of(&words).text.trim_matches(' ').to_owned());
        spellings.sort_unstable();
        let mut places = Vec::new();
        for (index, words) in spellings.iter().enumerate() {
            if !words.is_empty() && !spellings[..index].contains(words) {
                let found = self.places(self.rows(words));
                places.extend(found.map(|start| (start, start + words.len())));
            }
        }
        if places.len() > limit {
            places.select_nth_unstable(limit);
            places.truncate(limit);
        }
        places.sort_unstable();
        let ranges = places.into_iter();
        ranges
            .map(|(start, end)| self.folded.original(&(start..end)))
            .collect()
    }

    /// The first `limit` places of these words in the order of the text, where a line may break a
    /// word and typography may differ; letters are of the same case.
    ///
    /// The first search prepares an index, in linear time.
    pub fn find_loosely(&self, words: &str, limit: usize) -> Vec<Range<usize>> {
        let words = Folded::of(words).text;
        let Some(loose) = LooseWords::of(&words) else {
            return Vec::new();
        };
        let folded = &self.folded.text;
        let mut places = self.loose().find(folded, &loose, limit);
        places.sort_unstable_by_key(|place| place.start);
        let places = places.iter();
        places.map(|place| self.folded.original(place)).collect()
    }

    /// The numbers of the paragraphs that a trimmed range touches.
    pub(super) fn paragraph_numbers(&self, range: &Range<usize>) -> RangeInclusive<usize> {
        let first = self.paragraph_at(range.start);
        let last = self.paragraph_at(range.end.saturating_sub(1));
        first..=last.max(first)
    }

    /// The rows of the suffix array that begin with these folded words.
    pub(super) fn rows(&self, words: &str) -> Range<usize> {
        self.suffixes
            .rows(self.folded.text.as_bytes(), words.as_bytes())
    }

    /// The places of some rows in the folded text.
    pub(super) fn places(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        self.suffixes.places(rows)
    }

    /// The longest beginning of these folded words that occurs in the text, in bytes, and rows
    /// where it does.
    pub(super) fn longest(&self, words: &str, max_rows: usize) -> (usize, Range<usize>) {
        self.suffixes
            .longest(self.folded.text.as_bytes(), words.as_bytes(), max_rows)
    }

    /// `width` characters before a place of the folded text, cut between words if possible.
    fn before(&self, place: usize, width: usize) -> Range<usize> {
        let text = &self.folded.text[..place];
        let Some((start, _)) = text.char_indices().rev().nth(width) else {
            return 0..place;
        };
        let word = text[start..].trim_end().find(' ');
        word.map_or(start, |space| start + space + 1)..place
    }

    /// `width` characters after a place of the folded text, cut between words if possible.
    fn after(&self, place: usize, width: usize) -> Range<usize> {
        let text = &self.folded.text[place..];
        let Some((end, letter)) = text.char_indices().nth(width) else {
            return place..self.folded.text.len();
        };
        let end = end + letter.len_utf8();
        let leading = end - text[..end].trim_start().len();
        let word = text[leading..end].rfind(' ');
        place..place + word.map_or(end, |space| leading + space)
    }
}

impl From<String> for Text {
    fn from(original: String) -> Self {
        Self::new(original)
    }
}

/// A text with every run of white space as one space, also at its ends.
fn one_space_each(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for letter in text.chars() {
        if !letter.is_whitespace() {
            result.push(letter);
        } else if !result.ends_with(' ') {
            result.push(' ');
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "The Letter\n\nThe northern league “never” signed\nthe treaty, and the river towns kept their peace with it.\n\nThe northern league signed later.\n";

    fn quoted(text: &Text, words: &str, nth: usize) -> Quote {
        let (start, _) = text.as_str().match_indices(words).nth(nth).unwrap();
        text.quote(start..start + words.len())
    }

    #[test]
    fn a_quote_has_its_context_cut_between_words() {
        let text = Text::new(LETTER);
        let quote = quoted(&text, "signed\nthe treaty", 0);
        assert_eq!(quote.exact, "signed the treaty");
        assert_eq!(
            quote.prefix.as_deref(),
            Some("The northern league “never” ")
        );
        assert_eq!(
            quote.suffix.as_deref(),
            Some(", and the river towns kept their")
        );
    }

    #[test]
    fn a_headline_is_the_title_where_paragraphs_count_after_it() {
        let text = Text::new(LETTER).counted_from(Some(2));
        let locator = |words: &str| {
            let start = LETTER.find(words).unwrap();
            text.locator(start..start + words.len())
        };
        assert_eq!(locator("The Letter"), "title");
        assert_eq!(locator("river towns"), "¶1");
        let both = text.locator(0..LETTER.find("later").unwrap());
        assert_eq!(both, "¶1–2");
        let numbers = text
            .paragraphs()
            .iter()
            .map(|paragraph| text.counted(paragraph));
        assert_eq!(numbers.collect::<Vec<_>>(), [None, Some(1), Some(2)]);
        // A locator by the plain count is named as wrong.
        let quote = quoted(&text, "river towns", 0);
        let anchored = text.anchor(&quote, Some("¶2"));
        assert!(format!("{anchored:?}").contains("Locator"), "{anchored:?}");
        let anchored = text.anchor(&quote, Some("¶1"));
        assert!(!format!("{anchored:?}").contains("Locator"), "{anchored:?}");
    }

    #[test]
    fn words_are_found_in_capitals_and_across_lines() {
        let text = Text::new(LETTER);
        let found = |words: &str, limit| {
            let ranges = text.find(words, limit).into_iter();
            ranges.map(|range| &LETTER[range]).collect::<Vec<_>>()
        };
        let leagues = ["northern league", "northern league"];
        assert_eq!(found("NORTHERN League", 9), leagues);
        assert_eq!(found("northern league", 1), leagues[..1]);
        assert_eq!(found("SIGNED THE", 9), ["signed\nthe"]);
        assert!(found(" ", 9).is_empty());
    }

    #[test]
    fn words_that_a_line_breaks_are_found_loosely() {
        let text = Text::new("An un-\nconditional truce, and an unconditional one.");
        let found = text.find_loosely("unconditional", 9).into_iter();
        let found: Vec<_> = found.map(|range| &text.as_str()[range]).collect();
        assert_eq!(found, ["un-\nconditional", "unconditional"]);
        assert!(text.find_loosely("-", 9).is_empty());
        assert!(text.find_loosely("unconditioned", 9).is_empty());
    }

    #[test]
    fn a_word_that_a_line_breaks_is_quoted_whole() {
        let quote_of = |text: &str, from: &str, to: &str| {
            let text = Text::new(text);
            let start = text.as_str().find(from).unwrap();
            let end = text.as_str().find(to).unwrap() + to.len();
            let quote = text.quote(start..end);
            let Anchored::Verified { range, doubts } = text.anchor(&quote, None) else {
                panic!("“{}” is not found", quote.exact);
            };
            assert_eq!((range, &doubts[..]), (start..end, &[][..]));
            quote.exact
        };
        let text = "It is an open ques-\ntion whether the anti-\nTaliban front and the pro-\n\
                    government press, as said in pro-government papers, hold the self-\nimposed \
                    truce and the lon\u{ad}\nger coop\u{2010}\n  eration of the ri¬\nver towns.";
        assert_eq!(
            quote_of(text, "an open", "whether"),
            "an open question whether"
        );
        assert_eq!(
            quote_of(text, "anti-", "front"),
            "anti-Taliban front",
            "a capital letter keeps its hyphen"
        );
        assert_eq!(
            quote_of(text, "pro-", "press"),
            "pro-government press",
            "as elsewhere"
        );
        assert_eq!(
            quote_of(text, "the self-", "truce"),
            "the self-imposed truce"
        );
        assert_eq!(
            quote_of(text, "the lon", "towns"),
            "the longer cooperation of the river towns"
        );
        // A list and two paragraphs are no broken words.
        let text = "He met north-\n\nern men and 3-\n4 others";
        assert_eq!(quote_of(text, "north", "men"), "north- ern men");
        assert_eq!(quote_of(text, "and 3", "others"), "and 3- 4 others");
    }

    #[test]
    fn a_broken_word_stays_as_it_is_where_the_whole_one_is_elsewhere() {
        let text = Text::new("The question was put. An open ques-\ntion remains.");
        let start = text.as_str().find("ques-").unwrap();
        assert_eq!(text.quote(start..start + 10).exact, "ques- tion");
    }

    #[test]
    fn context_grows_until_it_is_unique() {
        let same = "it was said again and again by everyone who was there that day, ";
        let text = Text::new(format!("First {same}aye. Then {same}no."));
        let quote = quoted(&text, "again by", 0);
        assert!(quote.prefix.unwrap().starts_with("First"));
    }

    #[test]
    fn a_locator_names_the_paragraphs_covered() {
        let text = Text::new(LETTER);
        let at = |words: &str| LETTER.find(words).unwrap();
        assert_eq!(text.locator(0..10), "¶1");
        assert_eq!(text.locator(10..at("northern")), "¶2");
        assert_eq!(text.locator(at("peace")..LETTER.len()), "¶2–3");
        assert_eq!(text.locator(LETTER.len()..LETTER.len()), "¶3");
        assert_eq!(Text::default().locator(0..0), "¶1");
    }

    #[test]
    fn an_invalid_range_does_not_panic() {
        let text = Text::new("é “x”");
        assert_eq!(text.trimmed(1..2), 0..2);
        #[expect(clippy::reversed_empty_ranges, reason = "this is what is tested")]
        let backwards = text.trimmed(5..1);
        assert!(backwards.is_empty());
        assert_eq!(text.trimmed(0..99), 0..text.as_str().len());
        assert_eq!(Text::default().quote(3..9).exact, "");
    }
}
