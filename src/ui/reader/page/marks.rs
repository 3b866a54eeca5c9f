//! What is marked on the page: passages and search results, and the look of passages.

use std::ops::Range;

use egui::Rect;

use crate::app::Passages;
use crate::model::{RelationId, RelationKind};

/// What is marked on the page.
pub(in crate::ui::reader) struct Marked<'a> {
    pub(in crate::ui::reader) passages: Option<&'a Passages>,
    /// The look of a relation's passages; `None` for a deleted relation.
    pub(in crate::ui::reader) look: &'a dyn Fn(&RelationId) -> Option<PassageLook>,
    /// The search results, and the index of the current one.
    pub(in crate::ui::reader) found: &'a [Range<usize>],
    pub(in crate::ui::reader) current: Option<usize>,
}

/// A passage on the screen.
pub(super) struct PassageMark {
    pub(super) relation: RelationId,
    pub(super) rects: Vec<Rect>,
}

/// The look of a passage.
#[derive(Clone)]
pub(in crate::ui::reader) struct PassageLook {
    pub(in crate::ui::reader) kind: RelationKind,
    pub(in crate::ui::reader) is_contested: bool,
    /// Hovered or selected.
    pub(in crate::ui::reader) is_lit: bool,
    /// The relation in words.
    pub(in crate::ui::reader) words: String,
}
