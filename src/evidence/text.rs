//! A saved text prepared once, and the way from a stretch of it to a quote. Knows no claim: what became of a quote is
//! said in [`super::anchor`].

use std::ops::{Range, RangeInclusive};

use super::fold::Folded;
use super::locator;
use super::paragraph::{self, Paragraph};
use super::suffixes::Suffixes;
use crate::model::{Fields, Quote};

/// A reference's saved text: the original, its paragraphs, and an index of its folded form.
///
/// All ranges are bytes of the original. Takes about six times the memory of the text itself.
#[derive(Clone, Debug, Default)]
pub struct Text {
    original: String,
    paragraphs: Vec<Paragraph>,
    pub(super) folded: Folded,
    suffixes: Suffixes,
}

impl Text {
    /// The widest context that a quote is given on each side, in characters; what repeats beyond it is left to the
    /// locator.
    const WIDEST_CONTEXT: usize = 4096;

    /// Prepares a text. Takes time in proportion to it: half a second for 5 MB.
    pub fn new(original: impl Into<String>) -> Self {
        let original = original.into();
        let folded = Folded::of(&original);
        Self {
            paragraphs: paragraph::paragraphs(&original),
            suffixes: Suffixes::of(folded.text.as_bytes()),
            folded,
            original,
        }
    }

    /// The text as it was saved.
    pub fn as_str(&self) -> &str {
        &self.original
    }

    /// Its paragraphs in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The number of the paragraph at a byte, or of the next one where it stands between two; the last one's at the
    /// end, and 1 in an empty text.
    pub fn paragraph_at(&self, at: usize) -> usize {
        let before = self
            .paragraphs
            .partition_point(|paragraph| paragraph.range.end <= at);
        (before + 1).min(self.paragraphs.len().max(1))
    }

    /// What a quote of this range would quote: widened to whole characters with all that combines with them, without
    /// white space and invisible characters at its ends. Empty where nothing visible is in it.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        self.folded.original(&self.folded.folded(&range))
    }

    /// The quote of this range, [trimmed](Self::trimmed), as a claim keeps it.
    ///
    /// Every run of white space is one space. Prefix and suffix are some 32 characters cut between words, and only
    /// longer where the words stand elsewhere in the same company.
    pub fn quote(&self, range: Range<usize>) -> Quote {
        let place = self.folded.folded(&range);
        let mut width = 32;
        loop {
            let prefix = self.before(place.start, width);
            let suffix = self.after(place.end, width);
            let is_whole = prefix.start == 0 && suffix.end == self.folded.text.len();
            let around = &self.folded.text[prefix.start..suffix.end];
            if is_whole || width >= Self::WIDEST_CONTEXT || self.rows(around).len() == 1 {
                return self.quote_with(place, prefix, suffix);
            }
            width *= 2;
        }
    }

    /// The quote of three stretches of the folded text that follow each other.
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

    /// Where this range stands, as a claim keeps it: `¶4`, or `¶4–5` where it reaches from one paragraph into another.
    pub fn locator(&self, range: Range<usize>) -> String {
        locator::of_numbers(&self.paragraph_numbers(&self.trimmed(range)))
    }

    /// Where these words stand, however they are written: in the order of the text, the first `most` places.
    ///
    /// Typography does not count; of case, the words as they are, in small letters, in capitals and with a capital
    /// first letter. O(words + places).
    pub fn find(&self, words: &str, most: usize) -> Vec<Range<usize>> {
        let lower = words.to_lowercase();
        let mut letters = lower.chars();
        let first = letters.next();
        let capital: String = first
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        let mut ways = [words.to_owned(), words.to_uppercase(), capital, lower]
            .map(|words| Folded::of(&words).text.trim_matches(' ').to_owned());
        ways.sort_unstable();
        let mut places = Vec::new();
        for (index, words) in ways.iter().enumerate() {
            if !words.is_empty() && !ways[..index].contains(words) {
                let found = self.places(self.rows(words));
                places.extend(found.map(|start| (start, start + words.len())));
            }
        }
        if places.len() > most {
            places.select_nth_unstable(most);
            places.truncate(most);
        }
        places.sort_unstable();
        let ranges = places.into_iter();
        ranges
            .map(|(start, end)| self.folded.original(&(start..end)))
            .collect()
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

    /// Where in the folded text some rows stand.
    pub(super) fn places(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        self.suffixes.places(rows)
    }

    /// How much of the beginning of these folded words stands in the text, and rows where it does.
    pub(super) fn longest(&self, words: &str, most: usize) -> (usize, Range<usize>) {
        self.suffixes
            .longest(self.folded.text.as_bytes(), words.as_bytes(), most)
    }

    /// So many characters before a place of the folded text, cut between words where there are any.
    fn before(&self, place: usize, width: usize) -> Range<usize> {
        let text = &self.folded.text[..place];
        let Some((start, _)) = text.char_indices().rev().nth(width) else {
            return 0..place;
        };
        let word = text[start..].trim_end().find(' ');
        word.map_or(start, |space| start + space + 1)..place
    }

    /// So many characters after a place of the folded text, cut between words where there are any.
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

/// A text with every run of white space as one space, at its ends too.
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
    fn a_quote_brings_its_company_cut_between_words() {
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
    fn words_are_found_in_capitals_and_across_lines() {
        let text = Text::new(LETTER);
        let found = |words: &str, most| {
            let ranges = text.find(words, most).into_iter();
            ranges.map(|range| &LETTER[range]).collect::<Vec<_>>()
        };
        let leagues = ["northern league", "northern league"];
        assert_eq!(found("NORTHERN League", 9), leagues);
        assert_eq!(found("northern league", 1), leagues[..1]);
        assert_eq!(found("SIGNED THE", 9), ["signed\nthe"]);
        assert!(found(" ", 9).is_empty());
    }

    #[test]
    fn company_grows_until_it_is_one_of_a_kind() {
        let same = "it was said again and again by everyone who was there that day, ";
        let text = Text::new(format!("First {same}aye. Then {same}no."));
        let quote = quoted(&text, "again by", 0);
        assert!(quote.prefix.unwrap().starts_with("First"));
    }

    #[test]
    fn a_locator_names_the_paragraphs_touched() {
        let text = Text::new(LETTER);
        let at = |words: &str| LETTER.find(words).unwrap();
        assert_eq!(text.locator(0..10), "¶1");
        assert_eq!(text.locator(10..at("northern")), "¶2");
        assert_eq!(text.locator(at("peace")..LETTER.len()), "¶2–3");
        assert_eq!(text.locator(LETTER.len()..LETTER.len()), "¶3");
        assert_eq!(Text::default().locator(0..0), "¶1");
    }

    #[test]
    fn a_range_that_is_no_range_is_no_panic() {
        let text = Text::new("é “x”");
        assert_eq!(text.trimmed(1..2), 0..2);
        #[expect(clippy::reversed_empty_ranges, reason = "this is what is tested")]
        let backwards = text.trimmed(5..1);
        assert!(backwards.is_empty());
        assert_eq!(text.trimmed(0..99), 0..text.as_str().len());
        assert_eq!(Text::default().quote(3..9).exact, "");
    }
}
