//! Bodies: the shapes of actors, their rims, and distances from them.

use emath::{Pos2, Rect, Vec2, vec2};

use super::{Color, Mark, MarkShape, Outline, PathSegment, Stroke, Subject};
use crate::model::ActorKind;

/// The shape of an actor in the picture. Shapes with the same radius have about the same area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ActorBody {
    pub(super) center: Pos2,
    /// The radius of the disc with the same area, in points.
    pub(super) radius: f32,
    pub(super) form: Form,
}

/// The form of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Disc,
    Hexagon,
    Square,
    Rhombus,
}

impl Form {
    /// The form for a kind of actor; a disc if the kind is not given.
    pub(super) fn of(kind: Option<ActorKind>) -> Self {
        match kind {
            None | Some(ActorKind::State) => Self::Disc,
            Some(ActorKind::Group) => Self::Hexagon,
            Some(ActorKind::Organization) => Self::Square,
            Some(ActorKind::Person) => Self::Rhombus,
        }
    }
}

const SQRT_HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// The distance from the center to the sides, in radii.
const HEXAGON_APOTHEM: f32 = 0.952;
const SQUARE_HALF: f32 = 0.9;
const RHOMBUS_APOTHEM: f32 = 0.886;

/// The radius of the square's corners, in radii of the body.
const SQUARE_CORNER: f32 = 0.3;

/// The normals of the hexagon's sides.
const HEXAGON_FACES: [Vec2; 3] = [
    vec2(0.0, 1.0),
    vec2(0.866_025_4, 0.5),
    vec2(0.866_025_4, -0.5),
];

impl ActorBody {
    /// The distance of a point from the rim in points; negative inside.
    pub(super) fn distance(&self, point: Pos2) -> f32 {
        let from = point - self.center;
        let r = self.radius;
        match self.form {
            Form::Disc => length(from) - r,
            Form::Hexagon => {
                let depth = HEXAGON_FACES.map(|face| face.dot(from).abs());
                depth.into_iter().fold(0.0, f32::max) - HEXAGON_APOTHEM * r
            }
            Form::Square => {
                let corner = SQUARE_CORNER * r;
                let over = from.abs() - Vec2::splat(SQUARE_HALF * r - corner);
                length(over.max(Vec2::ZERO)) + over.x.max(over.y).min(0.0) - corner
            }
            Form::Rhombus => {
                let depth = (from.x.abs() + from.y.abs()) * SQRT_HALF;
                depth - RHOMBUS_APOTHEM * r
            }
        }
    }

    /// The point in this direction, a unit vector, that is this far outside the rim.
    pub(super) fn rim_point(&self, direction: Vec2, gap: f32) -> Pos2 {
        let start = self.radius + gap;
        if self.form == Form::Disc {
            return self.center + direction * start;
        }
        // Bodies are nearly round, so stepping by the remaining distance converges quickly.
        let reach = (0..8).fold(start, |reach, _| {
            reach + gap - self.distance(self.center + direction * reach)
        });
        self.center + direction * reach
    }

    /// The distance from the center to the rim in this direction, a unit vector.
    pub(super) fn reach(&self, direction: Vec2) -> f32 {
        (0..6).fold(self.radius, |reach, _| {
            reach - self.distance(self.center + direction * reach)
        })
    }

    /// The share of their size at which two bodies that overlap would touch; `None` if they do not
    /// overlap. The points on the line between their centers decide, because bodies are convex and
    /// nearly round.
    pub(super) fn touching_share(&self, other: &Self) -> Option<f32> {
        let distance = length(other.center - self.center);
        if distance <= f32::EPSILON {
            return Some(0.0);
        }
        let toward = (other.center - self.center) / distance;
        let reaches = self.reach(toward) + other.reach(-toward);
        (reaches > distance).then_some(distance / reaches)
    }

    /// Half of the width and height of the bounding box.
    pub(super) fn half_size(&self) -> Vec2 {
        self.radius
            * match self.form {
                Form::Disc => Vec2::splat(1.0),
                Form::Hexagon => vec2(HEXAGON_APOTHEM / 0.866_025_4, HEXAGON_APOTHEM),
                Form::Square => Vec2::splat(SQUARE_HALF),
                Form::Rhombus => Vec2::splat(RHOMBUS_APOTHEM / SQRT_HALF),
            }
    }

    /// The bounding box.
    pub(super) fn rect(&self) -> Rect {
        Rect::from_center_size(self.center, 2.0 * self.half_size())
    }

    /// Whether a box is closer than `gap`. Near corners of the box it may be true a little too
    /// early, never too late.
    pub(super) fn touches(&self, rect: Rect, gap: f32) -> bool {
        // Every form is convex and symmetric in both axes, so the nearest point of the box is the
        // one with the nearest coordinates.
        self.distance(rect.clamp(self.center)) < gap
    }

