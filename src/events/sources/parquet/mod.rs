//! The rows of a Parquet file, written out as a table with a header, so that what comes after reads
//! all files alike. Knows no set.

mod checks;
mod thrift;

use std::borrow::Cow;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

use csv::ByteRecord;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use checks::{BROKEN, check_footer, check_pages};

use crate::events::time::written;
use crate::file::disk::OpenFile;
use crate::model::Day;

/// How many rows are written out at once.
const BATCH: usize = 256;

/// A table, as the bytes that a CSV file with the same rows would have.
pub(super) struct ParquetTable<'a> {
    rows: RowIter<'static>,
    /// Which columns are nanoseconds since 1970, which are given as plain numbers.
    nanoseconds: Vec<bool>,
    /// What is written out and not yet taken: the bytes from this place on.
    written: (Vec<u8>, usize),
    progress: RowProgress<'a>,
}

/// How much of a file was read, by its rows.
struct RowProgress<'a> {
    done: &'a AtomicU64,
    counted: u64,
    length: u64,
    row: u64,
    rows: u64,
}

impl<'a> ParquetTable<'a> {
    /// Opens a file. `done` counts its bytes as they are read.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub(super) fn new(
        mut file: OpenFile,
        length: u64,
        done: &'a AtomicU64,
    ) -> Result<Self, String> {
        check_footer(&mut file, length)?;
        let failed = |error: parquet::errors::ParquetError| format!("{BROKEN} ({error})");
        let reader = unwinding(|| {
            let reader = SerializedFileReader::new(file.try_clone()?)?;
            Ok(reader)
        });
        let reader = reader.map_err(failed)?;
        check_pages(&mut file, length, reader.metadata())?;
        let about = reader.metadata().file_metadata();
        let columns = about.schema().get_fields();
        let nanoseconds = columns
            .iter()
            .map(|column| is_nanoseconds(column))
            .collect();
        let mut header = csv::Writer::from_writer(Vec::new());
        let names = columns.iter().map(|column| column.name());
        header
            .write_record(names)
            .map_err(|error| error.to_string())?;
        let header = header.into_inner().map_err(|error| error.to_string())?;
        let rows = u64::try_from(about.num_rows()).unwrap_or(0);
        Ok(Self {
            rows: unwinding(|| Ok(RowIter::from_file_into(Box::new(reader)))).map_err(failed)?,
            nanoseconds,
            written: (header, 0),
            progress: RowProgress {
                done,
                counted: 0,
                length,
                row: 0,
                rows,
            },
        })
    }

    /// Writes out the next rows; none at the end.
    fn fill(&mut self) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(Vec::new());
        let mut cells = ByteRecord::new();
        for _ in 0..BATCH {
            let rows = &mut self.rows;
            let nanoseconds = &self.nanoseconds;
            cells.clear();
            let is_row = unwinding(|| {
                let row = rows.next().transpose()?;
                // Values in lists and groups are written by the crate.
                let Some(row) = row else {
                    return Ok(false);
                };
                write_row(&row, nanoseconds, &mut cells);
                Ok(true)
            });
            if !is_row.map_err(|error| io::Error::other(format!("{BROKEN} ({error})")))? {
                break;
            }
            table.write_byte_record(&cells)?;
            self.progress.row += 1;
        }
        let bytes = table
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        self.written = (bytes, 0);
        self.progress.count();
        Ok(())
    }
}

impl Read for ParquetTable<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.written.1 == self.written.0.len() {
            self.fill()?;
        }
        let (bytes, at) = &mut self.written;
        let count = (&bytes[*at..]).read(out)?;
        *at += count;
        Ok(count)
    }
}

impl RowProgress<'_> {
    fn count(&mut self) {
        let share = u128::from(self.length) * u128::from(self.row.min(self.rows));
        let due = (share / u128::from(self.rows.max(1))) as u64;
        self.done
            .fetch_add(due.saturating_sub(self.counted), Ordering::Relaxed);
        self.counted = due;
    }
}

