//! A finished scene as a file. Sees only the scene: whatever is in the picture was decided before.

mod png;
mod svg;
mod xml;

pub use png::png;
pub use svg::svg;
