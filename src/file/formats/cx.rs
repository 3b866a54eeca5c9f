//! Cytoscape CX, versions 1 and 2, with its citations and supports as claims. Knows no other
//! format.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::cx_aspect::aspect;
use super::cx_claims::claims;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use super::listed_tie::ListedTie;
use super::long_text::cut_id;
use super::native::reading::short;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;
use crate::words;

/// The value that has the id of an actor or a relation, in files of ours.
const ID: &str = "id";

/// Aspects that are read, or that only describe the file.
const READ: &[&str] = &[
    "numberVerification",
    "metaData",
    "status",
    "nodes",
    "edges",
    "nodeAttributes",
    "edgeAttributes",
    "networkAttributes",
    "cartesianLayout",
    "citations",
    "supports",
    "edgeCitations",
    "edgeSupports",
    "CXVersion",
    "attributeDeclarations",
    "hasFragments",
];

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["v"]);
    graph.directed = Some(true);
    let is_second = root
        .as_array()
        .unwrap_or_default()
        .iter()
        .any(|part| part.get("CXVersion").is_some());
    let declared = aspect(root, "attributeDeclarations").next();
    let declared = |what: &str| Declarations::of(declared.and_then(|all| all.get(what)));
    let (of_nodes, of_edges) = (declared("nodes"), declared("edges"));
    for part in root.as_array().unwrap_or_default() {
        for member in part.as_object().unwrap_or_default() {
            graph.used(&member.value);
        }
    }
    let actors = read_nodes(root, is_second, &of_nodes, &mut graph);
    read_edges(root, (is_second, &actors), &of_edges, &mut graph);
    for item in aspect(root, "networkAttributes") {
        match (item.get("n").and_then(Value::as_text), item.get("v")) {
            (Some(name), Some(value)) => graph.keep(name, value),
            _ => graph.keep_all_but(item, &[]),
        }
    }
    let mut others: Vec<String> = Vec::new();
    for part in root.as_array().unwrap_or_default() {
        for member in part.as_object().unwrap_or_default() {
            let is_empty = member.value.as_array().is_some_and(<[_]>::is_empty);
            if !READ.contains(&&*member.key) && !is_empty {
                others.push(format!("`{}`", short(&member.key)));
            }
        }
    }
    others.dedup();
    if !others.is_empty() {
        let others = words::shortened(others.into_iter(), 8, "aspect", "aspects");
        let message = format!("aspects that are not read: {}", words::list(&others));
        graph.report.note(root.at, "unread-aspects", message, None);
    }
    graph.finish(root)
}

/// The ids that nodes, or edges, have among their values: all have one, and each another.
///
/// Those of CX are numbers that mean nothing outside the file.
fn own_ids<'v>(root: &'v Value<'_>, name: &'static str) -> HashMap<usize, &'v str> {
    let mut ids = HashMap::new();
    let mut seen = HashSet::new();
    for item in aspect(root, name) {
        let id = item.get("v").and_then(|values| values.get(ID));
        match id.and_then(Value::as_text).filter(|id| seen.insert(*id)) {
            Some(id) => ids.insert(item.at, id),
            None => return HashMap::new(),
        };
    }
    ids
}

/// Reads the nodes; returns the actor of each id of CX.
fn read_nodes(
    root: &Value<'_>,
    is_second: bool,
    declared: &Declarations<'_>,
    graph: &mut GraphReader<'_>,
) -> HashMap<String, usize> {
    let own_ids = own_ids(root, "nodes");
    let mut actors = HashMap::new();
    for node in aspect(root, "nodes") {
        let id = node.get("@id").or_else(|| node.get("id"));
        let Some(id) = id.and_then(scalar) else {
            let hint = "Expected an `@id`; it is left out.".to_owned();
            graph
                .report
                .error(node.at, "missing-id", "this node has no id", Some(hint));
            continue;
        };
        let own = own_ids.get(&node.at).copied();
        let actor = graph
            .ties
            .declare(own.unwrap_or(&id), node.at, graph.report);
        actors.entry(id.into_owned()).or_insert(actor);
        let has_own_id = own.is_some();
        if is_second {
            describe_node(graph, actor, node, declared, has_own_id);
        } else {
            describe_old_node(graph, actor, node);
        }
    }
    read_node_attributes(root, &actors, graph);
    read_positions(root, &actors, graph);
    actors
}

