//! What a drag on the canvas can do: move actors, select with a box, draw a relation. Knows no
//! canvas.

use egui::{Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};

use crate::graph::NodeIndex;
use crate::model::ActorId;
use crate::scene::PlacedNote;

/// Actors that are dragged.
pub(super) struct ActorDrag {
    pub(super) actor: ActorId,
    /// From the pointer to the middle of the actor, in points.
    pub(super) offset: Vec2,
    /// Where the middle of the actor may be, from the corner of the canvas.
    pub(super) room: Rect,
    pub(super) has_moved: bool,
}

/// A box that selects the actors in it.
pub(super) struct SelectionBox {
    pub(super) from: Pos2,
    pub(super) to: Pos2,
}

impl SelectionBox {
    pub(super) fn rect(&self) -> Rect {
        Rect::from_two_pos(self.from, self.to)
    }

    /// Draws the box.
    pub(super) fn paint(&self, painter: &Painter) {
        let line = Stroke::new(1.0, painter.ctx().global_style().visuals.hyperlink_color);
        let fill = line.color.gamma_multiply(0.12);
        painter.rect_filled(self.rect(), 0.0, fill);
        painter.rect_stroke(self.rect(), 0.0, line, StrokeKind::Middle);
    }
}

/// A text note that is dragged.
pub(super) struct NoteDrag {
    pub(super) note: PlacedNote,
    /// Where the pointer was and is, on the screen.
    pub(super) from: Pos2,
    pub(super) to: Pos2,
}

/// A line from an actor to the pointer.
pub(super) struct ConnectTool {
    pub(super) source: ActorId,
    pub(super) node: NodeIndex,
    pub(super) to: Pos2,
}
