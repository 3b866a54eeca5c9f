//! A stream of bytes cut into chunks of whole rows, so that threads read them side by side. Knows
//! no column.

use std::io::Read;

use super::bytes::{lines_in, other_content};
use crate::limits::EVENT_ROW_BYTES;

/// Rows of a file, as its bytes.
#[derive(Debug)]
pub(crate) struct RowChunk {
    /// Whole rows.
    pub(crate) bytes: Vec<u8>,
    /// The line of the first of them, from 1.
    pub(crate) line: u64,
    /// Whether they are the first of the file.
    pub(crate) is_first: bool,
    /// Whether their fields can be in quotes.
    pub(crate) is_quoted: bool,
    /// The byte that ends a line.
    pub(super) line_end: u8,
}

/// After this many unclosed quotes, quotes are read as plain letters: each would cost a search
/// through a chunk.
const MAX_OPEN_QUOTES: u32 = 100;

/// What interrupts the rows of a file.
#[derive(Debug)]
pub(crate) enum ChunkFault {
    /// A row is longer than any real one, or in quotes that are not closed; those after it are
    /// read.
    LongRow(u64),
    /// The file cannot be read on from this line.
    Broken(u64, String),
}

/// Cuts a stream into chunks.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says where in the stream the reader is, or how it is written"
)]
pub(crate) struct ChunkReader<'a> {
    from: &'a mut (dyn Read + Send),
    separator: u8,
    is_quoted: bool,
    line_end: u8,
    rest: Vec<u8>,
    line: u64,
    is_first: bool,
    is_at_end: bool,
    is_skipping: bool,
    open_quotes: u32,
    failure: Option<String>,
}

impl<'a> ChunkReader<'a> {
    /// Begins at the beginning of a file.
    pub(crate) fn new(from: &'a mut (dyn Read + Send)) -> Self {
        Self {
            from,
            separator: b'\t',
            is_quoted: false,
            line_end: b'\n',
            rest: Vec::new(),
            line: 1,
            is_first: true,
            is_at_end: false,
            is_skipping: false,
            open_quotes: 0,
            failure: None,
        }
    }

    /// The bytes at the beginning of the file, up to the size of a chunk.
    ///
    /// # Errors
    /// The file cannot be read, or is no text that is read here.
    pub(crate) fn start(&mut self) -> Result<&[u8], String> {
        self.fill();
        if let Some(message) = other_content(&self.rest) {
            return Err(message.to_owned());
        }
        // Old programs of the Mac end lines with CR alone.
        if self.rest.contains(&b'\r') && !self.rest.contains(&b'\n') {
            self.line_end = b'\r';
        }
        match self.failure.clone().filter(|_| self.rest.is_empty()) {
            Some(failure) => Err(failure),
            None => Ok(&self.rest),
        }
    }

    /// Says how the fields of the rows are written.
    pub(crate) fn set_format(&mut self, separator: u8, is_quoted: bool) {
        (self.separator, self.is_quoted) = (separator, is_quoted);
    }

    /// Reads until there is enough for a chunk. Where the file cannot be read on, only the whole
    /// rows before that place are left.
    fn fill(&mut self) {
        let wanted = EVENT_ROW_BYTES.count();
        while !self.is_at_end && self.rest.len() < wanted {
            let missing = (wanted - self.rest.len()) as u64;
            let count = (&mut *self.from).take(missing).read_to_end(&mut self.rest);
            match count {
                Ok(count) => self.is_at_end = (count as u64) < missing,
                Err(error) => {
                    self.is_at_end = true;
                    self.failure = Some(error.to_string());
                    let end = self.last_line_end();
                    self.rest.truncate(end.map_or(0, |at| at + 1));
                }
            }
        }
    }

    /// Takes the first bytes as a chunk.
    fn take(&mut self, end: usize) -> RowChunk {
        let rest = self.rest.split_off(end);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let line = self.line;
        self.line += lines_in(&bytes, self.line_end);
        RowChunk {
            bytes,
            line,
            is_first: std::mem::take(&mut self.is_first),
            is_quoted: self.is_quoted,
            line_end: self.line_end,
        }
    }

    fn last_line_end(&self) -> Option<usize> {
        self.rest.iter().rposition(|byte| *byte == self.line_end)
    }

    /// Finds the end of the last whole row.
    fn find_end(&self) -> ChunkScan {
        if self.is_quoted {
            return scan_quoted(&self.rest, self.separator, self.line_end);
        }
        let end = self.last_line_end();
        ChunkScan {
            end: end.map(|at| at + 1),
            is_open: end.is_none() && self.rest.len() >= EVENT_ROW_BYTES.count(),
        }
    }

    /// Skips the rest of a row that is too long.
    fn skip(&mut self) {
        let newline = self.rest.iter().position(|byte| *byte == self.line_end);
        let end = newline.map_or(self.rest.len(), |at| at + 1);
        self.line += lines_in(&self.rest[..end], self.line_end);
        self.is_first = false;
        self.rest.drain(..end);
        self.is_skipping = newline.is_none();
    }
}

