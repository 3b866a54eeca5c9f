//! Cytoscape CX, versions 1 and 2, with its citations and supports as claims. Knows no other
//! format.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::claim_record::ClaimReader;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use super::listed_tie::ListedTie;
use super::long_text::cut_id;
use super::native::reading::short;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Claim, Document, ReferenceId};
use crate::words;

/// About how much memory a claim takes besides its quote.
const CLAIM_BYTES: usize = 500;

/// The value that has the id of an actor or a relation, in files of ours.
const ID: &str = "id";

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
    let declared = |what: &str| Declarations::of(declared.and_then(|all| all.get(what)));
    let (of_nodes, of_edges) = (declared("nodes"), declared("edges"));
    for part in root.as_array().unwrap_or_default() {
        for member in part.as_object().unwrap_or_default() {
            graph.used(&member.value);
        }
    }
    let actors = read_nodes(root, is_second, &of_nodes, &mut graph);
    read_edges(root, (is_second, &actors), &of_edges, &mut graph);
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

/// The ids that nodes, or edges, have among their values: all have one, and each another.
///
/// Those of CX are numbers that mean nothing outside the file.
fn own_ids<'v>(root: &'v Value<'_>, name: &'static str) -> HashMap<usize, &'v str> {
    let mut ids = HashMap::new();
    let mut seen = HashSet::new();
    for item in aspect(root, name) {
        let id = item.get("v").and_then(|values| values.get(ID));
        match id.and_then(Value::as_text).filter(|id| seen.insert(*id)) {
            Some(id) => ids.insert(item.at, id),
            None => return HashMap::new(),
        };
    }
    ids
}

