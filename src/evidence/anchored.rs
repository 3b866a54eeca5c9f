//! The result of searching for a quote in its saved text. Knows no text.

use std::ops::Range;

use super::difference::QuoteDifference;

/// The result of searching for a quote. Ranges are bytes of the saved text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// The words are in the text, at one place.
    Verified {
        /// Where.
        range: Range<usize>,
        /// What the quote says about its place and the text contradicts.
        doubts: Vec<Doubt>,
    },
    /// The words are in the text several times, and neither prefix, suffix nor locator decides
    /// which place is meant.
    Ambiguous {
        /// The places that are equally likely, in the order of the text; of the first thousand
        /// places only.
        ranges: Vec<Range<usize>>,
        /// How often the words are in the text.
        times: usize,
    },
    /// The words are not in the text, but similar words are.
    Changed {
        /// Where the most similar words are.
        range: Range<usize>,
        /// How the quote and the text differ.
        difference: QuoteDifference,
    },
    /// No similar words are in the text.
    NotFound,
    /// There is no saved text to check the quote against.
    NoText {
        /// Why the text that the reference names could not be read; `None` if it names none.
        problem: Option<String>,
    },
    /// The claim has no quote.
    Unquoted,
}

/// What a verified quote says about its place and the text contradicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Prefix or suffix differ from the text before and after.
    Context,
    /// The locator names another paragraph.
    Locator,
}

impl Anchored {
    /// A stable word for programs: `verified`, `ambiguous`, `changed`, `not-found`, `no-text`,
    /// `unquoted`.
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

    /// Whether the words are in the text, at one place.
    pub fn is_verified(&self) -> bool {
        matches!(self, Self::Verified { .. })
    }

    /// The places in the text that belong to this result.
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
