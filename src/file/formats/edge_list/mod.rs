//! Tables of ties: a line for each tie, with its two ends; matrices; tables of actors; lists of
//! edges without a header. Knows no other format.
//!
//! Commas, semicolons, tabs, bars or spaces separate the cells. [`super::columns`] guesses which
//! columns are the ends, [`super::tie_roles`] what the other ones mean, and a note says so. Columns
//! without a meaning are kept with the relation under their names.

mod actors;
mod lines;
mod matrix;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::limits::NAME_BYTES;
use crate::model::Document;

use self::lines::{EdgeListLine, Separator, TableText};
use super::columns::{CellRow, TableShape, TieColumns, named_ends, shape};
use super::field_value::FieldValue;
use super::json;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::numbers::NumberStyle;
use super::tie_builder::TieBuilder;
use super::tie_meaning::Attributes;
use super::tie_roles::may_be_number;
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
    let mut ties = TieBuilder::default();
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

/// A table of actors and a table of ties, read as one network, with the issues of each.
pub(crate) fn read_pair(
    actors: &str,
    ties_text: &str,
    (of_actors, of_ties): (&mut IssueLog, &mut IssueLog),
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::listed();
    read_into(&TableText::of(actors), &mut ties, of_actors, &mut progress)?;
    let table = TableText::of(ties_text);
    read_into(&table, &mut ties, of_ties, &mut progress)?;
    let columns = ties.columns.clone();
    ties.into_document(of_ties, progress.last_quarter(), &|at, attribute| {
        table.place(at, column_of(&columns, attribute))
    })
}

fn column_of(columns: &[usize], attribute: usize) -> usize {
    columns.get(attribute).copied().unwrap_or_default()
}

/// What tables may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableKind {
    Ties,
    Actors,
}

