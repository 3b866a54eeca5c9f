//! The bytes of a file of rows, unpacked: plain, gzip, Zstandard, a part of a ZIP archive, or a
//! Parquet file written out. Knows no rows.

use std::io::{self, BufReader, Read, Seek as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::EventInput;
use super::archive;
#[cfg(feature = "parquet")]
use super::parquet::ParquetTable;
use super::zstd::ZstdFrames;
use crate::file::disk::{self, OpenFile};
use crate::limits::{EVENT_UNPACKED_BYTES, EVENT_UNPACKED_FACTOR};

/// How many bytes are read from the disk at once.
const BUFFER: usize = 1 << 18;

/// The bytes of a file while it is open.
pub(crate) type Opened<'a> = &'a mut (dyn Read + Send);

/// Opens a file and gives its bytes to `read`. `done` counts the bytes that are read from the disk.
///
/// # Errors
/// Says why the file cannot be opened.
pub(crate) fn opened<T>(
    input: &EventInput,
    done: &AtomicU64,
    read: impl FnOnce(Opened<'_>) -> T,
) -> Result<T, String> {
    if let Some(part) = &input.part {
        let mut archive = part.archive.clone();
        let file = archive.by_index(part.number);
        let file = file.map_err(|error| archive::in_words(&error))?;
        let packed = file.compressed_size();
        let length = disk::glance(&input.path).map_or(0, |(length, _)| length);
        let answer = read(&mut Limited::new(file, packed.min(length)));
        done.fetch_add(packed.min(length), Ordering::Relaxed);
        return Ok(answer);
    }
    let (file, length) = disk::open_stream(&input.path).map_err(|error| error.message)?;
    #[cfg(feature = "parquet")]
    if begins_as_parquet(&file) {
        let table = ParquetTable::new(file, length, done)?;
        return Ok(read(&mut Limited::new(table, length)));
    }
    let mut from = BufReader::with_capacity(BUFFER, Counted { file, done });
    let mut magic = [0; 4];
    let count = first_bytes(&mut from, &mut magic).map_err(|error| error.to_string())?;
    Ok(match magic[..count] {
        [0x1f, 0x8b, ..] => read(&mut Limited::new(MultiGzDecoder::new(from), length)),
        [0x28, 0xb5, 0x2f, 0xfd] => read(&mut Limited::new(ZstdFrames::new(from), length)),
        _ => read(&mut from),
    })
}

/// Whether a file begins as a Parquet file.
pub(crate) fn is_parquet(path: &Path) -> bool {
    disk::open_stream(path).is_ok_and(|(file, _)| begins_as_parquet(&file))
}

/// Whether an open file begins as a Parquet file. Leaves its place at the beginning.
fn begins_as_parquet(mut file: &OpenFile) -> bool {
    let mut mark = [0; 4];
    let is_read = file.read_exact(&mut mark).is_ok();
    let is_back = file.rewind().is_ok();
    is_read && is_back && matches!(&mark, b"PAR1" | b"PARE")
}

/// Looks at the first bytes without taking them.
fn first_bytes(from: &mut impl io::BufRead, magic: &mut [u8]) -> io::Result<usize> {
    let buffer = from.fill_buf()?;
    let count = buffer.len().min(magic.len());
    magic[..count].copy_from_slice(&buffer[..count]);
    Ok(count)
}

/// Counts what is read.
struct Counted<'a, R> {
    file: R,
    done: &'a AtomicU64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(out)?;
        self.done.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Stops where a file unpacks to far more than its size.
struct Limited<R> {
    from: R,
    left: u64,
}

impl<R> Limited<R> {
    fn new(from: R, packed: u64) -> Self {
        let share = packed.saturating_mul(EVENT_UNPACKED_FACTOR.max);
        Self {
            from,
            left: share.saturating_add(EVENT_UNPACKED_BYTES.max),
        }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(out)?;
        self.left = self
            .left
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::other(EVENT_UNPACKED_FACTOR.message("")))?;
        Ok(count)
    }
}
