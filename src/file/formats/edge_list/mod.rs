//! Tables of ties: a line for each tie, with its two ends; matrices; tables of actors; lists of
//! edges without a header. Knows no other format.
//!
//! Commas, semicolons, tabs, bars or spaces separate the cells. [`super::columns`] guesses which
//! columns are the ends, [`super::tie_roles`] what the other ones mean, and a note says so. Columns
//! without a meaning are kept with the relation under their names.

mod actors;
mod blanks;
mod choice;
mod claims;
mod dialects;
mod known_sets;
mod lines;
mod margins;
mod matrix;
mod partners;
mod reader;
mod several_names;
#[cfg(test)]
mod tests;
mod year_columns;

use std::sync::Arc;

use crate::model::{ColumnMap, ColumnRole, Document, ReadChoices};

use self::dialects::{
    announced, name_cytoscape_ends, name_neo4j_columns, name_row_names, said_direction,
    shorten_items, take_agreement, without_size,
};
use self::known_sets::{NEXT_STEP, known_set};
use self::lines::{EdgeListLine, Separator, TableText};
use self::reader::EdgeListReader;
use self::several_names::SeveralNames;
use self::year_columns::YearColumns;
use super::actor_columns::is_actor_id;
use super::cell_row::CellRow;
use super::columns::{TableShape, TieColumns, named_ends, shape};
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::words::counted;

/// The most lines above the one that names the columns.
const MAX_TITLE_LINES: usize = 10;

/// Reads a table. Returns nothing if it was cancelled, or if the report says why it has no ties.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let table = TableText::of(text);
    read_into(&table, &mut ties, report, &mut progress)?;
    let columns = ties.columns.clone();
    ties.into_document(report, progress.last_quarter(), &|at, attribute| {
        table.place(at, column_of(&columns, attribute))
    })
}

/// Reads a sheet of a workbook, as text with tabs, into a builder.
pub(crate) fn read_sheet(
    text: &str,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    let table = TableText::with_tabs(text);
    read_into(&table, ties, report, progress)
}

/// The texts of tables that belong together, each with the log of its issues.
pub(crate) struct LinkedTables<'t> {
    pub(crate) ties: (&'t str, &'t mut IssueLog),
    pub(crate) actors: Option<(&'t str, &'t mut IssueLog)>,
    pub(crate) claims: Option<(&'t str, &'t mut IssueLog)>,
}

/// Reads tables of ties, of actors and of claims as one network.
pub(crate) fn read_linked(
    tables: LinkedTables<'_>,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let (text, log) = tables.ties;
    let actors = tables.actors.as_ref();
    let bytes = text.len() + actors.map_or(0, |(actors, _)| actors.len());
    let mut ties = match actors {
        Some(_) => TieBuilder::listed(bytes),
        None => TieBuilder::by_ties(bytes),
    };
    if let Some((actors, log)) = tables.actors {
        read_into(&TableText::of(actors), &mut ties, log, &mut progress)?;
        ties.allow_spellings();
    }
    let table = TableText::of(text);
    read_into(&table, &mut ties, log, &mut progress)?;
    let columns = ties.columns.clone();
    let mut document = ties.into_document(log, progress.last_quarter(), &|at, attribute| {
        table.place(at, column_of(&columns, attribute))
    })?;
    if let Some((claims, log)) = tables.claims {
        read_claims(&TableText::of(claims), &mut document, log, &mut progress)?;
    }
    Some(document)
}

/// Reads a sheet of claims, as text with tabs, into the relations of a document.
pub(crate) fn read_sheet_of_claims(
    text: &str,
    document: &mut Document,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    read_claims(&TableText::with_tabs(text), document, report, progress)
}

fn read_claims(
    table: &TableText<'_>,
    document: &mut Document,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    let lines = table.lines(report, progress)?;
    claims::attach(table, &lines, document, report, progress)
}

fn column_of(columns: &[usize], attribute: usize) -> usize {
    columns.get(attribute).copied().unwrap_or_default()
}

/// What tables may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableKind {
    Ties,
    Actors,
    Claims,
}

/// What a table is, as far as its first lines say.
pub(crate) fn kind_of(text: &str, choices: &ReadChoices) -> Option<TableKind> {
    kind_of_table(&TableText::of(text), choices)
}

/// The names of the columns of a table.
pub(crate) fn names_of(text: &str) -> Vec<String> {
    names_of_table(&TableText::of(text))
}

/// The names of the columns of a sheet of a workbook, as text with tabs.
pub(crate) fn names_of_sheet(text: &str) -> Vec<String> {
    names_of_table(&TableText::with_tabs(text))
}