/// Takes over the values of a node of CX 2.
fn describe_node(
    graph: &mut GraphReader<'_>,
    actor: usize,
    node: &Value<'_>,
    declared: &Declarations<'_>,
    has_own_id: bool,
) {
    let axis = |axis: &str| node.get(axis).and_then(Value::as_number);
    if let (Some(x), Some(y)) = (axis("x"), axis("y")) {
        graph.ties.set_position(actor, x, y);
    }
    for (name, value) in declared.values(node, graph) {
        if name != ID || !has_own_id {
            graph.ties.describe(actor, name, value);
        }
    }
}

/// Takes over the name of a node of CX 1.
fn describe_old_node(graph: &mut GraphReader<'_>, actor: usize, node: &Value<'_>) {
    if let Some(name) = node.get("n").and_then(Value::as_text) {
        graph.ties.set_name(actor, name);
    }
    if let Some(represents) = node.get("r") {
        graph
            .ties
            .describe(actor, "represents", AttributeValue::of_json(represents));
    }
}

fn read_node_attributes(
    root: &Value<'_>,
    actors: &HashMap<String, usize>,
    graph: &mut GraphReader<'_>,
) {
    for item in aspect(root, "nodeAttributes") {
        let Some((owners, name, value)) = attribute(item) else {
            continue;
        };
        for (index, owner) in owners.iter().enumerate() {
            let actor = actors.get(owner).copied();
            let actor = actor.filter(|_| index == 0 || graph.ties.may_copy(value.words().len()));
            if let Some(actor) = actor {
                graph.ties.describe(actor, name, value.clone());
            }
        }
    }
}

fn read_positions(root: &Value<'_>, actors: &HashMap<String, usize>, graph: &mut GraphReader<'_>) {
    for item in aspect(root, "cartesianLayout") {
        let actor = item
            .get("node")
            .and_then(scalar)
            .and_then(|id| actors.get(&*id).copied());
        let axis = |axis: &str| item.get(axis).and_then(Value::as_number);
        if let (Some(actor), Some(x), Some(y)) = (actor, axis("x"), axis("y")) {
            graph.ties.set_position(actor, x, y);
        }
    }
}

fn read_edges(
    root: &Value<'_>,
    (is_second, actors): (bool, &HashMap<String, usize>),
    declared: &Declarations<'_>,
    graph: &mut GraphReader<'_>,
) {
    let mut of_edge = edge_attributes(root, graph);
    let mut claims = claims(root, graph);
    let own_ids = own_ids(root, "edges");
    for edge in aspect(root, "edges") {
        let id = edge.get("@id").or_else(|| edge.get("id")).and_then(scalar);
        let end = |key: &str| edge.get(key).and_then(scalar);
        let (Some(source), Some(target)) = (end("s"), end("t")) else {
            let hint = "Expected `s` and `t`; it is left out.".to_owned();
            graph.report.error(
                edge.at,
                "missing-end",
                "this edge does not name two ends",
                Some(hint),
            );
            continue;
        };
        let own = own_ids.get(&edge.at).copied();
        let declared = is_second.then_some(declared);
        let mut attributes = own_attributes(edge, declared, own.is_some(), graph);
        let id = id.map(std::borrow::Cow::into_owned);
        attributes.extend(
            id.as_ref()
                .and_then(|id| of_edge.remove(id))
                .unwrap_or_default(),
        );
        let claims = id
            .as_ref()
            .and_then(|id| claims.remove(id))
            .unwrap_or_default();
        let mut end = |id: &str| {
            let known = actors.get(id).copied();
            known.unwrap_or_else(|| graph.ties.end(id, edge.at))
        };
        let own = own.map(str::to_owned);
        let tie = ListedTie {
            source: end(&source),
            target: end(&target),
            id: own.or(id).map(Into::into),
            directed: graph.directed,
            values: attributes,
            claims,
            at: edge.at,
            ..ListedTie::default()
        };
        graph.ties.tie(tie);
    }
}

