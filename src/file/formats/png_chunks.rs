//! The chunks of a PNG picture, as they are in the file. Unpacks nothing and decodes no pixel, so
//! that no other chunk can do harm.

/// The first bytes of every PNG.
pub(super) const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A chunk: its type, and its data.
pub(super) struct PngChunk<'b> {
    pub(super) kind: [u8; 4],
    pub(super) data: &'b [u8],
}

/// The chunks of a PNG, up to its end or to where it is damaged.
pub(super) struct PngChunks<'b> {
    rest: &'b [u8],
}

impl<'b> PngChunks<'b> {
    /// The chunks of these bytes; none if they are no PNG.
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        let rest = bytes.strip_prefix(PNG_START).unwrap_or_default();
        Self { rest }
    }
}

impl<'b> Iterator for PngChunks<'b> {
    type Item = PngChunk<'b>;

    fn next(&mut self) -> Option<PngChunk<'b>> {
        let (length, after) = self.rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let data = after.get(..length)?;
        // Four bytes of checksum follow; a zlib stream has its own.
        self.rest = after.get(length + 4..).unwrap_or_default();
        Some(PngChunk { kind: *kind, data })
    }
}

/// The text of an iTXt chunk, which may be packed with zlib.
pub(super) struct InternationalText<'b> {
    pub(super) keyword: &'b [u8],
    pub(super) is_packed: bool,
    pub(super) text: &'b [u8],
}

impl<'b> InternationalText<'b> {
    /// The text of a chunk; `None` if it is not of this type, or is broken.
    pub(super) fn of(chunk: &PngChunk<'b>) -> Option<Self> {
        if chunk.kind != *b"iTXt" {
            return None;
        }
        let (keyword, rest) = until_zero(chunk.data)?;
        let ([is_packed, _method], rest) = rest.split_first_chunk::<2>()?;
        let (_language, rest) = until_zero(rest)?;
        let (_translated, text) = until_zero(rest)?;
        Some(Self {
            keyword,
            is_packed: *is_packed == 1,
            text,
        })
    }
}

fn until_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}
