//! Anchoring: searches for a quote in the text it was taken from.
//!
//! By W3C's `TextQuoteSelector`. Words that occur once are found; among several places the prefix
//! and suffix decide, then the locator; if nothing decides, the result is ambiguous. For words that
//! do not occur, places are searched where only typography differs ([`super::loose`]), then the
//! pieces of a shortened or adapted quote ([`super::edited`]), then similar words
//! ([`super::fuzzy`]): a suggestion, never a match.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::{Range, RangeInclusive};

use rayon::prelude::*;

use super::anchored::{Anchored, Doubt};
use super::edited;
use super::fold::Folded;
use super::fuzzy::most_similar;
use super::loose::{self, LooseWords};
use super::selector::Selector;
use super::template::Template;
use super::text::Text;
use crate::limits::{QUOTE_PLACES, QUOTE_PLACES_KEPT};
use crate::model::Quote;

impl Text {
    /// Searches for a quote whose locator counts this text's paragraphs. Never `NoText`.
    pub fn anchor(&self, quote: &Quote, locator: Option<&str>) -> Anchored {
        let uncounted = self.uncounted().unwrap_or(0);
        Selector::new(quote, locator).anchor(self, uncounted as isize)
    }

    /// Searches for many quotes; the results are in their order.
    ///
    /// Locators may not count the first paragraphs of the text, such as headings: if most quotes
    /// that occur once agree on how many are not counted, this applies to all locators.
    pub fn anchor_all<'a>(
        &self,
        quotes: impl IntoIterator<Item = (&'a Quote, Option<&'a str>)>,
    ) -> Vec<Anchored> {
        let quotes: Vec<_> = quotes.into_iter().collect();
        let (distinct, kind_of) = distinct(&quotes);
        let selectors: Vec<_> = distinct
            .into_par_iter()
            .map(|(quote, locator)| Selector::new(quote, locator))
            .collect();
        let uncounted = self.uncounted().map_or_else(
            || uncounted_paragraphs(self, &selectors, &kind_of),
            |uncounted| uncounted as isize,
        );
        let anchored = selectors.into_par_iter();
        let anchored: Vec<_> = anchored
            .map(|selector| selector.anchor(self, uncounted))
            .collect();
        kind_of.iter().map(|kind| anchored[*kind].clone()).collect()
    }
}

/// Different quotes once, and for each quote which of these it is: many claims quote the same
/// words.
fn distinct<'a>(
    quotes: &[(&'a Quote, Option<&'a str>)],
) -> (Vec<(&'a Quote, Option<&'a str>)>, Vec<usize>) {
    let mut first = HashMap::with_capacity(quotes.len());
    let mut distinct = Vec::new();
    let kind_of = quotes.iter().map(|(quote, locator)| {
        let key = (&quote.exact, &quote.prefix, &quote.suffix, *locator);
        *first.entry(key).or_insert_with(|| {
            distinct.push((*quote, *locator));
            distinct.len() - 1
        })
    });
    let kind_of = kind_of.collect();
    (distinct, kind_of)
}

impl<'a> Selector<'a> {
    /// Searches for the quote; `uncounted` paragraphs precede the one that locators call the first.
    fn anchor(&self, text: &Text, uncounted: isize) -> Anchored {
        if self.words.is_empty() {
            return Anchored::Unquoted;
        }
        let rows = text.rows(&self.words);
        let times = rows.len();
        if times == 0 {
            return self.anchor_similar(text, uncounted);
        }
        if times > 1
            && let Some(place) = self.with_whole_context(text)
        {
            return self.verified(text, place, uncounted);
        }
        let places = self.first_places(text, rows);
        match self.likely(text, places, uncounted) {
            Likely::One(place) if times <= QUOTE_PLACES.count() => {
                self.verified(text, place, uncounted)
            }
            likely => likely.ambiguous(text, times),
        }
    }

    /// Searches for a quote that is not in the text word for word: with other line ends and
    /// spaces, then shortened or adapted, then for similar words.
    fn anchor_similar(&self, text: &Text, uncounted: isize) -> Anchored {
        let places = self.loose_places(text);
        let times = places.len();
        if times > 0 {
            return match self.likely(text, places, uncounted) {
                Likely::One(place) => self.verified(text, place, uncounted),
                likely @ Likely::Several(_) => likely.ambiguous(text, times),
            };
        }
        if let Some(template) = Template::of(&self.words) {
            let is_in_text = |piece: &LooseWords| !text.loose().rows(&piece.letters).is_empty();
            let template = template.with_capitals_of(is_in_text);
            let chains = edited::chains(text, &template);
            let spans: Vec<_> = chains.iter().map(edited::span).collect();
            let times = spans.len();
            if times > 0 {
                return match self.likely(text, spans, uncounted) {
                    Likely::One(span) => {
                        let chain = chains.iter().find(|chain| edited::span(chain) == span);
                        let doubts = self.doubts(text, &span, uncounted);
                        chain.map_or(Anchored::NotFound, |chain| {
                            edited::anchored(text, &template, chain, doubts)
                        })
                    }
                    likely @ Likely::Several(_) => likely.ambiguous(text, times),
                };
            }
        }
        match most_similar(text, self) {
            Some((range, difference)) => Anchored::Changed { range, difference },
            None => Anchored::NotFound,
        }
    }

