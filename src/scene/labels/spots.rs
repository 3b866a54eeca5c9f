//! Spots for the name of an actor, relative to its body.

use emath::{Pos2, Rect, Vec2, vec2};

use crate::scene::Anchor;
use crate::scene::actor_body::ActorBody;

/// A spot for a name, relative to its body.
#[derive(Clone, Copy)]
pub(super) struct LabelSpot {
    /// −1 is left of the body, 0 is centered, 1 is right of it.
    pub(super) x: f32,
    /// −1 is above the body, 0 is centered, 1 is below it.
    pub(super) y: f32,
    /// The cost of this spot; the best one costs nothing.
    pub(super) cost: f32,
    /// The additional distance from the body, in points.
    pub(super) out: f32,
}

const fn spot(x: f32, y: f32, cost: f32) -> LabelSpot {
    LabelSpot {
        x,
        y,
        cost,
        out: 0.0,
    }
}

/// The spots around a body, best first.
pub(super) const SPOTS: [LabelSpot; 8] = [
    spot(0.0, 1.0, 0.0),
    spot(0.0, -1.0, 0.8),
    spot(1.0, 0.0, 1.0),
    spot(-1.0, 0.0, 1.2),
    spot(1.0, 1.0, 2.0),
    spot(1.0, -1.0, 2.1),
    spot(-1.0, 1.0, 2.2),
    spot(-1.0, -1.0, 2.3),
];

/// More spots beside a body, for names whose best spots are on lines.
pub(super) const SHIFTED_SPOTS: [LabelSpot; 4] = [
    spot(0.5, 1.0, 1.4),
    spot(-0.5, 1.0, 1.5),
    spot(0.5, -1.0, 2.0),
    spot(-0.5, -1.0, 2.1),
];

/// The spot on the body itself, if bodies of its size are large enough for their names: the best,
/// so that they are all there.
pub(super) const CENTER: LabelSpot = spot(0.0, 0.0, -1.0);

/// Additional distances from the body for names that must be shown, in points.
pub(super) const EXTRA_DISTANCES: [f32; 3] = [0.0, 8.0, 18.0];

impl LabelSpot {
    /// The box of a name of this size beside a body.
    pub(super) fn rect(self, body: &ActorBody, size: Vec2) -> Rect {
        let half = body.half_size();
        let is_diagonal = self.x.abs() + self.y.abs() >= 2.0;
        // At a corner a name may be closer to the body in both directions than at a side.
        let (reach_x, reach_y) = if is_diagonal {
            (0.78 * half.x + 1.0, 0.78 * half.y - 2.0)
        } else {
            (half.x + 1.0, half.y + 0.6)
        };
        let offset = vec2(
            self.x * (reach_x + self.out + size.x / 2.0),
            self.y * (reach_y + self.out + size.y / 2.0),
        );
        Rect::from_center_size(body.center + offset, size)
    }

    pub(super) fn anchor(self) -> Anchor {
        match self.x {
            x if x >= 1.0 => Anchor::Left,
            x if x <= -1.0 => Anchor::Right,
            _ => Anchor::Middle,
        }
    }
}

/// The distances between a body and a name with a leader line, in points.
pub(super) const LEADER_LENGTHS: [f32; 12] = [
    9.0, 14.0, 20.0, 28.0, 35.0, 43.0, 60.0, 84.0, 110.0, 150.0, 210.0, 300.0,
];

/// The directions of leader lines.
const DIRECTIONS: u8 = 24;

/// A spot away from a body, with a leader line from the rim of the body to the name.
pub(super) struct LeaderSpot {
    pub(super) rect: Rect,
    pub(super) anchor: Anchor,
    pub(super) leader: [Pos2; 2],
}

/// The spots at this distance from a body.
pub(super) fn leader_spots(
    body: &ActorBody,
    size: Vec2,
    distance: f32,
) -> impl Iterator<Item = LeaderSpot> {
    let step = std::f32::consts::TAU / f32::from(DIRECTIONS);
    (0..DIRECTIONS).map(move |number| {
        // Directions are tried in turn on both sides, from the right.
        let turn = if number % 2 == 0 {
            f32::from(number / 2)
        } else {
            -f32::from(number.div_ceil(2))
        };
        let direction = Vec2::angled(turn * step);
        let rim = body.center + direction * (body.radius + 0.5);
        let tip = rim + direction * distance;
        // The point of the box next to the body is at the tip.
        let center = tip + vec2(direction.x * size.x / 2.0, direction.y * size.y / 2.0);
        let rect = Rect::from_center_size(center, size);
        LeaderSpot {
            rect,
            anchor: match direction.x {
                x if x > 0.5 => Anchor::Left,
                x if x < -0.5 => Anchor::Right,
                _ => Anchor::Middle,
            },
            leader: [rim, rect.clamp(tip)],
        }
    })
}
