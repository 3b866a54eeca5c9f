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
    /// All that the quote keeps is in the text, in its order: an editor left words out (`…`) or put
    /// words in (`[the king]`).
    Edited {
        /// Where the parts of the quote are, in order.
        pieces: Vec<Range<usize>>,
        /// What the editor changed: words left out as only in the text, words put in as only in the
        /// quote.
        difference: QuoteDifference,
        /// Whether the quote says that words are left out; else it is adapted only.
        is_shortened: bool,
        /// What may be wrong with the quote or its place.
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

/// What may be wrong with a verified quote: it is shortened so that it misleads, or what it says
/// about its place is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The words left out contain a negation: the quote may say the opposite of the text.
    Negation,
    /// The parts of the quote are far apart.
    Distance,
    /// Prefix or suffix differ from the text before and after.
    Context,
    /// The locator names another paragraph.
    Locator,
}

impl Doubt {
    /// A stable word for programs: `negation`, `distance`, `context`, `locator`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Distance => "distance",
            Self::Context => "context",
            Self::Locator => "locator",
        }
    }
}

impl Anchored {
    /// A stable word for programs: `verified`, `shortened`, `adapted`, `ambiguous`, `changed`,
    /// `not-found`, `no-text`, `unquoted`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Verified { .. } => "verified",
            Self::Edited {
                is_shortened: true, ..
            } => "shortened",
            Self::Edited { .. } => "adapted",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Changed { .. } => "changed",
            Self::NotFound => "not-found",
            Self::NoText { .. } => "no-text",
            Self::Unquoted => "unquoted",
        }
    }

    /// Whether all that the quote keeps is in the text, at one place.
    pub fn is_verified(&self) -> bool {
        matches!(self, Self::Verified { .. } | Self::Edited { .. })
    }

    /// What may be wrong with a verified quote.
    pub fn doubts(&self) -> &[Doubt] {
        match self {
            Self::Verified { doubts, .. } | Self::Edited { doubts, .. } => doubts,
            _ => &[],
        }
    }

    /// The places in the text that belong to this result.
    pub fn ranges(&self) -> &[Range<usize>] {
        match self {
            Self::Verified { range, .. } | Self::Changed { range, .. } => {
                std::slice::from_ref(range)
            }
            Self::Ambiguous { ranges, .. } | Self::Edited { pieces: ranges, .. } => ranges,
            Self::NotFound | Self::NoText { .. } | Self::Unquoted => &[],
        }
    }
}
