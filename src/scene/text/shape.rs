//! Shaping: a line of text becomes glyphs with positions, in ems.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use harfrust::{BufferFlags, Direction, ShapeOptions, Tag, UnicodeBuffer};
use skrifa::instance::Size;
use skrifa::{GlyphId, MetadataProvider as _};
use unicode_script::Script;

use super::items::{Item, visual_items};
use super::script::is_skin;
use crate::fonts::FontFace;
use crate::scene::Weight;

/// A shaped line. Lengths are in ems: multiply them by the font size.
#[derive(Debug, Default)]
pub(crate) struct ShapedLine {
    /// From left to right.
    pub(crate) glyphs: Vec<PlacedGlyph>,
    pub(crate) width: f32,
    /// How far letters reach below the baseline; 0 for Latin, Greek and Cyrillic, which all reach
    /// about as far.
    pub(super) depth: f32,
    /// The text that was shaped: without control characters, and with spaces for line breaks.
    pub(crate) text: String,
    /// The characters that no font has.
    pub(crate) missing: Vec<char>,
}

/// A glyph of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlacedGlyph {
    pub(crate) face: &'static FontFace,
    pub(crate) id: GlyphId,
    /// The position; y points up.
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// How far it moves the pen.
    #[cfg_attr(
        not(feature = "pdf"),
        allow(dead_code, reason = "only PDF has letters as text")
    )]
    pub(crate) advance: f32,
    /// The first byte in the text of the characters that it shows.
    #[cfg_attr(
        not(feature = "pdf"),
        allow(dead_code, reason = "only PDF has letters as text")
    )]
    pub(crate) cluster: usize,
}

/// How wide a line of text is at a font size, in points. Line breaks count as spaces.
pub fn measure(text: &str, size: f32, weight: Weight) -> f32 {
    shaped(text, weight).width * size
}

/// How far the letters of a line reach below the baseline, in points.
pub(in crate::scene) fn depth(text: &str, size: f32, weight: Weight) -> f32 {
    shaped(text, weight).depth * size
}

/// The most lines in the cache.
const MAX_CACHED_LINES: usize = 20_000;

type ShapeCache = HashMap<Box<str>, Rc<ShapedLine>>;

thread_local! {
    /// Shaped lines by weight: a picture draws the same names in every frame.
    static CACHE: RefCell<[ShapeCache; 2]> = RefCell::default();
}

/// The glyphs of a line.
pub(crate) fn shaped(text: &str, weight: Weight) -> Rc<ShapedLine> {
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
    let text: String = text.chars().filter_map(drawable).collect();
    let items = visual_items(&text, weight);
    let mut line = ShapedLine {
        text,
        ..ShapedLine::default()
    };
    for item in &items {
        line.push(item);
    }
    line
}

/// The character to draw: white space becomes a space, control characters are left out.
fn drawable(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Overrides of the writing direction would change how a name reads. Marks and isolates are
        // part of the spelling of mixed names: they stay until the order is known.
        '\u{202a}'..='\u{202e}' | '\u{feff}' => None,
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// Whether letters of a script may reach further below the baseline than those of Noto Sans.
fn is_deep(script: Script) -> bool {
    !matches!(
        script,
        Script::Common | Script::Latin | Script::Greek | Script::Cyrillic
    )
}

impl ShapedLine {
    /// Shapes an item, and appends it on the right.
    fn push(&mut self, item: &Item) {
        let characters = self.text[item.bytes.clone()].char_indices();
        let mut buffer = UnicodeBuffer::new();
        for (at, character) in characters {
            // A picture without the tone of its skin is better than one with a box.
            if is_skin(character) && !item.is_missing && !item.face.has(character) {
                continue;
            }
            buffer.add(character, (item.bytes.start + at) as u32);
            if item.is_missing {
                self.missing.push(character);
            }
        }
        // Joiners are not needed once the glyphs are chosen.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        buffer.guess_segment_properties();
        let tag = Tag::from_u32(item.script.as_iso15924_tag());
        if let Some(script) = harfrust::Script::from_iso15924_tag(tag) {
            buffer.set_script(script);
        }
        buffer.set_direction(if item.is_rightward {
            Direction::LeftToRight
        } else {
            Direction::RightToLeft
        });
        let face = item.face;
        let shaper = face
            .shaper
            .shaper(&face.font)
            .instance(Some(&face.instance));
        let glyphs = shaper.build().shape(buffer, ShapeOptions::new());
        let em = |units: i32| units as f32 / face.units_per_em;
        let bounds =
            is_deep(item.script).then(|| face.font.glyph_metrics(Size::unscaled(), &face.location));
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let advance = em(position.x_advance);
            let id = GlyphId::new(info.glyph_id);
            if let Some(bounds) = bounds.as_ref().and_then(|metrics| metrics.bounds(id)) {
                let bottom = bounds.y_min / face.units_per_em + em(position.y_offset);
                self.depth = self.depth.max(-bottom);
            }
            self.glyphs.push(PlacedGlyph {
                face,
                id,
                x: self.width + em(position.x_offset),
                y: em(position.y_offset),
                advance,
                cluster: info.cluster as usize,
            });
            self.width += advance;
        }
    }
}
