//! Pajek networks and projects, after Batagelj and Mrvar, "Pajek and Pajek-XXL, Reference Manual".
//! Knows no other format.
//!
//! Sections begin with a star: `*Network`, `*Vertices`, `*Arcs` (which go one way), `*Edges`,
//! `*Arcslist`, `*Edgeslist`, `*Matrix`; `%` begins a comment. A value above zero is cooperation,
//! below zero hostility, its absolute value the weight; a line without a value counts 1. The
//! networks of a project become one: a label means the same actor in each. What Frenemy has no
//! field for (colours, shapes, times) is kept with its record, as text.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use crate::model::{ActorId, Document, Point, Relation, RelationKind};

use super::native::reading::short;
use super::tie_builder;
use super::tie_builder::{Stand, Ties};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;

/// More vertices than this are taken for a mistake, before memory is allocated for them.
const MAX_VERTICES: usize = 1_000_000;

/// The field that keeps the rest of a line after the part that the model knows.
const KEPT: &str = "pajek";

/// Words that may follow where a line has no value: Pajek's options for drawing it.
const DRAWING: &[&str] = &[
    "w", "c", "p", "s", "a", "ap", "l", "lp", "lr", "lphi", "lc", "la", "fos", "font", "h1", "h2",
    "a1", "k1", "a2", "k2", "size",
];

/// Reads a Pajek file. Returns nothing where it was cancelled, or where the report says why there
/// is no network in it.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut reader = PajekReader::new(report);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        let mut words = Words { rest: line, at };
        match line.trim_start().bytes().next() {
            None | Some(b'%') => {}
            Some(b'*') => reader.begin(&mut words),
            Some(_) => reader.line(&mut words),
        }
        at += line.len();
    }
    reader.end_section(at);
    reader.into_document(progress.second_half())
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
    /// Lines that are skipped; an issue was reported.
    Unread,
}

/// A tie as in the file. Its kind depends on all other ties.
struct PajekLine<'t> {
    source: ActorId,
    target: ActorId,
    directed: bool,
    value: Option<f64>,
    relation: Option<Rc<str>>,
    network: usize,
    rest: &'t str,
}

struct PajekReader<'r, 't> {
    report: &'r mut IssueLog,
    ties: Ties,
    section: Section,
    /// Whether the lines up to the next `*Network` are not a network, but a partition for example.
    is_beside: bool,
    titles: Vec<Option<Rc<str>>>,
    next_title: Option<Rc<str>>,
    /// The actor of each vertex that a line has named.
    vertices: Vec<Option<ActorId>>,
    /// The actors of the vertices of this network.
    taken: HashSet<ActorId>,
    in_first_mode: Option<usize>,
    relation: Option<Rc<str>>,
    relation_names: BTreeMap<u64, Rc<str>>,
    lines: Vec<PajekLine<'t>>,
    /// The actors with their coordinates, each pair from 0 to 1.
    places: Vec<(usize, Point)>,
}

impl<'r, 't> PajekReader<'r, 't> {
    fn new(report: &'r mut IssueLog) -> Self {
        Self {
            report,
            ties: Ties::default(),
            section: Section::Start,
            is_beside: false,
            titles: Vec::new(),
            next_title: None,
            vertices: Vec::new(),
            taken: HashSet::new(),
            in_first_mode: None,
            relation: None,
            relation_names: BTreeMap::new(),
            lines: Vec::new(),
            places: Vec::new(),
        }
    }

