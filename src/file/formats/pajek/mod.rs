//! Pajek networks and projects, after Batagelj and Mrvar, "Pajek and Pajek-XXL, Reference Manual".
//! Knows no other format.
//!
//! Sections begin with a star: `*Network`, `*Vertices`, `*Arcs` (which go one way), `*Edges`,
//! `*Arcslist`, `*Edgeslist`, `*Matrix`; `%` begins a comment. Where a value is below zero, values
//! are signs, and a line without one counts 1. The networks of a project become one, and a note
//! says so: a label means the same actor in each. Partitions and vectors are values of its actors.
//! Times such as `[1914-1918]` become dates; where all are below 1000 they count something else
//! than years, and are kept. The label of a line is its type. What Frenemy has no field for
//! (colours, shapes) is kept with its record, as text.

mod document;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use crate::model::{Document, RelationKind};

use self::words::{Word, Words};
use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::kind_words::kind_of_word;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::numbers::plain_number;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{NAME_BYTES, VERTICES, VERTICES_WITHOUT_LINES};

/// The field that keeps the rest of a line after the part that the model knows.
const KEPT: &str = "pajek";

/// The field that says in which of two modes an actor is: 1 or 2.
pub(in crate::file) const MODE: &str = "mode";

/// The attribute of the times of lines.
const INTERVAL: &str = "interval";

/// The greatest number in a time such as `[3-5,7]`.
fn greatest(time: &str) -> Option<u64> {
    let numbers = time.split(|c: char| !c.is_ascii_digit());
    numbers.filter_map(|number| number.parse().ok()).max()
}

/// Words that may follow where a line has no value: Pajek's options for drawing it.
const DRAWING: &[&str] = &[
    "w", "c", "p", "s", "a", "ap", "l", "lp", "lr", "lphi", "lc", "la", "fos", "font", "h1", "h2",
    "a1", "k1", "a2", "k2", "size",
];

/// Reads a Pajek file. Returns nothing if it was cancelled, or if the report says why there
/// is no network in it.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    if is_values_alone(text) {
        let message =
            "this is a partition or a vector of Pajek: a value for each vertex, and no network";
        let hint = "Open its network, or a project (.paj) that has both.".to_owned();
        report.error(0, "no-network", message, Some(hint));
        return None;
    }
    let mut reader = PajekReader::new(report, text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        let mut words = Words { rest: line, at };
        match line.trim_start().bytes().next() {
            None | Some(b'%' | 0x1a) => {}
            Some(b'*') => reader.begin(&mut words),
            Some(_) => reader.line(&mut words),
        }
        at += line.len();
    }
    reader.end_section(at);
    reader.into_document(progress.second_half())
}

/// Whether a text is a number of vertices and a number for each, which are not their own numbers.
fn is_values_alone(text: &str) -> bool {
    let lines = text.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('%'));
    let head = lines.next().unwrap_or_default().to_ascii_lowercase();
    let count = head.strip_prefix("*vertices").map(str::trim);
    let Some(Ok(count)) = count.map(str::parse::<usize>) else {
        return false;
    };
    let (mut read, mut in_order) = (0, 0);
    for line in lines {
        if plain_number(line).is_none() {
            return false;
        }
        read += 1;
        in_order += usize::from(line.parse() == Ok(read));
    }
    read == count && in_order < read
}

/// The kind of lines that follow a line with a star.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Section {
    /// Before the first star.
    Start,
    Vertices,
    /// One tie on each line.
    Lines {
        directed: bool,
    },
    /// A vertex, and all vertices that it is tied to.
    Lists {
        directed: bool,
    },
    /// A row of values for each vertex, and how many were read.
    Matrix {
        at: usize,
        read: usize,
    },
    /// A value of a partition or a vector on each line.
    Values,
    /// Lines that are skipped; an issue was reported.
    Unread,
}

/// A partition or a vector that is being read.
pub(super) struct VertexValues {
    /// Its name.
    name: String,
    /// Where it begins.
    at: usize,
    /// How many values were read.
    read: usize,
}

