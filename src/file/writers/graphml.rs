//! Writes GraphML in one plain dialect that networkx, igraph, Gephi, yEd, Cytoscape and visone
//! read.
//!
//! networkx refuses a file in which some edges have a direction and some do not. Where a network
//! has both, every edge is declared with a direction, and the value `directed` says which have one.

use super::part::FormatPart;
use super::plain_network::{Directions, PlainColumn, PlainNetwork, PlainOptions, PlainValues};
use super::plain_value::ValueKind;
use super::writer::Writer;
use super::written_file::WrittenFile;
use super::xml::XmlText;
use crate::model::Document;

pub(super) const WRITER: Writer = Writer {
    id: "graphml",
    name: "GraphML",
    extensions: &["graphml"],
    explanation: "Actors and relations with all their values, for networkx, igraph, Gephi, yEd, Cytoscape and visone. The sign is beside the weight.",
    keeps: FormatPart::VALUES,
    write,
};

const HEAD: &str = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
    http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

fn write(document: &Document) -> Result<WrittenFile, String> {
    let is_mixed = super::plain_network::directions(document) == Directions::Mixed;
    let network = PlainNetwork::new(
        document,
        PlainOptions {
            names_direction: is_mixed,
            holds_claims: true,
            keeps_name_key: true,
            ..PlainOptions::default()
        },
    );
    let mut out = XmlText::new();
    out.raw(HEAD);
    write_keys(&mut out, &network);
    let default = if network.directions == Directions::None {
        "undirected"
    } else {
        "directed"
    };
    out.raw(&format!("  <graph id=\"G\" edgedefault=\"{default}\">\n"));
    for (number, (_, value)) in network.about.iter().enumerate() {
        data(&mut out, "    ", 'g', number, value.words());
    }
    let ids = out.ids(network.actors.iter().map(|plain| plain.actor.id.as_str()));
    for (plain, id) in network.actors.iter().zip(&ids) {
        out.raw("    <node");
        out.attribute("id", id);
        values(&mut out, 'n', &plain.values, "node");
    }
    let tie_ids = out.ids(network.ties.iter().map(|plain| plain.relation.id.as_str()));
    for (plain, id) in network.ties.iter().zip(&tie_ids) {
        let [Some(source), Some(target)] = plain.ends else {
            continue;
        };
        out.raw("    <edge");
        out.attribute("id", id);
        out.attribute("source", &ids[source]);
        out.attribute("target", &ids[target]);
        values(&mut out, 'e', &plain.values, "edge");
    }
    out.raw("  </graph>\n</graphml>\n");
    let changes = out.changes();
    Ok(WrittenFile {
        changes,
        ..WrittenFile::alone(out.text)
    })
}

/// Declares the values that the network, actors and ties have.
fn write_keys(out: &mut XmlText, network: &PlainNetwork<'_>) {
    let about: Vec<PlainColumn> = network
        .about
        .iter()
        .map(|(name, value)| PlainColumn {
            name: name.clone(),
            kind: value.kind(),
        })
        .collect();
    for (domain, letter, columns) in [
        ("graph", 'g', &about),
        ("node", 'n', &network.actor_columns),
        ("edge", 'e', &network.tie_columns),
    ] {
        for (number, column) in columns.iter().enumerate() {
            out.raw("  <key");
            out.attribute("id", &format!("{letter}{number}"));
            out.attribute("for", domain);
            out.attribute("attr.name", &column.name);
            out.attribute("attr.type", type_of(column.kind));
            // GraphML has no lists. Our reader knows them by this description.
            if column.kind.is_json() {
                out.raw("><desc>JSON</desc></key>\n");
            } else {
                out.raw("/>\n");
            }
        }
    }
}

fn values(out: &mut XmlText, letter: char, values: &PlainValues<'_>, element: &str) {
    if values.is_empty() {
        return out.raw("/>\n");
    }
    out.raw(">\n");
    for (number, value) in values {
        data(out, "      ", letter, *number, value.words());
    }
    out.raw(&format!("    </{element}>\n"));
}

fn data(out: &mut XmlText, indent: &str, letter: char, number: usize, text: &str) {
    out.raw(&format!("{indent}<data key=\"{letter}{number}\">"));
    out.content(text);
    out.raw("</data>\n");
}

/// The type in GraphML: one that every reader knows.
fn type_of(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Flag => "boolean",
        ValueKind::Integer => "long",
        ValueKind::Number => "double",
        _ => "string",
    }
}
