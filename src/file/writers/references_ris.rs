//! Writes the sources as RIS, which `EndNote`, Mendeley and Zotero read.

use std::fmt::Write as _;

use super::part::FormatPart;
use super::references_csl::other_fields_in_words;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::bibliography::details::{self, DETAILS};
use crate::model::{Document, Issued, PersonName, Reference};

pub(super) const WRITER: Writer = Writer {
    id: "ris",
    name: "RIS",
    extensions: &["ris"],
    explanation: "The sources alone, for EndNote, Mendeley and Zotero.",
    keeps: &[FormatPart::References],
    write,
};

fn write(document: &Document) -> Result<WrittenFile, String> {
    if document.references.is_empty() {
        let message =
            "the network has no sources, so there is nothing to write; choose another format";
        return Err(message.to_owned());
    }
    let mut out = String::new();
    let mut left_out = 0;
    for reference in document.references.iter() {
        left_out += entry(&mut out, reference);
    }
    Ok(WrittenFile {
        changes: other_fields_in_words(left_out).into_iter().collect(),
        ..WrittenFile::alone(out)
    })
}

fn kind_of(reference: &Reference) -> &'static str {
    match reference.csl_type.as_deref().unwrap_or_default() {
        "article" | "article-journal" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "paper-conference" => "CPAPER",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" => "ELEC",
        "post" | "post-weblog" => "BLOG",
        "broadcast" => "VIDEO",
        "interview" | "personal_communication" => "PCOMM",
        "legislation" => "STAT",
        "legal_case" => "CASE",
        _ => "GEN",
    }
}

/// Writes a reference; how many of its fields have no tag.
fn entry(out: &mut String, reference: &Reference) -> usize {
    let mut tag = |name: &str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            let is_line =
                |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
            let line = text.replace(is_line, " ");
            let _ = write!(out, "{name}  - {}\r\n", line.trim());
        }
    };
    tag("TY", Some(kind_of(reference)));
    tag("ID", Some(reference.id.as_str()));
    for name in &reference.authors {
        tag("AU", Some(&PersonName::inverted(name)));
    }
    for name in &reference.editors {
        tag("ED", Some(&PersonName::inverted(name)));
    }
    tag("TI", reference.title.as_deref());
    tag("T2", reference.container_title.as_deref());
    tag("SE", reference.section.as_deref());
    tag("PB", reference.publisher.as_deref());
    let parts = reference.issued.as_ref().map(Issued::parts);
    if let [year, rest @ ..] = &parts.unwrap_or_default()[..] {
        tag("PY", Some(&format!("{year:04}")));
        let part = |at: usize| {
            rest.get(at)
                .map_or_else(String::new, |part| format!("{part:02}"))
        };
        if !rest.is_empty() {
            tag("DA", Some(&format!("{year:04}/{}/{}/", part(0), part(1))));
        }
    } else {
        tag("DA", reference.issued.as_ref().map(Issued::as_str));
    }
    tag("UR", reference.url.as_deref());
    tag("DO", reference.doi.as_deref());
    let mut written = Vec::new();
    for detail in DETAILS.iter().filter(|detail| !detail.ris.is_empty()) {
        let values = detail.values(reference);
        for (place, value) in values.iter().enumerate() {
            let date = detail.is_date().then(|| value.replace('-', "/"));
            if let Some(name) = detail.ris_tag(place) {
                tag(name, date.as_deref().or(Some(value)));
            }
        }
        if !values.is_empty() {
            written.push(detail.csl);
        }
    }
    out.push_str("ER  - \r\n\r\n");
    details::other_fields(reference, &written)
}
