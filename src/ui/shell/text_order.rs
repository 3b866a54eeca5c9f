//! The order of letters on the screen: egui writes every line from left to right, word by word. In
//! lines with Arabic or Hebrew words, the glyphs are moved to where they are read, just before the
//! frame is painted. The texts themselves, and what is copied, stay as they are.

use std::sync::Arc;

use egui::epaint::text::{Glyph, PlacedRow, Row};
use egui::epaint::{ClippedShape, Galley};
use egui::{Context, FullOutput, Plugin, Pos2, Shape};
use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};
use unicode_script::{Script, UnicodeScript as _};

/// Orders all texts of a frame.
pub(super) struct TextOrder;

impl Plugin for TextOrder {
    fn debug_name(&self) -> &'static str {
        "order of letters"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        for ClippedShape { shape, .. } in &mut output.shapes {
            order_shape(shape);
        }
    }
}

fn order_shape(shape: &mut Shape) {
    match shape {
        Shape::Vec(shapes) => shapes.iter_mut().for_each(order_shape),
        Shape::Text(text) if text.galley.rows.iter().any(has_leftward) => {
            order_galley(Arc::make_mut(&mut text.galley));
        }
        _ => {}
    }
}

fn has_leftward(row: &PlacedRow) -> bool {
    row.glyphs
        .iter()
        .any(|glyph| is_in_leftward_block(glyph.chr))
}

/// Moves the glyphs of all rows. Rows of a paragraph have its direction.
fn order_galley(galley: &mut Galley) {
    let mut base = None;
    for row in &mut galley.rows {
        if has_leftward(row) || base.is_some_and(|base: Level| base.is_rtl()) {
            order_row(
                Arc::make_mut(&mut row.row),
                &mut base,
                galley.pixels_per_point,
            );
        }
        if row.ends_with_newline {
            base = None;
        } else {
            base = base.or(Some(Level::ltr()));
        }
    }
}

/// The glyphs of one character and its marks: they move together.
struct Cluster {
    first: usize,
    end: usize,
    character: char,
    width: f32,
    /// Where it begins as egui wrote it.
    x: f32,
    /// The ascent and height of its font, which tell fonts apart.
    face: [f32; 2],
}

fn order_row(row: &mut Row, base: &mut Option<Level>, pixels_per_point: f32) {
    let mut clusters = clusters(&row.glyphs);
    let Some(left) = clusters.first().map(|first| first.x) else {
        return;
    };
    to_text_order(&mut clusters);
    let text: String = clusters.iter().map(|cluster| cluster.character).collect();
    let base = *base.get_or_insert_with(|| match get_base_direction(text.as_str()) {
        Direction::Rtl => Level::rtl(),
        _ => Level::ltr(),
    });
    let bidi = BidiInfo::new(&text, Some(base));
    let Some(paragraph) = bidi.paragraphs.first() else {
        return;
    };
    let levels = bidi.reordered_levels_per_char(paragraph, paragraph.range.clone());
    let mut x = left;
    for at in BidiInfo::reorder_visual(&levels) {
        let (Some(cluster), Some(level)) = (clusters.get(at), levels.get(at)) else {
            continue;
        };
        let away = ((x - cluster.x) * pixels_per_point).round() / pixels_per_point;
        for number in cluster.first..cluster.end {
            let is_mirrored = level.is_rtl() && is_bracket(cluster.character);
            move_glyph(row, number, away, is_mirrored.then_some(pixels_per_point));
        }
        x += cluster.width;
    }
}

/// The clusters of a row as egui wrote them, from left to right.
fn clusters(glyphs: &[Glyph]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut x = glyphs.first().map_or(0.0, |glyph| glyph.pos.x);
    for (number, glyph) in glyphs.iter().enumerate() {
        // egui adds glyphs without size so that every character has one.
        if glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing() {
            continue;
        }
        match clusters.last_mut() {
            Some(last) if last.character == glyph.chr && last.end == number => {
                last.end += 1;
                last.width += glyph.advance_width;
            }
            _ => clusters.push(Cluster {
                first: number,
                end: number + 1,
                character: glyph.chr,
                width: glyph.advance_width,
                x,
                face: [glyph.font_face_ascent, glyph.font_face_height],
            }),
        }
        x += glyph.advance_width;
    }
    clusters
}

/// Reverses the runs that egui shaped from right to left, so that all are in the order of the text.
/// The letters of each font are a run of their own.
fn to_text_order(clusters: &mut [Cluster]) {
    let is_leftward = |cluster: &Cluster| is_in_leftward_block(cluster.character);
    let is_one_run = |a: &Cluster, b: &Cluster| {
        let face = |cluster: &Cluster| cluster.face.map(f32::to_bits);
        is_leftward(a) == is_leftward(b) && face(a) == face(b)
    };
    for run in clusters.chunk_by_mut(is_one_run) {
        let mut scripts = run.iter().map(|cluster| cluster.character.script());
        let script = scripts.find(|script| !matches!(script, Script::Common | Script::Inherited));
        if is_leftward(&run[0]) && script.is_some() {
            run.reverse();
        }
    }
}

