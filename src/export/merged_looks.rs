//! Lines and dots of a large network by their look: many of them become one path, or the file would
//! be too large.

use std::collections::BTreeMap;

use emath::{Pos2, pos2};

use crate::scene::{Color, Dot, TieLine};

/// Widths and opacities are rounded to these parts of a point and of 255, so that many lines share
/// a look.
const WIDTHS_PER_POINT: f32 = 8.0;
const OPACITY_STEP: u8 = 8;

/// Width and colour of lines, rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MergedLook {
    width: u16,
    color: [u8; 4],
}

impl MergedLook {
    /// The look of a line.
    pub(super) fn of(line: &TieLine) -> Self {
        Self::new(line.width, line.color)
    }

    fn new(width: f32, color: Color) -> Self {
        let alpha = match color.a {
            255 => 255,
            a => (a / OPACITY_STEP * OPACITY_STEP).max(OPACITY_STEP),
        };
        Self {
            width: (width * WIDTHS_PER_POINT).round().max(1.0) as u16,
            color: [color.r, color.g, color.b, alpha],
        }
    }

    /// The width in points.
    pub(super) fn width(self) -> f32 {
        f32::from(self.width) / WIDTHS_PER_POINT
    }

    /// The colour with its opacity.
    pub(super) fn color(self) -> Color {
        let [r, g, b, a] = self.color;
        Color { r, g, b, a }
    }
}

/// The lines of each look, with ends rounded to tenths of a point: enough among tens of thousands.
pub(super) fn merged_lines(lines: &[TieLine]) -> BTreeMap<MergedLook, Vec<[Pos2; 2]>> {
    let mut merged: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in lines {
        let ends = line.ends.map(to_tenths);
        merged.entry(MergedLook::of(line)).or_default().push(ends);
    }
    merged
}

/// The dots of each look as lines without length whose round ends are the dots.
pub(super) fn merged_dots(dots: &[Dot]) -> BTreeMap<MergedLook, Vec<[Pos2; 2]>> {
    let mut merged: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for dot in dots {
        let center = to_tenths(dot.center);
        let look = MergedLook::new(2.0 * dot.radius, dot.color);
        // Some programs leave out a line without any length.
        let end = pos2(center.x + 0.01, center.y);
        merged.entry(look).or_default().push([center, end]);
    }
    merged
}

/// The point with at most one decimal; NaN or infinity would make the whole file unreadable.
fn to_tenths(point: Pos2) -> Pos2 {
    let tenths = |value: f32| {
        if value.is_finite() {
            (value * 10.0).round() / 10.0
        } else {
            0.0
        }
    };
    pos2(tenths(point.x), tenths(point.y))
}
