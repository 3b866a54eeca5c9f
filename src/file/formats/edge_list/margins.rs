//! What stands around a table and is no part of it: totals beside a matrix, notes below a table.

use super::lines::{EdgeListLine, TableText};
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::{TableShape, shape};
use crate::file::formats::kind_words::plain;
use crate::file::formats::numbers::{NumberStyle, is_missing};
use crate::file::report::IssueLog;
use crate::words::{counted, short};

/// Names of sums, of R, Excel and pandas among others. Only letters and digits count.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grandtotal",
    "sum",
    "all",
    "gesamt",
    "summe",
    "gesamtergebnis",
    "gesamtsumme",
    "totalgénéral",
    "totalgeneral",
    "suma",
    "somme",
    "totale",
    "totaal",
    "итого",
    "合计",
    "総計",
];

/// What notes below a table begin with, in small letters.
const NOTES: &[&str] = &[
    "note:",
    "notes:",
    "source:",
    "sources:",
    "quelle:",
    "quellen:",
    "anmerkung",
    "fuente:",
    "nota:",
    "notas:",
    "remarque",
    "*",
    "†",
    "1)",
    "¹",
];

/// Leaves out the last row and the last column of a matrix that are the sums of the others.
pub(super) fn take_totals(lines: &mut Vec<EdgeListLine>, report: &mut IssueLog) {
    let [header, .., last] = &lines[..] else {
        return;
    };
    let width = header.len();
    let is_total = |cell: &str| TOTALS.contains(&&*plain(cell));
    let (has_row, has_column) = (
        is_total(last.cell(0)),
        width > 1 && is_total(header.cell(width - 1)),
    );
    if !(has_row || has_column) {
        return;
    }
    let (rows, columns) = (
        lines.len() - usize::from(has_row),
        width - usize::from(has_column),
    );
    if !are_sums(lines, rows, columns) {
        return;
    }
    let without = |line: &EdgeListLine| {
        EdgeListLine::new(line.at, (0..columns).map(|at| line.cell(at)).collect())
    };
    let inner: Vec<EdgeListLine> = lines[..rows].iter().map(without).collect();
    if !matches!(shape(&inner, false), Some(TableShape::Matrix)) {
        return;
    }
    let what = match (has_row, has_column) {
        (true, true) => "the last row and the last column are the sums of the others",
        (true, false) => "the last row is the sums of the others",
        _ => "the last column is the sums of the others",
    };
    let message = format!("{what}, and left out");
    report.note(lines[rows - 1].at, "totals", message, None);
    *lines = inner;
}

/// Whether what is beyond these rows and columns are the sums of what is in them.
fn are_sums(lines: &[EdgeListLine], rows: usize, columns: usize) -> bool {
    let number = |row: usize, column: usize| {
        let cell = lines[row].cell(column);
        let is_empty = is_missing(cell) || cell == "-";
        let number = NumberStyle::default().number(cell);
        number.or(is_empty.then_some(0.0))
    };
    let is_sum = |cells: &mut dyn Iterator<Item = Option<f64>>, total: Option<f64>| {
        let sum: Option<f64> = cells.sum();
        let pair = sum.zip(total);
        pair.is_some_and(|(sum, total)| (sum - total).abs() <= 1e-6 * sum.abs().max(1.0))
    };
    let is_row = (rows < lines.len()).then(|| {
        (1..columns).all(|column| {
            is_sum(
                &mut (1..rows).map(|row| number(row, column)),
                number(rows, column),
            )
        })
    });
    let width = lines[0].len();
    let is_column = (columns < width).then(|| {
        (1..rows).all(|row| {
            is_sum(
                &mut (1..columns).map(|column| number(row, column)),
                number(row, columns),
            )
        })
    });
    rows > 1 && columns > 1 && is_row != Some(false) && is_column != Some(false)
}

/// Leaves out lines below a table that are one text: those that begin as notes do, and sentences
/// below a blank line.
pub(super) fn take_notes(
    table: &TableText<'_>,
    lines: &mut Vec<EdgeListLine>,
    report: &mut IssueLog,
) {
    const MIN_WORDS: usize = 3;
    let width = lines.first().map_or(0, CellRow::len);
    let note = |line: &EdgeListLine| {
        let mut filled = (0..line.len()).map(|at| line.cell(at));
        let text = filled.next()?;
        let is_alone = !text.is_empty() && filled.all(str::is_empty);
        is_alone.then(|| text.to_lowercase())
    };
    let is_note = |text: &String| {
        let begins = NOTES.iter().find(|begin| text.starts_with(*begin));
        begins.is_some_and(|begin| text.len() > begin.len())
    };
    let mut end = lines.len();
    let mut found = 0;
    // A sentence belongs to the notes if it or one above it is below a blank line.
    for at in (1..lines.len()).rev() {
        let Some(text) = note(&lines[at]) else { break };
        let is_sentence = text.split_whitespace().count() >= MIN_WORDS;
        if is_note(&text) || (is_sentence && is_below_blank(table, lines[at].at)) {
            end = at;
        } else if !is_sentence {
            break;
        }
        found += 1;
    }
    if width < 2 || found == 0 || end == lines.len() {
        return;
    }
    let left_out = lines.len() - end;
    let message = format!(
        "{} below the table is a note and no tie: `{}`",
        counted(left_out, "line", "lines"),
        short(lines[end].cell(0))
    );
    let hint = "It is left out.".to_owned();
    report.warning(lines[end].at, "notes-below", message, Some(hint));
    lines.truncate(end);
}

/// Whether the line above the one that begins at a byte is blank, or has only empty cells.
fn is_below_blank(table: &TableText<'_>, at: usize) -> bool {
    let Some(before) = table.text.get(..at) else {
        return false;
    };
    let above = before.strip_suffix('\n').unwrap_or(before);
    let above = above.rsplit('\n').next().unwrap_or_default();
    let is_empty = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '|' | '"');
    above.chars().all(is_empty)
}
