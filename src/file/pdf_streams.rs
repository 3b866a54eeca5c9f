//! The streams of a PDF as they are in the file, before any of its tables is read: what the
//! dictionaries in front of them say of their packing. Unpacks nothing.

use std::ops::Range;

/// A packing of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Flate,
    Lzw,
    RunLength,
    Hex,
    Base85,
    /// The coding of a picture.
    Picture,
}

/// The names of packings, whole and short.
const PACKINGS: [(&[u8], Packing); 16] = [
    (b"FlateDecode", Packing::Flate),
    (b"Fl", Packing::Flate),
    (b"LZWDecode", Packing::Lzw),
    (b"LZW", Packing::Lzw),
    (b"RunLengthDecode", Packing::RunLength),
    (b"RL", Packing::RunLength),
    (b"ASCIIHexDecode", Packing::Hex),
    (b"AHx", Packing::Hex),
    (b"ASCII85Decode", Packing::Base85),
    (b"A85", Packing::Base85),
    (b"CCITTFaxDecode", Packing::Picture),
    (b"CCF", Packing::Picture),
    (b"DCTDecode", Packing::Picture),
    (b"DCT", Packing::Picture),
    (b"JPXDecode", Packing::Picture),
    (b"JBIG2Decode", Packing::Picture),
];

/// A stream with what its dictionary says.
#[derive(Debug, Default)]
pub(super) struct PdfStream {
    /// Where its bytes begin.
    pub(super) start: usize,
    /// Its bytes, up to where its end seems to be: a stream can contain the word.
    pub(super) length: usize,
    pub(super) packings: Vec<Packing>,
    /// Where the names of the packings are.
    pub(super) names: Vec<Range<usize>>,
    pub(super) is_picture: bool,
    /// Whether another object names the packings.
    pub(super) has_reference: bool,
}

/// The word before the data of a stream, which is also at the end of the word behind it.
const STREAM: &[u8] = b"stream";

