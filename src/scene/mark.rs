//! The scene itself: marks in drawing order, each with the actor or relation it stands for.

use std::collections::BTreeMap;

use emath::{Pos2, Rect, Vec2, vec2};

use super::body::Body;
use super::curve::Curve;
use super::{Color, LowDetail, text};
use crate::graph::{EdgeIndex, NodeIndex};

/// A finished picture in points; (0, 0) is its upper left corner, y goes down.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// How large the picture is.
    pub size: Vec2,
    /// What it stands on; [`Color::TRANSPARENT`] for nothing.
    pub background: Color,
    /// What is seen from afar, beneath everything else.
    pub low_detail: LowDetail,
    /// What is drawn, first to last.
    pub marks: Vec<Mark>,
    /// What the picture is called, where that is known.
    pub title: Option<String>,
    /// The id and the words of each subject, where the picture goes to a file.
    pub spoken: BTreeMap<Subject, (String, String)>,
    /// Bodies that can be pointed at, in drawing order.
    pub(super) bodies: Vec<(NodeIndex, Body)>,
    /// Names that can be pointed at.
    pub(super) names: Vec<(NodeIndex, Rect)>,
    /// Curves that can be pointed at, in drawing order.
    pub(super) curves: Vec<(EdgeIndex, Curve)>,
}

impl Scene {
    /// A picture of this size with nothing in it.
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

/// Whom or what a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The actor of this index in the network.
    Actor(NodeIndex),
    /// The relation of this index in the network.
    Relation(EdgeIndex),
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Whom it stands for; nothing for titles, rules and the legend.
    pub subject: Option<Subject>,
    /// What is drawn.
    pub shape: Shape,
    /// 1 where it stands out or nothing does; less where it steps back.
    pub opacity: f32,
}

/// What a mark looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A circle.
    Circle {
        /// Its middle.
        center: Pos2,
        /// Its radius in points.
        radius: f32,
        /// What it is filled with.
        fill: Option<Color>,
        /// The line along it.
        stroke: Option<Stroke>,
    },
    /// Lines and curves.
    Path {
        /// Where they go.
        outline: Outline,
        /// What they enclose is filled with this, by the non-zero rule.
        fill: Option<Color>,
        /// The line along them.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text(Text),
}

/// Lines and quadratic curves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline(pub Vec<Segment>);

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// The pen is put down here.
    Move(Pos2),
    /// A straight line to here.
    Line(Pos2),
    /// A curve with this control point to there.
    Quad(Pos2, Pos2),
    /// Back to where the pen was put down.
    Close,
}

impl Outline {
    /// Straight lines from point to point and back to the first.
    pub fn polygon(points: impl IntoIterator<Item = Pos2>) -> Self {
        let mut outline = Self::polyline(points);
        outline.0.push(Segment::Close);
        outline
    }

    /// Straight lines from point to point.
    pub fn polyline(points: impl IntoIterator<Item = Pos2>) -> Self {
        let mut segments = Vec::new();
        for point in points {
            segments.push(if segments.is_empty() {
                Segment::Move(point)
            } else {
                Segment::Line(point)
            });
        }
        Self(segments)
    }
}

/// How a line is drawn. Joins are round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its width in points.
    pub width: f32,
    /// Its colour.
    pub color: Color,
    /// Lengths of dashes and gaps in turn, in points; empty for a line without gaps.
    pub dash: &'static [f32],
    /// How dashes and lines end.
    pub cap: Cap,
}

impl Stroke {
    /// A line without gaps.
    pub fn solid(width: f32, color: Color) -> Self {
        Self {
            width,
            color,
            dash: &[],
            cap: Cap::Butt,
        }
    }
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Cut off square at its last point.
    #[default]
    Butt,
    /// In a half circle around its last point.
    Round,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What is written; never a line break.
    pub text: String,
    /// Where: on the baseline, at the side that the anchor names.
    pub at: Pos2,
    /// Which side of the text stands at `at`.
    pub anchor: Anchor,
    /// The font size in points.
    pub size: f32,
    /// How heavy the letters are.
    pub weight: Weight,
    /// The colour of the letters.
    pub color: Color,
    /// The colour around the letters, where lines may run beneath.
    pub halo: Option<Color>,
}

impl Text {
    /// How far the halo goes around the letters, in points.
    pub const HALO: f32 = 2.0;

    /// The box from the letters' left end to their right, from ascent to descent.
    pub fn rect(&self) -> Rect {
        let width = text::measure(&self.text, self.size, self.weight);
        let left = self.at.x - width * self.anchor.share();
        Rect::from_min_size(
            Pos2::new(left, self.at.y - text::ascent(self.size)),
            vec2(width, text::ascent(self.size) + text::descent(self.size)),
        )
    }
}

/// Which side of a text stands at its place.
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
    /// How much of the text lies left of its place, 0 to 1.
    pub fn share(self) -> f32 {
        match self {
            Self::Left => 0.0,
            Self::Middle => 0.5,
            Self::Right => 1.0,
        }
    }
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// For reading.
    #[default]
    Regular,
    /// For what is to be seen first.
    Bold,
}
