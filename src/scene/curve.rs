//! The curve of a relation from rim to rim.

use emath::{Pos2, Rect, Vec2};

use super::actor_body::{ActorBody, length as vector_length};
use super::routes::Route;
use super::spline::Spline;
use super::{Outline, PathSegment};

/// A curve from one rim to another, or from a rim back to the same rim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RelationCurve {
    line: FullCurve,
    /// Where the visible part starts and ends on the full curve, 0 to 1.
    start: f32,
    end: f32,
}

/// The full curve, including the parts inside bodies.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all curves are of the large kind, and a box for each would cost more"
)]
enum FullCurve {
    /// From one actor to another.
    Way(Spline),
    /// An arc of a circle; angles in radians, clockwise from the right.
    Loop {
        center: Pos2,
        radius: f32,
        angle: f32,
        sweep: f32,
    },
}

/// The place of a curve among the curves between two bodies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lane {
    /// 0 is the first.
    pub(super) number: usize,
    /// The number of curves.
    pub(super) of: usize,
}

/// The number of points at which a curve is measured.
const SAMPLES: usize = 12;

impl RelationCurve {
    /// A straight line.
    pub(super) fn straight(from: Pos2, to: Pos2) -> Self {
        Self {
            line: FullCurve::Way(Spline::straight(from, to)),
            start: 0.0,
            end: 1.0,
        }
    }

    /// All of a curve that starts and ends outside bodies.
    pub(super) fn whole(spline: &Spline) -> Self {
        Self {
            line: FullCurve::Way(*spline),
            start: 0.0,
            end: 1.0,
        }
    }

    /// The curve of one lane of a route, with `gap` points between the curve and the rims; `None`
    /// if the bodies are too close.
    ///
    /// The lane is parallel to the route at this distance in points: to the left, seen from the
    /// first body, if it is positive. It must start and end inside the bodies.
    pub(super) fn along(
        base: &Route,
        first: &ActorBody,
        second: &ActorBody,
        lane_offset: f32,
        gap: f32,
    ) -> Option<Self> {
        let lane = |spline: &Spline| FullCurve::Way(spline.offset(lane_offset));
        let starts_and_ends_inside = |line: &FullCurve| {
            first.distance(line.point(0.0)) < 0.0 && second.distance(line.point(1.0)) < 0.0
        };
        let mut line = lane(base.spline());
        if !starts_and_ends_inside(&line) {
            // A route that leaves a small body in a sharp bend can have lanes beside it.
            line = lane(&Spline::straight(first.center, second.center));
        }
        // A detour can leave no visible part between bodies that are close; a straight line can.
        let straight = lane(&Spline::straight(first.center, second.center));
        Self::cut(&line, first, second, gap).or_else(|| Self::cut(&straight, first, second, gap))
    }

    /// The loop of a relation of an actor with itself.
    pub(super) fn around(body: &ActorBody, lane: Lane, gap: f32) -> Option<Self> {
        // The first loop is at the upper right, the least preferred spot of names.
        let turn = std::f32::consts::TAU / lane.of.max(6) as f32;
        let direction = Vec2::angled(-std::f32::consts::FRAC_PI_4 - turn * lane.number as f32);
        let radius = 0.7 * body.radius + 8.0;
        // It starts and ends inside the body, however small the body is.
        let inside = 0.5 * body.radius;
        let reach = (body.radius + 0.45 * radius)
            .max(radius - inside)
            .min(radius + inside);
        let line = FullCurve::Loop {
            center: body.center + direction * reach,
            radius,
            angle: direction.angle() + std::f32::consts::PI,
            sweep: std::f32::consts::TAU,
        };
        Self::cut(&line, body, body, gap)
    }

    /// The curve without the parts inside the bodies or closer to them than the gap.
    fn cut(line: &FullCurve, first: &ActorBody, second: &ActorBody, gap: f32) -> Option<Self> {
        let leave = |share: f32| first.distance(line.point(0.5 * share)) - gap;
        let arrive = |share: f32| second.distance(line.point(1.0 - 0.5 * share)) - gap;
        let start = 0.5 * crossing(leave)?;
        let end = 1.0 - 0.5 * crossing(arrive)?;
        (start < end).then_some(Self {
            line: *line,
            start,
            end,
        })
    }

