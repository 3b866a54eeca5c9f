//! What routes avoid, and how far a curve is from it.

use std::cell::Cell;

use emath::{Pos2, Rect};

use super::request::{RoutePair, RouteRequest};
use crate::scene::actor_body::{ActorBody, Form, length};
use crate::scene::clip::clipped;
use crate::scene::spline::{Spline, quad_point};

/// The lines of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bundle {
    /// The indices of the bodies at its ends, the lower one first.
    pub(super) ends: [usize; 2],
    /// Half of the width of all lanes together, in points.
    pub(super) half_width: f32,
}

impl Bundle {
    pub(super) fn of(pair: &RoutePair) -> Self {
        Self {
            ends: [pair.first.min(pair.second), pair.first.max(pair.second)],
            half_width: pair.width / 2.0,
        }
    }
}

/// The space between a line and a name, in points.
pub(super) const NAME_GAP: f32 = 1.5;

/// Bodies and names.
pub(super) struct RouteObstacles<'a> {
    pub(super) bodies: &'a [ActorBody],
    pub(super) names: &'a [Rect],
    /// The radius of the smallest circle around each body.
    pub(super) reaches: Vec<f32>,
    area: Option<Rect>,
    /// How many more lines searches for detours may check. The limit bounds the time of a picture,
    /// and unlike a clock it is the same on every machine.
    checks_left: Cell<usize>,
}

/// How many lines searches for detours may check, for all pairs together: around strangers, which
/// are few, and around names.
const MAX_CHECKS: usize = 2_000_000;
const MAX_NAME_CHECKS: usize = 400_000;
const MAX_NAME_CHECKS_OF_NAMED: usize = 200_000;
const MAX_NAME_CHECKS_OF_MANY: usize = 60_000;

/// With more bodies than this, few detours around names are searched for.
const MAX_FEW_BODIES: usize = 45;

/// Up to this many bodies all may have names.
const MAX_ALL_NAMED: usize = 60;

/// How far straight pieces may be from the curve that they stand for, in points.
const MAX_DEVIATION: f32 = 0.25;

/// The most straight pieces of one quadratic part.
const MAX_PIECES: f32 = 32.0;

impl<'a> RouteObstacles<'a> {
    pub(super) fn new(request: &RouteRequest<'a>) -> Self {
        Self {
            bodies: request.bodies,
            names: request.names,
            reaches: request.bodies.iter().map(reach).collect(),
            area: request.area,
            checks_left: Cell::new(match request.bodies.len() {
                _ if request.names.is_empty() => MAX_CHECKS,
                bodies if bodies <= MAX_FEW_BODIES => MAX_NAME_CHECKS,
                bodies if bodies <= MAX_ALL_NAMED => MAX_NAME_CHECKS_OF_NAMED,
                _ => MAX_NAME_CHECKS_OF_MANY,
            }),
        }
    }

    /// Whether there are so few bodies that every detour around names is searched for.
    pub(super) fn are_few(&self) -> bool {
        self.bodies.len() <= MAX_FEW_BODIES
    }

    /// Whether lines of a bundle with these control points stay within the area.
    pub(super) fn are_inside(&self, bundle: &Bundle, controls: &[Pos2]) -> bool {
        let Some(area) = self.area else { return true };
        // At a corner, an outer lane is farther out than half of the width.
        let mut area = area.shrink(2.0 * bundle.half_width);
        for body in bundle.ends.iter().filter_map(|end| self.bodies.get(*end)) {
            area.extend_with(body.center);
        }
        controls.iter().all(|point| area.contains(*point))
    }

    /// Counts the checks of a search; returns whether it may continue.
    pub(super) fn spend(&self, checks: usize) -> bool {
        let left = self.checks_left.get();
        self.checks_left.set(left.saturating_sub(checks));
        left > 0
    }

    /// The number of names that a bundle along these straight pieces runs through.
    pub(super) fn names_under(&self, bundle: &Bundle, points: &[Pos2]) -> usize {
        let bounds = Rect::from_points(points).expand(bundle.half_width);
        let names = self.names.iter().filter(|name| name.intersects(bounds));
        let is_under = |name: &&Rect| {
            let space = name.expand(bundle.half_width);
            let mut pieces = points.windows(2);
            pieces.any(|piece| clipped(piece[0], piece[1], space).is_some())
        };
        names.filter(is_under).count()
    }

    /// The box that lines of a bundle do not enter, so that they are at least this far from a name.
    pub(super) fn name_space(&self, bundle: &Bundle, number: usize, gap: f32) -> Rect {
        let space = self.names[number].expand(bundle.half_width + gap);
        let contains = |end: usize| {
            let body = self.bodies.get(end);
            body.is_some_and(|body| space.contains(body.center))
        };
        // A name on a body covers no line that ends there.
        if bundle.ends.into_iter().any(contains) {
            Rect::NOTHING
        } else {
            space
        }
    }

