//! Writes a signed matrix as CSV: a row and a column for each actor, values below zero for
//! hostility.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::csv_tables::CsvText;
use super::label::LabelMaker;
use super::part::FormatPart;
use super::plain_network::{PlainNetwork, PlainOptions, signed_strength};
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::limits::MATRIX_FILE_ACTORS;
use crate::model::Document;
use crate::words::counted;

pub(super) const WRITER: Writer = Writer {
    id: "matrix",
    name: "Signed matrix",
    extensions: &["matrix.csv"],
    explanation: "A table with a row and a column for each actor, with values below zero for hostility, for R, UCINET and MATLAB.",
    keeps: &[FormatPart::Actors, FormatPart::Relations],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let count = document.actors.len();
    if count > MATRIX_FILE_ACTORS.count() {
        return Err(MATRIX_FILE_ACTORS.message(count));
    }
    let network = PlainNetwork::new(document, PlainOptions::default());
    let cleaned = LabelMaker::new(|_| None);
    let labels = network.labels(|name| cleaned.of(name));
    let mut cells: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    for plain in &network.ties {
        let [Some(source), Some(target)] = plain.ends else {
            continue;
        };
        let mut add = |row, column| {
            let (value, ties) = cells.entry((row, column)).or_default();
            *value += signed_strength(plain.relation);
            *ties += 1;
        };
        add(source, target);
        if !plain.relation.is_directed() && source != target {
            add(target, source);
        }
    }
    let mut out = CsvText::default();
    out.row(std::iter::once("").chain(labels.iter().map(String::as_str)));
    for (row, label) in labels.iter().enumerate() {
        // Most cells of a large matrix are 0.
        let mut tied = cells.range((row, 0)..(row + 1, 0)).peekable();
        let values =
            (0..count).map(
                |column| match tied.next_if(|((_, tied), _)| *tied == column) {
                    Some((_, (value, _))) => Cow::Owned(value.to_string()),
                    None => Cow::Borrowed("0"),
                },
            );
        out.labelled_row(label, values);
    }
    let mut changes = cleaned.changes();
    let added = cells.values().filter(|(_, ties)| *ties > 1).count();
    if added > 0 {
        let one = "cell of several relations (their values are added)";
        changes.push(counted(
            added,
            one,
            "cells of several relations (their values are added)",
        ));
    }
    let zero = cells.values().filter(|(value, _)| *value == 0.0).count();
    if zero > 0 {
        let one = "cell whose relations add up to 0, which looks like no relation";
        let many = "cells whose relations add up to 0, which look like no relation";
        changes.push(counted(zero, one, many));
    }
    Ok(WrittenFile {
        changes,
        ..WrittenFile::alone(out.text)
    })
}
