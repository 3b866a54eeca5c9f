//! Anchoring: what became of a quote in the text it was taken from.
//!
//! By W3C's `TextQuoteSelector`. Words that stand once are found; of several the prefix and suffix decide, then the
//! locator; where nothing decides, that is said. Words that stand nowhere are looked for as changed words
//! ([`super::fuzzy`]), which is an offer and never taken for the quote.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use rayon::prelude::*;

use super::difference::Difference;
use super::fold::Folded;
use super::{Text, locator};
use crate::model::Quote;

/// What became of a quote. Ranges are bytes of the saved text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// The words stand in the text, at one place.
    Verified {
        /// Where.
        range: Range<usize>,
        /// What the quote says of its place and the text does not bear out.
        doubts: Vec<Doubt>,
    },
    /// The words stand in the text more than once, and neither prefix nor suffix nor locator says which.
    Ambiguous {
        /// Where, as far as they are equally likely, in the order of the text; of the first thousand places alone.
        ranges: Vec<Range<usize>>,
        /// How often the words stand in the text.
        times: usize,
    },
    /// The words do not stand in the text, but others much like them.
    Changed {
        /// Where the likest words are.
        range: Range<usize>,
        /// How the quote and the text differ.
        difference: Difference,
    },
    /// Nothing like the words stands in the text.
    NotFound,
    /// There is no saved text to hold the quote to.
    NoText {
        /// Why the text that the reference names could not be read; nothing where none is named.
        problem: Option<String>,
    },
    /// The claim quotes nothing.
    Unquoted,
}

/// What a verified quote says of its place and the text does not bear out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Prefix or suffix are not what stands before and after.
    Context,
    /// The locator names another paragraph.
    Locator,
}

impl Anchored {
    /// A stable word for programs: `verified`, `ambiguous`, `changed`, `not-found`, `no-text`, `unquoted`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Verified { .. } => "verified",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Changed { .. } => "changed",
            Self::NotFound => "not-found",
            Self::NoText { .. } => "no-text",
            Self::Unquoted => "unquoted",
        }
    }

    /// Whether the words stand in the text, at one place.
    pub fn is_verified(&self) -> bool {
        matches!(self, Self::Verified { .. })
    }

    /// Every place in the text that this speaks of.
    pub fn ranges(&self) -> &[Range<usize>] {
        match self {
            Self::Verified { range, .. } | Self::Changed { range, .. } => {
                std::slice::from_ref(range)
            }
            Self::Ambiguous { ranges, .. } => ranges,
            Self::NotFound | Self::NoText { .. } | Self::Unquoted => &[],
        }
    }
}

impl Text {
    /// What became of a quote, whose locator is taken to count this text's paragraphs. Never `NoText`.
    pub fn anchor(&self, quote: &Quote, locator: Option<&str>) -> Anchored {
        Selector::new(quote, locator).anchor(self, 0)
    }

    /// What became of many quotes, in their order.
    ///
    /// Locators may count from another paragraph than the text's first, as where the saved text begins with headings
    /// that nobody counts: where most quotes that stand once agree by how much, all locators are read so.
    pub fn anchor_all<'a>(
        &self,
        quotes: impl IntoIterator<Item = (&'a Quote, Option<&'a str>)>,
    ) -> Vec<Anchored> {
        let quotes: Vec<_> = quotes.into_iter().collect();
        let selectors: Vec<_> = quotes
            .into_par_iter()
            .map(|(quote, locator)| Selector::new(quote, locator))
            .collect();
        let ahead = paragraphs_ahead(self, &selectors);
        let anchored = selectors.into_par_iter();
        anchored
            .map(|selector| selector.anchor(self, ahead))
            .collect()
    }
}

/// A quote made ready for the search.
pub(super) struct Selector<'a> {
    quote: &'a Quote,
    /// The words, folded.
    pub(super) words: String,
    prefix: String,
    suffix: String,
    /// The paragraphs that the locator names.
    paragraphs: Option<RangeInclusive<usize>>,
}

impl<'a> Selector<'a> {
    /// How many places of one quote are looked at one by one.
    const MAX_PLACES: usize = 1000;

    fn new(quote: &'a Quote, locator: Option<&str>) -> Self {
        let fold = |text: &str| Folded::of(text).text;
        let context = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
        Self {
            quote,
            words: fold(&quote.exact).trim_matches(' ').to_owned(),
            prefix: context(&quote.prefix).trim_matches(' ').to_owned(),
            suffix: context(&quote.suffix).trim_matches(' ').to_owned(),
            paragraphs: locator.and_then(locator::numbers),
        }
    }

