//! Marks: drawn shapes, each with the actor or tie that it shows.

use std::sync::Arc;

use emath::{Pos2, Rect, Rot2, Vec2, vec2};

use super::Color;
use super::outline::Outline;
use super::text::{self, Weight};
use crate::graph::{NodeIndex, TieIndex};
use crate::model::ActorPicture;

/// The actor or tie that a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The actor with this index in the network.
    Actor(NodeIndex),
    /// The tie with this index.
    Tie(TieIndex),
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

impl Mark {
    /// A mark that shows no actor and no tie.
    pub(super) fn without_subject(shape: MarkShape) -> Self {
        Self {
            subject: None,
            shape,
            opacity: 1.0,
        }
    }
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
    /// A picture that is cut to an outline.
    Picture(PictureMark),
}

/// A picture that is cut to an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureMark {
    /// The pixels.
    pub picture: Arc<ActorPicture>,
    /// Where the whole picture would be; the outline is within it.
    pub rect: Rect,
    /// What is visible of it: the inside of this convex outline.
    pub outline: Outline,
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
    /// The part of the text that is at `at`; left is where it begins.
    pub anchor: Anchor,
    /// The font size in points.
    pub size: f32,
    /// The font weight.
    pub weight: Weight,
    /// The colour of the letters.
    pub color: Color,
    /// The colour around the letters, if lines may run beneath.
    pub halo: Option<Color>,
    /// The direction in which it is read.
    pub direction: TextDirection,
}

impl TextLine {
    /// The width of the halo around the letters, in points.
    pub const HALO: f32 = 2.0;

    /// The box around the text, from ascent to descent.
    pub fn rect(&self) -> Rect {
        let width = text::measure(&self.text, self.size, self.weight);
        let before = width * self.anchor.share();
        let (ascent, descent) = (text::ascent(self.size), text::descent(self.size));
        match self.direction {
            TextDirection::Rightward => Rect::from_min_size(
                self.at - vec2(before, ascent),
                vec2(width, ascent + descent),
            ),
            TextDirection::Upward => Rect::from_min_size(
                self.at - vec2(ascent, width - before),
                vec2(ascent + descent, width),
            ),
            TextDirection::Turned(_) => {
                let flat =
                    Rect::from_min_size(Pos2::new(-before, -ascent), vec2(width, ascent + descent));
                self.around_turned(flat)
            }
        }
    }
}

impl TextLine {
    /// The box around the letters: from the top of capitals to the bottom of letters such as g.
    pub fn letters(&self) -> Rect {
        /// How far letters reach below the baseline, as a share of the font size.
        const DEPTH: f32 = 0.2;
        let full = self.rect();
        let above = text::ascent(self.size) - text::cap_height(self.size);
        let below = text::descent(self.size) - DEPTH * self.size;
        match self.direction {
            TextDirection::Rightward => {
                Rect::from_min_max(full.min + vec2(0.0, above), full.max - vec2(0.0, below))
            }
            TextDirection::Upward => {
                Rect::from_min_max(full.min + vec2(above, 0.0), full.max - vec2(below, 0.0))
            }
            TextDirection::Turned(_) => {
                let width = text::measure(&self.text, self.size, self.weight);
                let left = -width * self.anchor.share();
                let flat = Rect::from_min_max(
                    Pos2::new(left, -text::cap_height(self.size)),
                    Pos2::new(left + width, DEPTH * self.size),
                );
                self.around_turned(flat)
            }
        }
    }

    /// The box around a box that is given along the text and down from its baseline.
    fn around_turned(&self, flat: Rect) -> Rect {
        let corners = [
            flat.left_top(),
            flat.right_top(),
            flat.left_bottom(),
            flat.right_bottom(),
        ];
        let on_page = |corner: Pos2| self.at + self.direction.on_page(corner.to_vec2());
        Rect::from_points(&corners.map(on_page))
    }
}

/// The direction in which a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum TextDirection {
    /// From left to right.
    #[default]
    Rightward,
    /// From bottom to top, turned by a quarter.
    Upward,
    /// Turned clockwise by this angle in radians, along a line.
    Turned(f32),
}

impl TextDirection {
    /// The angle by which the text is turned, clockwise, in radians.
    pub fn angle(self) -> f32 {
        match self {
            Self::Rightward => 0.0,
            Self::Upward => -std::f32::consts::FRAC_PI_2,
            Self::Turned(angle) => angle,
        }
    }

    /// A distance along a horizontal text and down from its baseline, as a distance on the page.
    pub fn on_page(self, distance: Vec2) -> Vec2 {
        match self {
            Self::Rightward => distance,
            Self::Upward => vec2(distance.y, -distance.x),
            Self::Turned(angle) => Rot2::from_angle(angle) * distance,
        }
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
