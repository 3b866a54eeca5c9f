//! Checks quotes against the saved texts they are taken from. Knows only the model: no file, no
//! graph, no window.
//!
//! A [`Text`] is a saved text with its index: its [`Paragraph`]s, a folded form without differences
//! in typography ([`fold`]), and a suffix array over it ([`suffixes`]), so that finding a quote
//! takes microseconds. Words that differ in line-end hyphens and similar are found in a second
//! index ([`loose`]), and shortened or adapted quotes piece by piece ([`edited`]). Anchoring a
//! quote, a W3C `TextQuoteSelector`, gives an [`Anchored`]; [`QuoteCheck`] has one for every claim
//! of a document.

mod anchor;
mod anchored;
mod broken_word;
mod check;
mod difference;
mod edited;
mod fold;
mod fuzzy;
mod locator;
mod loose;
mod negation;
mod paragraph;
mod proposal;
mod repeats;
mod selector;
mod suffixes;
mod template;
mod text;

#[cfg(test)]
mod properties;

pub use anchored::{Anchored, Doubt};
pub use check::{CheckedClaim, QuoteCheck, QuoteCounts, Texts, prepared};
pub use difference::{DiffSpan, QuoteDifference};
pub use locator::{moved_locator, relocated_locator};
pub use paragraph::{Paragraph, paragraphs};
pub use proposal::{
    ActorsByName, ProposalState, ProposalTexts, accepted_claim, named_actor, sha256,
};
pub use repeats::{ClaimsSaid, checked_proposals};
pub use text::Text;
