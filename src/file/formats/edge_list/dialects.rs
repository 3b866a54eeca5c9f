//! Lines of tables as other programs write them, made such as all tables are: names of rows of R,
//! statements of Discourse Network Analyzer, columns of Neo4j, sizes of Matrix Market. Reads no
//! tie.

use std::collections::HashSet;

use super::lines::EdgeListLine;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::{labelled_ends, named_ends};
use crate::file::formats::kind_words::{kind_of_vote, plain};
use crate::file::report::IssueLog;
use crate::model::RelationKind;

/// R writes the names of rows before each line, and nothing above them: an empty cell is put there.
pub(super) fn name_row_names(lines: &mut [EdgeListLine]) {
    let Some((first, others)) = lines.split_first_mut() else {
        return;
    };
    let width = first.len() + 1;
    let are_longer = !others.is_empty() && others.iter().all(|line| line.len() == width);
    if !are_longer {
        return;
    }
    let names: HashSet<&str> = others.iter().map(|line| line.cell(0)).collect();
    let across: HashSet<&str> = (0..first.len()).map(|at| first.cell(at)).collect();
    let is_named = names == across || named_ends(std::slice::from_ref(first)).is_some();
    if is_named && names.len() == others.len() {
        let cells = std::iter::once("").chain(first.cells.iter()).collect();
        *first = EdgeListLine::new(first.at, cells);
    }
}

/// In statements of Discourse Network Analyzer, `agreement` is 1 or 0, or yes or no: the column is
/// called `sign`, and 0 becomes -1.
pub(super) fn take_agreement(lines: &mut [EdgeListLine], report: &mut IssueLog) {
    let Some((first, others)) = lines.split_first_mut() else {
        return;
    };
    let named = |name: &str| (0..first.len()).find(|at| plain(first.cell(*at)) == name);
    let (Some(_), Some(at)) = (named("concept"), named("agreement")) else {
        return;
    };
    let sign = |cell: &str| match cell {
        "1" | "true" | "TRUE" | "True" => Some("1"),
        "0" | "false" | "FALSE" | "False" => Some("-1"),
        "" => Some(""),
        _ => match kind_of_vote(cell)? {
            RelationKind::Cooperation => Some("1"),
            RelationKind::Hostility => Some("-1"),
            RelationKind::Support | RelationKind::Other => None,
        },
    };
    if others.is_empty() || !others.iter().all(|line| sign(line.cell(at)).is_some()) {
        return;
    }
    let message = "`agreement` says friend or foe: 1 or yes is agreement, 0 or no is disagreement";
    report.note(first.at, "agreement", message, None);
    let replace = |line: &mut EdgeListLine, word: &str| {
        let cells = line.cells.iter().enumerate();
        line.cells = cells
            .map(|(other, cell)| if other == at { word } else { cell })
            .collect();
    };
    replace(first, "sign");
    for line in others {
        let word = sign(line.cell(at)).unwrap_or_default();
        replace(line, word);
    }
}

/// Gives the table of edges that Cytoscape exports columns for the ends, which its names say:
/// `Iran (ally) Syria`, with `ally` under `interaction`.
pub(super) fn name_cytoscape_ends(lines: &mut [EdgeListLine], report: &mut IssueLog) {
    let Some((first, others)) = lines.split_first_mut() else {
        return;
    };
    let named = |names: [&str; 2]| {
        let mut names = names.into_iter();
        names.find_map(|name| (0..first.len()).find(|at| plain(first.cell(*at)) == name))
    };
    let (name, kind) = (
        named(["name", "sharedname"]),
        named(["interaction", "sharedinteraction"]),
    );
    let (Some(name), Some(kind), None) = (name, kind, named(["source", "from"])) else {
        return;
    };
    let ends = |line: &EdgeListLine| {
        let between = format!(" ({}) ", line.cell(kind));
        let (source, target) = line.cell(name).split_once(&between)?;
        let is_name = |end: &str| !end.trim().is_empty();
        (is_name(source) && is_name(target)).then(|| [source.to_owned(), target.to_owned()])
    };
    let Some(all) = others.iter().map(ends).collect::<Option<Vec<_>>>() else {
        return;
    };
    if all.is_empty() {
        return;
    }
    let message = format!(
        "the names under `{}` say the ends of ties, as Cytoscape writes them",
        first.cell(name)
    );
    report.note(first.at, "cytoscape-edges", message, None);
    let width = first.len();
    let add = |line: &mut EdgeListLine, ends: [&str; 2]| {
        let cells = (0..width).map(|at| line.cell(at)).chain(ends);
        *line = EdgeListLine::new(line.at, cells.collect());
    };
    add(first, ["source", "target"]);
    for (line, [source, target]) in others.iter_mut().zip(&all) {
        add(line, [source, target]);
    }
}

/// The beginning of the addresses of items of Wikidata, whose ids are such as `Q142`.
const ITEMS: &str = "http://www.wikidata.org/entity/";

