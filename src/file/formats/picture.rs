//! Pictures that keep the file they were drawn from: PNG in a chunk of our own, SVG in its
//! metadata, PDF as an attachment. Earlier versions kept it in an iTXt chunk of the PNG, which is
//! still read.
//!
//! Accepts any bytes; sizes that they claim are not trusted.

use std::io::Read as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::read::ZlibDecoder;

#[cfg(feature = "pdf")]
use super::pdf_attachment;
use super::png_chunks::{InternationalText, PNG_START, PngChunks};
use super::svg_metadata::MetadataElement;
use crate::limits::{UNPACKED_BYTES, UNPACKED_FACTOR};

/// The extensions of such pictures, without the dot.
pub const EXTENSIONS: &[&str] = &["png", "svg", "pdf"];

/// The keyword of the PNG chunk of earlier versions, and the id of the SVG element.
const KEYWORD: &str = "frenemy";

/// The type of the PNG chunk: ancillary (readers may ignore it), private, and safe to copy with
/// changed pixels. Text chunks of more than a megabyte make common readers refuse a picture.
pub const PNG_CHUNK: [u8; 4] = *b"frNt";

/// What the data of the chunk begins with, before the file in zlib: others may use the same type.
pub const PNG_CHUNK_START: &[u8] = b"frenemy\0";

/// The value of `data-encoding` of SVG metadata that is compressed.
pub const PACKED: &str = "zlib-base64";

