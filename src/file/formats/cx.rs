//! Cytoscape CX, versions 1 and 2, with its citations and supports as claims. Knows no other format.

use std::collections::HashMap;

use super::attribute_value::AttributeValue;
use super::json::{Kind, Member, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_meaning::Attributes;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Claim, Document, Quote, Reference};
use crate::words;

/// Aspects that are read, or that only describe the file.
const READ: &[&str] = &[
    "numberVerification",
    "metaData",
    "status",
    "nodes",
    "edges",
    "nodeAttributes",
    "edgeAttributes",
    "networkAttributes",
    "cartesianLayout",
    "citations",
    "supports",
    "edgeCitations",
    "edgeSupports",
    "CXVersion",
    "attributeDeclarations",
    "hasFragments",
];

/// The items of all aspects of a name.
fn aspect<'v, 'a>(
    root: &'v Value<'a>,
    name: &'static str,
) -> impl Iterator<Item = &'v Value<'a>> + 'v {
    let parts = root.as_array().unwrap_or_default().iter();
    parts
        .filter_map(move |part| part.get(name))
        .flat_map(|aspect| aspect.as_array().unwrap_or_default())
}

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(report, progress, &["v"]);
    graph.directed = Some(true);
    let is_second = root
        .as_array()
        .unwrap_or_default()
        .iter()
        .any(|part| part.get("CXVersion").is_some());
    let declared = aspect(root, "attributeDeclarations").next();
    for part in root.as_array().unwrap_or_default() {
        for member in part.as_object().unwrap_or_default() {
            graph.used(&member.value);
        }
    }
    read_nodes(root, is_second, declared, &mut graph);
    read_edges(root, is_second, declared, &mut graph);
    for item in aspect(root, "networkAttributes") {
        match (item.get("n").and_then(Value::as_text), item.get("v")) {
            (Some(name), Some(value)) => graph.keep(name, value),
            _ => graph.keep_all_but(item, &[]),
        }
    }
    let mut others: Vec<String> = Vec::new();
    for part in root.as_array().unwrap_or_default() {
        for member in part.as_object().unwrap_or_default() {
            let is_empty = member.value.as_array().is_some_and(<[_]>::is_empty);
            if !READ.contains(&&*member.key) && !is_empty {
                others.push(format!("`{}`", short(&member.key)));
            }
        }
    }
    others.dedup();
    if !others.is_empty() {
        let others = words::shortened(others.into_iter(), 8, "aspect", "aspects");
        let message = format!("aspects that are not read: {}", words::list(&others));
        graph.report.note(root.at, "unread-aspects", message, None);
    }
    graph.finish(root)
}

fn read_nodes(
    root: &Value<'_>,
    is_second: bool,
    declared: Option<&Value<'_>>,
    graph: &mut GraphReader<'_>,
) {
    for node in aspect(root, "nodes") {
        let id = node.get("@id").or_else(|| node.get("id"));
        let Some(id) = id.and_then(scalar) else {
            let hint = "Expected an `@id`; it is left out.".to_owned();
            graph
                .report
                .error(node.at, "missing-id", "this node has no id", Some(hint));
            continue;
        };
        let actor = graph.ties.declare(&id, node.at, graph.report);
        let axis = |axis: &str| node.get(axis).and_then(Value::as_number);
        if is_second {
            if let (Some(x), Some(y)) = (axis("x"), axis("y")) {
                graph.ties.set_place(actor, x, y);
            }
            for (name, value) in values(node, declared.and_then(|all| all.get("nodes"))) {
                graph.ties.describe(actor, &name, value);
            }
        } else {
            if let Some(name) = node.get("n").and_then(Value::as_text) {
                graph.ties.set_name(actor, name);
            }
            if let Some(represents) = node.get("r") {
                graph
                    .ties
                    .describe(actor, "represents", AttributeValue::of_json(represents));
            }
        }
    }
    for item in aspect(root, "nodeAttributes") {
        for (owner, name, value) in attribute(item) {
            if let Some(actor) = graph.ties.known(&owner) {
                graph.ties.describe(actor, &name, value);
            }
        }
    }
    for item in aspect(root, "cartesianLayout") {
        let actor = item
            .get("node")
            .and_then(scalar)
            .and_then(|id| graph.ties.known(&id));
        let axis = |axis: &str| item.get(axis).and_then(Value::as_number);
        if let (Some(actor), Some(x), Some(y)) = (actor, axis("x"), axis("y")) {
            graph.ties.set_place(actor, x, y);
        }
    }
}

fn read_edges(
    root: &Value<'_>,
    is_second: bool,
    declared: Option<&Value<'_>>,
    graph: &mut GraphReader<'_>,
) {
    let mut of_edge: HashMap<String, Attributes> = HashMap::new();
    for item in aspect(root, "edgeAttributes") {
        for (owner, name, value) in attribute(item) {
            let mut values = of_edge.remove(&owner).unwrap_or_default();
            graph.ties.attribute(&mut values, &name, value);
            of_edge.insert(owner, values);
        }
    }
    let mut claims = claims(root, graph);
    for edge in aspect(root, "edges") {
        let id = edge.get("@id").or_else(|| edge.get("id")).and_then(scalar);
        let end = |key: &str| edge.get(key).and_then(scalar);
        let (Some(source), Some(target)) = (end("s"), end("t")) else {
            let hint = "Expected `s` and `t`; it is left out.".to_owned();
            graph.report.error(
                edge.at,
                "missing-end",
                "this edge does not name two ends",
                Some(hint),
            );
            continue;
        };
        let mut attributes = Attributes::new();
        if let Some(interaction) = edge.get("i") {
            graph.ties.attribute(
                &mut attributes,
                "interaction",
                AttributeValue::of_json(interaction),
            );
        }
        if is_second {
            for (name, value) in values(edge, declared.and_then(|all| all.get("edges"))) {
                graph.ties.attribute(&mut attributes, &name, value);
            }
        }
        let id = id.map(std::borrow::Cow::into_owned);
        attributes.extend(
            id.as_ref()
                .and_then(|id| of_edge.remove(id))
                .unwrap_or_default(),
        );
        let claims = id
            .as_ref()
            .and_then(|id| claims.remove(id))
            .unwrap_or_default();
        let tie = ListedTie {
            source: graph.ties.end(&source, edge.at),
            target: graph.ties.end(&target, edge.at),
            id: id.map(Into::into),
            directed: graph.directed,
            values: attributes,
            claims,
            at: edge.at,
            ..ListedTie::default()
        };
        graph.ties.tie(tie);
    }
}

