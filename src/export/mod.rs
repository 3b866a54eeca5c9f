//! A finished scene as a file. Sees only the scene: whatever is in the picture was decided before.

mod png;
mod svg;
mod xml;

pub use png::{LONGEST_SIDE, MOST_PIXELS, png, size_px};
pub use svg::svg;