/// What a step of the crate gives; a panic, as broken files can cause, is an error.
fn unwinding<T>(step: impl FnOnce() -> parquet::errors::Result<T>) -> parquet::errors::Result<T> {
    let outcome = catch_unwind(AssertUnwindSafe(step));
    outcome.unwrap_or_else(|_| {
        let reason = "its pages are not what the footer says";
        Err(parquet::errors::ParquetError::General(reason.to_owned()))
    })
}

fn is_nanoseconds(column: &Type) -> bool {
    matches!(
        column.get_basic_info().logical_type_ref(),
        Some(LogicalType::Timestamp(about)) if about.unit == TimeUnit::NANOS
    )
}

/// Writes the cells of a row as a program would that exports CSV.
fn write_row(row: &Row, nanoseconds: &[bool], cells: &mut ByteRecord) {
    for (at, (_, value)) in row.get_column_iter().enumerate() {
        let is_nanoseconds = nanoseconds.get(at) == Some(&true);
        let text: Cow<'_, [u8]> = match value {
            Field::Str(text) => Cow::Borrowed(text.as_bytes()),
            // Columns of text that are not marked as such.
            Field::Bytes(bytes) => Cow::Borrowed(bytes.data()),
            value => Cow::Owned(plain_text(value, is_nanoseconds).into_bytes()),
        };
        cells.push_field(&text);
    }
}

/// A value that is no text, as text; empty where it is missing.
fn plain_text(value: &Field, is_nanoseconds: bool) -> String {
    match value {
        Field::Null => String::new(),
        // pandas writes a missing number so.
        Field::Double(number) if number.is_nan() => String::new(),
        Field::Float(number) if number.is_nan() => String::new(),
        Field::Double(number) => number.to_string(),
        Field::Float(number) => number.to_string(),
        Field::Date(days) => day(i64::from(*days)),
        Field::Long(at) if is_nanoseconds => moment(*at, 1_000_000_000),
        Field::TimestampMicros(at) => moment(*at, 1_000_000),
        Field::TimestampMillis(at) => moment(*at, 1_000),
        value => value.to_string(),
    }
}

/// A day after or before 1 January 1970.
fn day(days: i64) -> String {
    let begin = Day {
        year: 1970,
        month: 1,
        day: 1,
    };
    written(Day::from_number(begin.number() + days))
}

/// A moment after or before the begin of 1970, with so many parts of a second.
fn moment(at: i64, parts: i64) -> String {
    let seconds = at.div_euclid(parts);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{} {hour:02}:{minute:02}:{second:02}", day(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::disk;
    use std::path::Path;

    /// The table that a file has, as text.
    fn table(path: &Path) -> Result<String, String> {
        let (file, length) = disk::open_stream(path).unwrap();
        let done = AtomicU64::new(0);
        let mut table = ParquetTable::new(file, length, &done)?;
        let mut text = String::new();
        let read = table.read_to_string(&mut text);
        read.map_err(|error| error.to_string())?;
        assert!(done.into_inner() <= length);
        Ok(text)
    }

    #[test]
    fn values_of_all_types_are_written_as_programs_write_them_to_csv() {
        let talks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks.parquet");
        let rows = "who,whom,day,moment,exact,score,share,count,is_open,list\n\
            Alba,Borea,2020-01-02,2020-01-02 03:04:05,2020-01-02 03:04:05,2,1.50,7,true,\"[1, 2]\"\n\
            \"Borea, the \"\"Old\"\"\",Cadiz,2020-01-09,2020-01-09 00:00:00,2020-01-09 00:00:00,\
            -5,-0.25,,false,\n\
            \"Dora\nÜ\",Alba,1969-12-31,,,,,3,,[]\n";
        assert_eq!(table(&talks).unwrap(), rows);
    }

    #[test]
    fn a_broken_file_is_an_error_and_nothing_worse() {
        let talks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks.parquet");
        let bytes = disk::read(&talks).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.parquet");
        let mut errors = 0;
        for at in 0..bytes.len() {
            for change in [1, 0x80, 0xff] {
                let mut broken = bytes.clone();
                broken[at] ^= change;
                disk::save(&path, &broken).unwrap();
                errors += u32::from(table(&path).is_err());
            }
            disk::save(&path, &bytes[..at]).unwrap();
            assert!(table(&path).is_err(), "cut after {at}");
        }
        assert!(errors > 100, "{errors}");
    }
}
