//! The icon of the program, at any size. Knows no window.

use crate::export::{Pixels, pixels, png};

/// The icon as SVG: two actors, and one tie that is both friendly and hostile.
pub const SVG: &str = include_str!("../assets/icons/frenemy.svg");

/// The side of the SVG, in points.
const SIDE: f32 = 128.0;

/// The icon with this many pixels on each side.
///
/// # Errors
/// Says which size is too large.
pub fn pixels_of(side_px: u16) -> Result<Pixels, String> {
    pixels(SVG, f32::from(side_px) / SIDE)
}

/// The icon as PNG with this many pixels on each side.
///
/// # Errors
/// Says which size is too large.
pub fn png_of(side_px: u16) -> Result<Vec<u8>, String> {
    png(SVG, f32::from(side_px) / SIDE, None)
}
