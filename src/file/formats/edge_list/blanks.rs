//! Tables whose first column names an actor once for several lines: a blank cell means the one
//! above. Knows no other column.

use std::collections::HashSet;

use super::lines::EdgeListLine;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::TieColumns;
use crate::file::report::IssueLog;
use crate::words::{counted, short};

/// The fewest blank cells that show the habit.
const MIN_BLANKS: usize = 2;

/// Fills blank cells of the first end with the cell above, if no name is there twice and the other
/// end is always there.
pub(super) fn fill(lines: &mut [EdgeListLine], columns: &TieColumns, report: &mut IssueLog) {
    let TieColumns { source, target, .. } = *columns;
    let end = source.min(target);
    let other = source.max(target);
    let rows = lines
        .get_mut(usize::from(columns.has_header)..)
        .unwrap_or_default();
    let cells = rows.iter().map(|line| line.cell(end));
    let blanks = cells.clone().filter(|cell| cell.is_empty()).count();
    let first = rows.first().map_or("", |line| line.cell(end)).to_owned();
    if blanks < MIN_BLANKS || first.is_empty() {
        return;
    }
    let mut seen = HashSet::new();
    let are_distinct = cells
        .filter(|cell| !cell.is_empty())
        .all(|cell| seen.insert(cell));
    if !are_distinct || rows.iter().any(|line| line.cell(other).is_empty()) {
        return;
    }
    let message = format!(
        "{} blank under a name, such as `{}`, and {} read as the name above",
        counted(blanks, "cell is", "cells are"),
        short(&first),
        crate::words::agree(blanks, "is", "are"),
    );
    let hint = "Write the name on each line if this is wrong.".to_owned();
    report.warning(rows[0].at, "blank-cells", message, Some(hint));
    let mut above = String::new();
    for line in rows {
        if line.cell(end).is_empty() {
            line.set(end, &above);
        } else {
            line.cell(end).clone_into(&mut above);
        }
    }
}
