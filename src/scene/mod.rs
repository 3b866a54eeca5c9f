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
mod viewport;

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

pub use aggregation::Aggregation;
pub use color::Color;
pub use density::DensityPatch;
pub use draw::{LabelSpace, SceneInput, dash, draw};
pub use emphasis::Emphasis;
pub use encoding::{ActorValues, Encoding, MarkedRelations};
pub use figure::{Figure, FigureOptions, figure};
pub use fit::{Footprint, fit, footprint};
pub use level_of_detail::{Dot, LowDetail, TieLine, draw_large, draw_large_emphasis};
pub use mark::{Anchor, Cap, Mark, Outline, Scene, Segment, Shape, Stroke, Subject, Text, Weight};
pub use overview::{Overview, overview};
pub use render_nodes::RenderNetwork;
pub use request::{Start, request};
pub use theme::Theme;
pub use viewport::Viewport;

#[cfg(test)]
mod render_nodes_tests;
#[cfg(test)]
mod tests;
