//! The finished picture in points: positions of actors, curves of relations, placed names, legend
//! and figure.
//!
//! A [`Scene`] is a list of marks in drawing order, each with its [`Subject`]. The window, SVG and
//! PNG only read it, so that all of them show the same. Knows no window, no file and no clock: the
//! same input gives the same picture.

mod color;
mod theme;

mod encoding;

mod finished_scene;
mod mark;
mod outline;

mod actor_body;
mod arrowheads;
mod badges;
mod body_picture;
mod bridges;
mod curve;
mod routes;
mod spline;

mod cells;
mod labels;

mod emphasis;
mod viewport;

mod arrangement;
mod draw;
mod drawn_actor;
mod drawn_tie;
mod line_look;
mod line_width;
mod pair_curves;
mod pair_lanes;
mod scene_input;
mod tie_routes;
mod tie_types;

mod aggregation;
mod clip;
mod density;
mod level_of_detail;
mod low_detail;
mod overview;
mod render_nodes;
mod separate_discs;

mod annotations;
mod outlines;

mod actor_scale;
mod bloc_positions;
mod fit;
mod hit;
mod report;
mod request;
mod shown_parts;
mod shown_request;

pub mod legend;

mod matrix;

mod figure;
mod picture_view;

pub mod text;

pub use aggregation::Aggregation;
pub use annotations::{NoteTarget, PlacedNote, SceneNote, SceneNotes};
pub use arrangement::{Arrangement, whole_view};
pub(crate) use bloc_positions::BlocPositions;
pub(crate) use clip::visible_part;
pub use color::Color;
pub use density::DensityPatch;
pub use draw::{draw, draw_arranged, draw_emphasis};
pub use emphasis::Emphasis;
pub use encoding::{ActorValues, Encoding, MarkedRelations};
pub use figure::{
    Embed, Figure, FigureBlocs, FigureFrame, FigureOptions, FigurePart, FigureParts, FigurePreset,
    LengthUnit, MatrixRows, POINTS_PER_INCH, PRESETS, PRINT_DPI, SvgText, figure, figure_region,
    preset, room_advice,
};
pub use finished_scene::{Clip, Description, Scene, SubjectIds};
pub use fit::{ActorFootprint, fit, fit_area, fit_around, footprint};
pub use level_of_detail::{LargeOptions, draw_large, draw_large_emphasis};
pub use line_look::dash;
pub use low_detail::{Dot, LowDetail, TieLine};
pub use mark::{
    Anchor, Cap, Mark, MarkShape, PictureMark, Stroke, Subject, TextDirection, TextLine,
};
pub use matrix::{
    MAX_MATRIX_ACTORS, MatrixCamera, MatrixCell, MatrixContent, MatrixGeometry, MatrixInput,
    MatrixOrder, draw_matrix,
};
pub use outline::{Outline, PathSegment};
pub use outlines::OutlineGroups;
pub use overview::{Overview, overview};
pub use picture_view::PictureView;
pub use render_nodes::RenderNetwork;
pub use report::PictureReport;
pub use request::{Start, page_aspect, position_note, request};
pub use scene_input::{LabelSpace, SceneInput};
pub use shown_request::ShownRequest;
pub use text::Weight;
pub use theme::Theme;
pub use viewport::Viewport;

#[cfg(test)]
mod render_nodes_tests;
#[cfg(test)]
mod tests;
