//! Matrices in a table: names in the first line and the first column, a value for each pair. Knows
//! no other shape.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::lines::{EdgeListLine, Separator, TableText};
use super::reader::report_thousands;
use crate::file::formats::attribute_value::AttributeValue;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::{kind_of_vote, kind_of_word};
use crate::file::formats::listed_tie::ListedTie;
use crate::file::formats::native::reading::short;
use crate::file::formats::numbers::{NumberStyle, is_missing};
use crate::file::formats::tie_builder::TieBuilder;
use crate::file::formats::tie_roles::{is_dash, is_plus};
use crate::file::report::IssueLog;
use crate::model::ColumnMap;

/// The fewest pairs with a tie that show that a matrix is symmetric.
const MIN_PAIRS: usize = 2;

/// Reads a matrix: each value that is not zero is a tie from its row to its column, and where both
/// directions of all pairs are the same, one tie without a direction.
pub(super) fn read(
    lines: &[EdgeListLine],
    table: &TableText<'_>,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let choices = Arc::clone(&report.choices);
    let matrix = Matrix::of(lines, table, ties, &choices.columns);
    report_thousands(matrix.style, "in this matrix", lines[0].at, report);
    let (weight, kind) = (ties.tie_attribute("weight"), ties.tie_attribute("type"));
    ties.styles = vec![matrix.style, NumberStyle::default()];
    for row in 0..matrix.rows.len() {
        for column in matrix.columns_of(row) {
            if matrix.is_said_before(row, column) {
                continue;
            }
            let cell = matrix.cell(row, column);
            let mut tie = ListedTie {
                source: matrix.rows[row],
                target: matrix.columns[column],
                directed: Some(!matrix.is_undirected),
                at: matrix.lines[row].at,
                ..ListedTie::default()
            };
            match matrix.value(row, column) {
                CellValue::Nothing => continue,
                CellValue::Number => tie.values.push((weight, AttributeValue::text(cell))),
                CellValue::Word => tie.values.push((kind, AttributeValue::text(cell))),
                CellValue::Vote => {
                    tie.layer = kind_of_vote(cell);
                    tie.subtype = Some(cell.into());
                }
                CellValue::Wrong => {
                    let message = format!("`{}` is not a value of a matrix", short(cell));
                    let hint = "Expected a number, 0 for no tie; the cell is left out.".to_owned();
                    let at = table.place(tie.at, column + 1);
                    report.error(at, "bad-number", message, Some(hint));
                    continue;
                }
            }
            ties.tie(tie);
        }
    }
    ties.preamble = Some(format!("the table is a matrix: {}", matrix.meaning()));
}

/// The longest mark on the diagonal, such as `n/a`.
const LONGEST_MARK: usize = 3;

/// The fewest actors of a matrix with an empty half.
const MIN_SIZE: usize = 3;

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellValue {
    Nothing,
    Number,
    Word,
    /// Yes or no, for or against.
    Vote,
    Wrong,
}

/// A matrix whose actors are known.
struct Matrix<'m> {
    /// The lines below the one that names the columns.
    lines: &'m [EdgeListLine],
    rows: Vec<usize>,
    columns: Vec<usize>,
    /// The row and the column of each actor.
    places: HashMap<usize, (Option<usize>, Option<usize>)>,
    map: &'m ColumnMap,
    style: NumberStyle,
    /// Beside anything but plus signs, a dash is an empty cell.
    has_pluses: bool,
    /// Whether more cells are words than numbers: then any word is a tie.
    has_words: bool,
    is_undirected: bool,
}

impl<'m> Matrix<'m> {
    fn of(
        lines: &'m [EdgeListLine],
        table: &TableText<'_>,
        ties: &mut TieBuilder,
        map: &'m ColumnMap,
    ) -> Self {
        let header = &lines[0];
        let has_comma_cells = table.separator == Separator::Byte(b',');
        let cells = || {
            let all = lines[1..].iter();
            all.flat_map(|line| (1..line.len()).map(move |at| line.cell(at)))
        };
        let style = NumberStyle::guess(cells(), has_comma_cells);
        let is_word = |cell: &&str| cell.contains(char::is_alphabetic) && !is_missing(cell);
        let words = cells().filter(is_word).count();
        let columns: Vec<usize> = (1..header.len())
            .map(|at| ties.end(header.cell(at), header.at))
            .collect();
        let rows = lines[1..]
            .iter()
            .map(|line| ties.end(line.cell(0), line.at));
        let rows: Vec<usize> = rows.collect();
        let mut places: HashMap<usize, (Option<usize>, Option<usize>)> = HashMap::new();
        for (at, actor) in rows.iter().enumerate() {
            places.entry(*actor).or_default().0 = Some(at);
        }
        for (at, actor) in columns.iter().enumerate() {
            places.entry(*actor).or_default().1 = Some(at);
        }
        let mut matrix = Self {
            lines: &lines[1..],
            rows,
            columns,
            places,
            map,
            style,
            has_pluses: cells().any(is_plus),
            has_words: words * 2 > cells().filter(|cell| !is_missing(cell)).count(),
            is_undirected: false,
        };
        matrix.is_undirected = match map.directed {
            Some(directed) => !directed,
            None => matrix.is_mirrored() || matrix.is_half(),
        };
        matrix
    }

