//! Workbooks of Excel: sheets of actors and sheets of ties, as Gephi and Kumu users keep them. Each
//! sheet is read as a table. Knows no column.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};

use super::edge_list::{self, TableKind};
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use super::xlsx_guard::{self, allowed};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{SHEETS, XLSX_BYTES, XLSX_CELLS};
use crate::model::{Document, Issue, Severity};
use crate::words;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// About how many times its size a workbook unpacks to.
const PACKING: usize = 10;

/// Reads a workbook; nothing if the report says why there is no network in it.
pub(crate) fn read(
    bytes: &[u8],
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    if let Err(message) = xlsx_guard::check(bytes) {
        let hint = "Save it as XLSX again, or each sheet as CSV.".to_owned();
        report.error(0, "bad-table", message, Some(hint));
        return None;
    }
    let mut book: Book<'_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            let hint = "Save it as XLSX again, or each sheet as CSV.".to_owned();
            let message = format!("the workbook is broken: {error}");
            report.error(0, "bad-table", message, Some(hint));
            return None;
        }
    };
    let mut left = CellsLeft {
        cells: XLSX_CELLS.count(),
        bytes: allowed(bytes) as usize,
        max_bytes: allowed(bytes) as usize,
    };
    let mut sheets = Vec::new();
    let mut names = book.sheet_names();
    if names.len() > SHEETS.count() {
        report.error(0, "too-many", SHEETS.message(names.len()), None);
        names.truncate(SHEETS.count());
    }
    for name in names {
        if progress.is_cancelled_at_item(sheets.len(), 16) {
            return None;
        }
        match text(&mut book, &name, &mut left) {
            Ok(text) => sheets.push((name, text)),
            Err(message) => {
                let message = format!("the sheet `{}` is not read: {message}", short(&name));
                let hint = "Save the sheet as CSV, and open that file.".to_owned();
                report.error(0, "bad-table", message, Some(hint));
            }
        }
    }
    let choices = Arc::clone(&report.choices);
    let kind = |text: &str| edge_list::kind_of_sheet(text, &choices);
    let (claims, sheets): (Vec<_>, Vec<_>) = sheets
        .into_iter()
        .partition(|(_, text)| kind(text) == Some(TableKind::Claims));
    let (actors, others): (Vec<_>, Vec<_>) = sheets
        .iter()
        .partition(|(_, text)| kind(text) == Some(TableKind::Actors));
    let (ties, unread): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|(_, text)| kind(text) == Some(TableKind::Ties));
    let claims: Vec<_> = claims.iter().collect();
    report_sheets(&actors, &ties, &claims, &unread, report);
    if actors.is_empty() && ties.is_empty() {
        let hint = "A sheet of ties names its columns in the first line, two of them `source` and `target`; a sheet of actors has `id` and `label`.";
        report.error(
            0,
            "no-network",
            "no sheet is a table of ties or of actors",
            Some(hint.to_owned()),
        );
        return None;
    }
    let bytes = PACKING * bytes.len();
    let mut builder = if actors.is_empty() || ties.is_empty() {
        TieBuilder::by_ties(bytes)
    } else {
        TieBuilder::listed(bytes)
    };
    for (index, (name, text)) in actors.iter().chain(&ties).enumerate() {
        // What was chosen is about ties.
        let mut log = match index.checked_sub(actors.len()) {
            None if !ties.is_empty() => IssueLog::default(),
            _ => IssueLog::choosing(&choices),
        };
        let read = edge_list::read_sheet(text, &mut builder, &mut log, &mut progress);
        report.is_refused |= log.is_refused;
        report.preview = log.preview.take().or(report.preview.take());
        let is_pair = !ties.is_empty();
        let issues = log.into_issues(text, None).into_iter();
        add(
            issues.filter(|issue| !is_pair || issue.code != "actors-only"),
            name,
            report,
        );
        read?;
    }
    let mut log = IssueLog::choosing(&choices);
    let document = builder.into_document(&mut log, progress.last_quarter(), &|at, _| at);
    report.is_refused |= log.is_refused;
    report.preview = log.preview.take().or(report.preview.take());
    let (name, text) = ties.first().or(actors.first())?;
    add(log.into_issues(text, None).into_iter(), name, report);
    let mut document = document?;
    for (name, text) in claims {
        let mut log = IssueLog::default();
        edge_list::read_sheet_of_claims(text, &mut document, &mut log, &mut progress)?;
        let issues = log.into_issues(text, None).into_iter();
        add(issues, name, report);
    }
    Some(document)
}

/// Adds issues of a sheet, each with the sheet and the row in its message.
fn add(issues: impl Iterator<Item = Issue>, sheet: &str, report: &mut IssueLog) {
    for issue in issues {
        let row = issue.place.line;
        let message = format!("sheet `{}`, row {row}: {}", short(sheet), issue.message);
        match issue.severity {
            Severity::Error => report.error(0, issue.code, message, issue.hint),
            Severity::Warning => report.warning(0, issue.code, message, issue.hint),
            Severity::Note => report.note(0, issue.code, message, issue.hint),
        }
    }
}

