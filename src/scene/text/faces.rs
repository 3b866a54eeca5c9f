//! Which font draws which part of a line.
//!
//! Latin, Greek and Cyrillic letters and signs have the first font that has them, letter by letter.
//! The letters of any other script have one font for all of a line, because letters that join, and
//! letters of one word, must be of one font.

use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation as _;

use super::script::script;
use crate::fonts::{self, FontFace, Region};
use crate::scene::Weight;

/// The fonts of a line.
pub(super) struct FaceChoice<'t> {
    line: &'t str,
    weight: Weight,
    region: Region,
    /// The font of all letters of a script; `None` where no font has all of them.
    by_script: Vec<(Script, Option<&'static FontFace>)>,
}

impl<'t> FaceChoice<'t> {
    pub(super) fn new(line: &'t str, weight: Weight) -> Self {
        Self {
            line,
            weight,
            region: Region::of(line.chars()),
            by_script: Vec::new(),
        }
    }

    /// The font that draws a character with its marks; as an error the font whose box stands for
    /// it.
    pub(super) fn face(
        &mut self,
        grapheme: &str,
        script: Script,
    ) -> Result<&'static FontFace, &'static FontFace> {
        let faces = fonts::chain(self.weight);
        let [first, ..] = faces else {
            // The program contains fonts.
            unreachable!("no font")
        };
        if first.draws(grapheme) {
            return Ok(first);
        }
        if let Some(face) = self.of_script(script)
            && face.draws(grapheme)
        {
            return Ok(face);
        }
        let mut all = faces.iter();
        all.find(|face| face.draws(grapheme))
            .or_else(|| self.of_system(grapheme))
            .or_else(|| {
                let base = grapheme.chars().next()?;
                faces.iter().find(|face| face.has(base))
            })
            .ok_or(first)
    }

    fn of_system(&self, grapheme: &str) -> Option<&'static FontFace> {
        let characters: Vec<char> = grapheme.chars().collect();
        fonts::find(&characters, self.weight, self.region)
    }

    /// The first font that has all letters that the line has of a script.
    fn of_script(&mut self, wanted: Script) -> Option<&'static FontFace> {
        if matches!(
            wanted,
            Script::Common | Script::Latin | Script::Greek | Script::Cyrillic
        ) {
            return None;
        }
        if let Some((_, face)) = self.by_script.iter().find(|(script, _)| *script == wanted) {
            return *face;
        }
        let graphemes = self.line.graphemes(true);
        let letters: Vec<&str> = graphemes.filter(|text| script(text) == wanted).collect();
        let mut faces = fonts::chain(self.weight).iter();
        let face = faces
            .find(|face| letters.iter().all(|text| face.draws(text)))
            .or_else(|| {
                let mut characters: Vec<char> = letters.concat().chars().collect();
                characters.sort_unstable();
                characters.dedup();
                fonts::find(&characters, self.weight, self.region)
            });
        self.by_script.push((wanted, face));
        face
    }
}
