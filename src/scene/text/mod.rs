//! Text without a window: width, line breaks and outlines of glyphs.
//!
//! The window uses the same fonts, so that widths agree.

mod fonts;
mod lines;
mod name_lines;
mod outline;
mod shape;
mod weight;

pub use fonts::bytes;
pub use lines::{elide, elide_middle, wrap};
pub(super) use name_lines::{NameSpace, name_lines, name_lines_with};
pub use outline::outline;
pub use shape::measure;
pub use weight::Weight;

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
mod tests {
    use super::*;

    #[test]
    fn characters_that_look_like_accents_have_their_own_width() {
        for weight in [Weight::Regular, Weight::Bold] {
            for sign in ["`", "´", "¨", "¸"] {
                let with = measure(&format!("a{sign}a"), 12.0, weight);
                let without = measure("aa", 12.0, weight);
                assert!(with > without + 1.0, "{sign} has no width");
            }
            // A combining accent has no width.
            let accented = measure("a\u{301}a", 12.0, weight);
            assert!((accented - measure("aa", 12.0, weight)).abs() < 0.5);
        }
    }
}
