//! Writes JSON Graph Format, version 2.

use super::json_cytoscape::members;
use super::part::FormatPart;
use super::plain_network::{Directions, PlainNetwork, PlainOptions};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::json_writer::JsonWriter;
use crate::model::Document;

pub(super) const WRITER: Writer = Writer {
    id: "json-jgf",
    name: "JSON Graph Format",
    extensions: &["jgf", "jgf.json"],
    explanation: "Actors and relations with all their values, for programs that read JSON Graph Format 2.",
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
    out.key("graph");
    out.open('{');
    if let Some(title) = &document.meta.title {
        out.key("label");
        out.text(title);
    }
    out.key("directed");
    out.flag(network.directions != Directions::None);
    out.key("metadata");
    out.open('{');
    for (name, value) in network.about.iter().filter(|(name, _)| name != "title") {
        out.key(name);
        out.json(&value.json());
    }
    out.close('}');
    out.key("nodes");
    write_nodes(&mut out, &network);
    out.key("edges");
    write_edges(&mut out, &network);
    out.close('}');
    out.close('}');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}

fn write_nodes(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    out.open('{');
    for plain in &network.actors {
        out.key(plain.actor.id.as_str());
        out.open('{');
        out.key("label");
        out.text(plain.actor.name());
        out.key("metadata");
        out.open('{');
        members(out, &plain.values, &network.actor_columns);
        out.close('}');
        out.close('}');
    }
    out.close('}');
}

fn write_edges(out: &mut JsonWriter, network: &PlainNetwork<'_>) {
    out.open('[');
    for plain in &network.ties {
        out.item();
        out.open('{');
        out.key("id");
        out.text(plain.relation.id.as_str());
        out.key("source");
        out.text(plain.relation.source.as_str());
        out.key("target");
        out.text(plain.relation.target.as_str());
        out.key("directed");
        out.flag(plain.relation.is_directed());
        out.key("metadata");
        out.open('{');
        members(out, &plain.values, &network.tie_columns);
        out.close('}');
        out.close('}');
    }
    out.close(']');
}
