//! Citations and supports of Cytoscape CX as claims. Knows no edge but its id.

use std::borrow::Cow;
use std::collections::HashMap;

use super::claim_record::ClaimReader;
use super::cx_aspect::aspect;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use crate::model::{Claim, ReferenceId};

/// About how much memory a claim takes besides its quote.
const CLAIM_BYTES: usize = 500;

/// The claims of each edge: its citations as references, its supports as quotes.
pub(super) fn claims(root: &Value<'_>, graph: &mut GraphReader<'_>) -> HashMap<String, Vec<Claim>> {
    let mut reader = ClaimReader::default();
    let sources = read_citations(root, &mut reader, graph);
    let supports = read_supports(root, &sources, &mut reader, graph);
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

/// Reads the citations as references; returns the id of each by its number.
fn read_citations(
    root: &Value<'_>,
    reader: &mut ClaimReader,
    graph: &mut GraphReader<'_>,
) -> HashMap<String, ReferenceId> {
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
    sources
}

/// The claims of the supports, by their numbers.
fn read_supports(
    root: &Value<'_>,
    sources: &HashMap<String, ReferenceId>,
    reader: &mut ClaimReader,
    graph: &mut GraphReader<'_>,
) -> HashMap<String, Claim> {
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
        let source = source.map(|number| source_of(sources, &number));
        let claim = reader.claim(source, &part, (graph.report, support.at));
        supports.insert(number.into_owned(), claim);
    }
    supports
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
