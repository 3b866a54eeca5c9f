//! A smooth curve by its control polygon: a quadratic B-spline. Knows no actor and no relation.

use emath::{Pos2, Rect, Vec2, pos2};

use super::PathSegment;
use super::actor_body::length;

/// A quadratic B-spline: it starts at the first control point, ends at the last one, and touches
/// the middle of every leg between two inner control points.
///
/// Three control points make a quadratic Bézier curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spline {
    points: [Pos2; Spline::MAX_POINTS],
    count: usize,
    /// The share of the curve at which each of its quadratic parts ends.
    ends: [f32; Spline::MAX_POINTS - 2],
}

/// One quadratic part: start, control point and end.
pub(super) type Quad = [Pos2; 3];

/// The longest corner of a parallel curve, in offsets.
const MAX_MITER: f32 = 2.0;

impl Spline {
    /// The most control points. Further ones are left out, except the last.
    pub(super) const MAX_POINTS: usize = 32;

    /// A straight line.
    pub(super) fn straight(from: Pos2, to: Pos2) -> Self {
        Self::new(&[from, from.lerp(to, 0.5), to])
    }

    /// The curve with these control points: at least two.
    pub(super) fn new(controls: &[Pos2]) -> Self {
        let (first, last) = (
            controls.first().copied().unwrap_or_default(),
            controls.last().copied().unwrap_or_default(),
        );
        let mut spline = Self {
            points: [last; Self::MAX_POINTS],
            count: controls.len().clamp(3, Self::MAX_POINTS),
            ends: [1.0; Self::MAX_POINTS - 2],
        };
        if controls.len() < 3 {
            spline.points[0] = first;
            spline.points[1] = first.lerp(last, 0.5);
        } else {
            let inner = spline.count - 1;
            spline.points[..inner].copy_from_slice(&controls[..inner]);
        }
        spline.measure();
        spline
    }

    /// The control points.
    pub(super) fn controls(&self) -> &[Pos2] {
        &self.points[..self.count]
    }

    /// The same curve, moved.
    pub(super) fn translated(mut self, by: Vec2) -> Self {
        for point in &mut self.points {
            *point += by;
        }
        self
    }

    /// The number of quadratic parts.
    pub(super) fn quad_count(&self) -> usize {
        self.count - 2
    }

    /// A quadratic part.
    pub(super) fn quad(&self, number: usize) -> Quad {
        let points = &self.points;
        let at = number.min(self.count - 3);
        let from = if at == 0 {
            points[0]
        } else {
            points[at].lerp(points[at + 1], 0.5)
        };
        let to = if at + 3 == self.count {
            points[at + 2]
        } else {
            points[at + 1].lerp(points[at + 2], 0.5)
        };
        [from, points[at + 1], to]
    }

    /// The quadratic parts.
    pub(super) fn quads(&self) -> impl Iterator<Item = Quad> {
        (0..self.quad_count()).map(|number| self.quad(number))
    }

    /// The share of the curve at which a quadratic part starts, and at which it ends.
    pub(super) fn span(&self, number: usize) -> (f32, f32) {
        let start = if number == 0 {
            0.0
        } else {
            self.ends[number - 1]
        };
        (start, self.ends[number])
    }

    /// The point at this share of the curve, 0 to 1. Equal steps of the share are about equally
    /// long.
    pub(super) fn point(&self, share: f32) -> Pos2 {
        let number = (0..self.quad_count() - 1)
            .find(|number| share < self.ends[*number])
            .unwrap_or(self.quad_count() - 1);
        let (start, end) = self.span(number);
        let within = (share - start) / (end - start).max(f32::MIN_POSITIVE);
        quad_point(self.quad(number), within)
    }

    /// The same curve from its end to its start.
    pub(super) fn reversed(&self) -> Self {
        let mut controls = self.points;
        controls[..self.count].reverse();
        Self::new(&controls[..self.count])
    }

    /// The parallel curve at this distance in points: to the left, seen along the curve, if it is
    /// positive.
    pub(super) fn offset(&self, distance: f32) -> Self {
        if distance == 0.0 {
            return *self;
        }
        let controls = self.controls();
        let mut normals = [Vec2::ZERO; Self::MAX_POINTS];
        let chord = controls[self.count - 1] - controls[0];
        let mut last = chord.normalized().rot90();
        for (normal, leg) in normals.iter_mut().zip(controls.windows(2)) {
            let along = leg[1] - leg[0];
            if along.length_sq() > 1e-6 {
                last = along.normalized().rot90();
            }
            *normal = last;
        }
        let legs = self.count - 1;
        let mut moved = self.points;
        for (at, point) in moved[..self.count].iter_mut().enumerate() {
            let (before, after) = (normals[at.saturating_sub(1)], normals[at.min(legs - 1)]);
            let miter = (1.0 + before.dot(after)).max(1.0 / MAX_MITER);
            *point += (before + after) * (distance / miter);
        }
        Self::new(&moved[..self.count])
    }

