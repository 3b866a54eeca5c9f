//! Which columns of a table are the ends of ties, guessed from their names and their content. Reads
//! no line.

use std::collections::{HashMap, HashSet};

use super::actor_columns::{ACTOR_IDS, are_period, is_actor_id};
use super::cell_row::CellRow;
use super::kind_words::{kind_of_word, plain};
use super::numbers::{NumberStyle, is_missing};
use super::tie_roles::is_name_of_signs;
use super::times::{self, DayOrder};

/// Names of the columns for the two ends, the most certain first. Only letters and digits count.
const ENDS: &[(&str, &str)] = &[
    ("source", "target"),
    ("from", "to"),
    ("sourcename", "targetname"),
    ("source", "destination"),
    ("src", "dst"),
    ("src", "dest"),
    ("src", "target"),
    ("src", "tgt"),
    ("origin", "destination"),
    ("origin", "dest"),
    ("fromname", "toname"),
    ("fromid", "toid"),
    ("fromnodeid", "tonodeid"),
    ("fromnode", "tonode"),
    ("sender", "receiver"),
    ("sender", "recipient"),
    ("actor1name", "actor2name"),
    ("head", "tail"),
    ("startnode", "endnode"),
    ("startid", "endid"),
    ("quelle", "ziel"),
    ("von", "nach"),
    ("von", "zu"),
    ("von", "an"),
    ("origine", "destination"),
    ("source", "cible"),
    ("de", "vers"),
    ("de", "à"),
    ("de", "a"),
    ("origen", "destino"),
    ("fuente", "destino"),
    ("fuente", "objetivo"),
    ("desde", "hasta"),
    ("emisor", "receptor"),
    ("origine", "destinazione"),
    ("sorgente", "destinazione"),
    ("da", "a"),
    ("de", "para"),
    ("origem", "destino"),
    ("fonte", "destino"),
    ("bron", "doel"),
    ("kaynak", "hedef"),
    ("źródło", "cel"),
    ("джерело", "ціль"),
    ("来源", "目标"),
    ("源", "目标"),
    ("المصدر", "الهدف"),
    ("источник", "цель"),
    ("откуда", "куда"),
    ("起点", "終点"),
    ("출발", "도착"),
    ("مصدر", "هدف"),
    ("exporter", "importer"),
    ("supplier", "recipient"),
    ("seller", "buyer"),
    ("citing", "cited"),
    ("reporter", "partner"),
    ("initiator", "target"),
    ("attacker", "defender"),
    ("attacker", "target"),
    ("aggressor", "target"),
    ("donor", "recipient"),
    ("follower", "followee"),
    ("userid", "friendid"),
    ("winner", "loser"),
    ("organization", "concept"),
    ("organisation", "concept"),
    ("actor", "concept"),
    ("person", "concept"),
    ("ego", "alter"),
    ("subject", "object"),
    ("parent", "child"),
    ("person", "friend"),
    ("a", "b"),
    ("i", "j"),
    ("u", "v"),
    ("x", "y"),
];

/// Parts of names of columns that tell one end from the other.
const PARTS: &[(&str, &str)] = &[
    ("source", "target"),
    ("source", "destination"),
    ("from", "to"),
    ("sender", "receiver"),
    ("sender", "recipient"),
    ("quelle", "ziel"),
    ("origin", "destination"),
    ("src", "dst"),
    ("actor", "recipient"),
    ("a", "b"),
    ("1", "2"),
    ("first", "second"),
    ("left", "right"),
    ("ego", "alter"),
];

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
    /// A line for each actor; the column of the id.
    Actors(usize),
}

