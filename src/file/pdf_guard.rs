//! Whether the streams of a PDF unpack to more than a file of its size should: the crate that reads
//! PDF unpacks whatever a stream says. Keeps nothing of what it unpacks, and reads no text.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::object::{Object, Stream};
use hayro_syntax::{Filter, Pdf};

use super::pdf_streams::{self, Packing};
use crate::limits::{PDF_BYTES, PDF_ENCRYPTED_BYTES, PDF_STREAM_BYTES, PDF_STREAM_FACTOR};

/// How often a stream may be packed, one time in the other.
const MAX_LAYERS: usize = 3;

/// A layer with fewer bytes is chance: other bytes can begin like packed ones.
const MIN_LAYER_BYTES: u64 = 1 << 16;

/// Checks the streams of a file as they are in it, before its tables are read: the tables can be in
/// any of them. Returns the file without the packings of its pictures, which nothing needs, so that
/// none is decoded. O(what the streams unpack to, as far as it is allowed).
///
/// # Errors
/// Says that the file unpacks to too much, or is packed in a way that no program writes.
pub(crate) fn checked(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut budget = StreamBudget::new();
    let mut file = bytes.to_vec();
    let is_encrypted = pdf_streams::is_encrypted(bytes);
    for stream in pdf_streams::streams(bytes) {
        if stream.has_reference {
            return Err(PDF_STREAM_BYTES.message(stream.length));
        }
        if stream.is_picture {
            for name in stream.names {
                file[name].fill(b'-');
            }
            continue;
        }
        if is_encrypted && stream.length > PDF_ENCRYPTED_BYTES.count() {
            return Err(PDF_ENCRYPTED_BYTES.message(stream.length));
        }
        let data = &bytes[stream.start..];
        budget.take_flate(data, stream.length)?;
        budget.take_packed(&stream.packings, &data[..stream.length])?;
    }
    Ok(file)
}

/// Checks the streams that only the tables of the file tell how to unpack.
///
/// # Errors
/// Says that the file unpacks to too much.
pub(crate) fn check_streams(pdf: &Pdf) -> Result<(), String> {
    let mut budget = StreamBudget::new();
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            budget.take_stream(&stream)?;
        }
    }
    Ok(())
}

/// What may still be unpacked.
struct StreamBudget {
    left: u64,
}

impl StreamBudget {
    fn new() -> Self {
        Self {
            left: PDF_BYTES.max,
        }
    }

    fn take(&mut self, unpacked: u64, packed: usize) -> Result<(), String> {
        if unpacked > max_of_stream(packed) {
            return Err(PDF_STREAM_BYTES.message(unpacked));
        }
        let left = self.left.checked_sub(unpacked);
        self.left = left.ok_or_else(|| PDF_BYTES.message(PDF_BYTES.max))?;
        Ok(())
    }

    /// Takes a stream that may be packed with Flate, also several times. Its length is where its
    /// end seems to be; a stream can contain the word.
    fn take_flate(&mut self, data: &[u8], length: usize) -> Result<(), String> {
        for layers in 1..=MAX_LAYERS + 1 {
            let mut input = data;
            let count = count(&mut unpacked(&mut input, layers), max_of_stream(length));
            // What is read costs time as well.
            self.left = self.left.saturating_sub((data.len() - input.len()) as u64);
            if layers > MAX_LAYERS && count > MIN_LAYER_BYTES {
                return Err(PDF_STREAM_BYTES.message(count));
            }
            self.take(count, length)?;
            if count < MIN_LAYER_BYTES {
                break;
            }
        }
        Ok(())
    }

    fn take_stream(&mut self, stream: &Stream<'_>) -> Result<(), String> {
        let packing = |filter: &Filter| match filter {
            Filter::FlateDecode => Some(Packing::Flate),
            Filter::LzwDecode => Some(Packing::Lzw),
            Filter::RunLengthDecode => Some(Packing::RunLength),
            Filter::AsciiHexDecode => Some(Packing::Hex),
            Filter::Ascii85Decode => Some(Packing::Base85),
            Filter::CcittFaxDecode
            | Filter::DctDecode
            | Filter::Jbig2Decode
            | Filter::JpxDecode => Some(Packing::Picture),
            Filter::Crypt => None,
        };
        let packings: Vec<_> = stream.filters().iter().filter_map(packing).collect();
        self.take_packed(&packings, &stream.raw_data())
    }

