//! Writes the sources as CSL-JSON, which Zotero and pandoc read.

use std::borrow::Cow;

use super::part::FormatPart;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::json_writer::JsonWriter;
use crate::file::formats::native::record;
use crate::model::{Document, Reference};
use crate::words::counted;

pub(super) const WRITER: Writer = Writer {
    id: "csl",
    name: "CSL-JSON",
    extensions: &["csl.json", "csl"],
    explanation: "The sources alone, for Zotero and pandoc.",
    keeps: &[FormatPart::References, FormatPart::ReferenceDetails],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    if document.references.is_empty() {
        let message =
            "the network has no sources, so there is nothing to write; choose another format";
        return Err(message.to_owned());
    }
    let mut out = JsonWriter::default();
    out.open('[');
    for reference in document.references.iter() {
        out.item();
        record::write(&*typed(reference), &mut out);
    }
    out.close(']');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}

/// The reference with a type, which CSL demands of each item.
pub(super) fn typed(reference: &Reference) -> Cow<'_, Reference> {
    if reference.csl_type.is_some() {
        return Cow::Borrowed(reference);
    }
    let mut typed = reference.clone();
    typed.csl_type = Some("document".to_owned());
    Cow::Owned(typed)
}

/// How many fields of sources a format has no place for; nothing if there are none.
pub(super) fn other_fields_in_words(count: usize) -> Option<String> {
    let words = || counted(count, "other field of a source", "other fields of sources");
    (count > 0).then(words)
}