/// The columns of a table of ties.
#[derive(Debug, Default)]
pub(crate) struct TieColumns {
    /// Whether the first line names the columns.
    pub(crate) has_header: bool,
    pub(crate) source: usize,
    pub(crate) target: usize,
    /// Names of the other columns where no line names them.
    pub(crate) names: Vec<(usize, &'static str)>,
    /// The columns of the names of both ends, where the ends are ids.
    pub(crate) end_names: Option<(usize, usize)>,
    /// Whether nothing but their content says which columns are the ends.
    pub(crate) is_guess: bool,
}

/// Whether the first line, of these names, names the columns of the ends; which ones they are.
pub(crate) fn named_ends<R: CellRow>(rows: &[R]) -> Option<(usize, usize)> {
    let first = rows.first()?;
    let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let at = |wanted: &str| names.iter().position(|name| name == wanted);
    let is_header = |source: usize, target: usize| {
        let head = [&names[source], &names[target]];
        let mut cells = rows[1..]
            .iter()
            .flat_map(|row| [row.cell(source), row.cell(target)]);
        !cells.any(|cell| head.iter().any(|name| plain(cell) == **name))
    };
    let listed = ENDS.iter().find_map(|(source, target)| {
        let ends = (at(source)?, at(target)?);
        // Graphs draw arrows from the tail to the head; triples of knowledge begin with the head.
        let ends = if (*source, *target) == ("head", "tail") {
            (ends.0.min(ends.1), ends.0.max(ends.1))
        } else {
            ends
        };
        // Beside an id or a name, x and y are a position.
        let is_position = *source == "x" && names.iter().any(|name| is_actor_id(name));
        // A single line of short names is a tie.
        let is_told = || rows.len() > 1 && (is_header(ends.0, ends.1) || names_signs(rows));
        let fits = source.chars().count() > 2 || is_told();
        (fits && !is_position && !are_period(rows, ends)).then_some(ends)
    });
    listed.or_else(|| paired(rows).filter(|ends| !are_period(rows, *ends)))
}

/// Two columns whose names differ in one part, such as `state_a` and `state_b`, or `group1` and
/// `group2`. Columns of names go before columns of codes.
fn paired<R: CellRow>(rows: &[R]) -> Option<(usize, usize)> {
    let first = rows.first()?;
    let parts: Vec<Vec<String>> = (0..first.len()).map(|at| parts(first.cell(at))).collect();
    let is_pair = |one: &[String], other: &[String]| {
        let differing: Vec<_> = one.iter().zip(other).filter(|(a, b)| a != b).collect();
        let [(a, b)] = differing[..] else {
            return false;
        };
        one.len() == other.len()
            && one.len() > 1
            && PARTS
                .iter()
                .any(|(first, second)| a == first && b == second)
    };
    // `friend1`, `friend2` and `friend3` are actors that a line names, not the two ends of a tie.
    let is_of_three = |one: &[String]| {
        let third = parts.iter().filter(|other| {
            other.len() == one.len()
                && other.last().is_some_and(|last| last == "3")
                && other[..other.len() - 1] == one[..one.len() - 1]
        });
        one.last().is_some_and(|last| last == "1") && third.count() > 0
    };
    let mut found: Option<(bool, usize, usize)> = None;
    for (source, one) in parts.iter().enumerate().take(MAX_COLUMNS) {
        for (target, other) in parts.iter().enumerate().take(MAX_COLUMNS) {
            if source == target || !is_pair(one, other) || is_of_three(one) {
                continue;
            }
            let is_name = one.iter().any(|part| part == "name");
            if found.is_none_or(|(best, ..)| is_name && !best) {
                found = Some((is_name, source, target));
            }
        }
    }
    let (_, source, target) = found?;
    let is_data = go_on_counting(&parts[source], &parts[target], &rows[1..], (source, target))
        && !names_numbers(rows);
    (!is_data).then_some((source, target))
}

/// The columns of ids beside two columns of names, such as `source_id` beside `source_name`, if
/// each line has both.
fn ids_of_named<R: CellRow>(rows: &[R], ends: (usize, usize)) -> Option<(usize, usize)> {
    let first = rows.first()?;
    let id_of = |end: usize| {
        let mut wanted = parts(first.cell(end));
        let name = wanted.iter_mut().find(|part| *part == "name")?;
        "id".clone_into(name);
        (0..first.len().min(MAX_COLUMNS)).find(|at| parts(first.cell(*at)) == wanted)
    };
    let ids = (id_of(ends.0)?, id_of(ends.1)?);
    let is_filled = |row: &R| [ids.0, ids.1].iter().all(|at| !is_missing(row.cell(*at)));
    rows.iter().all(is_filled).then_some(ids)
}

/// Whether two ends are the first of many that are numbered alike: `actor-1` and `actor-2` above
/// `actor-1` and `actor-9` are actors, and name no columns.
fn go_on_counting<R: CellRow>(
    one: &[String],
    other: &[String],
    rows: &[R],
    ends: (usize, usize),
) -> bool {
    let is_alike = |cell: &[String]| {
        cell.len() == one.len()
            && (0..cell.len()).all(|at| one[at] != other[at] || cell[at] == one[at])
    };
    let rows = &rows[..rows.len().min(MAX_COMPARED)];
    let cells = rows
        .iter()
        .flat_map(|row| [ends.0, ends.1].map(|at| row.cell(at)));
    let alike = cells.filter(|cell| is_alike(&parts(cell))).count();
    alike > rows.len()
}

/// Whether the first line has a word above numbers.
fn names_numbers<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, rows)) = rows.split_first() else {
        return false;
    };
    let rows = &rows[..rows.len().min(MAX_COMPARED)];
    (0..first.len()).any(|at| {
        let is_word = !first.cell(at).is_empty() && number(first.cell(at)).is_none();
        is_word && !rows.is_empty() && rows.iter().all(|row| number(row.cell(at)).is_some())
    })
}

