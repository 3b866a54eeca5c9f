//! Samples of the legend, drawn like the picture.

use emath::{Pos2, Rect, Vec2, vec2};

use super::{LegendSample, SAMPLE};
use crate::model::{ActorKind, RelationKind};
use crate::scene::actor_body::{ActorBody, Form};
use crate::scene::curve::RelationCurve;
use crate::scene::drawn_actor::{bloc_ring, body_style};
use crate::scene::drawn_tie::{marker, tie_color, tie_shapes};
use crate::scene::line_look::LineLook;
use crate::scene::matrix::samples::{CellLook, row_to_column};
use crate::scene::{Color, Encoding, Mark, MarkShape, Theme, arrowheads};

/// The width of lines in samples, in points.
const LINE_WIDTH: f32 = 2.0;

impl LegendSample {
    /// The sample drawn around `middle`, within [`SAMPLE`].
    pub fn marks(self, middle: Pos2, theme: &Theme) -> Vec<Mark> {
        match self {
            Self::Actor(kind) => body(middle, kind, theme.actor(kind), false, theme),
            Self::Bloc => bloc(middle, theme),
            Self::Form(kind) => body(middle, kind, theme.neutral(), false, theme),
            Self::Placeholder => body(middle, None, theme.actor(None), true, theme),
            Self::Size => sizes(middle, theme),
            Self::Groups(count) => groups(middle, count, theme),
            _ => {
                let shapes = self.shapes_without_body(middle, theme).into_iter();
                shapes.map(Mark::without_subject).collect()
            }
        }
    }

    /// The shapes of a sample of lines or cells; none of a sample of bodies.
    fn shapes_without_body(self, middle: Pos2, theme: &Theme) -> Vec<MarkShape> {
        if let Some(look) = self.cell_look() {
            return look.shapes(Rect::from_center_size(middle, Vec2::splat(15.0)), theme);
        }
        match self {
            Self::Marked => marked_line(middle, theme),
            Self::Relation(kind) => {
                let is_directed = kind == RelationKind::Support;
                line(middle, kind, [false, is_directed], theme.relation(kind))
            }
            Self::BothSigns => two_lines(middle, |kind| kind, theme),
            Self::SolidBothSigns => two_lines(middle, |_| RelationKind::Other, theme),
            Self::SolidRelation(kind) => {
                solid_line(middle, kind, kind == RelationKind::Support, theme)
            }
            Self::PlainRelation(kind) => solid_line(middle, kind, false, theme),
            Self::OneWay => line(middle, RelationKind::Support, [false, true], theme.ink),
            Self::Contested => {
                let mut shapes = line(middle, RelationKind::Other, [false; 2], theme.ink);
                shapes.extend(arrowheads::contested(middle, theme.ink, theme.background));
                shapes
            }
            Self::PaleUncited => pale_line(middle, theme),
            Self::Uncited => {
                let mut shapes = pale_line(middle, theme);
                let color = tie_color(theme, RelationKind::Other, true);
                shapes.extend(arrowheads::uncited(middle, color, theme.background));
                shapes
            }
            Self::Widths(samples) => widths(middle, samples.all(), theme),
            Self::RowToColumn => row_to_column(middle, theme),
            Self::CellOfKind(_)
            | Self::ContestedCell
            | Self::UncitedCell
            | Self::CellOfBothSigns
            | Self::Actor(_)
            | Self::Bloc
            | Self::Form(_)
            | Self::Placeholder
            | Self::Size
            | Self::Groups(_) => Vec::new(),
        }
    }

    /// The look of a cell of a matrix; `None` for other samples.
    fn cell_look(self) -> Option<CellLook> {
        Some(match self {
            Self::CellOfKind(kind) => CellLook::of(kind),
            Self::ContestedCell => CellLook {
                is_contested: true,
                ..CellLook::of(RelationKind::Other)
            },
            Self::UncitedCell => CellLook {
                is_hollow: true,
                ..CellLook::of(RelationKind::Other)
            },
            Self::CellOfBothSigns => CellLook {
                opposite: Some(RelationKind::Hostility),
                ..CellLook::of(RelationKind::Cooperation)
            },
            _ => return None,
        })
    }
}

/// A line on the band of marked relations.
fn marked_line(middle: Pos2, theme: &Theme) -> Vec<MarkShape> {
    let band = marker(&across(middle), LINE_WIDTH, theme);
    let line = line(middle, RelationKind::Other, [false; 2], theme.ink);
    std::iter::once(band).chain(line).collect()
}

/// A line of each sign, side by side; `dashes_of` says whose dashes the line of a kind has.
fn two_lines(
    middle: Pos2,
    dashes_of: impl Fn(RelationKind) -> RelationKind,
    theme: &Theme,
) -> Vec<MarkShape> {
    let aside = vec2(0.0, LINE_WIDTH / 2.0);
    let half = |kind, aside| {
        let color = theme.relation(kind);
        line(middle + aside, dashes_of(kind), [false; 2], color)
    };
    let mut shapes = half(RelationKind::Cooperation, -aside);
    shapes.extend(half(RelationKind::Hostility, aside));
    shapes
}

/// A line in the colour of a kind, without its dashes.
fn solid_line(middle: Pos2, kind: RelationKind, has_head: bool, theme: &Theme) -> Vec<MarkShape> {
    let look = LineLook::of(RelationKind::Other, LINE_WIDTH, theme.relation(kind));
    let heads = arrowheads::of(kind, [false, has_head]);
    tie_shapes(&across(middle), heads, [1.0; 2], look)
}

