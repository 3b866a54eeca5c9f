//! What routes avoid, and how far a curve is from it.

use emath::{Pos2, Rect};

use crate::scene::actor_body::{ActorBody, Form, length};
use crate::scene::spline::{Spline, quad_point};

/// The lines of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bundle {
    /// The indices of the bodies at its ends, the lower one first.
    pub(super) ends: [usize; 2],
    /// Half of the width of all lanes together, in points.
    pub(super) half_width: f32,
}

/// Bodies and names.
pub(super) struct RouteObstacles<'a> {
    pub(super) bodies: &'a [ActorBody],
    pub(super) names: &'a [Rect],
    /// The radius of the smallest circle around each body.
    pub(super) reaches: Vec<f32>,
}

/// How far straight pieces may be from the curve that they stand for, in points.
const MAX_DEVIATION: f32 = 0.4;

/// The most straight pieces of one quadratic part.
const MAX_PIECES: f32 = 24.0;

impl<'a> RouteObstacles<'a> {
    pub(super) fn new(bodies: &'a [ActorBody], names: &'a [Rect]) -> Self {
        Self {
            bodies,
            names,
            reaches: bodies.iter().map(reach).collect(),
        }
    }

    /// Whether the lines of a bundle along this curve are at least this far from all strangers.
    pub(super) fn is_clear(&self, bundle: &Bundle, spline: &Spline, clearance: f32) -> bool {
        let points = self.visible_points(bundle, spline);
        self.blocker(bundle, &points, clearance).is_none()
    }

    /// The first stranger that straight lines from point to point come too close to.
    pub(super) fn blocker(
        &self,
        bundle: &Bundle,
        points: &[Pos2],
        clearance: f32,
    ) -> Option<usize> {
        let needed = bundle.half_width + clearance;
        let bounds = Rect::from_points(points).expand(needed);
        let is_stranger = |number: &usize| !bundle.ends.contains(number);
        (0..self.bodies.len()).filter(is_stranger).find(|&number| {
            let (body, reach) = (&self.bodies[number], self.reaches[number]);
            let is_near = bounds.distance_sq_to_pos(body.center) <= reach * reach;
            is_near
                && points
                    .windows(2)
                    .any(|piece| is_closer(body, reach, piece[0], piece[1], needed))
        })
    }

    /// Points along the part of a curve outside the bodies at its ends; straight lines between them
    /// are close to the curve.
    pub(super) fn visible_points(&self, bundle: &Bundle, spline: &Spline) -> Vec<Pos2> {
        let mut points = flattened(spline);
        let [first, second] = bundle.ends.map(|end| self.bodies.get(end));
        if let Some(first) = first {
            cut_start(&mut points, first);
        }
        if let Some(second) = second {
            points.reverse();
            cut_start(&mut points, second);
            points.reverse();
        }
        points
    }
}

/// The radius of the smallest circle around a body.
fn reach(body: &ActorBody) -> f32 {
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
    // The distance is nearly linear here: a few steps of the false position are enough.
    let (mut low, mut below) = (0.0, body.distance(within));
    let (mut high, mut above) = (1.0, body.distance(outside));
    for _ in 0..4 {
        let share = (low * above - high * below) / (above - below).max(f32::MIN_POSITIVE);
        let distance = body.distance(within.lerp(outside, share));
        if distance < 0.0 {
            (low, below) = (share, distance);
        } else {
            (high, above) = (share, distance);
        }
    }
    points[inside - 1] = within.lerp(outside, high);
    points.drain(..inside - 1);
}
