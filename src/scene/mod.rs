//! The finished picture, in points, ready for any pen: who stands where, which curve leads to whom, which name fits.
//!
//! A [`Scene`] is a list of marks in drawing order, each with its [`Subject`]. The window, SVG and PNG only read
//! it, so that they cannot drift apart. Knows no window, no file and no clock: the same input, the same picture.

mod color;
mod theme;

mod dress;

mod mark;

mod body;
mod course;
mod ends;

mod cells;
mod labels;

mod emphasis;
mod view;

mod draw;

mod crowd;
mod density;
mod far;
mod levels;
mod overview;

mod fit;
mod hit;
mod request;
mod room;

pub mod legend;

mod figure;

pub mod text;

pub use color::Color;
pub use crowd::Crowd;
pub use density::Patch;
pub use draw::{Picture, Space, dash, draw};
pub use dress::{Dress, Layer, Marked};
pub use emphasis::Emphasis;
pub use far::{Dot, Far, Line, far, far_emphasis};
pub use figure::{Figure, figure};
pub use fit::{Footprint, fit, footprint};
pub use levels::Levels;
pub use mark::{Anchor, Cap, Mark, Outline, Scene, Segment, Shape, Stroke, Subject, Text, Weight};
pub use overview::{Overview, overview};
pub use request::{Start, request};
pub use theme::Theme;
pub use view::View;

#[cfg(test)]
mod crowd_stories;
#[cfg(test)]
mod stories;
