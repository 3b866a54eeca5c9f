//! Bytes to text: UTF-8, with or without a byte order mark, UTF-16, and older encodings of formats
//! that are not JSON.

use std::borrow::Cow;

use crate::model::{Issue, Location, Severity};

/// The text of UTF-8 bytes, without the byte order mark.
///
/// # Errors
/// Says that the file is empty, which other encoding it seems to have, or where the bytes stop
/// being UTF-8.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Issue> {
    if bytes.is_empty() {
        let hint = "A file that begins with {\"nodes\": [], \"edges\": []} is an empty network.";
        return Err(issue(bytes, 0, "empty", "the file is empty", hint));
    }
    let text = utf_8(bytes)?;
    if text.trim().is_empty() {
        let hint = "A file that begins with {\"nodes\": [], \"edges\": []} is an empty network.";
        let message = "the file contains only white space";
        return Err(issue(bytes, 0, "empty", message, hint));
    }
    Ok(text)
}

/// The text of UTF-8 bytes, without the byte order mark; any characters are allowed.
///
/// # Errors
/// Says which other encoding it seems to have, or where the bytes stop being UTF-8.
pub(super) fn utf_8(bytes: &[u8]) -> Result<&str, Issue> {
    if let Some(encoding) = other_encoding(bytes) {
        let message = format!("the file is {encoding}, and Frenemy reads UTF-8");
        let hint = "Save it as UTF-8.";
        return Err(issue(bytes, 0, "not-utf-8", &message, hint));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("byte {at} (0x{:02x}) is not UTF-8", bytes[at]);
            let hint = "The file seems to be in another encoding, or damaged; save it as UTF-8.";
            return Err(issue(bytes, at, "not-utf-8", &message, hint));
        }
    };
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The text of bytes in any encoding, and the name of an encoding that is not UTF-8.
///
/// # Errors
/// Says that the bytes are not text, or where they stop being one.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), Issue> {
    let issue = match other_encoding(bytes) {
        Some("UTF-16") => return utf_16(bytes),
        _ => match text(bytes) {
            Ok(text) => return Ok((text.into(), None)),
            Err(issue) => issue,
        },
    };
    if issue.code != "not-utf-8" || bytes.iter().copied().any(is_control) {
        return Err(issue);
    }
    let encoding = said_encoding(bytes).unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    });
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors || encoding == encoding_rs::UTF_8 {
        return Err(issue);
    }
    Ok((text, Some(encoding.name())))
}

/// The text of a web page, in the encoding that it says it has unless that is wrong, and the name
/// of an encoding that is not UTF-8.
///
/// # Errors
/// As [`decode`].
pub(super) fn page(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), Issue> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let said = head.split_once("charset=").map(|(_, rest)| {
        let rest = rest.trim_start_matches(['"', '\'']);
        let is_end = |letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter);
        rest.split(is_end).next().unwrap_or_default().to_owned()
    });
    let said = said.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let said = said.filter(|_| std::str::from_utf8(bytes).is_err());
    if let Some(encoding) = said {
        let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
        if !has_errors {
            return Ok((text, Some(encoding.name())));
        }
    }
    decode(bytes)
}

fn utf_16(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), Issue> {
    let is_big = bytes.starts_with(&[0xfe, 0xff]) || bytes.first() == Some(&0);
    let encoding = if is_big {
        encoding_rs::UTF_16BE
    } else {
        encoding_rs::UTF_16LE
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors {
        let message = "the file is UTF-16, and damaged";
        return Err(issue(bytes, 0, "not-utf-8", message, "Save it as UTF-8."));
    }
    Ok((text, Some("UTF-16")))
}

/// The encoding that the declaration of an XML file says.
fn said_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let (_, said) = declaration.split_once("encoding=")?;
    let label = said
        .trim_start_matches(['"', '\''])
        .split(['"', '\''])
        .next()?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}

/// Text in another encoding than UTF-8, and the name of that encoding: UTF-16 with or without a
/// byte order mark, or Windows-1252. `None` if the bytes are neither, or UTF-8.
pub(super) fn other_text(bytes: &[u8]) -> Option<(String, &'static str)> {
    match other_encoding(bytes) {
        Some("UTF-16") => {
            let (text, encoding) = utf_16(bytes).ok()?;
            Some((text.into_owned(), encoding?))
        }
        Some(_) => None,
        None if std::str::from_utf8(bytes).is_ok() || bytes.iter().copied().any(is_control) => None,
        None => {
            let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            Some((text.0.into_owned(), "Windows-1252"))
        }
    }
}

/// Whether bytes are no text in any encoding.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let is_other = std::str::from_utf8(bytes).is_err() && bytes.iter().copied().any(is_control);
    other_encoding(bytes).is_none() && (is_other || bytes.contains(&0))
}

/// Whether a byte is a control character that no text has.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x19 | 0x1b..=0x1f)
}

/// The same text with `\n` instead of a lone `\r`, which ended lines on old Macs; every byte keeps
/// its place.
pub(super) fn with_new_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') || text.contains('\n') {
        return text.into();
    }
    text.replace('\r', "\n").into()
}

/// The encoding that the first bytes show, if it is not UTF-8.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] if *first != 0 && *second != 0 => {
            Some("UTF-16")
        }
        _ => None,
    }
}

fn issue(bytes: &[u8], at: usize, code: &'static str, message: &str, hint: &str) -> Issue {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    Issue {
        severity: Severity::Error,
        code,
        place: Location {
            line: before.matches('\n').count() + 1,
            column: line.trim_start_matches('\u{feff}').chars().count() + 1,
            pointer: String::new(),
        },
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(bytes: &[u8]) -> String {
        text(bytes).unwrap_err().to_string()
    }

    #[test]
    fn other_encodings_are_named() {
        assert!(complaint(b"\xff\xfe{\0}\0").contains("UTF-16"));
        assert!(complaint(b"{\0\"\0a\0").contains("UTF-16"));
        assert!(complaint(b"\xff\xfe\0\0{\0\0\0").contains("UTF-32"));
        assert!(complaint(b"").contains("empty"));
        assert!(complaint(b"\xef\xbb\xbf \n").contains("white space"));
    }

    #[test]
    fn text_in_other_encodings_is_read() {
        let utf_16 = |bytes: &[u8]| other_text(bytes).map(|(text, _)| text);
        assert_eq!(utf_16(b"\xff\xfea\0\xe9\0").as_deref(), Some("aé"));
        assert_eq!(utf_16(b"\xfe\xff\0a\xd8\x3d\xde\0").as_deref(), Some("a😀"));
        assert_eq!(utf_16(b"a\0b\0").as_deref(), Some("ab"));
        assert_eq!(utf_16(b"\0a\0b").as_deref(), Some("ab"));
        assert_eq!(utf_16(b"\xff\xfea\0b"), None);
        assert_eq!(utf_16(b"\xff\xfe\x3d\xd8"), None);
        assert_eq!(
            other_text(b"C\xf4te \x93x\x94"),
            Some(("Côte “x”".to_owned(), "Windows-1252"))
        );
        assert_eq!(utf_16(b"\x89PNG\0\x01"), None);
        assert_eq!(utf_16("é".as_bytes()), None);
    }

    #[test]
    fn a_stray_byte_has_a_place() {
        assert!(complaint(b"{\n\"\xc3\xa9\xe9").starts_with("2:3: error: byte 5 (0xe9)"));
    }

    #[test]
    fn the_byte_order_mark_is_taken_off() {
        assert_eq!(text(b"\xef\xbb\xbf{}").unwrap(), "{}");
    }
}
