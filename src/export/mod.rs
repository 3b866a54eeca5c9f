//! A finished scene as a file. Sees only the scene: whatever is in the picture was decided before.

mod png;
mod svg;
mod xml;

pub use png::{LONGEST_SIDE, MAX_PIXELS, png, size_px};
pub use svg::svg;

use crate::scene::Scene;

/// A kind of picture file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picture {
    /// Lines, at any size.
    Svg,
    /// Pixels.
    Png {
        /// Pixels for a point.
        scale: f32,
    },
}

/// The scene as a picture file that keeps `native`, the file it was drawn from.
///
/// # Errors
/// Says what is wrong with a size that cannot be drawn, and what to do.
pub fn picture(scene: &Scene, kind: Picture, native: &str) -> Result<Vec<u8>, String> {
    match kind {
        Picture::Svg => Ok(svg(scene, Some(native)).into_bytes()),
        Picture::Png { scale } => png(&svg(scene, None), scale, Some(native)),
    }
}
