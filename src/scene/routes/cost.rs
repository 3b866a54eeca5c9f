//! What a route costs, in points of length: a line that is longer by this is as bad.

use emath::Pos2;

use super::occupied::Overlap;
use crate::scene::actor_body::length;

/// The cost of each radian that a line turns, and how much more it is for a radian within one
/// point: sharp turns cost more than long arcs.
const TURN: f32 = 5.0;
const SHARPNESS: f32 = 400.0;

/// The cost of a crossing at a right angle, and how much more it is at an angle of zero.
const CROSSING: f32 = 1.5;
const FLAT_CROSSING: f32 = 8.0;

/// The cost of each point of a line along another line.
const SHARED: f32 = 0.8;

/// The cost of a route by itself, between the rims of its ends.
pub(super) fn of_shape(points: &[Pos2]) -> f32 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return 0.0;
    };
    let legs = || points.windows(2).map(|leg| leg[1] - leg[0]);
    let along: f32 = legs().map(length).sum();
    let mut turned = 0.0;
    let mut sharpness = 0.0;
    for (leg, next) in legs().zip(legs().skip(1)) {
        let (size, next_size) = (length(leg), length(next));
        if size > 1e-3 && next_size > 1e-3 {
            let cosine = leg.dot(next) / (size * next_size);
            let turn = cosine.clamp(-1.0, 1.0).acos();
            turned += turn;
            sharpness += turn * turn / (size + next_size).max(1.0);
        }
    }
    (along - length(*last - *first)).max(0.0) + TURN * turned + SHARPNESS * sharpness
}

/// The cost of crossing other lines and of running along them.
pub(super) fn of_overlap(overlap: &Overlap) -> f32 {
    CROSSING * overlap.crossings as f32
        + FLAT_CROSSING * overlap.flatness
        + SHARED * overlap.shared_length
}
