//! The fonts of the window grow: one of the system joins them when a text is shown that needs it.

use std::collections::HashSet;

use egui::layers::PaintList;
use egui::{Context, LayerId, Shape};

use super::font_definitions::definitions;
use super::theme;
use crate::fonts::{self, FontFace, Weight};
use crate::scene::text::UsedFonts;

/// The fonts of the window, and the characters that were looked up in them.
#[derive(Default)]
pub(super) struct WindowFonts {
    known: HashSet<char>,
    /// The fonts of the system that the window has.
    count: usize,
    /// The missing letters that were reported.
    reported: HashSet<String>,
}

impl WindowFonts {
    /// Reads the fonts that the texts of this frame need and the window lacks, and draws the frame
    /// again with them. Returns what to say about letters that no font has.
    pub(super) fn follow(&mut self, ctx: &Context) -> Vec<String> {
        let new: String = shown_characters(ctx)
            .filter(|character| self.known.insert(*character))
            .collect();
        let mut used = UsedFonts::default();
        if !new.is_empty() {
            used.add(&new, Weight::Regular);
            used.add(&new, Weight::Bold);
        }
        let count = in_use().count();
        if count != self.count {
            self.count = count;
            ctx.set_fonts(definitions(theme::bold()));
            ctx.request_discard("a font was read");
        }
        let new = used
            .warnings()
            .filter(|(letters, _)| self.reported.insert((*letters).to_owned()));
        new.map(|(_, sentence)| sentence).collect()
    }
}

/// The characters beyond Latin of all texts in this frame.
fn shown_characters(ctx: &Context) -> impl Iterator<Item = char> {
    /// The first character that Noto Sans may lack.
    const FIRST: char = '\u{300}';
    let layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
    let mut characters = Vec::new();
    let mut note = |character: char| {
        if character >= FIRST {
            characters.push(character);
        }
    };
    ctx.graphics(|graphics| {
        for layer in layers.into_iter().chain([LayerId::background()]) {
            for entry in graphics
                .get(layer)
                .into_iter()
                .flat_map(PaintList::all_entries)
            {
                visit(&entry.shape, &mut note);
            }
        }
    });
    characters.into_iter()
}

fn visit(shape: &Shape, note: &mut impl FnMut(char)) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| visit(shape, note)),
        Shape::Text(text) => {
            let rows = text.galley.rows.iter();
            rows.flat_map(|row| &row.glyphs)
                .for_each(|glyph| note(glyph.chr));
        }
        _ => {}
    }
}

fn in_use() -> impl Iterator<Item = &'static FontFace> {
    let weights = [Weight::Regular, Weight::Bold].into_iter();
    weights.flat_map(fonts::in_use)
}
