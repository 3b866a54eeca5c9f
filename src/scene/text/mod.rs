//! Letters without a window: how wide a text is, where it breaks, and the outlines of its glyphs.
//!
//! The same fonts stand in the window, so that widths agree.

mod fonts;
mod lines;
mod outline;
mod shape;

pub use lines::{elide, wrap};
pub use outline::outline;
pub use shape::measure;

/// How far letters reach above the baseline at a font size, accents included.
pub fn ascent(size: f32) -> f32 {
    1.069 * size
}

/// How far letters reach below the baseline at a font size.
pub fn descent(size: f32) -> f32 {
    0.293 * size
}

/// How tall capital letters are at a font size.
pub fn cap_height(size: f32) -> f32 {
    0.714 * size
}