/// Says which sheet was read as what.
fn report_sheets(
    actors: &[&(String, String)],
    ties: &[&(String, String)],
    claims: &[&(String, String)],
    unread: &[&(String, String)],
    report: &mut IssueLog,
) {
    let names = |sheets: &[&(String, String)]| {
        let names = sheets.iter().map(|(name, _)| format!("`{}`", short(name)));
        words::list(&words::shortened(
            names.collect::<Vec<_>>().into_iter(),
            8,
            "sheet",
            "sheets",
        ))
    };
    let mut parts = Vec::new();
    if !actors.is_empty() {
        parts.push(format!("actors were read from {}", names(actors)));
    }
    if !ties.is_empty() {
        parts.push(format!("ties were read from {}", names(ties)));
    }
    if !claims.is_empty() {
        parts.push(format!("claims were read from {}", names(claims)));
    }
    if !parts.is_empty() {
        report.note(0, "sheets", parts.join(", "), None);
    }
    let filled: Vec<_> = unread
        .iter()
        .copied()
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    if !filled.is_empty() {
        let message = format!("sheets that are not read: {}", names(&filled));
        let hint = "They are neither tables of ties nor of actors.".to_owned();
        report.warning(0, "unread-sheets", message, Some(hint));
    }
}

/// How many more cells a workbook may have, and how many bytes they may become.
struct CellsLeft {
    cells: usize,
    bytes: usize,
    max_bytes: usize,
}

impl CellsLeft {
    /// Takes cells with a text of this length.
    fn take(&mut self, cells: usize, bytes: usize) -> Result<(), String> {
        let cells_left = self.cells.checked_sub(cells);
        self.cells = cells_left.ok_or_else(|| XLSX_CELLS.message("too many"))?;
        let bytes_left = self.bytes.checked_sub(cells + bytes);
        self.bytes = bytes_left.ok_or_else(|| XLSX_BYTES.message(self.max_bytes))?;
        Ok(())
    }
}

/// A sheet as text, with a line for each row and tabs between the cells.
fn text(book: &mut Book<'_>, name: &str, left: &mut CellsLeft) -> Result<String, String> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| error.to_string())?;
    let mut text = String::new();
    let (mut row, mut column) = (0, 0);
    // The last column of the widest row so far: a workbook has no empty cells at the end of a row,
    // and a title can stand above the header.
    let mut last: Option<u32> = None;
    while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
        let (at_row, at_column) = cell.get_position();
        let value = shown(cell.get_value());
        if value.trim().is_empty() {
            continue;
        }
        if at_row < row || (at_row == row && at_column < column) {
            return Err("its cells are not in order".to_owned());
        }
        if at_row > row {
            let ends = last.map_or(column, |last: u32| last.max(column));
            last = Some(ends);
            let is_filled = text.ends_with(|letter| letter != '\n');
            let missing = if is_filled {
                ends.saturating_sub(column)
            } else {
                0
            };
            left.take((missing + at_row - row) as usize, 0)?;
            text.extend(std::iter::repeat_n('\t', missing as usize));
            text.extend(std::iter::repeat_n('\n', (at_row - row) as usize));
            (row, column) = (at_row, 0);
        }
        left.take((at_column - column) as usize + 1, value.len())?;
        text.extend(std::iter::repeat_n('\t', (at_column - column) as usize));
        column = at_column;
        // Excel keeps a null character as `_x0000_`; a table of text has none.
        let value = value.replace('\0', " ");
        if value.contains(['\t', '\n', '\r', '"']) {
            text.push('"');
            text += &value.replace('"', "\"\"");
            text.push('"');
        } else {
            text += &value;
        }
    }
    let missing = last.unwrap_or(column).saturating_sub(column);
    text.extend(std::iter::repeat_n('\t', missing as usize));
    Ok(text + "\n")
}

/// A cell as its words: whole numbers without a fraction, dates as 2015-09-07.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(time) => moment(*time),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
    }
}

/// A date as 2015-09-07, with its time of day if it has one; a time of day alone as 12:30:00.
/// Workbooks count days from 1900, those of old Macs from 1904.
fn moment(time: ExcelDateTime) -> String {
    let days = time.as_f64();
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if time.is_duration() || !(0.0..2_958_466.0).contains(&days) {
        days.to_string()
    } else if days < 1.0 {
        clock
    } else if days.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use crate::limits::SHEETS;

    #[test]
    fn of_very_many_sheets_the_first_are_read() {
        let mut book = Workbook::new();
        let first = book.add_worksheet();
        for (column, [header, value]) in [["source", "a"], ["target", "b"]].iter().enumerate() {
            first.write(0, column as u16, *header).unwrap();
            first.write(1, column as u16, *value).unwrap();
        }
        for _ in 0..SHEETS.count() {
            book.add_worksheet();
        }
        let read = crate::file::read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
        assert_eq!(read.document.relations.len(), 1);
        let said = |issue: &crate::model::Issue| issue.message.contains("only the first 1000");
        assert!(read.issues.iter().any(said), "{:?}", read.issues);
    }
}
