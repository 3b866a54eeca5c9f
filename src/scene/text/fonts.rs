//! The fonts: Noto Sans, and fallbacks for characters that it lacks.

use std::sync::OnceLock;

use harfrust::ShaperData;
use skrifa::charmap::Charmap;
use skrifa::instance::Size;
use skrifa::outline::OutlineGlyphCollection;
use skrifa::prelude::LocationRef;
use skrifa::{FontRef, MetadataProvider as _};

use super::Weight;

/// One font, ready for shaping and outlining.
pub(super) struct FontFace {
    pub(super) font: FontRef<'static>,
    pub(super) shaper: ShaperData,
    pub(super) charmap: Charmap<'static>,
    pub(super) outlines: OutlineGlyphCollection<'static>,
    /// Font units per em.
    pub(super) units_per_em: f32,
}

impl FontFace {
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

/// The bytes of the main font of a weight, for the window.
///
/// Noto Sans 1.04 classifies `` ` ``, `¨`, `´` and `¸` as combining accents, so that shapers draw
/// them over their neighbours. Its table of glyph classes (GDEF) is hidden; without it, shapers use
/// the classes of Unicode.
pub fn bytes(weight: Weight) -> &'static [u8] {
    static REGULAR: OnceLock<Vec<u8>> = OnceLock::new();
    static BOLD: OnceLock<Vec<u8>> = OnceLock::new();
    match weight {
        Weight::Regular => REGULAR.get_or_init(|| without_classes(notosans::REGULAR_TTF)),
        Weight::Bold => BOLD.get_or_init(|| without_classes(notosans::BOLD_TTF)),
    }
}

/// The font with its table GDEF renamed in the directory, so that shapers do not find it. The order
/// stays valid.
fn without_classes(font: &[u8]) -> Vec<u8> {
    /// The offset of the directory, and the length of an entry.
    const DIRECTORY: usize = 12;
    const ENTRY: usize = 16;
    let mut font = font.to_vec();
    let count = font.get(4..6).map_or(0, |count| {
        usize::from(count[0]) << 8 | usize::from(count[1])
    });
    if let Some(directory) = font.get_mut(DIRECTORY..DIRECTORY + count * ENTRY) {
        for entry in directory.chunks_exact_mut(ENTRY) {
            if entry.starts_with(b"GDEF") {
                entry[3] = b'X';
            }
        }
    }
    font
}

/// The fonts of a weight in the order in which they are tried.
pub(super) fn chain(weight: Weight) -> &'static [FontFace] {
    static REGULAR: OnceLock<Vec<FontFace>> = OnceLock::new();
    static BOLD: OnceLock<Vec<FontFace>> = OnceLock::new();
    let chain = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    chain.get_or_init(|| {
        let fallbacks = [
            epaint_default_fonts::UBUNTU_LIGHT,
            epaint_default_fonts::NOTO_EMOJI_REGULAR,
            epaint_default_fonts::EMOJI_ICON,
            epaint_default_fonts::HACK_REGULAR,
        ];
        [bytes(weight)]
            .into_iter()
            .chain(fallbacks)
            .filter_map(FontFace::read)
            .collect()
    })
}
