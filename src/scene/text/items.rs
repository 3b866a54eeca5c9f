//! Itemization: a line of text becomes items of one font, script and direction, in the order in
//! which they are seen.
//!
//! Knows no glyphs. The order is that of the Unicode bidirectional algorithm.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation as _;

use super::faces::FaceChoice;
use super::script::{has_letters, is_modifier, script};
use crate::fonts::FontFace;
use crate::scene::Weight;

/// A part of a line with one font, script and direction.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The bytes of the line.
    pub(super) bytes: Range<usize>,
    pub(super) face: &'static FontFace,
    /// `Common` for signs without letters.
    pub(super) script: Script,
    pub(super) is_rightward: bool,
    /// Whether no font has its characters.
    pub(super) is_missing: bool,
}

/// The items of a line from left to right.
pub(super) fn visual_items(line: &str, weight: Weight) -> Vec<Item> {
    let graphemes = graphemes(line, weight);
    if !may_be_leftward(line) {
        return items(&graphemes, 0..line.len(), Level::ltr());
    }
    let bidi = BidiInfo::new(line, None);
    let mut all = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let level = levels[run.start];
            let mut items = items(&graphemes, run, level);
            if level.is_rtl() {
                items.reverse();
            }
            all.extend(items);
        }
    }
    all
}

/// Whether some of a text may be written from right to left.
fn may_be_leftward(text: &str) -> bool {
    /// The first Hebrew character; all those before are written from left to right.
    const HEBREW: char = '\u{590}';
    text.chars().any(|character| character >= HEBREW)
}

/// A base character with its marks.
struct Grapheme {
    bytes: Range<usize>,
    script: Script,
    face: &'static FontFace,
    is_missing: bool,
}

fn graphemes(line: &str, weight: Weight) -> Vec<Grapheme> {
    let mut choice = FaceChoice::new(line, weight);
    let mut graphemes = Vec::new();
    for (start, text) in line.grapheme_indices(true) {
        let script = script(text);
        let mut push = |bytes: Range<usize>, script, face, is_missing| {
            graphemes.push(Grapheme {
                bytes,
                script,
                face,
                is_missing,
            });
        };
        let whole = start..start + text.len();
        let box_face = match choice.face(text, script) {
            Ok(face) => {
                push(whole, script, face, false);
                continue;
            }
            Err(face) => face,
        };
        // No font has all of it, such as a picture of two pictures: each character has its own.
        let mut before = None;
        for (at, character) in text.char_indices() {
            let bytes = start + at..start + at + character.len_utf8();
            let face = match before {
                Some(face) if is_modifier(character) => Ok(face),
                _ => choice.face(&line[bytes.clone()], script),
            };
            before = Some(face.unwrap_or(box_face));
            push(bytes, script, face.unwrap_or(box_face), face.is_err());
        }
    }
    graphemes
}

/// The items of a run of one level, in the order of the text.
fn items(graphemes: &[Grapheme], run: Range<usize>, level: Level) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let in_run = |grapheme: &&Grapheme| run.contains(&grapheme.bytes.start);
    for grapheme in graphemes.iter().filter(in_run) {
        if let Some(last) = items.last_mut()
            && std::ptr::eq(last.face, grapheme.face)
            && last.is_missing == grapheme.is_missing
            && (last.script == grapheme.script
                || !has_letters(last.script)
                || !has_letters(grapheme.script))
        {
            last.bytes.end = grapheme.bytes.end;
            if !has_letters(last.script) {
                last.script = grapheme.script;
            }
            continue;
        }
        items.push(Item {
            bytes: grapheme.bytes.clone(),
            face: grapheme.face,
            script: grapheme.script,
            is_rightward: level.is_ltr(),
            is_missing: grapheme.is_missing,
        });
    }
    items
}
