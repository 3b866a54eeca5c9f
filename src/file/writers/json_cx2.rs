//! Writes Cytoscape's CX2, with sources and quotes in the aspects that CX has for them:
//! `citations`, `edgeCitations`, `supports` and `edgeSupports`.

use std::borrow::Cow;
use std::collections::HashMap;

use super::part::FormatPart;
use super::plain_network::{Directions, PlainColumn, PlainNetwork, PlainOptions};
use super::plain_value::{PlainValue, ValueKind};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::claim_record::{
    CLAIM_FIELDS, CLAIM_PARTS, SOURCE_FIELDS, claim_fields, claim_part, source_fields, source_part,
};
use crate::file::formats::json_writer::JsonWriter;
use crate::model::{Claim, Document, PersonName, Stance};

pub(super) const WRITER: Writer = Writer {
    id: "json-cx2",
    name: "Cytoscape CX2",
    extensions: &["cx2"],
    explanation: "Actors and relations with all their values, and claims as citations and quotes, for Cytoscape and NDEx.",
    keeps: FormatPart::VALUES_AND_CLAIMS,
    write,
};

/// The names under which CX2 keeps the ids of actors and relations: its own are whole numbers.
const ID: &str = "id";

/// What Cytoscape calls the type of an edge.
const INTERACTION: &str = "interaction";

fn write(document: &Document) -> Result<WrittenFile, String> {
    let mut network = PlainNetwork::new(
        document,
        PlainOptions {
            has_own_positions: true,
            names_everyone: true,
            ..PlainOptions::default()
        },
    );
    let is_mixed = network.directions != Directions::All;
    network.add_ids(ID, is_mixed);
    name_interactions(&mut network.tie_columns);
    let citations: HashMap<&str, usize> = document
        .references
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id.as_str(), at))
        .collect();
    let mut out = JsonWriter::default();
    out.open('[');
    aspect(&mut out, "CXVersion", |out| out.text("2.0"));
    let claims = Claims::of(&network, &citations);
    metadata(&mut out, &network, document, &claims);
    declarations(&mut out, &network);
    write_network(&mut out, &network);
    write_nodes(&mut out, &network);
    write_edges(&mut out, &network);
    write_citations(&mut out, document);
    claims.write(&mut out);
    list(&mut out, "status", |out| {
        out.item();
        out.open('{');
        out.key("success");
        out.flag(true);
        out.close('}');
    });
    out.close(']');
    let text = out.into_text().replacen(
        "\"CXVersion\": \"2.0\"",
        "\"CXVersion\": \"2.0\",\n    \"hasFragments\": false",
        1,
    );
    Ok(WrittenFile::alone(text + "\n"))
}

fn write_network(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    list(out, "networkAttributes", |out| {
        out.item();
        out.open('{');
        for (name, value) in &network.about {
            // CX2 shows `name` as the title.
            let name = if name == "title" { "name" } else { name };
            typed_member(out, name, value, value.kind());
        }
        out.close('}');
    });
}

fn write_nodes(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    list(out, "nodes", |out| {
        for (number, plain) in network.actors.iter().enumerate() {
            out.item();
            out.open('{');
            out.key("id");
            out.integer(number as i64);
            if let Some(position) = plain.actor.position {
                out.key("x");
                out.number(position.x);
                out.key("y");
                out.number(position.y);
            }
            out.key("v");
            out.open('{');
            typed_members(out, &plain.values, &network.actor_columns);
            out.close('}');
            out.close('}');
        }
    });
}

fn write_edges(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    list(out, "edges", |out| {
        for (number, plain) in network.ties.iter().enumerate() {
            let [Some(source), Some(target)] = plain.ends else {
                continue;
            };
            out.item();
            out.open('{');
            for (key, value) in [("id", number), ("s", source), ("t", target)] {
                out.key(key);
                out.integer(value as i64);
            }
            out.key("v");
            out.open('{');
            typed_members(out, &plain.values, &network.tie_columns);
            out.close('}');
            out.close('}');
        }
    });
}