/// Whether a character is in a block of a script that is written from right to left.
fn is_in_leftward_block(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn is_bracket(character: char) -> bool {
    "()[]{}<>«»‹›≤≥".contains(character)
}

/// Moves a glyph to the right, and mirrors its image on a screen of this many pixels per point.
fn move_glyph(row: &mut Row, number: usize, away: f32, mirrored: Option<f32>) {
    let Some(glyph) = row.glyphs.get_mut(number) else {
        return;
    };
    glyph.pos.x += away;
    if glyph.uv_rect.is_nothing() {
        return;
    }
    let image = glyph.uv_rect;
    let mut away = away;
    if let Some(pixels_per_point) = mirrored {
        let across = glyph.advance_width - 2.0 * image.offset.x - image.size.x;
        away += (across * pixels_per_point).round() / pixels_per_point;
    }
    let first = glyph.first_vertex as usize;
    let Some(corners) = row.visuals.mesh.vertices.get_mut(first..first + 4) else {
        return;
    };
    for corner in &mut *corners {
        corner.pos += egui::vec2(away, 0.0);
        if mirrored.is_some() {
            let (left, right) = (f32::from(image.min[0]), f32::from(image.max[0]));
            corner.uv = Pos2::new(left + right - corner.uv.x, corner.uv.y);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{FontFamily, FontId};

    use super::*;
    use crate::ui::shell::theme;

    /// The characters of a text in the order in which they are seen.
    fn seen(text: &str, width: f32) -> Vec<String> {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut rows = Vec::new();
        for _ in 0..2 {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                let font = FontId::new(14.0, FontFamily::Proportional);
                let painter = ui.painter();
                let galley = painter.layout(text.to_owned(), font, egui::Color32::BLACK, width);
                let mut galley = Galley::clone(&galley);
                order_galley(&mut galley);
                rows = galley.rows.iter().map(|row| in_order(row)).collect();
            });
            output.textures_delta.clear();
        }
        rows
    }

    fn in_order(row: &Row) -> String {
        let mut glyphs: Vec<&Glyph> = row.glyphs.iter().collect();
        glyphs.retain(|glyph| glyph.advance_width > 0.0);
        glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
        // The images are where the glyphs are.
        for glyph in glyphs.iter().filter(|glyph| !glyph.uv_rect.is_nothing()) {
            let corner = row.visuals.mesh.vertices[glyph.first_vertex as usize].pos;
            assert!((corner.x - glyph.pos.x - glyph.uv_rect.offset.x).abs() < 12.0);
        }
        glyphs.iter().map(|glyph| glyph.chr).collect()
    }

    const CASES: [(&str, &str); 6] = [
        ("Hamas (1987)", "Hamas (1987)"),
        ("جمهورية العراق", "قارعلا ةيروهمج"),
        ("ישראל (Israel)", ")Israel( לארשי"),
        ("Hamas (חמאס) 1987", "Hamas (סאמח) 1987"),
        ("طالبان ۱۳۷۳", "۱۳۷۳ نابلاط"),
        ("القاعدة 2001: Al-Qaeda", "Al-Qaeda :2001 ةدعاقلا"),
    ];

    #[test]
    fn words_are_in_the_order_in_which_they_are_read() {
        for (text, expected) in CASES {
            assert_eq!(seen(text, f32::INFINITY), [expected], "{text}");
        }
    }

    #[test]
    fn fonts_of_the_system_that_other_texts_need_change_no_order() {
        let rare: String = ('\u{600}'..='\u{8ff}')
            .chain('\u{fb50}'..='\u{fdff}')
            .collect();
        let mut used = crate::scene::text::UsedFonts::default();
        for weight in [crate::fonts::Weight::Regular, crate::fonts::Weight::Bold] {
            used.add(&rare, weight);
        }
        for (text, expected) in CASES {
            assert_eq!(seen(text, f32::INFINITY), [expected], "{text}");
        }
    }

    #[test]
    fn a_word_in_two_fonts_is_two_runs() {
        // egui shapes the letters of each font from right to left, and sets the runs in the order
        // of the text.
        let cluster = |(number, (character, ascent)): (usize, (char, f32))| Cluster {
            first: number,
            end: number + 1,
            character,
            width: 1.0,
            x: number as f32,
            face: [ascent, 20.0],
        };
        let written = "ارعلا".chars().map(|letter| (letter, 10.0));
        let written = written.chain([('ق', 12.0)]);
        let mut clusters: Vec<Cluster> = written.enumerate().map(cluster).collect();
        to_text_order(&mut clusters);
        let text: String = clusters.iter().map(|cluster| cluster.character).collect();
        assert_eq!(text, "العراق");
    }

    #[test]
    fn lines_break_in_the_order_of_the_text() {
        let rows = seen("ישראל (Israel) ועוד מילים", 90.0);
        assert!(rows.len() > 1, "{rows:?}");
        assert!(rows[0].contains("לארשי"), "{rows:?}");
        let last = rows.last().unwrap();
        assert!(last.contains("םילימ"), "{rows:?}");
    }
}