    /// Takes a stream that is packed in these ways, one after another.
    fn take_packed(&mut self, packings: &[Packing], data: &[u8]) -> Result<(), String> {
        let is_dense = |packing: &&Packing| {
            matches!(packing, Packing::Flate | Packing::Lzw | Packing::RunLength)
        };
        let layers = packings.iter().filter(is_dense).count();
        if layers > 1 || packings.contains(&Packing::Picture) {
            return Err(PDF_STREAM_BYTES.message(layers));
        }
        let length = data.len();
        let mut data = std::borrow::Cow::Borrowed(data);
        for packing in packings {
            match packing {
                Packing::Hex => data = from_hex(&data).into(),
                Packing::Base85 => data = from_base_85(&data).into(),
                Packing::Lzw => return self.take(lzw_length(&data), length),
                Packing::Flate => return self.take_flate(&data, length),
                Packing::RunLength | Packing::Picture => return Ok(()),
            }
        }
        Ok(())
    }
}

fn max_of_stream(packed: usize) -> u64 {
    PDF_STREAM_BYTES.max + PDF_STREAM_FACTOR.max * packed as u64
}

/// What is in this many layers of zlib, or of Deflate without a head.
fn unpacked<'d>(data: &'d mut &[u8], layers: usize) -> Box<dyn Read + 'd> {
    let mut reader: Box<dyn BufRead + 'd> = Box::new(data);
    for _ in 0..layers {
        let head = reader.fill_buf().unwrap_or_default();
        let head = [0, 1].map(|at| head.get(at).copied().unwrap_or_default());
        let is_zlib = head[0] & 0x0f == 8 && u16::from_be_bytes(head).is_multiple_of(31);
        reader = if is_zlib {
            Box::new(BufReader::new(ZlibDecoder::new(reader)))
        } else {
            Box::new(BufReader::new(DeflateDecoder::new(reader)))
        };
    }
    Box::new(reader)
}

/// How many bytes can be read, as far as they are allowed.
fn count(reader: &mut dyn Read, max: u64) -> u64 {
    let mut buffer = vec![0; 1 << 16];
    let mut count = 0;
    while count <= max
        && let Ok(read @ 1..) = reader.read(&mut buffer)
    {
        count += read as u64;
    }
    count
}

/// How long a text becomes that is packed by the method of Lempel, Ziv and Welch, with codes of 9
/// to 12 bits. O(codes).
fn lzw_length(data: &[u8]) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const MAX_CODES: usize = 4096;
    let mut lengths: Vec<u64> = vec![1; END + 1];
    let (mut sum, mut width, mut previous) = (0, 9, None);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in data {
        bits = (bits << 8 | u32::from(*byte)) & 0xff_ffff;
        count += 8;
        if count < width {
            continue;
        }
        count -= width;
        let code = (bits >> count) as usize & ((1 << width) - 1);
        match (code, previous) {
            (END, _) => break,
            (CLEAR, _) => {
                lengths.truncate(END + 1);
                (width, previous) = (9, None);
                continue;
            }
            (_, Some(length)) if lengths.len() < MAX_CODES => lengths.push(length + 1),
            _ => {}
        }
        let length = lengths.get(code).copied().unwrap_or(1);
        sum += length;
        previous = Some(length);
        width = match lengths.len() + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    sum
}

fn from_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>');
    let digits = digits.filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let byte = |pair: &[u32]| (pair[0] << 4 | pair.get(1).copied().unwrap_or(0)) as u8;
    digits.chunks(2).map(byte).collect()
}

fn from_base_85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut group = Vec::new();
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            bytes.extend(of_digits(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        bytes.extend(&of_digits(&group)[..kept]);
    }
    bytes
}