/// Cytoscape looks for the types of edges in `interaction`.
fn name_interactions(columns: &mut [PlainColumn]) {
    if columns.iter().all(|column| column.name != INTERACTION) {
        let types = columns.iter_mut().filter(|column| column.name == "type");
        types.for_each(|column| INTERACTION.clone_into(&mut column.name));
    }
}

/// An object with one member.
fn aspect(out: &mut JsonWriter, name: &str, content: impl FnOnce(&mut JsonWriter)) {
    out.item();
    out.open('{');
    out.key(name);
    content(out);
    out.close('}');
}

fn list(out: &mut JsonWriter, name: &str, content: impl FnOnce(&mut JsonWriter)) {
    aspect(out, name, |out| {
        out.open('[');
        content(out);
        out.close(']');
    });
}

fn metadata(
    out: &mut JsonWriter,
    network: &PlainNetwork<'_>,
    document: &Document,
    claims: &Claims<'_>,
) {
    let counts = [
        ("attributeDeclarations", 1),
        ("networkAttributes", 1),
        ("nodes", network.actors.len()),
        ("edges", network.ties.len()),
        ("citations", document.references.len()),
        ("edgeCitations", claims.cited.len()),
        ("supports", claims.supports.len()),
        ("edgeSupports", claims.supports.len()),
    ];
    list(out, "metaData", |out| {
        for (name, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            out.item();
            out.open('{');
            out.key("name");
            out.text(name);
            out.key("elementCount");
            out.integer(count as i64);
            out.close('}');
        }
    });
}

fn declarations(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    let about: Vec<PlainColumn> = network
        .about
        .iter()
        .map(|(name, value)| PlainColumn {
            name: if name == "title" {
                "name".to_owned()
            } else {
                name.clone()
            },
            kind: value.kind(),
        })
        .collect();
    list(out, "attributeDeclarations", |out| {
        out.item();
        out.open('{');
        for (name, columns) in [
            ("networkAttributes", &about),
            ("nodes", &network.actor_columns),
            ("edges", &network.tie_columns),
        ] {
            out.key(name);
            out.open('{');
            for column in columns {
                out.key(&column.name);
                out.open('{');
                out.key("d");
                out.text(match column.kind {
                    ValueKind::Flag => "boolean",
                    ValueKind::Integer => "long",
                    ValueKind::Number => "double",
                    ValueKind::FlagList => "list_of_boolean",
                    ValueKind::IntegerList => "list_of_long",
                    ValueKind::NumberList => "list_of_double",
                    ValueKind::TextList => "list_of_string",
                    ValueKind::Text | ValueKind::Json => "string",
                });
                out.close('}');
            }
            out.close('}');
        }
        out.close('}');
    });
}

