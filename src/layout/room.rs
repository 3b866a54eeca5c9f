//! Gives crowded parts of a layout the area that their discs need, with little distortion: halves
//! the bodies again and again along the longer side of their box, and moves each dividing line only
//! as far as the fuller half needs, as in the kd-trees of pixel maps (Keim, Panse, Sips and North,
//! *Pixel based visual data mining of geo-spatial data*, 2004). Whoever is left of another, or
//! above, stays so within a box. Knows no names. Positions are in scene units.

use emath::{Rect, Vec2, vec2};

/// Fewer bodies than this are not halved any more: the discs of a box are moved apart one by one.
const MAX_UNDIVIDED: usize = 24;

/// The share of a box that discs may fill. Discs of one size fill nine tenths at most; below a half
/// they part in few rounds.
const MAX_FILL: f32 = 0.5;

/// Moves bodies so that no part of the layout is fuller than its discs allow; the whole is scaled
/// up first if even its bounding box has not enough area. Returns how much. `radius` is that of the
/// disc of a body with half of the gap around it. O(n log n).
pub(super) fn make_room(positions: &mut [Vec2], radius: impl Fn(usize) -> f32) -> f32 {
    let areas: Vec<f32> = (0..positions.len())
        .map(|body| std::f32::consts::PI * radius(body).powi(2) / MAX_FILL)
        .collect();
    let needed: f64 = areas.iter().map(|area| f64::from(*area)).sum();
    let from = bounds(positions);
    let has = f64::from(from.width().max(1.0)) * f64::from(from.height().max(1.0));
    let growth = (needed / has).sqrt().max(1.0) as f32;
    let to = Rect::from_center_size(from.center(), from.size().max(vec2(1.0, 1.0)) * growth);
    let mut bodies: Vec<u32> = (0..positions.len() as u32).collect();
    Rooms { areas: &areas }.share(&mut bodies, positions, from, to);
    growth
}

fn bounds(positions: &[Vec2]) -> Rect {
    let mut bounds = Rect::NOTHING;
    for at in positions {
        bounds.extend_with(at.to_pos2());
    }
    bounds
}

struct Rooms<'a> {
    /// The area that each body needs.
    areas: &'a [f32],
}

impl Rooms<'_> {
    /// Moves the bodies of a box into another box, where each half has the area that it needs.
    fn share(&self, bodies: &mut [u32], positions: &mut [Vec2], from: Rect, to: Rect) {
        if bodies.len() <= MAX_UNDIVIDED {
            for body in bodies {
                let at = &mut positions[*body as usize];
                *at = moved(*at, from, to);
            }
            return;
        }
        let axis = usize::from(to.height() > to.width());
        let middle = bodies.len() / 2;
        let along = |body: &u32| positions[*body as usize][axis];
        bodies.select_nth_unstable_by(middle, |one, other| {
            let order = along(one).total_cmp(&along(other));
            order.then(one.cmp(other))
        });
        let line = along(&bodies[middle]);
        let (low, high) = bodies.split_at_mut(middle);
        let [needed_low, needed_high]: [f32; 2] =
            [&*low, &*high].map(|half| half.iter().map(|body| self.areas[*body as usize]).sum());
        let (from_low, from_high) = divided(from, axis, line);
        let start = to.min[axis];
        let natural = start + share_of(line, from, axis) * to.size()[axis];
        let needed: f32 = needed_low + needed_high;
        let (area, length) = (to.area(), to.size()[axis]);
        let dividing = if needed >= area {
            start + length * needed_low / needed
        } else {
            let across = to.size()[1 - axis];
            let least = start + needed_low / across;
            natural
                .max(least)
                .min(start + length - needed_high / across)
        };
        let (to_low, to_high) = divided(to, axis, dividing);
        self.share(low, positions, from_low, to_low);
        self.share(high, positions, from_high, to_high);
    }
}

/// Where in a box a line is along an axis, from 0 to 1; in the middle if the box has no extent.
fn share_of(line: f32, within: Rect, axis: usize) -> f32 {
    let length = within.size()[axis];
    if length > 0.0 {
        ((line - within.min[axis]) / length).clamp(0.0, 1.0)
    } else {
        0.5
    }
}

fn moved(at: Vec2, from: Rect, to: Rect) -> Vec2 {
    let along = |axis: usize| to.min[axis] + share_of(at[axis], from, axis) * to.size()[axis];
    vec2(along(0), along(1))
}

/// The two parts of a box on both sides of a line across an axis.
fn divided(whole: Rect, axis: usize, line: f32) -> (Rect, Rect) {
    let (mut low, mut high) = (whole, whole);
    low.max[axis] = line;
    high.min[axis] = line;
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest share of a square cell that discs of this radius fill.
    fn fullest(positions: &[Vec2], radius: f32, cell: f32) -> f32 {
        let mut counts = std::collections::HashMap::new();
        for at in positions {
            let place = ((at.x / cell).floor() as i64, (at.y / cell).floor() as i64);
            *counts.entry(place).or_insert(0) += 1;
        }
        let most = counts.values().copied().max().unwrap_or(0);
        most as f32 * std::f32::consts::PI * radius * radius / (cell * cell)
    }

    /// So many positions in a disc, most of them near its middle.
    fn crowd(count: usize, reach: f32) -> Vec<Vec2> {
        let place = |body: usize| {
            let far = body as f32 / count as f32;
            Vec2::angled(body as f32 * 2.4) * (reach * far * far)
        };
        (0..count).map(place).collect()
    }

    #[test]
    fn crowded_parts_get_room_and_the_sides_stay() {
        let mut positions = crowd(20_000, 6_000.0);
        let before = positions.clone();
        assert!(fullest(&before, 10.0, 160.0) > 5.0);
        let growth = make_room(&mut positions, |_| 10.0);
        assert!(growth <= 1.0, "the whole has room");
        assert!(fullest(&positions, 10.0, 160.0) < 1.1);
        let all = bounds(&before);
        let is_within = |at: &Vec2| all.expand(1.0).contains(at.to_pos2());
        assert!(positions.iter().all(is_within));
        let is_left = |at: &Vec2| at.x < before[0].x;
        let stay = before
            .iter()
            .zip(&positions)
            .filter(|(was, is)| is_left(was) == is_left(is));
        assert!(stay.count() > 19_000);
    }

    #[test]
    fn what_has_room_stays_and_what_coincides_is_spread() {
        let spread: Vec<Vec2> = (0..10_000)
            .map(|body| vec2((body % 100) as f32, (body / 100) as f32) * 60.0)
            .collect();
        let mut positions = spread.clone();
        assert!(make_room(&mut positions, |_| 10.0) <= 1.0);
        let moved = spread
            .iter()
            .zip(&positions)
            .map(|(was, is)| (*was - *is).length());
        assert!(moved.fold(0.0, f32::max) < 1.0);
        let mut positions = vec![Vec2::ZERO; 10_000];
        assert!(make_room(&mut positions, |_| 10.0) > 1.0);
        assert!(
            positions
                .iter()
                .all(|at| at.x.is_finite() && at.y.is_finite())
        );
        assert!(fullest(&positions, 10.0, 400.0) < 2.0);
        make_room(&mut [], |_| 1.0);
    }
}
