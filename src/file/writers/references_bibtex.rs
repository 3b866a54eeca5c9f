//! Writes the sources as BibTeX. Month and day are numbers, which `BibLaTeX` reads as well.

use std::fmt::Write as _;

use biblatex::Chunk;

use super::part::FormatPart;
use super::references_csl::other_fields_in_words;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::bibliography::details::{self, DETAILS};
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
    let mut left_out = 0;
    for reference in document.references.iter() {
        let key = free.like(&key(reference.id.as_str()));
        changed += usize::from(key != reference.id.as_str());
        left_out += entry(&mut out, &key, reference);
    }
    let words = || {
        let one = "id of a source with characters that keys cannot have";
        counted(
            changed,
            one,
            "ids of sources with characters that keys cannot have",
        )
    };
    let changes = (changed > 0).then(words).into_iter();
    Ok(WrittenFile {
        changes: changes.chain(other_fields_in_words(left_out)).collect(),
        ..WrittenFile::alone(out)
    })
}

/// Writes a reference; how many of its fields have no name here.
fn entry(out: &mut String, key: &str, reference: &Reference) -> usize {
    let (kind, container) = kind_and_container(reference);
    let publisher = match kind {
        "techreport" => "institution",
        "phdthesis" => "school",
        _ => "publisher",
    };
    let _ = writeln!(out, "@{kind}{{{key},");
    push_names_and_title(out, reference);
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
    // A stretch of time, and words for a date.
    match &reference.issued {
        Some(issued @ Issued::Date(_)) if issued.parts().is_empty() => {
            field_of("date", Some(issued.as_str()));
        }
        Some(Issued::Words(words)) => field_of("year", Some(words)),
        _ => {}
    }
    field_of("url", reference.url.as_deref());
    field_of("doi", reference.doi.as_deref());
    let mut written = Vec::new();
    for detail in &DETAILS {
        let values = detail.values(reference);
        let is_taken = |name: &&str| *name == container && reference.container_title.is_some();
        let name = detail.bibtex.first().filter(|name| !is_taken(name));
        if let Some(name) = name
            && !values.is_empty()
        {
            field_of(name, Some(&values.join(detail.separator())));
            written.push(detail.csl);
        }
    }
    out.push_str("}\n\n");
    details::other_fields(reference, &written) + usize::from(reference.section.is_some())
}

/// The kind of an entry, and the field for what the work is in.
fn kind_and_container(reference: &Reference) -> (&'static str, &'static str) {
    match reference.csl_type.as_deref().unwrap_or_default() {
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
    }
}

fn push_names_and_title(out: &mut String, reference: &Reference) {
    for (field, names) in [
        ("author", &reference.authors),
        ("editor", &reference.editors),
    ] {
        let names: Vec<String> = names.iter().map(name).collect();
        if !names.is_empty() {
            let _ = writeln!(out, "  {field} = {{{}}},", names.join(" and "));
        }
    }
    if let Some(title) = &reference.title {
        // Braces inside keep the capital letters of a title.
        let _ = writeln!(out, "  title = {{{{{}}}}},", escaped(title));
    }
}

/// `von Family, Jr., Given`; a name without parts in braces.
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
    if name.is_others() {
        return "others".to_owned();
    }
    if let Some(literal) = &name.literal {
        return format!("{{{}}}", escaped(literal));
    }
    let given = [&name.given, &name.dropping_particle];
    let given: Vec<&str> = given.into_iter().flatten().map(String::as_str).collect();
    let given = given.join(" ");
    let Some(family) = &name.family else {
        return format!("{{{}}}", escaped(&given));
    };
    if given.is_empty() && name.suffix.is_none() && name.non_dropping_particle.is_none() {
        return format!("{{{}}}", escaped(family));
    }
    let particle = name.non_dropping_particle.as_deref();
    let particle = particle.map_or_else(String::new, |particle| part(particle) + " ");
    let suffix = name.suffix.as_deref();
    let suffix = suffix.map_or_else(String::new, |suffix| format!("{}, ", part(suffix)));
    format!("{particle}{}, {suffix}{}", part(family), part(&given))
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
