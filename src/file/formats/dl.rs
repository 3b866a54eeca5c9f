//! UCINET DL: full and half matrices, edge lists, node lists, with labels before or inside the
//! data. Knows no other format.

use super::attribute_value::AttributeValue;
use super::dl_header::{DlFormat, DlHeader, kind_of_level, labels};
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::numbers::plain_number;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::DL_ACTORS;
use crate::model::Document;
use crate::words::counted;

/// Reads a text; nothing if the report says why there is no network in it.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut reader = DlReader {
        report,
        bytes: text.len(),
        header: DlHeader {
            levels: 1,
            has_diagonal: true,
            ..DlHeader::default()
        },
        ties: TieBuilder::listed(text.len()),
        rows: Vec::new(),
        columns: Vec::new(),
        level: 0,
        read: 0,
        column_labels_read: 0,
        pending: Vec::new(),
    };
    reader.ties.missing_is_positive = true;
    let mut progress = progress;
    let mut section = DlSection::Header;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        section = reader.line(line, at, section)?;
        at += line.len();
    }
    if section != DlSection::Data {
        let hint = Some("The values come after a line `data:`.".to_owned());
        reader.report.error(
            text.len(),
            "no-network",
            "there is no `data:` in the file",
            hint,
        );
        return None;
    }
    reader.conclude(text.len());
    let progress = progress.second_half();
    reader
        .ties
        .into_document(reader.report, progress, &|at, _| at)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DlSection {
    Header,
    Labels,
    RowLabels,
    ColumnLabels,
    LevelLabels,
    Data,
}

/// The words that begin a section; none where labels are inside the data.
const SECTIONS: &[(&str, Option<DlSection>)] = &[
    ("row labels embedded", None),
    ("column labels embedded", None),
    ("col labels embedded", None),
    ("labels embedded", None),
    ("labels are embedded", None),
    ("row labels:", Some(DlSection::RowLabels)),
    ("column labels:", Some(DlSection::ColumnLabels)),
    ("col labels:", Some(DlSection::ColumnLabels)),
    ("level labels:", Some(DlSection::LevelLabels)),
    ("matrix labels:", Some(DlSection::LevelLabels)),
    ("labels:", Some(DlSection::Labels)),
    ("data:", Some(DlSection::Data)),
];

/// Where the next section begins in a line, how long the words are that say so, and which it is.
fn next_section(line: &str) -> Option<(usize, usize, Option<DlSection>)> {
    if !line
        .bytes()
        .any(|byte| matches!(byte, b'l' | b'L' | b'd' | b'D'))
    {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let begins_word = |at: usize| {
        let before = lower[..at].chars().next_back();
        let quotes = lower[..at].matches('"').count();
        before.is_none_or(|letter| letter.is_whitespace() || letter == ',')
            && quotes.is_multiple_of(2)
    };
    SECTIONS
        .iter()
        .filter_map(|(words, section)| {
            let at = lower.match_indices(words).map(|(at, _)| at);
            let at = at.into_iter().find(|at| begins_word(*at))?;
            Some((at, words.len(), *section))
        })
        .min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)))
}

struct DlReader<'r> {
    report: &'r mut IssueLog,
    /// The bytes of the file.
    bytes: usize,
    header: DlHeader,
    ties: TieBuilder,
    /// The actors of rows and of columns.
    rows: Vec<usize>,
    columns: Vec<usize>,
    /// The level of the lines of a list: `!` ends one.
    level: usize,
    /// How many values of matrices were read.
    read: usize,
    column_labels_read: usize,
    /// What a line of the header expects: a key without its value.
    pending: Vec<String>,
}

