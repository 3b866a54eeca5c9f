//! What a table is: ties, a matrix or actors. Reads no line.

use std::collections::HashSet;

use super::cell_number::number;
use super::end_names::{MAX_COLUMNS, ids_of_named, labelled_ends, named_ends, names_signs};
use super::matrices::{is_matrix, is_square, is_two_mode, is_two_mode_of_words};
use super::nameless::{are_days, without_names};
use super::partners::{PartnerColumns, partner_columns};
use super::tie_columns::TieColumns;
use crate::file::formats::actor_columns::ACTOR_IDS;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::{kind_of_word, plain};
use crate::file::formats::numbers::is_missing;

/// What a table is.
#[derive(Debug)]
pub(crate) enum TableShape {
    /// A line for each tie.
    Ties(TieColumns),
    /// Names in the first line and the first column, and a value for each pair.
    Matrix,
    /// A line of numbers for each actor, in the order of the names in the first line, if it has
    /// names.
    Square { has_names: bool },
    /// A line for each actor, with columns that list others.
    Partners(PartnerColumns),
    /// A line for each actor; the column of the id.
    Actors(usize),
}

/// What a table is; `None` if nothing in it looks like ties or actors.
pub(crate) fn shape<R: CellRow>(rows: &[R], is_spaced: bool) -> Option<TableShape> {
    let first = rows.first()?;
    if is_matrix(rows) || is_two_mode(rows) {
        return Some(TableShape::Matrix);
    }
    let ends = named_ends(rows);
    // `a` and `b` may be names of actors as well, `source` and `target` are not.
    let is_certain = ends.is_some_and(|(source, _)| plain(first.cell(source)).chars().count() > 2);
    for has_names in [true, false] {
        if !is_certain && is_square(rows, has_names) {
            return Some(TableShape::Square { has_names });
        }
    }
    if let Some(ends) = ends {
        let ids = ids_of_named(rows, ends);
        let (source, target) = ids.unwrap_or(ends);
        return Some(TableShape::Ties(TieColumns {
            has_header: true,
            source,
            target,
            end_names: ids.map(|_| ends),
            ..TieColumns::default()
        }));
    }
    if let Some([(source, one), (target, other)]) = labelled_ends(rows) {
        let name = first.cell(target);
        return Some(TableShape::Ties(TieColumns {
            has_header: true,
            source,
            target,
            end_names: Some((one, other)),
            relation: kind_of_word(name).map(|_| name.to_owned()),
            ..TieColumns::default()
        }));
    }
    if is_two_mode_of_words(rows) {
        return Some(TableShape::Matrix);
    }
    if let Some(partners) = partner_columns(rows) {
        return Some(TableShape::Partners(partners));
    }
    let looks_like_header = (0..first.len()).all(|at| number(first.cell(at)).is_none());
    if let Some(id) = named_id(first, looks_like_header) {
        return Some(TableShape::Actors(id));
    }
    if looks_like_header && names_signs(rows) {
        return Some(TableShape::Ties(TieColumns {
            has_header: true,
            target: 1,
            is_guess: true,
            ..TieColumns::default()
        }));
    }
    if let Some(ties) = without_names(rows, is_spaced) {
        return Some(TableShape::Ties(ties));
    }
    if !looks_like_header || rows.len() < 3 {
        return None;
    }
    if let Some((source, target)) = overlapping(rows) {
        return Some(TableShape::Ties(TieColumns {
            has_header: true,
            source,
            target,
            is_guess: true,
            ..TieColumns::default()
        }));
    }
    identifying(rows).map(TableShape::Actors)
}

/// The column of the ids of actors, by its name.
fn named_id<R: CellRow>(first: &R, looks_like_header: bool) -> Option<usize> {
    let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let id = ACTOR_IDS
        .iter()
        .find_map(|id| names.iter().position(|name| name == id));
    // Columns of actors can be years.
    id.filter(|id| looks_like_header || *id == 0)
}

/// The first column in which nearly every line has its own value: it identifies the lines, unless
/// they are days.
fn identifying<R: CellRow>(rows: &[R]) -> Option<usize> {
    let width = rows.first()?.len();
    let is_id = |at: &usize| {
        let seen: HashSet<&str> = rows[1..].iter().map(|row| row.cell(*at)).collect();
        !seen.contains("") && seen.len() * 5 > (rows.len() - 1) * 4
    };
    let mut columns = 0..width.min(MAX_COLUMNS);
    let found = columns.find(is_id).filter(|_| width > 1);
    found.filter(|at| !are_days(rows, *at))
}

/// The two columns of words that share the most values, if they share many.
fn overlapping<R: CellRow>(rows: &[R]) -> Option<(usize, usize)> {
    let width = rows.first()?.len().min(30);
    let rows = &rows[1..];
    let sets: Vec<HashSet<&str>> = (0..width)
        .map(|at| {
            let cells = rows.iter().map(|row| row.cell(at));
            cells
                .filter(|cell| number(cell).is_none() && !is_missing(cell))
                .collect()
        })
        .collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for source in 0..width {
        for target in source + 1..width {
            let shared = sets[source].intersection(&sets[target]).count();
            let smaller = sets[source].len().min(sets[target].len());
            // Two columns of yes and no share their values as well.
            if shared >= 3 && shared * 5 >= smaller && best.is_none_or(|(most, ..)| shared > most) {
                best = Some((shared, source, target));
            }
        }
    }
    best.map(|(_, source, target)| (source, target))
}
