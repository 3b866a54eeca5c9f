//! Bibliographies: citations of CSL-JSON and BibTeX in all their notations, and those of the
//! collection beside the repository.

use std::fs;

use frenemy::file;
use frenemy::file::formats::bibliography;
use frenemy::model::{Document, Issue};
use serde_json::{Value, json};

use crate::data::{fixture_rows, shared};

fn codes(issues: &[Issue]) -> String {
    let codes: Vec<_> = issues.iter().map(|issue| issue.code).collect();
    codes.join(",")
}

#[test]
fn csl_items_have_the_citation_that_they_should_in_bibliographies_and_networks() {
    for row in fixture_rows("citations.tsv", '\t') {
        let [item, citation, issues] = &row[..] else {
            panic!("not three cells: {row:?}");
        };
        let mut item: Value = serde_json::from_str(item).unwrap();
        item["id"] = json!("r");
        let read = bibliography::read(json!([item]).to_string().as_bytes()).unwrap();
        assert_eq!(read.references[0].citation(), **citation, "{item}");
        assert_eq!(codes(&read.issues), **issues, "{item}: {:?}", read.issues);

        let network =
            json!({"format": "frenemy/1", "references": [item], "nodes": [], "edges": []});
        let opened = file::read(network.to_string().as_bytes(), "network.json").unwrap();
        assert_eq!(
            codes(&opened.issues),
            **issues,
            "{item}: {:?}",
            opened.issues
        );
        let reference = opened.document.references.iter().next().unwrap();
        assert_eq!(reference.citation(), **citation, "{item}");
        assert_written_as_it_was(&opened.document, &network);
    }
}

/// What is not changed is written as it was.
fn assert_written_as_it_was(document: &Document, network: &Value) {
    let written: Value = serde_json::from_slice(&file::write(document)).unwrap();
    assert_eq!(written["references"], network["references"]);
}

#[test]
fn bibtex_entries_have_the_citation_that_they_should() {
    for row in fixture_rows("bibtex.tsv", '\t') {
        let [fields, citation] = &row[..] else {
            panic!("not two cells: {row:?}");
        };
        let text = format!("@string{{jr = \"Journal of Tides\"}}\n@misc{{a, {fields}}}\n");
        let read = bibliography::read(text.as_bytes()).unwrap();
        assert_eq!(read.references[0].citation(), **citation, "{fields}");
        // The same file without a window.
        let opened = file::read(text.as_bytes(), "a.bib").unwrap();
        assert_eq!(opened.format, "bibliography");
        let reference = opened.document.references.iter().next().unwrap();
        assert_eq!(reference.citation(), **citation, "{fields}");
    }
}

#[test]
fn references_of_the_collection_are_read_as_their_table_says() {
    let Some(path) = shared("data/cases/ref_csl.json") else {
        return;
    };
    let opened = file::read(&fs::read(path).unwrap(), "ref_csl.json").unwrap();
    let citation = |id: &str| {
        let reference = opened.document.references.get(&id.into());
        reference.unwrap().citation()
    };
    for (id, expected) in [
        ("r1", "van den Berg, Hans. “The Marn Question”. 2011"),
        ("r2", "Humboldt, Ada von, Jr. “Letters”. 1998-05"),
        (
            "r3",
            "International Crisis Board. “Why Realpolitik returned to the Delta & CO₂”. 2017-02",
        ),
        ("r4", "Kess, Ola. “Spring offensives”. spring 2015"),
        ("r5", "Kess, Ola. “Raw date”. 2017-02-14"),
        ("r6", "Kess, Ola. “No date”. n.d."),
        ("r7", "Kess, Ola. “String date”. 2017-02"),
        ("r8", "Old, A. “Speeches”. 15 March 44 BC"),
        ("r9", "Old, B. “Range”. March 2015 to April 2016"),
        ("r10", "Old, C. “Circa”. about 1820"),
        ("r11", "Old, D. “Season part”. winter 2009"),
        ("r12", "Old, E. “Empty”"),
        ("r13", "Edit, Or (ed.). “Editor only”. 2001"),
        (
            "r14",
            "Doi, O. “DOI only”. 2002. https://doi.org/10.1234/abcd.5",
        ),
        ("r15", "Bad, F. “Bad”. 2017-02"),
        ("r16", "Zed, F. “Zero”. 2017"),
        ("r17", "Zed, G. “Month 14”. summer 2017"),
        ("r18", "Zed, H. “EDTF”. about July 2016"),
        ("12345", "Zed, I. “Numeric id”. 2003"),
    ] {
        assert_eq!(citation(id), expected, "{id}");
    }
    let lines: Vec<_> = opened
        .issues
        .iter()
        .map(|issue| (issue.code, issue.place.line))
        .collect();
    assert_eq!(lines, [("bad-date", 272)]);
}

#[test]
fn bibliographies_of_the_collection_are_read_as_their_table_says() {
    for (name, count) in [
        ("refs.bib", 7),
        ("v_accents.bib", 1),
        ("v_comment.bib", 1),
        ("v_cp1252.bib", 1),
        ("v_csl.json", 2),
        ("v_dollar_abs.bib", 2),
        ("v_dollar_pair.bib", 1),
        ("v_nokey.bib", 2),
        ("v_winpath.bib", 1),
    ] {
        let Some(path) = shared(&format!("data/cases/{name}")) else {
            return;
        };
        let read = bibliography::read(&fs::read(path).unwrap()).unwrap();
        assert_eq!(read.references.len(), count, "{name}: {:?}", read.issues);
    }
}

#[test]
fn dates_of_the_collection_are_read_or_refused_as_their_table_says() {
    let Some(path) = shared("data/cases/date_edtf.json") else {
        return;
    };
    let opened = file::read(&fs::read(path).unwrap(), "date_edtf.json").unwrap();
    let is_read = |id: &str| {
        opened
            .document
            .relations
            .get(&id.into())
            .unwrap()
            .when
            .is_some()
    };
    let refused = "e1 e6 e13 e15 e17 e18 e19 e20 e21 e22 e22 e23 e24 e27 e28 e29 e30 e31 e32 e33 e34 e37 e38 e39 e40 e41";
    for (number, relation) in opened.document.relations.iter().enumerate() {
        let id = format!("e{number}");
        if relation.when.is_none() {
            let is_expected = refused.split(' ').any(|one| one == id);
            assert!(is_expected, "{id} is refused: {:?}", opened.issues);
        }
    }
    for id in "e0 e3 e5 e7 e8 e9 e10 e11 e12 e14 e16 e25 e26 e35 e36".split(' ') {
        assert!(is_read(id), "{id}: {:?}", opened.issues);
    }
    assert!(!is_read("e13") && !is_read("e15"), "there is no such day");
    let winter = shared("data/cases/date_winter.json").unwrap();
    let winter = file::read(&fs::read(winter).unwrap(), "date_winter.json").unwrap();
    let when = winter
        .document
        .relations
        .get(&"w".into())
        .unwrap()
        .when
        .clone()
        .unwrap();
    let days = [when.earliest().unwrap(), when.latest().unwrap()];
    assert_eq!(
        days.map(|day| (day.year, day.month)),
        [(2015, 12), (2016, 2)]
    );
}
