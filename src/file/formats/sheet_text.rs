//! A sheet of a workbook as text: a line for each row, and tabs between the cells. Knows no column.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Xlsx};
use jiff::{Span, civil};

use crate::limits::{XLSX_BYTES, XLSX_CELLS};

/// How many more cells a workbook may have, and how many bytes they may become.
pub(super) struct CellsLeft {
    pub(super) cells: usize,
    pub(super) bytes: usize,
    pub(super) max_bytes: usize,
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

/// A sheet as text, and what was done to its cells.
#[derive(Default)]
pub(super) struct SheetWords {
    pub(super) text: String,
    /// How many cells are formulas without a value.
    pub(super) uncomputed: usize,
    /// How many cells were filled with the one above that they are merged with.
    pub(super) merged: usize,
}

/// Reads a sheet as text.
pub(super) fn words_of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    left: &mut CellsLeft,
) -> Result<SheetWords, String> {
    let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|error| error.to_string())?;
    let mut sheet = SheetWriter::new(MergedCells::of(&regions), left);
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|error| error.to_string())?
    {
        let value = shown(&cell.value);
        if value.trim().is_empty() {
            let is_empty = matches!(&cell.value, DataRef::Empty);
            sheet.words.uncomputed += usize::from(is_empty && cell.formula.is_some());
            continue;
        }
        sheet.put(cell.pos, &value)?;
    }
    sheet.into_words()
}

/// Cells that are merged over several rows: the value of the first holds for all.
#[derive(Default)]
struct MergedCells {
    /// The last row of each region, by its first cell.
    regions: HashMap<(u32, u32), u32>,
    /// The values of the regions that go on, by column, with their last rows.
    current: BTreeMap<u32, (u32, String)>,
}

impl MergedCells {
    fn of(regions: &[Dimensions]) -> Self {
        let tall = regions
            .iter()
            .filter(|region| region.end.0 > region.start.0);
        Self {
            regions: tall.map(|region| (region.start, region.end.0)).collect(),
            current: BTreeMap::new(),
        }
    }

    /// Remembers the value of a region that begins with this cell.
    fn begin(&mut self, place: (u32, u32), value: &str) {
        if let Some(last) = self.regions.get(&place) {
            self.current.insert(place.1, (*last, value.to_owned()));
        }
    }

    /// Forgets the regions that end above a row.
    fn end_above(&mut self, row: u32) {
        self.current.retain(|_, (last, _)| *last >= row);
    }

    /// The first cell from one column to another that a region fills.
    fn next(&self, from: u32, until: u32) -> Option<(u32, String)> {
        let mut cells = self.current.range(from..until);
        cells
            .next()
            .map(|(column, (_, value))| (*column, value.clone()))
    }
}

/// Writes the cells of a sheet, which come in their order.
struct SheetWriter<'l> {
    words: SheetWords,
    merged: MergedCells,
    left: &'l mut CellsLeft,
    row: u32,
    column: u32,
    /// Whether the row has a cell.
    is_begun: bool,
    /// The last column of the widest row so far: a workbook has no empty cells at the end of a row,
    /// and a title can stand above the header.
    last: Option<u32>,
}

impl<'l> SheetWriter<'l> {
    fn new(merged: MergedCells, left: &'l mut CellsLeft) -> Self {
        Self {
            words: SheetWords::default(),
            merged,
            left,
            row: 0,
            column: 0,
            is_begun: false,
            last: None,
        }
    }

    fn put(&mut self, place: (u32, u32), value: &str) -> Result<(), String> {
        let (row, column) = place;
        if place < (self.row, self.column) {
            return Err("its cells are not in order".to_owned());
        }
        if row > self.row {
            self.begin_row(row)?;
        }
        self.fill(column)?;
        self.merged.current.remove(&column);
        self.write(column, value)?;
        self.merged.begin(place, value);
        Ok(())
    }

    fn begin_row(&mut self, row: u32) -> Result<(), String> {
        if self.is_begun {
            self.fill(u32::MAX)?;
        }
        let ends = self.last.map_or(self.column, |last| last.max(self.column));
        self.last = Some(ends);
        let missing = if self.is_begun {
            ends.saturating_sub(self.column)
        } else {
            0
        };
        self.left.take((missing + row - self.row) as usize, 0)?;
        let text = &mut self.words.text;
        text.extend(std::iter::repeat_n('\t', missing as usize));
        text.extend(std::iter::repeat_n('\n', (row - self.row) as usize));
        (self.row, self.column, self.is_begun) = (row, 0, false);
        self.merged.end_above(row);
        Ok(())
    }

    /// Writes the values of merged cells before a column.
    fn fill(&mut self, until: u32) -> Result<(), String> {
        let mut from = self.column + u32::from(self.is_begun);
        while let Some((column, value)) = self.merged.next(from, until) {
            self.words.merged += 1;
            self.write(column, &value)?;
            from = column + 1;
        }
        Ok(())
    }

    fn write(&mut self, column: u32, value: &str) -> Result<(), String> {
        let gap = column - self.column;
        self.left.take(gap as usize + 1, value.len())?;
        let text = &mut self.words.text;
        text.extend(std::iter::repeat_n('\t', gap as usize));
        (self.column, self.is_begun) = (column, true);
        // Excel keeps a null character as `_x0000_`; a table of text has none.
        let value = value.replace('\0', " ");
        if value.contains(['\t', '\n', '\r', '"']) {
            text.push('"');
            *text += &value.replace('"', "\"\"");
            text.push('"');
        } else {
            *text += &value;
        }
        Ok(())
    }

    fn into_words(mut self) -> Result<SheetWords, String> {
        if self.is_begun {
            self.fill(u32::MAX)?;
        }
        let missing = self.last.unwrap_or(self.column).saturating_sub(self.column);
        let text = &mut self.words.text;
        text.extend(std::iter::repeat_n('\t', missing as usize));
        text.push('\n');
        Ok(self.words)
    }
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
    if time.is_duration() || days >= 2_958_466.0 {
        days.to_string()
    } else if days < 0.0 {
        before_1900(days).unwrap_or_else(|| days.to_string())
    } else if days < 1.0 {
        clock
    } else if days.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}

/// A date before 1900, which `LibreOffice` counts backwards from 30 December 1899.
fn before_1900(days: f64) -> Option<String> {
    let whole = days.floor();
    let day = civil::date(1899, 12, 30).checked_add(Span::new().try_days(whole as i64).ok()?);
    let seconds = ((days - whole) * 86_400.0).round() as i64;
    let time = day.ok()?.to_datetime(civil::Time::midnight());
    let time = time.checked_add(Span::new().seconds(seconds)).ok()?;
    Some(if seconds == 0 {
        time.date().to_string()
    } else {
        time.to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::before_1900;

    #[test]
    fn days_before_1900_are_dates() {
        assert_eq!(before_1900(-12_252.0).as_deref(), Some("1866-06-14"));
        assert_eq!(before_1900(-2186.0).as_deref(), Some("1894-01-04"));
        assert_eq!(before_1900(-1.5).as_deref(), Some("1899-12-28T12:00:00"));
        assert_eq!(before_1900(-1e300), None);
    }
}
