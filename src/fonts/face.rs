//! One face of a font, ready for shaping and outlines.

use harfrust::{ShaperData, ShaperInstance};
use skrifa::charmap::Charmap;
use skrifa::instance::{Location, Size};
use skrifa::outline::OutlineGlyphCollection;
use skrifa::prelude::LocationRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _, Tag};
use unicode_normalization::UnicodeNormalization as _;

use super::Weight;
use crate::words::is_invisible;

/// One face of a font.
pub(crate) struct FontFace {
    /// The name and the version: `DejaVu Sans Bold 2.37`.
    pub(crate) name: String,
    /// The file that it is in.
    pub(crate) bytes: &'static [u8],
    /// Its place in the file.
    pub(crate) index: u32,
    pub(crate) font: FontRef<'static>,
    pub(crate) shaper: ShaperData,
    pub(crate) instance: ShaperInstance,
    /// The weight of a variable font.
    pub(crate) location: Location,
    pub(crate) charmap: Charmap<'static>,
    pub(crate) outlines: OutlineGlyphCollection<'static>,
    /// Font units per em.
    pub(crate) units_per_em: f32,
}

const WEIGHT_AXIS: Tag = Tag::new(b"wght");

impl FontFace {
    /// Reads a face; `None` if the file is damaged or has no such face.
    pub(super) fn read(bytes: &'static [u8], index: u32, weight: Weight) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let units = font.metrics(Size::unscaled(), LocationRef::default());
        let weights = [(WEIGHT_AXIS, weight.css())];
        let variations = weights.map(|(tag, value)| harfrust::Variation { tag, value });
        Some(Self {
            name: name(&font),
            bytes,
            index,
            shaper: ShaperData::new(&font),
            instance: ShaperInstance::from_variations(&font, variations),
            location: font.axes().location(weights),
            charmap: font.charmap(),
            outlines: font.outline_glyphs(),
            units_per_em: f32::from(units.units_per_em.max(1)),
            font,
        })
    }

    /// Whether the face has the weight as an axis.
    pub(crate) fn has_weight_axis(&self) -> bool {
        self.font.axes().get_by_tag(WEIGHT_AXIS).is_some()
    }

    /// Whether it is a font of pictures, which has letters as icons only.
    pub(crate) fn is_of_pictures(&self) -> bool {
        self.name.to_lowercase().contains("emoji")
    }

    /// Whether the font can draw this character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.charmap
            .map(character)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// Whether the font can draw all characters of a text that are visible, as they are or
    /// composed.
    pub(crate) fn draws(&self, text: &str) -> bool {
        let has = |character| is_ignorable(character) || self.has(character);
        text.chars().all(has) || !text.is_ascii() && text.nfc().all(has)
    }
}

impl std::fmt::Debug for FontFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// Whether a character directs how others are drawn and has no shape of its own.
fn is_ignorable(character: char) -> bool {
    is_invisible(character)
        || matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// The name and version of a font.
fn name(font: &FontRef) -> String {
    let text = |id| -> Option<String> {
        let text = font.localized_strings(id).english_or_first()?;
        Some(text.chars().filter(|letter| !letter.is_control()).collect())
    };
    let name = text(StringId::FULL_NAME).unwrap_or_else(|| "a font without a name".to_owned());
    let version = text(StringId::VERSION_STRING).unwrap_or_default();
    let version = version.split([';', ',']).next().unwrap_or_default();
    let version = version.trim_start_matches("Version").trim();
    format!("{name} {version}").trim_end().to_owned()
}
