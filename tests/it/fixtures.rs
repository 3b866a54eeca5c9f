//! A small file in every format that Frenemy reads, and small files with something wrong: on any
//! machine.
//!
//! `tests/it/corpus.rs` does the same with large collections.

use std::collections::BTreeSet;

use frenemy::file::formats::bibliography;
use frenemy::file::{self, FORMATS};
use frenemy::model::RelationKind;

use crate::data::{fixture, fixture_rows};

#[test]
fn every_format_is_read_as_the_index_says() {
    let mut read = BTreeSet::new();
    for row in fixture_rows("formats/INDEX.tsv", '\t') {
        let bytes = std::fs::read(fixture(&format!("formats/{}", row[0]))).unwrap();
        let opened = file::read(&bytes, &row[0]).unwrap();
        let relations = opened.document.relations.iter();
        let hostile = relations.filter(|relation| relation.kind() == RelationKind::Hostility);
        let found = [
            row[0].clone(),
            opened.format.to_owned(),
            opened.document.actors.len().to_string(),
            opened.document.relations.len().to_string(),
            hostile.count().to_string(),
            codes(&opened.issues),
        ];
        assert_eq!(found.as_slice(), row, "{:?}", opened.issues);
        read.insert(opened.format);

        let written = file::write(&opened.document);
        let again = file::read(&written, "again.json").unwrap();
        assert_eq!(
            again.document.actors.len(),
            opened.document.actors.len(),
            "{}",
            row[0]
        );
        assert_eq!(
            again.document.relations.len(),
            opened.document.relations.len(),
            "{}",
            row[0]
        );
        assert!(
            file::write(&again.document) == written,
            "{} is written in two ways",
            row[0]
        );
    }
    let readable = FORMATS.iter().filter(|format| format.is_read());
    let readable: BTreeSet<_> = readable.map(|format| format.id).collect();
    assert_eq!(
        read, readable,
        "formats with a file in tests/data, and formats that are read"
    );
}

#[test]
fn every_bad_file_is_refused_or_opened_with_the_issues_of_the_index() {
    for row in fixture_rows("bad/INDEX.tsv", '\t') {
        let bytes = std::fs::read(fixture(&format!("bad/{}", row[0]))).unwrap();
        let (result, issues) = match file::read(&bytes, &row[0]) {
            Ok(opened) => ("opened", opened.issues),
            Err(issues) => ("refused", issues),
        };
        let found = [row[0].clone(), result.to_owned(), codes(&issues)];
        assert_eq!(found.as_slice(), row, "{issues:?}");
        assert!(
            issues.iter().all(|issue| !issue.message.is_empty()),
            "{}",
            row[0]
        );
    }
}

#[test]
fn citations_are_read_from_bibtex() {
    let bytes = std::fs::read(fixture("formats/library.bib")).unwrap();
    let references = bibliography::read(&bytes).unwrap().references;
    let titles: Vec<_> = references
        .iter()
        .map(|reference| reference.title.as_deref())
        .collect();
    assert_eq!(
        titles,
        [
            Some("A Chronicle of Alba and Borea"),
            Some("Ports and pirates")
        ]
    );
    assert_eq!(
        references[0].byline().as_deref(),
        Some("Jane Doe and Richard Roe")
    );
    assert_eq!(references[1].issued_text().as_deref(), Some("1988-05"));
}

/// The codes of issues, each once, in the order of the file.
fn codes(issues: &[frenemy::model::Issue]) -> String {
    let mut codes: Vec<&str> = issues.iter().map(|issue| issue.code).collect();
    codes.dedup();
    codes.join(" ")
}
