//! Lines of a table as ties, by the columns of their ends. Finds no column.

use std::collections::HashSet;
use std::sync::Arc;

use super::choice::{column_names, table_columns};
use super::lines::{EdgeListLine, Separator, TableText};
use super::year_columns::YearColumns;
use crate::file::formats::attribute_value::AttributeValue;
use crate::file::formats::attributes::Attributes;
use crate::file::formats::builder_memory::copied_bytes;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::TieColumns;
use crate::file::formats::kind_words::kind_of_word;
use crate::file::formats::listed_tie::ListedTie;
use crate::file::formats::native::reading::short;
use crate::file::formats::numbers::NumberStyle;
use crate::file::formats::tie_builder::TieBuilder;
use crate::file::formats::tie_roles::may_be_number;
use crate::file::report::IssueLog;
use crate::limits::NAME_BYTES;
use crate::model::{ColumnRole, Date};
use crate::words::counted;

/// Whether a column without a name counts the lines, as R and pandas write it.
fn numbers_lines(lines: &[EdgeListLine], at: usize) -> bool {
    let name = lines[0].cell(at);
    let is_unnamed = name.is_empty() || name == "Unnamed: 0";
    let counts_from = |first: usize| {
        let mut rows = lines[1..].iter().enumerate();
        rows.all(|(row, line)| line.cell(at).parse() == Ok(row + first))
    };
    is_unnamed && lines.len() > 1 && (counts_from(0) || counts_from(1))
}

/// Says where numbers such as 1.250 can be read in two ways.
pub(super) fn report_thousands(style: NumberStyle, place: &str, at: usize, report: &mut IssueLog) {
    if style.is_ambiguous {
        let message = format!("numbers such as 1.250 or 1,250 {place} can be read in two ways");
        let hint = "A point was read as a decimal point, and a comma as a decimal comma unless commas separate the cells; write the numbers without thousands marks.";
        report.warning(at, "thousands", message, Some(hint.to_owned()));
    }
}

/// Reads the lines of a table into a builder.
pub(super) struct EdgeListReader<'r, 't> {
    pub(super) table: &'r TableText<'t>,
    pub(super) report: &'r mut IssueLog,
    pub(super) ties: &'r mut TieBuilder,
    pub(super) width: usize,
    pub(super) columns: TieColumns,
    pub(super) is_directed: Option<bool>,
    /// The number of the attribute of each column; `None` for the ends.
    pub(super) numbers: Vec<Option<u32>>,
    /// The columns of the names of both ends.
    pub(super) end_names: (Option<usize>, Option<usize>),
    /// The columns that are years.
    pub(super) years: YearColumns,
    /// Lines with one actor and nothing else.
    pub(super) alone: usize,
    /// Lines that were read.
    pub(super) read: usize,
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
    pub(super) fn begin(&mut self, lines: &[EdgeListLine]) {
        let has_header = self.columns.has_header;
        if has_header {
            self.check_header(&lines[0]);
        }
        let map = self.report.choices.columns.clone();
        let column_names = column_names(&lines[0], has_header);
        if let Some((one, other)) = self.columns.end_names.filter(|_| map.is_empty()) {
            self.end_names = (Some(one), Some(other));
        }
        self.years = YearColumns::of(lines, &self.columns, &map);
        let mut seen = HashSet::new();
        let mut line_numbers = Vec::new();
        for (at, name) in column_names.iter().enumerate().take(self.width) {
            let role = map.role(name);
            match role {
                Some(ColumnRole::SourceName) => self.end_names.0 = Some(at),
                Some(ColumnRole::TargetName) => self.end_names.1 = Some(at),
                _ => {}
            }
            if self.is_of_ends(at, role) || self.years.has(at) {
                self.numbers.push(None);
            } else if has_header && role.is_none() && numbers_lines(lines, at) {
                self.numbers.push(None);
                line_numbers.push(at);
            } else {
                let name = self.attribute_name(&lines[0], at, &mut seen);
                self.add_attribute(lines, at, &name, role);
            }
        }
        self.ties.has_ids = true;
        let mut table = table_columns(lines, &self.columns, &self.numbers, &map);
        for at in line_numbers {
            table.ends[at] = Some(ColumnRole::Ignore);
            let message = format!("{} numbers the lines and is left out", column_names[at]);
            self.report.note(lines[0].at, "line-numbers", message, None);
        }
        match &mut self.ties.table {
            Some(known) => known.extend(table),
            None => self.ties.table = Some(table),
        }
    }

