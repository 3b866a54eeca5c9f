//! Writes the sources as CSL-JSON, which Zotero and pandoc read.

use super::{FormatPart, Writer, WrittenFile};
use crate::file::formats::json_writer::JsonWriter;
use crate::file::formats::native::record;
use crate::model::Document;

pub(super) const WRITER: Writer = Writer {
    id: "csl",
    name: "CSL-JSON",
    extensions: &["csl.json", "csl"],
    explanation: "The sources alone, for Zotero and pandoc.",
    keeps: &[FormatPart::References, FormatPart::ReferenceDetails],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    let mut out = JsonWriter::default();
    out.open('[');
    for reference in document.references.iter() {
        out.item();
        record::write(&**reference, &mut out);
    }
    out.close(']');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}
