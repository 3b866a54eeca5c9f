//! JSON Graph Format, versions 1 and 2. Knows no other format.

use std::sync::Arc;

use super::json::Value;
use super::json_graph::GraphReader;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &["metadata"]);
    let one = root.get("graph").map(|graph| vec![graph]);
    let many = || {
        let graphs = root
            .get("graphs")
            .and_then(Value::as_array)
            .unwrap_or_default();
        graphs.iter().collect::<Vec<_>>()
    };
    let networks = one.unwrap_or_else(many);
    let is_merged = networks.len() > 1 && TieBuilder::merges_networks(graph.report);
    for network in &networks {
        graph.ties.begin_network(given_title(network));
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
        if is_merged {
            let layer: Arc<str> = given_title(network).unwrap_or("one without a label").into();
            for index in before..graph.ties.tie_count() {
                if let Some(tie) = graph.ties.tie_mut(index) {
                    tie.subtype = Some(Arc::clone(&layer));
                }
            }
        }
        match network.get("metadata") {
            Some(metadata) if metadata.as_object().is_some() => {
                graph.keep_all_but(metadata, &[]);
            }
            Some(metadata) => graph.keep("metadata", metadata),
            None => {}
        }
        let read = ["nodes", "edges", "directed", "hyperedges", "metadata"];
        graph.keep_all_but(network, &read);
    }
    graph.finish(root)
}

/// The label of a network, or its id.
fn given_title<'v>(network: &'v Value<'_>) -> Option<&'v str> {
    let label = network.get("label").or_else(|| network.get("id"));
    label.and_then(Value::as_text)
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
            Some(slot) if graph.ties.is_declared(slot) => graph.ties.share_actor(slot),
            _ => {
                graph.node(node, key);
            }
        }
    }
}
