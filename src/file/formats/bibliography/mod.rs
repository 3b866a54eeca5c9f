//! Citations as Zotero and similar programs export them: a table of formats. Reads them into
//! references; knows no text.
//!
//! An entry that cannot be read does not keep the others from being read: it is an issue.

mod bibtex;
mod bibtex_limits;
mod csl;
pub(in crate::file) mod details;
mod ris;

use super::json::Value;
use crate::file::encoding;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Document, Issue, Reference};

/// One format of citations.
pub struct BibliographyFormat {
    /// The name for people.
    pub name: &'static str,
    /// The endings of such files, without the dot.
    pub extensions: &'static [&'static str],
    detect: fn(&str) -> bool,
    read: CitationReader,
}

/// Reads the citations of a text, or says why there are none.
type CitationReader = fn(&str, &mut IssueLog) -> Result<Vec<Reference>, String>;

/// All formats of citations; the first that fits a text is used.
pub static BIBLIOGRAPHY_FORMATS: [BibliographyFormat; 3] = [
    BibliographyFormat {
        name: "CSL JSON",
        extensions: &["json"],
        detect: |text| text.trim_start().starts_with(['[', '{']),
        read: csl::read,
    },
    BibliographyFormat {
        name: "RIS",
        extensions: &["ris"],
        detect: ris::is_ris,
        read: ris::read,
    },
    BibliographyFormat {
        name: "BibTeX",
        extensions: &["bib", "bibtex"],
        detect: |_| true,
        read: bibtex::read,
    },
];

/// What was read of a file of citations.
#[derive(Debug)]
pub struct ReadCitations {
    /// The references, in the order of the file.
    pub references: Vec<Reference>,
    /// What could not be read, or only in part.
    pub issues: Vec<Issue>,
}

/// The references in a file of citations.
///
/// # Errors
/// Says why there are none.
pub fn read(bytes: &[u8]) -> Result<ReadCitations, String> {
    let mut report = IssueLog::default();
    let other;
    let text = match encoding::text(bytes) {
        Ok(text) => text,
        Err(issue) => {
            let (text, encoding) = encoding::other_text(bytes).ok_or(issue.message)?;
            let message = format!("it is read as {encoding}; save it as UTF-8 to be sure");
            report.note(0, "other-encoding", message, None);
            other = text;
            &other
        }
    };
    let format = BIBLIOGRAPHY_FORMATS
        .iter()
        .find(|format| (format.detect)(text));
    let references = match format {
        Some(format) => (format.read)(text, &mut report)?,
        None => Vec::new(),
    };
    if references.is_empty() {
        let issues = report.into_issues(text, None);
        let first = issues
            .first()
            .map(|issue| format!(": line {}: {}", issue.place.line, issue.message));
        return Err(format!(
            "it contains no citations{}; export from Zotero as BibTeX, BibLaTeX, RIS or CSL JSON",
            first.unwrap_or_default()
        ));
    }
    Ok(ReadCitations {
        references,
        issues: report.into_issues(text, None),
    })
}

/// Whether a text is BibTeX or RIS: their entries begin like nothing else.
pub(super) fn is_bibliography(text: &str) -> bool {
    ris::is_ris(text) || bibtex::is_bibtex(text)
}

/// A file of citations as a network that has sources only.
pub(super) fn document(
    text: &str,
    report: &mut IssueLog,
    _progress: ProgressMeter<'_>,
) -> Option<Document> {
    let read = if ris::is_ris(text) {
        ris::read
    } else {
        bibtex::read
    };
    document_of(read(text, report), report)
}

