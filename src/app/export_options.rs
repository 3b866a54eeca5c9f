//! What is exported, and how. Exports nothing.

use crate::scene::FigureOptions;

/// How to export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportOptions {
    /// The id of the exporter.
    pub exporter: &'static str,
    /// What the figure looks like.
    pub figure: FigureOptions,
}
