//! Nodes and relationships of Neo4j, as APOC, the browser and the HTTP interface export them. Knows
//! no other format.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use super::listed_tie::ListedTie;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// Whether a value is a node or a relationship of Neo4j.
pub(crate) fn is_record(value: &Value<'_>) -> bool {
    is_node(value) || is_relationship(value)
}

fn says(value: &Value<'_>, wanted: &str) -> bool {
    value.get("type").and_then(Value::as_text) == Some(wanted)
}

/// The keys of ids: a node of Neo4j 5 has two of them.
const ID_KEYS: [&str; 5] = ["id", "elementId", "identity", "_id", "~id"];

fn id<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    ids(value).next()
}

fn ids<'v>(value: &'v Value<'_>) -> impl Iterator<Item = Cow<'v, str>> {
    let ids = ID_KEYS.iter().filter_map(|key| value.get(key));
    ids.filter_map(integer)
}

/// An id; the JavaScript driver writes a number as `{"low": 1, "high": 0}`.
fn integer<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    scalar(value).or_else(|| value.get("low").and_then(scalar))
}

fn is_node(value: &Value<'_>) -> bool {
    id(value).is_some()
        && (says(value, "node")
            || (value.get("labels").is_some()
                && !says(value, "relationship")
                && ends(value).is_none()))
}

/// Keys by which other formats name ends: `start` and `end` are dates beside them.
const OTHER_ENDS: [&str; 4] = ["source", "target", "from", "to"];

fn is_relationship(value: &Value<'_>) -> bool {
    (says(value, "relationship") || value.get("type").is_some() || value.get("label").is_some())
        && ends(value).is_some()
        && OTHER_ENDS.iter().all(|key| value.get(key).is_none())
        && !may_be_dated(value)
}

/// Whether `start` and `end` may be the dates of an actor or a tie: they are plain values, and
/// nothing says that the record is a relationship.
fn may_be_dated(value: &Value<'_>) -> bool {
    let is_plain = |key| value.get(key).is_some_and(|end| scalar(end).is_some());
    let only_dates = all_ends(value).count() == 1 && is_plain("start") && is_plain("end");
    let is_said = says(value, "relationship")
        || value.get("identity").is_some()
        || value
            .get("properties")
            .is_some_and(|it| it.as_object().is_some());
    only_dates && !is_said
}

type IdPair<'v> = (Cow<'v, str>, Cow<'v, str>);

/// The ends as the file names them: Neo4j 5 writes them twice, in both kinds of ids.
fn ends<'v>(value: &'v Value<'_>) -> Option<IdPair<'v>> {
    all_ends(value).next()
}

fn all_ends<'v>(value: &'v Value<'_>) -> impl Iterator<Item = IdPair<'v>> {
    let pairs = [
        ("start", "end"),
        ("startNode", "endNode"),
        ("startNodeElementId", "endNodeElementId"),
        ("startNodeId", "endNodeId"),
    ];
    pairs.into_iter().filter_map(|(start, end)| {
        let end_of = |key: &str| {
            value
                .get(key)
                .and_then(|end| integer(end).or_else(|| id(end)))
        };
        Some((end_of(start)?, end_of(end)?))
    })
}

/// Whether a value is such an export, at any depth.
pub(crate) fn fits(root: &Value<'_>) -> bool {
    let mut next = vec![(root, 0)];
    while let Some((value, depth)) = next.pop() {
        if is_node(value) && value.get("properties").is_some() || is_relationship(value) {
            return true;
        }
        if depth > 6 {
            continue;
        }
        match &value.kind {
            Kind::Array(items) => next.extend(items.iter().take(20).map(|item| (item, depth + 1))),
            Kind::Object(members) => {
                next.extend(
                    members
                        .iter()
                        .take(20)
                        .map(|member| (&member.value, depth + 1)),
                );
            }
            _ => {}
        }
    }
    false
}

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["properties"]);
    graph.directed = Some(true);
    let (nodes, relationships) = records(root, &mut graph);
    let mut first_ids = HashMap::new();
    for node in nodes {
        add_node(node, &mut first_ids, &mut graph);
    }
    let mut seen = HashSet::new();
    for relationship in relationships {
        let id = id(relationship).map(Cow::into_owned);
        if id.as_ref().is_none_or(|id| seen.insert(id.clone())) {
            add_relationship(relationship, id, &first_ids, &mut graph);
        }
    }
    graph.finish(root)
}

