//! Tables that are matrices: names in the first line, and a value for each pair.

use std::collections::HashSet;

use super::cell_number::number;
use super::end_names::is_certain_header;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::{kind_of_vote, kind_of_word, plain};
use crate::file::formats::numbers::is_missing;
use crate::file::formats::tie_roles::is_name_of_signs;
use crate::model::Sign;

/// Whether the first column has the same names as the first line, in any order.
pub(super) fn is_matrix<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let across: HashSet<&str> = (1..first.len()).map(|at| first.cell(at)).collect();
    let is_headless = number(first.cell(0)).is_some();
    if first.len() < 3 || is_headless || across.contains("") || others.len() + 1 < first.len() {
        return false;
    }
    let down: HashSet<&str> = others.iter().map(|row| row.cell(0)).collect();
    down == across && across.len() + 1 == first.len() && others.len() == down.len()
}

/// Whether names are in the first column, other names in the first line, and between them numbers
/// of which many are 0 or missing: who took part in what.
pub(super) fn is_two_mode<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let width = first.len();
    let names: HashSet<String> = (1..width).map(|at| plain(first.cell(at))).collect();
    let is_named = |name: &String| !name.is_empty() && number(name).is_none();
    let is_head = first.cell(0).is_empty() && width > 2 && names.len() + 1 == width;
    if !is_head || !names.iter().all(is_named) || others.len() < 2 || is_certain_header(first) {
        return false;
    }
    let down: HashSet<&str> = others.iter().map(|row| row.cell(0)).collect();
    let is_name = |name: &&str| !name.is_empty() && number(name).is_none();
    let is_value = |cell: &str| number(cell).is_some() || is_missing(cell);
    let cells = || {
        others
            .iter()
            .flat_map(|row| (1..width).map(|at| row.cell(at)))
    };
    let is_absent = |cell: &&str| is_missing(cell) || number(cell) == Some(0.0);
    let is_unit = |cell: &str| number(cell).is_none_or(|number| number.abs() <= 1.0);
    let absent = cells().filter(is_absent).count();
    down.len() == others.len()
        && down.iter().all(is_name)
        && others.iter().all(|row| row.len() <= width)
        && cells().all(is_value)
        && (absent * 4 >= cells().count() || (absent > 0 && cells().all(is_unit)))
}

/// Whether names are in the first column, other names in the first line, and between them nothing
/// but words for friends and foes, or votes: who holds which position on what.
pub(super) fn is_two_mode_of_words<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let width = first.len();
    let names: HashSet<String> = (1..width).map(|at| plain(first.cell(at))).collect();
    let down: HashSet<String> = others.iter().map(|row| plain(row.cell(0))).collect();
    let is_named = |name: &String| !name.is_empty() && number(name).is_none();
    if width < 3 || names.len() + 1 < width || others.len() < 2 || down.len() < others.len() {
        return false;
    }
    let kind = |cell: &str| kind_of_word(cell).or_else(|| kind_of_vote(cell));
    let is_value =
        |cell: &str| is_missing(cell) || (kind(cell).is_some() && number(cell).is_none());
    let is_signed = |row: &R, at: usize| {
        let word = Some(row.cell(at)).filter(|cell| cell.contains(char::is_alphabetic));
        word.and_then(kind)
            .is_some_and(|kind| kind.sign() != Sign::None)
    };
    let mut columns = 1..width;
    names.iter().chain(&down).all(is_named)
        && !names.iter().any(|name| is_name_of_signs(name))
        && others
            .iter()
            .all(|row| row.len() <= width && columns.clone().all(|at| is_value(row.cell(at))))
        && columns.all(|at| others.iter().any(|row| is_signed(row, at)))
}

/// Whether the lines are as many numbers each as there are lines; names may be above them. Three
/// lines of three may be a list of ties too, unless they are symmetric around zeros.
pub(super) fn is_square<R: CellRow>(rows: &[R], has_names: bool) -> bool {
    let values = if has_names { &rows[1..] } else { rows };
    let size = values.len();
    let at = |row: usize, column: usize| number(values[row].cell(column));
    let names = rows.iter().take(usize::from(has_names));
    let are_names = |row: &R| {
        let distinct: HashSet<&str> = (0..row.len()).map(|at| row.cell(at)).collect();
        row.len() == size
            && distinct.len() == size
            && !distinct.iter().any(|name| number(name).is_some())
    };
    let is_symmetric = || {
        (0..size).all(|row| {
            at(row, row) == Some(0.0) && (0..row).all(|column| at(row, column) == at(column, row))
        })
    };
    (3..=MAX_SQUARE).contains(&size)
        && names.into_iter().all(are_names)
        && values.iter().all(|row| row.len() == size)
        && (0..size).all(|row| {
            (0..size).all(|column| at(row, column).is_some_and(|value| value.abs() < 1e6))
        })
        && (size > 3 || is_symmetric())
}

/// Larger squares of numbers are not searched for a matrix without names.
const MAX_SQUARE: usize = 2_000;
