//! TinkerPop GraphSON, versions 1 to 3, and its older form of one object. Knows no other format.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use super::listed_tie::ListedTie;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// Whether a value is a vertex of an adjacency list.
pub(crate) fn is_vertex(value: &Value<'_>) -> bool {
    let value = untyped(value);
    value.get("outE").is_some()
        || value.get("inE").is_some()
        || value.get("id").is_some_and(|id| id.get("@type").is_some())
}

/// A value without the type beside it.
fn untyped<'v, 'a>(value: &'v Value<'a>) -> &'v Value<'a> {
    match (value.get("@type"), value.get("@value")) {
        (Some(_), Some(inner)) => inner,
        _ => value,
    }
}

/// The plain value of a property; of several, the list.
fn plain_value(value: &Value<'_>) -> AttributeValue {
    let value = untyped(value);
    if let Some(inner) = value.get("value") {
        return plain_value(inner);
    }
    match &value.kind {
        Kind::Array(items) if items.len() == 1 => plain_value(&items[0]),
        Kind::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| plain_value(item).json().into_owned())
                .collect();
            AttributeValue::Json(format!("[{}]", items.join(",")).into())
        }
        _ => AttributeValue::of_json(value),
    }
}

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["properties"]);
    graph.directed = Some(true);
    let outer = untyped(root);
    let outer = outer.get("graph").unwrap_or(outer);
    let lists = |key: &str| outer.get(key).map(untyped).and_then(Value::as_array);
    let single = std::slice::from_ref(outer);
    let vertices = lists("vertices")
        .or_else(|| outer.as_array())
        .unwrap_or(single);
    graph.used(root);
    for key in ["vertices", "edges"] {
        if let Some(list) = outer.get(key) {
            graph.used(list);
        }
    }
    for vertex in vertices.iter().map(untyped) {
        read_vertex(vertex, &mut graph);
    }
    for vertex in vertices.iter().map(untyped) {
        let Some(source) = id(vertex) else { continue };
        let lists = vertex.get("outE").map(untyped).and_then(Value::as_object);
        for list in lists.unwrap_or_default() {
            for edge in untyped(&list.value).as_array().unwrap_or_default() {
                read_edge(untyped(edge), Some(&source), Some(&list.key), &mut graph);
            }
        }
    }
    for edge in lists("edges").unwrap_or_default() {
        read_edge(untyped(edge), None, None, &mut graph);
    }
    graph.finish(root)
}

fn id<'v>(value: &'v Value<'_>) -> Option<std::borrow::Cow<'v, str>> {
    value
        .get("id")
        .or_else(|| value.get("_id"))
        .and_then(scalar)
}

fn read_vertex(vertex: &Value<'_>, graph: &mut GraphReader<'_>) {
    let Some(id) = id(vertex) else {
        let hint = "Expected an `id`; it is left out.".to_owned();
        graph
            .report
            .error(vertex.at, "missing-id", "this vertex has no id", Some(hint));
        return;
    };
    let actor = graph.ties.declare(&id, vertex.at, graph.report);
    for member in vertex.as_object().unwrap_or_default() {
        match &*member.key {
            "id" | "_id" | "_type" | "outE" | "inE" => {}
            // The label of a vertex is its type.
            "label" => graph
                .ties
                .describe(actor, "type", plain_value(&member.value)),
            "properties" => {
                for property in untyped(&member.value).as_object().unwrap_or_default() {
                    graph
                        .ties
                        .describe(actor, &property.key, plain_value(&property.value));
                }
            }
            key => graph.ties.describe(actor, key, plain_value(&member.value)),
        }
    }
}

fn read_edge(
    edge: &Value<'_>,
    source: Option<&str>,
    label: Option<&str>,
    graph: &mut GraphReader<'_>,
) {
    let end = |keys: [&str; 2]| keys.iter().find_map(|key| edge.get(key).and_then(scalar));
    let given = end(["outV", "_outV"]);
    let (Some(source), Some(target)) = (source.or(given.as_deref()), end(["inV", "_inV"])) else {
        let hint = "Expected `outV` and `inV`; it is left out.".to_owned();
        graph.report.error(
            edge.at,
            "missing-end",
            "this edge does not name two ends",
            Some(hint),
        );
        return;
    };
    let mut values = Attributes::new();
    if let Some(label) = label {
        graph
            .ties
            .attribute(&mut values, "type", AttributeValue::text(label));
    }
    for member in edge.as_object().unwrap_or_default() {
        match &*member.key {
            "id" | "_id" | "_type" | "outV" | "inV" | "_outV" | "_inV" | "outVLabel"
            | "inVLabel" => {}
            "label" | "_label" if label.is_some() => {}
            "label" | "_label" => {
                graph
                    .ties
                    .attribute(&mut values, "type", plain_value(&member.value));
            }
            "properties" => {
                for property in untyped(&member.value).as_object().unwrap_or_default() {
                    let value = plain_value(&property.value);
                    graph.ties.attribute(&mut values, &property.key, value);
                }
            }
            key => graph
                .ties
                .attribute(&mut values, key, plain_value(&member.value)),
        }
    }
    let tie = ListedTie {
        source: graph.ties.end(source, edge.at),
        target: graph.ties.end(&target, edge.at),
        id: id(edge).map(Into::into),
        directed: Some(true),
        values,
        at: edge.at,
        ..ListedTie::default()
    };
    graph.ties.tie(tie);
}
