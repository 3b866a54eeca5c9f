//! JSON Graph Format, versions 1 and 2. Knows no other format.

use std::sync::Arc;

use super::json::Value;
use super::json_graph::GraphReader;
use super::native::reading::short;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;
use crate::words;

/// How many graphs a message names.
const NAMED_GRAPHS: usize = 8;

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(report, progress, &["metadata"]);
    let one = root.get("graph").map(|graph| vec![graph]);
    let many = || {
        let graphs = root
            .get("graphs")
            .and_then(Value::as_array)
            .unwrap_or_default();
        graphs.iter().collect::<Vec<_>>()
    };
    let networks = one.unwrap_or_else(many);
    let title = |network: &Value<'_>| {
        let label = network.get("label").or_else(|| network.get("id"));
        label
            .and_then(Value::as_text)
            .unwrap_or("one without a label")
            .to_owned()
    };
    if networks.len() > 1 {
        let titles = networks
            .iter()
            .map(|network| format!("`{}`", short(&title(network))));
        let titles = titles.collect::<Vec<_>>();
        let count = titles.len();
        let titles = words::shortened(titles.into_iter(), NAMED_GRAPHS, "graph", "graphs");
        let message = format!(
            "the file has {count} graphs, which became one: {}",
            words::list(&titles)
        );
        let hint = "An id means the same actor in each, and the label of its graph is the type of an edge. To open one of them, save it alone.";
        graph
            .report
            .warning(root.at, "several-networks", message, Some(hint.to_owned()));
    }
    for network in &networks {
        let before = graph.ties.tie_count();
        graph.directed = Some(
            network
                .get("directed")
                .is_none_or(|value| value.raw != "false"),
        );
        if let Some(nodes) = network.get("nodes") {
            read_nodes(nodes, &mut graph);
        }
        if let Some(edges) = network.get("edges") {
            graph.edges(edges);
        }
        if networks.len() > 1 {
            let layer: Arc<str> = title(network).into();
            for index in before..graph.ties.tie_count() {
                graph.ties.tie_mut(index).subtype = Some(Arc::clone(&layer));
            }
        }
        graph.keep_all_but(network, &["nodes", "edges", "directed", "hyperedges"]);
    }
    graph.finish(root)
}

/// Reads nodes; one whose id an earlier graph has is the same actor.
fn read_nodes(nodes: &Value<'_>, graph: &mut GraphReader<'_>) {
    graph.used(nodes);
    let listed = nodes
        .as_array()
        .unwrap_or_default()
        .iter()
        .map(|node| (None, node));
    let members = nodes.as_object().unwrap_or_default();
    let by_id = members
        .iter()
        .map(|member| (Some(&*member.key), &member.value));
    let before = graph.ties.actor_count();
    for (key, node) in listed.chain(by_id) {
        let id = key.or_else(|| node.get("id").and_then(Value::as_text));
        let known = id
            .and_then(|id| graph.ties.known(id))
            .filter(|slot| *slot < before);
        match known {
            Some(slot) if graph.ties.is_declared(slot) => {}
            _ => {
                graph.node(node, key);
            }
        }
    }
}