    /// The point at this share of the visible part, 0 to 1.
    pub(super) fn point(&self, share: f32) -> Pos2 {
        self.line
            .point(self.start + (self.end - self.start) * share)
    }

    /// Points along the visible part.
    pub(super) fn samples(&self, count: usize) -> impl Iterator<Item = Pos2> {
        let last = count.max(2) - 1;
        (0..=last).map(move |i| self.point(i as f32 / last as f32))
    }

    /// The length of the visible part, in points.
    pub(super) fn length(&self) -> f32 {
        let mut last = self.point(0.0);
        let mut length = 0.0;
        for point in self.samples(SAMPLES).skip(1) {
            length += vector_length(point - last);
            last = point;
        }
        length
    }

    /// The visible part, shortened at its start and end, in points; `length` is its length.
    pub(super) fn shortened(&self, length: f32, at_start: f32, at_end: f32) -> Self {
        let span = self.end - self.start;
        let reach = |points: f32, tip: f32, inward: f32| {
            let place = self.point(tip);
            let limit = points.min(0.45 * length);
            let away = |share: f32| vector_length(self.point(tip + inward * share) - place) - limit;
            if limit > 0.0 {
                crossing(|share| away(0.5 * share)).map_or(0.45, |share| 0.5 * share)
            } else {
                0.0
            }
        };
        Self {
            line: self.line,
            start: self.start + span * reach(at_start, 0.0, 1.0),
            end: self.end - span * reach(at_end, 1.0, -1.0),
        }
    }

    /// A box around the visible part.
    pub(super) fn bounds(&self) -> Rect {
        match self.line {
            FullCurve::Way(spline) => spline.bounds(),
            FullCurve::Loop { center, radius, .. } => {
                Rect::from_center_size(center, Vec2::splat(2.0 * radius))
            }
        }
    }

    /// The distance of a point from the visible part; `None` if it is larger than `max_distance`.
    pub(super) fn distance_within(&self, point: Pos2, max_distance: f32) -> Option<f32> {
        if !self.bounds().expand(max_distance).contains(point) {
            return None;
        }
        if let FullCurve::Way(spline) = self.line
            && let [from, control, to] = *spline.controls()
        {
            // The curve is never farther than this from the straight line between its ends.
            let bulge = distance_to_segment(control, from, to) / 2.0;
            if distance_to_segment(point, from, to) > max_distance + bulge {
                return None;
            }
        }
        let mut last = self.point(0.0);
        let mut nearest = f32::INFINITY;
        for next in self.samples(2 * SAMPLES).skip(1) {
            nearest = nearest.min(distance_to_segment(point, last, next));
            last = next;
        }
        (nearest <= max_distance).then_some(nearest)
    }

    /// The visible part as an outline.
    pub(super) fn outline(&self) -> Outline {
        let mut segments = vec![PathSegment::Move(self.point(0.0))];
        match self.line {
            FullCurve::Way(spline) => segments.extend(spline.segments(self.start, self.end)),
            FullCurve::Loop { center, sweep, .. } => {
                let parts = 8;
                let half = sweep * (self.end - self.start) / parts as f32 / 2.0;
                for part in 0..parts {
                    let middle = self.point((part as f32 + 0.5) / parts as f32);
                    let control = center + (middle - center) / half.cos();
                    segments.push(PathSegment::Quad(
                        control,
                        self.point((part as f32 + 1.0) / parts as f32),
                    ));
                }
            }
        }
        Outline(segments)
    }

    /// The part inside a box, cut roughly; `None` if the curve is outside.
    ///
    /// Without this, very long curves would cost many invisible dashes.
    pub(super) fn within(&self, rect: Rect) -> Option<Self> {
        let bounds = self.bounds();
        if !bounds.is_finite() || !rect.intersects(bounds) {
            return None;
        }
        let length = bounds.size().max_elem();
        if length < 4.0 * rect.size().max_elem() {
            return Some(*self);
        }
        let line = self.line;
        let mut inside: Option<(f32, f32)> = None;
        for share in line.crossings(rect).chain([self.start, self.end]) {
            let reached = (self.start..=self.end).contains(&share)
                && rect.expand(1.0 + length * 1e-5).contains(line.point(share));
            if reached {
                let (low, high) = inside.unwrap_or((share, share));
                inside = Some((low.min(share), high.max(share)));
            }
        }
        let (start, end) = inside?;
        (start < end).then_some(Self { line, start, end })
    }
}