/// The native file that a picture keeps; `None` for a picture without one, and for bytes that are
/// not a picture.
///
/// # Errors
/// Says what is wrong with a picture that should keep a file that cannot be read.
pub fn embedded(bytes: &[u8]) -> Result<Option<String>, String> {
    if bytes.starts_with(PNG_START) {
        return in_png(bytes);
    }
    #[cfg(feature = "pdf")]
    if bytes.starts_with(b"%PDF-") {
        return in_pdf(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if is_svg(text) => in_svg(text),
        _ => Ok(None),
    }
}

/// The file in the chunk of our own, or in the text chunk of earlier versions.
fn in_png(bytes: &[u8]) -> Result<Option<String>, String> {
    let max = max_unpacked(bytes.len());
    let mut kept = None;
    let mut is_whole = false;
    for chunk in PngChunks::of(bytes) {
        let own = (chunk.kind == PNG_CHUNK).then_some(chunk.data);
        if let Some(packed) = own.and_then(|data| data.strip_prefix(PNG_CHUNK_START)) {
            kept = Some(unpacked(packed, max));
            break;
        }
        if let Some(chunk) = InternationalText::of(&chunk)
            && chunk.keyword == KEYWORD.as_bytes()
            && kept.is_none()
        {
            kept = Some(if chunk.is_packed {
                unpacked(chunk.text, max)
            } else {
                String::from_utf8(chunk.text.to_vec()).map_err(|error| error.to_string())
            });
        }
        is_whole = chunk.kind == *b"IEND";
        if is_whole {
            break;
        }
    }
    if kept.is_none() && !is_whole {
        return Err("this PNG is damaged: it has no end".to_owned());
    }
    let kept = kept.transpose();
    kept.map_err(|reason| format!("the file kept in this PNG cannot be unpacked: {reason}"))
}

#[cfg(feature = "pdf")]
fn in_pdf(bytes: &[u8]) -> Result<Option<String>, String> {
    let packed = pdf_attachment::packed(bytes)
        .map_err(|reason| format!("this PDF is not searched for a network: {reason}"))?;
    let text = packed.map(|packed| unpacked(&packed, max_unpacked(packed.len())));
    let text = text.transpose();
    text.map_err(|reason| format!("the file attached to this PDF cannot be unpacked: {reason}"))
}

/// How many bytes this many packed bytes may unpack to.
fn max_unpacked(packed: usize) -> usize {
    UNPACKED_BYTES.count() + UNPACKED_FACTOR.count() * packed
}

fn is_svg(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<') && text.contains("<svg")
}

fn in_svg(text: &str) -> Result<Option<String>, String> {
    let Some(element) = MetadataElement::find(text, KEYWORD) else {
        return Ok(None);
    };
    let Some((content, _)) = element.rest.split_once("</metadata>") else {
        return Err("the metadata of this SVG has no end: the file is incomplete".into());
    };
    match element.attribute("data-encoding") {
        Some(PACKED) => in_base64(content).map(Some),
        _ => unescaped(content).map(Some),
    }
}

/// Text from zlib in Base64; a text longer than [`max_unpacked`] is refused.
fn in_base64(content: &str) -> Result<String, String> {
    let letters: String = content.split_whitespace().collect();
    let bytes = BASE64_STANDARD.decode(letters);
    let text = bytes
        .map_err(|error| error.to_string())
        .and_then(|bytes| unpacked(&bytes, max_unpacked(bytes.len())));
    text.map_err(|reason| format!("the file inside this SVG cannot be unpacked: {reason}"))
}

/// Text from zlib, of at most `max` bytes.
fn unpacked(bytes: &[u8], max: usize) -> Result<String, String> {
    let mut text = String::new();
    let mut reader = ZlibDecoder::new(bytes).take(max as u64 + 1);
    reader
        .read_to_string(&mut text)
        .map_err(|error| error.to_string())?;
    if text.len() > max {
        return Err(UNPACKED_BYTES.message(max));
    }
    Ok(text)
}

/// XML character data as text.
fn unescaped(content: &str) -> Result<String, String> {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let (inside, after) = after
                .split_once("]]>")
                .ok_or("a CDATA section in this SVG has no end")?;
            out.push_str(inside);
            rest = after;
        } else if rest.starts_with('<') {
            return Err(
                "the metadata of this SVG was rewritten by another program and contains markup"
                    .into(),
            );
        } else {
            let (name, after) = rest[1..]
                .split_once(';')
                .filter(|(name, _)| name.len() <= 12)
                .ok_or("the metadata of this SVG contains an unescaped “&”")?;
            out.push(
                entity(name)
                    .ok_or_else(|| format!("this SVG contains an unknown entity, “&{name};”"))?,
            );
            rest = after;
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The character of an entity.
fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_file_is_unpacked_and_damage_is_an_error() {
        let svg = |content: &str| {
            format!(
                "<svg><metadata id=\"frenemy\" data-encoding=\"{PACKED}\">{content}</metadata></svg>"
            )
        };
        // {"a":1}, packed.
        let read = embedded(svg("eJyrVkpUsjKsBQAIKgIJ").as_bytes());
        assert_eq!(read, Ok(Some(r#"{"a":1}"#.to_owned())));
        for broken in ["eJyrVkpUsjKs", "####", ""] {
            let error = embedded(svg(broken).as_bytes()).unwrap_err();
            assert!(error.contains("cannot be unpacked"), "{error}");
        }
    }

    /// A picture of one pixel, with what `add` writes into it.
    fn png(add: impl Fn(&mut png::Writer<&mut Vec<u8>>)) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = png::Encoder::new(&mut bytes, 1, 1).write_header().unwrap();
        add(&mut writer);
        writer.write_image_data(&[0]).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn a_png_keeps_its_file_in_a_private_chunk_that_readers_may_ignore() {
        let [ancillary, private, reserved, safe_to_copy] = PNG_CHUNK;
        assert!(ancillary.is_ascii_lowercase() && private.is_ascii_lowercase());
        assert!(reserved.is_ascii_uppercase() && safe_to_copy.is_ascii_lowercase());
        let kept = |data: &[u8]| {
            let picture = png(|writer| {
                let other = png::chunk::ChunkType(PNG_CHUNK);
                writer.write_chunk(other, b"of another program").unwrap();
                writer.write_chunk(other, data).unwrap();
            });
            embedded(&picture)
        };
        let packed = BASE64_STANDARD.decode("eJyrVkpUsjKsBQAIKgIJ").unwrap();
        let read = kept(&[PNG_CHUNK_START, &packed].concat());
        assert_eq!(read, Ok(Some(r#"{"a":1}"#.to_owned())));
        let damaged = kept(&[PNG_CHUNK_START, &packed[..9]].concat()).unwrap_err();
        assert!(damaged.contains("cannot be unpacked"), "{damaged}");
        assert_eq!(kept(b"frenem"), Ok(None));
    }

    #[test]
    fn a_png_of_an_earlier_version_keeps_its_file_in_a_text_chunk() {
        for compressed in [true, false] {
            let picture = png(|writer| {
                let mut chunk = png::text_metadata::ITXtChunk::new(KEYWORD, r#"{"a":1}"#);
                chunk.compressed = compressed;
                writer.write_text_chunk(&chunk).unwrap();
            });
            assert_eq!(embedded(&picture), Ok(Some(r#"{"a":1}"#.to_owned())));
        }
    }

    #[test]
    fn no_picture_keeps_nothing() {
        for bytes in [&b""[..], b"{}", b"\xff\xfe", b"<html></html>", b"GIF89a"] {
            assert_eq!(embedded(bytes), Ok(None));
        }
    }

    #[test]
    fn an_svg_of_another_program_keeps_nothing() {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata id='other'>x</metadata></svg>";
        assert_eq!(embedded(svg.as_bytes()), Ok(None));
    }

    #[test]
    fn metadata_is_read_however_it_is_quoted() {
        for metadata in [
            "<metadata id=\"frenemy\">{&quot;a&quot;: &#34;&lt;&#x26;&gt;&quot;}</metadata>",
            "<metadata x='1' id='frenemy' ><![CDATA[{\"a\": \"<&>\"}]]></metadata>",
        ] {
            let svg = format!("\u{feff}<?xml version=\"1.0\"?><svg>{metadata}</svg>");
            assert_eq!(
                embedded(svg.as_bytes()),
                Ok(Some("{\"a\": \"<&>\"}".into()))
            );
        }
    }

    #[test]
    fn messages_about_damage_say_what_is_wrong() {
        let cut = embedded(b"<svg><metadata id=\"frenemy\">{").unwrap_err();
        assert!(cut.contains("incomplete"), "{cut}");
        let bare = embedded(b"<svg><metadata id=\"frenemy\">&nope;</metadata></svg>").unwrap_err();
        assert!(bare.contains("&nope;"), "{bare}");
        let png = embedded(b"\x89PNG\r\n\x1a\nnonsense").unwrap_err();
        assert!(png.contains("damaged"), "{png}");
    }
}
