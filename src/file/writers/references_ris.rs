//! Writes the sources as RIS, which `EndNote`, Mendeley and Zotero read.

use std::fmt::Write as _;

use super::part::FormatPart;
use super::references_csl::csl_field;
use super::writer::Writer;
use super::written_file::WrittenFile;
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
    for reference in document.references.iter() {
        entry(&mut out, reference);
    }
    Ok(WrittenFile::alone(out))
}

fn entry(out: &mut String, reference: &Reference) {
    let kind = match reference.csl_type.as_deref().unwrap_or_default() {
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
    };
    let mut tag = |name: &str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            let is_line =
                |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
            let line = text.replace(is_line, " ");
            let _ = write!(out, "{name}  - {}\r\n", line.trim());
        }
    };
    tag("TY", Some(kind));
    tag("ID", Some(reference.id.as_str()));
    for name in &reference.authors {
        tag("AU", Some(&PersonName::inverted(name)));
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
    }
    tag("UR", reference.url.as_deref());
    for (name, key) in [
        ("DO", "DOI"),
        ("SN", "ISBN"),
        ("VL", "volume"),
        ("IS", "issue"),
        ("SP", "page"),
        ("ET", "edition"),
        ("CY", "publisher-place"),
        ("LA", "language"),
        ("AB", "abstract"),
        ("N1", "note"),
    ] {
        tag(name, csl_field(reference, key).as_deref());
    }
    out.push_str("ER  - \r\n\r\n");
}
