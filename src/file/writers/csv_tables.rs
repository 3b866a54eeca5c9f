//! Writes three tables as CSV, for R, Stata and spreadsheets: of relations, of actors and of
//! claims. What a spreadsheet would take for a formula begins with an apostrophe.

use super::plain_network::PlainOptions;
use super::tables::{PlainTable, TableCell, tables};
use super::writer::Writer;
use super::written_file::{CompanionFile, WrittenFile};
use crate::model::Document;
use crate::words::defused_cell;

pub(super) const WRITER: Writer = Writer {
    id: "csv",
    name: "CSV tables",
    extensions: &["csv"],
    explanation: "Three tables for R, Stata and spreadsheets: relations, and beside it actors and claims.",
    keeps: super::tables::KEPT,
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let [actors, relations, claims] = tables(document, PlainOptions::default());
    let mut changes = CellChanges::default();
    let mut text = |table: &PlainTable<'_>| {
        let mut out = CsvText::default();
        out.row(table.names.iter().map(|name| &**name));
        for row in &table.rows {
            out.cells(row, &mut changes);
        }
        out.text.into_bytes()
    };
    let companions = vec![
        CompanionFile {
            suffix: "-actors",
            bytes: text(&actors),
        },
        CompanionFile {
            suffix: "-claims",
            bytes: text(&claims),
        },
    ];
    Ok(WrittenFile {
        bytes: text(&relations),
        companions,
        changes: changes.in_words(),
    })
}

/// What was changed in cells.
#[derive(Default)]
struct CellChanges {
    nulls: usize,
}

impl CellChanges {
    fn in_words(&self) -> Vec<String> {
        let words = || {
            let one = "cell with a null character (written as a space)";
            crate::words::counted(
                self.nulls,
                one,
                "cells with a null character (written as a space)",
            )
        };
        (self.nulls > 0).then(words).into_iter().collect()
    }
}

/// The rows written so far.
#[derive(Default)]
pub(super) struct CsvText {
    pub(super) text: String,
}

impl CsvText {
    /// A row of texts.
    pub(super) fn row<'t>(&mut self, cells: impl Iterator<Item = &'t str>) {
        for (at, cell) in cells.enumerate() {
            self.cell(at, &defused(cell));
        }
        self.text.push('\n');
    }

    /// A row of a text and numbers.
    pub(super) fn labelled_row(
        &mut self,
        label: &str,
        numbers: impl Iterator<Item = impl AsRef<str>>,
    ) {
        self.cell(0, &defused(label));
        for number in numbers {
            self.text.push(',');
            self.text.push_str(number.as_ref());
        }
        self.text.push('\n');
    }

    fn cells(&mut self, row: &[Option<TableCell<'_>>], changes: &mut CellChanges) {
        for (at, cell) in row.iter().enumerate() {
            match cell {
                None => self.cell(at, ""),
                Some(TableCell::Number(digits)) => self.cell(at, digits),
                Some(TableCell::Text(text)) => {
                    changes.nulls += usize::from(text.contains('\0'));
                    self.cell(at, &defused(text));
                }
            }
        }
        self.text.push('\n');
    }

    fn cell(&mut self, at: usize, cell: &str) {
        if at > 0 {
            self.text.push(',');
        }
        let is_quoted = cell.contains(['"', ',', '\n', '\r', ';', '\t'])
            || cell.starts_with(char::is_whitespace)
            || cell.ends_with(char::is_whitespace)
            || (at == 0 && cell.starts_with(['#', '%', '\u{feff}']));
        if is_quoted {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(cell);
        }
    }
}

/// A cell that no spreadsheet takes for a formula.
fn defused(text: &str) -> String {
    defused_cell(&text.replace('\0', " "))
}
