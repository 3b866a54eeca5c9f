//! Sources as they are cited: a table of citation styles. Knows nothing of what is drawn or
//! written.
//!
//! To add a style of the archive of `hayagriva`, copy its file by `just citation-styles` and add a
//! row to [`CITATION_STYLES`].

#[cfg(feature = "citations")]
mod csl;
#[cfg(feature = "citations")]
mod csl_words;
mod style;

pub use style::{CITATION_STYLES, CitationStyle};

#[cfg(test)]
mod tests;
