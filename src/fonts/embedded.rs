//! The fonts in the program, and those that the user chose.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::{FontFace, Weight};

/// The files that the user chose, until the first text is drawn.
static CHOSEN: Mutex<Vec<&'static [u8]>> = Mutex::new(Vec::new());

/// The faces of each weight.
static CHAINS: [OnceLock<Vec<FontFace>>; 2] = [OnceLock::new(), OnceLock::new()];

/// Draws with this font file what Noto Sans lacks. Returns its name.
///
/// # Errors
/// The file is not a font, or texts were drawn already.
pub fn choose(bytes: Vec<u8>) -> Result<String, String> {
    // A font is in use until the program ends.
    let bytes: &'static [u8] = Vec::leak(bytes);
    let face =
        FontFace::read(bytes, 0, Weight::Regular).ok_or("it is not a TrueType or OpenType font")?;
    if CHAINS.iter().any(|chain| chain.get().is_some()) {
        return Err("a font must be chosen at the start".to_owned());
    }
    let mut chosen = CHOSEN.lock().unwrap_or_else(PoisonError::into_inner);
    chosen.push(bytes);
    Ok(face.name)
}

/// The faces of a weight in the order in which they are tried: Noto Sans, those that the user
/// chose, and those of the program for characters that they lack.
pub(crate) fn chain(weight: Weight) -> &'static [FontFace] {
    CHAINS[weight as usize].get_or_init(|| {
        let chosen = CHOSEN.lock().unwrap_or_else(PoisonError::into_inner);
        let others = [
            epaint_default_fonts::UBUNTU_LIGHT,
            epaint_default_fonts::NOTO_EMOJI_REGULAR,
            epaint_default_fonts::EMOJI_ICON,
            // Arabic, Hebrew, Armenian, Georgian, Lao and many signs.
            match weight {
                Weight::Regular => dejavu::sans::regular(),
                Weight::Bold => dejavu::sans::bold(),
            },
        ];
        [noto_sans(weight)]
            .into_iter()
            .chain(chosen.iter().copied())
            .chain(others)
            .filter_map(|bytes| FontFace::read(bytes, 0, weight))
            .collect()
    })
}

/// The bytes of the main font of a weight.
///
/// Noto Sans 1.04 classifies `` ` ``, `¨`, `´` and `¸` as combining accents, so that shapers draw
/// them over their neighbours. Its table of glyph classes (GDEF) is hidden; without it, shapers use
/// the classes of Unicode.
fn noto_sans(weight: Weight) -> &'static [u8] {
    let bytes = match weight {
        Weight::Regular => notosans::REGULAR_TTF,
        Weight::Bold => notosans::BOLD_TTF,
    };
    Vec::leak(without_classes(bytes))
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