fn names_of_table(table: &TableText<'_>) -> Vec<String> {
    let lines = table.lines(&mut IssueLog::muted(), &mut ProgressMeter::default());
    let lines = lines.unwrap_or_default();
    let first = lines.get(title_lines(&lines));
    first.map_or_else(Vec::new, |first| choice::column_names(first, true))
}

/// What a sheet of a workbook, as text with tabs, is.
pub(crate) fn kind_of_sheet(text: &str, choices: &ReadChoices) -> Option<TableKind> {
    kind_of_table(&TableText::with_tabs(text), choices)
}

/// Whether the lines of a sheet of ties say that they are ties: two columns are chosen for their
/// ends or have names that say so, or it is a matrix.
pub(crate) fn sheet_says_ties(text: &str, choices: &ReadChoices) -> bool {
    let table = TableText::with_tabs(text);
    let lines = table.lines(&mut IssueLog::muted(), &mut ProgressMeter::default());
    let lines = lines.unwrap_or_default();
    let map = &choices.columns;
    let mut first = lines.iter().take(MAX_TITLE_LINES + 1);
    if !map.is_empty() && first.any(|line| choice::names_chosen(line, map)) {
        return true;
    }
    match shape(&lines[title_lines(&lines)..], false) {
        Some(TableShape::Ties(columns)) => columns.has_header && !columns.is_guess,
        Some(TableShape::Matrix | TableShape::Square { .. } | TableShape::Partners(_)) => true,
        Some(TableShape::Actors(_)) | None => false,
    }
}

fn kind_of_table(table: &TableText<'_>, choices: &ReadChoices) -> Option<TableKind> {
    let mut log = IssueLog::muted();
    let lines = table.lines(&mut log, &mut ProgressMeter::default())?;
    let map = &choices.columns;
    let has_ends = map
        .column(ColumnRole::Source)
        .or(map.column(ColumnRole::Target))
        .is_some();
    let is_chosen = |line: &EdgeListLine| choice::names_chosen(line, map);
    if has_ends && lines.iter().take(MAX_TITLE_LINES + 1).any(is_chosen) {
        return Some(TableKind::Ties);
    }
    if claims::fits(&lines) {
        return Some(TableKind::Claims);
    }
    let rows = &lines[title_lines(&lines)..];
    match shape(rows, table.separator == Separator::Spaces)? {
        TableShape::Actors(_) | TableShape::Partners(_) => Some(TableKind::Actors),
        _ => Some(TableKind::Ties),
    }
}

/// How many lines above the names of the columns are titles.
fn title_lines(lines: &[EdgeListLine]) -> usize {
    let width = lines
        .iter()
        .take(MAX_TITLE_LINES + 1)
        .map(CellRow::len)
        .max()
        .unwrap_or(0);
    let filled = |line: &EdgeListLine| {
        (0..line.len())
            .filter(|at| !line.cell(*at).is_empty())
            .count()
    };
    // A few words above many names of columns name groups of them.
    let is_above = |at: usize| {
        let next = lines.get(at + 1).map_or(0, filled);
        let here = filled(&lines[at]);
        // Cells that were merged have one name above several.
        let has_gaps = here < next && here < lines[at].len();
        let end = lines.len().min(at + MAX_TITLE_LINES);
        here <= 1 || 3 * here < next || (has_gaps && named_ends(&lines[at..end]).is_none())
    };
    let titles = (0..lines.len().min(MAX_TITLE_LINES))
        .take_while(|at| width > 1 && is_above(*at))
        .count();
    let Some(rest @ [header, ..]) = lines.get(titles..).filter(|_| titles > 0) else {
        return 0;
    };
    let names_actors = rest.len() > 1 && is_actor_id(header.cell(0)) && filled(header) > 1;
    if named_ends(rest).is_some() || names_actors {
        titles
    } else {
        0
    }
}

/// Makes the lines above the names of the columns the title.
fn take_titles(
    lines: &mut Vec<EdgeListLine>,
    map: &ColumnMap,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let named = || {
        let mut lines = lines.iter().take(MAX_TITLE_LINES + 1);
        lines.position(|line| choice::names_chosen(line, map))
    };
    let titles = match map.has_header {
        Some(false) => 0,
        _ => named().unwrap_or_else(|| title_lines(lines)),
    };
    if titles == 0 {
        return;
    }
    let filled = |line: &'_ EdgeListLine| -> Vec<String> {
        let cells = (0..line.len()).map(|at| line.cell(at).to_owned());
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let words: Vec<Vec<String>> = lines[..titles].iter().map(filled).collect();
    let (title, groups): (Vec<_>, Vec<_>) = words.iter().partition(|words| words.len() <= 1);
    if !title.is_empty() {
        ties.title = Some(
            title
                .iter()
                .flat_map(|words| &***words)
                .cloned()
                .collect::<Vec<_>>()
                .join(" "),
        );
        let count = counted(title.len(), "line", "lines");
        let message = format!("{count} above the table is the title");
        report.note(lines[0].at, "title-lines", message, None);
    }
    if !groups.is_empty() {
        let message = format!(
            "{} above the names of the columns names groups of them, and is left out",
            counted(groups.len(), "line", "lines")
        );
        report.note(lines[0].at, "title-lines", message, None);
    }
    lines.drain(..titles);
}

