//! Matrices in a table: names in the first line and the first column, a value for each pair. Knows
//! no other shape.

use std::sync::Arc;

use super::lines::{EdgeListLine, Separator, TableText};
use super::reader::report_thousands;
use crate::file::formats::attribute_value::AttributeValue;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::kind_of_word;
use crate::file::formats::listed_tie::ListedTie;
use crate::file::formats::native::reading::short;
use crate::file::formats::numbers::{NumberStyle, is_missing};
use crate::file::formats::tie_builder::TieBuilder;
use crate::file::formats::tie_roles::{is_dash, is_plus};
use crate::file::report::IssueLog;

/// Reads a matrix: each value that is not zero is a directed tie from its row to its column.
pub(super) fn read(
    lines: &[EdgeListLine],
    table: &TableText<'_>,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let header = &lines[0];
    let has_comma_cells = table.separator == Separator::Byte(b',');
    let cells = lines[1..]
        .iter()
        .flat_map(|line| (1..line.len()).map(move |at| line.cell(at)));
    let style = NumberStyle::guess(cells, has_comma_cells);
    report_thousands(style, "in this matrix", header.at, report);
    let names: Vec<usize> = (1..header.len())
        .map(|at| ties.end(header.cell(at), header.at))
        .collect();
    let weight = ties.tie_attribute("weight");
    let kind = ties.tie_attribute("type");
    ties.styles = vec![style, NumberStyle::default()];
    let choices = Arc::clone(&report.choices);
    let map = &choices.columns;
    // Beside anything but plus signs, a dash is an empty cell.
    let mut cells = lines[1..]
        .iter()
        .flat_map(|line| (1..line.len()).map(move |at| line.cell(at)));
    let has_pluses = cells.any(is_plus);
    for line in &lines[1..] {
        let source = ties.end(line.cell(0), line.at);
        for (index, target) in names.iter().enumerate() {
            let cell = line.cell(index + 1);
            let is_chosen = map.kind_of(cell).is_some();
            let value = match style.number(cell) {
                _ if is_chosen => (kind, AttributeValue::text(cell)),
                None if is_dash(cell) && (!has_pluses || source == *target) => continue,
                Some(0.0) => continue,
                Some(_) => (weight, AttributeValue::text(cell)),
                None if is_missing(cell) => continue,
                None if kind_of_word(cell).is_some() => (kind, AttributeValue::text(cell)),
                None => {
                    let message = format!("`{}` is not a value of a matrix", short(cell));
                    let hint = "Expected a number, 0 for no tie; the cell is left out.".to_owned();
                    report.error(
                        table.place(line.at, index + 1),
                        "bad-number",
                        message,
                        Some(hint),
                    );
                    continue;
                }
            };
            ties.tie(ListedTie {
                source,
                target: *target,
                directed: Some(true),
                values: [value].into_iter().collect(),
                at: line.at,
                ..ListedTie::default()
            });
        }
    }
    ties.preamble = Some(
        "the table is a matrix: each value that is not 0 is a tie from its row to its column"
            .to_owned(),
    );
}

/// Reads a matrix without names of rows: the names above it, or numbers from 1, are its actors.
pub(super) fn read_square(lines: &[EdgeListLine], has_names: bool, ties: &mut TieBuilder) {
    let rows = &lines[usize::from(has_names)..];
    let name = |at: usize| match &lines[0] {
        line if has_names => line.cell(at).to_owned(),
        _ => (at + 1).to_string(),
    };
    let actors: Vec<usize> = (0..rows.len())
        .map(|at| ties.end(&name(at), lines[0].at))
        .collect();
    let weight = ties.tie_attribute("weight");
    for (line, source) in rows.iter().zip(&actors) {
        for (at, target) in actors.iter().enumerate() {
            let cell = line.cell(at);
            if NumberStyle::default().number(cell) == Some(0.0) {
                continue;
            }
            ties.tie(ListedTie {
                source: *source,
                target: *target,
                directed: Some(true),
                values: [(weight, AttributeValue::text(cell))].into_iter().collect(),
                at: line.at,
                ..ListedTie::default()
            });
        }
    }
    let of = if has_names {
        "the first line names its actors"
    } else {
        "its actors are numbers"
    };
    ties.preamble = Some(format!(
        "the table is a matrix, and {of}: each value that is not 0 is a tie from its row to its column"
    ));
}
