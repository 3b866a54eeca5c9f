//! The fonts: Noto Sans first, then those that have what it lacks.

use std::sync::OnceLock;

use harfrust::ShaperData;
use skrifa::charmap::Charmap;
use skrifa::instance::Size;
use skrifa::outline::OutlineGlyphCollection;
use skrifa::prelude::LocationRef;
use skrifa::{FontRef, MetadataProvider as _};

use crate::scene::Weight;

/// One font, ready for shaping and outlining.
pub(super) struct Face {
    pub(super) font: FontRef<'static>,
    pub(super) shaper: ShaperData,
    pub(super) charmap: Charmap<'static>,
    pub(super) outlines: OutlineGlyphCollection<'static>,
    /// How many units of the font an em has.
    pub(super) units_per_em: f32,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let location = LocationRef::default();
        let units = font.metrics(Size::unscaled(), location).units_per_em;
        Some(Self {
            shaper: ShaperData::new(&font),
            charmap: font.charmap(),
            outlines: font.outline_glyphs(),
            units_per_em: f32::from(units.max(1)),
            font,
        })
    }

    /// Whether the font can draw this character.
    pub(super) fn has(&self, character: char) -> bool {
        self.charmap
            .map(character)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// The fonts of a weight in the order in which they are asked.
pub(super) fn chain(weight: Weight) -> &'static [Face] {
    static REGULAR: OnceLock<Vec<Face>> = OnceLock::new();
    static BOLD: OnceLock<Vec<Face>> = OnceLock::new();
    let (chain, first) = match weight {
        Weight::Regular => (&REGULAR, notosans::REGULAR_TTF),
        Weight::Bold => (&BOLD, notosans::BOLD_TTF),
    };
    chain.get_or_init(|| {
        let fallbacks = [
            epaint_default_fonts::UBUNTU_LIGHT,
            epaint_default_fonts::NOTO_EMOJI_REGULAR,
            epaint_default_fonts::EMOJI_ICON,
            epaint_default_fonts::HACK_REGULAR,
        ];
        [first]
            .into_iter()
            .chain(fallbacks)
            .filter_map(Face::read)
            .collect()
    })
}