impl Iterator for ChunkReader<'_> {
    type Item = Result<RowChunk, ChunkFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.fill();
            if self.rest.is_empty() {
                let failure = self.failure.take()?;
                return Some(Err(ChunkFault::Broken(self.line, failure)));
            }
            if self.is_skipping {
                self.skip();
                continue;
            }
            let scan = self.find_end();
            if self.is_at_end && !scan.is_open {
                let end = self.rest.len();
                return Some(Ok(self.take(end)));
            }
            if let Some(end) = scan.end {
                return Some(Ok(self.take(end)));
            }
            let line = self.line;
            self.skip();
            self.open_quotes += 1;
            self.is_quoted &= self.open_quotes < MAX_OPEN_QUOTES;
            return Some(Err(ChunkFault::LongRow(line)));
        }
    }
}

/// Where the last whole row of a chunk ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ChunkScan {
    end: Option<usize>,
    /// Whether the row after it is in quotes that are not closed, or longer than a chunk.
    is_open: bool,
}

/// Scans rows whose fields can be in quotes, which contain line ends.
fn scan_quoted(bytes: &[u8], separator: u8, line_end: u8) -> ChunkScan {
    let (mut end, mut at) = (None, 0);
    let mut is_field_start = true;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if is_field_start => {
                let Some(after) = after_quotes(bytes, at + 1) else {
                    return ChunkScan { end, is_open: true };
                };
                at = after;
                is_field_start = false;
                continue;
            }
            byte if *byte == line_end => {
                end = Some(at + 1);
                is_field_start = true;
            }
            byte => is_field_start = *byte == separator,
        }
        at += 1;
    }
    ChunkScan {
        end,
        is_open: false,
    }
}

/// The place after the end of a quoted field; nothing where it does not end.
fn after_quotes(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(text: &[u8], is_quoted: bool) -> Vec<Result<(usize, u64), u64>> {
        let mut from = text;
        let mut reader = ChunkReader::new(&mut from);
        reader.set_format(b',', is_quoted);
        let chunk = |chunk| match chunk {
            Ok(RowChunk { bytes, line, .. }) => Ok((bytes.len(), line)),
            Err(ChunkFault::LongRow(line) | ChunkFault::Broken(line, _)) => Err(line),
        };
        reader.map(chunk).collect()
    }

    #[test]
    fn chunks_end_where_rows_end() {
        let max = EVENT_ROW_BYTES.count();
        let row = format!("{}\n", "x".repeat(999));
        let rows = row.repeat(2 * max / 1000);
        let found = chunks(rows.as_bytes(), false);
        let whole = max / 1000;
        assert_eq!(found[0], Ok((whole * 1000, 1)));
        assert_eq!(found[1], Ok((whole * 1000, whole as u64 + 1)));
        let lengths: usize = found.iter().map(|chunk| chunk.unwrap().0).sum();
        assert_eq!(lengths, rows.len());
    }

    #[test]
    fn a_line_end_in_quotes_is_no_end_of_a_row() {
        let scan = |text: &str| {
            let scan = scan_quoted(text.as_bytes(), b',', b'\n');
            (scan.end, scan.is_open)
        };
        assert_eq!(scan("a,\"b\nc\"\nd,\"e\n"), (Some(8), true));
        assert_eq!(scan("a,b\"\nc\n"), (Some(7), false));
        assert_eq!(scan("\"a\"\"\n\"\nb"), (Some(7), false));
        assert_eq!(scan("\"a\n"), (None, true));
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_one_line_at_the_end_of_a_file_too() {
        let found = chunks(b"a,b\n1,\"open\n2,3\n4,5\n", true);
        assert_eq!(found, [Ok((4, 1)), Err(2), Ok((8, 3))]);
    }

    #[test]
    fn a_row_without_end_is_skipped_and_the_next_ones_are_read() {
        let long = "x".repeat(3 * EVENT_ROW_BYTES.count());
        let text = format!("a\n{long}\nb\n");
        let found = chunks(text.as_bytes(), false);
        assert_eq!(found, [Ok((2, 1)), Err(2), Ok((2, 3))]);
    }

    #[test]
    fn other_content_is_named_with_what_to_do() {
        let starts: [(&[u8], &str); 6] = [
            (b"\xff\xfea\0", "the file is UTF-16; save it as UTF-8"),
            (b"\xfe\xff\0a", "the file is UTF-16; save it as UTF-8"),
            (b"a\0,\0b\0", "the file is UTF-16; save it as UTF-8"),
            (b"PAR1\x15", "it is a Parquet file"),
            (b"\x1f\x8b\x08", "it is packed twice; unpack it"),
            (b"BZh91", "it is packed in a way that is not read here"),
        ];
        for (mut bytes, expected) in starts {
            let message = ChunkReader::new(&mut bytes).start().unwrap_err();
            assert!(message.starts_with(expected), "{message}");
        }
    }
}
