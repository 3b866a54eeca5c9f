//! Arrowheads and other marks at the ends of a relation, and the badges in its middle.

use emath::{Pos2, Vec2};

use super::curve::RelationCurve;
use super::{Anchor, Color, MarkShape, Outline, Stroke, TextLine, Weight, text};
use crate::model::RelationKind;

/// The mark at an end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrowhead {
    /// Nothing.
    Plain,
    /// A sharp triangle: the relation points here.
    Arrow,
    /// A bar and a sharp triangle in front of it.
    BarredArrow,
    /// An open arrowhead: the relation points here and has no sign.
    Chevron,
    /// A bar across the line: hostility.
    Bar,
    /// A dot: cooperation.
    Dot,
}

/// The marks at the start and the end of a relation of this kind.
pub(super) fn of(kind: RelationKind, is_directed: bool) -> (Arrowhead, Arrowhead) {
    match (kind, is_directed) {
        (RelationKind::Cooperation, false) => (Arrowhead::Dot, Arrowhead::Dot),
        (RelationKind::Cooperation, true) => (Arrowhead::Dot, Arrowhead::Arrow),
        (RelationKind::Hostility, false) => (Arrowhead::Bar, Arrowhead::Bar),
        (RelationKind::Hostility, true) => (Arrowhead::Plain, Arrowhead::BarredArrow),
        (RelationKind::Support, true) => (Arrowhead::Plain, Arrowhead::Arrow),
        (RelationKind::Other, true) => (Arrowhead::Plain, Arrowhead::Chevron),
        (RelationKind::Support | RelationKind::Other, false) => {
            (Arrowhead::Plain, Arrowhead::Plain)
        }
    }
}

impl Arrowhead {
    /// How much of the line it replaces, in points.
    pub(super) fn replaced_length(self, width: f32) -> f32 {
        match self {
            Self::Plain => 0.0,
            Self::Chevron => width,
            Self::Arrow | Self::BarredArrow => arrow_length(width) - 1.0,
            Self::Bar => bar_width(width),
            Self::Dot => dot_radius(width),
        }
    }

    /// Draws it with its tip at a point, pointing in a direction.
    pub(super) fn shapes(
        self,
        tip: Pos2,
        toward: Vec2,
        width: f32,
        color: Color,
    ) -> Vec<MarkShape> {
        match self {
            Self::Plain => Vec::new(),
            Self::Arrow => vec![arrow(tip, toward, width, color)],
            Self::BarredArrow => vec![
                arrow(tip, toward, width, color),
                bar(
                    tip - toward * (arrow_length(width) + 1.0),
                    toward,
                    width,
                    color,
                ),
            ],
            Self::Chevron => vec![chevron(tip, toward, width, color)],
            Self::Bar => vec![bar(
                tip - toward * (bar_width(width) / 2.0),
                toward,
                width,
                color,
            )],
            Self::Dot => vec![MarkShape::Circle {
                center: tip - toward * dot_radius(width),
                radius: dot_radius(width),
                fill: Some(color),
                stroke: None,
            }],
        }
    }
}

fn arrow_length(width: f32) -> f32 {
    8.0 + 1.6 * width
}

fn bar_width(width: f32) -> f32 {
    1.2 + 0.4 * width
}

fn dot_radius(width: f32) -> f32 {
    1.6 + 0.6 * width
}

fn arrow(tip: Pos2, toward: Vec2, width: f32, color: Color) -> MarkShape {
    let length = arrow_length(width);
    let (back, side) = (toward * length, toward.rot90() * (0.36 * length));
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

fn bar(middle: Pos2, toward: Vec2, width: f32, color: Color) -> MarkShape {
    let half = toward.rot90() * (3.6 + 0.9 * width);
    MarkShape::Path {
        outline: Outline::polyline([middle - half, middle + half]),
        fill: None,
        stroke: Some(Stroke::solid(bar_width(width), color)),
    }
}

/// The radius of the badge of a contested relation.
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
    (first, last): (Arrowhead, Arrowhead),
    width: f32,
    color: Color,
) -> Vec<MarkShape> {
    let mut shapes = Vec::new();
    for (arrowhead, share) in [(first, 0.0), (last, 1.0)] {
        if arrowhead == Arrowhead::Plain {
            continue;
        }
        let tip = curve.point(share);
        // The arrowhead points along the chord of the part it covers, so that it fits a bent line.
        let reach = (arrowhead.replaced_length(width).max(4.0) / length.max(1.0)).min(0.5);
        let from = curve.point((share - reach).abs());
        shapes.extend(arrowhead.shapes(tip, (tip - from).normalized(), width, color));
    }
    shapes
}
