//! The icon in the files of Windows and macOS: pictures in PNG behind a short head.

use super::installed_file::InstalledFile;
use crate::icon;

/// The sides of the icons of Windows, in pixels.
const ICO_SIDES: [u16; 6] = [16, 24, 32, 48, 64, 256];

/// The kinds of icons of macOS, and their sides in pixels.
const ICNS_KINDS: [(&[u8; 4], u16); 7] = [
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
];

pub(super) fn ico() -> Result<InstalledFile, String> {
    const HEAD: usize = 6;
    const ENTRY: usize = 16;
    let pictures = ICO_SIDES.map(icon::png_of);
    let mut head = vec![0, 0, 1, 0, ICO_SIDES.len() as u8, 0];
    let mut body = Vec::new();
    for (side, picture) in ICO_SIDES.into_iter().zip(pictures) {
        let picture = picture?;
        let start = HEAD + ENTRY * ICO_SIDES.len() + body.len();
        // A side of 256 is written as 0; one plane, 32 bits for each pixel.
        let side = side as u8;
        head.extend([side, side, 0, 0, 1, 0, 32, 0]);
        head.extend((picture.len() as u32).to_le_bytes());
        head.extend((start as u32).to_le_bytes());
        body.extend(picture);
    }
    head.extend(body);
    Ok(("frenemy.ico".to_owned(), head))
}

pub(super) fn icns() -> Result<InstalledFile, String> {
    const HEAD: usize = 8;
    let mut body = Vec::new();
    for (kind, side) in ICNS_KINDS {
        let picture = icon::png_of(side)?;
        body.extend(kind);
        body.extend(((HEAD + picture.len()) as u32).to_be_bytes());
        body.extend(picture);
    }
    let mut file = b"icns".to_vec();
    file.extend(((HEAD + body.len()) as u32).to_be_bytes());
    file.extend(body);
    Ok(("frenemy.icns".to_owned(), file))
}
