//! Writes the codebook as CSV, for a spreadsheet; it comes back by `frenemy codebook --from`.

use super::part::FormatPart;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::codebook;
use crate::model::Document;

pub(super) const WRITER: Writer = Writer {
    id: "codebook",
    name: "Codebook (CSV)",
    extensions: &["codebook.csv"],
    explanation: "The rules for kinds and types alone, to be changed in a spreadsheet and imported.",
    keeps: &[FormatPart::Codebook],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let rules = &document.meta.codebook;
    if rules.is_empty() {
        let message =
            "the network has no codebook, so there is nothing to write; choose another format";
        return Err(message.to_owned());
    }
    Ok(WrittenFile::alone(codebook::write_csv(rules)))
}
