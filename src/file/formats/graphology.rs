//! Graphology JSON, as sigma and Gephi export it, and the bundles of Minivan that hold it. Knows no
//! other format.

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
    let mut graph = GraphReader::new(root, report, progress, &["attributes"]);
    let inner = root
        .get("graph")
        .filter(|graph| graph.get("nodes").is_some());
    let network = inner.unwrap_or(root);
    let kind = network
        .get("options")
        .and_then(|options| options.get("type"));
    // Edges have a direction unless they or the options say otherwise.
    graph.directed = Some(kind.and_then(Value::as_text) != Some("undirected"));
    if let Some(nodes) = network.get("nodes") {
        graph.nodes(nodes);
    }
    if let Some(edges) = network.get("edges") {
        graph.edges(edges);
    }
    if inner.is_some() {
        graph.keep_all_but(root, &["graph", "bundleVersion"]);
    }
    if let Some(attributes) = network.get("attributes") {
        graph.keep_all_but(attributes, &[]);
    }
    graph.keep_all_but(network, &["nodes", "edges", "attributes", "options"]);
    graph.finish(root)
}