/// What a table is, as far as its first lines say.
pub(crate) fn kind_of(text: &str) -> Option<TableKind> {
    let table = TableText::of(text);
    let mut log = IssueLog::muted();
    let lines = table.lines(&mut log, &mut ProgressMeter::default())?;
    let rows = &lines[title_lines(&lines)..];
    match shape(rows, table.separator == Separator::Spaces)? {
        TableShape::Actors(_) => Some(TableKind::Actors),
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
    let titles = lines.iter().take(MAX_TITLE_LINES);
    let titles = titles
        .take_while(|line| width > 1 && filled(line) <= 1)
        .count();
    if titles > 0 && titles < lines.len() && named_ends(&lines[titles..]).is_some() {
        titles
    } else {
        0
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
    let titles = title_lines(&lines);
    if titles > 0 {
        let words: Vec<&str> = lines[..titles]
            .iter()
            .flat_map(|line| (0..line.len()).map(|at| line.cell(at)))
            .filter(|cell| !cell.is_empty())
            .collect();
        ties.title = Some(words.join(" "));
        let message = format!(
            "{} above the table is the title",
            counted(titles, "line", "lines")
        );
        report.note(lines[0].at, "title-lines", message, None);
        lines.drain(..titles);
    }
    let is_spaced = table.separator == Separator::Spaces;
    let declared = announced(&mut lines, is_spaced);
    if lines.is_empty() {
        return None;
    }
    let header = header_in_comments(table, &lines);
    if let Some(header) = header {
        lines.insert(0, header);
    }
    let Some(shape) = shape(&lines, is_spaced) else {
        no_ends(&lines, report);
        return None;
    };
    let columns = match shape {
        TableShape::Matrix => {
            matrix::read(&lines, table, ties, report);
            return Some(());
        }
        TableShape::Actors(id) => {
            actors::read(&lines, id, ties, report);
            return Some(());
        }
        TableShape::Ties(columns) => columns,
    };
    if let Some(count) = declared {
        for number in 0..count {
            ties.end(&number.to_string(), lines[0].at);
        }
    }
    let mut reader = EdgeListReader {
        table,
        report,
        width: lines[0].len(),
        is_directed: said_direction(&table.comments),
        columns,
        numbers: Vec::new(),
        alone: 0,
        ties,
    };
    reader.begin(&lines);
    let header = usize::from(reader.columns.has_header);
    let mut progress = progress.third_quarter();
    for line in &lines[header..] {
        if progress.is_cancelled(line.at) {
            return None;
        }
        reader.line(line);
    }
    reader.conclude(&lines[0], lines.len() - header);
    Some(())
}

/// The number of actors in a first line such as `65 1929`, which says how many actors and ties
/// follow; actors are numbers from 0. The line is taken out.
fn announced(lines: &mut Vec<EdgeListLine>, is_spaced: bool) -> Option<usize> {
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

/// What comments say of direction: `# Directed graph` of SNAP, `% asym` and `% sym` of KONECT.
fn said_direction(comments: &[&str]) -> Option<bool> {
    comments.iter().find_map(|comment| {
        let comment = comment.to_lowercase();
        if comment.starts_with("undirected") || comment.starts_with("sym ") {
            Some(false)
        } else if comment.starts_with("directed") || comment.starts_with("asym ") {
            Some(true)
        } else {
            None
        }
    })
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
    let hint = "Frenemy reads a line for each tie: name the columns in the first line, two of them `source` and `target`, and `sign`, `weight`, `value` or `kind` where ties are friendly or hostile.";
    report.error(lines[0].at, "no-ends", message, Some(hint.to_owned()));
}

struct EdgeListReader<'r, 't> {
    table: &'r TableText<'t>,
    report: &'r mut IssueLog,
    ties: &'r mut TieBuilder,
    width: usize,
    columns: TieColumns,
    is_directed: Option<bool>,
    /// The number of the attribute of each column; `None` for the ends.
    numbers: Vec<Option<u32>>,
    /// Lines with one actor and nothing else.
    alone: usize,
}

impl EdgeListReader<'_, '_> {
    fn error(
        &mut self,
        line: &EdgeListLine,
        cell: usize,
        code: &'static str,
        message: String,
        hint: &str,
    ) {
        let at = self.table.place(line.at, cell);
        self.report.error(at, code, message, Some(hint.to_owned()));
    }

    /// Names the attributes of ties, and guesses how their numbers are written.
    fn begin(&mut self, lines: &[EdgeListLine]) {
        let TieColumns {
            source,
            target,
            has_header,
            ..
        } = self.columns;
        if has_header {
            self.check_header(&lines[0]);
        }
        let mut seen = HashSet::new();
        let has_comma_cells = self.table.separator == Separator::Byte(b',');
        for at in 0..self.width {
            if [source, target].contains(&at) {
                self.numbers.push(None);
                continue;
            }
            let given = self.columns.names.iter().find(|(column, _)| *column == at);
            let name = match given {
                Some((_, name)) => (*name).to_owned(),
                None if has_header && !lines[0].cell(at).is_empty() => lines[0].cell(at).to_owned(),
                None => format!("column {}", at + 1),
            };
            let name = if seen.insert(name.clone()) {
                name
            } else {
                format!("{name} (column {})", at + 1)
            };
            let number = self.ties.tie_attribute(&name);
            self.numbers.push(Some(number));
            let rows = &lines[usize::from(has_header)..];
            let style = if may_be_number(&name) || self.width == 3 {
                let style =
                    NumberStyle::guess(rows.iter().map(|row| row.cell(at)), has_comma_cells);
                if style.is_ambiguous {
                    let message = format!(
                        "numbers such as 1.250 or 1,250 in `{}` can be read in two ways",
                        short(&name)
                    );
                    let hint = "A point was read as a decimal point, and a comma as a decimal comma unless commas separate the cells; write the numbers without thousands marks.";
                    self.report
                        .warning(lines[0].at, "thousands", message, Some(hint.to_owned()));
                }
                style
            } else {
                NumberStyle::default()
            };
            let index = number as usize;
            if self.ties.styles.len() <= index {
                self.ties.styles.resize(index + 1, NumberStyle::default());
                self.ties.columns.resize(index + 1, 0);
            }
            self.ties.styles[index] = style;
            self.ties.columns[index] = at;
        }
        self.ties.has_ids = true;
    }

    fn check_header(&mut self, header: &EdgeListLine) {
        let mut seen = HashSet::new();
        for cell in 0..header.len() {
            let name = header.cell(cell);
            if !name.is_empty() && !seen.insert(name) {
                let message = format!("a second column is called `{}`", short(name));
                let hint = Some("The first one is used; this one is kept as text.".to_owned());
                let at = self.table.place(header.at, cell);
                self.report.warning(at, "repeated-column", message, hint);
            }
        }
    }

    fn line(&mut self, line: &EdgeListLine) {
        if line.len() == 1
            && self.width > 2
            && let Some(split) = self.other_separator(line)
        {
            let message = "this line has another separator than the first";
            let hint = "It was read with its own one.".to_owned();
            self.report
                .warning(line.at, "mixed-separators", message, Some(hint));
            return self.line(&split);
        }
        // Lists that spaces separate leave out what they do not have.
        let may_be_short = self.table.separator == Separator::Spaces && line.len() > 1;
        if line.len() > self.width || (line.len() < self.width && !may_be_short) {
            self.ragged(line);
        }
        let TieColumns { source, target, .. } = self.columns;
        let filled: Vec<usize> = (0..line.len())
            .filter(|at| !line.cell(*at).is_empty())
            .collect();
        if let [only] = filled[..]
            && [source, target].contains(&only)
            && line.len() == self.width
        {
            self.ties.end(line.cell(only), line.at);
            self.alone += 1;
            return;
        }
        for (cell, name) in [(source, "source"), (target, "target")] {
            if line.cell(cell).is_empty() {
                let message = format!("the line has no {name}");
                let hint = "The line is left out; name the actor at this end.";
                return self.error(line, cell, "missing-end", message, hint);
            }
            let length = line.cell(cell).len();
            if length > NAME_BYTES.count() {
                let message = format!("the {name} {}", NAME_BYTES.message(length));
                let hint = "The whole name is kept in the field `full_name`.";
                self.error(line, cell, "too-long", message, hint);
            }
        }
        let ends = (
            self.ties.end(line.cell(source), line.at),
            self.ties.end(line.cell(target), line.at),
        );
        let mut values = Attributes::new();
        for at in 0..line.len() {
            let cell = line.cell(at);
            if cell.is_empty() {
                continue;
            }
            match self.numbers.get(at) {
                Some(None) => {}
                Some(Some(_))
                    if cell.starts_with('{') && self.columns.names.contains(&(at, "{}")) =>
                {
                    self.properties(line, at, &mut values);
                }
                Some(Some(number)) => values.push((*number, FieldValue::text(cell))),
                None => self.ties.attribute(
                    &mut values,
                    &format!("column {}", at + 1),
                    FieldValue::text(cell),
                ),
            }
        }
        self.ties.tie(ListedTie {
            source: ends.0,
            target: ends.1,
            directed: self.is_directed,
            values,
            at: line.at,
            ..ListedTie::default()
        });
    }

    fn ragged(&mut self, line: &EdgeListLine) {
        let cell = line.len().min(self.width).saturating_sub(1);
        let message = format!(
            "the line has {} cells, and the first {}",
            line.len(),
            self.width
        );
        let hint = "Check its quotes and separators; what has no column is kept.";
        self.error(line, cell, "ragged-line", message, hint);
    }

    /// The cells of a line that is one cell, separated by something else than the first line.
    fn other_separator(&self, line: &EdgeListLine) -> Option<EdgeListLine> {
        let cell = line.cell(0);
        let mut separators = [',', ';', '\t', '|'].into_iter();
        let separator = separators.find(|mark| cell.split(*mark).count() == self.width)?;
        Some(EdgeListLine::new(line.at, cell.split(separator).collect()))
    }

    /// `{'weight': -1}`, as networkx writes the properties of an edge.
    fn properties(&mut self, line: &EdgeListLine, at: usize, values: &mut Attributes) {
        let text = line.cell(at);
        let json = text
            .replace('\'', "\"")
            .replace("True", "true")
            .replace("False", "false")
            .replace("None", "null");
        let read = json::parse(&json);
        let Some(members) = read
            .as_ref()
            .ok()
            .and_then(|parsed| parsed.root.as_object())
        else {
            let message = format!("`{}` is no list of properties", short(text));
            let hint = "Expected properties such as {'weight': -1}; they are kept as text.";
            self.error(line, at, "bad-properties", message, hint);
            return self
                .ties
                .attribute(values, "properties", FieldValue::text(text));
        };
        for member in members {
            self.ties
                .attribute(values, &member.key, FieldValue::of_json(&member.value));
        }
    }

    fn conclude(&mut self, first: &EdgeListLine, lines: usize) {
        let TieColumns {
            source,
            target,
            has_header,
            is_guess,
            ..
        } = self.columns;
        let name = |at: usize| {
            if has_header {
                format!("`{}`", short(first.cell(at)))
            } else {
                format!("column {}", at + 1)
            }
        };
        let begin = if has_header {
            "the first line names the columns"
        } else {
            "no line names the columns"
        };
        self.ties.preamble = Some(format!(
            "{begin}: {} the source, {} the target",
            name(source),
            name(target)
        ));
        if is_guess {
            let message = format!(
                "{} and {} were taken for the ends of ties",
                name(source),
                name(target)
            );
            let hint =
                "No column has a name that says so; call them `source` and `target` to be sure.";
            self.report
                .warning(first.at, "guessed-ends", message, Some(hint.to_owned()));
        }
        if self.alone > 0 {
            let message = format!(
                "{} only one actor: it is there without a tie",
                counted(self.alone, "line names", "lines name")
            );
            self.report.note(first.at, "actors-alone", message, None);
        }
        let read = self.ties.tie_count() + self.alone;
        if read < lines {
            let message = format!("{} of {lines} lines are not ties", lines - read);
            self.report.note(first.at, "unused-lines", message, None);
        }
    }
}