    /// What became of the quote; `ahead` paragraphs stand before the one that locators call the first.
    fn anchor(&self, text: &Text, ahead: isize) -> Anchored {
        if self.words.is_empty() {
            return Anchored::Unquoted;
        }
        let rows = text.rows(&self.words);
        let times = rows.len();
        if times == 0 {
            return super::fuzzy::changed(text, self);
        }
        if let Some(place) = text.places(rows.clone()).next().filter(|_| times == 1) {
            return self.verified(text, place, ahead);
        }
        if let Some(place) = self.in_full_company(text) {
            return self.verified(text, place, ahead);
        }
        let mut places: Vec<usize> = text.places(rows).collect();
        if places.len() > Self::MAX_PLACES {
            places.select_nth_unstable(Self::MAX_PLACES);
            places.truncate(Self::MAX_PLACES);
        }
        places.sort_unstable();
        let likely = self.in_best_company(text, &places);
        let likely = self.in_named_paragraphs(text, likely, ahead);
        match likely[..] {
            [place] if times <= Self::MAX_PLACES => self.verified(text, place, ahead),
            _ => {
                let range = |place: &usize| self.range(text, *place);
                let ranges = likely.iter().map(range).collect();
                Anchored::Ambiguous { ranges, times }
            }
        }
    }

    fn range(&self, text: &Text, place: usize) -> Range<usize> {
        text.folded.original(&(place..place + self.words.len()))
    }

    fn verified(&self, text: &Text, place: usize, ahead: isize) -> Anchored {
        let range = self.range(text, place);
        let mut doubts = Vec::new();
        let is_refuted = |context: &str, agreed: usize| agreed == 0 && !context.is_empty();
        let (before, after) = self.company(text, place..place + self.words.len());
        if is_refuted(&self.prefix, before) || is_refuted(&self.suffix, after) {
            doubts.push(Doubt::Context);
        }
        if let Some(named) = self.named(ahead)
            && !overlap(&named, &text.paragraph_numbers(&range))
        {
            doubts.push(Doubt::Locator);
        }
        Anchored::Verified { range, doubts }
    }

    /// The one place where prefix, words and suffix stand together as they were quoted.
    fn in_full_company(&self, text: &Text) -> Option<usize> {
        let part = |part: &'a Option<String>| part.as_deref().unwrap_or_default();
        let [prefix, suffix] = [&self.quote.prefix, &self.quote.suffix].map(part);
        let head = Folded::of(&[prefix, &self.quote.exact].concat()).text;
        let whole = Folded::of(&[prefix, &self.quote.exact, suffix].concat()).text;
        let start = head.trim_end_matches(' ').strip_suffix(&self.words)?.len();
        let is_same = whole.get(start..)?.starts_with(&self.words);
        let rows = text.rows(&whole);
        (is_same && rows.len() == 1)
            .then(|| text.places(rows).next())??
            .checked_add(start)
    }

    /// The places, of these, where most of the prefix and the suffix agrees with what stands there.
    fn in_best_company(&self, text: &Text, places: &[usize]) -> Vec<usize> {
        let company = |place: &usize| {
            let (before, after) = self.company(text, *place..*place + self.words.len());
            before + after
        };
        let best = places.iter().map(company).max().unwrap_or_default();
        let is_best = |place: &usize| company(place) == best;
        places.iter().copied().filter(is_best).collect()
    }

    /// The places, of these, that stand in the paragraphs the locator names; all where none does.
    fn in_named_paragraphs(&self, text: &Text, places: Vec<usize>, ahead: isize) -> Vec<usize> {
        let Some(named) = self.named(ahead) else {
            return places;
        };
        let is_there =
            |place: &usize| overlap(&named, &text.paragraph_numbers(&self.range(text, *place)));
        let there: Vec<_> = places.iter().copied().filter(is_there).collect();
        if there.is_empty() { places } else { there }
    }

    /// The paragraphs of the text that the locator names.
    fn named(&self, ahead: isize) -> Option<RangeInclusive<usize>> {
        let paragraphs = self.paragraphs.as_ref()?;
        let [first, last] = [*paragraphs.start(), *paragraphs.end()];
        Some(first.saturating_add_signed(ahead)..=last.saturating_add_signed(ahead))
    }

    /// How many bytes of the prefix and of the suffix agree with what stands around a folded place.
    pub(super) fn company(&self, text: &Text, place: Range<usize>) -> (usize, usize) {
        let before = text.folded.text[..place.start].trim_end_matches(' ');
        let after = text.folded.text[place.end..].trim_start_matches(' ');
        (
            agreed(self.prefix.bytes().rev(), before.bytes().rev()),
            agreed(self.suffix.bytes(), after.bytes()),
        )
    }
}

/// How far a context agrees with what stands there, from the quote outwards; nothing where it is a chance letter or two.
fn agreed(context: impl ExactSizeIterator<Item = u8>, there: impl Iterator<Item = u8>) -> usize {
    const CHANCE: usize = 4;
    let length = context.len();
    let same = context.zip(there).take_while(|(left, right)| left == right);
    let same = same.count();
    if same >= length.min(CHANCE) { same } else { 0 }
}

