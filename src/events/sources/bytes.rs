//! The bytes of rows as text, and the lines in them. Knows no row.

use std::borrow::Cow;

/// How many lines end in these bytes.
pub(super) fn lines_in(bytes: &[u8], line_end: u8) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == line_end)).sum()
}

/// Bytes as text: UTF-8, and where they are not, Windows-1252, in which tables of other programs
/// are.
pub(crate) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// What a file is that begins with these bytes, if not a table in UTF-8, and what to do.
pub(super) fn other_content(start: &[u8]) -> Option<&'static str> {
    Some(match start {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => UTF_16,
        [b'P', b'K', 3, 4, ..] => {
            "it is a ZIP archive or a workbook; unpack it, end its name in .zip, or save the table as \
             CSV"
        }
        [b'P', b'A', b'R', b'1', ..] => PARQUET,
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => "it is packed twice; unpack it",
        [b'B', b'Z', b'h', b'1'..=b'9', ..]
        | [0xfd, b'7', b'z', b'X', b'Z', ..]
        | [b'7', b'z', 0xbc, 0xaf, ..] => {
            "it is packed in a way that is not read here; unpack it, or pack it as .gz, .zst or .zip"
        }
        _ if start.get(257..262) == Some(b"ustar") => "it is a tar archive; unpack it",
        // UTF-16 without a mark has an empty byte beside each letter.
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] if *a != 0 && *b != 0 => UTF_16,
        _ => return None,
    })
}

const PARQUET: &str = if cfg!(feature = "parquet") {
    "it is a Parquet file in another one; unpack it"
} else {
    "it is a Parquet file, and this build of Frenemy reads none; save it as CSV"
};

const UTF_16: &str = "the file is UTF-16; save it as UTF-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_old_encodings_are_text() {
        assert_eq!(decoded("São Tomé".as_bytes()), "São Tomé");
        assert_eq!(decoded(b"C\xf4te d\x92Ivoire"), "Côte d’Ivoire");
    }
}
