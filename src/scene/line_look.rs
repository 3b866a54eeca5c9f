//! The look of lines: width, colour and dashes.

use super::Color;
use crate::graph::Ties;
use crate::model::RelationKind;

/// In networks of more lines, all are solid: many short dashes become a texture that hides the
/// colours.
const MAX_DASHED: usize = 150;

/// Whether kinds of relations have dashes of their own in a picture of these ties.
pub(super) fn are_dashed(ties: &Ties) -> bool {
    // A tie with both signs is two lines.
    let both = ties
        .iter()
        .filter(|(_, tie)| tie.opposite.is_some())
        .take(MAX_DASHED);
    ties.len() <= MAX_DASHED && ties.len() + both.count() <= MAX_DASHED
}

/// Width, colour and dashes of a line.
#[derive(Clone, Copy)]
pub(super) struct LineLook {
    pub(super) width: f32,
    pub(super) color: Color,
    pub(super) dash: &'static [f32],
}

impl LineLook {
    /// A line of this kind.
    pub(super) fn of(kind: RelationKind, width: f32, color: Color) -> Self {
        Self {
            width,
            color,
            dash: dash(kind, width),
        }
    }
}

/// The dashes of a kind of relation; longer on wider lines, so that they look the same.
pub fn dash(kind: RelationKind, width: f32) -> &'static [f32] {
    match (kind, width) {
        (RelationKind::Support | RelationKind::Other, _) => &[],
        (RelationKind::Cooperation, ..2.6) => &[2.4, 2.4],
        (RelationKind::Cooperation, ..4.0) => &[3.6, 3.2],
        (RelationKind::Cooperation, _) => &[5.2, 4.2],
        (RelationKind::Hostility, ..2.6) => &[7.0, 3.5],
        (RelationKind::Hostility, ..4.0) => &[9.5, 4.5],
        (RelationKind::Hostility, _) => &[13.0, 6.0],
    }
}
