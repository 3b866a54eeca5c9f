//! Writes Pajek's `.net`: labels in quotes, one section of arcs and one of edges, values below zero
//! for hostility, and the type or the kind of a relation as the label of its line.
//!
//! networkx and igraph read no named sections and igraph no times in brackets, so neither is
//! written. Where the file that was read had two modes, the first line says so again, although
//! networkx cannot read it.

use std::fmt::Write as _;

use super::label::LabelMaker;
use super::part::FormatPart;
use super::plain_network::{PlainNetwork, PlainOptions, PlainTie, signed_strength};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::pajek::MODE;
use crate::model::{Document, RelationKind};

pub(super) const WRITER: Writer = Writer {
    id: "pajek",
    name: "Pajek",
    extensions: &["net"],
    explanation: "Actors, positions and relations with values, below zero for hostility, for Pajek, igraph and networkx.",
    keeps: &[
        FormatPart::Actors,
        FormatPart::Relations,
        FormatPart::Title,
        FormatPart::Positions,
        FormatPart::Directions,
        FormatPart::Types,
    ],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let network = PlainNetwork::new(document, PlainOptions::default());
    let cleaned = LabelMaker::new(replacement);
    let names = network.labels(|name| cleaned.of(name));
    let mut out = String::new();
    if let Some(title) = &document.meta.title {
        let _ = writeln!(out, "*Network {}", LabelMaker::new(|_| None).of(title));
    }
    let _ = write!(out, "*Vertices {}", network.actors.len());
    if let Some(first) = first_mode(document) {
        let _ = write!(out, " {first}");
    }
    out.push('\n');
    let frame = UnitFrame::of(document);
    for (number, (plain, name)) in network.actors.iter().zip(&names).enumerate() {
        let _ = write!(out, "{} \"{name}\"", number + 1);
        if let Some((x, y)) = plain
            .actor
            .position
            .and_then(|position| frame.at(position.x, position.y))
        {
            let _ = write!(out, " {x:.6} {y:.6} 0.5");
        }
        out.push('\n');
    }
    for (head, directed) in [("*Arcs", true), ("*Edges", false)] {
        let ties = network
            .ties
            .iter()
            .filter(|plain| plain.relation.is_directed() == directed);
        let mut ties = ties.peekable();
        // networkx takes a network with a section of arcs for a directed one.
        if ties.peek().is_some() || (directed && network.ties.is_empty()) {
            let _ = writeln!(out, "{head}");
        }
        for plain in ties {
            line(&mut out, plain, &cleaned);
        }
    }
    Ok(WrittenFile {
        changes: cleaned.changes(),
        ..WrittenFile::alone(out)
    })
}

/// How many actors are in the first of two modes, where those of the second come after them, as the
/// file that they are from said.
fn first_mode(document: &Document) -> Option<usize> {
    let modes = document.actors.iter();
    let modes: Vec<Option<&str>> = modes.map(|actor| actor.fields.unknown(MODE)).collect();
    let first = modes.iter().take_while(|mode| **mode == Some("1")).count();
    let is_sorted = modes[first..].iter().all(|mode| *mode == Some("2"));
    (is_sorted && first > 0 && first < modes.len()).then_some(first)
}

fn line(out: &mut String, plain: &PlainTie<'_>, cleaned: &LabelMaker) {
    let [Some(source), Some(target)] = plain.ends else {
        return;
    };
    let relation = plain.relation;
    let _ = write!(
        out,
        "{} {} {}",
        source + 1,
        target + 1,
        signed_strength(relation)
    );
    let kind = match relation.kind() {
        RelationKind::Support => Some("support"),
        _ => None,
    };
    if let Some(label) = relation.subtype.as_deref().or(kind) {
        let _ = write!(out, " l \"{}\"", cleaned.of(label));
    }
    out.push('\n');
}

/// A character in place of one that a label in quotes cannot have: Pajek knows no mark before a
/// quote, igraph refuses a file with one, and networkx reads a backslash as such a mark.
fn replacement(letter: char) -> Option<char> {
    match letter {
        '"' => Some('\''),
        '\\' => Some('/'),
        _ => None,
    }
}

/// The rectangle of all positions: Pajek's coordinates are from 0 to 1.
struct UnitFrame {
    left: f64,
    top: f64,
    side: f64,
}

impl UnitFrame {
    fn of(document: &Document) -> Self {
        let mut ends = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for position in document.actors.iter().filter_map(|actor| actor.position) {
            ends = [
                ends[0].min(position.x),
                ends[1].min(position.y),
                ends[2].max(position.x),
                ends[3].max(position.y),
            ];
        }
        let side = (ends[2] - ends[0]).max(ends[3] - ends[1]);
        Self {
            left: ends[0],
            top: ends[1],
            side,
        }
    }

    fn at(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        // One position, or several that are the same.
        if self.side == 0.0 {
            return Some((0.5, 0.5));
        }
        let is_usable = self.side > 0.0 && self.side.is_finite();
        is_usable.then(|| ((x - self.left) / self.side, (y - self.top) / self.side))
    }
}
