//! Writes the JSON of Cytoscape.js, which Cytoscape reads as well.
//!
//! networkx finds a node by its `value` and parallel edges by their `key`: the ids are there too.

use std::collections::HashSet;

use super::part::FormatPart;
use super::plain_network::{Directions, PlainColumn, PlainNetwork, PlainOptions, PlainValues};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::json_writer::JsonWriter;
use crate::model::Document;

pub(super) const WRITER: Writer = Writer {
    id: "json-cytoscape",
    name: "Cytoscape.js JSON",
    extensions: &["cyjs"],
    explanation: "Actors and relations with all their values and positions, for Cytoscape and Cytoscape.js.",
    keeps: FormatPart::VALUES,
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let network = PlainNetwork::new(
        document,
        PlainOptions {
            has_own_positions: true,
            names_everyone: true,
            names_direction: true,
            holds_claims: true,
            ..PlainOptions::default()
        },
    );
    let mut out = JsonWriter::default();
    out.open('{');
    out.key("data");
    out.open('{');
    for (name, value) in &network.about {
        out.key(name);
        out.json(&value.json());
    }
    out.close('}');
    let has_parallels = has_parallels(&network);
    out.key("directed");
    out.flag(network.directions != Directions::None);
    out.key("multigraph");
    out.flag(has_parallels);
    out.key("elements");
    out.open('{');
    out.key("nodes");
    write_nodes(&mut out, &network);
    out.key("edges");
    write_edges(&mut out, &network, has_parallels);
    out.close('}');
    out.close('}');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}

fn write_nodes(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    out.open('[');
    for plain in &network.actors {
        out.item();
        out.open('{');
        out.key("data");
        out.open('{');
        out.key("id");
        out.text(plain.actor.id.as_str());
        if !has(&plain.values, &network.actor_columns, "value") {
            out.key("value");
            out.text(plain.actor.id.as_str());
        }
        members(out, &plain.values, &network.actor_columns);
        out.close('}');
        if let Some(position) = plain.actor.position {
            out.key("position");
            out.open('{');
            out.key("x");
            out.number(position.x);
            out.key("y");
            out.number(position.y);
            out.close('}');
        }
        out.close('}');
    }
    out.close(']');
}

fn write_edges(out: &mut JsonWriter, network: &PlainNetwork<'_>, has_parallels: bool) {
    out.open('[');
    for plain in &network.ties {
        out.item();
        out.open('{');
        out.key("data");
        out.open('{');
        out.key("id");
        out.text(plain.relation.id.as_str());
        out.key("source");
        out.text(plain.relation.source.as_str());
        out.key("target");
        out.text(plain.relation.target.as_str());
        if has_parallels && !has(&plain.values, &network.tie_columns, "key") {
            out.key("key");
            out.text(plain.relation.id.as_str());
        }
        members(out, &plain.values, &network.tie_columns);
        out.close('}');
        out.close('}');
    }
    out.close(']');
}

/// Whether two ties have the same ends.
fn has_parallels(network: &PlainNetwork<'_>) -> bool {
    let mut seen = HashSet::new();
    let is_mixed = network.directions == Directions::Mixed;
    network.ties.iter().any(|plain| {
        let [source, target] = plain.ends;
        let is_turned = (network.directions == Directions::None || is_mixed) && source > target;
        let ends = if is_turned {
            (target, source)
        } else {
            (source, target)
        };
        !seen.insert(ends)
    })
}

fn has(values: &PlainValues<'_>, columns: &[PlainColumn], name: &str) -> bool {
    values.iter().any(|(at, _)| columns[*at].name == name)
}

/// Writes values as members of an object.
pub(super) fn members(out: &mut JsonWriter, values: &PlainValues<'_>, columns: &[PlainColumn]) {
    for (number, value) in values {
        out.key(&columns[*number].name);
        out.json(&value.json());
    }
}
