//! Graphviz DOT. Knows no other format.

use std::collections::HashSet;
use std::rc::Rc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_builder::{TIE_BYTES, TieBuilder};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::GML_DEPTH;
use crate::model::Document;
use crate::words::counted;

/// Reads a text; nothing if it is broken or was cancelled.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut reader = DotReader {
        tokens: DotTokens { text, at: 0 },
        ties: TieBuilder::listed(text.len()),
        report,
        progress,
        directed: false,
        clusters: 0,
        peeked: None,
    };
    reader.graph()?;
    if reader.clusters > 0 {
        let message = format!(
            "{} not drawn as groups",
            counted(reader.clusters, "subgraph is", "subgraphs are")
        );
        reader.report.note(
            0,
            "subgraphs",
            message,
            Some("Their nodes and edges are read.".to_owned()),
        );
    }
    let progress = reader.progress.second_half();
    reader
        .ties
        .into_document(reader.report, progress, &|at, _| at)
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
enum DotToken {
    /// An id, and whether it was in quotes.
    Id(String, bool),
    Mark(char),
    Edge,
    End,
}

type AttributeList = Vec<(Rc<str>, Rc<str>)>;

/// Attributes by name, of which a copy costs nothing; a later value of a name counts.
type DefaultList = imbl::OrdMap<Rc<str>, Rc<str>>;

struct DotReader<'r, 't> {
    tokens: DotTokens<'t>,
    ties: TieBuilder,
    report: &'r mut IssueLog,
    progress: ProgressMeter<'t>,
    directed: bool,
    clusters: usize,
    peeked: Option<(DotToken, usize)>,
}

impl DotReader<'_, '_> {
    fn next(&mut self) -> (DotToken, usize) {
        self.peeked.take().unwrap_or_else(|| self.tokens.next())
    }

    fn peek(&mut self) -> &DotToken {
        let next = self.peeked.take().unwrap_or_else(|| self.tokens.next());
        &self.peeked.insert(next).0
    }

    fn is_word(&mut self, wanted: &str) -> bool {
        matches!(self.peek(), DotToken::Id(word, false) if word.eq_ignore_ascii_case(wanted))
    }

    fn takes(&mut self, mark: char) -> bool {
        let takes = *self.peek() == DotToken::Mark(mark);
        if takes {
            self.next();
        }
        takes
    }

    fn broken<T>(&mut self, expected: &str) -> Option<T> {
        let (found, at) = self.next();
        let found = match found {
            DotToken::Id(word, _) => format!("`{}`", short(&word)),
            DotToken::Mark(mark) => format!("`{mark}`"),
            DotToken::Edge => "an edge".to_owned(),
            DotToken::End => "the end of the file".to_owned(),
        };
        let hint = Some("Correct the file, or write it again.".to_owned());
        self.report.error(
            at,
            "not-dot",
            format!("expected {expected}, found {found}"),
            hint,
        );
        None
    }

    fn graph(&mut self) -> Option<()> {
        if self.is_word("strict") {
            self.next();
        }
        self.directed = self.is_word("digraph");
        if !self.directed && !self.is_word("graph") {
            return self.broken("`graph` or `digraph`");
        }
        self.next();
        if let DotToken::Id(name, _) = self.peek().clone() {
            self.next();
            self.ties.title = Some(name);
        }
        if !self.takes('{') {
            return self.broken("`{`");
        }
        self.statements(&Defaults::default(), 0)?;
        Some(())
    }

    /// Reads statements up to `}`; returns the nodes in them.
    fn statements(&mut self, outer: &Defaults, depth: usize) -> Option<Vec<usize>> {
        if depth > GML_DEPTH.count() {
            let hint = Some("The file is made to harm, or damaged.".to_owned());
            self.report
                .error(self.tokens.at, "too-deep", GML_DEPTH.message(depth), hint);
            return None;
        }
        let mut defaults = outer.clone();
        let mut nodes = Vec::new();
        loop {
            if self.progress.is_cancelled(self.tokens.at) {
                return None;
            }
            if self.takes('}') {
                return Some(nodes);
            }
            if self.takes(';') || self.takes(',') {
                continue;
            }
            if *self.peek() == DotToken::End {
                return self.broken("`}`");
            }
            self.statement(&mut defaults, &mut nodes, depth)?;
        }
    }

