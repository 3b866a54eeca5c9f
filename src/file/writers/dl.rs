//! Writes UCINET DL: an edge list with labels, values below zero for hostility.

use std::fmt::Write as _;

use super::label::LabelMaker;
use super::part::FormatPart;
use super::plain_network::{PlainNetwork, PlainOptions, signed_strength};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::model::Document;
use crate::words::counted;

pub(super) const WRITER: Writer = Writer {
    id: "dl",
    name: "UCINET DL",
    extensions: &["dl"],
    explanation: "A list of ties with values, below zero for hostility, for UCINET, NetDraw and igraph.",
    keeps: &[FormatPart::Actors, FormatPart::Relations],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let network = PlainNetwork::new(document, PlainOptions::default());
    // A label in quotes ends at the next one.
    let cleaned = LabelMaker::new(|letter| (letter == '"').then_some('\''));
    let labels = network.labels(|name| cleaned.of(name));
    let mut out = format!("DL n={}\nformat = edgelist1\nlabels:\n", labels.len());
    for label in &labels {
        // igraph knows no quotes, so they are only where a label would be two words.
        if label.contains([' ', ',', '\u{a0}', ';', '='])
            || label.contains(char::is_whitespace)
            || label.ends_with(':')
        {
            let _ = writeln!(out, "\"{label}\"");
        } else {
            let _ = writeln!(out, "{label}");
        }
    }
    let spaced = labels
        .iter()
        .filter(|label| label.contains(char::is_whitespace));
    let spaced = spaced.count();
    let mut changes = cleaned.changes();
    if spaced > 0 {
        let one = "label with spaces for igraph (UCINET reads it)";
        let many = "labels with spaces for igraph (UCINET reads them)";
        changes.push(counted(spaced, one, many));
    }
    out.push_str("data:\n");
    for plain in &network.ties {
        let [Some(source), Some(target)] = plain.ends else {
            continue;
        };
        let value = signed_strength(plain.relation);
        let _ = writeln!(out, "{} {} {value}", source + 1, target + 1);
        if !plain.relation.is_directed() && source != target {
            let _ = writeln!(out, "{} {} {value}", target + 1, source + 1);
        }
    }
    Ok(WrittenFile {
        changes,
        ..WrittenFile::alone(out)
    })
}
