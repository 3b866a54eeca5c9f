//! The lines of a table, and where their cells begin. Knows no column.

use csv::StringRecord;

use crate::file::formats::columns::CellRow;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;

/// A line of the table, and the byte where it begins.
pub(super) struct EdgeListLine {
    pub(super) at: usize,
    pub(super) cells: StringRecord,
}

impl CellRow for EdgeListLine {
    fn len(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or_default().trim()
    }
}

/// The separator of the first line.
pub(super) fn separator(text: &str) -> u8 {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let outside_quotes: String = first.split('"').step_by(2).collect();
    let count = |separator: &u8| {
        outside_quotes
            .bytes()
            .filter(|byte| byte == separator)
            .count()
    };
    let commonest = b",;\t|"
        .iter()
        .rev()
        .max_by_key(|separator| count(separator));
    match commonest {
        Some(separator) if count(separator) > 0 => *separator,
        _ if outside_quotes.trim().contains(' ') => b' ',
        _ => b',',
    }
}

/// All lines that are not blank; `None` if there are none, or if reading was cancelled.
pub(super) fn lines(
    text: &str,
    separator: u8,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<Vec<EdgeListLine>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let at = record.position().map_or(0, |place| place.byte() as usize);
                if progress.is_cancelled(at) {
                    return None;
                }
                let blank = text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
                if record.iter().any(|cell| !cell.trim().is_empty()) {
                    lines.push(EdgeListLine {
                        at: at + blank,
                        // A clone would have room for as many cells as the longest line.
                        cells: record.iter().collect(),
                    });
                }
            }
            Err(error) => {
                let at = error.position().map_or(0, |place| place.byte() as usize);
                let hint = Some("Save the table as CSV in UTF-8.".to_owned());
                report.error(at, "bad-table", error.to_string(), hint);
                return None;
            }
        }
    }
    let last = lines.last().map_or(0, |line| line.at);
    if let Some(at) = open_quote(text, last, separator) {
        let message = "the quote that opens here is never closed";
        let hint = "Everything after it was read as one cell. Close the quote, or double it if it is part of the text.";
        report.error(at, "open-quote", message, Some(hint.to_owned()));
    }
    (!lines.is_empty()).then_some(lines)
}

/// The unclosed quote in the line that begins at this byte.
fn open_quote(text: &str, line: usize, separator: u8) -> Option<usize> {
    let last = cells(text, line, separator).last()?;
    let cell = text[last..].strip_prefix('"')?;
    let quotes = cell.bytes().filter(|byte| *byte == b'"').count();
    (quotes % 2 == 0).then_some(last)
}

/// The bytes where cells begin in the line that begins at this byte.
pub(super) fn cells(text: &str, line: usize, separator: u8) -> impl Iterator<Item = usize> {
    let mut in_quotes = false;
    let rest = text.as_bytes()[line..].iter().enumerate();
    let mut ends = rest.map_while(move |(offset, byte)| {
        in_quotes ^= *byte == b'"';
        let ends_line = !in_quotes && matches!(byte, b'\n' | b'\r');
        let ends_cell = !in_quotes && *byte == separator;
        (!ends_line).then_some(ends_cell.then_some(line + offset + 1))
    });
    std::iter::once(line).chain(std::iter::from_fn(move || ends.find_map(|end| end)))
}
