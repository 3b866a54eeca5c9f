//! Writes the JSON of graphology, which sigma and Gephi Lite read.

use super::json_cytoscape::members;
use super::part::FormatPart;
use super::plain_network::{Directions, PlainNetwork, PlainOptions};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::json_writer::JsonWriter;
use crate::model::Document;

pub(super) const WRITER: Writer = Writer {
    id: "json-graphology",
    name: "Graphology JSON",
    extensions: &["graphology.json"],
    explanation: "Actors and relations with all their values, for graphology, sigma and Gephi Lite.",
    keeps: FormatPart::VALUES,
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let network = PlainNetwork::new(
        document,
        PlainOptions {
            has_own_names: true,
            holds_claims: true,
            ..PlainOptions::default()
        },
    );
    let mut out = JsonWriter::default();
    out.open('{');
    out.key("options");
    out.open('{');
    out.key("type");
    out.text(match network.directions {
        Directions::All => "directed",
        Directions::None => "undirected",
        Directions::Mixed => "mixed",
    });
    out.key("multi");
    out.flag(true);
    out.key("allowSelfLoops");
    out.flag(true);
    out.close('}');
    out.key("attributes");
    out.open('{');
    for (name, value) in &network.about {
        out.key(name);
        out.json(&value.json());
    }
    out.close('}');
    out.key("nodes");
    write_nodes(&mut out, &network);
    out.key("edges");
    write_edges(&mut out, &network);
    out.close('}');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}

fn write_nodes(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    out.open('[');
    for plain in &network.actors {
        out.item();
        out.open('{');
        out.key("key");
        out.text(plain.actor.id.as_str());
        out.key("attributes");
        out.open('{');
        // Programs that draw use `label`.
        out.key("label");
        out.text(plain.actor.name());
        members(out, &plain.values, &network.actor_columns);
        out.close('}');
        out.close('}');
    }
    out.close(']');
}

fn write_edges(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    out.open('[');
    for plain in &network.ties {
        out.item();
        out.open('{');
        out.key("key");
        out.text(plain.relation.id.as_str());
        out.key("source");
        out.text(plain.relation.source.as_str());
        out.key("target");
        out.text(plain.relation.target.as_str());
        if !plain.relation.is_directed() {
            out.key("undirected");
            out.flag(true);
        }
        out.key("attributes");
        out.open('{');
        members(out, &plain.values, &network.tie_columns);
        out.close('}');
        out.close('}');
    }
    out.close(']');
}
