//! The native file with the positions of the layout. Knows no figure.

use super::exporter::{ExportWriter, Exporter};
use crate::file;

pub(super) const EXPORTER: Exporter = Exporter {
    id: "json",
    name: "JSON",
    extensions: &["json"],
    explanation: "The whole network as a relations file, with the current positions of the actors.",
    options: &[],
    check: |_| Ok(()),
    max_records: usize::MAX,
    writer: ExportWriter::Format(file::NATIVE),
    story: None,
};