/// Whether a column after the second is called something that only ties have, in the first line
/// alone.
fn names_signs<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, rows)) = rows.split_first() else {
        return false;
    };
    let rows = &rows[..rows.len().min(MAX_COMPARED)];
    let is_named = |at: usize| {
        let name = plain(first.cell(at));
        is_name_of_signs(&name) && !rows.iter().any(|row| plain(row.cell(at)) == name)
    };
    !rows.is_empty() && (2..first.len().min(MAX_COLUMNS)).any(is_named)
}

/// How many lines are compared with the first.
const MAX_COMPARED: usize = 100;

/// Wider tables are not searched for pairs of columns beyond this one.
const MAX_COLUMNS: usize = 200;

/// The parts of a column's name: words, and numbers at their ends.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for letter in name.chars() {
        let is_new = !last.is_alphanumeric()
            || (last.is_lowercase() && letter.is_uppercase())
            || last.is_numeric() != letter.is_numeric();
        if letter.is_alphanumeric() {
            if is_new {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.extend(letter.to_lowercase());
            }
        }
        last = letter;
    }
    // `sidea` and `sideb`, `statea` and `stateb`.
    if let [only] = &mut parts[..]
        && only.len() > 3
        && let Some(end) = only.pop()
    {
        if end == 'a' || end == 'b' {
            parts.push(end.to_string());
        } else {
            only.push(end);
        }
    }
    parts
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
    let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let id = ACTOR_IDS
        .iter()
        .find_map(|id| names.iter().position(|name| name == id));
    let looks_like_header = (0..first.len()).all(|at| number(first.cell(at)).is_none());
    // Columns of actors can be years.
    let is_first = id == Some(0);
    if let Some(id) = id.filter(|_| looks_like_header || is_first) {
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
    // A column in which nearly every line has its own value identifies the lines.
    let is_id = |at: &usize| {
        let seen: HashSet<&str> = rows[1..].iter().map(|row| row.cell(*at)).collect();
        !seen.contains("") && seen.len() * 5 > (rows.len() - 1) * 4
    };
    (first.len() > 1)
        .then(|| (0..first.len().min(MAX_COLUMNS)).find(is_id))
        .flatten()
        .map(TableShape::Actors)
}

