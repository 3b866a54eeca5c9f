//! Cytoscape and Cytoscape.js JSON: elements grouped or in one list, and documents of dash,
//! ipycytoscape and networkx. Knows no other format.

use super::json::Value;
use super::json_graph::GraphReader;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["data"]);
    graph.repeat_id = &["value", "key"];
    let elements = root.get("elements").unwrap_or(root);
    graph.directed = match root.get("directed").map(|value| value.raw) {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    };
    if elements.as_array().is_some() {
        graph.mixed(elements);
    } else {
        if let Some(nodes) = elements.get("nodes") {
            graph.nodes(nodes);
        }
        if let Some(edges) = elements.get("edges") {
            graph.edges(edges);
        }
    }
    if let Some(data) = root.get("data") {
        graph.keep_attributes(data);
    }
    let read = [
        "elements",
        "data",
        "nodes",
        "edges",
        "directed",
        "multigraph",
    ];
    graph.keep_all_but(root, &read);
    graph.finish(root)
}