fn of_digits(digits: &[u32]) -> [u8; 4] {
    let add = |sum: u32, digit: &u32| sum.wrapping_mul(85).wrapping_add(*digit);
    digits.iter().fold(0, add).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A PDF of one page with a stream for its content.
    fn pdf(filter: &str, content: &[u8]) -> Vec<u8> {
        let length = content.len();
        let mut out = format!(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
             2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
             3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n\
             4 0 obj\n<</Length {length}/Filter{filter}>>\nstream\n"
        )
        .into_bytes();
        out.extend(content);
        out.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%EOF\n");
        out
    }

    fn checked_whole(file: &[u8]) -> Result<(), String> {
        check_streams(&Pdf::new(checked(file)?).unwrap())
    }

    #[test]
    fn streams_that_unpack_to_far_more_than_their_size_are_refused() {
        let spaces = vec![b' '; 300_000_000];
        let once = packed(&spaces);
        let twice = packed(&once);
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap();
        let hex: String = twice
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect();
        let hidden = "[/ASCIIHexDecode /Fl#61teDecode /FlateDecode]";
        for (filter, content) in [
            ("/FlateDecode", once.as_slice()),
            ("[/FlateDecode /FlateDecode]", &twice),
            ("[/FlateDecode /FlateDecode]", &once[2..]),
            (hidden, hex.as_bytes()),
        ] {
            let refused = checked_whole(&pdf(filter, content)).unwrap_err();
            assert!(refused.contains("unpack"), "{filter}: {refused}");
        }
        let many = pdf("/FlateDecode", &packed(&spaces[..60_000_000])).repeat(20);
        assert!(checked(&many).unwrap_err().contains("unpack"));
    }

    #[test]
    fn tables_are_refused_before_they_are_unpacked() {
        let once = packed(&vec![b' '; 300_000_000]);
        let digits = b"0123456789abcdef";
        let hex = once
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15].map(|half| digits[usize::from(half)]))
            .collect::<Vec<u8>>();
        // Each code is one letter longer than the last one, with codes of 12 bits at the end.
        let lzw = vec![0xff; 3_000_000];
        for (filter, content) in [
            (
                "[/ASCIIHexDecode/FlateDecode]/Type/ObjStm/N 1/First 9",
                &hex[..],
            ),
            ("/CCITTFaxDecode/Type/ObjStm/N 1/First 9", b"\0"),
            ("/J#50XDecode", b"\0"),
            (" 5 0 R", once.as_slice()),
            ("[/Fl 5 0 R]", &once),
        ] {
            let refused = checked(&pdf(filter, content)).unwrap_err();
            assert!(refused.contains("unpack"), "{filter}: {refused}");
        }
        assert!(checked(&pdf("/LZWDecode", &lzw)).is_ok());
        let mut locked = pdf("/FlateDecode", &vec![b'x'; PDF_ENCRYPTED_BYTES.count() + 1]);
        assert!(checked(&locked).is_ok());
        locked.extend(b"trailer<</Encrypt 9 0 R>>");
        assert!(checked(&locked).unwrap_err().contains("encrypted"));
    }

    #[test]
    fn pictures_are_never_decoded() {
        let file = pdf(
            "[/Fl/DCTDecode]/Subtype/Image",
            &packed(&vec![b' '; 300_000_000]),
        );
        let kept = checked(&file).unwrap();
        assert_eq!(kept.len(), file.len());
        let pdf = Pdf::new(kept).unwrap();
        check_streams(&pdf).unwrap();
        for object in pdf.objects() {
            if let Object::Stream(stream) = object {
                assert!(stream.filters().is_empty());
            }
        }
    }

    #[test]
    fn usual_streams_are_read_however_they_are_packed() {
        let text = b"BT /F 9 Tf (words) Tj ET ".repeat(400);
        assert_eq!(checked_whole(&pdf("/FlateDecode", &packed(&text))), Ok(()));
        assert_eq!(
            checked_whole(&pdf("/LZWDecode", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")),
            Ok(())
        );
        let filters = "[/ASCII85Decode /FlateDecode]";
        assert_eq!(checked_whole(&pdf(filters, b"GhVa~>")), Ok(()));
    }

    #[test]
    fn lengths_and_digits_are_those_of_the_standard() {
        // The example of the standard: 45 45 45 45 45 65 45 45 45 66.
        assert_eq!(lzw_length(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"), 10);
        assert_eq!(from_hex(b"48 65 6C 7>"), b"Help");
        assert_eq!(from_base_85(b"87cURD]j7BEbo80~>"), b"Hello world!");
        assert_eq!(from_base_85(b"z87~>"), b"\0\0\0\0H");
    }
}