/// All streams of a file, in order. O(bytes).
pub(super) fn streams(bytes: &[u8]) -> Vec<PdfStream> {
    let mut streams: Vec<PdfStream> = Vec::new();
    let mut behind = 0;
    while let Some(at) = find(&bytes[behind..], STREAM).map(|at| behind + at) {
        let last = behind;
        behind = at + STREAM.len();
        if let Some(open) = streams.last_mut().filter(|open| open.length == usize::MAX) {
            open.length = at.saturating_sub(open.start);
        }
        if bytes[last..at].ends_with(b"end") {
            continue;
        }
        let dict = dict_before(bytes, last..at);
        let data = &bytes[behind..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let mut stream = packing_of(bytes, dict);
        stream.start = bytes.len() - data.len();
        stream.length = usize::MAX;
        streams.push(stream);
    }
    if let Some(open) = streams.last_mut().filter(|open| open.length == usize::MAX) {
        open.length = bytes.len() - open.start;
    }
    streams
}

/// Whether the file says that it is encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    let mut names = slashes.map(|(at, _)| name_at(bytes, at).1);
    names.any(|name| name == b"Encrypt")
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// The part behind the last `obj`.
fn dict_before(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let part = &bytes[range.clone()];
    let last = part.windows(3).rposition(|window| window == b"obj");
    range.start + last.map_or(0, |at| at + 3)..range.end
}

/// The name at a slash: where it ends, and its bytes. A sign can be written as two digits.
fn name_at(bytes: &[u8], slash: usize) -> (usize, Vec<u8>) {
    /// No name that matters is longer.
    const MAX_NAME: usize = 40;
    let is_end = |byte: u8| byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(&byte);
    let mut name = Vec::new();
    let mut at = slash + 1;
    while let Some(byte) = bytes.get(at).copied().filter(|byte| !is_end(*byte))
        && name.len() < MAX_NAME
    {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|two| std::str::from_utf8(two).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let (byte, length) = match escaped.filter(|_| byte == b'#') {
            Some(escaped) => (escaped, 3),
            None => (byte, 1),
        };
        name.push(byte);
        at += length;
    }
    (at, name)
}

/// What a dictionary says of the packing of its stream. What dictionaries in it say is about other
/// things.
fn packing_of(bytes: &[u8], dict: Range<usize>) -> PdfStream {
    let mut stream = PdfStream::default();
    let mut at = dict.start;
    let (mut depth, mut is_subtype) = (0_usize, false);
    while at < dict.end {
        let is_double = bytes.get(at + 1) == bytes.get(at);
        match bytes[at] {
            b'<' if is_double => {
                depth += 1;
                at += 2;
            }
            b'>' if is_double => {
                depth = depth.saturating_sub(1);
                at += 2;
            }
            b'(' => at = end_of_text(bytes, at..dict.end),
            b'/' => {
                let (end, name) = name_at(bytes, at);
                at = end;
                if depth > 1 {
                    continue;
                }
                stream.is_picture |= is_subtype && name == b"Image";
                is_subtype = name == b"Subtype";
                if name == b"Filter" || name == b"F" {
                    at = read_packings(bytes, at..dict.end, &mut stream);
                }
            }
            _ => at += 1,
        }
    }
    stream
}

/// The place behind a text in parentheses.
fn end_of_text(bytes: &[u8], range: Range<usize>) -> usize {
    let (mut at, mut depth) = (range.start, 0_usize);
    while at < range.end {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth <= 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    range.end
}

/// Reads a name or a list of names; returns where it ends.
fn read_packings(bytes: &[u8], range: Range<usize>, stream: &mut PdfStream) -> usize {
    let mut at = range.start;
    let mut is_list = false;
    while at < range.end {
        match bytes[at] {
            b'/' => {
                let (end, name) = name_at(bytes, at);
                let known = PACKINGS.iter().find(|(known, _)| *known == name);
                if let Some((_, packing)) = known {
                    stream.packings.push(*packing);
                    stream.names.push(at + 1..end);
                }
                at = end;
                if !is_list {
                    return at;
                }
            }
            b'[' => {
                is_list = true;
                at += 1;
            }
            b'%' => {
                let line = bytes[at..range.end].iter();
                at += line.take_while(|byte| !b"\r\n".contains(byte)).count();
            }
            byte if byte.is_ascii_whitespace() || byte == 0 => at += 1,
            byte if byte.is_ascii_digit() => {
                stream.has_reference = true;
                at += 1;
                if !is_list {
                    return at;
                }
            }
            b']' => return at + 1,
            _ if is_list => at += 1,
            // The place of another file, in quotes or as a dictionary.
            _ => return at,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(dict: &str) -> PdfStream {
        let file = format!("1 0 obj\n{dict}\nstream\r\nwords\nendstream\nendobj\n");
        let mut found = streams(file.as_bytes());
        assert_eq!(found.len(), 1);
        let stream = found.remove(0);
        assert_eq!(&file[stream.start..stream.start + 5], "words");
        assert_eq!(stream.length, "words\nend".len());
        stream
    }

    #[test]
    fn packings_are_found_however_they_are_written() {
        use Packing::{Base85, Flate, Lzw, Picture};
        for (dict, packings) in [
            ("<</Filter/FlateDecode/Length 5>>", &[Flate][..]),
            (
                "<< /Length 5 /Filter [ /A85 % a comment\n /Fl ] >>",
                &[Base85, Flate],
            ),
            ("<</Fil#74er/L#5aWDecode>>", &[Lzw]),
            ("<</F/JPXDecode>>", &[Picture]),
            ("<</F(a file)/Length 5>>", &[]),
            ("<</DecodeParms<</Predictor 12>>/Length 5>>", &[]),
            (
                "<</Resources<</Font<</F 3 0 R>>>>/A(\\) /Filter 7 0 R)/B <aa>/F#69lter/Fl>>",
                &[Flate],
            ),
            (
                "<</Resources<</Font<</F 3 0 R>>>>/A((\\)) >>)/Filter/Fl>>",
                &[Flate],
            ),
        ] {
            let stream = only(dict);
            assert_eq!(stream.packings, packings, "{dict}");
            assert!(!stream.has_reference && !stream.is_picture, "{dict}");
        }
        assert!(only("<</Filter 7 0 R>>").has_reference);
        assert!(only("<</Filter[7 0 R]>>").has_reference);
        assert!(only("<</Subtype /Image/Filter/DCTDecode>>").is_picture);
    }

    #[test]
    fn an_encrypted_file_is_known_by_its_trailer() {
        assert!(is_encrypted(b"trailer<</Encrypt 3 0 R>>"));
        assert!(is_encrypted(b"<</#45ncrypt<</V 4>>>>"));
        assert!(!is_encrypted(b"<</EncryptMetadata false>> /"));
    }
}
