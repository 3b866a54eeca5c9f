//! The part of a large network without detail as SVG: straight lines, patches and dots.
//!
//! Up to some thousands of them have the ids of their actors and relations, as in a small network.
//! More are paths of many parts, one for each look, or the file would be too large.

use std::fmt::Write as _;

use super::merged_looks::{MergedLook, merged_dots, merged_lines};
use super::svg_values::{Number, opacity, push_ids};
use crate::scene::{Dot, Scene, Subject, TieLine};

/// The most lines and dots that are elements of their own.
const MAX_ELEMENTS: usize = 30_000;

/// Appends the part without detail, if there is one. `begin_link` writes the beginning of the link
/// of a subject, if it has one, and says whether it did.
pub(super) fn push(
    out: &mut String,
    scene: &Scene,
    mut begin_link: impl FnMut(&mut String, Subject) -> bool,
) {
    let low = &scene.low_detail;
    let is_few = has_elements(scene);
    let mut linked = |out: &mut String, subject, push: &dyn Fn(&mut String)| {
        let is_linked = begin_link(out, subject);
        push(out);
        if is_linked {
            out.push_str("</a>\n");
        }
    };
    if is_few {
        for line in &low.lines {
            linked(out, Subject::Tie(line.tie), &|out| {
                push_line(out, scene, line);
            });
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
            linked(out, Subject::Actor(dot.node), &|out| {
                push_dot(out, scene, dot);
            });
        }
    } else {
        push_merged_dots(out, &low.dots);
    }
}

/// Whether the lines and dots without detail are elements of their own.
pub(super) fn has_elements(scene: &Scene) -> bool {
    let low = &scene.low_detail;
    low.lines.len() + low.dots.len() <= MAX_ELEMENTS
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
        LookOfLine(MergedLook::of(line))
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
    for (look, lines) in merged_lines(lines) {
        out.push_str("<path d=\"");
        for [from, to] in lines {
            let (x, y) = (Number(from.x), Number(from.y));
            let _ = write!(out, "M{x} {y}L{} {}", Number(to.x), Number(to.y));
        }
        let _ = writeln!(out, r#"" fill="none"{}/>"#, LookOfLine(look));
    }
}

/// One path for all dots of a look.
fn push_merged_dots(out: &mut String, dots: &[Dot]) {
    for (look, dots) in merged_dots(dots) {
        out.push_str("<path d=\"");
        for [center, _] in dots {
            let _ = write!(out, "M{} {}h.01", Number(center.x), Number(center.y));
        }
        let _ = writeln!(
            out,
            r#"" fill="none" stroke-linecap="round"{}/>"#,
            LookOfLine(look)
        );
    }
}

/// A look as attributes of a line.
struct LookOfLine(MergedLook);

impl std::fmt::Display for LookOfLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let color = self.0.color();
        let width = Number(self.0.width());
        write!(f, r#" stroke="{color}" stroke-width="{width}""#)?;
        if color.a < 255 {
            write!(f, r#" stroke-opacity="{}""#, opacity(color))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{NodeIndex, TieIndex};
    use crate::scene::Color;
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
        push(&mut out, scene, |_, _| false);
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
