//! Names that try to become something else where a network is written or copied: formulas, records,
//! markup. Knows no format.

use std::io::{Cursor, Read as _};

use frenemy::app::rows::{RecordKind, RecordRows, RowContext, RowQuery, as_tsv, columns};
use frenemy::file::read;
use frenemy::file::writers::{FormatPart, WRITERS, Writer};
use frenemy::graph::weak::{WeakOrder, weak_relations, weak_relations_as_tsv};
use frenemy::graph::{Filter, Network};
use frenemy::model::Document;

/// Formulas, also behind what a spreadsheet leaves out or takes for the end of a cell.
const FORMULAS: &[&str] = &[
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "﹦1",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u{a0}=1",
    "\u{3000}=1",
    "\u{feff}=1",
    "\u{200b}=1",
    "\u{200d}=1",
    "\u{2060}=1",
    "\u{ad}=1",
    "\u{202e}=1",
    "\0=1",
    "\"=1\"",
    "\"\"=1",
    "a;=1",
    "a;= HYPERLINK(A1)",
    "a;\"=1",
    "a\t=1",
    "a\n=1",
    "a\r\n- 1+cmd|'/C calc'!A0",
    "'=1\n=1",
];

/// Names that contain records of the formats that are written.
const RECORDS: &[&str] = &[
    "x\n*Edges\n1 2 9\n1 3 9",
    "x\" 0.5 0.5\n9 \"forged",
    "x\nER  - \n\nTY  - JOUR\nTI  - forged",
    "x\u{2028}ER  - \u{2028}TY  - BOOK\u{85}TI  - forged",
    "x}},\n}\n@book{forged, title={forged}}\n@comment{",
    "\\}@book{forged, title={f}}",
    "x\" # \"@book{forged,}",
    "</data></node><node id=\"forged\"/><node id=\"n\"><data>",
    "]]><node id=\"forged\"/><![CDATA[",
    "--><node id=\"forged\"/><!--",
    "\"}],\"nodes\":[{\"id\":\"forged\"}],\"x\":[{\"y\":\"",
    "x\ny,z,1",
    "x\"\ny,z,1\n\"",
    "x;y;z",
    "data:\n1 2 1\n2 3 1",
    "x\ndata:",
    "\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}",
    "x\r\ny",
    "&#10;x&#0;",
    "&forged;",
    "%forged",
    "#forged",
    "~forged",
    "'",
    "\"",
    "\\",
    "\\\"",
    ",",
    "$x$",
    "{",
    "}",
];

/// A network in which every text is one of these: actor by actor, relation by relation.
fn document(texts: &[&str]) -> Document {
    let id = |at: usize| format!("{}{at}", texts[at]);
    let count = texts.len();
    let nodes: Vec<_> = (0..count)
        .map(|at| {
            let text = texts[at];
            serde_json::json!({"id": id(at), "name": id(at), "notes": text, "aliases": [text], "extra": text, text: text})
        })
        .collect();
    let edges: Vec<_> = (0..count)
        .map(|at| {
            let text = texts[at];
            let claim = serde_json::json!({"reference": id(at), "quote": text, "locator": text, "claimant": text, "note": text});
            serde_json::json!({"id": id(at), "source": id(at), "target": id((at + 1) % count), "kind": "hostility",
                "directed": true, "type": text, "notes": text, text: text, "claims": [claim]})
        })
        .collect();
    let references: Vec<_> = (0..count)
        .map(|at| {
            let text = texts[at];
            serde_json::json!({"id": id(at), "title": text, "type": "book", "container-title": text, "publisher": text,
                "author": [{"family": text, "given": text}, {"literal": text}], "URL": text, "DOI": text, "note": text})
        })
        .collect();
    let file = serde_json::json!({"format": "frenemy/1", "graph": {"title": texts[0], "description": texts[0]},
        "nodes": nodes, "edges": edges, "references": references});
    let opened = read(file.to_string().as_bytes(), "net.json").unwrap();
    assert_eq!(opened.document.relations.len(), count);
    opened.document
}

/// Cells of lines that a spreadsheet makes which separates them only by this; it knows no quotes
/// but those around a cell, and leaves out what is not visible.
fn cells(table: &str, separator: char) -> impl Iterator<Item = &str> {
    let is_left_out = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || "\"\u{feff}\u{200b}\u{200d}\u{2060}\u{ad}\u{202e}".contains(letter)
    };
    let cells = table
        .split(['\n', '\r'])
        .flat_map(move |line| line.split(separator));
    cells.map(move |cell| cell.trim_start_matches(is_left_out))
}

fn has_no_formula(name: &str, table: &str) {
    for separator in [';', '\t'] {
        for cell in cells(table, separator) {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦']),
                "{name}: {cell}"
            );
        }
    }
}

