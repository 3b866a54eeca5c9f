//! Rectangles and lines as shapes and marks. Knows no matrix.

use emath::{Pos2, Rect};

use crate::scene::{Color, MarkShape, Outline, Stroke};

/// The corners, from the upper left one.
pub(super) fn corners(rect: Rect) -> [Pos2; 4] {
    [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
    ]
}

/// A filled polygon.
pub(super) fn filled(points: impl IntoIterator<Item = Pos2>, color: Color) -> MarkShape {
    MarkShape::Path {
        outline: Outline::polygon(points),
        fill: Some(color),
        stroke: None,
    }
}

/// A rectangle with a line in one colour and a fill in another.
pub(super) fn hollow(rect: Rect, width: f32, line: Color, fill: Color) -> MarkShape {
    MarkShape::Path {
        outline: Outline::polygon(corners(rect)),
        fill: Some(fill),
        stroke: Some(Stroke::solid(width, line)),
    }
}

/// A filled rectangle.
pub(super) fn rectangle(rect: Rect, color: Color) -> MarkShape {
    filled(corners(rect), color)
}

/// A line.
pub(super) fn rule(ends: [Pos2; 2], width: f32, color: Color) -> MarkShape {
    MarkShape::Path {
        outline: Outline::polyline(ends),
        fill: None,
        stroke: Some(Stroke::solid(width, color)),
    }
}
