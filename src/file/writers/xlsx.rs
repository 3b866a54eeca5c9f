//! Writes the three tables as sheets of an Excel workbook. Texts are texts, and never formulas.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::plain_network::PlainOptions;
use super::tables::{self, PlainTable, TableCell};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::limits::{SHEET_CELL_LETTERS, SHEET_ROWS};
use crate::model::Document;
use crate::words::counted;

pub(super) const WRITER: Writer = Writer {
    id: "xlsx",
    name: "Excel",
    extensions: &["xlsx"],
    explanation: "A workbook with sheets of actors, relations and claims.",
    keeps: tables::KEPT,
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let tables = tables::tables(document, PlainOptions::default());
    let mut workbook = Workbook::new();
    let failed = |error: XlsxError| format!("the workbook cannot be made: {error}");
    // The same document gives the same bytes.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let bold = Format::new().set_bold();
    let mut cut = 0;
    for (name, table) in ["actors", "relations", "claims"].iter().zip(&tables) {
        if table.rows.len() >= SHEET_ROWS.count() {
            return Err(SHEET_ROWS.message(table.rows.len()));
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (at, name) in table.names.iter().enumerate() {
            sheet
                .write_string_with_format(0, at as u16, &**name, &bold)
                .map_err(failed)?;
        }
        cut += rows(sheet, table).map_err(failed)?;
    }
    let bytes = workbook.save_to_buffer().map_err(failed)?;
    let words = || {
        let one = "text that is too long for a cell (it is cut)";
        counted(
            cut,
            one,
            "texts that are too long for a cell (they are cut)",
        )
    };
    let changes = (cut > 0).then(words).into_iter().collect();
    Ok(WrittenFile {
        bytes,
        changes,
        ..WrittenFile::default()
    })
}

/// Writes the rows of a table; returns how many texts were cut.
fn rows(
    sheet: &mut rust_xlsxwriter::Worksheet,
    table: &PlainTable<'_>,
) -> Result<usize, XlsxError> {
    let mut cut = 0;
    for (row, cells) in table.rows.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            let (row, at) = (row as u32 + 1, at as u16);
            match cell {
                None => {}
                Some(TableCell::Number(digits)) => match digits.parse::<f64>() {
                    Ok(number) if is_exact(digits) => {
                        sheet.write_number(row, at, number)?;
                    }
                    _ => {
                        sheet.write_string(row, at, &**digits)?;
                    }
                },
                Some(TableCell::Text(text)) => {
                    // Excel counts the units of UTF-16.
                    let is_long = text.encode_utf16().count() > SHEET_CELL_LETTERS.count();
                    cut += usize::from(is_long);
                    let text = if is_long { shortened(text) } else { &**text };
                    sheet.write_string(row, at, text)?;
                }
            }
        }
    }
    Ok(cut)
}

/// Whether Excel keeps all digits of a number.
fn is_exact(digits: &str) -> bool {
    digits.bytes().filter(u8::is_ascii_digit).count() <= 15
}

fn shortened(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > SHEET_CELL_LETTERS.count()
    });
    end.map_or(text, |(end, _)| &text[..end])
}
