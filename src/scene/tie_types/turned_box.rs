//! A rectangle that is turned: the box around a text along a line. Knows no text.

use emath::{Pos2, Rect, Vec2, vec2};

/// A rectangle that is turned around its center.
#[derive(Clone, Copy, Debug)]
pub(super) struct TurnedBox {
    pub(super) center: Pos2,
    pub(super) half: Vec2,
    /// In radians, clockwise.
    pub(super) angle: f32,
}

impl TurnedBox {
    pub(super) fn upright(rect: Rect) -> Self {
        Self {
            center: rect.center(),
            half: 0.5 * rect.size(),
            angle: 0.0,
        }
    }

    /// A flat box along a straight piece.
    pub(super) fn around([from, to]: [Pos2; 2]) -> Self {
        Self {
            center: from.lerp(to, 0.5),
            half: vec2(0.5 * from.distance(to), 0.5),
            angle: (to - from).angle(),
        }
    }

    fn axes(&self) -> [Vec2; 2] {
        let along = Vec2::angled(self.angle);
        [along, along.rot90()]
    }

    pub(super) fn corners(&self) -> [Pos2; 4] {
        let [along, across] = self.axes();
        let (along, across) = (along * self.half.x, across * self.half.y);
        [
            self.center - along - across,
            self.center + along - across,
            self.center + along + across,
            self.center - along + across,
        ]
    }

    /// How far it reaches from its center in this direction, a unit vector.
    fn reach(&self, direction: Vec2) -> f32 {
        let [along, across] = self.axes();
        self.half.x * along.dot(direction).abs() + self.half.y * across.dot(direction).abs()
    }

    pub(super) fn bounds(&self) -> Rect {
        let half = vec2(self.reach(Vec2::X), self.reach(Vec2::Y));
        Rect::from_center_size(self.center, 2.0 * half)
    }

    /// Whether two boxes overlap: no axis of either separates them.
    pub(super) fn touches(&self, other: &Self) -> bool {
        let between = other.center - self.center;
        let mut axes = self.axes().into_iter().chain(other.axes());
        axes.all(|axis| between.dot(axis).abs() < self.reach(axis) + other.reach(axis))
    }

    /// Points of the box, at most a few points apart.
    pub(super) fn points(&self) -> impl Iterator<Item = Pos2> {
        let [along, across] = self.axes();
        let count = (self.half.x / 3.0).ceil().clamp(1.0, 100.0) as i16;
        let (center, half) = (self.center, self.half);
        (-count..=count).flat_map(move |step| {
            let on_axis = center + along * (half.x * f32::from(step) / f32::from(count));
            [-1.0, 0.0, 1.0].map(|side| on_axis + across * (half.y * side))
        })
    }
}
