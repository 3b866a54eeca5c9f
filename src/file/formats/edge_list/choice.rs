//! The columns of a table as somebody chose them: which line names them, and which are the ends.
//! Reads no tie.

use std::collections::HashSet;

use super::lines::EdgeListLine;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::column_preview::{
    PREVIEW_ROWS, TableColumns, refuse_unknown, shown_cell,
};
use crate::file::formats::columns::{TableShape, TieColumns, without_names};
use crate::file::report::IssueLog;
use crate::model::{ColumnMap, ColumnRole, PreviewColumn};

/// The names by which columns are chosen: those of the first line, or `column 3`.
pub(super) fn column_names(first: &EdgeListLine, has_header: bool) -> Vec<String> {
    let mut seen = HashSet::new();
    let numbered = |at: usize| format!("column {}", at + 1);
    (0..first.len())
        .map(|at| {
            let cell = first.cell(at);
            if !has_header || cell.is_empty() {
                return numbered(at);
            }
            if seen.insert(cell.to_owned()) {
                cell.to_owned()
            } else {
                format!("{cell} ({})", numbered(at))
            }
        })
        .collect()
}

/// Where a column is that was chosen by its name.
fn position(names: &[String], wanted: &str) -> Option<usize> {
    let one = |name: &str| ColumnMap {
        roles: vec![(name.to_owned(), ColumnRole::Keep)],
        ..ColumnMap::default()
    };
    let exact = names.iter().position(|name| name == wanted);
    exact.or_else(|| {
        names
            .iter()
            .position(|name| one(name).role(wanted).is_some())
    })
}

/// Whether a line has all of the columns that were chosen by their names.
pub(super) fn names_chosen(line: &EdgeListLine, map: &ColumnMap) -> bool {
    let names = column_names(line, true);
    let numbers = column_names(line, false);
    let mut chosen = map.roles.iter().map(|(name, _)| name);
    let is_named = |name: &String| position(&names, name).is_some();
    let is_numbered = |name: &String| position(&numbers, name).is_some();
    chosen
        .clone()
        .all(|name| is_named(name) || is_numbered(name))
        && chosen.any(is_named)
}

/// The shape of a table with what was chosen; nothing if the report says what does not fit.
pub(super) fn shape(
    lines: &[EdgeListLine],
    guessed: Option<TableShape>,
    is_spaced: bool,
    report: &mut IssueLog,
) -> Option<TableShape> {
    let map = report.choices.columns.clone();
    let has_end = [ColumnRole::Source, ColumnRole::Target]
        .into_iter()
        .any(|end| map.column(end).is_some());
    if let Some(id) = map.column(ColumnRole::ActorId).filter(|_| !has_end) {
        let names = column_names(&lines[0], map.has_header.unwrap_or(true));
        let Some(at) = position(&names, id) else {
            refuse_unknown(id, &names, report);
            return None;
        };
        return Some(TableShape::Actors(at));
    }
    let guess = match guessed {
        Some(TableShape::Ties(ties)) => Some(ties),
        other if has_end => {
            let _ = other;
            None
        }
        other => return other,
    };
    if map.roles.is_empty() && map.has_header.is_none() {
        return guess.map(TableShape::Ties);
    }
    let is_named = !map.roles.is_empty() && names_chosen(&lines[0], &map);
    let guessed_header = guess.as_ref().is_none_or(|guess| guess.has_header);
    let has_header = map.has_header.unwrap_or(is_named || guessed_header);
    let mut columns = with_header(guess, has_header, lines, is_spaced);
    let names = column_names(&lines[0], has_header);
    let guessed = [columns.source, columns.target];
    let [source, target] = chosen_ends(guessed, &names, report)?;
    columns.is_guess &= guessed == [source, target] && !has_end;
    (columns.source, columns.target) = (source, target);
    Some(TableShape::Ties(columns))
}

/// The columns of ties, where it was chosen whether the first line names columns.
fn with_header(
    guess: Option<TieColumns>,
    has_header: bool,
    lines: &[EdgeListLine],
    is_spaced: bool,
) -> TieColumns {
    match guess {
        Some(guess) if guess.has_header == has_header => guess,
        Some(guess) if has_header => TieColumns {
            has_header,
            names: Vec::new(),
            ..guess
        },
        Some(guess) => without_names(lines, is_spaced).unwrap_or(TieColumns {
            has_header,
            ..guess
        }),
        None => TieColumns {
            has_header,
            source: usize::MAX,
            target: usize::MAX,
            ..TieColumns::default()
        },
    }
}

