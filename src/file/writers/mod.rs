//! Writes a document in the formats of other programs. What a format cannot hold is counted.
//!
//! To add a format, write a file with its writer and add a row to [`WRITERS`].

mod csv_tables;
mod dl;
mod gexf;
mod graphml;
mod json_cx2;
mod json_cytoscape;
mod json_graphology;
mod json_jgf;
mod label;
mod matrix;
mod pajek;
mod part;
mod plain_network;
mod plain_value;
mod references_bibtex;
mod references_csl;
mod references_ris;
mod saving;
mod tables;
mod web_annotation;
mod written_file;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::path::Path;

pub use part::FormatPart;
pub use saving::save;
pub use written_file::{CompanionFile, WrittenFile};

use crate::model::Document;
use crate::words;

/// A format of another program that is written.
pub struct Writer {
    /// A stable id for programs; that of the format that reads such files, where there is one.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// How names of such files end, without the first dot; the first is suggested.
    pub extensions: &'static [&'static str],
    /// What the file is good for, in a sentence.
    pub explanation: &'static str,
    /// The parts of a document that it holds.
    pub keeps: &'static [FormatPart],
    write: fn(&Document) -> Result<WrittenFile, String>,
}

impl Writer {
    /// The bytes of the file.
    ///
    /// # Errors
    /// Says why the format cannot hold the document, and what to do.
    pub fn write(&self, document: &Document) -> Result<WrittenFile, String> {
        (self.write)(document)
    }

    /// What of a document the file does not hold, in a sentence: `GraphML cannot hold: 12 claims and
    /// 3 quotes`. Nothing if it holds everything.
    pub fn omission(&self, document: &Document, written: &WrittenFile) -> Option<String> {
        // Where there are no actors there is nothing that they could have.
        let has_network = self.keeps.contains(&FormatPart::Actors);
        let lost = FormatPart::ALL
            .iter()
            .filter(|part| !self.keeps.contains(part) && (has_network || part.is_whole_record()));
        let lost = lost.filter_map(|part| {
            let count = part.count(document);
            (count > 0).then(|| part.in_words(count))
        });
        let all: Vec<String> = lost.chain(written.changes.iter().cloned()).collect();
        (!all.is_empty()).then(|| format!("{} cannot hold: {}", self.name, words::list(&all)))
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// All formats of other programs that are written, in the order of dialogs and help.
pub static WRITERS: &[Writer] = &[
    graphml::WRITER,
    gexf::WRITER,
    csv_tables::WRITER,
    xlsx::WRITER,
    matrix::WRITER,
    pajek::WRITER,
    dl::WRITER,
    json_cytoscape::WRITER,
    json_graphology::WRITER,
    json_jgf::WRITER,
    json_cx2::WRITER,
    references_csl::WRITER,
    references_bibtex::WRITER,
    references_ris::WRITER,
    web_annotation::WRITER,
];

/// The writer with this id.
pub fn by_id(id: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.id == id)
}

/// The writer of files whose names end like this one, in any case; the longest ending counts.
pub fn by_name(path: &Path) -> Option<&'static Writer> {
    let name = path.file_name().and_then(OsStr::to_str)?.to_lowercase();
    let ends = |extension: &&str| {
        name.strip_suffix(*extension)
            .is_some_and(|stem| stem.ends_with('.'))
    };
    let longest = |writer: &Writer| {
        writer
            .extensions
            .iter()
            .filter(|ending| ends(ending))
            .map(|ending| ending.len())
            .max()
    };
    WRITERS
        .iter()
        .filter_map(|writer| Some((longest(writer)?, writer)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, writer)| writer)
}