struct PajekReader<'r, 't> {
    report: &'r mut IssueLog,
    ties: TieBuilder,
    section: Section,
    /// Whether the lines up to the next `*Network` are not a network, but a partition for example.
    is_beside: bool,
    titles: Vec<Option<Rc<str>>>,
    next_title: Option<Rc<str>>,
    /// How many vertices the networks may announce in addition.
    allowance: usize,
    /// The actor of each vertex that a line has named.
    vertices: Vec<Option<usize>>,
    /// The actors of the vertices of this network.
    taken: HashSet<usize>,
    in_first_mode: Option<usize>,
    relation: Option<Rc<str>>,
    relation_names: BTreeMap<u64, Rc<str>>,
    /// The network of each tie, by its number.
    lines_of: Vec<usize>,
    /// Labels without quotes that have spaces, as the byte of the first and how many there are.
    spaced_labels: Option<(usize, usize)>,
    /// The partition or vector that is being read.
    values: Option<VertexValues>,
    /// The greatest number in the times of lines, if there are any.
    last_time: Option<u64>,
    /// The actors with their coordinates, each pair from 0 to 1.
    places: Vec<(usize, f64, f64)>,
    text: std::marker::PhantomData<&'t str>,
}

impl<'r, 't> PajekReader<'r, 't> {
    fn new(report: &'r mut IssueLog, bytes: usize) -> Self {
        let mut ties = TieBuilder::listed(bytes);
        ties.missing_is_positive = true;
        Self {
            allowance: VERTICES_WITHOUT_LINES.count() + bytes / 4,
            report,
            ties,
            section: Section::Start,
            is_beside: false,
            titles: Vec::new(),
            next_title: None,
            vertices: Vec::new(),
            taken: HashSet::new(),
            in_first_mode: None,
            relation: None,
            relation_names: BTreeMap::new(),
            lines_of: Vec::new(),
            spaced_labels: None,
            values: None,
            last_time: None,
            places: Vec::new(),
            text: std::marker::PhantomData,
        }
    }

    /// A line with a star.
    fn begin(&mut self, words: &mut Words<'t>) {
        let Some(star) = words.next() else { return };
        let is_values = self.section == Section::Values;
        let (name, number) = star.text.split_once(':').unwrap_or((star.text, ""));
        let name = name.to_ascii_lowercase();
        // The number of vertices of a partition.
        if is_values && name == "*vertices" {
            return;
        }
        self.end_section(star.at);
        self.section = match name.as_str() {
            "*network" => {
                self.is_beside = false;
                let title = words.rest.trim();
                self.next_title = (!title.is_empty()).then(|| title.into());
                Section::Start
            }
            "*partition" | "*vector" => self.begin_values(&star, words),
            _ if self.is_beside => Section::Unread,
            "*vertices" | "*vertex" => self.begin_vertices(&star, words),
            "*arcs" | "*arc" => self.begin_ties(&star, Section::Lines { directed: true }),
            "*edges" | "*edge" => self.begin_ties(&star, Section::Lines { directed: false }),
            "*arcslist" => self.begin_ties(&star, Section::Lists { directed: true }),
            "*edgeslist" => self.begin_ties(&star, Section::Lists { directed: false }),
            "*matrix" => {
                let (at, read) = (star.at, 0);
                self.begin_ties(&star, Section::Matrix { at, read })
            }
            _ => self.unread(&star),
        };
        let is_about_ties = !matches!(self.section, Section::Start | Section::Vertices);
        self.relation = is_about_ties
            .then(|| self.relation_named(number, words))
            .flatten();
    }

    /// A section of another kind than networks.
    fn unread(&mut self, star: &Word<'t>) -> Section {
        self.is_beside = true;
        let message = format!("`{}` is not read", short(star.text));
        let hint = "Frenemy reads networks, partitions and vectors. Lines up to the next *Network are left out.";
        let hint = Some(hint.to_owned());
        self.report
            .warning(star.at, "unread-section", message, hint);
        Section::Unread
    }

    /// The relation named by `*Arcs :2 "aid"`; `*Arcs :2` means the name given before.
    fn relation_named(&mut self, number: &'t str, words: &mut Words<'t>) -> Option<Rc<str>> {
        let mut number = number;
        if number.is_empty() {
            number = words.next()?.text.strip_prefix(':')?;
        }
        if number.is_empty() {
            number = words.next()?.text;
        }
        let number = number.parse::<u64>().ok();
        if let Some(name) = words.next().filter(|name| !name.text.is_empty()) {
            let name: Rc<str> = name.text.into();
            let slot = number.map(|number| self.relation_names.entry(number));
            slot.map(|slot| slot.insert_entry(Rc::clone(&name)));
            return Some(name);
        }
        self.relation_names.get(&number?).cloned()
    }

