//! GraphML, in the dialects of networkx, igraph, yEd, visone, Cytoscape, Gephi, TinkerPop and
//! Neo4j. Knows no other format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use ahash::HashMap;

use super::arrows::Arrows;
use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::graphml_parts::{FoundParts, GraphmlKey, Open, typed};
use super::listed_tie::ListedTie;
use super::long_text::{cut_id, one_line};
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use super::xml_cursor::{Element, XmlCursor, XmlEvent};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;
use crate::words::{self, counted};

/// Reads a document; nothing if it is broken or was cancelled.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut cursor = XmlCursor::new(text, progress);
    let mut ties = TieBuilder::listed(text.len());
    ties.id_is_name = true;
    let mut reader = GraphmlReader {
        ties,
        report,
        keys: HashMap::default(),
        open: Vec::new(),
        node_defaults: BTreeMap::new(),
        edge_defaults: BTreeMap::new(),
        arrows: None,
        graphs: 0,
        undeclared: BTreeMap::new(),
        found: FoundParts::default(),
    };
    loop {
        match cursor.next(reader.report) {
            XmlEvent::Start(element) => reader.start(&element, &cursor.text),
            XmlEvent::End(name) => reader.end(name, &cursor.text),
            XmlEvent::Done => break,
            XmlEvent::Stop => return None,
        }
    }
    if reader.graphs == 0 {
        let hint = "A GraphML file has a <graph> with <node> and <edge>.".to_owned();
        reader.report.error(
            0,
            "no-network",
            "there is no <graph> in the file",
            Some(hint),
        );
        return None;
    }
    reader.conclude();
    if reader.ties.names_are_labels() {
        let label = AttributeValue::text(NAME_LABEL);
        reader.ties.extra.push((NAME_KEY.into(), label));
    }
    let progress = cursor.progress().second_half();
    reader
        .ties
        .into_document(reader.report, progress, &|at, _| at)
}

/// The field of the network that says under which key a file has the names of its actors, so that
/// the writer uses it again.
pub(in crate::file) const NAME_KEY: &str = "name_key";

/// Its value where that is not `name`.
pub(in crate::file) const NAME_LABEL: &str = "label";

/// The elements of yEd and visone whose text is a label.
const DRAWN_LABELS: [&str; 5] = ["NodeLabel", "EdgeLabel", "Label.Text", "label", "text"];

/// `a node`, `an edge`.
fn with_article(domain: &str) -> String {
    let article = if domain.starts_with('e') { "an" } else { "a" };
    format!("{article} {domain}")
}

/// A text and the one that follows it.
fn joined<'a>(before: &str, text: &'a str) -> Cow<'a, str> {
    if before.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(before.to_owned() + text)
    }
}

struct GraphmlReader<'r, 't> {
    ties: TieBuilder,
    report: &'r mut IssueLog,
    /// By id, and by what they are for.
    keys: HashMap<String, HashMap<String, Rc<GraphmlKey>>>,
    open: Vec<Open<'t>>,
    /// Defaults by name.
    node_defaults: BTreeMap<String, AttributeValue>,
    edge_defaults: BTreeMap<String, AttributeValue>,
    /// The arrows that are drawn at the edge that was begun last.
    arrows: Option<Arrows>,
    graphs: usize,
    undeclared: BTreeMap<String, usize>,
    found: FoundParts,
}

