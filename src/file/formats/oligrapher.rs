//! Maps of Oligrapher and LittleSis, and of Kumu. Knows no other format.

use super::json::Value;
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;
use crate::words::counted;

/// Reads a map of Oligrapher, or the older one of LittleSis with entities and rels.
pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["display"]);
    let network = root.get("graph").unwrap_or(root);
    for key in ["nodes", "entities"] {
        if let Some(nodes) = network.get(key) {
            graph.nodes(nodes);
        }
    }
    for key in ["edges", "rels"] {
        if let Some(edges) = network.get(key) {
            graph.edges(edges);
        }
    }
    for (key, one, many) in [
        ("captions", "caption", "captions"),
        ("texts", "text", "texts"),
    ] {
        let list = network.get(key);
        let count = list.map_or(0, |list| {
            list.as_array().map_or(0, <[_]>::len) + list.as_object().map_or(0, <[_]>::len)
        });
        if count > 0 {
            let message = format!(
                "{} of the map {} not drawn",
                counted(count, one, many),
                if count == 1 { "is" } else { "are" }
            );
            graph.report.note(root.at, "captions", message, None);
        }
    }
    graph.keep_all_but(root, &["graph", "nodes", "edges", "entities", "rels"]);
    if network.at != root.at {
        graph.keep_all_but(network, &["nodes", "edges"]);
    }
    graph.finish(root)
}

/// Reads a blueprint of Kumu: elements and connections, which name elements by label or id.
pub(crate) fn read_kumu(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["attributes"]);
    let elements = root
        .get("elements")
        .and_then(Value::as_array)
        .unwrap_or_default();
    let connections = root
        .get("connections")
        .and_then(Value::as_array)
        .unwrap_or_default();
    let first = connections
        .first()
        .and_then(|item| item.get("from"))
        .and_then(scalar);
    let by_id = elements.iter().any(|element| {
        let ids = ["_id", "id"].iter().filter_map(|key| element.get(key));
        ids.filter_map(scalar).any(|id| Some(id) == first)
    });
    if let Some(list) = root.get("elements") {
        graph.used(list);
    }
    for element in elements {
        let label = element.get("label").or_else(|| {
            element
                .get("attributes")
                .and_then(|attributes| attributes.get("label"))
        });
        let label = label.and_then(Value::as_text);
        let actor = graph.node(element, label.filter(|_| !by_id));
        // Some connections may name the label where others name the id.
        if let (Some(actor), Some(label)) = (actor, label) {
            graph.ties.also_known_as(actor, label);
        }
    }
    if let Some(list) = root.get("connections") {
        graph.edges(list);
    }
    graph.keep_all_but(root, &["elements", "connections"]);
    graph.finish(root)
}
