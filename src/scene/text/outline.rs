//! Outlines of the glyphs of a text.

use emath::{Pos2, pos2};
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::LocationRef;

use super::fonts::chain;
use super::shape::shaped;
use crate::scene::{Outline, PathSegment, Weight};

/// The outlines of a line of text. Its left end on the baseline is at `at`, in points.
pub fn outline(text: &str, at: Pos2, size: f32, weight: Weight) -> Outline {
    let faces = chain(weight);
    let mut segments = Vec::new();
    for glyph in &shaped(text, weight).glyphs {
        let Some(face) = faces.get(glyph.face) else {
            continue;
        };
        let Some(drawn) = face.outlines.get(glyph.id) else {
            continue;
        };
        let mut pen = GlyphPen {
            origin: pos2(at.x + glyph.x * size, at.y - glyph.y * size),
            scale: size / face.units_per_em,
            segments: &mut segments,
            last: Pos2::ZERO,
        };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph with a broken outline is left out; the rest of the text is still drawn.
        let _ = drawn.draw(settings, &mut pen);
    }
    Outline(segments)
}

/// Converts the curves of a glyph from font units to points.
struct GlyphPen<'a> {
    origin: Pos2,
    scale: f32,
    segments: &'a mut Vec<PathSegment>,
    last: Pos2,
}

impl GlyphPen<'_> {
    fn at(&self, x: f32, y: f32) -> Pos2 {
        pos2(
            self.origin.x + x * self.scale,
            self.origin.y - y * self.scale,
        )
    }
}

impl OutlinePen for GlyphPen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.at(x, y);
        self.segments.push(PathSegment::Move(self.last));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.at(x, y);
        self.segments.push(PathSegment::Line(self.last));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.last = self.at(x, y);
        self.segments
            .push(PathSegment::Quad(self.at(cx0, cy0), self.last));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        // All fonts here are TrueType with quadratic curves. This approximation is legible for
        // other fonts.
        let (a, b, end) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        let control =
            (3.0 * (a.to_vec2() + b.to_vec2()) - self.last.to_vec2() - end.to_vec2()) / 4.0;
        self.last = end;
        self.segments
            .push(PathSegment::Quad(control.to_pos2(), end));
    }

    fn close(&mut self) {
        self.segments.push(PathSegment::Close);
    }
}