/// Reads the nodes; returns the actor of each id of CX.
fn read_nodes(
    root: &Value<'_>,
    is_second: bool,
    declared: &Declarations<'_>,
    graph: &mut GraphReader<'_>,
) -> HashMap<String, usize> {
    let own_ids = own_ids(root, "nodes");
    let mut actors = HashMap::new();
    for node in aspect(root, "nodes") {
        let id = node.get("@id").or_else(|| node.get("id"));
        let Some(id) = id.and_then(scalar) else {
            let hint = "Expected an `@id`; it is left out.".to_owned();
            graph
                .report
                .error(node.at, "missing-id", "this node has no id", Some(hint));
            continue;
        };
        let own = own_ids.get(&node.at).copied();
        let actor = graph
            .ties
            .declare(own.unwrap_or(&id), node.at, graph.report);
        actors.entry(id.into_owned()).or_insert(actor);
        let axis = |axis: &str| node.get(axis).and_then(Value::as_number);
        if is_second {
            if let (Some(x), Some(y)) = (axis("x"), axis("y")) {
                graph.ties.set_position(actor, x, y);
            }
            for (name, value) in declared.values(node, graph) {
                if name != ID || own.is_none() {
                    graph.ties.describe(actor, name, value);
                }
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
        let Some((owners, name, value)) = attribute(item) else {
            continue;
        };
        for (index, owner) in owners.iter().enumerate() {
            let actor = actors.get(owner).copied();
            let actor = actor.filter(|_| index == 0 || graph.ties.may_copy(value.words().len()));
            if let Some(actor) = actor {
                graph.ties.describe(actor, name, value.clone());
            }
        }
    }
    for item in aspect(root, "cartesianLayout") {
        let actor = item
            .get("node")
            .and_then(scalar)
            .and_then(|id| actors.get(&*id).copied());
        let axis = |axis: &str| item.get(axis).and_then(Value::as_number);
        if let (Some(actor), Some(x), Some(y)) = (actor, axis("x"), axis("y")) {
            graph.ties.set_position(actor, x, y);
        }
    }
    actors
}

fn read_edges(
    root: &Value<'_>,
    (is_second, actors): (bool, &HashMap<String, usize>),
    declared: &Declarations<'_>,
    graph: &mut GraphReader<'_>,
) {
    let mut of_edge: HashMap<String, Attributes> = HashMap::new();
    for item in aspect(root, "edgeAttributes") {
        let Some((owners, name, value)) = attribute(item) else {
            continue;
        };
        for (index, owner) in owners.into_iter().enumerate() {
            if index == 0 || graph.ties.may_copy(value.words().len()) {
                let values = of_edge.entry(owner).or_default();
                graph.ties.attribute(values, name, value.clone());
            }
        }
    }
    let mut claims = claims(root, graph);
    let own_ids = own_ids(root, "edges");
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
            for (name, value) in declared.values(edge, graph) {
                if name != ID || !own_ids.contains_key(&edge.at) {
                    graph.ties.attribute(&mut attributes, name, value);
                }
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
        let mut end = |id: &str| {
            let known = actors.get(id).copied();
            known.unwrap_or_else(|| graph.ties.end(id, edge.at))
        };
        let own = own_ids.get(&edge.at).map(|id| (*id).to_owned());
        let tie = ListedTie {
            source: end(&source),
            target: end(&target),
            id: own.or(id).map(Into::into),
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
fn attribute<'v>(item: &'v Value<'_>) -> Option<(Vec<String>, &'v str, AttributeValue)> {
    let (name, value) = (item.get("n").and_then(Value::as_text)?, item.get("v")?);
    let typed = match (item.get("d").and_then(Value::as_text), value.as_text()) {
        (Some("double" | "integer" | "long" | "float"), Some(text)) => AttributeValue::digits(text),
        (Some("boolean"), Some(text)) => AttributeValue::flag(text == "true"),
        _ => AttributeValue::of_json(value),
    };
    let owners = item.get("po")?;
    let owners: Vec<String> = match &owners.kind {
        Kind::Array(owners) => owners.iter().filter_map(scalar).map(Into::into).collect(),
        _ => scalar(owners).map(Into::into).into_iter().collect(),
    };
    Some((owners, name, typed))
}

/// The attributes that CX 2 declares for nodes or edges.
struct Declarations<'v> {
    /// The names by the short names that stand for them.
    names: HashMap<&'v str, Cow<'v, str>>,
    defaults: Vec<(Cow<'v, str>, AttributeValue)>,
}

impl<'v> Declarations<'v> {
    fn of(declared: Option<&'v Value<'_>>) -> Self {
        let declared = declared.and_then(Value::as_object).unwrap_or_default();
        let mut names = HashMap::new();
        let mut defaults = Vec::new();
        for attribute in declared {
            if let Some(alias) = attribute.value.get("a").and_then(Value::as_text) {
                names.entry(alias).or_insert_with(|| cut_id(&attribute.key));
            }
            if let Some(default) = attribute.value.get("v") {
                defaults.push((cut_id(&attribute.key), AttributeValue::of_json(default)));
            }
        }
        Self { names, defaults }
    }

    /// The values of a node or an edge under their names, with the defaults of those that it lacks.
    fn values<'s>(
        &'s self,
        item: &'s Value<'_>,
        graph: &mut GraphReader<'_>,
    ) -> Vec<(&'s str, AttributeValue)> {
        let given = item.get("v").and_then(Value::as_object).unwrap_or_default();
        let name_of = |key: &'s str| self.names.get(key).map_or(key, |name| &**name);
        let mut values: Vec<(&str, AttributeValue)> = given
            .iter()
            .map(|member| (name_of(&member.key), AttributeValue::of_json(&member.value)))
            .collect();
        let known: HashSet<&str> = values.iter().map(|(name, _)| *name).collect();
        for (name, default) in &self.defaults {
            if graph.ties.is_full() {
                break;
            }
            if !known.contains(&**name) && graph.ties.may_copy(default.words().len()) {
                values.push((name, default.clone()));
            }
        }
        values
    }
}

/// The claims of each edge: its citations as references, its supports as quotes.
fn claims(root: &Value<'_>, graph: &mut GraphReader<'_>) -> HashMap<String, Vec<Claim>> {
    let mut reader = ClaimReader::default();
    let mut sources: HashMap<String, ReferenceId> = HashMap::new();
    for citation in aspect(root, "citations") {
        let Some(number) = citation.get("@id").and_then(scalar) else {
            continue;
        };
        let listed = ListedNames::of(citation);
        let own = listed.get("id");
        let is_ours = own.is_some();
        let id: ReferenceId = own.map_or_else(|| numbered_source(&number), Into::into);
        let text = |key: &str| {
            citation
                .get(key)
                .and_then(Value::as_text)
                .map(Cow::Borrowed)
        };
        let part = |name: &str| match name {
            "title" => text("dc:title"),
            "type" => text("dc:type"),
            "url" => text("dc:identifier").filter(|url| is_ours || url.starts_with("http")),
            "container_title" if is_ours => text("dc:description"),
            "author" => contributors(citation),
            _ => listed.get(name).map(Cow::Borrowed),
        };
        reader.source(id.clone(), &part, (graph.report, citation.at));
        sources.insert(number.into_owned(), id);
    }
    let mut supports: HashMap<String, Claim> = HashMap::new();
    for support in aspect(root, "supports") {
        let Some(number) = support.get("@id").and_then(scalar) else {
            continue;
        };
        let listed = ListedNames::of(support);
        let part = |name: &str| match name {
            "quote" => support
                .get("text")
                .and_then(Value::as_text)
                .map(Cow::Borrowed),
            _ => listed.get(name).map(Cow::Borrowed),
        };
        let source = support.get("citation").and_then(scalar);
        let source = source.map(|number| source_of(&sources, &number));
        let claim = reader.claim(source, &part, (graph.report, support.at));
        supports.insert(number.into_owned(), claim);
    }
    graph.ties.references.append(&mut reader.into_sources());
    let mut claims: HashMap<String, Vec<Claim>> = HashMap::new();
    let mut add = |item: &Value<'_>, claim: &dyn Fn(&str) -> Option<Claim>, list: &str| {
        let all = |key: &str| -> Vec<String> {
            let listed = item.get(key).and_then(Value::as_array).unwrap_or_default();
            listed.iter().filter_map(scalar).map(Into::into).collect()
        };
        let (owners, listed) = (all("po"), all(list));
        let is_product = owners.len().min(listed.len()) > 1;
        let claim_bytes = if is_product { CLAIM_BYTES } else { 0 };
        for owner in owners {
            let claims = claims.entry(owner).or_default();
            for claim in listed.iter().filter_map(|id| claim(id)) {
                let quote = claim.quote.as_ref().map_or(0, |quote| quote.exact.len());
                if graph.ties.may_copy(claim_bytes + quote) {
                    claims.push(claim);
                }
            }
        }
    };
    for item in aspect(root, "edgeCitations") {
        let claim = |id: &str| {
            Some(Claim {
                reference: Some(source_of(&sources, id)),
                ..Claim::default()
            })
        };
        add(item, &claim, "citations");
    }
    for item in aspect(root, "edgeSupports") {
        add(item, &|id| supports.get(id).cloned(), "supports");
    }
    claims
}

/// The id of a citation that has none of its own.
fn numbered_source(number: &str) -> ReferenceId {
    format!("citation-{number}").into()
}

/// The id of the citation with this number, which the file may lack.
fn source_of(sources: &HashMap<String, ReferenceId>, number: &str) -> ReferenceId {
    let known = sources.get(number).cloned();
    known.unwrap_or_else(|| numbered_source(number))
}

/// The names and values of the list `attributes` of a citation or a support.
struct ListedNames<'v>(HashMap<&'v str, &'v str>);

impl<'v> ListedNames<'v> {
    fn of(item: &'v Value<'_>) -> Self {
        let list = item.get("attributes").and_then(Value::as_array);
        let pairs = list.unwrap_or_default().iter().filter_map(|attribute| {
            let text = |key: &str| attribute.get(key).and_then(Value::as_text);
            Some((text("n")?, text("v")?))
        });
        Self(pairs.collect())
    }

    fn get(&self, name: &str) -> Option<&'v str> {
        self.0.get(name).copied()
    }
}

/// The names of the authors of a citation, one after another.
fn contributors<'v>(citation: &'v Value<'_>) -> Option<Cow<'v, str>> {
    let names = citation.get("dc:contributor")?;
    match &names.kind {
        Kind::Array(names) => {
            let names: Vec<&str> = names.iter().filter_map(Value::as_text).collect();
            (!names.is_empty()).then(|| names.join("; ").into())
        }
        _ => names.as_text().map(Cow::Borrowed),
    }
}
