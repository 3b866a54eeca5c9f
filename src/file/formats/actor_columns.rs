//! The columns of tables of actors: which one identifies them, and which two say how long they were
//! there, so that `from` and `to` are not ends of ties. Reads no line.

use std::collections::HashSet;

use super::cell_row::CellRow;
use super::kind_words::plain;
use super::numbers::is_missing;
use super::times::{self, DayOrder};
use crate::model::Date;

/// Names of the column that identifies an actor in a table of actors.
pub(super) const ACTOR_IDS: &[&str] = &[
    "id", "nodeid", "key", "node", "vertex", "name", "label", "actor", "title",
];

/// Whether a column of this name identifies an actor.
pub(crate) fn is_actor_id(name: &str) -> bool {
    ACTOR_IDS.contains(&&*plain(name))
}

/// How a column identifies an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ActorIdColumn {
    /// By an id, which a tie can have too.
    Id,
    /// By its name.
    Name,
}

/// How a column of this name identifies an actor, if it does.
fn actor_id_column(name: &str) -> Option<ActorIdColumn> {
    let name = plain(name);
    is_actor_id(&name).then_some(match &*name {
        "id" | "key" => ActorIdColumn::Id,
        _ => ActorIdColumn::Name,
    })
}

/// Whether these two columns say from when to when the actor of each line was there.
///
/// They do if another column identifies the line, and if each line has a date in one of the two or
/// in both, none before the one it begins with. Takes O(lines), and stops at the first line that
/// says no.
pub(super) fn are_period<R: CellRow>(rows: &[R], (from, to): (usize, usize)) -> bool {
    let Some((first, lines)) = rows.split_first() else {
        return false;
    };
    let columns = (0..first.len()).filter(|at| *at != from && *at != to);
    let mut columns = columns.filter_map(|at| Some((at, actor_id_column(first.cell(at))?)));
    are_spans(lines, (from, to)) && columns.any(|(at, column)| identifies(lines, at, column))
}

/// Whether each line has a date in one of two columns or in both, none before the one it begins
/// with.
pub(super) fn are_spans<R: CellRow>(lines: &[R], (from, to): (usize, usize)) -> bool {
    let is_span_of = |line: &R| is_span(line.cell(from), line.cell(to));
    !lines.is_empty() && lines.iter().all(is_span_of)
}

/// Whether two cells are a beginning and an end. One of them may be missing.
fn is_span(from: &str, to: &str) -> bool {
    let date = |cell: &str| {
        if is_missing(cell) || times::is_open(cell) {
            return Ok(None);
        }
        let time = times::read(cell, DayOrder::Unknown).map_err(|_no_date| ())?;
        if time.is_step {
            Err(())
        } else {
            Ok(Some(time.date))
        }
    };
    let (Ok(from), Ok(to)) = (date(from), date(to)) else {
        return false;
    };
    let first = from.as_ref().and_then(Date::earliest);
    let last = to.as_ref().and_then(Date::latest);
    match (&from, &to) {
        (None, None) => false,
        _ => first.zip(last).is_none_or(|(first, last)| first <= last),
    }
}

/// Whether a column has another name on every line. Numbers, and letters with a number, may number
/// ties, whose ends are numbers like years: only words are ids for sure.
fn identifies<R: CellRow>(lines: &[R], at: usize, column: ActorIdColumn) -> bool {
    let mut seen = HashSet::new();
    lines.iter().all(|line| {
        let cell = line.cell(at);
        let is_word = cell.contains(char::is_alphabetic)
            && (column == ActorIdColumn::Name || !cell.contains(char::is_numeric));
        is_word && seen.insert(cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Cells(Vec<&'static str>);

    impl CellRow for Cells {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn cell(&self, at: usize) -> &str {
            self.0.get(at).copied().unwrap_or_default()
        }
    }

    /// Whether `from` and `to` of a table are a period.
    fn check(table: &'static str) -> bool {
        let cells = |line: &'static str| Cells(line.split(',').collect());
        let rows: Vec<Cells> = table.lines().map(cells).collect();
        let at = |name: &str| rows[0].0.iter().position(|cell| *cell == name).unwrap();
        are_period(&rows, (at("from"), at("to")))
    }

    #[test]
    fn dates_of_actors_are_no_ends() {
        for table in [
            "id,name,from,to\n1,Prussia,1816,1870\n2,Bavaria,1816,1870\n",
            "id,from,to\nFRA,1816,2016\nPRU,1816,1870\n",
            "from,to,label\n1948-05-14,,Israel\n1922-10-28,1991-12-26,USSR\n",
            "name,from,to\nIsrael,14/05/1948,present\n",
            "name,from,to\nGroup of 7,1975,\nGroup of 20,1999,..\n",
        ] {
            assert!(check(table), "{table}");
        }
    }

    #[test]
    fn ends_of_ties_are_no_dates() {
        for table in [
            "id,from,to\n1,1001,1002\n2,1001,1003\n",
            "id,from,to\ne1,1001,1002\ne2,1001,1003\n",
            "name,from,to\nalliance,1816,1870\nalliance,1870,1914\n",
            "name,from,to\nentente,FRA,GBR\nalliance,GER,AUH\n",
            "name,from,to\nentente,2,1\n",
            "name,from,to\nentente,1870,1816\n",
            "name,from,to\nentente,,\n",
            "from,to,type\n1816,1870,ally\n",
            "name,from,to\n",
        ] {
            assert!(!check(table), "{table}");
        }
    }
}