/// A line in the colour of relations without a reference.
fn pale_line(middle: Pos2, theme: &Theme) -> Vec<MarkShape> {
    let color = tie_color(theme, RelationKind::Other, true);
    line(middle, RelationKind::Other, [false; 2], color)
}

fn line(middle: Pos2, kind: RelationKind, points_at: [bool; 2], color: Color) -> Vec<MarkShape> {
    let look = LineLook::of(kind, LINE_WIDTH, color);
    let heads = arrowheads::of(kind, points_at);
    tie_shapes(&across(middle), heads, [1.0; 2], look)
}

/// The curve of a sample.
fn across(middle: Pos2) -> RelationCurve {
    let half = vec2(SAMPLE.x / 2.0 - 1.0, 0.0);
    RelationCurve::straight(middle - half, middle + half)
}

/// Half of the way that a sample of a width goes, in points. It slants: level samples side by side
/// would look like dashes, and one beneath the other like a block.
const HALF_SLANT: Vec2 = vec2(4.0, -6.0);

/// Slanting lines with the widths of these samples, side by side.
fn widths(middle: Pos2, samples: &[(f64, f32)], theme: &Theme) -> Vec<MarkShape> {
    let step = SAMPLE.x / samples.len().max(1) as f32;
    let first = -0.5 * step * samples.len().saturating_sub(1) as f32;
    let mut shapes = Vec::new();
    for (number, (_, width)) in samples.iter().enumerate() {
        let middle = middle + vec2(first + step * number as f32, 0.0);
        let curve = RelationCurve::straight(middle - HALF_SLANT, middle + HALF_SLANT);
        let look = LineLook::of(RelationKind::Other, *width, theme.ink);
        let heads = arrowheads::of(RelationKind::Other, [false; 2]);
        shapes.extend(tie_shapes(&curve, heads, [1.0; 2], look));
    }
    shapes
}

fn body(
    middle: Pos2,
    kind: Option<ActorKind>,
    fill: Color,
    is_placeholder: bool,
    theme: &Theme,
) -> Vec<Mark> {
    let body = ActorBody {
        center: middle,
        radius: if kind == Some(ActorKind::Person) {
            5.6
        } else {
            6.6
        },
        form: Form::of(kind),
    };
    let (fill, stroke) = body_style(theme, fill, is_placeholder);
    vec![body.mark(None, 1.0, fill, stroke)]
}

/// A body in a ring.
fn bloc(middle: Pos2, theme: &Theme) -> Vec<Mark> {
    let body = ActorBody {
        center: middle,
        radius: 5.2,
        form: Form::of(None),
    };
    let (fill, stroke) = body_style(theme, theme.actor(None), false);
    let ring = bloc_ring(&body, fill, theme);
    vec![
        Mark::without_subject(ring),
        body.mark(None, 1.0, fill, stroke),
    ]
}

/// Three discs of increasing size.
fn sizes(middle: Pos2, theme: &Theme) -> Vec<Mark> {
    let discs = [(-15.0, 3.0), (-4.0, 5.0), (11.5, 7.5)];
    let fill = |_| theme.neutral();
    row(middle, discs.into_iter(), fill, theme)
}

/// A disc in the colour of each group that has its own colour.
fn groups(middle: Pos2, count: usize, theme: &Theme) -> Vec<Mark> {
    let shown = count.clamp(1, Encoding::COLORS as usize);
    let pitch = (SAMPLE.x / shown as f32).min(11.0);
    let first = -0.5 * pitch * (shown as f32 - 1.0);
    let discs =
        (0..shown).map(|number| (first + pitch * number as f32, 0.5 * pitch.max(7.0) - 0.5));
    row(middle, discs, |number| theme.group(number), theme)
}

/// Discs with these distances from the middle and these radii.
fn row(
    middle: Pos2,
    discs: impl Iterator<Item = (f32, f32)>,
    fill: impl Fn(u32) -> Color,
    theme: &Theme,
) -> Vec<Mark> {
    let disc = |((x, radius), number): ((f32, f32), u32)| {
        let body = ActorBody {
            center: middle + vec2(x, 0.0),
            radius,
            form: Form::Disc,
        };
        let (fill, stroke) = body_style(theme, fill(number), false);
        body.mark(None, 1.0, fill, stroke)
    };
    discs.zip(0..).map(disc).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::PathSegment;
    use crate::scene::line_width::WidthSamples;

    #[test]
    fn samples_of_widths_are_clear_of_each_other() {
        let samples = WidthSamples::of([(1.0, 1.2), (3.0, 2.4), (9.0, 4.5)]);
        let marks = LegendSample::Widths(samples).marks(Pos2::ZERO, &Theme::light());
        let line = |mark: &Mark| match &mark.shape {
            MarkShape::Path {
                outline,
                stroke: Some(stroke),
                ..
            } => match outline.0.first() {
                Some(PathSegment::Move(start)) => Some((start.x, stroke.width)),
                _ => None,
            },
            _ => None,
        };
        let lines: Vec<(f32, f32)> = marks.iter().filter_map(line).collect();
        assert_eq!(lines.len(), 3);
        // Across slanting lines it is less far than along the row.
        let across = HALF_SLANT.y.abs() / HALF_SLANT.length();
        for pair in lines.windows(2) {
            let [(left, thin), (right, thick)] = [pair[0], pair[1]];
            let gap = across * (right - left) - 0.5 * (thin + thick);
            assert!(gap >= 4.0, "{lines:?}");
        }
    }
}
