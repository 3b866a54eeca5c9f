//! Quotes held to the saved texts they are taken from. Knows the model alone: no file, no graph, no window.
//!
//! A [`Text`] is a saved text prepared once: its [`Paragraph`]s, a folded form in which typography does not count
//! ([`fold`]), and a suffix array over it ([`suffixes`]), so that finding a quote takes microseconds. Anchoring a
//! W3C `TextQuoteSelector` says what became of it ([`Anchored`]); [`Check`] does so for every claim of a document.

mod anchor;
mod check;
mod difference;
mod fold;
mod fuzzy;
mod locator;
mod paragraph;
mod suffixes;
mod text;

#[cfg(test)]
mod properties;

pub use anchor::{Anchored, Doubt};
pub use check::{Check, Checked, Counts, Texts, prepared};
pub use difference::{Difference, Span};
pub use paragraph::{Paragraph, paragraphs};
pub use text::Text;