    fn cell(&self, row: usize, column: usize) -> &'m str {
        self.lines[row].cell(column + 1)
    }

    /// The columns for which a row has cells: absent ones say nothing, and cost nothing.
    fn columns_of(&self, row: usize) -> Range<usize> {
        0..(self.lines[row].len().saturating_sub(1)).min(self.columns.len())
    }

    /// The cell of the same pair in the other direction.
    fn mirror(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let mirror_row = self.places.get(&self.columns[column])?.0?;
        Some((mirror_row, self.places.get(&self.rows[row])?.1?))
    }

    fn value(&self, row: usize, column: usize) -> CellValue {
        let cell = self.cell(row, column);
        let is_own = self.rows[row] == self.columns[column];
        if self.map.kind_of(cell).is_some() {
            return CellValue::Word;
        }
        match self.style.number(cell) {
            Some(0.0) => return CellValue::Nothing,
            Some(_) => return CellValue::Number,
            None if is_missing(cell) => return CellValue::Nothing,
            None => {}
        }
        // On the diagonal, `x`, `\` and `–` mark that there is no tie.
        let is_mark = is_own && cell.len() <= LONGEST_MARK && !is_plus(cell);
        if is_mark || (is_dash(cell) && !self.has_pluses) {
            CellValue::Nothing
        } else if kind_of_word(cell).is_some() {
            CellValue::Word
        } else if self.has_words && kind_of_vote(cell).is_some() {
            CellValue::Vote
        } else if self.has_words {
            CellValue::Word
        } else {
            CellValue::Wrong
        }
    }

    /// Whether two cells say the same.
    fn is_same(&self, one: (usize, usize), other: (usize, usize)) -> bool {
        let (first, second) = (self.value(one.0, one.1), self.value(other.0, other.1));
        let (one, other) = (self.cell(one.0, one.1), self.cell(other.0, other.1));
        first == second
            && match first {
                CellValue::Nothing => true,
                CellValue::Number => self.style.number(one) == self.style.number(other),
                _ => one == other,
            }
    }

    /// Whether each pair has the same value in both directions.
    fn is_mirrored(&self) -> bool {
        let is_in_both =
            |place: &(Option<usize>, Option<usize>)| place.0.is_some() && place.1.is_some();
        if !self.places.values().all(is_in_both) {
            return false;
        }
        let mut pairs = 0;
        for row in 0..self.rows.len() {
            for column in self.columns_of(row) {
                let mirror = self.mirror(row, column);
                let Some(mirror) = mirror.filter(|mirror| *mirror != (row, column)) else {
                    continue;
                };
                if !self.is_same((row, column), mirror) {
                    return false;
                }
                pairs += usize::from(self.value(row, column) != CellValue::Nothing);
            }
        }
        pairs >= 2 * MIN_PAIRS
    }

    /// Whether all cells on one side of the diagonal are empty, as in a table of distances.
    fn is_half(&self) -> bool {
        let is_square = self.rows == self.columns;
        let size = self.rows.len();
        let filled = |is_upper: bool| {
            let rows =
                (0..size).flat_map(|row| self.columns_of(row).map(move |column| (row, column)));
            let side = rows.filter(
                |(row, column)| {
                    if is_upper { row < column } else { row > column }
                },
            );
            side.filter(|(row, column)| !self.cell(*row, *column).is_empty())
                .count()
        };
        let [upper, lower] = [true, false].map(filled);
        let all = size * size.saturating_sub(1) / 2;
        is_square && size >= MIN_SIZE && upper.min(lower) == 0 && upper.max(lower) * 2 > all
    }

    /// Whether the pair of a cell has had its tie already.
    fn is_said_before(&self, row: usize, column: usize) -> bool {
        let mirror = self.mirror(row, column).filter(|_| self.is_undirected);
        mirror.is_some_and(|mirror| mirror.0 < row && self.is_same((row, column), mirror))
    }

    fn meaning(&self) -> &'static str {
        if self.is_undirected {
            "each pair with a value that is not 0 is one tie without a direction"
        } else {
            "each value that is not 0 is a tie from its row to its column"
        }
    }
}

/// Reads a matrix without names of rows: the names above it, or numbers from 1, are its actors.
pub(super) fn read_square(
    lines: &[EdgeListLine],
    has_names: bool,
    ties: &mut TieBuilder,
    map: &ColumnMap,
) {
    let rows = &lines[usize::from(has_names)..];
    let name = |at: usize| match &lines[0] {
        line if has_names => line.cell(at).to_owned(),
        _ => (at + 1).to_string(),
    };
    let actors: Vec<usize> = (0..rows.len())
        .map(|at| ties.end(&name(at), lines[0].at))
        .collect();
    let weight = ties.tie_attribute("weight");
    let number = |row: usize, column: usize| NumberStyle::default().number(rows[row].cell(column));
    let pairs = (0..rows.len()).flat_map(|row| (0..row).map(move |column| (row, column)));
    let is_mirrored = pairs
        .clone()
        .all(|(row, column)| number(row, column) == number(column, row));
    let count = pairs
        .filter(|(row, column)| number(*row, *column) != Some(0.0))
        .count();
    let is_undirected = map
        .directed
        .map_or(is_mirrored && count >= MIN_PAIRS, |directed| {
            !directed && is_mirrored
        });
    for (row, source) in actors.iter().enumerate() {
        for (column, target) in actors.iter().enumerate() {
            let is_second = is_undirected && column < row;
            if is_second || number(row, column) == Some(0.0) {
                continue;
            }
            let cell = AttributeValue::text(rows[row].cell(column));
            ties.tie(ListedTie {
                source: *source,
                target: *target,
                directed: Some(!is_undirected),
                values: [(weight, cell)].into_iter().collect(),
                at: rows[row].at,
                ..ListedTie::default()
            });
        }
    }
    let of = if has_names {
        "the first line names its actors"
    } else {
        "its actors are numbers"
    };
    let meaning = if is_undirected {
        "each pair with a value that is not 0 is one tie without a direction"
    } else {
        "each value that is not 0 is a tie from its row to its column"
    };
    ties.preamble = Some(format!("the table is a matrix, and {of}: {meaning}"));
}