    /// Whether a column is about the ends of ties, and not about ties.
    fn is_of_ends(&self, at: usize, role: Option<ColumnRole>) -> bool {
        [self.columns.source, self.columns.target].contains(&at)
            || role.is_some_and(ColumnRole::is_of_ends)
            || [self.end_names.0, self.end_names.1].contains(&Some(at))
    }

    /// The name of the attribute that a column is; each has its own.
    fn attribute_name(
        &self,
        first: &EdgeListLine,
        at: usize,
        seen: &mut HashSet<String>,
    ) -> String {
        let given = self.columns.names.iter().find(|(column, _)| *column == at);
        let name = match given {
            Some((_, name)) => (*name).to_owned(),
            None if self.columns.has_header && !first.cell(at).is_empty() => {
                first.cell(at).to_owned()
            }
            None => format!("column {}", at + 1),
        };
        if seen.insert(name.clone()) {
            name
        } else {
            format!("{name} (column {})", at + 1)
        }
    }

    /// Adds the attribute of a column, with the style of its numbers.
    fn add_attribute(
        &mut self,
        lines: &[EdgeListLine],
        at: usize,
        name: &str,
        role: Option<ColumnRole>,
    ) {
        let number = self.ties.tie_attribute(name);
        self.numbers.push(Some(number));
        let is_number = role.is_some_and(ColumnRole::is_number);
        let style = if may_be_number(name) || is_number || self.width == 3 {
            let has_comma_cells = self.table.separator == Separator::Byte(b',');
            let rows = &lines[usize::from(self.columns.has_header)..];
            let style = NumberStyle::guess(rows.iter().map(|row| row.cell(at)), has_comma_cells);
            let place = format!("in `{}`", short(name));
            report_thousands(style, &place, lines[0].at, self.report);
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

    fn check_header(&mut self, header: &EdgeListLine) {
        let mut seen = HashSet::new();
        let places = self.table.places(header.at);
        for (cell, at) in (0..header.len()).zip(places) {
            let name = header.cell(cell);
            if !name.is_empty() && !seen.insert(name) {
                let message = format!("a second column is called `{}`", short(name));
                let hint = Some("The first one is used; this one is kept as text.".to_owned());
                self.report.warning(at, "repeated-column", message, hint);
            }
        }
    }

    pub(super) fn line(&mut self, line: &EdgeListLine) {
        if line.len() == 1
            && self.width > 2
            && let Some(split) = self.other_separator(line)
        {
            let message = "this line has a different separator from the first";
            let hint = "It was read with its own separator.".to_owned();
            self.report
                .warning(line.at, "mixed-separators", message, Some(hint));
            return self.line(&split);
        }
        // Lists that spaces separate, and rows of a sheet, leave out what they do not have.
        let is_spaced = self.table.separator == Separator::Spaces;
        let may_be_short = self.table.is_sheet || (is_spaced && line.len() > 1);
        let is_longer = (self.width..line.len()).any(|at| !line.cell(at).is_empty());
        if is_longer || (line.len() < self.width && !may_be_short) {
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
            self.read += 1;
            return;
        }
        if !self.has_ends(line) {
            return;
        }
        let ends = (
            self.ties.end(line.cell(source), line.at),
            self.ties.end(line.cell(target), line.at),
        );
        for (end, at) in [(ends.0, self.end_names.0), (ends.1, self.end_names.1)] {
            if let Some(at) = at.filter(|_| !self.ties.has_name(end)) {
                self.ties.set_name(end, line.cell(at));
            }
        }
        self.read += 1;
        let values = self.attributes(line);
        let relation = self.columns.relation.as_deref();
        let tie = |values: Attributes, when: Option<Date>| ListedTie {
            source: ends.0,
            target: ends.1,
            directed: self.is_directed,
            values,
            when,
            at: line.at,
            subtype: relation.map(Arc::from),
            layer: relation.and_then(kind_of_word),
            ..ListedTie::default()
        };
        if self.years.is_empty() {
            self.ties.tie(tie(values, None));
            return;
        }
        let bytes = copied_bytes(values.iter().map(|(_, value)| value.words().len()));
        for (copy, (year, cell)) in self.years.values(line).enumerate() {
            let has_room = copy == 0 || bytes == 0 || self.ties.may_copy(bytes);
            let mut values = if has_room {
                values.clone()
            } else {
                Attributes::new()
            };
            let value = AttributeValue::text(cell);
            self.ties
                .attribute(&mut values, self.years.attribute(), value);
            self.ties.tie(tie(values, Some(year.clone())));
        }
    }

    /// Whether a line names both ends; otherwise the report says which is missing.
    fn has_ends(&mut self, line: &EdgeListLine) -> bool {
        let TieColumns { source, target, .. } = self.columns;
        for (cell, name) in [(source, "source"), (target, "target")] {
            if line.cell(cell).is_empty() {
                let message = format!("the line has no {name}");
                let hint = "The line is left out; name the actor at this end.";
                self.error(line, cell, "missing-end", message, hint);
                return false;
            }
            let length = line.cell(cell).len();
            if length > NAME_BYTES.count() {
                let message = format!("the {name} {}", NAME_BYTES.message(length));
                let hint = "The whole name is kept in the field `full_name`.";
                self.error(line, cell, "too-long", message, hint);
            }
        }
        true
    }

    /// The attributes of the tie of a line.
    fn attributes(&mut self, line: &EdgeListLine) -> Attributes {
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
                Some(Some(number)) => values.push((*number, AttributeValue::text(cell))),
                None => self.ties.attribute(
                    &mut values,
                    &format!("column {}", at + 1),
                    AttributeValue::text(cell),
                ),
            }
        }
        values
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
        if !self.ties.add_python(text, values) {
            let message = format!("`{}` is not a list of properties", short(text));
            let hint = "Expected properties such as {'weight': -1}; they are kept as text.";
            self.error(line, at, "bad-properties", message, hint);
        }
    }

