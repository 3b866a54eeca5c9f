//! What is typed and chosen in the table and is not in the document yet.

use crate::app::Field;
use crate::app::rows::RowKey;

/// The cell that is edited.
pub(super) struct CellEdit {
    pub(super) key: RowKey,
    pub(super) column: &'static str,
    pub(super) field: Field,
    pub(super) before: String,
    pub(super) text: String,
    pub(super) is_shown: bool,
    /// The offer that is marked.
    pub(super) marked: Option<usize>,
}

/// The column and the value that all selected rows get.
#[derive(Default)]
pub(super) struct BulkDraft {
    pub(super) column: Option<&'static str>,
    pub(super) text: String,
}

/// A column that is wider than it was made, and its own width.
#[derive(Clone, Copy)]
pub(super) struct StretchedColumn {
    pub(super) column: egui::Id,
    pub(super) own: f32,
    pub(super) given: f32,
}