    /// The same form, with the rim moved outward, in points.
    pub(super) fn grown(&self, by: f32) -> Self {
        let apothem = match self.form {
            Form::Disc => 1.0,
            Form::Hexagon => HEXAGON_APOTHEM,
            Form::Square => SQUARE_HALF,
            Form::Rhombus => RHOMBUS_APOTHEM,
        };
        Self {
            radius: self.radius + by / apothem,
            ..*self
        }
    }

    /// The mark of the body.
    pub(super) fn mark(
        &self,
        subject: Option<Subject>,
        opacity: f32,
        fill: Color,
        stroke: Stroke,
    ) -> Mark {
        let (fill, stroke) = (Some(fill), Some(stroke));
        let shape = match self.outline() {
            None => MarkShape::Circle {
                center: self.center,
                radius: self.radius,
                fill,
                stroke,
            },
            Some(outline) => MarkShape::Path {
                outline,
                fill,
                stroke,
            },
        };
        Mark {
            subject,
            shape,
            opacity,
        }
    }

    /// The rim as lines and curves, also that of a disc.
    pub(super) fn closed_outline(&self) -> Outline {
        let outline = self.outline();
        outline.unwrap_or_else(|| circle(self.center, self.radius))
    }

    /// The rim; `None` for a disc, which is drawn as a circle.
    fn outline(&self) -> Option<Outline> {
        let at = |x: f32, y: f32| self.center + self.radius * vec2(x, y);
        match self.form {
            Form::Disc => None,
            Form::Hexagon => {
                let long = HEXAGON_APOTHEM / 0.866_025_4;
                let (half, tall) = (long / 2.0, HEXAGON_APOTHEM);
                Some(Outline::polygon([
                    at(long, 0.0),
                    at(half, tall),
                    at(-half, tall),
                    at(-long, 0.0),
                    at(-half, -tall),
                    at(half, -tall),
                ]))
            }
            Form::Rhombus => {
                let half = RHOMBUS_APOTHEM / SQRT_HALF;
                Some(Outline::polygon([
                    at(half, 0.0),
                    at(0.0, half),
                    at(-half, 0.0),
                    at(0.0, -half),
                ]))
            }
            Form::Square => Some(rounded_square(self.center, self.radius)),
        }
    }
}

/// The length of a vector. `hypot` is safe for huge vectors, but would take most of the time of a
/// frame.
pub(super) fn length(vector: Vec2) -> f32 {
    vector.length_sq().sqrt()
}

/// A circle as quadratic curves, which are less than a thousandth of the radius away from it.
fn circle(center: Pos2, radius: f32) -> Outline {
    const CURVES: u8 = 12;
    let at = |number: f32, radius: f32| {
        let angle = number * std::f32::consts::TAU / f32::from(CURVES);
        center + radius * Vec2::angled(angle)
    };
    // Control points are where the tangents of both ends meet.
    let beyond = radius / (std::f32::consts::PI / f32::from(CURVES)).cos();
    let curve = |number: u8| {
        let number = f32::from(number);
        PathSegment::Quad(at(number + 0.5, beyond), at(number + 1.0, radius))
    };
    let start = std::iter::once(PathSegment::Move(at(0.0, radius)));
    let curves = start.chain((0..CURVES).map(curve));
    Outline(curves.chain([PathSegment::Close]).collect())
}

/// A square with rounded corners.
fn rounded_square(center: Pos2, radius: f32) -> Outline {
    let half = SQUARE_HALF * radius;
    let corner = SQUARE_CORNER * radius;
    let straight = half - corner;
    let mut segments = vec![PathSegment::Move(center + vec2(half, -straight))];
    for (x, y) in [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0_f32)] {
        // Clockwise, corners with equal signs are reached along y, the others along x.
        let (before, after) = (vec2(half * x, straight * y), vec2(straight * x, half * y));
        let (before, after) = if x * y > 0.0 {
            (before, after)
        } else {
            (after, before)
        };
        // Two quadratic curves through the middle of the corner are closer to a circle than one.
        let round = vec2(straight * x, straight * y);
        let middle = round + vec2(x, y) * (corner * SQRT_HALF);
        let pull = (std::f32::consts::SQRT_2 - 1.0) * corner;
        let toward = |from: Vec2, to: Vec2| from + (to - from).normalized() * pull;
        let sharp = vec2(half * x, half * y);
        segments.push(PathSegment::Line(center + before));
        segments.push(PathSegment::Quad(
            center + toward(before, sharp),
            center + middle,
        ));
        segments.push(PathSegment::Quad(
            center + toward(after, sharp),
            center + after,
        ));
    }
    segments.push(PathSegment::Close);
    Outline(segments)
}