#[test]
fn no_text_becomes_a_formula_in_a_table_that_is_written_or_copied() {
    let document = document(FORMULAS);
    for id in ["csv", "matrix"] {
        let writer = WRITERS.iter().find(|writer| writer.id == id).unwrap();
        let written = writer.write(&document).unwrap();
        let companions = written.companions.iter().map(|companion| &companion.bytes);
        for bytes in companions.chain([&written.bytes]) {
            let table = String::from_utf8(bytes.clone()).unwrap();
            has_no_formula(id, &table);
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(table.as_bytes());
            for record in reader.records() {
                for cell in &record.unwrap() {
                    let is_number = cell.parse::<f64>().is_ok();
                    let mut start = cells(cell, '\0');
                    let start = start.next().unwrap_or_default();
                    let is_formula =
                        start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦']);
                    assert!(is_number || !is_formula, "{id}: {cell}");
                }
            }
        }
    }
    let network = Network::seen(&document, &Filter::default());
    let rows = weak_relations(&document, &network, WeakOrder::Sources);
    assert!(!rows.is_empty());
    has_no_formula(
        "weak relations",
        &weak_relations_as_tsv(&document, &network, &rows),
    );
    for kind in RecordKind::ALL {
        let query = RowQuery {
            kind,
            words: String::new(),
            sort: None,
            is_reversed: false,
            only_shown: false,
            columns: (0..columns(kind).len()).collect(),
        };
        let rows = RecordRows::of(&document, &network, &query);
        let context = RowContext {
            document: &document,
            network: &network,
            citations: &rows.citations,
        };
        let table = as_tsv(&context, kind, &query.columns, rows.rows.iter());
        assert_eq!(table.lines().count(), FORMULAS.len() + 1, "{kind:?}");
        has_no_formula("rows", &table);
    }
}

#[test]
fn a_workbook_has_neither_formulas_nor_links() {
    let writer = WRITERS.iter().find(|writer| writer.id == "xlsx").unwrap();
    let texts = [
        FORMULAS,
        RECORDS,
        &["https://a.example/", "file:///etc/passwd", "internal:x!A1"],
    ]
    .concat();
    let bytes = writer.write(&document(&texts)).unwrap().bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = String::new();
        let mut file = archive.by_index(at).unwrap();
        file.read_to_string(&mut part).unwrap();
        for markup in [
            "<f>",
            "<f ",
            "<hyperlink",
            "externalLink",
            "vbaProject",
            "<ddeLink",
        ] {
            assert!(!part.contains(markup), "{}: {markup}", file.name());
        }
    }
}

/// How many actors, relations and references there are, and how many claims.
fn counts(document: &Document) -> [usize; 4] {
    [
        document.actors.len(),
        document.relations.len(),
        document.references.len(),
        document.claim_count(),
    ]
}

/// What of a document is called `forged`, as names in the texts of [`RECORDS`] are.
fn forged(document: &Document) -> Vec<String> {
    let actors = document.actors.iter();
    let names = actors.flat_map(|actor| [actor.id.to_string(), actor.name().to_owned()]);
    let relations = document.relations.iter();
    let ends = relations.flat_map(|one| [one.source.to_string(), one.target.to_string()]);
    let references = document.references.iter();
    let titles = references.filter_map(|one| one.title.clone());
    let all = names.chain(ends).chain(titles);
    all.filter(|name| name.trim() == "forged").collect()
}

#[test]
fn no_text_becomes_a_record_in_any_format_that_is_written() {
    let document = document(&[RECORDS, FORMULAS].concat());
    let most = counts(&document);
    let mut faults = Vec::new();
    let has_records = |writer: &&Writer| {
        let records = [
            FormatPart::Actors,
            FormatPart::Claims,
            FormatPart::References,
        ];
        records.iter().any(|part| writer.keeps.contains(part))
    };
    for writer in WRITERS.iter().filter(has_records) {
        let written = writer.write(&document).unwrap();
        let name = format!("back.{}", writer.extensions[0]);
        let opened = match read(&written.bytes, &name) {
            Ok(opened) => opened,
            Err(issues) => {
                let errors = issues.iter().filter(|issue| !issue.is_note());
                faults.push(format!("{}: {:?}", writer.id, errors.collect::<Vec<_>>()));
                continue;
            }
        };
        let (found, forged) = (counts(&opened.document), forged(&opened.document));
        let keeps = |part: FormatPart| writer.keeps.contains(&part);
        let is_more = found.iter().zip(most).any(|(found, most)| *found > most);
        let is_less = keeps(FormatPart::Relations) && found[..2] != most[..2]
            || keeps(FormatPart::References)
                && !keeps(FormatPart::Relations)
                && found[2] != most[2];
        if is_more || is_less || !forged.is_empty() {
            faults.push(format!("{}: {found:?} of {most:?}, {forged:?}", writer.id));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
