//! Writes the sources as BibTeX. Month and day are numbers, which `BibLaTeX` reads as well.

use std::fmt::Write as _;

use biblatex::Chunk;

use super::part::FormatPart;
use super::references_csl::csl_field;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::ids::FreeIds;
use crate::model::{Document, Issued, PersonName, Reference};
use crate::words::counted;

pub(super) const WRITER: Writer = Writer {
    id: "bibtex",
    name: "BibTeX",
    extensions: &["bib"],
    explanation: "The sources alone, for LaTeX, JabRef and Zotero.",
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
    let mut free = FreeIds::<String>::default();
    let mut changed = 0;
    for reference in document.references.iter() {
        let key = free.like(&key(reference.id.as_str()));
        changed += usize::from(key != reference.id.as_str());
        entry(&mut out, &key, reference);
    }
    let words = || {
        let one = "id of a source with characters that keys cannot have";
        counted(
            changed,
            one,
            "ids of sources with characters that keys cannot have",
        )
    };
    let changes = (changed > 0).then(words).into_iter().collect();
    Ok(WrittenFile {
        changes,
        ..WrittenFile::alone(out)
    })
}

fn entry(out: &mut String, key: &str, reference: &Reference) {
    let csl_type = reference.csl_type.as_deref().unwrap_or_default();
    let (kind, container) = match csl_type {
        "article" | "article-journal" | "article-magazine" | "article-newspaper" => {
            ("article", "journal")
        }
        "book" => ("book", "series"),
        "chapter" => ("incollection", "booktitle"),
        "paper-conference" => ("inproceedings", "booktitle"),
        "report" => ("techreport", "series"),
        "thesis" => ("phdthesis", "series"),
        "webpage" | "post" | "post-weblog" => ("online", "journal"),
        _ => ("misc", "howpublished"),
    };
    let publisher = match kind {
        "techreport" => "institution",
        "phdthesis" => "school",
        _ => "publisher",
    };
    let _ = writeln!(out, "@{kind}{{{key},");
    let names: Vec<String> = reference.authors.iter().map(name).collect();
    if !names.is_empty() {
        let _ = writeln!(out, "  author = {{{}}},", names.join(" and "));
    }
    // Braces inside keep the capital letters of a title.
    let title = reference
        .title
        .as_deref()
        .map(|title| format!("{{{}}}", escaped(title)));
    if let Some(title) = title {
        let _ = writeln!(out, "  title = {{{title}}},");
    }
    let mut field_of = |name: &str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            let _ = writeln!(out, "  {name} = {{{}}},", escaped(text));
        }
    };
    field_of(container, reference.container_title.as_deref());
    field_of(publisher, reference.publisher.as_deref());
    let parts = reference.issued.as_ref().map(Issued::parts);
    for (name, part) in ["year", "month", "day"]
        .iter()
        .zip(parts.unwrap_or_default())
    {
        field_of(name, Some(&part.to_string()));
    }
    field_of("url", reference.url.as_deref());
    for (name, key) in [
        ("doi", "DOI"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("volume", "volume"),
        ("number", "issue"),
        ("pages", "page"),
        ("edition", "edition"),
        ("address", "publisher-place"),
        ("note", "note"),
        ("language", "language"),
    ] {
        field_of(name, csl_field(reference, key).as_deref());
    }
    out.push_str("}\n\n");
}

/// `Family, Given`; a name without parts in braces.
fn name(name: &PersonName) -> String {
    let part = |text: &str| {
        let text = escaped(text);
        let is_split = text.contains(',') || text.to_lowercase().contains(" and ");
        if is_split {
            format!("{{{text}}}")
        } else {
            text
        }
    };
    match (&name.literal, &name.family, &name.given) {
        (Some(literal), ..) => format!("{{{}}}", escaped(literal)),
        (None, Some(family), Some(given)) => format!("{}, {}", part(family), part(given)),
        (None, Some(only), None) | (None, None, Some(only)) => format!("{{{}}}", escaped(only)),
        (None, None, None) => "{}".to_owned(),
    }
}

/// Text on one line, with a backslash before what `BibTeX` reads as a command.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Chunk::Normal(line.replace(char::is_control, " ")).to_biblatex_string(false)
}

/// An id as a key: without spaces and without marks that end a key.
fn key(id: &str) -> String {
    let allowed = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':' | '.' | '/' | '+')
    };
    let key: String = id
        .chars()
        .map(|letter| if allowed(letter) { letter } else { '-' })
        .collect();
    if key.is_empty() {
        "source".to_owned()
    } else {
        key
    }
}
