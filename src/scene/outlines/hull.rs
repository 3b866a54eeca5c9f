//! The convex hull of bodies. Knows no group.

use emath::{Pos2, Rect, Vec2};

use crate::scene::actor_body::{ActorBody, length};
use crate::scene::{Outline, PathSegment};

/// The space between bodies and the edge of a hull, in points.
pub(in crate::scene) const PADDING: f32 = 9.0;

/// The points around each body that a hull contains.
const POINTS: u8 = 16;

/// A convex polygon with many corners, so that it looks round; counterclockwise on a page whose y
/// points up.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scene) struct Hull {
    corners: Vec<Pos2>,
}

impl Hull {
    /// The hull of bodies with some space around them.
    pub(in crate::scene) fn around(bodies: &[ActorBody]) -> Self {
        let step = std::f32::consts::TAU / f32::from(POINTS);
        let points = bodies.iter().flat_map(|body| {
            let directions = (0..POINTS).map(move |at| Vec2::angled(step * f32::from(at)));
            directions.map(move |direction| body.rim_point(direction, PADDING))
        });
        Self {
            corners: convex(points.collect()),
        }
    }

    /// The hull of both.
    pub(in crate::scene) fn joined(&self, other: &Self) -> Self {
        let corners = self.corners.iter().chain(&other.corners);
        Self {
            corners: convex(corners.copied().collect()),
        }
    }

    /// The distance of a point from the edge: negative inside. Outside near corners it may be too
    /// small.
    pub(in crate::scene) fn distance(&self, point: Pos2) -> f32 {
        let edges = self.corners.iter().zip(self.corners.iter().cycle().skip(1));
        let beyond = edges.filter_map(|(from, to)| {
            let along = *to - *from;
            let size = length(along);
            (size > 1e-4).then(|| cross(*from, *to, point) / -size)
        });
        beyond.fold(f32::NEG_INFINITY, f32::max)
    }

    /// The point of the edge that is nearest to a point; `None` for a hull of nothing.
    pub(in crate::scene) fn nearest(&self, point: Pos2) -> Option<Pos2> {
        let edges = self.corners.iter().zip(self.corners.iter().cycle().skip(1));
        let on_edge = |(from, to): (&Pos2, &Pos2)| {
            let along = *to - *from;
            let share = (point - *from).dot(along) / along.length_sq().max(1e-6);
            *from + share.clamp(0.0, 1.0) * along
        };
        let points = edges.map(on_edge);
        points.min_by(|a, b| a.distance_sq(point).total_cmp(&b.distance_sq(point)))
    }

    /// The corner that is farthest in a direction.
    pub(in crate::scene) fn support(&self, direction: Vec2) -> Pos2 {
        let reach = |corner: &&Pos2| corner.to_vec2().dot(direction);
        let farthest = self
            .corners
            .iter()
            .max_by(|a, b| reach(a).total_cmp(&reach(b)));
        farthest.copied().unwrap_or_default()
    }

    pub(in crate::scene) fn bounds(&self) -> Rect {
        Rect::from_points(&self.corners)
    }

    /// A smooth curve that touches the middle of every side.
    pub(in crate::scene) fn outline(&self) -> Outline {
        let corners = &self.corners;
        let middle = |at: usize| corners[at].lerp(corners[(at + 1) % corners.len()], 0.5);
        let Some(last) = corners.len().checked_sub(1) else {
            return Outline(Vec::new());
        };
        let mut segments = vec![PathSegment::Move(middle(last))];
        for (at, corner) in corners.iter().enumerate() {
            // Beside a long side, only the part near the corner is bent.
            let before = corners[(at + last) % corners.len()];
            let after = corners[(at + 1) % corners.len()];
            let near = |other: Pos2| {
                let side = length(other - *corner);
                corner.lerp(other, (MAX_ROUNDING / side.max(1e-3)).min(0.5))
            };
            segments.push(PathSegment::Line(near(before)));
            segments.push(PathSegment::Quad(*corner, near(after)));
        }
        segments.push(PathSegment::Close);
        Outline(segments)
    }
}

/// How far from a corner of a hull its outline begins to bend, in points.
const MAX_ROUNDING: f32 = 8.0;

/// Twice the area of a triangle: positive if the third point is inside a hull with this side.
fn cross(from: Pos2, to: Pos2, point: Pos2) -> f32 {
    let (a, b) = (to - from, point - from);
    a.x * b.y - a.y * b.x
}

/// The corners of the convex hull (Andrew's monotone chain, 1979).
fn convex(mut points: Vec<Pos2>) -> Vec<Pos2> {
    points.retain(|point| point.is_finite());
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let chain = |points: &mut dyn Iterator<Item = Pos2>| {
        let mut corners: Vec<Pos2> = Vec::new();
        for point in points {
            while let [.., before, last] = corners[..]
                && cross(before, last, point) <= 0.0
            {
                corners.pop();
            }
            corners.push(point);
        }
        corners.pop();
        corners
    };
    let lower = chain(&mut points.iter().copied());
    let upper = chain(&mut points.iter().rev().copied());
    [lower, upper].concat()
}
