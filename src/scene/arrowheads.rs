//! Arrowheads at the ends of a tie, and the badges in its middle.

use emath::{Pos2, Vec2};

use super::curve::RelationCurve;
use super::line_look::LineLook;
use super::{Anchor, Color, MarkShape, Outline, Stroke, TextDirection, TextLine, Weight, text};
use crate::model::RelationKind;

/// The mark at an end of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrowhead {
    /// Nothing: no relation points here.
    Plain,
    /// A sharp triangle.
    Arrow,
    /// An open arrowhead: no sign.
    Chevron,
}

/// The marks at both ends of a tie of this kind.
pub(super) fn of(kind: RelationKind, points_at: [bool; 2]) -> [Arrowhead; 2] {
    points_at.map(|points_here| match kind {
        _ if !points_here => Arrowhead::Plain,
        RelationKind::Other => Arrowhead::Chevron,
        RelationKind::Cooperation | RelationKind::Support | RelationKind::Hostility => {
            Arrowhead::Arrow
        }
    })
}

/// The smallest scale of an arrowhead: smaller ones cannot be seen.
pub(super) const MIN_SCALE: f32 = 0.5;

/// The scale of an arrowhead on a line of this width, if the next one is `room` points away.
pub(super) fn scale_for(room: f32, width: f32) -> f32 {
    let needed = 2.0 * ARROW_SIDE * arrow_length(width) + 1.0;
    (room / needed).clamp(MIN_SCALE, 1.0)
}

/// The corners of an arrowhead of this scale at an end of a curve, and points between them.
pub(super) fn corners(curve: &RelationCurve, end: usize, width: f32, scale: f32) -> [Pos2; 5] {
    let length = scale * arrow_length(width);
    let share = end as f32;
    let tip = curve.point(share);
    let reach = (length.max(4.0) / curve.length().max(1.0)).min(0.5);
    let toward = (tip - curve.point((share - reach).abs())).normalized();
    let (back, side) = (toward * length, toward.rot90() * (ARROW_SIDE * length));
    let base = tip - back;
    [
        base,
        base + side,
        base - side,
        tip - 0.5 * (back - side),
        tip - 0.5 * (back + side),
    ]
}

impl Arrowhead {
    /// How much of the line it replaces, in points.
    pub(super) fn replaced_length(self, width: f32, scale: f32) -> f32 {
        match self {
            Self::Plain => 0.0,
            Self::Chevron => width,
            Self::Arrow => scale * arrow_length(width) - 1.0,
        }
    }

    /// Draws it with its tip at a point, pointing in a direction.
    fn shapes(self, tip: Pos2, toward: Vec2, scale: f32, look: LineLook) -> Vec<MarkShape> {
        let LineLook { width, color, .. } = look;
        let length = scale * arrow_length(width);
        match self {
            Self::Plain => Vec::new(),
            Self::Arrow => vec![arrow(tip, toward, length, color)],
            Self::Chevron => vec![chevron(tip, toward, width, color)],
        }
    }
}

/// Half the width of an arrowhead, as a share of its length.
const ARROW_SIDE: f32 = 0.36;

fn arrow_length(width: f32) -> f32 {
    8.0 + 1.6 * width
}

fn arrow(tip: Pos2, toward: Vec2, length: f32, color: Color) -> MarkShape {
    let (back, side) = (toward * length, toward.rot90() * (ARROW_SIDE * length));
    // The notch in the back makes it look sharp without being long.
    let notch = tip - toward * (0.8 * length);
    MarkShape::Path {
        outline: Outline::polygon([tip, tip - back + side, notch, tip - back - side]),
        fill: Some(color),
        stroke: None,
    }
}

fn chevron(tip: Pos2, toward: Vec2, width: f32, color: Color) -> MarkShape {
    let (back, side) = (toward * (5.5 + width), toward.rot90() * (3.2 + width));
    MarkShape::Path {
        outline: Outline::polyline([tip - back + side, tip, tip - back - side]),
        fill: None,
        stroke: Some(Stroke::solid(width.max(1.0), color)),
    }
}

/// The radius of the badge of a contested tie.
pub(super) const BADGE_RADIUS: f32 = 6.5;

/// A question mark in a circle: sources contradict each other.
pub(super) fn contested(middle: Pos2, color: Color, background: Color) -> Vec<MarkShape> {
    let size = 10.0;
    vec![
        MarkShape::Circle {
            center: middle,
            radius: BADGE_RADIUS,
            fill: Some(background),
            stroke: Some(Stroke::solid(1.2, color)),
        },
        MarkShape::Text(TextLine {
            text: "?".into(),
            at: middle + Vec2::new(0.0, text::cap_height(size) / 2.0),
            anchor: Anchor::Middle,
            size,
            weight: Weight::Bold,
            color,
            halo: None,
            direction: TextDirection::Rightward,
        }),
    ]
}

/// An empty ring: no source is cited.
pub(super) fn uncited(middle: Pos2, color: Color, background: Color) -> Vec<MarkShape> {
    vec![MarkShape::Circle {
        center: middle,
        radius: 3.2,
        fill: Some(background),
        stroke: Some(Stroke::solid(1.2, color)),
    }]
}

/// Draws the marks at both ends of a curve of this length.
pub(super) fn at_both(
    curve: &RelationCurve,
    length: f32,
    heads: [Arrowhead; 2],
    scale: [f32; 2],
    look: LineLook,
) -> Vec<MarkShape> {
    let mut shapes = Vec::new();
    for (end, head) in heads.into_iter().enumerate() {
        if head == Arrowhead::Plain {
            continue;
        }
        let share = end as f32;
        let tip = curve.point(share);
        // The arrowhead points along the chord of the part it covers, so that it fits a bent line.
        let replaced = head.replaced_length(look.width, scale[end]);
        let reach = (replaced.max(4.0) / length.max(1.0)).min(0.5);
        let from = curve.point((share - reach).abs());
        shapes.extend(head.shapes(tip, (tip - from).normalized(), scale[end], look));
    }
    shapes
}