    /// Remembers what was guessed, for those who look at how the table was understood.
    fn guessed(&mut self, what: String) {
        if let Some(table) = &mut self.ties.table {
            table.guesses.push(what);
        }
    }

    pub(super) fn conclude(&mut self, first: &EdgeListLine, lines: usize) {
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
        let mut said = vec![format!(
            "{begin}: {} is the source, {} is the target",
            name(source),
            name(target)
        )];
        said.extend(self.years.understood());
        let relation = self.columns.relation.as_deref();
        said.extend(relation.map(|word| format!("every tie is of the type `{}`", short(word))));
        self.ties.preamble = Some(said.join(", "));
        let taken = format!(
            "{} and {} were taken for the ends of ties",
            name(source),
            name(target)
        );
        if is_guess {
            self.guessed(taken.clone());
            let hint =
                "No column has a name that says so; call them `source` and `target` to be sure.";
            self.report.warning(
                first.at,
                "guessed-ends",
                taken.clone(),
                Some(hint.to_owned()),
            );
        }
        let are_letters = has_header && first.cell(source).len() == 1;
        if are_letters && self.width > 4 && self.report.choices.columns.is_empty() {
            self.guessed(taken);
        }
        if !has_header && self.width > 2 && self.report.choices.columns.is_empty() {
            self.guessed("no line names the columns".to_owned());
        }
        if self.alone > 0 {
            let message = format!(
                "{} only one actor, which is added without a tie",
                counted(self.alone, "line names", "lines name")
            );
            self.report.note(first.at, "actors-alone", message, None);
        }
        if self.read < lines {
            let message = format!("{} of {lines} lines are not ties", lines - self.read);
            self.report.note(first.at, "unused-lines", message, None);
        }
    }
}