    /// The places of the words where only typography differs, in order; at most [`QUOTE_PLACES`].
    fn loose_places(&self, text: &Text) -> Vec<Range<usize>> {
        let Some(words) = LooseWords::of(&self.words) else {
            return Vec::new();
        };
        let folded = &text.folded.text;
        let found = text.loose().find(folded, &words, QUOTE_PLACES.count());
        let with_ends = |place: &Range<usize>| loose::with_ends(folded, place, &self.words);
        let mut places: Vec<_> = found.iter().filter_map(with_ends).collect();
        places.sort_unstable_by_key(|place| place.start);
        places
    }

    /// The places of the words in their order, at most [`QUOTE_PLACES`] of them.
    fn first_places(&self, text: &Text, rows: Range<usize>) -> Vec<Range<usize>> {
        let with_end = |place: usize| place..place + self.words.len();
        if rows.len() <= QUOTE_PLACES.count() {
            let mut places: Vec<usize> = text.places(rows).collect();
            places.sort_unstable();
            return places.into_iter().map(with_end).collect();
        }
        // The rows are not in the order of the text, and there may be millions.
        let places = text.folded.text.match_indices(&self.words);
        let first = places.take(QUOTE_PLACES.count());
        first.map(|(place, _)| with_end(place)).collect()
    }

    /// Among several places those that context and locator speak for.
    fn likely(&self, text: &Text, places: Vec<Range<usize>>, uncounted: isize) -> Likely {
        if places.len() == 1 {
            return Likely::of(places);
        }
        let likely = self.with_best_context(text, &places);
        Likely::of(self.in_named_paragraphs(text, likely, uncounted))
    }

    fn verified(&self, text: &Text, place: Range<usize>, uncounted: isize) -> Anchored {
        Anchored::Verified {
            range: text.folded.original(&place),
            doubts: self.doubts(text, &place, uncounted),
        }
    }

    /// What the quote says about its place and the text contradicts.
    fn doubts(&self, text: &Text, place: &Range<usize>, uncounted: isize) -> Vec<Doubt> {
        let range = text.folded.original(place);
        let mut doubts = Vec::new();
        let is_refuted = |context: &str, agreed: usize| agreed == 0 && !context.is_empty();
        let (before, after) = self.matching_context(text, place.clone());
        if is_refuted(&self.prefix, before) || is_refuted(&self.suffix, after) {
            doubts.push(Doubt::Context);
        }
        if let Some(named) = self.named(uncounted)
            && !overlap(&named, &text.paragraph_numbers(&range))
        {
            doubts.push(Doubt::Locator);
        }
        doubts
    }

    /// The place where prefix, words and suffix occur together, if there is exactly one.
    fn with_whole_context(&self, text: &Text) -> Option<Range<usize>> {
        let part = |part: &'a Option<String>| part.as_deref().unwrap_or_default();
        let [prefix, suffix] = [&self.quote.prefix, &self.quote.suffix].map(part);
        let head = Folded::of(&[prefix, &self.quote.exact].concat()).text;
        let whole = Folded::of(&[prefix, &self.quote.exact, suffix].concat()).text;
        let start = head.trim_end_matches(' ').strip_suffix(&self.words)?.len();
        let is_same = whole.get(start..)?.starts_with(&self.words);
        let rows = text.rows(&whole);
        let place = (is_same && rows.len() == 1).then(|| text.places(rows).next())??;
        Some(place + start..place + start + self.words.len())
    }

    /// Those of these places where most of the prefix and the suffix agrees with the text.
    fn with_best_context(&self, text: &Text, places: &[Range<usize>]) -> Vec<Range<usize>> {
        let matching = |place: &Range<usize>| {
            let (before, after) = self.matching_context(text, place.clone());
            before + after
        };
        let matches: Vec<usize> = places.iter().map(matching).collect();
        let best = matches.iter().max();
        let is_best = |(_, matches): &(&Range<usize>, &usize)| Some(*matches) == best;
        let likely = places.iter().zip(&matches).filter(is_best);
        likely.map(|(place, _)| place.clone()).collect()
    }

