//! Letters without a window: how wide a text is, where it breaks, and the outlines of its glyphs.
//!
//! The same fonts stand in the window, so that widths agree.

mod fonts;
mod lines;
mod outline;
mod shape;

pub use fonts::bytes;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Weight;

    #[test]
    fn signs_that_look_like_accents_take_room_of_their_own() {
        for weight in [Weight::Regular, Weight::Bold] {
            for sign in ["`", "´", "¨", "¸"] {
                let with = measure(&format!("a{sign}a"), 12.0, weight);
                let without = measure("aa", 12.0, weight);
                assert!(with > without + 1.0, "{sign} takes no room");
            }
            // A true accent takes none.
            let accented = measure("a\u{301}a", 12.0, weight);
            assert!((accented - measure("aa", 12.0, weight)).abs() < 0.5);
        }
    }
}
