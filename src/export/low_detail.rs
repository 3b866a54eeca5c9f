//! The part of a large network without detail as SVG: straight lines, patches and dots.
//!
//! Up to some thousands of them have the ids of their actors and relations, as in a small network.
//! More are paths of many parts, one for each look, or the file would be too large.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::svg_values::{Number, opacity, push_ids};
use crate::scene::{Color, Dot, Scene, Subject, TieLine};

/// The most lines and dots that are elements of their own.
const MAX_ELEMENTS: usize = 30_000;

/// Widths and opacities are rounded to these parts of a point and of 255, so that many lines share
/// a look.
const WIDTHS_PER_POINT: f32 = 8.0;
const OPACITY_STEP: u8 = 8;

/// Appends the part without detail, if there is one.
pub(super) fn push(out: &mut String, scene: &Scene) {
    let low = &scene.low_detail;
    let is_few = low.lines.len() + low.dots.len() <= MAX_ELEMENTS;
    if is_few {
        for line in &low.lines {
            push_line(out, scene, line);
        }
    } else {
        push_merged_lines(out, &low.lines);
    }
    for patch in &low.patches {
        let (corner, size) = (patch.rect.min, patch.rect.size());
        let _ = writeln!(
            out,
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{}" fill-opacity="{}"/>"#,
            Number(corner.x),
            Number(corner.y),
            Number(size.x),
            Number(size.y),
            patch.color,
            opacity(patch.color)
        );
    }
    if is_few {
        for dot in &low.dots {
            push_dot(out, scene, dot);
        }
    } else {
        push_merged_dots(out, &low.dots);
    }
}

fn push_line(out: &mut String, scene: &Scene, line: &TieLine) {
    let [from, to] = line.ends;
    out.push_str("<line");
    if let Some(description) = scene.descriptions.get(&Subject::Tie(line.tie)) {
        push_ids(out, &description.ids, false);
    }
    let _ = writeln!(
        out,
        r#" x1="{}" y1="{}" x2="{}" y2="{}"{}/>"#,
        Number(from.x),
        Number(from.y),
        Number(to.x),
        Number(to.y),
        MergedLook::of(line)
    );
}

fn push_dot(out: &mut String, scene: &Scene, dot: &Dot) {
    out.push_str("<circle");
    if let Some(description) = scene.descriptions.get(&Subject::Actor(dot.node)) {
        push_ids(out, &description.ids, false);
    }
    let _ = write!(
        out,
        r#" cx="{}" cy="{}" r="{}" fill="{}""#,
        Number(dot.center.x),
        Number(dot.center.y),
        Number(dot.radius),
        dot.color
    );
    if dot.color.a < 255 {
        let _ = write!(out, r#" fill-opacity="{}""#, opacity(dot.color));
    }
    out.push_str("/>\n");
}

/// One path for all lines of a look.
fn push_merged_lines(out: &mut String, lines: &[TieLine]) {
    let mut paths: BTreeMap<MergedLook, String> = BTreeMap::new();
    for line in lines {
        let [from, to] = line.ends;
        let path = paths.entry(MergedLook::of(line)).or_default();
        let _ = write!(
            path,
            "M{} {}L{} {}",
            Tenths(from.x),
            Tenths(from.y),
            Tenths(to.x),
            Tenths(to.y)
        );
    }
    for (look, path) in paths {
        let _ = writeln!(out, r#"<path d="{path}" fill="none"{look}/>"#);
    }
}

/// One path for all dots of a look: lines without length whose round ends are the dots.
fn push_merged_dots(out: &mut String, dots: &[Dot]) {
    let mut paths: BTreeMap<MergedLook, String> = BTreeMap::new();
    for dot in dots {
        let path = paths
            .entry(MergedLook::new(2.0 * dot.radius, dot.color))
            .or_default();
        let _ = write!(
            path,
            "M{} {}h.01",
            Tenths(dot.center.x),
            Tenths(dot.center.y)
        );
    }
    for (look, path) in paths {
        let _ = writeln!(
            out,
            r#"<path d="{path}" fill="none" stroke-linecap="round"{look}/>"#
        );
    }
}

/// Width and colour of lines, rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct MergedLook {
    width: u16,
    color: [u8; 4],
}

impl MergedLook {
    fn of(line: &TieLine) -> Self {
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
}

impl std::fmt::Display for MergedLook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b, a] = self.color;
        let color = Color { r, g, b, a };
        let width = Number(f32::from(self.width) / WIDTHS_PER_POINT);
        write!(f, r#" stroke="{color}" stroke-width="{width}""#)?;
        if a < 255 {
            write!(f, r#" stroke-opacity="{}""#, opacity(color))?;
        }
        Ok(())
    }
}

/// A number with at most one decimal: enough for lines and dots among tens of thousands.
struct Tenths(f32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = if self.0.is_finite() { self.0 } else { 0.0 };
        Number((value * 10.0).round() / 10.0).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{NodeIndex, TieIndex};
    use emath::{pos2, vec2};

    fn scene(dots: usize) -> Scene {
        let mut scene = Scene::empty(vec2(100.0, 100.0), Color::TRANSPARENT);
        let dot = |number: usize| Dot {
            node: NodeIndex::new(number),
            center: pos2(number as f32 / 7.0, 3.0),
            radius: 1.0,
            color: Color::rgb(0x11_22_33),
        };
        scene.low_detail.dots = (0..dots).map(dot).collect();
        scene.low_detail.lines = vec![TieLine {
            tie: TieIndex::new(0),
            ends: [pos2(0.0, 0.0), pos2(9.0, 9.0)],
            width: 1.1,
            color: Color {
                a: 90,
                ..Color::rgb(0x44_55_66)
            },
        }];
        scene
    }

    fn written(scene: &Scene) -> String {
        let mut out = String::new();
        push(&mut out, scene);
        out
    }

    #[test]
    fn few_dots_are_circles_and_many_share_a_path() {
        assert_eq!(written(&scene(9)).matches("<circle").count(), 9);
        let many = written(&scene(MAX_ELEMENTS + 1));
        assert_eq!(many.matches("<path").count(), 2);
        assert_eq!(many.matches("h.01").count(), MAX_ELEMENTS + 1);
        assert!(many.len() < 20 * MAX_ELEMENTS, "{}", many.len());
    }
}