    /// Those of these places that are in the paragraphs that the locator names; all if none is.
    fn in_named_paragraphs(
        &self,
        text: &Text,
        places: Vec<Range<usize>>,
        uncounted: isize,
    ) -> Vec<Range<usize>> {
        let Some(named) = self.named(uncounted) else {
            return places;
        };
        let is_there = |place: &&Range<usize>| {
            overlap(
                &named,
                &text.paragraph_numbers(&text.folded.original(place)),
            )
        };
        let there: Vec<_> = places.iter().filter(is_there).cloned().collect();
        if there.is_empty() { places } else { there }
    }

    /// The paragraphs of the text that the locator names.
    fn named(&self, uncounted: isize) -> Option<RangeInclusive<usize>> {
        let paragraphs = self.paragraphs.as_ref()?;
        let [first, last] = [*paragraphs.start(), *paragraphs.end()];
        Some(first.saturating_add_signed(uncounted)..=last.saturating_add_signed(uncounted))
    }
}

/// The places that a quote may mean; folded.
enum Likely {
    One(Range<usize>),
    Several(Vec<Range<usize>>),
}

impl Likely {
    fn of(mut places: Vec<Range<usize>>) -> Self {
        match places.pop() {
            Some(place) if places.is_empty() => Self::One(place),
            last => {
                places.extend(last);
                Self::Several(places)
            }
        }
    }

    fn ambiguous(self, text: &Text, times: usize) -> Anchored {
        let places = match self {
            Self::One(place) => vec![place],
            Self::Several(places) => places,
        };
        let kept = places.iter().take(QUOTE_PLACES_KEPT.count());
        let ranges = kept.map(|place| text.folded.original(place));
        Anchored::Ambiguous {
            ranges: ranges.collect(),
            times,
        }
    }
}

/// How many paragraphs precede the one that locators call the first, by the majority of the quotes
/// that occur once; `kind_of` says which selector each quote has.
fn uncounted_paragraphs(text: &Text, selectors: &[Selector<'_>], kind_of: &[usize]) -> isize {
    let mut quotes = vec![0; selectors.len()];
    for kind in kind_of {
        quotes[*kind] += 1;
    }
    let mut votes = BTreeMap::new();
    for (selector, quotes) in selectors.iter().zip(quotes) {
        let (Some(named), false) = (&selector.paragraphs, selector.words.is_empty()) else {
            continue;
        };
        let rows = text.rows(&selector.words);
        if let (1, Some(place)) = (rows.len(), text.places(rows).next()) {
            let range = text.folded.original(&(place..place + selector.words.len()));
            let number = *text.paragraph_numbers(&range).start();
            *votes
                .entry(number as isize - *named.start() as isize)
                .or_insert(0) += quotes;
        }
    }
    let all: usize = votes.values().sum();
    let winner = votes
        .into_iter()
        .max_by_key(|(uncounted, votes)| (*votes, Reverse(uncounted.abs())));
    winner.map_or(0, |(uncounted, votes)| {
        if votes > 1 && 2 * votes > all {
            uncounted
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
    fn words_that_occur_once_are_found_even_if_the_quote_gives_another_place() {
        let found = "verified [“broke the truce” in] spri";
        assert_eq!(anchored("", "'broke the  truce' in", "", ""), found);
        assert_eq!(
            anchored("somebody", "\"broke the truce\" in", "autumn", "¶9"),
            format!("{found} Context Locator")
        );
    }

    #[test]
    fn a_shortened_quote_may_have_another_capital() {
        let found = "shortened [The towns say] that [denies it].\n\nNo";
        for exact in [
            "The towns say … denies it",
            "the towns say … denies it",
            "The Towns say ... Denies it",
        ] {
            assert_eq!(anchored("", exact, "", ""), found, "{exact}");
        }
        let other = anchored("", "The cities say … deny it at once", "", "");
        assert!(!other.starts_with("shortened"), "{other}");
    }

    #[test]
    fn among_several_places_the_context_decides() {
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
    fn after_the_context_the_locator_decides() {
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
    fn a_quote_with_several_equal_places_is_ambiguous() {
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
    fn a_frequent_word_is_ambiguous_and_counted() {
        let text = Text::new("so ".repeat(5000));
        let anchored = text.anchor(&quote("", "so", ""), None);
        let Anchored::Ambiguous { ranges, times } = anchored else {
            panic!("{anchored:?}")
        };
        assert_eq!((ranges.len(), times), (50, 5000));
        assert_eq!(ranges[49], 147..149);
    }

    #[test]
    fn locators_count_from_the_most_common_start() {
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