/// Leaves out the line of dashes below the names of the columns of a Markdown table, and the marks
/// of emphasis around its cells.
fn take_rule(lines: &mut Vec<EdgeListLine>) {
    let is_dashes = |cell: &str| {
        let dashes = cell.trim_matches(':');
        cell.len() > 2 && !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    // Bars at the beginning and the end of a line make cells that are empty.
    let is_rule = |line: &EdgeListLine| {
        let cells = (0..line.len()).map(|at| line.cell(at));
        let mut filled = cells.filter(|cell| !cell.is_empty());
        filled.clone().count() > 1 && filled.all(is_dashes)
    };
    if !lines.get(1).is_some_and(is_rule) {
        return;
    }
    lines.remove(1);
    for line in lines {
        for at in 0..line.len() {
            let marks = ["**", "__", "*", "_", "`"].into_iter();
            let inner = |mark: &str| line.cell(at).strip_prefix(mark)?.strip_suffix(mark);
            let plain = marks.map(inner).find_map(|inner| inner);
            if let Some(plain) = plain.filter(|plain| !plain.is_empty()).map(str::to_owned) {
                line.set(at, &plain);
            }
        }
    }
}

/// Reads a table into a builder.
fn read_into(
    table: &TableText<'_>,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    if let Some(at) = table.text.find('\0') {
        let hint = "The file is damaged, or is not text; save the table as CSV in UTF-8.";
        let message = "the table contains a null character (U+0000)";
        report.error(at, "not-text", message, Some(hint.to_owned()));
        return None;
    }
    let mut lines = table.lines(report, progress)?;
    let choices = Arc::clone(&report.choices);
    let map = &choices.columns;
    take_titles(&mut lines, map, ties, report);
    take_rule(&mut lines);
    let is_spaced = table.separator == Separator::Spaces;
    let declared = match without_size(&mut lines, &table.comments) {
        Some(size) => Some(1..size + 1),
        None => announced(&mut lines, is_spaced).map(|count| 0..count),
    };
    if lines.is_empty() {
        return None;
    }
    name_neo4j_columns(&mut lines);
    let header = header_in_comments(table, &lines);
    if let Some(header) = header {
        lines.insert(0, header);
    }
    if claims::fits(&lines) && map.is_empty() {
        claims_alone(&lines, report);
        return None;
    }
    name_row_names(&mut lines);
    take_agreement(&mut lines, report);
    margins::take_notes(table, &mut lines, report);
    margins::take_totals(&mut lines, report);
    name_cytoscape_ends(&mut lines, report);
    shorten_items(&mut lines);
    let guessed = shape(&lines, is_spaced);
    let Some(shape) = choice::shape(&lines, guessed, is_spaced, report) else {
        refuse_without_ends(&lines, report);
        return None;
    };
    match shape {
        TableShape::Matrix => matrix::read(&lines, table, ties, report),
        TableShape::Square { has_names } => matrix::read_square(&lines, has_names, ties, map),
        TableShape::Partners(columns) => partners::read(&lines, &columns, ties, report),
        TableShape::Actors(id) => read_actors(&lines, id, ties, report),
        TableShape::Ties(columns) => {
            for number in declared.into_iter().flatten() {
                ties.end(&number.to_string(), lines[0].at);
            }
            blanks::fill(&mut lines, &columns, report);
            return read_ties(table, &lines, columns, ties, report, progress);
        }
    }
    Some(())
}

/// Refuses a table whose columns do not name the ends of ties, and shows its columns, so that they
/// can be chosen.
fn refuse_without_ends(lines: &[EdgeListLine], report: &mut IssueLog) {
    if !report.is_refused {
        no_ends(lines, report);
    }
    let guess = "no two columns name the ends of a tie".to_owned();
    let table = choice::columns_without_ends(lines, &report.choices.columns, Some(guess));
    report.preview = Some(Box::new(table.unread()));
}

