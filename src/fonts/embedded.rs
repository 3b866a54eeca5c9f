//! The fonts in the program, and those that the user chose.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::{FontFace, Weight};
use crate::packed::{Packed, packed};

static NOTO_SANS: [Packed; 2] = [packed!("fonts/noto-sans"), packed!("fonts/noto-sans-bold")];
static UBUNTU_LIGHT: Packed = packed!("fonts/ubuntu-light");
static NOTO_EMOJI: Packed = packed!("fonts/noto-emoji");
static EMOJI_ICON: Packed = packed!("fonts/emoji-icon");
/// Arabic, Hebrew, Armenian, Georgian, Lao and many signs.
static DEJAVU_SANS: [Packed; 2] = [
    packed!("fonts/dejavu-sans"),
    packed!("fonts/dejavu-sans-bold"),
];
static HACK: Packed = packed!("fonts/hack");

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
            UBUNTU_LIGHT.bytes(),
            NOTO_EMOJI.bytes(),
            EMOJI_ICON.bytes(),
            DEJAVU_SANS[weight as usize].bytes(),
        ];
        [noto_sans(weight)]
            .into_iter()
            .chain(chosen.iter().copied())
            .chain(others)
            .filter_map(|bytes| FontFace::read(bytes, 0, weight))
            .collect()
    })
}

/// Unpacks and reads the fonts in the program, which takes some milliseconds.
pub(crate) fn prepare() {
    chain(Weight::Regular);
    chain(Weight::Bold);
    monospace();
}

/// Letters of one width.
pub(crate) fn monospace() -> &'static [u8] {
    HACK.bytes()
}

/// How much smaller than others egui draws the letters of a font: emojis fill their whole height.
pub(crate) fn scale(bytes: &[u8]) -> f32 {
    match bytes.as_ptr() {
        start if start == NOTO_EMOJI.bytes().as_ptr() => 0.81,
        start if start == EMOJI_ICON.bytes().as_ptr() => 0.9,
        _ => 1.0,
    }
}

/// The bytes of the main font of a weight.
///
/// Noto Sans 1.04 classifies `` ` ``, `¨`, `´` and `¸` as combining accents, so that shapers draw
/// them over their neighbours. Its table of glyph classes (GDEF) is hidden; without it, shapers use
/// the classes of Unicode.
fn noto_sans(weight: Weight) -> &'static [u8] {
    Vec::leak(without_classes(NOTO_SANS[weight as usize].bytes()))
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
