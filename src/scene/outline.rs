//! Outlines: lines and curves from point to point.

use emath::Pos2;

/// Lines and quadratic curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline(pub Vec<PathSegment>);

/// One segment of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathSegment {
    /// Starts at this point.
    Move(Pos2),
    /// A straight line to this point.
    Line(Pos2),
    /// A quadratic curve: control point and end.
    Quad(Pos2, Pos2),
    /// Back to the start.
    Close,
}

impl Outline {
    /// Straight lines from point to point and back to the first.
    pub fn polygon(points: impl IntoIterator<Item = Pos2>) -> Self {
        let mut outline = Self::polyline(points);
        outline.0.push(PathSegment::Close);
        outline
    }

    /// Straight lines from point to point.
    pub fn polyline(points: impl IntoIterator<Item = Pos2>) -> Self {
        let mut segments = Vec::new();
        for point in points {
            segments.push(if segments.is_empty() {
                PathSegment::Move(point)
            } else {
                PathSegment::Line(point)
            });
        }
        Self(segments)
    }

    /// The points between its segments.
    pub(super) fn points(&self) -> impl Iterator<Item = Pos2> {
        self.0.iter().filter_map(|segment| match segment {
            PathSegment::Move(to) | PathSegment::Line(to) | PathSegment::Quad(_, to) => Some(*to),
            PathSegment::Close => None,
        })
    }

    /// The same lines and curves with every point moved.
    #[must_use]
    pub fn map(self, place: impl Fn(Pos2) -> Pos2) -> Self {
        let moved = |segment| match segment {
            PathSegment::Move(to) => PathSegment::Move(place(to)),
            PathSegment::Line(to) => PathSegment::Line(place(to)),
            PathSegment::Quad(control, to) => PathSegment::Quad(place(control), place(to)),
            PathSegment::Close => PathSegment::Close,
        };
        Self(self.0.into_iter().map(moved).collect())
    }
}
