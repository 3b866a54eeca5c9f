//! Writes a document in the formats of other programs. What a format cannot hold is counted.
//!
//! To add a format, write a file with its writer and add a row to [`WRITERS`].

#![expect(
    clippy::unnecessary_wraps,
    reason = "all writers of the table have one form, and some of them can fail"
)]

mod claim_values;
mod codebook;
mod csv_tables;
mod dl;
mod gexf;
mod gexf_times;
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
mod writer;
mod written_file;
mod xlsx;
mod xml;

#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::path::Path;

pub use part::FormatPart;
pub use saving::save;
pub use writer::Writer;
pub use written_file::{CompanionFile, WrittenFile};

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
    codebook::WRITER,
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