    /// A line with a star.
    fn begin(&mut self, words: &mut Words<'t>) {
        let Some(star) = words.next() else { return };
        self.end_section(star.at);
        let (name, number) = star.text.split_once(':').unwrap_or((star.text, ""));
        let name = name.to_ascii_lowercase();
        self.section = match name.as_str() {
            "*network" => {
                self.is_beside = false;
                let title = words.rest.trim();
                self.next_title = (!title.is_empty()).then(|| title.into());
                Section::Start
            }
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
            _ => {
                self.is_beside = true;
                let message = format!("`{}` is not read", short(star.text));
                let hint = "Frenemy reads networks: *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix. What follows is left out up to the next *Network.";
                let hint = Some(hint.to_owned());
                self.report
                    .warning(star.at, "unread-section", message, hint);
                Section::Unread
            }
        };
        let is_about_ties = !matches!(self.section, Section::Start | Section::Vertices);
        self.relation = is_about_ties
            .then(|| self.relation_named(number, words))
            .flatten();
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
        self.titles.push(self.next_title.take());
        self.vertices.resize(count, None);
        Section::Vertices
    }

    fn vertex_count(&mut self, star: &Word<'t>, word: Option<Word<'t>>) -> Option<usize> {
        let number = word.and_then(|word| word.text.parse::<u128>().ok());
        let message = match (number, word) {
            (Some(number), _) if number <= MAX_VERTICES as u128 => return Some(number as usize),
            (Some(number), _) => {
                format!("{number} vertices are more than the {MAX_VERTICES} that Frenemy opens")
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
                        self.name_vertex(index, &(index + 1).to_string());
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
        let label = label.map_or("", |label| label.text.trim());
        self.name_vertex(index, if label.is_empty() { &number } else { label });
        let slot = self.vertices[index].as_ref();
        let Some(slot) = slot.and_then(|id| self.ties.slot(id)) else {
            return;
        };
        let rest = words.rest.trim();
        if !rest.is_empty() {
            self.ties.actors[slot].fields = tie_builder::kept([(KEPT, rest)].into_iter());
        }
        let mut coordinate = || words.next().and_then(|word| tie_builder::number(word.text));
        if let (Some(x), Some(y)) = (coordinate(), coordinate()) {
            self.places.push((slot, Point { x, y }));
        }
    }

    /// Gives a vertex its actor: in a later network the one of the same label, where no vertex here
    /// has it.
    fn name_vertex(&mut self, index: usize, label: &str) {
        let known = self.ties.known(label).filter(|_| self.titles.len() > 1);
        let id = match known {
            Some(id) if !self.taken.contains(&id) => id,
            _ => self.ties.new_actor(label),
        };
        self.taken.insert(id.clone());
        self.vertices[index] = Some(id);
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
        let value = self.value(words);
        let rest = words.rest.trim();
        self.add(source, target, directed, value, relation, rest);
    }

    /// The value of a line, where there is one. Anything else is reported, and stays with the rest
    /// of the line.
    fn value(&mut self, words: &mut Words<'t>) -> Option<f64> {
        let before = *words;
        let word = words.next()?;
        if let Some(value) = tie_builder::number(word.text) {
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
                let value = negative.map(|_| -1.0);
                self.add(source, target, directed, value, self.relation.clone(), "");
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
            match tie_builder::number(word.text) {
                None => {
                    let message = format!("`{}` is not a value", short(word.text));
                    let hint = Some("Expected a number; 0 is used.".to_owned());
                    self.report.error(word.at, "bad-number", message, hint);
                }
                Some(value) if value != 0.0 && read < wanted => {
                    let (row, column) = (read / columns, read % columns);
                    let target = column + self.in_first_mode.unwrap_or_default();
                    let relation = self.relation.clone();
                    self.add(row, target, true, Some(value), relation, "");
                }
                Some(_) => {}
            }
            read += 1;
        }
        read
    }

    fn add(
        &mut self,
        source: usize,
        target: usize,
        directed: bool,
        value: Option<f64>,
        relation: Option<Rc<str>>,
        rest: &'t str,
    ) {
        if let (Some(source), Some(target)) =
            (self.vertices[source].clone(), self.vertices[target].clone())
        {
            let network = self.titles.len() - 1;
            self.lines.push(PajekLine {
                source,
                target,
                directed,
                value,
                relation,
                network,
                rest,
            });
        }
    }

    /// Decides the kind of each tie, now that all are known.
    fn into_document(mut self, mut progress: ProgressMeter<'_>) -> Option<Document> {
        if self.titles.is_empty() {
            return None;
        }
        let is_project = self.titles.len() > 1;
        let has_values = self.lines.iter().any(|line| line.value.is_some());
        let is_signed = self
            .lines
            .iter()
            .any(|line| line.value.is_some_and(|v| v < 0.0));
        let mut unsigned = 0;
        let lines = std::mem::take(&mut self.lines);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            if progress.is_cancelled_at_item(index, count) {
                return None;
            }
            let title = self.titles[line.network].as_ref().filter(|_| is_project);
            let name = line.relation.as_ref().or(title);
            let stand = Stand::of_number(line.value.unwrap_or(1.0));
            let by_name = name.and_then(|name| tie_builder::kind_of_word(name));
            let is_count = !has_values || (name.is_some() && !is_signed);
            let kind = match by_name {
                Some(kind) if stand.kind == RelationKind::Cooperation => kind,
                None if is_count => RelationKind::Other,
                _ => stand.kind,
            };
            unsigned += usize::from(kind == RelationKind::Other);
            let mut relation = Relation::new("", line.source, line.target);
            relation.kind = Some(kind);
            relation.directed = Some(line.directed);
            relation.weight = line.value.and(stand.strength);
            relation.subtype = name.map(ToString::to_string);
            let rest = (!line.rest.is_empty()).then_some((KEPT, line.rest));
            relation.fields = tie_builder::kept(rest.into_iter());
            self.ties.tie(relation);
        }
        self.note_unsigned(unsigned);
        self.place_actors();
        self.ties.title = self.titles[0].as_ref().map(ToString::to_string);
        Some(self.ties.into_document())
    }

    fn note_unsigned(&mut self, unsigned: usize) {
        let all = self.ties.relations.len();
        if unsigned > 0 {
            let message = format!("{unsigned} of {all} ties have no sign: their kind is other");
            let hint = "A line with a value above zero is cooperation, one below zero hostility; named relations of which none is below zero are counted, not signed.";
            let hint = Some(hint.to_owned());
            self.report.note(0, "no-sign", message, hint);
        }
    }

    /// Uses the coordinates where every actor has its own. Files often have the same for all, which
    /// means nothing.
    fn place_actors(&mut self) {
        let mut seen = HashSet::new();
        let is_own = |(slot, place): &(usize, Point)| {
            seen.insert((place.x.to_bits(), place.y.to_bits(), 0))
                && seen.insert((*slot as u64, 0, 1))
                && place.x.abs().max(place.y.abs()) < 1e6
        };
        if self.places.len() == self.ties.actors.len() && self.places.iter().all(is_own) {
            let side = 150.0 * (self.places.len() as f64).sqrt();
            for &(slot, Point { x, y }) in &self.places {
                let place = Point::rounded((x * side) as f32, (y * side) as f32);
                self.ties.actors[slot].place = Some(place);
            }
        }
    }
}

/// A word of a line, and the byte where it begins.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    at: usize,
    /// Whether it has an opening quote without a closing one.
    is_open: bool,
}

