//! A quote prepared for the search, by W3C's `TextQuoteSelector`: its words, the context around
//! them and the paragraphs that its locator names.

use std::ops::{Range, RangeInclusive};

use super::fold::Folded;
use super::{locator, text::Text};
use crate::model::Quote;

/// A quote prepared for the search.
pub(super) struct Selector<'a> {
    pub(super) quote: &'a Quote,
    /// The words, folded.
    pub(super) words: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// The paragraphs that the locator names.
    pub(super) paragraphs: Option<RangeInclusive<usize>>,
}

impl<'a> Selector<'a> {
    pub(super) fn new(quote: &'a Quote, locator: Option<&str>) -> Self {
        let fold = |text: &str| Folded::of(text).text.trim_matches(' ').to_owned();
        let context = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
        let words = fold(&quote.exact);
        // Prefix and suffix may contain a part of a word that is broken beside the quote.
        let prefix = quote.prefix.as_deref().and_then(|prefix| {
            let whole = fold(&[prefix, &*quote.exact].concat());
            Some(whole.strip_suffix(&words)?.trim_matches(' ').to_owned())
        });
        let suffix = quote.suffix.as_deref().and_then(|suffix| {
            let whole = fold(&[&*quote.exact, suffix].concat());
            Some(whole.strip_prefix(&words)?.trim_matches(' ').to_owned())
        });
        Self {
            quote,
            prefix: prefix.unwrap_or_else(|| context(&quote.prefix)),
            suffix: suffix.unwrap_or_else(|| context(&quote.suffix)),
            words,
            paragraphs: locator.and_then(locator::numbers),
        }
    }

    /// How many bytes of the prefix and of the suffix agree with the text around a folded place.
    pub(super) fn matching_context(&self, text: &Text, place: Range<usize>) -> (usize, usize) {
        let before = text.folded.text[..place.start].trim_end_matches(' ');
        let after = text.folded.text[place.end..].trim_start_matches(' ');
        (
            matching_bytes(self.prefix.bytes().rev(), before.bytes().rev()),
            matching_bytes(self.suffix.bytes(), after.bytes()),
        )
    }
}

/// How many bytes of a context agree with the text, counted from the quote outwards; 0 if so few
/// agree that it may be chance.
fn matching_bytes(
    context: impl ExactSizeIterator<Item = u8>,
    there: impl Iterator<Item = u8>,
) -> usize {
    const MIN_MATCH: usize = 4;
    let length = context.len();
    let same = context.zip(there).take_while(|(left, right)| left == right);
    let same = same.count();
    if same >= length.min(MIN_MATCH) {
        same
    } else {
        0
    }
}
