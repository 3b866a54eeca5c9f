//! The place of the name of an outline: just outside its largest area. Draws nothing.

use emath::{Rect, Vec2, vec2};

use super::hull::Hull;
use crate::scene::actor_body::ActorBody;
use crate::scene::clip::clipped;
use crate::scene::labels::LineObstacles;

/// What a name avoids.
pub(super) struct Surroundings<'a> {
    pub(super) bodies: &'a [ActorBody],
    pub(super) lines: &'a LineObstacles,
    /// The areas of other groups.
    pub(super) others: &'a [Hull],
    /// Other names.
    pub(super) taken: &'a [Rect],
    pub(super) within: Rect,
    pub(super) clear_of: Option<Rect>,
}

/// The directions that are tried, and how far outside, in points.
const DIRECTIONS: u8 = 24;
const DISTANCES: [f32; 4] = [1.0, 8.0, 18.0, 32.0];

/// What a line beneath the name costs, and a direction that is not upward, in points of distance.
const LINE_COST: f32 = 6.0;
const DOWNWARD_COST: f32 = 6.0;

/// What a name in the area of another group costs: it could be read as the name of that one.
const OTHER_AREA_COST: f32 = 120.0;

/// The best free place for a name of this size; `None` if it fits nowhere.
pub(super) fn best(area: &Hull, size: Vec2, around: &Surroundings) -> Option<Rect> {
    let step = std::f32::consts::TAU / f32::from(DIRECTIONS);
    let spots = (0..DIRECTIONS).flat_map(|number| {
        let direction = Vec2::angled(step * f32::from(number));
        let edge = area.support(direction);
        DISTANCES.map(move |distance| {
            let away = direction * distance;
            let half = vec2(direction.x * size.x / 2.0, direction.y * size.y / 2.0);
            let rect = Rect::from_center_size(edge + away + half, size);
            (distance + DOWNWARD_COST * (1.0 + direction.y), rect)
        })
    });
    let free = spots.filter(|(_, rect)| is_free(*rect, around));
    let costs = free.map(|(cost, rect)| {
        let others = around.others.iter();
        let others = others.filter(|other| other.distance(rect.center()) < rect.height() / 2.0);
        let beneath = LINE_COST * lines_in(rect, around.lines);
        let cost = cost + beneath + OTHER_AREA_COST * others.count() as f32;
        (cost, rect)
    });
    let best = costs.min_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, rect)| rect)
}

fn is_free(rect: Rect, around: &Surroundings) -> bool {
    around.within.contains_rect(rect)
        && !around
            .clear_of
            .is_some_and(|covered| covered.intersects(rect))
        && !around.taken.iter().any(|taken| taken.intersects(rect))
        && !around.bodies.iter().any(|body| body.touches(rect, 1.0))
}

/// The number of straight pieces of lines in a box.
fn lines_in(rect: Rect, lines: &LineObstacles) -> f32 {
    let pieces = lines.pieces.iter();
    let inside = pieces.filter(|piece| clipped(piece.ends[0], piece.ends[1], rect).is_some());
    inside.count() as f32
}
