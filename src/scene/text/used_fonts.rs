//! Which fonts draw some texts, and which letters no font has.

use std::collections::{BTreeMap, BTreeSet};

use super::script::named_letters;
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
    package: Option<&'static str>,
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
            let (letters, package) = named_letters(character);
            let missing = self.missing.entry(letters);
            let missing = missing.or_insert_with(|| MissingLetters {
                characters: BTreeSet::new(),
                package,
            });
            missing.characters.insert(character);
        }
    }

    /// What is missing: the words for the letters, and a sentence with the package that has them.
    pub fn warnings(&self) -> impl Iterator<Item = (&str, String)> {
        self.missing.iter().map(|(letters, missing)| {
            let named = format!("{letters}: {}", missing.shown());
            (letters.as_str(), sentence(&named, missing.package))
        })
    }

    /// All of [`UsedFonts::warnings`] in one text, with a sentence for each package.
    pub fn warning(&self) -> Option<String> {
        let packages: BTreeSet<_> = self
            .missing
            .values()
            .map(|letters| letters.package)
            .collect();
        let sentences = packages.into_iter().map(|package| {
            let missing = self.missing.iter();
            let missing = missing.filter(|(_, missing)| missing.package == package);
            let named = missing.map(|(letters, missing)| format!("{letters}: {}", missing.shown()));
            sentence(&named.collect::<Vec<_>>().join("; "), package)
        });
        let sentences: Vec<String> = sentences.collect();
        (!sentences.is_empty()).then(|| sentences.join(". "))
    }
}

/// What is missing, and what to do.
fn sentence(named: &str, package: Option<&str>) -> String {
    let install = match package {
        Some(package) => format!("On Debian and Ubuntu, install {package}; or choose"),
        None => "Choose".to_owned(),
    };
    format!("No font has these {named}; boxes replace them. {install} a font file with --font")
}

impl MissingLetters {
    /// `ก (U+0E01), ข (U+0E02) and 12 more`.
    fn shown(&self) -> String {
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
        format!("{}{more}", shown.join(", "))
    }
}