/// Reads a table of actors, whose ids are in this column.
fn read_actors(lines: &[EdgeListLine], id: usize, ties: &mut TieBuilder, report: &mut IssueLog) {
    actors::read(lines, id, ties, report);
    let map = &report.choices.columns;
    let is_named = is_actor_id(lines[0].cell(id));
    let guess = (!is_named && map.is_empty()).then(|| {
        let id = short(lines[0].cell(id)).into_owned();
        format!("no two columns name the ends of a tie, so each line is an actor, named by `{id}`")
    });
    ties.table
        .get_or_insert_with(|| choice::columns_of_actors(lines, id, map, guess));
}

/// Reads a table of ties; nothing if it was cancelled.
fn read_ties(
    table: &TableText<'_>,
    lines: &[EdgeListLine],
    columns: TieColumns,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    let mut reader = EdgeListReader {
        table,
        report,
        width: lines[0].len(),
        is_directed: said_direction(&table.comments),
        columns,
        numbers: Vec::new(),
        end_names: (None, None),
        years: YearColumns::default(),
        alone: 0,
        read: 0,
        ties,
    };
    reader.begin(lines);
    let header = usize::from(reader.columns.has_header);
    let is_own = header > 0 && is_own_table(&lines[0]);
    let mut names = if is_own {
        // There, each cell of an end is one id.
        SeveralNames::default()
    } else {
        SeveralNames::of(&lines[header..], &reader.columns)
    };
    let mut progress = progress.third_quarter();
    for line in &lines[header..] {
        if progress.is_cancelled(line.at) {
            return None;
        }
        match names.split(line, reader.ties) {
            None => reader.line(line),
            Some(parts) => {
                let read = reader.read;
                for part in &parts {
                    reader.line(part);
                }
                reader.read = reader.read.min(read + 1);
            }
        }
    }
    names.report(reader.report);
    reader.conclude(&lines[0], lines.len() - header);
    if let Some(set) = known_set(&lines[0]) {
        let message = format!("these are the columns of {set}");
        report.warning(
            lines[0].at,
            "event-data",
            message,
            Some(NEXT_STEP.to_owned()),
        );
    }
    Some(())
}

/// The last comment above the table, if it names the columns, as in files of SNAP.
fn header_in_comments(table: &TableText<'_>, lines: &[EdgeListLine]) -> Option<EdgeListLine> {
    let comment = table.comments.last()?;
    let width = lines.first()?.len();
    let cells: Vec<&str> = match table.separator {
        Separator::Byte(separator) => comment.split(char::from(separator)).collect(),
        Separator::Spaces => comment.split_whitespace().collect(),
    };
    let line = EdgeListLine::new(lines[0].at, cells.into_iter().collect());
    let header = [line];
    let is_header = header[0].len() == width && named_ends(&header).is_some();
    header.into_iter().next().filter(|_| is_header)
}

/// Reports that a table has claims and no relations.
fn claims_alone(lines: &[EdgeListLine], report: &mut IssueLog) {
    let message =
        "this is a table of claims, and the relations that they are about are in another one";
    let hint = "Open it together with its table of relations: choose both files, or give the other one with --with on the command line.";
    report.error(lines[0].at, "claims-only", message, Some(hint.to_owned()));
}

/// Whether the header is that of the tables that Frenemy writes.
fn is_own_table(header: &EdgeListLine) -> bool {
    let begins = ["id", "source", "target"];
    let mut columns = begins.iter().enumerate();
    columns.all(|(at, name)| header.cell(at) == *name)
        && (0..header.len()).any(|at| header.cell(at) == "directed")
}

/// Reports that no two columns are the ends of ties.
fn no_ends(lines: &[EdgeListLine], report: &mut IssueLog) {
    let names: Vec<_> = (0..lines[0].len()).map(|at| lines[0].cell(at)).collect();
    let shown: Vec<_> = names
        .iter()
        .take(8)
        .map(|name| format!("`{}`", short(name)))
        .collect();
    let more = if names.len() > 8 { " and more" } else { "" };
    let message = format!(
        "no two columns name the ends of a tie; there are {}{more}",
        shown.join(", ")
    );
    if let Some(set) = known_set(&lines[0]) {
        let message = format!("{message}: these are the columns of {set}");
        report.error(lines[0].at, "no-ends", message, Some(NEXT_STEP.to_owned()));
        return;
    }
    let hint = "Frenemy reads a line for each tie: name the columns in the first line, two of them `source` and `target`, and `sign`, `weight`, `value` or `kind` where ties are friendly or hostile.";
    report.error(lines[0].at, "no-ends", message, Some(hint.to_owned()));
}
