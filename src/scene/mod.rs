//! The finished picture, in points, ready for any pen: who stands where, which curve leads to whom, which name fits.
//!
//! A [`Scene`] is a list of marks in drawing order, each with its [`Subject`]. The window, SVG and PNG only read
//! it, so that they cannot drift apart. Knows no window, no file and no clock: the same input, the same picture.

mod color;
mod theme;

mod encoding;

mod mark;

mod arrowheads;
mod body;
mod curve;

mod cells;
mod labels;

mod emphasis;
mod view;

mod draw;

mod aggregation;
mod density;
mod level_of_detail;
mod overview;
mod render_nodes;

mod actor_scale;
mod fit;
mod hit;
mod request;

pub mod legend;

mod figure;

pub mod text;

pub use aggregation::Levels;
pub use color::Color;
pub use density::Patch;
pub use draw::{Picture, Space, dash, draw};
pub use emphasis::Emphasis;
pub use encoding::{Encoding, Layer, Marked};
pub use figure::{Figure, FigureOptions, figure};
pub use fit::{Footprint, fit, footprint};
pub use level_of_detail::{Dot, Far, Line, far, far_emphasis};
pub use mark::{Anchor, Cap, Mark, Outline, Scene, Segment, Shape, Stroke, Subject, Text, Weight};
pub use overview::{Overview, overview};
pub use render_nodes::Crowd;
pub use request::{Start, request};
pub use theme::Theme;
pub use view::View;

#[cfg(test)]
mod render_nodes_tests;
#[cfg(test)]
mod tests;
