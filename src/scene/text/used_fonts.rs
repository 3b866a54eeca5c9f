//! Which fonts draw some texts, and which letters no font has.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::UnicodeScript as _;

use super::script::{has_letters, letters_of, package_of};
use super::shape::shaped;
use crate::scene::Weight;

/// The fonts of texts.
#[derive(Clone, Debug, Default)]
pub struct UsedFonts {
    /// The names of the fonts that draw the texts, with their versions.
    pub names: BTreeSet<String>,
    /// The characters that no font has, by the words for them.
    missing: BTreeMap<String, MissingLetters>,
}

#[derive(Clone, Debug)]
struct MissingLetters {
    characters: BTreeSet<char>,
    package: &'static str,
}

impl UsedFonts {
    /// The fonts of texts in a weight.
    pub fn of<'t>(texts: impl IntoIterator<Item = (&'t str, Weight)>) -> Self {
        let mut used = Self::default();
        for (text, weight) in texts {
            used.add(text, weight);
        }
        used
    }

    /// Adds the fonts of a text.
    pub fn add(&mut self, text: &str, weight: Weight) {
        let line = shaped(text, weight);
        for glyph in &line.glyphs {
            if !self.names.contains(&glyph.face.name) {
                self.names.insert(glyph.face.name.clone());
            }
        }
        for &character in &line.missing {
            let script = character.script();
            let letters = if has_letters(script) {
                letters_of(script)
            } else {
                "signs".to_owned()
            };
            let missing = self.missing.entry(letters);
            let missing = missing.or_insert_with(|| MissingLetters {
                characters: BTreeSet::new(),
                package: package_of(script),
            });
            missing.characters.insert(character);
        }
    }

    /// What is missing: the words for the letters, and a sentence with the package that has them.
    pub fn warnings(&self) -> impl Iterator<Item = (&str, String)> {
        self.missing
            .iter()
            .map(|(letters, missing)| (letters.as_str(), missing.sentence(letters)))
    }
}

impl UsedFonts {
    /// All of [`UsedFonts::warnings`] in one text.
    pub fn warning(&self) -> Option<String> {
        let sentences: Vec<String> = self.warnings().map(|(_, sentence)| sentence).collect();
        (!sentences.is_empty()).then(|| sentences.join(". "))
    }
}

impl MissingLetters {
    fn sentence(&self, letters: &str) -> String {
        /// The most characters that a sentence shows.
        const MAX_SHOWN: usize = 5;
        let shown = self.characters.iter().take(MAX_SHOWN);
        let shown: Vec<String> = shown
            .map(|character| format!("{character} (U+{:04X})", u32::from(*character)))
            .collect();
        let more = match self.characters.len().saturating_sub(MAX_SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!(
            "No font has these {letters}: {}{more}; boxes replace them. On Debian and Ubuntu, install {}; \
             or choose a font file with --font",
            shown.join(", "),
            self.package
        )
    }
}
