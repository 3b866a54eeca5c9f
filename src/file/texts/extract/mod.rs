//! The readable text of a file that the user adds as a source: one row of [`TEXT_FORMATS`] a
//! format. What the file says about itself (title, authors, date) comes along as a citation to
//! start from.

mod extracted;
mod html;
mod office;
#[cfg(feature = "pdf")]
mod paragraphs;
#[cfg(feature = "pdf")]
mod pdf;

use self::extracted::Extracted;
use super::saved_text::SavedText;

/// A format that texts are taken from.
pub struct TextFormat {
    /// What it is called.
    pub name: &'static str,
    /// The endings of its files.
    pub extensions: &'static [&'static str],
    /// Whether the first bytes of a file with this ending are of this format.
    is: fn(&[u8], &str) -> bool,
    /// The text of its bytes.
    read: fn(&[u8]) -> Result<Extracted, String>,
}

/// All formats; the first that fits reads a file, and a file that no row fits is plain text.
pub static TEXT_FORMATS: &[TextFormat] = &[
    TextFormat {
        name: "PDF",
        extensions: &["pdf"],
        is: |bytes, _| {
            bytes[..bytes.len().min(1024)]
                .windows(5)
                .any(|five| five == b"%PDF-")
        },
        read: read_pdf,
    },
    TextFormat {
        name: "Word",
        extensions: &["docx"],
        is: |bytes, ending| bytes.starts_with(b"PK") && ending != "odt",
        read: office::docx,
    },
    TextFormat {
        name: "OpenDocument",
        extensions: &["odt"],
        is: |bytes, _| bytes.starts_with(b"PK"),
        read: office::odt,
    },
    TextFormat {
        name: "web page",
        extensions: &["html", "htm", "xhtml"],
        is: html::is_html,
        read: html::read,
    },
];

/// Formats that people have texts in and that are not read, by how their files begin, with what to
/// do.
const REFUSED: [(&[u8], &str); 5] = [
    (
        b"\xd0\xcf\x11\xe0",
        "it is a Word file from before 2007; save it as .docx",
    ),
    (b"{\\rtf", "it is RTF; save it as .docx or .txt"),
    (b"%!PS", "it is PostScript; save it as PDF"),
    (
        b"\x89PNG",
        "it is a picture; take the text out of it by OCR",
    ),
    (
        b"\xff\xd8\xff",
        "it is a picture; take the text out of it by OCR",
    ),
];

/// The text of a file with this name, or `None` if it should be plain text.
///
/// # Errors
/// Says why there is no text in it, and what to do.
pub(super) fn read(bytes: &[u8], name: &str) -> Option<Result<SavedText, String>> {
    let refused = REFUSED.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, message)) = refused {
        return Some(Err((*message).to_owned()));
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_lowercase();
    let format = TEXT_FORMATS.iter().find(|one| (one.is)(bytes, &ending))?;
    Some((format.read)(bytes).and_then(|found| {
        if found.words.trim().is_empty() {
            return Err(format!("there is no text in this {} file", format.name));
        }
        Ok(found.saved(name, format.name))
    }))
}

#[cfg(feature = "pdf")]
use pdf::read as read_pdf;

#[cfg(not(feature = "pdf"))]
fn read_pdf(_: &[u8]) -> Result<Extracted, String> {
    let message =
        "this Frenemy was built without PDF; copy the text from a PDF reader, and paste it";
    Err(message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_how_the_file_begins() {
        let format = |bytes: &[u8], name: &str| {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let found = TEXT_FORMATS.iter().find(|one| (one.is)(bytes, ending));
            found.map(|format| format.name)
        };
        assert_eq!(format(b"%PDF-1.7", "report.txt"), Some("PDF"));
        assert_eq!(format(b"PK\x03\x04", "report.docx"), Some("Word"));
        assert_eq!(format(b"PK\x03\x04", "report.odt"), Some("OpenDocument"));
        assert_eq!(
            format(b"\xef\xbb\xbf <!DOCTYPE html>", "page"),
            Some("web page")
        );
        assert_eq!(format(b"<p>a part of a page", "page.htm"), Some("web page"));
        assert_eq!(format(b"Words.", "report.txt"), None);
    }

    #[test]
    fn the_text_says_where_it_was_taken_from() {
        let page =
            b"<html><head><title>Grain</title></head><body><p>Words of the page.</p></body></html>";
        let taken = read(page, "grain.html").unwrap().unwrap();
        assert_eq!(
            taken.origin.as_deref(),
            Some("Text taken from grain.html (web page)")
        );
        assert_eq!(taken.citation.unwrap().title.as_deref(), Some("Grain"));
    }

    #[test]
    fn formats_that_are_not_read_are_named_with_what_to_do() {
        for (bytes, expected) in [
            (&b"\xd0\xcf\x11\xe0\xa1\xb1"[..], "save it as .docx"),
            (b"{\\rtf1", "save it as .docx"),
            (b"\x89PNG\r\n", "OCR"),
        ] {
            let refused = read(bytes, "text").unwrap().unwrap_err();
            assert!(refused.contains(expected), "{refused}");
        }
        let empty = read(b"<html><body></body></html>", "a.html")
            .unwrap()
            .unwrap_err();
        assert!(empty.contains("no"), "{empty}");
    }
}
