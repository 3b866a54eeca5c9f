//! The room that a body needs: its disc and the name below it. Knows no ties.

use emath::Vec2;

use super::request::Body;

/// The distance from the rim of a disc down to the top of its name, in scene units.
pub(super) const LABEL_GAP: f32 = 4.0;

/// Free space left and right, and above and below, between two footprints.
const MARGIN: Vec2 = Vec2::new(10.0, 8.0);

/// A box around disc and name, measured from the centre of the disc; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BodyFootprint {
    pub(super) radius: f32,
    pub(super) half_width: f32,
    pub(super) above: f32,
    pub(super) below: f32,
    /// Its place in rows of bodies without ties.
    pub(super) in_row: u32,
}

impl BodyFootprint {
    pub(super) fn of(body: &Body) -> Self {
        let label = if body.label.x > 0.0 && body.label.y > 0.0 {
            LABEL_GAP + body.label.y
        } else {
            0.0
        };
        Self {
            radius: body.radius,
            half_width: body.radius.max(body.label.x / 2.0).max(1.0),
            above: body.radius.max(1.0),
            below: body.radius.max(1.0) + label,
            in_row: body.in_row,
        }
    }

    /// The same without its name.
    pub(super) fn without_name(&self) -> Self {
        Self {
            half_width: self.above,
            below: self.above,
            ..*self
        }
    }

    /// The depth of the overlap of two footprints, margins included, along x and y: both are
    /// positive if they overlap. Second, the way from the middle of the first to the middle of the
    /// second.
    pub(super) fn overlap(&self, at: Vec2, other: &Self, other_at: Vec2) -> (Vec2, Vec2) {
        let apart = other_at + other.middle() - at - self.middle();
        let reach = self.half_size() + other.half_size() + MARGIN;
        (reach - apart.abs(), apart)
    }

    /// Whether they overlap, margins included.
    pub(super) fn hits(&self, at: Vec2, other: &Self, other_at: Vec2) -> bool {
        let (depth, _) = self.overlap(at, other, other_at);
        depth.x > 0.0 && depth.y > 0.0
    }

    pub(super) fn half_size(&self) -> Vec2 {
        Vec2::new(self.half_width, f32::midpoint(self.above, self.below))
    }

    /// From the centre of the disc to the middle of the box.
    pub(super) fn middle(&self) -> Vec2 {
        Vec2::new(0.0, (self.below - self.above) / 2.0)
    }
}

/// The smallest box around footprints: its two corners. An empty list gives an empty box at the
/// origin.
pub(super) fn bounds(footprints: &[BodyFootprint], positions: &[Vec2]) -> (Vec2, Vec2) {
    let boxes = footprints.iter().zip(positions).map(|(print, &at)| {
        (
            at - Vec2::new(print.half_width, print.above),
            at + Vec2::new(print.half_width, print.below),
        )
    });
    boxes
        .reduce(|(low, high), (next_low, next_high)| (low.min(next_low), high.max(next_high)))
        .unwrap_or_default()
}
