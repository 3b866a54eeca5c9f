//! Which font draws which part of a line.
//!
//! Latin, Greek and Cyrillic letters and signs have the first font that has them, letter by letter.
//! The letters of any other script have one font for all of a line, because letters that join, and
//! letters of one word, must be of one font.

use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation as _;

use super::script::{is_east_asian_sign, script};
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
        let mut plain = faces.iter().filter(|face| !face.is_of_pictures());
        if grapheme.starts_with(is_east_asian_sign) {
            // The pictures have such signs too, as bold icons.
            let face = plain.find(|face| face.draws(grapheme));
            if let Some(face) = face.or_else(|| self.of_system(grapheme)) {
                return Ok(face);
            }
        }
        all.find(|face| face.draws(grapheme))
            .or_else(|| self.of_system(grapheme))
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
        let faces = fonts::chain(self.weight).iter();
        let face = faces
            .filter(|face| !face.is_of_pictures())
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