/// Values of the declared types.
fn typed_members(
    out: &mut JsonWriter,
    values: &[(usize, PlainValue<'_>)],
    columns: &[PlainColumn],
) {
    for (number, value) in values {
        let column = &columns[*number];
        typed_member(out, &column.name, value, column.kind);
    }
}

/// A value of a declared type: objects, and lists of anything, are text.
fn typed_member(out: &mut JsonWriter, name: &str, value: &PlainValue<'_>, kind: ValueKind) {
    out.key(name);
    if matches!(kind, ValueKind::Text | ValueKind::Json) {
        out.text(value.words());
    } else {
        out.json(&value.json());
    }
}

fn write_citations(out: &mut JsonWriter, document: &Document) {
    if document.references.is_empty() {
        return;
    }
    list(out, "citations", |out| {
        for (number, reference) in document.references.iter().enumerate() {
            out.item();
            out.open('{');
            out.key("@id");
            out.integer(number as i64);
            let texts = [
                ("dc:title", reference.title.as_deref()),
                ("dc:type", reference.csl_type.as_deref()),
                ("dc:identifier", reference.url.as_deref()),
                ("dc:description", reference.container_title.as_deref()),
            ];
            for (key, text) in texts
                .into_iter()
                .filter_map(|(key, text)| Some((key, text?)))
            {
                out.key(key);
                out.text(text);
            }
            if !reference.authors.is_empty() {
                out.key("dc:contributor");
                out.open('[');
                for name in reference.authors.iter().map(PersonName::inverted) {
                    out.item();
                    out.text(&name);
                }
                out.close(']');
            }
            out.key("attributes");
            let mut parts = vec![("id", Some(reference.id.as_str().into()))];
            let others = [
                "section",
                "publisher",
                "issued",
                "text",
                "origin",
                "reliability",
            ];
            parts.extend(others.map(|name| (name, source_part(reference, name))));
            parts.push((SOURCE_FIELDS, source_fields(reference).map(Cow::Owned)));
            attributes(out, parts);
            out.close('}');
        }
    });
}

/// A list of attributes as CX has them: name and value.
fn attributes(out: &mut JsonWriter, values: Vec<(&str, Option<Cow<'_, str>>)>) {
    out.open('[');
    let values = values.into_iter();
    for (name, value) in values.filter_map(|(name, value)| Some((name, value?))) {
        out.item();
        out.open('{');
        out.key("n");
        out.text(name);
        out.key("v");
        out.text(&value);
        out.close('}');
    }
    out.close(']');
}

/// Whether a claim says nothing but its source.
fn only_cites(claim: &Claim) -> bool {
    let mut others = CLAIM_PARTS.iter().filter(|name| **name != "stance");
    claim.stance == Stance::Asserts
        && others.all(|name| claim_part(claim, name).is_none())
        && claim_fields(claim).is_none()
}

/// The claims of all relations: those that only name a source, and those that say more.
struct Claims<'d> {
    /// The edge and the citation.
    cited: Vec<(usize, usize)>,
    /// The edge, the citation and the claim.
    supports: Vec<(usize, Option<usize>, &'d Claim)>,
}

impl<'d> Claims<'d> {
    fn of(network: &PlainNetwork<'d>, citations: &HashMap<&str, usize>) -> Self {
        let mut claims = Self {
            cited: Vec::new(),
            supports: Vec::new(),
        };
        for (edge, plain) in network.ties.iter().enumerate() {
            // Supports come after citations, so one list keeps the order.
            let only_cites = plain.relation.claims.iter().all(only_cites);
            for claim in &plain.relation.claims {
                let citation = claim
                    .reference
                    .as_ref()
                    .and_then(|id| citations.get(id.as_str()))
                    .copied();
                match citation {
                    Some(citation) if only_cites => claims.cited.push((edge, citation)),
                    citation => claims.supports.push((edge, citation, claim)),
                }
            }
        }
        claims
    }

    fn write(&self, out: &mut JsonWriter) {
        let pairs = |out: &mut JsonWriter, name: &str, key: &str, pairs: &[(usize, usize)]| {
            if pairs.is_empty() {
                return;
            }
            list(out, name, |out| {
                for (edge, number) in pairs {
                    out.item();
                    out.open('{');
                    for (key, number) in [(key, number), ("po", edge)] {
                        out.key(key);
                        out.open('[');
                        out.item();
                        out.integer(*number as i64);
                        out.close(']');
                    }
                    out.close('}');
                }
            });
        };
        pairs(out, "edgeCitations", "citations", &self.cited);
        if self.supports.is_empty() {
            return;
        }
        list(out, "supports", |out| {
            for (number, (_, citation, claim)) in self.supports.iter().enumerate() {
                support(out, number, *citation, claim);
            }
        });
        let edges: Vec<(usize, usize)> = self
            .supports
            .iter()
            .enumerate()
            .map(|(number, (edge, ..))| (*edge, number))
            .collect();
        pairs(out, "edgeSupports", "supports", &edges);
    }
}

fn support(out: &mut JsonWriter, number: usize, citation: Option<usize>, claim: &Claim) {
    out.item();
    out.open('{');
    out.key("@id");
    out.integer(number as i64);
    let quote = claim.quote.as_ref();
    if let Some(quote) = quote {
        out.key("text");
        out.text(&quote.exact);
    }
    if let Some(citation) = citation {
        out.key("citation");
        out.integer(citation as i64);
    }
    out.key("attributes");
    let others = CLAIM_PARTS.into_iter().filter(|name| *name != "quote");
    let mut parts: Vec<_> = others.map(|name| (name, claim_part(claim, name))).collect();
    parts.push((CLAIM_FIELDS, claim_fields(claim).map(Cow::Owned)));
    attributes(out, parts);
    out.close('}');
}