/// How many paragraphs stand before the one that locators call the first: what most quotes that stand once say.
fn paragraphs_ahead(text: &Text, selectors: &[Selector<'_>]) -> isize {
    let mut votes = BTreeMap::new();
    for selector in selectors {
        let (Some(named), false) = (&selector.paragraphs, selector.words.is_empty()) else {
            continue;
        };
        let rows = text.rows(&selector.words);
        if let (1, Some(place)) = (rows.len(), text.places(rows).next()) {
            let number = *text.paragraph_numbers(&selector.range(text, place)).start();
            *votes
                .entry(number as isize - *named.start() as isize)
                .or_insert(0) += 1;
        }
    }
    let all: usize = votes.values().sum();
    let most = votes
        .into_iter()
        .max_by_key(|(ahead, votes)| (*votes, Reverse(ahead.abs())));
    most.map_or(0, |(ahead, votes)| {
        if votes > 1 && 2 * votes > all {
            ahead
        } else {
            0
        }
    })
}

fn overlap(left: &RangeInclusive<usize>, right: &RangeInclusive<usize>) -> bool {
    left.start() <= right.end() && right.start() <= left.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Contents\n\nThe league “broke the truce” in spring.\n\nThe towns say that the league broke the truce, and the league denies it.\n\nNobody else broke the truce.\n";

    fn quote(prefix: &str, exact: &str, suffix: &str) -> Quote {
        Quote {
            exact: exact.to_owned(),
            prefix: Some(prefix.to_owned()),
            suffix: Some(suffix.to_owned()),
            ..Quote::default()
        }
    }

    /// The state, and each range in brackets with a little of what follows it.
    fn anchored(prefix: &str, exact: &str, suffix: &str, locator: &str) -> String {
        let anchored = Text::new(TEXT).anchor(&quote(prefix, exact, suffix), Some(locator));
        let mut words = vec![anchored.as_str().to_owned()];
        for range in anchored.ranges() {
            let after: String = TEXT[range.end..].chars().take(5).collect();
            words.push(format!("[{}]{}", &TEXT[range.clone()], after.trim_end()));
        }
        if let Anchored::Verified { doubts, .. } = anchored {
            words.extend(doubts.iter().map(|doubt| format!("{doubt:?}")));
        }
        words.join(" ")
    }

    #[test]
    fn words_that_stand_once_are_found_whatever_is_said_of_their_place() {
        let found = "verified [“broke the truce” in] spri";
        assert_eq!(anchored("", "'broke the  truce' in", "", ""), found);
        assert_eq!(
            anchored("somebody", "\"broke the truce\" in", "autumn", "¶9"),
            format!("{found} Context Locator")
        );
    }

    #[test]
    fn of_several_places_the_company_decides() {
        let second = "verified [broke the truce], and";
        assert_eq!(anchored("the league ", "broke the truce", ",", ""), second);
        assert_eq!(anchored("", "broke the truce", ", and the", ""), second);
        assert_eq!(
            anchored("that the league", "broke the truce", "", ""),
            second
        );
        let third = "verified [broke the truce].";
        assert_eq!(anchored("… nobody else", "broke the truce", "", ""), third);
    }

    #[test]
    fn after_the_company_the_locator_decides() {
        let third = "verified [broke the truce].";
        assert_eq!(anchored("", "broke the truce", "", "¶4"), third);
        let against = "verified [broke the truce], and Locator";
        assert_eq!(
            anchored("say that the league ", "broke the truce", "", "¶4"),
            against
        );
        let first = "verified [broke the truce]” in";
        assert_eq!(anchored("", "broke the truce", "", "para. 2"), first);
    }

    #[test]
    fn what_nothing_decides_is_ambiguous() {
        let all = "ambiguous [broke the truce]” in [broke the truce], and [broke the truce].";
        assert_eq!(anchored("", "broke the truce", "", ""), all);
        assert_eq!(
            anchored("once upon", "broke the truce", "a time", "p. 3"),
            all
        );
        let two = "ambiguous [broke the truce]” in [broke the truce], and";
        assert_eq!(anchored("", "broke the truce", "", "¶2–3"), two);
    }

    #[test]
    fn words_without_a_place_are_changed_or_not_found_or_none() {
        assert_eq!(
            anchored("", "Nobody else kept the truce", "", ""),
            "changed [Nobody else broke the truce]."
        );
        assert_eq!(anchored("", "peace at last", "", ""), "not-found");
        assert_eq!(anchored("", " \u{ad}", "", ""), "unquoted");
    }

    #[test]
    fn a_word_that_is_everywhere_is_ambiguous_and_counted() {
        let text = Text::new("so ".repeat(5000));
        let anchored = text.anchor(&quote("", "so", ""), None);
        let Anchored::Ambiguous { ranges, times } = anchored else {
            panic!("{anchored:?}")
        };
        assert_eq!((ranges.len(), times), (1000, 5000));
        assert_eq!(ranges[999], 2997..2999);
    }

    #[test]
    fn locators_count_from_where_most_of_them_do() {
        let text = Text::new(TEXT);
        let quotes = [
            quote("", "in spring", ""),
            quote("", "The towns say", ""),
            quote("", "broke the truce", ""),
        ];
        let locators = [Some("¶1"), Some("¶2"), Some("¶3")];
        let anchored = text.anchor_all(quotes.iter().zip(locators));
        let last = TEXT.rfind("broke").unwrap();
        assert_eq!(anchored[2].ranges()[0].start, last);
        assert!(anchored.iter().all(
            |anchored| matches!(anchored, Anchored::Verified { doubts, .. } if doubts.is_empty())
        ));
    }
}
