//! Rows as text with tabs, for spreadsheets.

use super::columns::columns;
use super::record::{RecordKind, RecordRow, RowContext};
use crate::words::spreadsheet_cell;

/// The titles of these columns, and the rows. No cell is a formula.
pub fn as_tsv<'a>(
    context: &RowContext<'_>,
    kind: RecordKind,
    shown: &[usize],
    rows: impl Iterator<Item = &'a RecordRow>,
) -> String {
    let all = columns(kind);
    let shown: Vec<_> = shown.iter().filter_map(|place| all.get(*place)).collect();
    let titles: Vec<_> = shown.iter().map(|column| column.title).collect();
    let mut text = titles.join("\t");
    text.push('\n');
    for row in rows {
        for (place, column) in shown.iter().enumerate() {
            if place > 0 {
                text.push('\t');
            }
            text.push_str(&spreadsheet_cell(&(column.text)(context, row)));
        }
        text.push('\n');
    }
    text
}