    /// A box around the curve.
    pub(super) fn bounds(&self) -> Rect {
        Rect::from_points(self.controls())
    }

    /// The curve between two shares, as segments that follow `point(from)`.
    pub(super) fn segments(&self, from: f32, to: f32) -> Vec<PathSegment> {
        let mut segments = Vec::with_capacity(self.quad_count());
        for number in 0..self.quad_count() {
            let (start, end) = self.span(number);
            if end <= from || start >= to {
                continue;
            }
            let within = |share: f32| {
                ((share - start) / (end - start).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0)
            };
            let (low, high) = (within(from), within(to));
            let quad = self.quad(number);
            // The control point of a part of a curve is the blossom of its two ends.
            let [a, b, c] = quad;
            let blossom = a.lerp(b, low).lerp(b.lerp(c, low), high);
            segments.push(PathSegment::Quad(blossom, quad_point(quad, high)));
        }
        segments
    }

    /// Computes where the parts end: their shares are those of their lengths.
    fn measure(&mut self) {
        let mut total = 0.0;
        for number in 0..self.quad_count() {
            let [a, b, c] = self.quad(number);
            // Between the length of the control polygon and that of the chord.
            total += (length(b - a) + length(c - b) + length(c - a)) / 2.0;
            self.ends[number] = total;
        }
        if total > 0.0 && total.is_finite() {
            for end in &mut self.ends[..self.count - 2] {
                *end /= total;
            }
        } else {
            let count = self.quad_count() as f32;
            for (end, number) in self.ends.iter_mut().zip(1_u8..) {
                *end = f32::from(number) / count;
            }
        }
        self.ends[self.count - 3] = 1.0;
    }
}

/// The point of a quadratic Bézier curve at this share of its parameter.
pub(super) fn quad_point([from, control, to]: Quad, share: f32) -> Pos2 {
    let rest = 1.0 - share;
    let (a, b, c) = (rest * rest, 2.0 * rest * share, share * share);
    pos2(
        a * from.x + b * control.x + c * to.x,
        a * from.y + b * control.y + c * to.y,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bent() -> Spline {
        Spline::new(&[
            pos2(0.0, 0.0),
            pos2(60.0, 40.0),
            pos2(140.0, 40.0),
            pos2(200.0, 0.0),
        ])
    }

    #[test]
    fn a_curve_touches_its_ends_and_the_middles_of_inner_legs() {
        let curve = bent();
        assert_eq!(curve.point(0.0), pos2(0.0, 0.0));
        assert_eq!(curve.point(1.0), pos2(200.0, 0.0));
        assert!(curve.point(0.5).distance(pos2(100.0, 40.0)) < 0.01);
        assert_eq!(curve.reversed().point(0.25), curve.point(0.75));
    }

    #[test]
    fn a_parallel_curve_has_the_same_distance_everywhere() {
        let curve = bent();
        for distance in [-6.0, 3.0, 9.0_f32] {
            let parallel = curve.offset(distance);
            for step in 1_u8..20 {
                let point = curve.point(f32::from(step) / 20.0);
                let nearest = (0_u16..=2_000)
                    .map(|at| parallel.point(f32::from(at) / 2_000.0).distance(point))
                    .fold(f32::INFINITY, f32::min);
                assert!(
                    (nearest - distance.abs()).abs() < 0.6,
                    "{nearest} instead of {distance}"
                );
            }
        }
    }

    #[test]
    fn positive_offsets_are_on_the_left() {
        let line = Spline::straight(pos2(0.0, 0.0), pos2(100.0, 0.0));
        assert!(line.offset(5.0).point(0.5).distance(pos2(50.0, -5.0)) < 1e-3);
    }

    #[test]
    fn parts_of_a_curve_end_where_their_points_are() {
        let curve = bent();
        let segments = curve.segments(0.2, 0.9);
        let Some(PathSegment::Quad(_, end)) = segments.last() else {
            panic!("{segments:?}");
        };
        assert!(end.distance(curve.point(0.9)) < 0.01);
        assert_eq!(segments.len(), 2);
    }
}
