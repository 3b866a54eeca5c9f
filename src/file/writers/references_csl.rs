//! Writes the sources as CSL-JSON, which Zotero and pandoc read.

use std::borrow::Cow;

use super::part::FormatPart;
use super::plain_value::PlainValue;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::json_writer::JsonWriter;
use crate::file::formats::native::record;
use crate::model::{Document, Reference};

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

/// The words of a field of CSL that the model does not know, such as `DOI`.
pub(super) fn csl_field(reference: &Reference, key: &str) -> Option<String> {
    let value = PlainValue::of_json(reference.fields.unknown(key)?)?;
    (!matches!(value, PlainValue::Json(_))).then(|| value.words().to_owned())
}
