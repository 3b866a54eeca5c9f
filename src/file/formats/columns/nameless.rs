//! Tables of ties whose first line does not say which columns are the ends.

use std::collections::{HashMap, HashSet};

use super::cell_number::number;
use super::end_names::{ENDS, MAX_COMPARED};
use super::tie_columns::TieColumns;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::{direction, kind_of_word, plain};
use crate::file::formats::numbers::is_missing;
use crate::file::formats::times::{self, DayOrder};

/// A table whose first line is a tie already, or names columns that say nothing.
pub(crate) fn without_names<R: CellRow>(rows: &[R], is_spaced: bool) -> Option<TieColumns> {
    let first = rows.first()?;
    let width = first.len();
    let same = rows.iter().filter(|row| row.len() == width).count();
    if same * 10 < rows.len() * 9 || (0..2).any(|at| first.cell(at).is_empty()) {
        return None;
    }
    if (0..2).any(|at| are_days(rows, at)) {
        return None;
    }
    let ties = |names: Vec<(usize, &'static str)>| TieColumns {
        target: 1,
        names,
        ..TieColumns::default()
    };
    let is_value = |row: &R, at: usize| {
        let cell = row.cell(at);
        number(cell).is_some() || kind_of_word(cell).is_some() || is_missing(cell)
    };
    let all = |rows: &[R], test: &dyn Fn(&R, usize) -> bool, at: usize| {
        rows.iter().all(|row| test(row, at))
    };
    let (are_numbers, are_words) = (
        |at: usize| are_all(rows, at, is_number),
        |at: usize| are_all(rows, at, is_word),
    );
    match width {
        2 => Some(TieColumns {
            has_header: names_two_columns(rows),
            is_guess: is_unlike_others(rows),
            ..ties(Vec::new())
        }),
        3 if are_numbers(2) => Some(ties(vec![(2, "weight")])),
        3 if are_words(2) => Some(ties(vec![(2, "type")])),
        3 if rows.iter().all(|row| row.cell(2).starts_with('{')) => Some(ties(vec![(2, "{}")])),
        3 if rows.len() > 1 && all(&rows[1..], &is_value, 2) && !is_value(first, 2) => {
            Some(TieColumns {
                has_header: true,
                target: 1,
                is_guess: true,
                ..TieColumns::default()
            })
        }
        4 if are_numbers(2) && rows.iter().all(|row| is_unix_time(row.cell(3))) => {
            Some(ties(vec![(2, "weight"), (3, "timestamp")]))
        }
        4.. if names_ends(rows) && (are_numbers(2) || are_words(2)) => {
            Some(ties(names_of_values(rows)))
        }
        // `a likes b`, as in Cytoscape's SIF.
        3.. if is_spaced || overlap(rows, 0, 2) > overlap(rows, 0, 1) => has_type_between(rows)
            .then(|| TieColumns {
                target: 2,
                names: vec![(
                    1,
                    if are_all(rows, 1, is_arrow) {
                        "direction"
                    } else {
                        "type"
                    },
                )],
                ..TieColumns::default()
            }),
        3 if overlap(rows, 0, 1) > 0 && rows.len() > 1 => Some(ties(vec![(2, "type")])),
        _ => None,
    }
}

fn are_all<R: CellRow>(rows: &[R], at: usize, test: fn(&str) -> bool) -> bool {
    rows.iter().all(|row| test(row.cell(at)))
}

fn is_number(cell: &str) -> bool {
    number(cell).is_some() || is_missing(cell)
}

/// Whether a cell is an arrow or a line between two ends: `->`, `--`.
fn is_arrow(cell: &str) -> bool {
    !cell.contains(char::is_alphanumeric) && direction(cell).is_some()
}

/// Whether a cell is a word for a kind of tie, or is missing.
fn is_word(cell: &str) -> bool {
    kind_of_word(cell).is_some() || is_missing(cell)
}

/// The names of the columns after the ends: a weight, a type and a date, each at most once.
fn names_of_values<R: CellRow>(rows: &[R]) -> Vec<(usize, &'static str)> {
    let are_numbers = |at: usize| are_all(rows, at, is_number);
    let are_words = |at: usize| are_all(rows, at, is_word);
    let (what, other) = if are_numbers(2) {
        ("weight", "type")
    } else {
        ("type", "weight")
    };
    let mut names = vec![(2, what)];
    for at in 3..rows.first().map_or(0, CellRow::len) {
        let is_free = |name: &str| names.iter().all(|(_, taken)| *taken != name);
        if are_all(rows, at, is_date) && is_free("when") {
            names.push((at, "when"));
        } else if (are_numbers(at) || are_words(at)) && is_free(other) {
            names.push((at, other));
        }
    }
    names
}