    fn begin_vertices(&mut self, star: &Word<'t>, words: &mut Words<'t>) -> Section {
        self.vertices.clear();
        self.taken.clear();
        let Some(count) = self.vertex_count(star, words.next()) else {
            self.is_beside = true;
            return Section::Unread;
        };
        self.in_first_mode = None;
        if let Some(word) = words.next() {
            match word.text.parse::<usize>() {
                Ok(first) if first <= count => self.in_first_mode = Some(first),
                _ => {
                    let message = format!(
                        "`{}` is not a number of vertices up to {count}",
                        short(word.text)
                    );
                    let hint = "The number of vertices may be followed by the number of vertices in the first of two modes.";
                    let hint = Some(hint.to_owned());
                    self.report.error(word.at, "bad-number", message, hint);
                }
            }
        }
        let title = self.next_title.take();
        self.ties.begin_network(title.as_deref());
        self.titles.push(title);
        self.vertices.resize(count, None);
        Section::Vertices
    }

    fn vertex_count(&mut self, star: &Word<'t>, word: Option<Word<'t>>) -> Option<usize> {
        let number = word.and_then(|word| word.text.parse::<u128>().ok());
        let message = match (number, word) {
            (Some(number), _) if number > u128::from(VERTICES.max) => VERTICES.message(number),
            (Some(number), _) if number > self.allowance as u128 => {
                VERTICES_WITHOUT_LINES.message(number)
            }
            (Some(number), _) => {
                self.allowance -= number as usize;
                return Some(number as usize);
            }
            (None, Some(word)) => format!("`{}` is not a number of vertices", short(word.text)),
            (None, None) => "the number of vertices is missing".to_owned(),
        };
        let hint =
            "Write how many vertices there are, as in `*Vertices 16`; this network is left out.";
        let at = word.map_or(star.at, |word| word.at);
        self.report
            .error(at, "bad-number", message, Some(hint.to_owned()));
        None
    }

    fn begin_ties(&mut self, star: &Word<'t>, section: Section) -> Section {
        if self.titles.is_empty() {
            let hint = "Write `*Vertices` and how many there are before the first tie.";
            let message = format!("`{}` comes before any vertices", short(star.text));
            let hint = Some(hint.to_owned());
            self.report.error(star.at, "no-vertices", message, hint);
            return Section::Unread;
        }
        section
    }

    /// Completes a section before another one begins at this byte, or the file ends there.
    fn end_section(&mut self, at: usize) {
        match self.section {
            Section::Vertices => {
                for index in 0..self.vertices.len() {
                    if self.vertices[index].is_none() {
                        self.name_vertex(index, &(index + 1).to_string(), at);
                    }
                }
            }
            Section::Matrix { at: begun, read } => {
                let wanted = self.matrix_columns() * self.matrix_rows();
                if read != wanted {
                    let message =
                        format!("the matrix has {read} values where {wanted} are expected");
                    let hint = "It needs a value for every vertex in every vertex's row.";
                    let hint = Some(hint.to_owned());
                    let at = if read < wanted { at } else { begun };
                    self.report.error(at, "bad-matrix", message, hint);
                }
            }
            Section::Values => self.end_values(),
            _ => {}
        }
    }

    /// A line without a star.
    fn line(&mut self, words: &mut Words<'t>) {
        match self.section {
            Section::Vertices => self.vertex(words),
            Section::Lines { directed } => self.tie(words, directed),
            Section::Lists { directed } => self.list(words, directed),
            Section::Matrix { at, read } => {
                let read = self.matrix_values(words, read);
                self.section = Section::Matrix { at, read };
            }
            Section::Values => self.value_of_vertex(words),
            Section::Unread => {}
            Section::Start => {
                let at = words.next().map_or(words.at, |word| word.at);
                let hint = Some("A Pajek file begins with `*Vertices`.".to_owned());
                let message = "this line belongs to no section";
                self.report.error(at, "no-section", message, hint);
            }
        }
    }