    /// Whether straight lines from point to point come too close to a stranger.
    pub(super) fn is_polyline_clear(
        &self,
        bundle: &Bundle,
        points: &[Pos2],
        clearance: f32,
    ) -> bool {
        let bounds = Rect::from_points(points).expand(bundle.half_width + clearance);
        let is_near = |number: &usize| {
            let reach = self.reaches[*number];
            bounds.distance_sq_to_pos(self.bodies[*number].center) <= reach * reach
        };
        let is_stranger = |number: &usize| !bundle.ends.contains(number);
        let mut near = (0..self.bodies.len()).filter(is_stranger).filter(is_near);
        near.all(|number| {
            points
                .windows(2)
                .all(|piece| !self.blocks(bundle, number, piece[0], piece[1], clearance))
        })
    }

    /// Whether a straight line of a bundle is too close to a body. A body at an end of the bundle
    /// is in the way of lines that neither start nor end in its center.
    pub(super) fn blocks(
        &self,
        bundle: &Bundle,
        number: usize,
        from: Pos2,
        to: Pos2,
        clearance: f32,
    ) -> bool {
        let body = &self.bodies[number];
        let needed = Self::needed(bundle, number, clearance);
        if !is_closer(body, self.reaches[number], from, to, needed) {
            return false;
        }
        if bundle.ends.contains(&number) {
            return from != body.center && to != body.center;
        }
        // Only the part outside the bodies at the ends is visible.
        let starts_inside = |point: Pos2| {
            let ends = bundle.ends.iter().filter_map(|end| self.bodies.get(*end));
            ends.into_iter().any(|end| end.distance(point) < 0.0)
        };
        if !starts_inside(from) && !starts_inside(to) {
            return true;
        }
        let mut points = vec![from, to];
        self.cut_ends(bundle, &mut points);
        is_closer(body, self.reaches[number], points[0], points[1], needed)
    }

    /// The distance that the middle of a bundle keeps from a body.
    pub(super) fn needed(bundle: &Bundle, number: usize, clearance: f32) -> f32 {
        if bundle.ends.contains(&number) {
            bundle.half_width
        } else {
            bundle.half_width + clearance
        }
    }

    /// Points along the part of a curve outside the bodies at its ends; straight lines between them
    /// are close to the curve.
    pub(super) fn visible_points(&self, bundle: &Bundle, spline: &Spline) -> Vec<Pos2> {
        let mut points = flattened(spline);
        self.cut_ends(bundle, &mut points);
        points
    }

    /// Removes the parts inside the bodies at the ends of a bundle.
    fn cut_ends(&self, bundle: &Bundle, points: &mut Vec<Pos2>) {
        let [first, second] = bundle.ends.map(|end| self.bodies.get(end));
        if let Some(first) = first {
            cut_start(points, first);
        }
        if let Some(second) = second {
            points.reverse();
            cut_start(points, second);
            points.reverse();
        }
    }
}

/// The radius of the smallest circle around a body.
pub(super) fn reach(body: &ActorBody) -> f32 {
    match body.form {
        Form::Disc => body.radius,
        // The corners of a square are round.
        Form::Square => 1.15 * body.radius,
        Form::Hexagon | Form::Rhombus => body.half_size().max_elem(),
    }
}

/// Whether a straight line comes closer to a body than `gap`.
fn is_closer(body: &ActorBody, reach: f32, from: Pos2, to: Pos2, gap: f32) -> bool {
    let along = to - from;
    let share = (body.center - from).dot(along) / along.length_sq().max(f32::MIN_POSITIVE);
    let nearest = from + along * share.clamp(0.0, 1.0);
    let away = length(nearest - body.center);
    if away >= reach + gap {
        return false;
    }
    if body.form == Form::Disc || body.distance(nearest) < gap {
        return true;
    }
    // The distance from a convex body is convex along a straight line: the smallest one is found by
    // narrowing it down.
    let (mut low, mut high) = (0.0_f32, 1.0_f32);
    for _ in 0..12 {
        let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if body.distance(from + along * a) < body.distance(from + along * b) {
            high = b;
        } else {
            low = a;
        }
    }
    body.distance(from + along * low.midpoint(high)) < gap
}

/// Points along a curve.
fn flattened(spline: &Spline) -> Vec<Pos2> {
    let mut points = vec![spline.controls()[0]];
    for quad in spline.quads() {
        let [a, b, c] = quad;
        let bulge = length((a - b) + (c - b)) / 4.0;
        let pieces = (bulge / MAX_DEVIATION).sqrt().ceil().clamp(1.0, MAX_PIECES);
        let count = pieces as u8;
        points.extend((1..=count).map(|piece| quad_point(quad, f32::from(piece) / pieces)));
    }
    points
}

/// Removes the points up to the rim of a body around the first one.
fn cut_start(points: &mut Vec<Pos2>, body: &ActorBody) {
    let inside = points
        .iter()
        .take_while(|point| body.distance(**point) < 0.0)
        .count();
    if inside == 0 || inside == points.len() {
        return;
    }
    let (within, outside) = (points[inside - 1], points[inside]);
    let (mut low, mut high) = (0.0_f32, 1.0_f32);
    for _ in 0..8 {
        let middle = low.midpoint(high);
        if body.distance(within.lerp(outside, middle)) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    points[inside - 1] = within.lerp(outside, high);
    points.drain(..inside - 1);
}