    fn statement(
        &mut self,
        defaults: &mut Defaults,
        nodes: &mut Vec<usize>,
        depth: usize,
    ) -> Option<()> {
        for (word, list) in [("node", 0), ("edge", 1), ("graph", 2)] {
            if !self.is_word(word) {
                continue;
            }
            self.next();
            let attributes = self.attributes()?;
            match list {
                0 => defaults.nodes.extend(attributes),
                1 => defaults.edges.extend(attributes),
                _ => self.of_graph(attributes, depth),
            }
            return Some(());
        }
        let (first, at, is_subgraph) = self.operand(defaults, depth)?;
        if !is_subgraph && self.takes('=') {
            let DotToken::Id(value, _) = self.next().0 else {
                return self.broken("a value");
            };
            let name = first.name.unwrap_or_default();
            self.of_graph(vec![(name.into(), value.into())], depth);
            return Some(());
        }
        let mut ends = vec![self.nodes_of(first, at, defaults)];
        while *self.peek() == DotToken::Edge {
            self.next();
            let (operand, at, _) = self.operand(defaults, depth)?;
            ends.push(self.nodes_of(operand, at, defaults));
        }
        let attributes = self.attributes()?;
        nodes.extend(ends.iter().flatten());
        if ends.len() == 1 {
            for node in ends.iter().flatten().filter(|_| !is_subgraph) {
                for (name, value) in &attributes {
                    self.describe(*node, name, value);
                }
            }
            return Some(());
        }
        self.ties_of(&ends, &defaults.edges, &attributes, at)
    }

    /// Ties the nodes of each list to those of the next, all to all.
    fn ties_of(
        &mut self,
        ends: &[Vec<usize>],
        defaults: &DefaultList,
        own: &AttributeList,
        at: usize,
    ) -> Option<()> {
        let names: HashSet<&str> = own.iter().map(|(name, _)| &**name).collect();
        let defaults: AttributeList = defaults
            .iter()
            .filter(|(name, _)| !names.contains(&***name))
            .map(|(name, value)| (Rc::clone(name), Rc::clone(value)))
            .take_while(|(_, value)| self.ties.may_copy(value.len()))
            .collect();
        let own_bytes: usize = own.iter().map(|(_, value)| value.len()).sum();
        let bytes: usize = defaults.iter().map(|(_, value)| value.len()).sum();
        let mut is_first = true;
        for pair in ends.windows(2) {
            let is_product = pair[0].len().min(pair[1].len()) > 1;
            for source in &pair[0] {
                for target in &pair[1] {
                    if self.progress.is_cancelled(at) {
                        return None;
                    }
                    let has_copies = is_product || !(own.is_empty() && defaults.is_empty());
                    if !is_first && has_copies && !self.ties.may_copy(TIE_BYTES + own_bytes + bytes)
                    {
                        continue;
                    }
                    is_first = false;
                    self.tie((*source, *target), defaults.iter().chain(own), at);
                }
            }
        }
        Some(())
    }

    /// A node by its name, or a subgraph.
    fn operand(&mut self, defaults: &Defaults, depth: usize) -> Option<(Operand, usize, bool)> {
        let is_subgraph = self.is_word("subgraph");
        if is_subgraph {
            self.next();
            if let DotToken::Id(..) = self.peek() {
                self.next();
            }
        }
        if is_subgraph || *self.peek() == DotToken::Mark('{') {
            let at = self.tokens.at;
            if !self.takes('{') {
                return self.broken("`{`");
            }
            self.clusters += 1;
            let nodes = self.statements(defaults, depth + 1)?;
            return Some((Operand { name: None, nodes }, at, true));
        }
        match self.next() {
            (DotToken::Id(name, _), at) => {
                // A port is a place at the node.
                while self.takes(':') {
                    self.next();
                }
                Some((
                    Operand {
                        name: Some(name),
                        nodes: Vec::new(),
                    },
                    at,
                    false,
                ))
            }
            other => {
                self.peeked = Some(other);
                self.broken("a node")
            }
        }
    }

    fn nodes_of(&mut self, operand: Operand, at: usize, defaults: &Defaults) -> Vec<usize> {
        let Some(name) = operand.name else {
            return operand.nodes;
        };
        let is_new = self.ties.known(&name).is_none();
        if !is_new {
            return self.ties.known(&name).into_iter().collect();
        }
        let actor = self.ties.declare(&name, at, self.report);
        for (name, value) in &defaults.nodes {
            if self.ties.is_full() || !self.ties.may_copy(value.len()) {
                break;
            }
            self.describe(actor, name, value);
        }
        vec![actor]
    }

    fn describe(&mut self, actor: usize, name: &str, value: &str) {
        match name {
            "label" if value != "\\N" => {
                self.ties
                    .set_name(actor, &value.replace("\\n", " ").replace("\\\"", "\""));
            }
            "label" => {}
            "pos" => {
                let mut axes = value.trim_end_matches('!').split(',');
                let mut axis = || axes.next().and_then(|axis| axis.trim().parse::<f64>().ok());
                if let (Some(x), Some(y)) = (axis(), axis()) {
                    self.ties.set_position(actor, x, y);
                }
            }
            _ => self
                .ties
                .describe(actor, name, AttributeValue::digits(value)),
        }
    }

