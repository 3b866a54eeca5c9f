//! Workspaces of Gephi Lite: a graph without attributes, and beside it, by id, what its nodes and
//! edges say and how they are drawn. Knows no other format.

use super::attribute_value::AttributeValue;
use super::json::Value;
use super::json_graph::GraphReader;
use super::json_lists::items;
use super::listed_tie::ListedTie;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// The parts that describe nodes and edges; the first says the most.
const ABOUT_NODES: [&str; 2] = ["nodeData", "nodeRenderingData"];
const ABOUT_EDGES: [&str; 2] = ["edgeData", "edgeRenderingData"];

/// Members of a drawn edge that are only how it is drawn.
const DRAWN: [&str; 2] = ["rawSize", "type"];

pub(super) fn fits(root: &Value<'_>) -> bool {
    let graph = root
        .get("graphDataset")
        .and_then(|set| set.get("fullGraph"));
    graph.is_some_and(|graph| graph.get("nodes").is_some())
}

pub(super) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["attributes"]);
    let set = root.get("graphDataset").unwrap_or(root);
    let network = set.get("fullGraph")?;
    let kind = network
        .get("options")
        .and_then(|options| options.get("type"));
    let is_directed = kind.and_then(Value::as_text) != Some("undirected");
    if let Some(list) = network.get("nodes") {
        graph.used(list);
        for (key, node) in items(list) {
            let actor = graph.node(node, key);
            let about = node.get("key").and_then(Value::as_text).or(key);
            if let (Some(actor), Some(about)) = (actor, about) {
                describe(set, about, actor, &mut graph);
            }
        }
    }
    if let Some(list) = network.get("edges") {
        graph.used(list);
        for (_, edge) in items(list) {
            add_edge(set, edge, is_directed, &mut graph);
        }
    }
    let title = set.get("metadata").and_then(|about| about.get("title"));
    graph.ties.title = title.and_then(Value::as_text).map(str::to_owned);
    graph.finish_quietly()
}

/// What the other parts say about a node.
fn describe(set: &Value<'_>, key: &str, actor: usize, graph: &mut GraphReader<'_>) {
    for part in ABOUT_NODES {
        let about = set.get(part).and_then(|part| part.get(key));
        if let Some(members) = about.and_then(Value::as_object) {
            graph.describe(actor, members, &[], true);
        }
    }
}

fn add_edge(set: &Value<'_>, edge: &Value<'_>, is_directed: bool, graph: &mut GraphReader<'_>) {
    let text = |name: &str| edge.get(name).and_then(Value::as_text);
    let (Some(source), Some(target)) = (text("source"), text("target")) else {
        let message = "this edge does not name two ends";
        let hint = "Expected `source` and `target`; it is left out.".to_owned();
        return graph
            .report
            .error(edge.at, "missing-end", message, Some(hint));
    };
    let is_undirected = edge
        .get("undirected")
        .is_some_and(|flag| flag.raw == "true");
    let mut tie = ListedTie {
        source: graph.ties.end(source, edge.at),
        target: graph.ties.end(target, edge.at),
        id: text("key").map(Into::into),
        directed: Some(is_directed && !is_undirected),
        at: edge.at,
        ..ListedTie::default()
    };
    let own = edge.get("attributes");
    let parts = ABOUT_EDGES
        .iter()
        .filter_map(|part| set.get(part)?.get(text("key")?));
    for part in own.into_iter().chain(parts) {
        for member in part.as_object().unwrap_or_default() {
            if !DRAWN.contains(&&*member.key) {
                let value = AttributeValue::of_json(&member.value);
                graph.ties.attribute(&mut tie.values, &member.key, value);
            }
        }
    }
    graph.ties.tie(tie);
}