impl<'t> GraphmlReader<'_, 't> {
    /// Begins an element; the text before it is in the one around it.
    fn start(&mut self, element: &Element<'t>, before: &str) {
        if let Some(Open::Data { text, .. } | Open::Drawing { text, .. }) = self.open.last_mut() {
            *text += before;
        }
        let in_data = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Data { .. }));
        let opened = match element.name {
            _ if in_data => self.drawing(element),
            "graph" => self.graph(element),
            "node" => self.node(element),
            "edge" => self.edge(element),
            "key" => Open::Key(GraphmlKey {
                id: element.get("id").unwrap_or_default().to_owned(),
                name: cut_id(
                    element
                        .get("attr.name")
                        .or(element.get("name"))
                        .unwrap_or_default(),
                )
                .into_owned(),
                kind: element
                    .get("attr.type")
                    .or(element.get("type"))
                    .unwrap_or_default()
                    .to_lowercase(),
                domain: element.get("for").unwrap_or("all").to_owned(),
                default: None,
            }),
            "data" => Open::Data {
                key: element.kept("key"),
                at: element.at,
                text: String::new(),
                is_nested: false,
            },
            "hyperedge" => {
                self.found.hyperedges += 1;
                Open::Other
            }
            "port" => {
                self.found.ports += 1;
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(opened);
    }

    fn graph(&mut self, element: &Element<'t>) -> Open<'t> {
        let is_nested = self.open.iter().any(|open| matches!(open, Open::Node(_)));
        let outer = self.open.iter().rev().find_map(|open| match open {
            Open::Graph { directed } => Some(*directed),
            _ => None,
        });
        let said = element.get("edgedefault").map(|said| said != "undirected");
        let directed = said.or(outer).unwrap_or(true);
        if !is_nested {
            self.graphs += 1;
            self.ties.begin_network_of_ids(element.get("id"));
        }
        Open::Graph { directed }
    }

    fn node(&mut self, element: &Element<'t>) -> Open<'t> {
        let id = element.get("id").map(str::to_owned);
        let id = id.unwrap_or_else(|| self.ties.number_as_id());
        if element.get("id").is_none() {
            let hint = Some("It gets a number.".to_owned());
            self.report
                .warning(element.at, "missing-id", "this node has no id", hint);
        }
        let actor = self
            .ties
            .declare_or_share(&id, None, element.at, self.report);
        let parent = self.open.iter().rev().find_map(|open| match open {
            Open::Node(parent) => Some(*parent),
            _ => None,
        });
        if let Some(parent) = parent {
            self.ties.add_member(parent, actor);
            self.found.groups += 1;
        }
        for (name, value) in element.attributes.iter().filter(|(name, _)| *name != "id") {
            self.ties
                .describe(actor, name, AttributeValue::text(&**value));
        }
        Open::Node(actor)
    }

    fn edge(&mut self, element: &Element<'t>) -> Open<'t> {
        let directed = self.open.iter().rev().find_map(|open| match open {
            Open::Graph { directed } => Some(*directed),
            _ => None,
        });
        let directed = match element.get("directed") {
            Some("true" | "1") => Some(true),
            Some("false" | "0") => Some(false),
            _ => directed,
        };
        let (Some(source), Some(target)) = (element.get("source"), element.get("target")) else {
            let message = "this edge does not name two ends";
            let hint = Some("Expected `source` and `target`; it is left out.".to_owned());
            self.report.error(element.at, "missing-end", message, hint);
            return Open::Other;
        };
        let mut values = Attributes::new();
        for (name, value) in &element.attributes {
            if !matches!(*name, "id" | "source" | "target" | "directed") {
                self.ties
                    .attribute(&mut values, name, AttributeValue::text(&**value));
            }
        }
        Open::Edge(ListedTie {
            source: self.ties.end(source, element.at),
            target: self.ties.end(target, element.at),
            id: element.get("id").map(Into::into),
            directed,
            values,
            at: element.at,
            ..ListedTie::default()
        })
    }

    /// An element inside `<data>`: how yEd and visone draw a node or an edge.
    fn drawing(&mut self, element: &Element<'t>) -> Open<'t> {
        if let Some(Open::Data { is_nested, .. }) = self
            .open
            .iter_mut()
            .rev()
            .find(|open| matches!(open, Open::Data { .. }))
        {
            *is_nested = true;
        }
        let node = self.open.iter().rev().find_map(|open| match open {
            Open::Node(actor) => Some(*actor),
            _ => None,
        });
        let in_edge = self.open.iter().any(|open| matches!(open, Open::Edge(_)));
        // yEd declares every edge directed, and draws an arrow where it has a direction.
        if element.name == "Arrows" && in_edge {
            let is_drawn = |end: &str| element.get(end).is_some_and(|shape| shape != "none");
            self.arrows = Some(Arrows::new(is_drawn("source"), is_drawn("target")));
        }
        // yFiles has the text of a label in an element or, where it is short, in an attribute.
        if let ("Label", Some(text)) = (element.name, element.get("Text")) {
            self.label(text.trim());
        }
        if let Some(actor) = node.filter(|_| !in_edge) {
            match element.name {
                "Geometry" | "geometry" | "RectD" => {
                    let (x, y) = (element.number("x"), element.number("y"));
                    let half = |name: &str| element.number(name).unwrap_or_default() / 2.0;
                    if let (Some(x), Some(y)) = (x, y) {
                        self.ties
                            .set_position(actor, x + half("width"), y + half("height"));
                    }
                }
                "Fill" => {
                    if let Some(color) = element.get("color") {
                        self.ties
                            .describe(actor, "color", AttributeValue::text(color));
                    }
                }
                _ => self.found.drawings += 1,
            }
        }
        Open::Drawing {
            name: element.name,
            text: String::new(),
        }
    }

    fn end(&mut self, name: &str, text: &str) {
        match self.open.pop() {
            Some(Open::Key(key)) => self.declare(key),
            Some(Open::Edge(tie)) => {
                let mut tie = tie;
                self.add_defaults_of_edge(&mut tie);
                self.ties.drawn_tie(tie, self.arrows.take());
            }
            Some(Open::Node(actor)) => self.add_defaults_of_node(actor),
            Some(Open::Data {
                key,
                at,
                text: before,
                is_nested,
            }) => {
                self.data(&key, at, &joined(&before, text), is_nested);
            }
            Some(Open::Drawing { name, text: before }) => {
                let label = joined(&before, text);
                if DRAWN_LABELS.contains(&name) && !label.trim().is_empty() {
                    self.label(label.trim());
                }
            }
            Some(Open::Other) if name == "desc" => match self.open.last_mut() {
                // So our writer marks lists and objects, which GraphML has not.
                Some(Open::Key(key)) if text.trim() == "JSON" => "json".clone_into(&mut key.kind),
                _ => self.description(text.trim()),
            },
            Some(Open::Other) if name == "default" => {
                if let Some(Open::Key(key)) = self.open.last_mut() {
                    key.default = Some(text.to_owned());
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, key: GraphmlKey) {
        if let Some(default) = &key.default {
            let name = if key.name.is_empty() {
                key.id.clone()
            } else {
                key.name.clone()
            };
            let value = typed(default, &key.kind);
            for is_node in [true, false] {
                let fits = matches!(
                    (&*key.domain, is_node),
                    ("node" | "all", true) | ("edge" | "all", false)
                );
                let defaults = if is_node {
                    &mut self.node_defaults
                } else {
                    &mut self.edge_defaults
                };
                if fits && !default.trim().is_empty() {
                    defaults.insert(name.clone(), value.clone());
                }
            }
        }
        let of_id = self.keys.entry(key.id.clone()).or_default();
        of_id.insert(key.domain.clone(), Rc::new(key));
    }

    /// The key of this id for a kind of element; otherwise one for any kind, or for another one.
    fn key(&mut self, id: &str, domain: &str) -> Option<Rc<GraphmlKey>> {
        let of = |domain: &str| self.keys.get(id)?.get(domain).cloned();
        if let Some(key) = of(domain).or_else(|| of("all")) {
            return Some(key);
        }
        let other = [
            "node",
            "edge",
            "graph",
            "port",
            "hyperedge",
            "endpoint",
            "graphml",
            "",
        ];
        let other = other.iter().find_map(|domain| of(domain));
        *self
            .undeclared
            .entry(format!("`{}` of {}", short(id), with_article(domain)))
            .or_default() += 1;
        other
    }

    fn data(&mut self, id: &str, at: usize, text: &str, is_nested: bool) {
        let domain = match self.open.last() {
            Some(Open::Node(_)) => "node",
            Some(Open::Edge(_)) => "edge",
            Some(Open::Graph { .. }) => "graph",
            _ => return,
        };
        if is_nested {
            return;
        }
        let key = self.key(id, domain);
        let (name, kind) = match &key {
            Some(key) if !key.name.is_empty() => (&*key.name, &*key.kind),
            Some(key) => (&*key.id, &*key.kind),
            None => (id, ""),
        };
        let value = typed(text, kind);
        // R and igraph write a missing number so.
        let is_number = matches!(kind, "int" | "long" | "float" | "double" | "integer");
        if is_number && text.trim().eq_ignore_ascii_case("nan") {
            return;
        }
        if is_number && matches!(&value, AttributeValue::Text(text) if !text.trim().is_empty()) {
            self.found.bad_values += 1;
            let message = format!(
                "`{}` is not a {kind}, as `{}` declares",
                short(text),
                short(name)
            );
            let hint = Some("It is kept as text.".to_owned());
            self.report.warning(at, "bad-value", message, hint);
        }
        match self.open.last_mut() {
            Some(Open::Node(actor)) => {
                let actor = *actor;
                self.ties.describe(actor, name, value);
            }
            Some(Open::Edge(tie)) => self.ties.attribute(&mut tie.values, name, value),
            _ => self.of_graph(name, value),
        }
    }

    /// What a `<desc>` says about the node, the edge or the network around it.
    fn description(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let value = AttributeValue::text(text);
        match self.open.last_mut() {
            Some(Open::Node(actor)) => {
                let actor = *actor;
                self.ties.describe(actor, "description", value);
            }
            Some(Open::Edge(tie)) => {
                self.ties.attribute(&mut tie.values, "description", value);
            }
            Some(Open::Graph { .. }) | None => {
                self.ties.extra.push(("description".into(), value));
            }
            _ => {}
        }
    }

    fn of_graph(&mut self, name: &str, value: AttributeValue) {
        let is_title = matches!(&*name.to_lowercase(), "title" | "name" | "label");
        if is_title && self.ties.title.is_none() && !value.is_empty() {
            self.ties.title = Some(value.words().to_owned());
            self.ties.name_network(value.words());
        } else if !value.is_empty() {
            self.ties.extra.push((name.into(), value));
        }
    }

    /// A label that is drawn: the name of a node without another one.
    fn label(&mut self, text: &str) {
        let owner = self
            .open
            .iter_mut()
            .rev()
            .find(|open| matches!(open, Open::Node(_) | Open::Edge(_)));
        match owner {
            Some(Open::Node(actor)) => {
                let actor = *actor;
                if !self.ties.has_name(actor) {
                    self.ties.set_name(actor, text);
                }
            }
            Some(Open::Edge(tie)) => {
                let text = AttributeValue::text(&*one_line(text));
                self.ties.attribute(&mut tie.values, "label", text);
            }
            _ => {}
        }
    }

    fn add_defaults_of_edge(&mut self, tie: &mut ListedTie) {
        for (name, value) in &self.edge_defaults {
            if self.ties.is_full() {
                break;
            }
            let number = self.ties.tie_attribute(name);
            if !tie.values.has(number) && self.ties.may_copy(value.words().len()) {
                tie.values.push((number, value.clone()));
            }
        }
    }

    fn add_defaults_of_node(&mut self, actor: usize) {
        for (name, value) in &self.node_defaults {
            if self.ties.is_full() {
                break;
            }
            let is_missing = !self.ties.is_described(actor, name);
            if is_missing && self.ties.may_copy(value.words().len()) {
                self.ties.describe(actor, name, value.clone());
            }
        }
    }

    fn conclude(&mut self) {
        let FoundParts {
            hyperedges,
            ports,
            groups,
            drawings,
            ..
        } = self.found;
        let mut warn = |code: &'static str, message: String, hint: &str, is_note: bool| {
            let hint = Some(hint.to_owned());
            if is_note {
                self.report.note(0, code, message, hint);
            } else {
                self.report.warning(0, code, message, hint);
            }
        };
        if hyperedges > 0 {
            let message = format!(
                "{} not read",
                counted(hyperedges, "hyperedge is", "hyperedges are")
            );
            warn(
                "hyperedges",
                message,
                "A tie has two ends; write a hyperedge as a node with an edge to each of its ends.",
                false,
            );
        }
        if ports > 0 {
            let message = format!("{} not read", counted(ports, "port is", "ports are"));
            warn("ports", message, "Edges go to the node of the port.", true);
        }
        if groups > 0 {
            let message = format!("{} in a group", counted(groups, "node is", "nodes are"));
            warn(
                "groups",
                message,
                "The group is an actor, and its nodes are its members.",
                true,
            );
        }
        if drawings > 0 {
            warn(
                "drawing",
                "details of how nodes are drawn are not read".to_owned(),
                "Names, positions and fill colours are.",
                true,
            );
        }
        if !self.undeclared.is_empty() {
            let keys = self
                .undeclared
                .iter()
                .map(|(key, count)| format!("{key} ({count})"));
            let keys: Vec<String> = keys.collect();
            let keys = words::shortened(keys.into_iter(), 6, "key", "keys");
            let message = format!(
                "keys that are not declared for what has them: {}",
                words::list(&keys)
            );
            warn(
                "undeclared-key",
                message,
                "Their values are kept under the name or the id of the key.",
                false,
            );
        }
    }
}
