//! The rows of a chunk one after another, the lines that they are on. Knows no column.

use csv::ByteRecord;

use super::bytes::lines_in;
use super::chunks::RowChunk;

/// Reads the rows of a chunk.
pub(crate) struct ChunkRows<'a> {
    reader: csv::Reader<&'a [u8]>,
    chunk: &'a RowChunk,
    row: ByteRecord,
    /// How many bytes were counted, and the line that the next one is on.
    counted: (usize, u64),
}

impl<'a> ChunkRows<'a> {
    /// Begins at the first row. The header of a file is passed over.
    pub(crate) fn new(chunk: &'a RowChunk, separator: u8, has_header: bool) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(has_header && chunk.is_first)
            .flexible(true)
            .delimiter(separator)
            .quoting(chunk.is_quoted)
            .from_reader(&chunk.bytes[..]);
        Self {
            reader,
            chunk,
            row: ByteRecord::new(),
            counted: (0, chunk.line),
        }
    }

    /// The next row; nothing at the end.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub(crate) fn next(&mut self) -> Result<Option<&ByteRecord>, String> {
        match self.reader.read_byte_record(&mut self.row) {
            Ok(true) => Ok(Some(&self.row)),
            Ok(false) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    /// The row that was read last.
    pub(crate) fn row(&self) -> &ByteRecord {
        &self.row
    }

    /// Whether the row that was read last is UTF-8.
    pub(crate) fn is_utf_8(&self) -> bool {
        std::str::from_utf8(self.row.as_slice()).is_ok()
    }

    /// The line of the row that was read last, from 1. Counts on from the row that was asked for
    /// before.
    pub(crate) fn line(&mut self) -> u64 {
        let bytes = &self.chunk.bytes;
        let start = self.row.position().map_or(0, |at| at.byte() as usize);
        // A row starts after the line ends that the one before left.
        let ends = bytes[start..].iter();
        let ends = ends.take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let start = start + ends.count();
        let (counted, line) = self.counted;
        let more = lines_in(&bytes[counted.min(start)..start], self.chunk.line_end);
        self.counted = (start, line + more);
        self.counted.1
    }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::decoded;
    use super::super::chunks::ChunkReader;
    use super::*;

    /// The first cells of all rows, each with its line.
    fn rows(text: &str, has_header: bool) -> Vec<(String, u64)> {
        let mut from = text.as_bytes();
        let mut chunks = ChunkReader::new(&mut from);
        chunks.start().unwrap();
        chunks.set_format(b',', true);
        let mut found = Vec::new();
        for chunk in chunks {
            let chunk = chunk.unwrap();
            let mut rows = ChunkRows::new(&chunk, b',', has_header);
            while rows.next().unwrap().is_some() {
                let cell = decoded(&rows.row()[0]).into_owned();
                found.push((cell, rows.line()));
            }
        }
        found
    }

    #[test]
    fn rows_and_their_lines_are_the_same_with_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "a,b\n1,2\n\n3,4\n5,6\n".replace('\n', end);
            let row = |cell: &str, line| (cell.to_owned(), line);
            let expected = [row("1", 2), row("3", 4), row("5", 5)];
            assert_eq!(rows(&text, true), expected, "{end:?}");
            assert_eq!(rows(&text, false)[..2], [row("a", 1), row("1", 2)]);
            let (quoted, last) = ("h,i\n\"a\nb\",1\nc,2".replace('\n', end), row("c", 4));
            assert_eq!(rows(&quoted, true)[1], last, "{end:?}");
        }
        assert_eq!(rows("\n\na,b\n1,2", true), [("1".to_owned(), 4)]);
    }
}