/// The attributes of edges that CX 1 lists apart, by the id of the edge.
fn edge_attributes(root: &Value<'_>, graph: &mut GraphReader<'_>) -> HashMap<String, Attributes> {
    let mut of_edge: HashMap<String, Attributes> = HashMap::new();
    for item in aspect(root, "edgeAttributes") {
        let Some((owners, name, value)) = attribute(item) else {
            continue;
        };
        for (index, owner) in owners.into_iter().enumerate() {
            if index == 0 || graph.ties.may_copy(value.words().len()) {
                let values = of_edge.entry(owner).or_default();
                graph.ties.attribute(values, name, value.clone());
            }
        }
    }
    of_edge
}

/// The attributes in an edge itself: its interaction, and the declared ones of CX 2.
fn own_attributes(
    edge: &Value<'_>,
    declared: Option<&Declarations<'_>>,
    has_own_id: bool,
    graph: &mut GraphReader<'_>,
) -> Attributes {
    let mut attributes = Attributes::new();
    if let Some(interaction) = edge.get("i") {
        graph.ties.attribute(
            &mut attributes,
            "interaction",
            AttributeValue::of_json(interaction),
        );
    }
    let values = declared.map(|declared| declared.values(edge, graph));
    for (name, value) in values.into_iter().flatten() {
        if name != ID || !has_own_id {
            graph.ties.attribute(&mut attributes, name, value);
        }
    }
    attributes
}

/// The owners of an attribute of CX 1, its name and its value.
fn attribute<'v>(item: &'v Value<'_>) -> Option<(Vec<String>, &'v str, AttributeValue)> {
    let (name, value) = (item.get("n").and_then(Value::as_text)?, item.get("v")?);
    let typed = match (item.get("d").and_then(Value::as_text), value.as_text()) {
        (Some("double" | "integer" | "long" | "float"), Some(text)) => AttributeValue::digits(text),
        (Some("boolean"), Some(text)) => AttributeValue::flag(text == "true"),
        _ => AttributeValue::of_json(value),
    };
    let owners = item.get("po")?;
    let owners: Vec<String> = match &owners.kind {
        Kind::Array(owners) => owners.iter().filter_map(scalar).map(Into::into).collect(),
        _ => scalar(owners).map(Into::into).into_iter().collect(),
    };
    Some((owners, name, typed))
}

/// The attributes that CX 2 declares for nodes or edges.
struct Declarations<'v> {
    /// The names by the short names that stand for them.
    names: HashMap<&'v str, Cow<'v, str>>,
    defaults: Vec<(Cow<'v, str>, AttributeValue)>,
}

impl<'v> Declarations<'v> {
    fn of(declared: Option<&'v Value<'_>>) -> Self {
        let declared = declared.and_then(Value::as_object).unwrap_or_default();
        let mut names = HashMap::new();
        let mut defaults = Vec::new();
        for attribute in declared {
            if let Some(alias) = attribute.value.get("a").and_then(Value::as_text) {
                names.entry(alias).or_insert_with(|| cut_id(&attribute.key));
            }
            if let Some(default) = attribute.value.get("v") {
                defaults.push((cut_id(&attribute.key), AttributeValue::of_json(default)));
            }
        }
        Self { names, defaults }
    }

    /// The values of a node or an edge under their names, with the defaults of those that it lacks.
    fn values<'s>(
        &'s self,
        item: &'s Value<'_>,
        graph: &mut GraphReader<'_>,
    ) -> impl Iterator<Item = (&'s str, AttributeValue)> + use<'s> {
        let given = item.get("v").and_then(Value::as_object).unwrap_or_default();
        let name_of = |key: &'s str| self.names.get(key).map_or(key, |name| &**name);
        let mut missing = Vec::new();
        if !self.defaults.is_empty() {
            let known: HashSet<&str> = given.iter().map(|member| name_of(&member.key)).collect();
            for (name, default) in &self.defaults {
                if graph.ties.is_full() {
                    break;
                }
                if !known.contains(&**name) && graph.ties.may_copy(default.words().len()) {
                    missing.push((&**name, default.clone()));
                }
            }
        }
        let given = given.iter();
        let given =
            given.map(move |member| (name_of(&member.key), AttributeValue::of_json(&member.value)));
        given.chain(missing)
    }
}
