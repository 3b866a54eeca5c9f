//! Shaping: a line of text becomes glyphs with positions, in ems.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use harfrust::{ShapeOptions, UnicodeBuffer};
use skrifa::GlyphId;

use super::fonts::{FontFace, chain};
use crate::scene::Weight;

/// A shaped line. Lengths are in ems: multiply them by the font size.
#[derive(Debug, Default)]
pub(super) struct ShapedLine {
    pub(super) glyphs: Vec<PlacedGlyph>,
    pub(super) width: f32,
}

/// A glyph of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedGlyph {
    /// The index of the font in the chain.
    pub(super) face: usize,
    pub(super) id: GlyphId,
    /// The position; y points up.
    pub(super) x: f32,
    pub(super) y: f32,
}

/// How wide a line of text is at a font size, in points. Line breaks count as spaces.
pub fn measure(text: &str, size: f32, weight: Weight) -> f32 {
    shaped(text, weight).width * size
}

/// The most lines in the cache.
const MAX_CACHED_LINES: usize = 20_000;

type ShapeCache = HashMap<Box<str>, Rc<ShapedLine>>;

thread_local! {
    /// Shaped lines by weight: a picture draws the same names in every frame.
    static CACHE: RefCell<[ShapeCache; 2]> = RefCell::default();
}

/// The glyphs of a line.
pub(super) fn shaped(text: &str, weight: Weight) -> Rc<ShapedLine> {
    CACHE.with_borrow_mut(|memory| {
        let memory = &mut memory[weight as usize];
        if let Some(line) = memory.get(text) {
            return Rc::clone(line);
        }
        if memory.len() >= MAX_CACHED_LINES {
            memory.clear();
        }
        let line = Rc::new(shape(text, weight));
        memory.insert(text.into(), Rc::clone(&line));
        line
    })
}

fn shape(text: &str, weight: Weight) -> ShapedLine {
    let faces = chain(weight);
    let mut line = ShapedLine::default();
    for (face, run) in runs(faces, text) {
        push_run(&mut line, faces, face, &run);
    }
    line
}

/// The text in runs of one font each, without invisible characters.
fn runs(faces: &[FontFace], text: &str) -> Vec<(usize, String)> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    for character in text.chars().filter_map(drawable) {
        let in_run = |face: &&mut (usize, String)| {
            joins(character) || faces.get(face.0).is_some_and(|face| face.has(character))
        };
        // A combining mark or a space uses the font of the character before it, all others the
        // first font that has them.
        let stays = character == ' ' || joins(character);
        if stays && let Some((_, run)) = runs.last_mut().filter(in_run) {
            run.push(character);
            continue;
        }
        let face = faces
            .iter()
            .position(|face| face.has(character))
            .unwrap_or(0);
        match runs.last_mut() {
            Some((last, run)) if *last == face => run.push(character),
            _ => runs.push((face, character.into())),
        }
    }
    runs
}

/// The character to draw: white space becomes a space, control characters are left out.
fn drawable(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Overrides of the writing direction would change how the text around a name reads.
        '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => None,
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// Whether a character combines with the one before it.
fn joins(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

fn push_run(line: &mut ShapedLine, faces: &[FontFace], number: usize, run: &str) {
    let Some(face) = faces.get(number) else {
        return;
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.guess_segment_properties();
    let shaper = face.shaper.shaper(&face.font).build();
    let glyphs = shaper.shape(buffer, ShapeOptions::new());
    let em = |units: i32| units as f32 / face.units_per_em;
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        line.glyphs.push(PlacedGlyph {
            face: number,
            id: GlyphId::new(info.glyph_id),
            x: line.width + em(position.x_offset),
            y: em(position.y_offset),
        });
        line.width += em(position.x_advance);
    }
}