/// The nodes and the relationships at any depth, in the order of the file.
fn records<'v, 'a>(
    root: &'v Value<'a>,
    graph: &mut GraphReader<'_>,
) -> (Vec<&'v Value<'a>>, Vec<&'v Value<'a>>) {
    let mut next = vec![root];
    let (mut nodes, mut relationships) = (Vec::new(), Vec::new());
    while let Some(value) = next.pop() {
        if is_relationship(value) {
            relationships.push(value);
            // Its ends may be whole nodes.
            let ends = ["start", "end"].iter().filter_map(|key| value.get(key));
            next.extend(ends.filter(|end| is_node(end)));
        } else if is_node(value) {
            nodes.push(value);
        } else {
            match &value.kind {
                Kind::Array(items) => {
                    graph.used(value);
                    next.extend(items.iter().rev());
                }
                Kind::Object(members) => next.extend(members.iter().rev().map(|m| &m.value)),
                _ => {}
            }
        }
    }
    (nodes, relationships)
}

/// The first id of a node by each of its ids.
type FirstIds<'v> = HashMap<Cow<'v, str>, Cow<'v, str>>;

/// Adds a node. The same one is in several rows of a result, and at the ends of its relationships.
fn add_node<'v>(node: &'v Value<'_>, first_ids: &mut FirstIds<'v>, graph: &mut GraphReader<'_>) {
    let Some(id) = id(node) else { return };
    first_ids.extend(ids(node).map(|other| (other, id.clone())));
    let known = graph.ties.known(&id);
    if known.is_some_and(|actor| graph.ties.is_declared(actor)) {
        return;
    }
    let actor = graph.ties.declare(&id, node.at, graph.report);
    for member in node.as_object().unwrap_or_default() {
        match (&*member.key, &member.value.kind) {
            ("id" | "identity" | "elementId" | "type" | "_id", _) => {}
            ("properties", Kind::Object(properties)) => {
                graph.describe(actor, properties, &[], true);
            }
            (key, _) => graph
                .ties
                .describe(actor, key, AttributeValue::of_json(&member.value)),
        }
    }
}

fn add_relationship(
    relationship: &Value<'_>,
    id: Option<String>,
    first_ids: &FirstIds<'_>,
    graph: &mut GraphReader<'_>,
) {
    let of_node = |end: &Cow<'_, str>| first_ids.get(end).map(|id| id.clone().into_owned());
    let of_nodes = |(source, target): IdPair<'_>| Some((of_node(&source)?, of_node(&target)?));
    let unknown = || ends(relationship).map(|(a, b)| (a.into_owned(), b.into_owned()));
    let found = all_ends(relationship).find_map(of_nodes).or_else(unknown);
    let Some((source, target)) = found else {
        return;
    };
    let tie = ListedTie {
        source: graph.ties.end(&source, relationship.at),
        target: graph.ties.end(&target, relationship.at),
        id: id.map(Into::into),
        directed: Some(true),
        values: values(relationship, graph),
        at: relationship.at,
        ..ListedTie::default()
    };
    graph.ties.tie(tie);
}

/// What a relationship says beside its ends.
fn values(relationship: &Value<'_>, graph: &mut GraphReader<'_>) -> Attributes {
    let mut values = Attributes::new();
    let mut add = |key: &str, value: &Value<'_>| {
        graph
            .ties
            .attribute(&mut values, key, AttributeValue::of_json(value));
    };
    for member in relationship.as_object().unwrap_or_default() {
        match (&*member.key, &member.value.kind) {
            (
                "id" | "identity" | "elementId" | "start" | "end" | "startNode" | "endNode"
                | "startNodeElementId" | "endNodeElementId" | "startNodeId" | "endNodeId",
                _,
            ) => {}
            ("type", _) if says(relationship, "relationship") => {}
            ("label", _) => add("type", &member.value),
            ("properties", Kind::Object(properties)) => {
                for property in properties {
                    add(&property.key, &property.value);
                }
            }
            (key, _) => add(key, &member.value),
        }
    }
    values
}
