//! Outlines of the glyphs of a text.

use emath::{Pos2, Vec2, pos2};
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};

use super::shape::shaped;
use crate::scene::{Outline, PathSegment, Weight};

/// The outlines of a line of text. Its left end on the baseline is at `at`, in points.
pub fn outline(text: &str, at: Pos2, size: f32, weight: Weight) -> Outline {
    let mut segments = Vec::new();
    for glyph in &shaped(text, weight).glyphs {
        let face = glyph.face;
        let Some(drawn) = face.outlines.get(glyph.id) else {
            continue;
        };
        let mut pen = GlyphPen {
            origin: pos2(at.x + glyph.x * size, at.y - glyph.y * size),
            scale: size / face.units_per_em,
            tolerance: size * MAX_ERROR,
            segments: &mut segments,
            last: Pos2::ZERO,
        };
        let settings = DrawSettings::unhinted(Size::unscaled(), &face.location);
        // A glyph with a broken outline is left out; the rest of the text is still drawn.
        let _ = drawn.draw(settings, &mut pen);
    }
    Outline(segments)
}

/// How far a curve may be from that of the font, in ems: less than a font unit.
const MAX_ERROR: f32 = 0.0005;

/// Converts the curves of a glyph from font units to points.
struct GlyphPen<'a> {
    origin: Pos2,
    scale: f32,
    /// How far a curve may be from that of the font, in points.
    tolerance: f32,
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
        let cubic = [
            self.last,
            self.at(cx0, cy0),
            self.at(cx1, cy1),
            self.at(x, y),
        ];
        self.last = cubic[3];
        self.segments.extend(quadratics(cubic, self.tolerance));
    }

    fn close(&mut self) {
        self.segments.push(PathSegment::Close);
    }
}

/// A cubic curve as quadratic ones that are nowhere further away than `tolerance`.
fn quadratics(cubic: [Pos2; 4], tolerance: f32) -> impl Iterator<Item = PathSegment> {
    /// The most parts of a curve.
    const MAX_PARTS: f32 = 16.0;
    let [a, b, c, d] = cubic.map(Pos2::to_vec2);
    // A cubic without its third power is quadratic. What the nearest quadratic curve lacks shrinks
    // with the third power of the number of parts.
    let distance = 3.0_f32.sqrt() / 36.0 * (d - 3.0 * c + 3.0 * b - a).length();
    let parts = (distance / tolerance).cbrt().ceil().clamp(1.0, MAX_PARTS);
    let point = move |t: f32| {
        let u = 1.0 - t;
        u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
    };
    let slope = move |t: f32| -> Vec2 {
        let u = 1.0 - t;
        3.0 * (u * u * (b - a) + 2.0 * u * t * (c - b) + t * t * (d - c))
    };
    (0..parts as u32).map(move |part| {
        let (from, to) = (part as f32 / parts, (part + 1) as f32 / parts);
        let (start, end) = (point(from), point(to));
        // The mean of the two control points that keep the slope at one end each.
        let reach = (slope(from) - slope(to)) * ((to - from) / 4.0);
        let control = (start + end) / 2.0 + reach;
        PathSegment::Quad(control.to_pos2(), end.to_pos2())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_curve_is_followed_closely() {
        let cubic = [
            pos2(0.0, 0.0),
            pos2(0.0, 80.0),
            pos2(100.0, -40.0),
            pos2(60.0, 60.0),
        ];
        let [a, b, c, d] = cubic.map(Pos2::to_vec2);
        let on_cubic = |t: f32| {
            let u = 1.0 - t;
            u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
        };
        let parts: Vec<_> = quadratics(cubic, 0.05).collect();
        assert!(parts.len() > 2, "{parts:?}");
        let mut from = a;
        for (number, part) in parts.iter().enumerate() {
            let PathSegment::Quad(control, to) = part else {
                panic!("{part:?}");
            };
            for step in 0..=10 {
                let t = step as f32 / 10.0;
                let (control, to) = (control.to_vec2(), to.to_vec2());
                let here =
                    from * ((1.0 - t) * (1.0 - t)) + control * (2.0 * t * (1.0 - t)) + to * (t * t);
                let there = on_cubic((number as f32 + t) / parts.len() as f32);
                assert!((here - there).length() < 0.051, "{here:?} and {there:?}");
            }
            from = to.to_vec2();
        }
        assert!((from - d).length() < 1e-3);
        // A straight line is one part.
        let straight = [0.0, 10.0, 20.0, 30.0].map(|x| pos2(x, 0.0));
        assert_eq!(quadratics(straight, 0.05).count(), 1);
    }
}