impl FullCurve {
    fn point(&self, share: f32) -> Pos2 {
        match self {
            Self::Way(spline) => spline.point(share),
            Self::Loop {
                center,
                radius,
                angle,
                sweep,
            } => *center + *radius * Vec2::angled(angle + sweep * share),
        }
    }

    /// Where the curve crosses the four lines through the sides of a box.
    fn crossings(&self, rect: Rect) -> impl Iterator<Item = f32> {
        let sides: Vec<f32> = match *self {
            Self::Loop { .. } => Vec::new(),
            Self::Way(spline) => (0..spline.quad_count())
                .flat_map(|number| quad_crossings(&spline, number, rect))
                .collect(),
        };
        sides.into_iter()
    }
}

/// Where a quadratic part of a curve crosses the four lines through the sides of a box.
fn quad_crossings(spline: &Spline, number: usize, rect: Rect) -> Vec<f32> {
    let [from, control, to] = spline.quad(number);
    let (start, end) = spline.span(number);
    [
        (from.x, control.x, to.x, [rect.left(), rect.right()]),
        (from.y, control.y, to.y, [rect.top(), rect.bottom()]),
    ]
    .into_iter()
    .flat_map(|(a, b, c, sides)| sides.map(|side| roots(a - side, b - side, c - side)))
    .flatten()
    .filter(|share| (0.0..=1.0).contains(share))
    .map(|share| start + (end - start) * share)
    .collect()
}

/// The roots of the quadratic Bernstein polynomial with these coefficients.
fn roots(a: f32, b: f32, c: f32) -> Vec<f32> {
    let (a, b, c) = (f64::from(a), f64::from(b), f64::from(c));
    let square = a - 2.0 * b + c;
    let linear = 2.0 * (b - a);
    if square.abs() < 1e-6 * (a.abs() + c.abs()) {
        return vec![(-a / linear) as f32];
    }
    let discriminant = linear * linear - 4.0 * square * a;
    if discriminant < 0.0 {
        return Vec::new();
    }
    let root = discriminant.sqrt();
    [-1.0, 1.0]
        .map(|sign| ((-linear + sign * root) / (2.0 * square)) as f32)
        .to_vec()
}

/// The most steps of the search for a crossing; the second half of them halve the interval.
const MAX_STEPS: usize = 48;

/// Where a function that is negative at 0 crosses zero before 1; `None` if it does not.
///
/// The false position method, Illinois variant. Bodies are convex and curves nearly straight, so a
/// few steps suffice.
fn crossing(distance: impl Fn(f32) -> f32) -> Option<f32> {
    let (mut low, mut high) = (0.0, 1.0);
    let (mut below, mut above) = (distance(low), distance(high));
    if above.is_nan() || above <= 0.0 {
        return None;
    }
    if below.is_nan() || below >= 0.0 {
        return Some(low);
    }
    let mut last_side = 0;
    for step in 0..MAX_STEPS {
        // A route around other bodies may leave in an arc, on which false positions stall.
        let middle = if step < MAX_STEPS / 2 {
            (low * above - high * below) / (above - below)
        } else {
            low.midpoint(high)
        };
        let value = distance(middle);
        if value.abs() < 0.05 {
            return Some(middle);
        }
        if value < 0.0 {
            (low, below) = (middle, value);
            if last_side == -1 {
                above /= 2.0;
            }
            last_side = -1;
        } else {
            (high, above) = (middle, value);
            if last_side == 1 {
                below /= 2.0;
            }
            last_side = 1;
        }
    }
    Some(high)
}

/// The distance of a point from a straight line between two others.
fn distance_to_segment(point: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along = b - a;
    let share = (point - a).dot(along) / along.length_sq().max(f32::MIN_POSITIVE);
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    };
    vector_length(point - (a + along * share))
}