    /// `1 "Label" 0.25 0.5`, and other options for drawing.
    fn vertex(&mut self, words: &mut Words<'t>) {
        let Some(index) = self.vertex_number(words) else {
            return;
        };
        if self.vertices[index].is_some() {
            let message = format!("vertex {} is described a second time", index + 1);
            let hint = Some("The first line counts; take one of them out.".to_owned());
            self.report
                .error(words.at, "repeated-vertex", message, hint);
            return;
        }
        let label = words.next();
        if let Some(label) = label.filter(|label| label.is_open) {
            let message = "the quote that opens here is not closed on this line";
            let hint = Some("The label goes up to the end of the line.".to_owned());
            self.report.error(label.at, "open-quote", message, hint);
        }
        let number = (index + 1).to_string();
        let at = label.as_ref().map_or(words.at, |label| label.at);
        let mut text = label.as_ref().map_or_else(String::new, Word::label);
        if let Some(label) = label.filter(|label| !label.is_quoted)
            && words.extend_label(&label, &mut text)
        {
            let (_, count) = self.spaced_labels.get_or_insert((label.at, 0));
            *count += 1;
        }
        let text = text.trim();
        if text.len() > NAME_BYTES.count() {
            let message = format!("the label {}", NAME_BYTES.message(text.len()));
            let hint = Some("The whole label is kept in the field `full_name`.".to_owned());
            self.report.error(at, "too-long", message, hint);
        }
        let slot = self.name_vertex(index, if text.is_empty() { &number } else { text }, at);
        let (rest, time) = without_time(words.rest);
        if let Some(time) = time {
            self.ties.describe(slot, "time", AttributeValue::text(time));
        }
        if !rest.is_empty() {
            self.ties.describe(slot, KEPT, AttributeValue::text(&*rest));
        }
        let mut coordinate = || words.next().and_then(|word| plain_number(word.text));
        if let (Some(x), Some(y)) = (coordinate(), coordinate()) {
            self.places.push((slot, x, y));
        }
    }

    /// Gives a vertex its actor: in a later network the one of the same label, if no vertex here
    /// has it.
    fn name_vertex(&mut self, index: usize, label: &str, at: usize) -> usize {
        let known = self.ties.known(label).filter(|_| self.titles.len() > 1);
        let slot = match known {
            Some(slot) if !self.taken.contains(&slot) => {
                self.ties.share_actor(slot);
                slot
            }
            _ => self.ties.new_actor(label, at, true),
        };
        self.taken.insert(slot);
        self.vertices[index] = Some(slot);
        if let Some(first) = self.in_first_mode
            && !self.ties.is_described(slot, MODE)
        {
            let mode = if index < first { "1" } else { "2" };
            self.ties.describe(slot, MODE, AttributeValue::digits(mode));
        }
        slot
    }

    /// The next word as the index of a vertex, counted from 0.
    fn vertex_number(&mut self, words: &mut Words<'t>) -> Option<usize> {
        let word = words.next();
        let at = word.map_or(words.at, |word| word.at);
        let count = self.vertices.len();
        let message = match word.map(|word| (word.text.parse::<usize>(), word.text)) {
            Some((Ok(number), _)) if (1..=count).contains(&number) => return Some(number - 1),
            Some((_, text)) => format!("`{}` is not a vertex from 1 to {count}", short(text)),
            None => format!("the line ends where a vertex from 1 to {count} is expected"),
        };
        let hint = Some("The line is left out; correct the number, or that of *Vertices.".into());
        self.report.error(at, "bad-vertex", message, hint);
        None
    }

    /// `1 2 -1`, or `3: 1 2 -1` for a relation by its number.
    fn tie(&mut self, words: &mut Words<'t>, directed: bool) {
        let before = *words;
        let number = words.next().and_then(|word| word.text.strip_suffix(':'));
        let relation = if let Some(number) = number.and_then(|number| number.parse::<u64>().ok()) {
            self.relation_names.get(&number).cloned()
        } else {
            *words = before;
            self.relation.clone()
        };
        let Some(source) = self.vertex_number(words) else {
            return;
        };
        let Some(target) = self.vertex_number(words) else {
            return;
        };
        let at = before.at;
        let value = self.value(words);
        let (relation, rest) = (relation.as_ref(), words.rest);
        self.add((source, target), directed, value, relation, (at, rest));
    }

    /// The value of a line, if there is one. Anything else is reported, and stays with the rest
    /// of the line.
    fn value(&mut self, words: &mut Words<'t>) -> Option<f64> {
        let before = *words;
        let word = words.next()?;
        if let Some(value) = plain_number(word.text) {
            return Some(value);
        }
        *words = before;
        let is_drawing = DRAWING.contains(&word.text.to_ascii_lowercase().as_str());
        if !is_drawing && !word.text.starts_with('[') {
            let message = format!("`{}` is not a value", short(word.text));
            let hint = "Expected a number such as 1 or -2; the line counts as one without a value.";
            let hint = Some(hint.to_owned());
            self.report.error(word.at, "bad-number", message, hint);
        }
        None
    }