/// The words of a line; text in quotes is one word.
#[derive(Clone, Copy)]
struct Words<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    fn peek(&self) -> Option<Word<'t>> {
        self.clone().next()
    }

    fn next(&mut self) -> Option<Word<'t>> {
        let trimmed = self.rest.trim_start();
        let at = self.at + self.rest.len() - trimmed.len();
        if trimmed.is_empty() {
            return None;
        }
        let quoted = trimmed.strip_prefix('"');
        let closed = quoted.and_then(|quoted| quoted.find('"'));
        let (text, length) = match (quoted, closed) {
            (Some(quoted), Some(end)) => (&quoted[..end], end + 2),
            (Some(quoted), None) => (quoted.trim_end(), trimmed.len()),
            (None, _) => {
                let end = trimmed.find(char::is_whitespace);
                let end = end.unwrap_or(trimmed.len());
                (&trimmed[..end], end)
            }
        };
        let is_open = quoted.is_some() && closed.is_none();
        self.rest = &trimmed[length..];
        self.at = at + length;
        Some(Word { text, at, is_open })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ties of a file, one to a line, and its issues.
    fn check(text: &str) -> String {
        let mut report = IssueLog::default();
        let document = read(text, &mut report, ProgressMeter::default());
        let mut lines: Vec<String> = Vec::new();
        for relation in document
            .iter()
            .flat_map(|document| document.relations.iter())
        {
            let arrow = if relation.is_directed() { "->" } else { "--" };
            let (kind, weight) = (relation.kind().as_str(), relation.weight);
            let Relation { source, target, .. } = &**relation;
            let subtype = relation.subtype.as_deref().unwrap_or_default();
            let line = format!("{source} {arrow} {target}: {kind} {weight:?} {subtype}");
            lines.push(line.trim_end().to_owned());
        }
        let issues = report.into_issues(text, None);
        lines.extend(issues.iter().map(|issue| format!("{} {issue}", issue.code)));
        lines.join("\n")
    }

    #[test]
    fn arcs_go_one_way_and_edges_do_not_and_the_value_says_friend_or_foe() {
        let text = "% a comment\n*Vertices 3\n1 \"New Guinea\" 0.1 0.2 0.5\n3 c\n*Arcs\n1 2 -2.5 c Red\n2 1 0\n*Edges :1 \"talks\"\n2 3\n";
        insta::assert_snapshot!(check(text), @r"
        New Guinea -> 2: hostility Some(2.5)
        2 -> New Guinea: other Some(0.0)
        2 -- c: cooperation None talks
        no-sign 1:1: note: 1 of 3 ties have no sign: their kind is other. A line with a value above zero is cooperation, one below zero hostility; named relations of which none is below zero are counted, not signed.
        ");
    }

    #[test]
    fn lists_and_matrices_are_ties_too() {
        let text = "*Vertices 3\n*Arcslist\n1 2 -3\n*Edgeslist\n2 3\n*Matrix :2 \"trust\"\n0 1 0\n-1 0 0\n0 0 2\n";
        insta::assert_snapshot!(check(text), @r"
        1 -> 2: cooperation None
        1 -> 3: hostility Some(1.0)
        2 -- 3: cooperation None
        1 -> 2: cooperation Some(1.0) trust
        2 -> 1: hostility Some(1.0) trust
        3 -> 3: cooperation Some(2.0) trust
        ");
        let two_modes = "*Vertices 3 2\n*Matrix\n1\n-1\n";
        insta::assert_snapshot!(check(two_modes), @r"
        1 -> 3: cooperation Some(1.0)
        2 -> 3: hostility Some(1.0)
        ");
    }

    #[test]
    fn relations_have_numbers_and_names() {
        let text = "*vertices 2\n*arcs :12 \"war\"\n*arcs :7 \"meet\"\n*arcs\n12: 1 2 4 [1-*]\n7: 2 1 1\n*arcs :12\n2 1 1\n";
        insta::assert_snapshot!(check(text), @r"
        1 -> 2: hostility Some(4.0) war
        2 -> 1: other Some(1.0) meet
        2 -> 1: hostility Some(1.0) war
        no-sign 1:1: note: 1 of 3 ties have no sign: their kind is other. A line with a value above zero is cooperation, one below zero hostility; named relations of which none is below zero are counted, not signed.
        ");
    }

    #[test]
    fn every_bad_line_is_told_with_its_place() {
        let text = "*Vertices 2\n1 \"a\n1 b\n5 c\n*Arcs\n1 3\n1\n1 2 x\n*Matrix\n1 y 0 0 1\n*Partition p\n1\n";
        insta::assert_snapshot!(check(text), @r"
        a -> 2: cooperation None
        a -> a: cooperation Some(1.0)
        open-quote 2:3: error: the quote that opens here is not closed on this line. The label goes up to the end of the line.
        repeated-vertex 3:2: error: vertex 1 is described a second time. The first line counts; take one of them out.
        bad-vertex 4:1: error: `5` is not a vertex from 1 to 2. The line is left out; correct the number, or that of *Vertices.
        bad-vertex 6:3: error: `3` is not a vertex from 1 to 2. The line is left out; correct the number, or that of *Vertices.
        bad-vertex 7:2: error: the line ends where a vertex from 1 to 2 is expected. The line is left out; correct the number, or that of *Vertices.
        bad-number 8:5: error: `x` is not a value. Expected a number such as 1 or -2; the line counts as one without a value.
        bad-matrix 9:1: error: the matrix has 5 values where 4 are expected. It needs a value for every vertex in every vertex's row.
        bad-number 10:3: error: `y` is not a value. Expected a number; 0 is used.
        unread-section 11:1: warning: `*Partition` is not read. Frenemy reads networks: *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix. What follows is left out up to the next *Network.
        ");
    }

    #[test]
    fn a_file_without_a_network_is_refused_with_its_reason() {
        insta::assert_snapshot!(check("*Vertices 2000000000\n*Edges\n1 2\n"), @r"bad-number 1:11: error: 2000000000 vertices are more than the 1000000 that Frenemy opens. Write how many vertices there are, as in `*Vertices 16`; this network is left out.");
        insta::assert_snapshot!(check("*Edges\n1 2\n"), @r"no-vertices 1:1: error: `*Edges` comes before any vertices. Write `*Vertices` and how many there are before the first tie.");
    }

    #[test]
    fn in_a_project_a_label_stands_for_the_same_actor() {
        let text = "*Network marriage\n*Vertices 2\n1 A\n2 B\n*Edges\n1 2 1\n*Network business\n*Vertices 2\n1 B\n2 C\n*Edges\n1 2 1\n";
        insta::assert_snapshot!(check(text), @r"
        A -- B: other Some(1.0) marriage
        B -- C: other Some(1.0) business
        no-sign 1:1: note: 2 of 2 ties have no sign: their kind is other. A line with a value above zero is cooperation, one below zero hostility; named relations of which none is below zero are counted, not signed.
        ");
    }

    #[test]
    fn coordinates_are_places_where_each_actor_has_its_own() {
        let places = |text: &str| {
            let document = read(text, &mut IssueLog::default(), ProgressMeter::default()).unwrap();
            let places = document.actors.iter().filter_map(|actor| actor.place);
            places.count()
        };
        assert_eq!(places("*Vertices 2\n1 a 0.1 0.2\n2 b 0.1 0.3\n"), 2);
        assert_eq!(places("*Vertices 2\n1 a 0 0\n2 b 0 0\n"), 0);
        assert_eq!(places("*Vertices 2\n1 a 0.1 0.2\n2 b ellipse\n"), 0);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

        #[test]
        fn no_file_makes_it_panic_and_every_tie_has_its_ends(words in muddle()) {
            match crate::file::read(words.join(" ").as_bytes(), "muddle.net") {
                Err(issues) => proptest::prop_assert!(!issues.is_empty()),
                Ok(opened) => {
                    let actors = &opened.document.actors;
                    for relation in opened.document.relations.iter() {
                        let ends = [&relation.source, &relation.target];
                        proptest::prop_assert!(ends.into_iter().all(|end| actors.contains(end)));
                    }
                }
            }
        }
    }

    /// Parts of Pajek files in random order.
    fn muddle() -> impl proptest::strategy::Strategy<Value = Vec<&'static str>> {
        let parts = "*Vertices *Arcs *Edges *Arcslist *Edgeslist *Matrix *Network *Partition *Arcs:1 :2 : 1: 1 2 3 0 -1 2.5 \"a \"b\" \" é % [1-*] c";
        let parts: Vec<_> = parts
            .split(' ')
            .chain(["\n", "\n", "\n*Vertices 3\n"])
            .collect();
        proptest::collection::vec(proptest::sample::select(parts), 0..40)
    }
}