/// Whether the first two columns of a table without names are ends: words, or numbers that recur.
fn names_ends<R: CellRow>(rows: &[R]) -> bool {
    let mut cells = rows.iter().flat_map(|row| [row.cell(0), row.cell(1)]);
    let are_words = cells
        .clone()
        .all(|cell| !is_missing(cell) && number(cell).is_none());
    let mut are_numbers = || cells.all(|cell| number(cell).is_some_and(|it| it.fract() == 0.0));
    let has_header = rows.len() > 1
        && (2..rows[0].len()).any(|at| {
            let is_value = |row: &R| number(row.cell(at)).is_some();
            !is_value(&rows[0]) && !is_missing(rows[0].cell(at)) && rows[1..].iter().all(is_value)
        });
    !has_header && (are_words || (overlap(rows, 0, 1) > 0 && are_numbers()))
}

/// Whether all cells of a column below the first line are days, which are no ends of ties.
pub(super) fn are_days<R: CellRow>(rows: &[R], at: usize) -> bool {
    let is_day = |row: &R| {
        let cell = row.cell(at);
        cell.contains(['-', '/', '.', ' ']) && times::read(cell, DayOrder::MonthFirst).is_ok()
    };
    let others = rows.get(1..).unwrap_or_default();
    !others.is_empty() && others.iter().take(MAX_COMPARED).all(is_day)
}

/// Whether a cell is a year or a date, or is missing.
fn is_date(cell: &str) -> bool {
    let is_year = || number(cell).is_some_and(|year| (1000.0..2200.0).contains(&year));
    let is_day = || cell.len() > 6 && times::read(cell, DayOrder::Unknown).is_ok();
    is_missing(cell) || is_year() || is_day()
}

/// Whether each line is a type of tie between two actors.
fn has_type_between<R: CellRow>(rows: &[R]) -> bool {
    let Some(first) = rows.first() else {
        return false;
    };
    let words: HashSet<&str> = rows.iter().map(|row| row.cell(1)).collect();
    let are_words =
        words.len() * 2 <= rows.len() || words.iter().all(|word| kind_of_word(word).is_some());
    first.len() == 3 && are_words && number(first.cell(1)).is_none() && overlap(rows, 0, 2) > 0
}

/// Whether the first of two cells each names columns: one of them is a word for an end, or they are
/// words in small letters above names in capital ones or above numbers.
fn names_two_columns<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let names = [first.cell(0), first.cell(1)];
    let is_end = |name: &&str| {
        let name = plain(name);
        let is_listed = |end: &str| end == name && end.chars().count() > 3;
        ENDS.iter()
            .any(|(source, target)| is_listed(source) || is_listed(target))
    };
    let cells = || others.iter().flat_map(|row| [row.cell(0), row.cell(1)]);
    let recurs = |name: &&str| cells().any(|cell| plain(cell) == plain(name));
    if others.is_empty() || names.iter().any(recurs) {
        return false;
    }
    let is_small = |name: &&str| {
        name.starts_with(char::is_lowercase) && !name.contains(|letter: char| letter.is_numeric())
    };
    let is_capital = |cell: &str| cell.starts_with(char::is_uppercase);
    let capital = cells().filter(|cell| is_capital(cell)).count();
    let are_numbers = others.len() > 1 && cells().all(|cell| number(cell).is_some());
    let is_above = are_numbers || (others.len() > 1 && capital * 10 >= cells().count() * 9);
    names.iter().any(is_end) || (is_above && names.iter().all(is_small))
}

/// Whether neither cell of the first line recurs, while most of those below do.
fn is_unlike_others<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for row in others.iter().take(MAX_COMPARED) {
        for at in 0..2 {
            *counts.entry(plain(row.cell(at))).or_default() += 1;
        }
    }
    let recurring = counts.values().filter(|count| **count > 1).count();
    let is_new = (0..2).all(|at| !counts.contains_key(&plain(first.cell(at))));
    let is_word = (0..2).all(|at| number(first.cell(at)).is_none());
    others.len() > 1 && is_new && is_word && recurring * 2 >= counts.len()
}

/// Seconds since 1970, between 1973 and 2286.
fn is_unix_time(cell: &str) -> bool {
    number(cell).is_some_and(|number| (1e8..1e10).contains(&number))
}

/// How many values two columns share.
fn overlap<R: CellRow>(rows: &[R], one: usize, other: usize) -> usize {
    let first: HashSet<&str> = rows.iter().map(|row| row.cell(one)).collect();
    let second: HashSet<&str> = rows.iter().map(|row| row.cell(other)).collect();
    first
        .intersection(&second)
        .filter(|cell| !cell.is_empty())
        .count()
}
