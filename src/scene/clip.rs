//! Clips straight lines to a box.

use emath::{Pos2, Rect};

/// A quick check: whether a straight line is entirely on one side of a box. Most lines are.
pub(super) fn is_outside(from: Pos2, to: Pos2, area: Rect) -> bool {
    let (low, high) = (from.min(to), from.max(to));
    low.x > area.max.x || high.x < area.min.x || low.y > area.max.y || high.y < area.min.y
}

/// The part of a straight line inside a box; `None` if there is none.
pub(super) fn clipped(from: Pos2, to: Pos2, area: Rect) -> Option<[Pos2; 2]> {
    if area.contains(from) && area.contains(to) {
        return Some([from, to]);
    }
    let (enters, leaves) = visible_part(from, to, area)?;
    let along = to - from;
    (enters < leaves).then(|| [from + along * enters, from + along * leaves])
}

/// The shares of a straight line, from 0 to 1, between which it is in a box (Liang and Barsky,
/// 1984); `None` if it is outside. They are equal if it only touches the box.
pub(crate) fn visible_part(from: Pos2, to: Pos2, area: Rect) -> Option<(f32, f32)> {
    if area.contains(from) && area.contains(to) {
        return Some((0.0, 1.0));
    }
    let along = to - from;
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for (step, room_below, room_above) in [
        (along.x, from.x - area.min.x, area.max.x - from.x),
        (along.y, from.y - area.min.y, area.max.y - from.y),
    ] {
        if step == 0.0 {
            if room_below < 0.0 || room_above < 0.0 {
                return None;
            }
        } else {
            let (low, high) = (-room_below / step, room_above / step);
            enters = enters.max(low.min(high));
            leaves = leaves.min(low.max(high));
        }
    }
    (enters <= leaves).then_some((enters, leaves))
}

/// Two lines cross if the ends of each are on both sides of the other by more than this, as twice
/// the area of a triangle: the rounding of coordinates decides nothing.
const CROSSED: f32 = 0.05;

/// Whether two straight lines cross each other.
pub(in crate::scene) fn cross(one: [Pos2; 2], other: [Pos2; 2]) -> bool {
    let side = |[from, to]: [Pos2; 2], point: Pos2| {
        let (along, away) = (to - from, point - from);
        along.x * away.y - along.y * away.x
    };
    let parts = |line, [a, b]: [Pos2; 2]| {
        let (a, b) = (side(line, a), side(line, b));
        a.min(b) < -CROSSED && a.max(b) > CROSSED
    };
    parts(one, other) && parts(other, one)
}
