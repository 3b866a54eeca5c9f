//! Names of columns for the two ends of ties. Knows no content but what shows that a line names
//! columns.

use super::cell_number::number;
use crate::file::formats::actor_columns::{are_period, are_spans, is_actor_id};
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::plain;
use crate::file::formats::numbers::is_missing;
use crate::file::formats::tie_roles::{is_name_of_signs, is_name_of_start};

/// Names of the columns for the two ends, the most certain first. Only letters and digits count.
pub(super) const ENDS: &[(&str, &str)] = &[
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
    ("aggressor", "victim"),
    ("challenger", "target"),
    ("sender", "target"),
    ("supporter", "target"),
    ("country", "partner"),
    ("state", "partner"),
    ("actor", "partner"),
    ("akteur", "partner"),
    ("acteur", "partenaire"),
    ("actor", "target"),
    ("actor", "counterpart"),
    ("country", "counterpart"),
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
    let mut dated = None;
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
        if !fits || is_position || are_period(rows, ends) {
            return None;
        }
        // Beside other ends, `from` and `to` that are years say when.
        if is_name_of_start(source) && are_spans(&rows[1..], ends) {
            dated.get_or_insert(ends);
            return None;
        }
        Some(ends)
    });
    let paired = || paired(rows).filter(|ends| !are_period(rows, *ends));
    listed.or_else(paired).or(dated)
}

/// Parts of names of columns for codes of actors, such as `ccode1` of Correlates of War.
const CODES: &[&str] = &[
    "ccode", "code", "cow", "cowcode", "gwno", "iso", "num", "stnum",
];

/// How well the parts of a column's name say that it names actors.
fn rank_of_name(parts: &[String]) -> u8 {
    let has = |wanted: &[&str]| parts.iter().any(|part| wanted.contains(&part.as_str()));
    match (has(&["name"]), has(CODES)) {
        (true, _) => 2,
        (false, false) => 1,
        (false, true) => 0,
    }
}

/// Two columns whose names differ in one part, such as `state_a` and `state_b`, or `group1` and
/// `group2`. Columns of names go before others, and these before columns of codes.
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
    let has_words = |at: usize| {
        let mut cells = rows
            .iter()
            .skip(1)
            .take(MAX_COMPARED)
            .map(|row| row.cell(at));
        cells.any(|cell| !is_missing(cell) && number(cell).is_none())
    };
    let mut found: Option<(u8, usize, usize)> = None;
    for (source, one) in parts.iter().enumerate().take(MAX_COLUMNS) {
        for (target, other) in parts.iter().enumerate().take(MAX_COLUMNS) {
            if source == target || !is_pair(one, other) || is_of_three(one) {
                continue;
            }
            let rank = rank_of_name(one);
            // Flags of both sides are no better than codes of both.
            let is_better = |best: u8| rank > best && (rank > 1 || has_words(source));
            if found.is_none_or(|(best, ..)| is_better(best)) {
                found = Some((rank, source, target));
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
pub(super) fn ids_of_named<R: CellRow>(rows: &[R], ends: (usize, usize)) -> Option<(usize, usize)> {
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

/// Two columns of ids, and the two of their names beside them, as queries of Wikidata name them:
/// `item` and `itemLabel`, `ally` and `allyLabel`.
pub(crate) fn labelled_ends<R: CellRow>(rows: &[R]) -> Option<[(usize, usize); 2]> {
    let first = rows.first()?;
    let width = first.len().min(MAX_COLUMNS);
    let labelled = |at: usize| {
        let name = first.cell(at);
        let is_label = |other: &usize| {
            let rest = first.cell(*other).strip_suffix("Label");
            rest.is_some_and(|rest| !name.is_empty() && rest == name)
        };
        Some((at, (0..width).find(is_label)?))
    };
    let mut found = (0..width).filter_map(labelled);
    Some([found.next()?, found.next()?])
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
pub(super) fn names_signs<R: CellRow>(rows: &[R]) -> bool {
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

/// Whether the first line names both ends of ties by words that mean nothing else.
pub(super) fn is_certain_header<R: CellRow>(first: &R) -> bool {
    let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let mut certain = ENDS.iter().filter(|(source, _)| source.chars().count() > 2);
    certain.any(|(source, target)| has(source) && has(target))
}

/// How many lines are compared with the first.
pub(super) const MAX_COMPARED: usize = 100;

/// Wider tables are not searched for pairs of columns beyond this one.
pub(super) const MAX_COLUMNS: usize = 200;

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
