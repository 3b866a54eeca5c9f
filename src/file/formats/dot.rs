//! Graphviz DOT. Knows no other format.

use std::collections::HashSet;
use std::rc::Rc;

use super::arrows::Arrows;
use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::builder_memory::{TIE, copied_bytes};
use super::dot_tokens::{DotToken, DotTokens};
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
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
        subgraphs: 0,
        groups: 0,
        title: None,
        peeked: None,
    };
    reader.graph()?;
    while *reader.peek() != DotToken::End {
        reader.graph()?;
    }
    reader.conclude();
    let progress = reader.progress.second_half();
    reader
        .ties
        .into_document(reader.report, progress, &|at, _| at)
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
    /// Subgraphs with a name that are no groups.
    subgraphs: usize,
    groups: usize,
    /// The label of the subgraph that was read last.
    title: Option<Rc<str>>,
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

    /// Says what became of subgraphs.
    fn conclude(&mut self) {
        if self.groups > 0 {
            let message = format!(
                "{} an actor, and its nodes are its members",
                counted(
                    self.groups,
                    "cluster with a label is",
                    "clusters with a label are each"
                )
            );
            self.report.note(0, "groups", message, None);
        }
        if self.subgraphs > 0 {
            let message = format!(
                "{} not drawn as groups",
                counted(self.subgraphs, "subgraph is", "subgraphs are")
            );
            let hint = "Their nodes and edges are read.".to_owned();
            self.report.note(0, "subgraphs", message, Some(hint));
        }
    }

    /// Reads one of the graphs of a file. A name means the same node in each.
    fn graph(&mut self) -> Option<()> {
        if self.is_word("strict") {
            self.next();
        }
        self.directed = self.is_word("digraph");
        if !self.directed && !self.is_word("graph") {
            return self.broken("`graph` or `digraph`");
        }
        self.next();
        let mut name = None;
        if let DotToken::Id(given, _) = self.peek().clone() {
            self.next();
            name = Some(given);
        }
        self.ties.begin_network_of_ids(name.as_deref());
        self.ties.title = self.ties.title.take().or(name);
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
        let values = defaults.iter().chain(own);
        let bytes = TIE + copied_bytes(values.map(|(_, value)| value.len()));
        let mut is_first = true;
        for pair in ends.windows(2) {
            let is_product = pair[0].len().min(pair[1].len()) > 1;
            for source in &pair[0] {
                for target in &pair[1] {
                    if self.progress.is_cancelled(at) {
                        return None;
                    }
                    let has_copies = is_product || !(own.is_empty() && defaults.is_empty());
                    if !is_first && has_copies && !self.ties.may_copy(bytes) {
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
        let mut name = None;
        if is_subgraph {
            self.next();
            if let DotToken::Id(given, _) = self.peek().clone() {
                self.next();
                name = Some(given);
            }
        }
        if is_subgraph || *self.peek() == DotToken::Mark('{') {
            let at = self.tokens.at;
            if !self.takes('{') {
                return self.broken("`{`");
            }
            let outer = self.title.take();
            let nodes = self.statements(defaults, depth + 1)?;
            let label = std::mem::replace(&mut self.title, outer);
            if let Some(name) = name {
                self.group(&name, label, &nodes, at);
            }
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

    /// Makes a cluster with a label an actor whose members are its nodes: the node of this name, if
    /// there is one. Other subgraphs only arrange their nodes.
    fn group(&mut self, name: &str, label: Option<Rc<str>>, nodes: &[usize], at: usize) {
        let label = label.map(|label| unescaped(&label));
        let Some(label) = label.filter(|label| name.starts_with("cluster") && !label.is_empty())
        else {
            self.subgraphs += 1;
            return;
        };
        let group = self.ties.known(&label).unwrap_or_else(|| {
            let group = self.ties.declare_or_share(name, None, at, self.report);
            self.ties.set_name(group, &label);
            group
        });
        for node in nodes {
            if self.ties.may_copy(0) {
                self.ties.add_member(group, *node);
            }
        }
        self.groups += 1;
    }

    fn nodes_of(&mut self, operand: Operand, at: usize, defaults: &Defaults) -> Vec<usize> {
        let Some(name) = operand.name else {
            return operand.nodes;
        };
        let is_new = self.ties.known(&name).is_none();
        if !is_new {
            return self.ties.known(&name).into_iter().collect();
        }
        let actor = self.ties.declare_or_share(&name, None, at, self.report);
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
            "label" if value != "\\N" => self.ties.set_name(actor, &unescaped(value)),
            "label" => {}
            "xlabel" if !self.ties.has_name(actor) => {
                self.ties.set_name(actor, &unescaped(value));
            }
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
        let mut drawn = DrawnEdge::default();
        for (name, value) in attributes {
            match &**name {
                "dir" => drawn.dir = Some(Rc::clone(value)),
                "arrowhead" if &**value == "none" => drawn.has_no_head = true,
                "arrowtail" if &**value == "none" => drawn.has_no_tail = true,
                // An `xlabel` is a label beside the edge.
                "label" | "xlabel" => {
                    let text = AttributeValue::digits(&unescaped(value));
                    self.ties.attribute(&mut values, "label", text);
                }
                name => {
                    let value = AttributeValue::digits(value);
                    self.ties.attribute(&mut values, name, value);
                }
            }
        }
        let tie = ListedTie {
            source,
            target,
            values,
            at,
            ..ListedTie::default()
        };
        self.ties.drawn_tie(tie, Some(drawn.arrows(self.directed)));
    }

    fn of_graph(&mut self, attributes: AttributeList, depth: usize) {
        for (name, value) in attributes {
            if &*name == "label" && depth == 0 {
                self.ties.title = Some(unescaped(&value));
            } else if &*name == "label" {
                self.title = Some(value);
            } else if depth == 0 {
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

/// How the arrows of an edge are drawn.
#[derive(Default)]
struct DrawnEdge {
    dir: Option<Rc<str>>,
    has_no_head: bool,
    has_no_tail: bool,
}

impl DrawnEdge {
    /// The arrows of an edge in a graph with or without directions.
    fn arrows(&self, is_digraph: bool) -> Arrows {
        let usual = if is_digraph { "forward" } else { "none" };
        let dir = self.dir.as_deref().unwrap_or(usual);
        Arrows::new(
            matches!(dir, "back" | "both") && !self.has_no_tail,
            matches!(dir, "forward" | "both") && !self.has_no_head,
        )
    }
}

/// A label on one line, without its marks: `\n`, `\l` and `\r` break lines.
fn unescaped(label: &str) -> String {
    let mut text = String::with_capacity(label.len());
    let mut letters = label.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'l' | 'r') => text.push(' '),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            '\n' | '\r' => text.push(' '),
            letter => text.push(letter),
        }
    }
    text.trim().to_owned()
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
