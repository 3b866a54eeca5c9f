//! Text without a window: the order of words and letters, width, line breaks and outlines of
//! glyphs.
//!
//! The window uses the same fonts, so that widths agree.

mod faces;
mod items;
mod lines;
mod name_lines;
mod outline;
mod paragraph;
mod script;
mod shape;
mod used_fonts;

pub use crate::fonts::Weight;
pub use lines::{elide, elide_middle, wrap};
pub(super) use name_lines::{NameSpace, name_lines, name_lines_with};
pub use outline::outline;
pub use paragraph::is_leftward;
pub(super) use shape::depth;
pub use shape::measure;
#[cfg(feature = "pdf")]
pub(crate) use shape::{PlacedGlyph, shaped};
pub use used_fonts::UsedFonts;

/// The height of letters with accents above the baseline, at a font size.
pub fn ascent(size: f32) -> f32 {
    1.069 * size
}

/// The depth of letters below the baseline, at a font size.
pub fn descent(size: f32) -> f32 {
    0.293 * size
}

/// The height of capital letters, at a font size.
pub fn cap_height(size: f32) -> f32 {
    0.714 * size
}

#[cfg(test)]
mod tests;
