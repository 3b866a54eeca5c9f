//! The scene: marks in drawing order, each with the actor or relation that it shows.

use std::collections::BTreeMap;

use emath::{Pos2, Rect, Vec2, vec2};

use super::actor_body::ActorBody;
use super::curve::RelationCurve;
use super::{Color, LowDetail, text};
use crate::graph::{EdgeIndex, NodeIndex};

/// A finished picture in points; (0, 0) is the upper left corner, y points down.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The size of the picture.
    pub size: Vec2,
    /// The background, or [`Color::TRANSPARENT`].
    pub background: Color,
    /// The part without detail, drawn first.
    pub low_detail: LowDetail,
    /// The marks in drawing order.
    pub marks: Vec<Mark>,
    /// The title, if there is one.
    pub title: Option<String>,
    /// The id and the description of each subject, for exported pictures.
    pub spoken: BTreeMap<Subject, (String, String)>,
    /// Bodies that can be hit, in drawing order.
    pub(super) bodies: Vec<(NodeIndex, ActorBody)>,
    /// Names that can be hit.
    pub(super) names: Vec<(NodeIndex, Rect)>,
    /// Curves that can be hit, in drawing order.
    pub(super) curves: Vec<(EdgeIndex, RelationCurve)>,
}

impl Scene {
    /// An empty picture of this size.
    pub fn empty(size: Vec2, background: Color) -> Self {
        Self {
            size,
            background,
            low_detail: LowDetail::default(),
            marks: Vec::new(),
            title: None,
            spoken: BTreeMap::new(),
            bodies: Vec::new(),
            names: Vec::new(),
            curves: Vec::new(),
        }
    }
}

/// The actor or relation that a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The actor with this index in the network.
    Actor(NodeIndex),
    /// The relation with this index in the network.
    Relation(EdgeIndex),
}

/// One drawn shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it shows; `None` for titles, separators and the legend.
    pub subject: Option<Subject>,
    /// The shape.
    pub shape: MarkShape,
    /// 1 if it is emphasized or nothing is; less otherwise.
    pub opacity: f32,
}

/// The shape of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkShape {
    /// A circle.
    Circle {
        /// The center.
        center: Pos2,
        /// The radius in points.
        radius: f32,
        /// The fill.
        fill: Option<Color>,
        /// The line along the circle.
        stroke: Option<Stroke>,
    },
    /// Lines and curves.
    Path {
        /// The lines and curves.
        outline: Outline,
        /// The fill, by the non-zero rule.
        fill: Option<Color>,
        /// The line along them.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text(TextLine),
}

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
}

/// How a line is drawn. Joins are round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The width in points.
    pub width: f32,
    /// The colour.
    pub color: Color,
    /// Alternating lengths of dashes and gaps, in points; empty for a solid line.
    pub dash: &'static [f32],
    /// The ends of dashes and lines.
    pub cap: Cap,
}

impl Stroke {
    /// A solid line.
    pub fn solid(width: f32, color: Color) -> Self {
        Self {
            width,
            color,
            dash: &[],
            cap: Cap::Butt,
        }
    }
}

/// The end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Straight, at the last point.
    #[default]
    Butt,
    /// A half circle around the last point.
    Round,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// The text, without line breaks.
    pub text: String,
    /// The point on the baseline, at the side given by the anchor.
    pub at: Pos2,
    /// The side of the text that is at `at`.
    pub anchor: Anchor,
    /// The font size in points.
    pub size: f32,
    /// The font weight.
    pub weight: Weight,
    /// The colour of the letters.
    pub color: Color,
    /// The colour around the letters, if lines may run beneath.
    pub halo: Option<Color>,
}

impl TextLine {
    /// The width of the halo around the letters, in points.
    pub const HALO: f32 = 2.0;

    /// The box around the text, from ascent to descent.
    pub fn rect(&self) -> Rect {
        let width = text::measure(&self.text, self.size, self.weight);
        let left = self.at.x - width * self.anchor.share();
        Rect::from_min_size(
            Pos2::new(left, self.at.y - text::ascent(self.size)),
            vec2(width, text::ascent(self.size) + text::descent(self.size)),
        )
    }
}

/// The side of a text that is at its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    #[default]
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

impl Anchor {
    /// How much of the text is left of its point, 0 to 1.
    pub fn share(self) -> f32 {
        match self {
            Self::Left => 0.0,
            Self::Middle => 0.5,
            Self::Right => 1.0,
        }
    }
}

/// The font weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Emphasized text.
    Bold,
}