impl DlReader<'_> {
    /// Reads a line. The words that begin sections may be anywhere in it, several in one line.
    fn line(&mut self, line: &str, at: usize, section: DlSection) -> Option<DlSection> {
        let (mut section, mut rest, mut at) = (section, line, at);
        while section != DlSection::Data
            && let Some((start, length, next)) = next_section(rest)
        {
            self.part(&rest[..start], at, section)?;
            section = next.unwrap_or_else(|| {
                self.header.has_labels_inside = true;
                DlSection::Header
            });
            if section == DlSection::Data {
                self.begin(at + start)?;
            }
            rest = &rest[start + length..];
            at += start + length;
            if next.is_none()
                && let Some(after) = rest.trim_start().strip_prefix(':')
            {
                at += rest.len() - after.len();
                rest = after;
            }
        }
        self.part(rest, at, section)?;
        Some(section)
    }

    /// Reads a line, or a part of one, that is in one section.
    fn part(&mut self, text: &str, at: usize, section: DlSection) -> Option<()> {
        match section {
            DlSection::Header => self.header(text, at)?,
            DlSection::Data => self.data(text, at),
            _ => {
                let labels = labels(text);
                let header = &mut self.header;
                match section {
                    DlSection::RowLabels => header.row_labels.extend(labels),
                    DlSection::ColumnLabels => header.column_labels.extend(labels),
                    DlSection::LevelLabels => header.level_labels.extend(labels),
                    _ => {
                        header.row_labels.extend(labels.iter().cloned());
                        header.column_labels.extend(labels);
                    }
                }
            }
        }
        Some(())
    }

    /// Words such as `n=5 nm=2 format=fullmatrix diagonal=absent`.
    fn header(&mut self, line: &str, at: usize) -> Option<()> {
        let spaced = line.replace('=', " = ").replace(',', " ");
        for word in spaced.split_whitespace() {
            let lower = word.to_lowercase();
            if lower == "dl" || lower == "=" {
                continue;
            }
            if let Some(key) = self.pending.pop() {
                self.say(&key, &lower, at)?;
            } else if matches!(
                &*lower,
                "n" | "nr" | "nc" | "nm" | "format" | "diagonal" | "diag"
            ) {
                self.pending.push(lower);
            } else {
                let message = format!("`{}` is not read", short(word));
                let hint = "Frenemy reads n, nr, nc, nm, format, diagonal, labels and data.";
                self.report
                    .warning(at, "unread-word", message, Some(hint.to_owned()));
            }
        }
        let header = &self.header;
        let announced = header
            .actors
            .unwrap_or_default()
            .max(header.rows.unwrap_or_default())
            .max(header.columns.unwrap_or_default());
        let allowed = DL_ACTORS.count() + self.bytes;
        if announced > allowed {
            let hint = Some("Correct the number after `n`.".to_owned());
            self.report
                .error(at, "bad-number", DL_ACTORS.message(announced), hint);
            return None;
        }
        Some(())
    }

    /// Takes a value of the header; nothing if the data cannot be read with it.
    fn say(&mut self, key: &str, value: &str, at: usize) -> Option<()> {
        let number = value.parse::<usize>().ok();
        let header = &mut self.header;
        match key {
            "n" => header.actors = number,
            "nr" => header.rows = number,
            "nc" => header.columns = number,
            "nm" => header.levels = number.unwrap_or(1).max(1),
            "diagonal" | "diag" => header.has_diagonal = value != "absent",
            _ => {
                let plain = value
                    .strip_suffix('b')
                    .filter(|value| value.starts_with('n'));
                let is_counted = plain.is_some();
                let plain = plain.unwrap_or(value);
                header.is_two_mode = plain.ends_with('2') && !plain.starts_with("blockmatrix");
                let format = match plain.trim_end_matches(['1', '2']) {
                    "fullmatrix" | "fm" => Some(DlFormat::FullMatrix),
                    "upperhalf" | "uh" => Some(DlFormat::UpperHalf),
                    "lowerhalf" | "lh" => Some(DlFormat::LowerHalf),
                    "edgelist" | "el" => Some(DlFormat::EdgeList),
                    "nodelist" | "nl" if is_counted => Some(DlFormat::CountedList),
                    "nodelist" | "nl" => Some(DlFormat::NodeList),
                    _ => None,
                };
                if let Some(format) = format {
                    header.format = format;
                } else {
                    let message = format!("the format `{}` is not read", short(value));
                    let hint = "Frenemy reads fullmatrix, upperhalf, lowerhalf, edgelist1, edgelist2, nodelist1, nodelist1b and nodelist2. Write the file in one of these.";
                    self.report
                        .error(at, "unread-format", message, Some(hint.to_owned()));
                    return None;
                }
            }
        }
        if number.is_none() && matches!(key, "n" | "nr" | "nc" | "nm") {
            let message = format!("`{}` is not a number", short(value));
            self.report.error(
                at,
                "bad-number",
                message,
                Some("Expected how many there are.".to_owned()),
            );
        }
        Some(())
    }

    /// Makes the actors, before the first value.
    fn begin(&mut self, at: usize) -> Option<()> {
        let header = &self.header;
        let is_matrix = header.format.is_matrix();
        let two_modes = header.is_two_mode
            || (header.rows.is_some() && header.columns.is_some() && header.rows != header.columns)
            || (header.actors.is_none() && header.rows.is_some() && header.columns.is_some());
        let rows = header.rows.or(header.actors);
        let columns = header.columns.or(header.actors);
        let (Some(rows), Some(columns)) = (rows, columns) else {
            let hint = Some("Write how many actors there are, as in `dl n=5`.".to_owned());
            self.report
                .error(at, "bad-number", "the number of actors is missing", hint);
            return None;
        };
        if header.has_labels_inside {
            return Some(());
        }
        let (row_labels, column_labels) = (header.row_labels.clone(), header.column_labels.clone());
        for index in 0..rows {
            let label = row_labels
                .get(index)
                .cloned()
                .unwrap_or_else(|| (index + 1).to_string());
            let actor = self.ties.declare(&label, at, self.report);
            self.rows.push(actor);
        }
        if !two_modes {
            self.columns.clone_from(&self.rows);
            return Some(());
        }
        for index in 0..columns {
            let label = column_labels
                .get(index)
                .filter(|_| is_matrix || header_has_columns(&column_labels, &row_labels));
            let label = label
                .cloned()
                .unwrap_or_else(|| format!("column {}", index + 1));
            let known = self.ties.known(&label);
            let actor = known.unwrap_or_else(|| self.ties.declare(&label, at, self.report));
            self.columns.push(actor);
        }
        Some(())
    }

    fn data(&mut self, line: &str, at: usize) {
        let is_list = !self.header.format.is_matrix();
        if is_list && line.trim() == "!" {
            self.level += 1;
            return;
        }
        match self.header.format {
            DlFormat::EdgeList => self.edges(line, at),
            DlFormat::NodeList | DlFormat::CountedList => self.node_list(line, at),
            _ => self.matrix(line, at),
        }
    }

    /// The actor that a word of an edge list means.
    fn actor(&mut self, word: &str, at: usize, is_row: bool) -> Option<usize> {
        if self.header.has_labels_inside {
            let known = self.ties.known(word);
            return Some(known.unwrap_or_else(|| self.ties.declare(word, at, self.report)));
        }
        let list = if is_row { &self.rows } else { &self.columns };
        let number = word
            .parse::<usize>()
            .ok()
            .filter(|number| (1..=list.len()).contains(number));
        if let Some(number) = number {
            return Some(list[number - 1]);
        }
        if let Some(known) = self.ties.known(word) {
            return Some(known);
        }
        let message = format!("`{}` is not an actor from 1 to {}", short(word), list.len());
        let hint = Some("The line is left out; correct the number, or that of n.".to_owned());
        self.report.error(at, "bad-vertex", message, hint);
        None
    }

    /// Reads a line of an edge list: two actors and perhaps a value, or several such edges.
    fn edges(&mut self, line: &str, at: usize) {
        let words = labels(line);
        let are_values = |words: &[String]| {
            let mut values = words.iter().skip(2).step_by(3);
            words.len().is_multiple_of(3) && values.all(|word| word.parse::<f64>().is_ok())
        };
        match words.len() {
            0 => {}
            2 | 3 => self.edge(&words, at),
            4.. if are_values(&words) => words.chunks(3).for_each(|edge| self.edge(edge, at)),
            count => {
                let message = format!(
                    "this line of an edge list has {}",
                    counted(count, "word", "words")
                );
                let hint = "Expected two actors, and a value if there is one. Put labels with spaces in quotes.";
                self.report
                    .error(at, "missing-end", message, Some(hint.to_owned()));
            }
        }
    }

    /// Reads an edge: two actors and perhaps a value.
    fn edge(&mut self, words: &[String], at: usize) {
        let (source, target) = (
            self.actor(&words[0], at, true),
            self.actor(&words[1], at, false),
        );
        if let (Some(source), Some(target)) = (source, target) {
            let value = words.get(2).map(String::as_str);
            self.add(source, target, value, self.level, at);
        }
    }

    fn node_list(&mut self, line: &str, at: usize) {
        let words = labels(line);
        let Some((first, others)) = words.split_first() else {
            return;
        };
        let source = if self.header.format == DlFormat::CountedList {
            self.read += 1;
            self.rows.get(self.read - 1).copied()
        } else {
            self.actor(first, at, true)
        };
        let Some(source) = source else {
            return;
        };
        for other in others {
            if let Some(target) = self.actor(other, at, false) {
                self.add(source, target, None, self.level, at);
            }
        }
    }

    fn matrix(&mut self, line: &str, at: usize) {
        let size = self.header.rows.or(self.header.actors).unwrap_or_default();
        let width = self
            .header
            .columns
            .or(self.header.actors)
            .unwrap_or_default();
        for (index, word) in labels(line).into_iter().enumerate() {
            let is_label = self.header.has_labels_inside
                && self.label_inside(&word, at, index == 0, (size, width));
            if is_label {
                continue;
            }
            let Some((level, row, column)) = self.cell(size, width) else {
                self.read += 1;
                continue;
            };
            self.read += 1;
            match plain_number(&word) {
                Some(0.0) => {}
                Some(_) => {
                    let (Some(source), Some(target)) = (
                        self.rows.get(row).copied(),
                        self.columns.get(column).copied(),
                    ) else {
                        continue;
                    };
                    self.add(source, target, Some(&word), level, at);
                }
                None => {
                    let message = format!("`{}` is not a value", short(&word));
                    let hint = Some("Expected a number; 0 is used.".to_owned());
                    self.report.error(at, "bad-number", message, hint);
                }
            }
        }
    }

    /// Takes a word as a label of a column, or, at the beginning of a line and a row, of a row.
    fn label_inside(
        &mut self,
        word: &str,
        at: usize,
        begins_line: bool,
        (rows, width): (usize, usize),
    ) -> bool {
        let is_column = self.column_labels_read < width;
        let begins_row = match self.cell(rows, width) {
            Some((_, row, column)) => match self.header.format {
                DlFormat::UpperHalf => column == row + usize::from(!self.header.has_diagonal),
                _ => column == 0 || (!self.header.has_diagonal && row == 0 && column == 1),
            },
            None => true,
        };
        let is_label = is_column || (begins_line && begins_row);
        if !is_label {
            return false;
        }
        let known = self.ties.known(word);
        let actor = known.unwrap_or_else(|| self.ties.declare(word, at, self.report));
        if is_column {
            self.columns.push(actor);
            self.column_labels_read += 1;
        } else if self.rows.len() < rows {
            self.rows.push(actor);
        }
        true
    }

    /// The level, row and column of the next value.
    fn cell(&self, rows: usize, columns: usize) -> Option<(usize, usize, usize)> {
        let diagonal = self.header.has_diagonal;
        match self.header.format {
            DlFormat::UpperHalf | DlFormat::LowerHalf => {
                let is_upper = self.header.format == DlFormat::UpperHalf;
                let length = |row: usize| {
                    let below = row + usize::from(diagonal);
                    if is_upper {
                        rows - row - usize::from(!diagonal)
                    } else {
                        below
                    }
                };
                let size = rows * (rows + 1) / 2 - if diagonal { 0 } else { rows };
                let level = self.read.checked_div(size)?;
                let mut left = self.read % size;
                for row in 0..rows {
                    let length = length(row);
                    if left < length {
                        let first = if is_upper {
                            row + usize::from(!diagonal)
                        } else {
                            0
                        };
                        return (level < self.header.levels).then_some((level, row, first + left));
                    }
                    left -= length;
                }
                None
            }
            _ => {
                let width = columns - usize::from(!diagonal && rows == columns);
                let level = self.read.checked_div(rows * width)?;
                let in_level = self.read % (rows * width);
                let (row, mut column) = (in_level / width, in_level % width);
                if !diagonal && rows == columns && column >= row {
                    column += 1;
                }
                (level < self.header.levels).then_some((level, row, column))
            }
        }
    }

    fn add(&mut self, source: usize, target: usize, value: Option<&str>, level: usize, at: usize) {
        let weight = self.ties.tie_attribute("weight");
        let label = self.header.level_labels.get(level);
        let is_half = matches!(
            self.header.format,
            DlFormat::UpperHalf | DlFormat::LowerHalf
        );
        self.ties.tie(ListedTie {
            source,
            target,
            directed: Some(!is_half),
            values: value
                .map(|value| (weight, AttributeValue::digits(value)))
                .into_iter()
                .collect(),
            layer: label.and_then(|label| kind_of_level(label, &self.header.level_labels)),
            subtype: label.map(|label| label.as_str().into()),
            at,
            ..ListedTie::default()
        });
    }

    fn conclude(&mut self, end: usize) {
        let header = &self.header;
        let rows = header.rows.or(header.actors).unwrap_or_default();
        let columns = header.columns.or(header.actors).unwrap_or_default();
        let diagonal = usize::from(!header.has_diagonal && rows == columns);
        let wanted = match header.format {
            DlFormat::FullMatrix => rows * (columns - diagonal.min(columns)),
            DlFormat::UpperHalf | DlFormat::LowerHalf => {
                (rows * (rows + 1) / 2).saturating_sub(rows * usize::from(!header.has_diagonal))
            }
            _ => return self.finish_lists(),
        } * header.levels;
        if self.read != wanted {
            let message = format!("there are {} values where {wanted} are expected", self.read);
            let hint = "A matrix needs a value for every pair of actors, at each level.".to_owned();
            self.report.error(end, "bad-matrix", message, Some(hint));
        }
    }

    fn finish_lists(&mut self) {
        let found = self.ties.actor_count();
        let announced = self.header.rows.or(self.header.actors).unwrap_or_default();
        if self.header.has_labels_inside && found < announced {
            let message = format!(
                "{} named, and {announced} are announced",
                counted(found, "actor is", "actors are")
            );
            let hint = Some("Those without a tie have no name in the file.".to_owned());
            self.report.warning(0, "missing-actors", message, hint);
        }
    }
}

fn header_has_columns(columns: &[String], rows: &[String]) -> bool {
    columns != rows
}
