//! The layout of a block, and the conversion between bytes and characters.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, TextFormat};

use crate::evidence::Text;
use crate::ui::reader::blocks::{TextBlock, shown};

pub(super) const FONT: f32 = 15.0;

pub(super) const LINE: f32 = 24.0;

/// The layout of a block; egui caches those of the last frame.
pub(super) fn galley(
    ctx: &egui::Context,
    text: &Text,
    block: &TextBlock,
    width: f32,
) -> Arc<Galley> {
    let words = shown(&text.as_str()[block.range.clone()]);
    let format = TextFormat {
        font_id: FontId::proportional(FONT),
        line_height: Some(LINE),
        color: Color32::PLACEHOLDER,
        valign: egui::Align::Center,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap = TextWrapping::wrap_at_width(width);
    job.keep_trailing_whitespace = true;
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The number of characters before a byte.
pub(super) fn chars_before(words: &str, at: usize) -> usize {
    let at = words.floor_char_boundary(at.min(words.len()));
    words[..at].chars().count()
}

/// The byte at which a character begins.
pub(super) fn byte_of(words: &str, letter: usize) -> usize {
    let mut letters = words.char_indices();
    letters.nth(letter).map_or(words.len(), |(at, _)| at)
}
