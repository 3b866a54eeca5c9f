//! What is looked at before a Parquet file is read, so that a file made on purpose exhausts
//! nothing: its footer, how deep its columns lie in each other, and what its pages unpack to.

use std::io::{self, Read, Seek, SeekFrom};

use parquet::basic::Compression;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};

use super::thrift::{I32, LIST, ThriftReader};
use crate::file::disk::OpenFile;
use crate::limits::{
    EVENT_COLUMN_DEPTH, EVENT_FOOTER_BYTES, EVENT_UNPACKED_BYTES, EVENT_UNPACKED_FACTOR,
};

pub(super) const BROKEN: &str = "the Parquet file is broken; write it again, or save it as CSV";

/// How many bytes are read to find a header of a page. Most are short; long ones have statistics of
/// long texts.
const HEADER_BYTES: [u64; 3] = [1 << 10, 1 << 16, 1 << 20];

/// Checks the footer before it is read as a whole.
///
/// # Errors
/// Says what is wrong.
pub(super) fn check_footer(file: &mut OpenFile, length: u64) -> Result<(), String> {
    let end = bytes_at(file, length.saturating_sub(8), 8).map_err(|error| error.to_string())?;
    let Some((size, mark)) = end.split_first_chunk::<4>() else {
        return Err(BROKEN.to_owned());
    };
    if mark == b"PARE" {
        return Err("the Parquet file is encrypted; save it without a key".to_owned());
    }
    let size = u64::from(u32::from_le_bytes(*size));
    if mark != b"PAR1" || size + 8 > length {
        return Err(BROKEN.to_owned());
    }
    if size > EVENT_FOOTER_BYTES.max {
        return Err(EVENT_FOOTER_BYTES.message(size));
    }
    let footer = bytes_at(file, length - 8 - size, size).map_err(|error| error.to_string())?;
    let depth = depth(&footer).ok_or(BROKEN)?;
    if depth > EVENT_COLUMN_DEPTH.count() {
        return Err(EVENT_COLUMN_DEPTH.message(depth));
    }
    Ok(())
}

/// How deep the columns that a footer describes lie in each other.
fn depth(footer: &[u8]) -> Option<usize> {
    // The columns that still belong to each group that is not complete.
    let mut open: Vec<i64> = Vec::new();
    let mut deepest = 0;
    ThriftReader::new(footer).structure(|number, kind, reader| {
        if (number, kind) != (2, LIST) {
            return Some(false);
        }
        let (_, count) = reader.list()?;
        for _ in 0..count {
            let mut columns = 0;
            reader.structure(|number, kind, reader| {
                let is_count = (number, kind) == (5, I32);
                if is_count {
                    columns = reader.integer()?;
                }
                Some(is_count)
            })?;
            while open.pop_if(|left| *left == 0).is_some() {}
            if let Some(left) = open.last_mut() {
                *left -= 1;
            }
            if columns > 0 {
                open.push(columns);
            }
            deepest = deepest.max(open.len());
        }
        Some(true)
    })?;
    Some(deepest)
}

/// Checks that all pages are packed in ways that are read here, and that none announces far more
/// than its size.
///
/// # Errors
/// Says what is wrong.
pub(super) fn check_pages(
    file: &mut OpenFile,
    length: u64,
    about: &ParquetMetaData,
) -> Result<(), String> {
    let groups = about.row_groups().iter();
    for column in groups.flat_map(RowGroupMetaData::columns) {
        let unknown = match column.compression() {
            Compression::BROTLI(_) => Some("Brotli"),
            Compression::LZO => Some("LZO"),
            _ => None,
        };
        if let Some(unknown) = unknown {
            return Err(format!(
                "the Parquet file is packed with {unknown}, which is not read here; write it with \
                 Snappy or Zstandard, or save it as CSV"
            ));
        }
        let (mut at, end) = place_of(column, length).ok_or(BROKEN)?;
        while at < end {
            let header = page_header(file, at, end).map_err(|error| error.to_string())?;
            let header = header.ok_or(BROKEN)?;
            let share = header.packed.saturating_mul(EVENT_UNPACKED_FACTOR.max);
            if header.unpacked > share.saturating_add(EVENT_UNPACKED_BYTES.max) {
                return Err(EVENT_UNPACKED_FACTOR.message(""));
            }
            at = at.saturating_add(header.length + header.packed);
        }
    }
    Ok(())
}

/// Where a column's pages begin and end.
fn place_of(column: &ColumnChunkMetaData, length: u64) -> Option<(u64, u64)> {
    let data = column.data_page_offset();
    let first = match column.dictionary_page_offset() {
        // Some programs write 0 for a column without a dictionary.
        Some(words) if words > 0 => words.min(data),
        _ => data,
    };
    let first = u64::try_from(first).ok()?;
    let end = first.checked_add(u64::try_from(column.compressed_size()).ok()?)?;
    (end <= length).then_some((first, end))
}

/// The sizes of a page: of its header, and of what follows, packed and unpacked.
struct PageSizes {
    length: u64,
    packed: u64,
    unpacked: u64,
}

/// The sizes in the header of the page that begins at this byte; `None` if no header can be read.
fn page_header(file: &mut OpenFile, at: u64, end: u64) -> io::Result<Option<PageSizes>> {
    for count in HEADER_BYTES {
        let bytes = bytes_at(file, at, count.min(end - at))?;
        let mut reader = ThriftReader::new(&bytes);
        let mut sizes = [None; 2];
        let read = reader.structure(|number, kind, reader| match (number, kind) {
            (2 | 3, I32) => {
                let size = u64::try_from(reader.integer()?).ok()?;
                sizes[usize::from(number == 3)] = Some(size);
                Some(true)
            }
            _ => Some(false),
        });
        if let (Some(()), [Some(unpacked), Some(packed)]) = (read, sizes) {
            let length = reader.bytes_read() as u64;
            return Ok(Some(PageSizes {
                length,
                packed,
                unpacked,
            }));
        }
    }
    Ok(None)
}

/// At most so many bytes from a place of a file.
fn bytes_at(file: &mut OpenFile, at: u64, count: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lie_as_deep_as_the_footer_says() {
        // A list of elements with so many columns each; the number of the list is 2.
        let footer = |columns: &[u8]| {
            let mut bytes = vec![0x15, 2, 0x1c - 3, 0xfc, columns.len() as u8];
            for count in columns {
                bytes.extend([0x55, count * 2, 0]);
            }
            bytes.push(0);
            bytes
        };
        assert_eq!(depth(&footer(&[2, 0, 0])), Some(1));
        assert_eq!(depth(&footer(&[2, 1, 1, 0, 0])), Some(3));
        assert_eq!(depth(&footer(&[1; 100])), Some(100));
        assert_eq!(depth(&footer(&[1; 100])[..50]), None);
    }
}