/// The owners of an attribute of CX 1, its name and its value.
fn attribute(item: &Value<'_>) -> Vec<(String, String, AttributeValue)> {
    let (Some(name), Some(value)) = (item.get("n").and_then(Value::as_text), item.get("v")) else {
        return Vec::new();
    };
    let typed = match (item.get("d").and_then(Value::as_text), value.as_text()) {
        (Some("double" | "integer" | "long" | "float"), Some(text)) => AttributeValue::digits(text),
        (Some("boolean"), Some(text)) => AttributeValue::flag(text == "true"),
        _ => AttributeValue::of_json(value),
    };
    let owners = item.get("po");
    let owners: Vec<String> = match owners.map(|owners| &owners.kind) {
        Some(Kind::Array(owners)) => owners.iter().filter_map(scalar).map(Into::into).collect(),
        _ => owners
            .and_then(scalar)
            .map(Into::into)
            .into_iter()
            .collect(),
    };
    owners
        .into_iter()
        .map(|owner| (owner, name.to_owned(), typed.clone()))
        .collect()
}

/// The values of a node or an edge of CX 2, under the names that its declarations give, with their
/// defaults.
fn values(item: &Value<'_>, declared: Option<&Value<'_>>) -> Vec<(String, AttributeValue)> {
    let declared = declared.and_then(Value::as_object).unwrap_or_default();
    let given = item.get("v").and_then(Value::as_object).unwrap_or_default();
    let name_of = |member: &Member<'_>| {
        let alias = declared.iter().find(|attribute| {
            attribute.value.get("a").and_then(Value::as_text) == Some(&*member.key)
        });
        alias.map_or_else(
            || member.key.to_string(),
            |attribute| attribute.key.to_string(),
        )
    };
    let mut values: Vec<(String, AttributeValue)> = given
        .iter()
        .map(|member| (name_of(member), AttributeValue::of_json(&member.value)))
        .collect();
    for attribute in declared {
        let is_given = values.iter().any(|(name, _)| *name == *attribute.key);
        if let Some(default) = attribute.value.get("v").filter(|_| !is_given) {
            values.push((attribute.key.to_string(), AttributeValue::of_json(default)));
        }
    }
    values
}

/// The claims of each edge: its citations as references, its supports as quotes.
fn claims(root: &Value<'_>, graph: &mut GraphReader<'_>) -> HashMap<String, Vec<Claim>> {
    let mut claims: HashMap<String, Vec<Claim>> = HashMap::new();
    for citation in aspect(root, "citations") {
        let Some(id) = citation.get("@id").and_then(scalar) else {
            continue;
        };
        let text = |key: &str| {
            citation
                .get(key)
                .and_then(Value::as_text)
                .map(str::to_owned)
        };
        let mut reference = Reference::new(format!("citation-{id}"));
        reference.title = text("dc:title");
        reference.csl_type = text("dc:type");
        let identifier = text("dc:identifier");
        reference.url = identifier.filter(|address| address.starts_with("http"));
        graph.ties.references.push(reference);
    }
    let mut supports: HashMap<String, (Option<String>, Option<String>)> = HashMap::new();
    for support in aspect(root, "supports") {
        let Some(id) = support.get("@id").and_then(scalar) else {
            continue;
        };
        let text = support
            .get("text")
            .and_then(Value::as_text)
            .map(str::to_owned);
        let citation = support.get("citation").and_then(scalar).map(Into::into);
        supports.insert(id.into_owned(), (text, citation));
    }
    let mut add = |item: &Value<'_>, claim: &dyn Fn(&str) -> Option<Claim>, list: &str| {
        let all = |key: &str| -> Vec<String> {
            let listed = item.get(key).and_then(Value::as_array).unwrap_or_default();
            listed.iter().filter_map(scalar).map(Into::into).collect()
        };
        for owner in all("po") {
            let made = all(list).into_iter().filter_map(|id| claim(&id));
            claims
                .entry(owner)
                .or_default()
                .extend(made.collect::<Vec<_>>());
        }
    };
    for item in aspect(root, "edgeCitations") {
        let claim = |id: &str| {
            Some(Claim {
                reference: Some(format!("citation-{id}").into()),
                ..Claim::default()
            })
        };
        add(item, &claim, "citations");
    }
    for item in aspect(root, "edgeSupports") {
        let claim = |id: &str| {
            let (text, citation) = supports.get(id)?;
            Some(Claim {
                reference: citation.as_ref().map(|id| format!("citation-{id}").into()),
                quote: text.as_ref().map(|text| Quote {
                    exact: text.clone(),
                    ..Quote::default()
                }),
                ..Claim::default()
            })
        };
        add(item, &claim, "supports");
    }
    claims
}