/// A table whose first line is a tie already, or names columns that say nothing.
pub(crate) fn without_names<R: CellRow>(rows: &[R], is_spaced: bool) -> Option<TieColumns> {
    let first = rows.first()?;
    let width = first.len();
    let same = rows.iter().filter(|row| row.len() == width).count();
    if same * 10 < rows.len() * 9 || (0..2).any(|at| first.cell(at).is_empty()) {
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
    let is_word = |row: &R, at: usize| {
        let cell = row.cell(at);
        kind_of_word(cell).is_some() || is_missing(cell)
    };
    let is_number = |row: &R, at: usize| number(row.cell(at)).is_some() || is_missing(row.cell(at));
    let all = |rows: &[R], test: &dyn Fn(&R, usize) -> bool, at: usize| {
        rows.iter().all(|row| test(row, at))
    };
    match width {
        2 => Some(TieColumns {
            has_header: names_two_columns(rows),
            is_guess: is_unlike_others(rows),
            ..ties(Vec::new())
        }),
        3 if all(rows, &is_number, 2) => Some(ties(vec![(2, "weight")])),
        3 if all(rows, &is_word, 2) => Some(ties(vec![(2, "type")])),
        3 if rows.iter().all(|row| row.cell(2).starts_with('{')) => Some(ties(vec![(2, "{}")])),
        3 if rows.len() > 1 && all(&rows[1..], &is_value, 2) && !is_value(first, 2) => {
            Some(TieColumns {
                has_header: true,
                target: 1,
                is_guess: true,
                ..TieColumns::default()
            })
        }
        4 if all(rows, &is_number, 2) && rows.iter().all(|row| is_unix_time(row.cell(3))) => {
            Some(ties(vec![(2, "weight"), (3, "timestamp")]))
        }
        4.. if names_ends(rows) && (all(rows, &is_number, 2) || all(rows, &is_word, 2)) => {
            let what = if all(rows, &is_number, 2) {
                "weight"
            } else {
                "type"
            };
            let other = if what == "type" { "weight" } else { "type" };
            let mut names = vec![(2, what)];
            for at in 3..width {
                let is_free = |name: &str| names.iter().all(|(_, taken)| *taken != name);
                if all(rows, &|row, at| is_date(row.cell(at)), at) && is_free("when") {
                    names.push((at, "when"));
                } else if (all(rows, &is_number, at) || all(rows, &is_word, at)) && is_free(other) {
                    names.push((at, other));
                }
            }
            Some(ties(names))
        }
        // `a likes b`, as in Cytoscape's SIF.
        3.. if is_spaced || overlap(rows, 0, 2) > overlap(rows, 0, 1) => {
            let words: HashSet<&str> = rows.iter().map(|row| row.cell(1)).collect();
            let are_words = words.len() * 2 <= rows.len()
                || words.iter().all(|word| kind_of_word(word).is_some());
            let fits = width == 3
                && are_words
                && number(first.cell(1)).is_none()
                && overlap(rows, 0, 2) > 0;
            fits.then(|| TieColumns {
                target: 2,
                names: vec![(1, "type")],
                ..TieColumns::default()
            })
        }
        3 if overlap(rows, 0, 1) > 0 && rows.len() > 1 => Some(ties(vec![(2, "type")])),
        _ => None,
    }
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

/// Whether a cell is a year or a date, or is missing.
fn is_date(cell: &str) -> bool {
    let is_year = || number(cell).is_some_and(|year| (1000.0..2200.0).contains(&year));
    let is_day = || cell.len() > 6 && times::read(cell, DayOrder::Unknown).is_ok();
    is_missing(cell) || is_year() || is_day()
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

fn number(cell: &str) -> Option<f64> {
    NumberStyle::default().number(&cell.replace(',', "."))
}

/// Whether the first column has the same names as the first line, in any order.
pub(crate) fn is_matrix<R: CellRow>(rows: &[R]) -> bool {
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
fn is_two_mode<R: CellRow>(rows: &[R]) -> bool {
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

/// Whether the first line names both ends of ties by words that mean nothing else.
fn is_certain_header<R: CellRow>(first: &R) -> bool {
    let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let mut certain = ENDS.iter().filter(|(source, _)| source.chars().count() > 2);
    certain.any(|(source, target)| has(source) && has(target))
}

/// Whether the lines are as many numbers each as there are lines; names may be above them. Three
/// lines of three may be a list of ties too, unless they are symmetric around zeros.
fn is_square<R: CellRow>(rows: &[R], has_names: bool) -> bool {
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