/// Leaves the ids of items of Wikidata where queries write their addresses as the ends of ties.
pub(super) fn shorten_items(lines: &mut [EdgeListLine]) {
    let Some([(source, _), (target, _)]) = labelled_ends(lines) else {
        return;
    };
    for line in lines {
        for at in [source, target] {
            if let Some(id) = line.cell(at).strip_prefix(ITEMS).map(str::to_owned) {
                line.set(at, &id);
            }
        }
    }
}

/// The number of actors in a first line such as `65 1929`, which says how many actors and ties
/// follow; actors are numbers from 0. The line is taken out.
pub(super) fn announced(lines: &mut Vec<EdgeListLine>, is_spaced: bool) -> Option<usize> {
    let number = |line: &EdgeListLine, at: usize| line.cell(at).parse::<usize>().ok();
    let first = lines.first()?;
    let (actors, ties) = (number(first, 0)?, number(first, 1)?);
    let is_tab = lines.get(1).is_some_and(|line| line.len() == 3);
    if first.len() != 2 || ties != lines.len() - 1 || !(is_spaced || is_tab) {
        return None;
    }
    let is_below = |line: &EdgeListLine| {
        (0..2).all(|at| number(line, at).is_some_and(|number| number < actors))
    };
    if actors > lines.len() * 4 || !lines[1..].iter().all(is_below) {
        return None;
    }
    lines.remove(0);
    Some(actors)
}

/// The number of actors of a file of Matrix Market, whose first line says the size of the matrix.
/// The line is taken out.
pub(super) fn without_size(lines: &mut Vec<EdgeListLine>, comments: &[&str]) -> Option<usize> {
    let is_matrix_market = comments.first().is_some_and(|comment| {
        let comment = comment.to_lowercase();
        comment.starts_with(MATRIX_MARKET) && comment.contains("coordinate")
    });
    let first = lines
        .first()
        .filter(|first| is_matrix_market && first.len() == 3)?;
    let size = |at: usize| first.cell(at).parse::<usize>().ok();
    let (rows, columns) = (size(0)?, size(1)?);
    let actors = rows.max(columns);
    lines.remove(0);
    (actors <= lines.len().saturating_mul(4)).then_some(actors)
}

/// What the first comment of a file of Matrix Market begins with.
const MATRIX_MARKET: &str = "%matrixmarket matrix";

/// Types that Neo4j and Neptune write after the names of columns.
const COLUMN_TYPES: [&str; 16] = [
    "int",
    "integer",
    "long",
    "float",
    "double",
    "boolean",
    "bool",
    "byte",
    "short",
    "string",
    "date",
    "datetime",
    "localdatetime",
    "time",
    "point",
    "duration",
];

/// Gives the columns of tables of Neo4j and Neptune, such as `:START_ID`, `id:ID` and `~from`, the
/// names that others have, without their types.
pub(super) fn name_neo4j_columns(lines: &mut [EdgeListLine]) {
    let Some(first) = lines.first_mut() else {
        return;
    };
    let role = |cell: &str| {
        let (_, mark) = cell.split_once(':').unwrap_or(("", ""));
        match mark.split('(').next().unwrap_or_default() {
            "ID" => Some("id"),
            "START_ID" => Some("source"),
            "END_ID" => Some("target"),
            "TYPE" => Some("type"),
            "LABEL" => Some("labels"),
            _ => match cell {
                "~id" => Some("id"),
                "~from" => Some("source"),
                "~to" => Some("target"),
                "~label" => Some("type"),
                _ => None,
            },
        }
    };
    if !first.cells.iter().any(|cell| role(cell.trim()).is_some()) {
        return;
    }
    let has_ends = first
        .cells
        .iter()
        .any(|cell| role(cell.trim()) == Some("source"));
    let without_type = |cell: &str| match cell.split_once(':') {
        Some((name, kind)) => {
            let kind = kind.trim_end_matches("[]").to_ascii_lowercase();
            let is_type = !name.is_empty() && COLUMN_TYPES.contains(&&*kind);
            if is_type { name } else { cell }.to_owned()
        }
        None => cell.to_owned(),
    };
    let named = first.cells.iter().map(|cell| match role(cell.trim()) {
        Some("type") if !has_ends => "labels".to_owned(),
        Some(name) => name.to_owned(),
        None => without_type(cell.trim()),
    });
    let named: Vec<String> = named.collect();
    first.cells = named.iter().map(String::as_str).collect();
}

/// What comments say of direction: `# Directed graph` of SNAP, `% asym` and `% sym` of KONECT.
pub(super) fn said_direction(comments: &[&str]) -> Option<bool> {
    comments.iter().find_map(|comment| {
        let comment = comment.to_lowercase();
        let is_matrix = comment.starts_with(MATRIX_MARKET);
        if is_matrix && comment.ends_with("general") {
            return Some(true);
        }
        if is_matrix || comment.starts_with("undirected") || comment.starts_with("sym ") {
            Some(false)
        } else if comment.starts_with("directed") || comment.starts_with("asym ") {
            Some(true)
        } else {
            None
        }
    })
}
