//! Letters in a PDF: the glyphs of our own shaping, in fonts that contain only the glyphs used.

use std::collections::HashMap;
use std::ops::Range;

use emath::pos2;
use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};

use super::shapes::{draw_line_along, filled};
use crate::scene::text::{self, PlacedGlyph, shaped};
use crate::scene::{Cap, Color, Stroke, TextLine, Weight};

/// The fonts of a file, each read once.
#[derive(Default)]
pub(super) struct PdfFonts {
    /// By the address and the length of their file, which lives as long as the program, their place
    /// in it, and the weight.
    fonts: HashMap<(usize, usize, u32, Weight), Option<Font>>,
}

impl PdfFonts {
    /// Draws a line of text on the baseline y = 0, from `left` to the right.
    pub(super) fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        line: &TextLine,
        left: f32,
        opacity: f32,
    ) {
        surface.set_fill(Some(filled(line.color, opacity)));
        surface.set_stroke(None);
        let shaped = shaped(&line.text, line.weight);
        let clusters = Clusters::of(&shaped.glyphs, shaped.text.len());
        let mut pen = 0.0;
        for run in shaped.glyphs.chunk_by(|a, b| std::ptr::eq(a.face, b.face)) {
            let start = Point::from_xy(left + pen * line.size, 0.0);
            let mut glyphs = Vec::with_capacity(run.len());
            for glyph in run {
                glyphs.push(KrillaGlyph {
                    glyph_id: GlyphId::new(glyph.id.to_u32()),
                    text_range: clusters.range(glyph.cluster),
                    x_advance: glyph.advance,
                    x_offset: glyph.x - pen,
                    y_offset: glyph.y,
                    y_advance: 0.0,
                    location: None,
                });
                pen += glyph.advance;
            }
            let font = run.first().and_then(|glyph| self.font(glyph, line.weight));
            if let Some(font) = font {
                surface.draw_glyphs(start, &glyphs, font, &shaped.text, line.size, false);
            }
        }
    }

    fn font(&mut self, glyph: &PlacedGlyph, weight: Weight) -> Option<Font> {
        let face = glyph.face;
        let (bytes, index) = (face.bytes, face.index);
        let read = || {
            if face.has_weight_axis() {
                let axes = [(Tag::new(b"wght"), weight.css())];
                Font::new_variable(bytes.into(), index, &axes)
            } else {
                Font::new(bytes.into(), index)
            }
        };
        let key = (bytes.as_ptr() as usize, bytes.len(), index, weight);
        self.fonts.entry(key).or_insert_with(read).clone()
    }
}

/// Where the characters of each glyph begin and end in the text.
struct Clusters {
    /// Where clusters begin, in the order of the text, and the end of the text.
    starts: Vec<usize>,
}

impl Clusters {
    fn of(glyphs: &[PlacedGlyph], length: usize) -> Self {
        let mut starts: Vec<usize> = glyphs.iter().map(|glyph| glyph.cluster).collect();
        starts.push(length);
        starts.sort_unstable();
        starts.dedup();
        Self { starts }
    }

    fn range(&self, start: usize) -> Range<usize> {
        let next = self.starts.partition_point(|other| *other <= start);
        start..self.starts.get(next).copied().unwrap_or(start)
    }
}

/// Draws what is around the letters of a line, so that they can be read on other lines.
pub(super) fn draw_halo(surface: &mut Surface<'_>, line: &TextLine, left: f32, color: Color) {
    let outline = text::outline(&line.text, pos2(left, 0.0), line.size, line.weight);
    let stroke = Stroke {
        cap: Cap::Round,
        ..Stroke::solid(2.0 * TextLine::HALO, color)
    };
    draw_line_along(surface, &outline, &stroke);
}
