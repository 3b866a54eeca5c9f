//! JSON Canvas, as Obsidian writes it: cards, and edges between them with arrowheads. Knows no
//! other format.

use super::arrows::Arrows;
use super::attribute_value::AttributeValue;
use super::json::Value;
use super::json_graph::GraphReader;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

pub(super) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &[]);
    if let Some(list) = root.get("nodes") {
        graph.used(list);
        for node in list.as_array().unwrap_or_default() {
            let named = graph.node(node, None).zip(name(node));
            if let Some((actor, name)) = named {
                graph.ties.set_name(actor, &name);
            }
        }
    }
    if let Some(list) = root.get("edges") {
        graph.used(list);
        for edge in list.as_array().unwrap_or_default() {
            add_edge(edge, &mut graph);
        }
    }
    graph.keep_all_but(root, &["nodes", "edges"]);
    graph.finish(root)
}

/// The name of a card: the first line of its text, the name of its file, its address or its label.
fn name(node: &Value<'_>) -> Option<String> {
    let of = |key: &str| node.get(key).and_then(Value::as_text);
    if let Some(text) = of("text") {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
        return Some(
            line.trim_start_matches('#')
                .replace("**", "")
                .trim()
                .to_owned(),
        );
    }
    if let Some(file) = of("file") {
        let name = file.rsplit('/').next().unwrap_or(file);
        return Some(name.strip_suffix(".md").unwrap_or(name).to_owned());
    }
    of("label").or_else(|| of("url")).map(str::to_owned)
}

/// Adds an edge, which has an arrow at its end unless it says otherwise.
fn add_edge(edge: &Value<'_>, graph: &mut GraphReader<'_>) {
    let is_arrow = |key: &str, usual: &str| {
        let end = edge.get(key).and_then(Value::as_text);
        end.unwrap_or(usual) == "arrow"
    };
    let arrows = Arrows::new(is_arrow("fromEnd", "none"), is_arrow("toEnd", "arrow"));
    let id = |key: &str| edge.get(key).and_then(Value::as_text);
    let (Some(source), Some(target)) = (id("fromNode"), id("toNode")) else {
        let message = "this edge does not name two cards";
        let hint = "Expected `fromNode` and `toNode`; it is left out.".to_owned();
        return graph
            .report
            .error(edge.at, "missing-end", message, Some(hint));
    };
    let mut tie = super::listed_tie::ListedTie {
        source: graph.ties.end(source, edge.at),
        target: graph.ties.end(target, edge.at),
        id: id("id").map(Into::into),
        at: edge.at,
        ..super::listed_tie::ListedTie::default()
    };
    let said = ["id", "fromNode", "toNode", "fromEnd", "toEnd"];
    let members = edge.as_object().unwrap_or_default().iter();
    for member in members.filter(|member| !said.contains(&&*member.key)) {
        let value = AttributeValue::of_json(&member.value);
        graph.ties.attribute(&mut tie.values, &member.key, value);
    }
    graph.ties.drawn_tie(tie, Some(arrows));
}
