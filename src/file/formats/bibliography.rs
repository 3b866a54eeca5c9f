//! Citations as Zotero and similar programs export them: BibTeX and CSL-JSON. Reads them into
//! references; knows no text.

use biblatex::{
    Bibliography, ChunksExt, DateValue, Entry, EntryType, PermissiveType, Person, RawBibliography,
};

use super::bibtex_limits;
use super::json::{self, Value};
use super::long_text::{cut_id, cut_name};
use super::native::reading::Reading;
use super::native::record;
use crate::file::encoding;
use crate::limits::ADDRESS_BYTES;
use crate::model::{PersonName, Reference};

/// The references in a file of citations, in its order.
///
/// # Errors
/// Says why there are none.
pub fn read(bytes: &[u8]) -> Result<Vec<Reference>, String> {
    let text = encoding::text(bytes).map_err(|issue| issue.message)?;
    let references = if text.trim_start().starts_with(['[', '{']) {
        of_csl(text)?
    } else {
        of_bibtex(text)?
    };
    if references.is_empty() {
        return Err(
            "it contains no citations; export from Zotero as BibTeX, BibLaTeX or CSL JSON"
                .to_owned(),
        );
    }
    Ok(references)
}

/// CSL-JSON: a list of items, or one alone.
fn of_csl(text: &str) -> Result<Vec<Reference>, String> {
    let parsed = json::parse(text).map_err(|error| error.message)?;
    let mut reading = Reading::muted();
    let items = match parsed.root.as_array() {
        Some(items) => items,
        None => std::slice::from_ref(&parsed.root),
    };
    let is_item = |item: &&Value<'_>| item.get("title").is_some() || item.get("author").is_some();
    let items = items.iter().filter(is_item);
    Ok(items
        .filter_map(|item| record::read(item, &mut reading))
        .collect())
}

/// Fields that an entry inherits from another are left out: entries that inherit from each other
/// would never end.
fn of_bibtex(text: &str) -> Result<Vec<Reference>, String> {
    bibtex_limits::check_length(text)?;
    let raw = RawBibliography::parse(text);
    if let Ok(raw) = &raw {
        bibtex_limits::check(raw, text.len())?;
    }
    let raw = raw.map(|mut raw| {
        for entry in &mut raw.entries {
            let inherits = |key: &str| ["crossref", "xdata"].contains(&&*key.to_ascii_lowercase());
            entry.v.fields.retain(|field| !inherits(field.key.v));
        }
        raw
    });
    let bibliography = raw.and_then(Bibliography::from_raw).map_err(|error| {
        let line = text[..error.span.start.min(text.len())]
            .matches('\n')
            .count();
        format!("line {}: {}", line + 1, error.kind)
    })?;
    Ok(bibliography.iter().map(reference).collect())
}

fn reference(entry: &Entry) -> Reference {
    let words = |key: &str| {
        let words = entry.get(key)?.format_verbatim();
        (!words.trim().is_empty()).then(|| cut_name(&words).into_owned())
    };
    let first = |keys: &[&str]| keys.iter().find_map(|key| words(key));
    Reference {
        csl_type: csl_type(&entry.entry_type).map(str::to_owned),
        title: words("title"),
        container_title: first(&["journaltitle", "journal", "booktitle", "maintitle"]),
        publisher: first(&["publisher", "institution", "organization", "school"]),
        authors: entry
            .author()
            .map(|authors| authors.iter().map(person).collect())
            .unwrap_or_default(),
        issued: issued(entry),
        url: entry
            .get("url")
            .map(ChunksExt::format_verbatim)
            .filter(|url| is_address(url)),
        ..Reference::new(&*cut_id(&entry.key))
    }
}

fn is_address(url: &str) -> bool {
    !url.trim().is_empty() && url.len() <= ADDRESS_BYTES.count()
}