/// Whether JSON is a list of CSL items, or an object with one, as Zotero answers: works of a type
/// of CSL, or of another with a title, authors or a date; beside them, works that have a title
/// alone.
pub(super) fn is_csl(root: &Value<'_>) -> bool {
    let has = |item: &Value<'_>, key: &&str| item.get(key).is_some();
    let is_work = |item: &Value<'_>| {
        let mut parts = ["title", "author", "issued"].iter();
        csl::has_known_type(item) || (has(item, &"type") && parts.any(|key| has(item, key)))
    };
    let is_tie = |item: &Value<'_>| ["source", "target"].iter().all(|key| has(item, key));
    let is_untyped = |item: &Value<'_>| ["id", "title"].iter().all(|key| has(item, key));
    let list = root.as_array();
    let items = list.or_else(|| root.get("items")?.as_array());
    let items = items.unwrap_or_default();
    let is_certain = items.iter().any(csl::has_known_type);
    !items.is_empty()
        && items
            .iter()
            .all(|item| (is_work(item) || (is_certain && is_untyped(item))) && !is_tie(item))
}

/// A list of CSL items as a network that has sources only.
pub(super) fn csl_document(
    root: &Value<'_>,
    report: &mut IssueLog,
    _progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut document = Document::default();
    let read = csl::read_items(root, report, |reference| put(&mut document, reference));
    finished(read.map(|()| document), report)
}

/// A network that has these sources only.
fn document_of(read: Result<Vec<Reference>, String>, report: &mut IssueLog) -> Option<Document> {
    let read = read.map(|references| {
        let mut document = Document::default();
        for reference in references {
            put(&mut document, reference);
        }
        document
    });
    finished(read, report)
}

fn put(document: &mut Document, reference: Reference) {
    let id = document.free_reference_id(&reference.id);
    document.references.put(Reference { id, ..reference });
}

