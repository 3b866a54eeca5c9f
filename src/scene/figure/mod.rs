//! The figure: the picture on a page, with title, legend, sources and caption.

mod footer;
mod input;
mod page;
mod page_text;

pub use input::{Figure, FigureBlocs, FigureOptions, MatrixRows};
pub use page::figure;