    /// `1 2 3`: vertex 1 is tied to 2 and 3; `-3` means a line of value -1.
    fn list(&mut self, words: &mut Words<'t>, directed: bool) {
        let Some(source) = self.vertex_number(words) else {
            return;
        };
        while let Some(word) = words.peek() {
            let negative = word.text.strip_prefix('-');
            let mut number = Words {
                rest: negative.unwrap_or(word.text),
                at: word.at,
            };
            words.next();
            if let Some(target) = self.vertex_number(&mut number) {
                let (value, relation) = (negative.map(|_| -1.0), self.relation.clone());
                self.add(
                    (source, target),
                    directed,
                    value,
                    relation.as_ref(),
                    (word.at, ""),
                );
            }
        }
    }

    fn matrix_columns(&self) -> usize {
        self.vertices.len() - self.in_first_mode.unwrap_or_default()
    }

    fn matrix_rows(&self) -> usize {
        self.in_first_mode.unwrap_or(self.vertices.len())
    }

    /// Reads values from this index on. Each value that is not zero is a directed tie.
    fn matrix_values(&mut self, words: &mut Words<'t>, mut read: usize) -> usize {
        let columns = self.matrix_columns();
        let wanted = columns * self.matrix_rows();
        while let Some(word) = words.next() {
            match plain_number(word.text) {
                None => {
                    let message = format!("`{}` is not a value", short(word.text));
                    let hint = Some("Expected a number; 0 is used.".to_owned());
                    self.report.error(word.at, "bad-number", message, hint);
                }
                Some(value) if value != 0.0 && read < wanted => {
                    let (row, column) = (read / columns, read % columns);
                    let target = column + self.in_first_mode.unwrap_or_default();
                    let relation = self.relation.clone();
                    self.add(
                        (row, target),
                        true,
                        Some(value),
                        relation.as_ref(),
                        (word.at, ""),
                    );
                }
                Some(_) => {}
            }
            read += 1;
        }
        read
    }

    fn add(
        &mut self,
        (source, target): (usize, usize),
        directed: bool,
        value: Option<f64>,
        relation: Option<&Rc<str>>,
        (at, rest): (usize, &str),
    ) {
        let (Some(source), Some(target)) = (self.vertices[source], self.vertices[target]) else {
            return;
        };
        let mut values = Attributes::new();
        if let Some(value) = value {
            self.ties
                .attribute(&mut values, "weight", AttributeValue::number(value));
        }
        let (rest, time) = without_time(rest);
        let (rest, label) = words::without_label(&rest);
        if let Some(time) = time {
            self.last_time = self.last_time.max(greatest(time));
            self.ties
                .attribute(&mut values, INTERVAL, AttributeValue::text(time));
        }
        if !rest.is_empty() {
            self.ties
                .attribute(&mut values, KEPT, AttributeValue::text(rest));
        }
        let subtype: Option<std::sync::Arc<str>> = relation.map(|name| (&**name).into());
        let layer = subtype.as_deref().and_then(kind_of_word);
        // Support has no number of its own: our writer labels its lines so.
        let support = RelationKind::Support;
        let says_support = layer.is_none() && label.as_deref() == Some(support.as_str());
        let is_negative = value.is_some_and(|value| value < 0.0);
        if says_support && is_negative {
            let message = "the value is below zero, and the label says support";
            let hint = Some("The value is used; the label is the type.".to_owned());
            self.report.warning(at, "contradiction", message, hint);
        }
        let is_support = says_support && !is_negative;
        // The label is the type, so the name of the relation has another field.
        if let (Some(name), Some(_)) = (relation, label.as_ref().filter(|_| !is_support)) {
            let name = AttributeValue::text(&**name);
            self.ties.attribute(&mut values, "layer", name);
        }
        if let Some(label) = label.filter(|_| !is_support) {
            self.ties
                .attribute(&mut values, "label", AttributeValue::text(label));
        }
        self.lines_of.push(self.titles.len() - 1);
        self.ties.tie(ListedTie {
            source,
            target,
            directed: Some(directed),
            values,
            layer: layer.or(is_support.then_some(support)),
            subtype,
            at,
            ..ListedTie::default()
        });
    }
}

/// The rest of a line without its time in brackets, and the time.
fn without_time(rest: &str) -> (String, Option<&str>) {
    let rest = rest.trim();
    let time = rest.find('[').and_then(|start| {
        let end = start + rest[start..].find(']')?;
        Some((start, end + 1))
    });
    match time {
        Some((start, end)) => {
            let left = format!("{} {}", rest[..start].trim(), rest[end..].trim());
            (left.trim().to_owned(), Some(&rest[start..end]))
        }
        None => (rest.to_owned(), None),
    }
}