fn finished(read: Result<Document, String>, report: &mut IssueLog) -> Option<Document> {
    let refused = |message| report.error(0, "bad-bibliography", message, None);
    read.map_err(refused).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(text: &str) -> Vec<Reference> {
        read(text.as_bytes()).unwrap().references
    }

    #[test]
    fn bibtex_ris_and_csl_say_the_same() {
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
        let ris = "TY  - JOUR\nID  - wright2031\nTI  - The River Accord\nAU  - Wright, Ada\nAU  - Office of Tides\nJO  - The Weekly Lamp\nPY  - 2031/02/07/\nUR  - https://example.org/accord\nER  - \n";
        for text in [bibtex, csl, ris] {
            let read = references(text);
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
    fn pages_keywords_and_notes_are_kept_and_what_is_not_is_said() {
        let ris = "TY  - JOUR\nID  - a\nTI  - A\nT2  - Journal\nJ2  - J.\nVL  - 12\nIS  - 3\n\
            SP  - 101\nEP  - 120\nSN  - 1234-5678\nAB  - First\nsecond.\nKW  - war\nKW  - peace\n\
            N1  - one\nN1  - two\nLA  - en\nCY  - Rome\nY2  - 2020/01/02\nL1  - a.pdf\nER  - \n";
        let bibtex = r"@article{a, title = {A}, journal = {Journal}, shortjournal = {J.},
            volume = 12, number = {3}, pages = {101--120}, issn = {1234-5678},
            abstract = {First second.}, keywords = {war, peace}, note = {one},
            addendum = {two}, language = {en}, address = {Rome}, urldate = {2020-01-02},
            file = {a.pdf} }";
        for text in [ris, bibtex] {
            let read = read(text.as_bytes()).unwrap();
            let fields: Vec<_> = read.references[0].fields.all_unknown().collect();
            assert_eq!(
                fields,
                [
                    ("container-title-short", "\"J.\""),
                    ("volume", "\"12\""),
                    ("issue", "\"3\""),
                    ("page", "\"101-120\""),
                    ("publisher-place", "\"Rome\""),
                    ("ISSN", "\"1234-5678\""),
                    ("accessed", "{\"date-parts\":[[2020,1,2]]}"),
                    ("language", "\"en\""),
                    ("abstract", "\"First second.\""),
                    ("keyword", "\"war, peace\""),
                    ("note", "\"one\\ntwo\""),
                ]
            );
            let issues: Vec<_> = read.issues.iter().map(|issue| issue.code).collect();
            assert_eq!(issues, ["citation-fields"], "{:?}", read.issues);
        }
    }

    #[test]
    fn a_subtitle_and_an_address_of_publication_are_read() {
        let text = r"@misc{a, title = {A}, subtitle = {B}, abstract = {It costs $3.},
            howpublished = {\url{http://x.example/a_b}}}";
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(read.references[0].title(), "A: B");
        assert_eq!(
            read.references[0].url.as_deref(),
            Some("http://x.example/a_b")
        );
        let summary = read.references[0].fields.unknown("abstract");
        assert_eq!(summary, Some("\"It costs $3.\""));
        assert!(read.issues.is_empty(), "{:?}", read.issues);
    }

    #[test]
    fn an_older_bibtex_date_is_year_and_month() {
        let text = "@book{a, title = {B}, year = 1904, month = nov, publisher = {C}}";
        let read = references(text);
        assert_eq!(read[0].issued_text().as_deref(), Some("1904-11"));
        assert_eq!(read[0].outlet(), Some("C"));
    }

    #[test]
    fn a_date_that_does_not_exist_is_kept_as_words_and_said() {
        let csl = r#"[{"id": "a", "type": "book", "title": "B", "issued": {"raw": "2018-13-45"}}]"#;
        let ris = "TY  - BOOK\nID  - a\nTI  - B\nDA  - 2018-13-45\nER  - \n";
        let bibtex = "@book{x, title = {A}}\n@book{a, title = {B}, date = {2018-13-45}}";
        for (text, line) in [(csl, 1), (ris, 1), (bibtex, 2)] {
            let read = read(text.as_bytes()).unwrap();
            let last = read.references.last().unwrap();
            assert_eq!(last.issued_text().as_deref(), Some("2018-13-45"));
            let issues: Vec<_> = read.issues.iter().collect();
            let [issue] = issues[..] else {
                panic!("{issues:?}")
            };
            assert_eq!((issue.code, issue.place.line), ("impossible-date", line));
        }
        let words = "@book{a, title = {B}, date = {around 2018}}";
        assert!(read(words.as_bytes()).unwrap().issues.is_empty());
    }

    #[test]
    fn entries_that_inherit_from_each_other_do_not_loop() {
        let text = "@book{a, title = {A}, crossref = {b}} @book{b, title = {B}, crossref = {a}}";
        assert_eq!(references(text).len(), 2);
    }

    #[test]
    fn one_bad_entry_does_not_refuse_the_others() {
        let good = "@book{good, title = {Good}}\n";
        for (bad, kept) in [
            ("@book{bad, title = {never closed\n", 2),
            ("@book{bad, title = \"a\n", 2),
            ("@book{bad, title {a}}\n", 2),
            ("@book{bad title = {a}}\n", 2),
            ("@book(bad, title = {a}\n", 2),
            // What can be read of an entry is read.
            ("@book{bad, title = {for $3 billion}}\n", 3),
            ("@book{bad, title = {a}, abstract = {$3 billion}}\n", 3),
            ("@book{bad, title = nowhere}\n", 3),
            ("@book{good, title = {twice}}\n", 3),
        ] {
            let read = read(format!("{good}{bad}{}", good.replace("good", "last")).as_bytes());
            let read = read.unwrap();
            assert_eq!(read.references.len(), kept, "{bad}: {:?}", read.issues);
            let lines: Vec<_> = read.issues.iter().map(|issue| issue.place.line).collect();
            assert!(kept == 3 || lines == [2], "{bad}: {:?}", read.issues);
        }
        let read = references("@book{bad, title = {for $3 billion}}");
        assert_eq!(read[0].title(), "for $3 billion");
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
        assert!(refused("@book{a, title = {never closed").contains("line 1"));
    }
}
