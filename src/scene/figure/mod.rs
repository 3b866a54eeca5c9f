//! The figure: the picture on a page, with title, legend, sources and caption.

mod advice;
mod described;
mod detail;
mod embed;
mod footer;
mod header;
mod input;
mod page;
mod page_text;
mod part;
mod preset;
mod room;
mod source_list;
mod svg_text;

pub use advice::room_advice;
pub use embed::Embed;
pub use input::{Figure, FigureBlocs, FigureFrame, FigureOptions, MatrixRows};
pub use page::{figure, figure_region};
pub use part::{FigurePart, FigureParts};
pub use preset::{FigurePreset, LengthUnit, POINTS_PER_INCH, PRESETS, PRINT_DPI, preset};
pub use svg_text::SvgText;
