//! How a photo was held, as its camera says in EXIF: pixels are turned upright. Reads nothing else
//! of EXIF.

/// The tag of the orientation.
const TAG: u16 = 0x0112;

/// How many entries of the first directory are looked at.
const MAX_ENTRIES: usize = 500;

/// How rows and columns of a photo become those of an upright picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Orientation {
    /// Rows and columns change places, before anything else.
    is_transposed: bool,
    is_mirrored: bool,
    is_upside_down: bool,
}

impl Orientation {
    /// The orientation that EXIF data say; upright if they say none.
    pub(super) fn of_exif(exif: &[u8]) -> Self {
        Self::of_number(number(exif).unwrap_or(1))
    }

    fn of_number(number: u16) -> Self {
        let (is_transposed, is_mirrored, is_upside_down) = match number {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self {
            is_transposed,
            is_mirrored,
            is_upside_down,
        }
    }

    /// The size and the pixels of the upright picture.
    pub(super) fn applied(self, size: [u32; 2], rgba: Vec<u8>) -> ([u32; 2], Vec<u8>) {
        if self == Self::default() {
            return (size, rgba);
        }
        let [width, height] = size.map(|side| side as usize);
        let (columns, rows) = if self.is_transposed {
            (height, width)
        } else {
            (width, height)
        };
        let mut upright = Vec::with_capacity(rgba.len());
        for row in 0..rows {
            let y = if self.is_upside_down {
                rows - 1 - row
            } else {
                row
            };
            for column in 0..columns {
                let x = if self.is_mirrored {
                    columns - 1 - column
                } else {
                    column
                };
                let (x, y) = if self.is_transposed { (y, x) } else { (x, y) };
                let at = 4 * (y * width + x);
                upright.extend(rgba.get(at..at + 4).unwrap_or(&[0; 4]));
            }
        }
        ([columns as u32, rows as u32], upright)
    }
}

/// The number of the orientation in the first directory of a TIFF header.
fn number(exif: &[u8]) -> Option<u16> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let is_little = match exif.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let bytes = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let four = |at: usize| {
        let [first, second] = [two(at)?, two(at + 2)?].map(u32::from);
        Some(if is_little {
            second << 16 | first
        } else {
            first << 16 | second
        })
    };
    let directory = usize::try_from(four(4)?).ok()?;
    let entries = usize::from(two(directory)?).min(MAX_ENTRIES);
    let mut entries = (0..entries).map(|number| directory + 2 + 12 * number);
    let entry = entries.find(|at| two(*at) == Some(TAG))?;
    two(entry + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exif_says_how_a_photo_was_held() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        for exif in [&little[..], big] {
            assert_eq!(number(exif), Some(6));
        }
        for broken in [
            &b""[..],
            b"II",
            b"II*\0\xff\xff\xff\xff",
            b"XX*\0\x08\0\0\0",
        ] {
            assert_eq!(number(broken), None);
        }
    }

    #[test]
    fn pixels_are_turned_upright() {
        // Two columns and one row: a, b.
        let (a, b) = ([1, 1, 1, 1], [2, 2, 2, 2]);
        let turned = |number| {
            let pixels = [a, b].concat();
            let (size, rgba) = Orientation::of_number(number).applied([2, 1], pixels);
            (
                size,
                rgba.chunks(4).map(|pixel| pixel[0]).collect::<Vec<_>>(),
            )
        };
        assert_eq!(turned(1), ([2, 1], vec![1, 2]));
        assert_eq!(turned(3), ([2, 1], vec![2, 1]));
        // Turned by a quarter, clockwise and back.
        assert_eq!(turned(6), ([1, 2], vec![1, 2]));
        assert_eq!(turned(8), ([1, 2], vec![2, 1]));
    }
}
