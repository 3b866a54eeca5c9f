//! Adjacency lists of networkx in JSON. Knows no other format.

use super::json::{Member, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &[]);
    let is_directed = root
        .get("directed")
        .is_some_and(|value| value.raw == "true");
    graph.directed = Some(is_directed);
    let nodes = root
        .get("nodes")
        .and_then(Value::as_array)
        .unwrap_or_default();
    if let Some(nodes) = root.get("nodes") {
        graph.nodes(nodes);
    }
    if let Some(lists) = root.get("adjacency") {
        graph.used(lists);
        for (index, list) in lists.as_array().unwrap_or_default().iter().enumerate() {
            let Some(source) = nodes
                .get(index)
                .and_then(|node| node.get("id"))
                .and_then(scalar)
            else {
                let hint = "There is a list for each node, in their order.".to_owned();
                graph
                    .report
                    .error(list.at, "dangling-end", "this list has no node", Some(hint));
                continue;
            };
            for item in list.as_array().unwrap_or_default() {
                let Some(target) = item.get("id").and_then(scalar) else {
                    let hint = "Expected the `id` of a node; it is left out.".to_owned();
                    graph.report.error(
                        item.at,
                        "missing-end",
                        "this item names no node",
                        Some(hint),
                    );
                    continue;
                };
                let other = graph.ties.known(&target);
                // Both ends of an undirected edge list it.
                if is_directed || other.is_none_or(|other| other >= index) {
                    add(&mut graph, &source, &target, item);
                }
            }
        }
    }
    if let Some(about) = root.get("graph") {
        graph.keep_attributes(about);
    }
    let read = ["nodes", "adjacency", "directed", "multigraph", "graph"];
    graph.keep_all_but(root, &read);
    graph.finish(root)
}

fn add(graph: &mut GraphReader<'_>, source: &str, target: &str, item: &Value<'_>) {
    let members: Vec<&Member<'_>> = item.as_object().unwrap_or_default().iter().collect();
    let mut values = super::attributes::Attributes::new();
    for member in members.iter().filter(|member| member.key != "id") {
        let value = super::attribute_value::AttributeValue::of_json(&member.value);
        graph.ties.attribute(&mut values, &member.key, value);
    }
    let tie = super::listed_tie::ListedTie {
        source: graph.ties.end(source, item.at),
        target: graph.ties.end(target, item.at),
        directed: graph.directed,
        values,
        at: item.at,
        ..super::listed_tie::ListedTie::default()
    };
    graph.ties.tie(tie);
}