/// The columns of source and target: the chosen ones, else the guessed ones if they are free;
/// nothing if the report says which end has none.
fn chosen_ends(guessed: [usize; 2], names: &[String], report: &mut IssueLog) -> Option<[usize; 2]> {
    let map = report.choices.columns.clone();
    let mut ends = [None; 2];
    for (end, role) in ends
        .iter_mut()
        .zip([ColumnRole::Source, ColumnRole::Target])
    {
        if let Some(name) = map.column(role) {
            let Some(at) = position(names, name) else {
                refuse_unknown(name, names, report);
                return None;
            };
            *end = Some(at);
        }
    }
    for slot in 0..2 {
        let is_free = |at: &usize| {
            names.get(*at).is_some_and(|name| map.role(name).is_none())
                && ends[1 - slot] != Some(*at)
        };
        ends[slot] = ends[slot].or(Some(guessed[slot]).filter(is_free));
    }
    let [Some(source), Some(target)] = ends else {
        no_end(names, ends, report);
        return None;
    };
    Some([source, target])
}

/// Reports that one end of ties has no column.
fn no_end(names: &[String], ends: [Option<usize>; 2], report: &mut IssueLog) {
    let missing = match ends {
        [None, None] => "source and target of ties have no column",
        [None, _] => "the source of ties has no column",
        _ => "the target of ties has no column",
    };
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("{missing}; there are {}", crate::words::list(&quoted));
    let hint = "Choose both, for example --columns source=A,target=B.".to_owned();
    report.error(0, "unknown-column", message, Some(hint));
    report.is_refused = true;
}

/// The columns of a table that lists no ties, so that somebody can say which are their ends.
pub(super) fn columns_without_ends(
    lines: &[EdgeListLine],
    map: &ColumnMap,
    guess: Option<String>,
) -> TableColumns {
    let columns = TieColumns {
        has_header: map.has_header.unwrap_or(true),
        source: usize::MAX,
        target: usize::MAX,
        ..TieColumns::default()
    };
    let none = vec![None; lines[0].len()];
    TableColumns {
        guesses: guess.into_iter().collect(),
        is_of_actors: true,
        ..table_columns(lines, &columns, &none, map)
    }
}

/// The columns of a table of actors: which one identifies them, and which one names them.
pub(super) fn columns_of_actors(
    lines: &[EdgeListLine],
    id: usize,
    map: &ColumnMap,
    guess: Option<String>,
) -> TableColumns {
    let mut table = columns_without_ends(lines, map, guess);
    table.ends[id] = Some(ColumnRole::ActorId);
    table
}

/// The column of each role that somebody chose in a table of actors.
pub(super) fn columns_with(
    lines: &[EdgeListLine],
    map: &ColumnMap,
    role: ColumnRole,
) -> Vec<usize> {
    let names = column_names(&lines[0], true);
    let chosen = |at: &usize| map.role(&names[*at]) == Some(role);
    (0..names.len()).filter(chosen).collect()
}

/// The columns of a table with their first cells, for those who look at how it was understood.
pub(super) fn table_columns(
    lines: &[EdgeListLine],
    columns: &TieColumns,
    numbers: &[Option<u32>],
    map: &ColumnMap,
) -> TableColumns {
    let names = column_names(&lines[0], columns.has_header);
    let rows = &lines[usize::from(columns.has_header)..];
    let rows = &rows[..rows.len().min(PREVIEW_ROWS)];
    let end = |at: usize| match at {
        _ if at == columns.source => Some(ColumnRole::Source),
        _ if at == columns.target => Some(ColumnRole::Target),
        _ => names.get(at).and_then(|name| map.role(name)),
    };
    TableColumns {
        ends: (0..names.len()).map(end).collect(),
        attributes: numbers.to_vec(),
        has_header: Some(columns.has_header),
        guesses: Vec::new(),
        is_of_actors: false,
        columns: names
            .iter()
            .enumerate()
            .map(|(at, name)| PreviewColumn {
                name: name.clone(),
                cells: rows.iter().map(|row| shown_cell(row.cell(at))).collect(),
                is_end: false,
            })
            .collect(),
    }
}
