//! Writes the JSON of Cytoscape.js, which Cytoscape reads as well.

use super::part::FormatPart;
use super::plain_network::{PlainColumn, PlainNetwork, PlainOptions, PlainValues};
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
            names_direction: true,
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
    out.key("elements");
    out.open('{');
    out.key("nodes");
    out.open('[');
    for plain in &network.actors {
        out.item();
        out.open('{');
        out.key("data");
        out.open('{');
        out.key("id");
        out.text(plain.actor.id.as_str());
        members(&mut out, &plain.values, &network.actor_columns);
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
    out.key("edges");
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
        members(&mut out, &plain.values, &network.tie_columns);
        out.close('}');
        out.close('}');
    }
    out.close(']');
    out.close('}');
    out.close('}');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}

/// Writes values as members of an object.
pub(super) fn members(out: &mut JsonWriter, values: &PlainValues<'_>, columns: &[PlainColumn]) {
    for (number, value) in values {
        out.key(&columns[*number].name);
        out.json(&value.json());
    }
}