fn csl_type(kind: &EntryType) -> Option<&'static str> {
    Some(match kind {
        EntryType::Article => "article-journal",
        EntryType::Book | EntryType::Collection | EntryType::MvBook => "book",
        EntryType::InBook | EntryType::InCollection => "chapter",
        EntryType::InProceedings => "paper-conference",
        EntryType::Report | EntryType::TechReport => "report",
        EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis => "thesis",
        EntryType::Online => "webpage",
        _ => return None,
    })
}

fn person(person: &Person) -> PersonName {
    let join = |parts: [&str; 2]| {
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| cut_name(&parts.join(" ")).into_owned())
    };
    let Some(given) = join([&person.given_name, &person.suffix]) else {
        return PersonName {
            literal: join([&person.prefix, &person.name]),
            ..PersonName::default()
        };
    };
    PersonName {
        family: join([&person.prefix, &person.name]),
        given: Some(given),
        ..PersonName::default()
    }
}

/// Year, month and day as far as they are given; for an interval its beginning.
fn issued(entry: &Entry) -> Option<Vec<i32>> {
    let PermissiveType::Typed(date) = entry.date().ok()? else {
        return None;
    };
    let (DateValue::At(day)
    | DateValue::After(day)
    | DateValue::Before(day)
    | DateValue::Between(day, _)) = date.value;
    let month = day.month.map(|month| i32::from(month) + 1);
    let of_month = day.day.filter(|_| month.is_some());
    let of_month = of_month.map(|day| i32::from(day) + 1);
    Some(
        [Some(day.year), month, of_month]
            .into_iter()
            .flatten()
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bibtex_and_csl_say_the_same() {
        let bibtex = r"
            @article{wright2031,
              title = {The {River} Accord},
              author = {Wright, Ada and {Office of Tides}},
              journaltitle = {The Weekly Lamp},
              date = {2031-02-07},
              url = {https://example.org/accord}
            }";
        let csl = r#"[{ "id": "wright2031", "type": "article-journal", "title": "The River Accord",
            "author": [{ "family": "Wright", "given": "Ada" }, { "literal": "Office of Tides" }],
            "container-title": "The Weekly Lamp", "issued": { "date-parts": [["2031", 2, 7]] },
            "URL": "https://example.org/accord" }]"#;
        for text in [bibtex, csl] {
            let read = read(text.as_bytes()).unwrap();
            assert_eq!(read.len(), 1);
            assert_eq!(read[0].id.as_str(), "wright2031");
            assert_eq!(
                read[0].citation(),
                "Wright, Ada; Office of Tides. “The River Accord”. The Weekly Lamp, 2031-02-07. https://example.org/accord"
            );
            assert_eq!(read[0].csl_type.as_deref(), Some("article-journal"));
        }
    }

    #[test]
    fn an_older_bibtex_date_is_year_and_month() {
        let text = "@book{a, title = {B}, year = 1904, month = nov, publisher = {C}}";
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(read[0].issued_text().as_deref(), Some("1904-11"));
        assert_eq!(read[0].outlet(), Some("C"));
    }

    #[test]
    fn entries_that_inherit_from_each_other_do_not_loop() {
        let text = "@book{a, title = {A}, crossref = {b}} @book{b, title = {B}, crossref = {a}}";
        assert!(read(text.as_bytes()).is_ok());
    }

    #[test]
    fn abbreviations_without_end_are_refused_with_a_reason() {
        let refused = |text: &str| read(text.as_bytes()).unwrap_err();
        let circle = "@string{a = b}@string{b = a}@book{x, title = a}";
        assert!(refused(circle).contains("nested more than"));
        let braces = format!(
            "@book{{x, title = {}T{}}}",
            "{".repeat(200_000),
            "}".repeat(200_000)
        );
        assert!(refused(&braces).contains("nested more than"));
    }

    #[test]
    fn a_text_without_citations_is_refused_with_a_reason() {
        let refused = |text: &str| read(text.as_bytes()).unwrap_err();
        assert!(refused("Once upon a time.").contains("no citation"));
        assert!(refused("{\"nodes\": []}").contains("no citation"));
        assert!(refused("@book{a, title = {never closed").starts_with("line 1"));
    }
}