    fn tie<'l>(
        &mut self,
        (source, target): (usize, usize),
        attributes: impl Iterator<Item = &'l (Rc<str>, Rc<str>)>,
        at: usize,
    ) {
        let mut values = Attributes::new();
        let mut directed = self.directed;
        for (name, value) in attributes {
            if &**name == "dir" {
                directed = matches!(&**value, "forward" | "back");
            }
            self.ties
                .attribute(&mut values, name, AttributeValue::digits(value));
        }
        self.ties.tie(ListedTie {
            source,
            target,
            directed: Some(directed),
            values,
            at,
            ..ListedTie::default()
        });
    }

    fn of_graph(&mut self, attributes: AttributeList, depth: usize) {
        for (name, value) in attributes.into_iter().filter(|_| depth == 0) {
            if &*name == "label" {
                self.ties.title = Some(value.to_string());
            } else {
                let value = AttributeValue::digits(&value);
                self.ties.extra.push((name.as_ref().into(), value));
            }
        }
    }

    /// Lists of attributes in brackets.
    fn attributes(&mut self) -> Option<AttributeList> {
        let mut found = Vec::new();
        while self.takes('[') {
            while !self.takes(']') {
                if self.takes(',') || self.takes(';') {
                    continue;
                }
                let DotToken::Id(name, _) = self.peek().clone() else {
                    return self.broken("an attribute");
                };
                self.next();
                let mut value = "true".to_owned();
                if self.takes('=') {
                    let DotToken::Id(given, _) = self.peek().clone() else {
                        return self.broken("a value");
                    };
                    self.next();
                    value = given;
                }
                found.push((name.into(), value.into()));
            }
        }
        Some(found)
    }
}

/// A node by its name, or the nodes of a subgraph.
struct Operand {
    name: Option<String>,
    nodes: Vec<usize>,
}

/// Attributes that nodes and edges get where they are first named.
#[derive(Clone, Debug, Default)]
struct Defaults {
    nodes: DefaultList,
    edges: DefaultList,
}

struct DotTokens<'t> {
    text: &'t str,
    at: usize,
}

impl DotTokens<'_> {
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let line_starts = self.at == 0 || self.text[..self.at].ends_with('\n');
            let length = if let Some(comment) = trimmed.strip_prefix("/*") {
                comment.find("*/").map_or(trimmed.len(), |end| end + 4)
            } else if trimmed.starts_with("//") || (trimmed.starts_with('#') && line_starts) {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else {
                return;
            };
            self.at += length;
        }
    }

    fn next(&mut self) -> (DotToken, usize) {
        self.skip();
        let at = self.at;
        let rest = &self.text[at..];
        let Some(first) = rest.chars().next() else {
            return (DotToken::End, at);
        };
        if rest.starts_with("->") || rest.starts_with("--") {
            self.at += 2;
            return (DotToken::Edge, at);
        }
        let token = match first {
            '"' => self.quoted(),
            '<' => self.html(),
            letter
                if letter.is_alphanumeric() || letter == '_' || letter == '.' || letter == '-' =>
            {
                let end = rest[first.len_utf8()..]
                    .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                    .map_or(rest.len(), |end| end + first.len_utf8());
                self.at += end;
                DotToken::Id(rest[..end].to_owned(), false)
            }
            mark => {
                self.at += mark.len_utf8();
                DotToken::Mark(mark)
            }
        };
        (token, at)
    }

    /// A text in quotes; `+` joins several.
    fn quoted(&mut self) -> DotToken {
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at + 1..];
            let mut end = rest.len();
            let mut is_escaped = false;
            for (at, letter) in rest.char_indices() {
                if letter == '"' && !is_escaped {
                    end = at;
                    break;
                }
                is_escaped = letter == '\\' && !is_escaped;
            }
            text += &rest[..end].replace("\\\"", "\"").replace("\\\n", "");
            self.at = (self.at + end + 2).min(self.text.len());
            let before = self.at;
            self.skip();
            if !self.text[self.at..].starts_with('+') {
                self.at = before;
                return DotToken::Id(text, true);
            }
            self.at += 1;
            self.skip();
            if !self.text[self.at..].starts_with('"') {
                return DotToken::Id(text, true);
            }
        }
    }

    /// A label in HTML, as its text.
    fn html(&mut self) -> DotToken {
        let rest = &self.text[self.at..];
        let mut depth = 0_usize;
        let mut text = String::new();
        for (at, letter) in rest.char_indices() {
            match letter {
                '<' => depth += 1,
                '>' => {
                    depth -= 1;
                    text.push(' ');
                    if depth == 0 {
                        self.at += at + 1;
                        let words: Vec<&str> = text.split_whitespace().collect();
                        return DotToken::Id(words.join(" "), true);
                    }
                }
                letter if depth == 1 => text.push(letter),
                _ => {}
            }
        }
        self.at = self.text.len();
        DotToken::Id(text, true)
    }
}
