//! The squares of a matrix: colour, and a mark that says the kind without colour. Knows no network.

use emath::{Pos2, Rect, Vec2, vec2};

use super::shapes::{corners, filled, hollow};
use crate::model::RelationKind;
use crate::scene::text::cap_height;
use crate::scene::{
    Anchor, Cap, Color, MarkShape, Outline, Stroke, TextDirection, TextLine, Theme, Weight,
};

/// What a square shows about one tie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct CellLook {
    pub(in crate::scene) kind: RelationKind,
    /// The kind on the other side, if the tie has both signs.
    pub(in crate::scene) opposite: Option<RelationKind>,
    pub(in crate::scene) is_contested: bool,
    /// Whether the square is hollow, because no source is cited.
    pub(in crate::scene) is_hollow: bool,
}

/// Smaller squares have larger marks, in points.
const SMALL_SQUARE: f32 = 12.0;

impl CellLook {
    /// A square of this kind without anything else.
    pub(in crate::scene) fn of(kind: RelationKind) -> Self {
        Self {
            kind,
            opposite: None,
            is_contested: false,
            is_hollow: false,
        }
    }

    /// The shapes of the square.
    pub(in crate::scene) fn shapes(self, rect: Rect, theme: &Theme) -> Vec<MarkShape> {
        let mut shapes = match self.opposite {
            None => self.square(rect, theme),
            Some(opposite) => self.two_triangles(rect, opposite, theme),
        };
        if self.is_contested {
            shapes.extend(question(rect, theme));
        }
        shapes
    }

    fn square(self, rect: Rect, theme: &Theme) -> Vec<MarkShape> {
        let color = theme.relation(self.kind);
        // A contested square has a badge in its upper right corner.
        let middle = if self.is_contested {
            rect.lerp_inside(vec2(0.36, 0.64))
        } else {
            rect.center()
        };
        let side = rect.size().min_elem();
        let share = match side {
            _ if self.is_contested => 0.2,
            // A part of a cell.
            ..SMALL_SQUARE => 0.34,
            _ => 0.26,
        };
        let (outline, ink) = if self.is_hollow {
            let width = (0.09 * side).clamp(0.75, 1.5);
            let line = hollow(rect.shrink(width / 2.0), width, color, theme.background);
            (line, color)
        } else {
            (filled(corners(rect), color), theme.background)
        };
        let mut shapes = vec![outline];
        shapes.extend(sign(self.kind, middle, share * side, ink));
        shapes
    }

    /// Both signs, divided by a diagonal.
    fn two_triangles(self, rect: Rect, opposite: RelationKind, theme: &Theme) -> Vec<MarkShape> {
        let [top_left, top_right, bottom_right, bottom_left] = corners(rect);
        let reach = 0.17 * rect.size().min_elem();
        let mut shapes = vec![
            filled(
                [top_left, bottom_right, bottom_left],
                theme.relation(self.kind),
            ),
            filled(
                [top_left, top_right, bottom_right],
                theme.relation(opposite),
            ),
        ];
        let ink = theme.background;
        shapes.extend(sign(
            self.kind,
            rect.lerp_inside(vec2(0.3, 0.7)),
            reach,
            ink,
        ));
        shapes.extend(sign(opposite, rect.lerp_inside(vec2(0.7, 0.3)), reach, ink));
        shapes
    }
}

/// A row name that leads to a column name: relations point from the row to the column.
pub(in crate::scene) fn row_to_column(middle: Pos2, theme: &Theme) -> Vec<MarkShape> {
    let at = |x: f32, y: f32| middle + vec2(x, y);
    let line = Stroke::solid(1.4, theme.ink);
    let path = |points: Vec<Pos2>| MarkShape::Path {
        outline: Outline::polyline(points),
        fill: None,
        stroke: Some(line.clone()),
    };
    vec![
        path(vec![at(-12.0, 5.0), at(6.0, 5.0), at(6.0, -6.0)]),
        path(vec![at(2.5, -2.5), at(6.0, -6.5), at(9.5, -2.5)]),
    ]
}

/// The mark of a kind: plus for support, dot for cooperation, minus for hostility, ring for others.
fn sign(kind: RelationKind, middle: Pos2, reach: f32, ink: Color) -> Vec<MarkShape> {
    let width = 0.5 * reach;
    let bar = |half: Vec2| MarkShape::Path {
        outline: Outline::polyline([middle - half, middle + half]),
        fill: None,
        stroke: Some(Stroke {
            cap: Cap::Butt,
            ..Stroke::solid(width, ink)
        }),
    };
    let across = bar(vec2(reach, 0.0));
    match kind {
        RelationKind::Support => vec![across, bar(vec2(0.0, reach))],
        RelationKind::Hostility => vec![across],
        RelationKind::Cooperation => vec![MarkShape::Circle {
            center: middle,
            radius: 0.55 * reach,
            fill: Some(ink),
            stroke: None,
        }],
        RelationKind::Other => vec![MarkShape::Circle {
            center: middle,
            radius: 0.7 * reach,
            fill: None,
            stroke: Some(Stroke::solid(0.6 * width, ink)),
        }],
    }
}

/// Smaller squares have a notch instead of a badge, in points.
const MIN_BADGED: f32 = 13.0;

/// The badge of a contested tie in the upper right corner.
fn question(rect: Rect, theme: &Theme) -> Vec<MarkShape> {
    let side = rect.size().min_elem();
    if side < MIN_BADGED {
        let reach = 0.42 * side;
        let corner = rect.right_top();
        let notch = [corner, corner + vec2(0.0, reach), corner - vec2(reach, 0.0)];
        return vec![filled(notch, theme.ink)];
    }
    let radius = (0.26 * side).min(6.5);
    let center = rect.right_top() + vec2(-radius - 1.0, radius + 1.0);
    let size = 1.55 * radius;
    vec![
        MarkShape::Circle {
            center,
            radius,
            fill: Some(theme.background),
            stroke: None,
        },
        MarkShape::Text(TextLine {
            text: "?".into(),
            at: center + vec2(0.0, cap_height(size) / 2.0),
            anchor: Anchor::Middle,
            size,
            weight: Weight::Bold,
            color: theme.ink,
            halo: None,
            direction: TextDirection::Rightward,
        }),
    ]
}

/// A cell in `count` parts of about the same size, row by row: two are halves, four are quarters.
pub(super) fn parts(cell: Rect, count: usize) -> Vec<Rect> {
    let columns = (count as f32).sqrt().ceil().max(1.0) as usize;
    let rows = count.div_ceil(columns);
    let height = cell.height() / rows.max(1) as f32;
    let part = |number: usize| {
        let row = number / columns;
        let in_row = (count - row * columns).min(columns);
        let width = cell.width() / in_row as f32;
        let corner = cell.min + vec2((number % columns) as f32 * width, row as f32 * height);
        Rect::from_min_size(corner, vec2(width, height))
    };
    (0..count).map(part).collect()
}
