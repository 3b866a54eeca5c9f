//! The tables, node-link files and Pajek files of `cases/expected.tsv`: each has the actors,
//! relations and signs that the case expects, or the issue that tells the user.
//!
//! The collection is not part of the repository: see `tests/it/data.rs`.

use std::ops::ControlFlow;

use frenemy::file;
use frenemy::model::{Document, ReadChoices, RelationKind};

use crate::data::shared;

/// A case: the file, its actors, relations, friendly and hostile relations, and the code of an
/// issue that it must have.
type Case = (&'static str, usize, usize, usize, usize, &'static str);

const CASES: &[Case] = &[
    ("nls_sign.json", 3, 3, 1, 2, ""),
    ("nls_weight.json", 3, 3, 1, 2, ""),
    ("nls_type.json", 3, 3, 1, 2, ""),
    ("nls_kindword.json", 3, 3, 1, 2, "kind-word"),
    ("nls_kindok.json", 3, 3, 1, 2, ""),
    ("nls_same.csv", 3, 3, 1, 2, ""),
    ("an_negweight.json", 3, 3, 2, 1, "contradiction"),
    ("kind_case.json", 3, 3, 1, 2, "kind-word"),
    ("csv_nfd.csv", 3, 2, 1, 1, "same-name"),
    ("csv_sep_line.csv", 3, 2, 1, 1, ""),
    ("csv_snap_signed.txt", 4, 3, 2, 1, ""),
    ("csv_rating4.csv", 7, 4, 2, 2, ""),
    ("csv_value_only_pos.csv", 3, 2, 0, 0, ""),
    ("csv_de_thousand.csv", 3, 3, 2, 1, ""),
    ("csv_en_thousand.csv", 3, 3, 1, 2, ""),
    ("csv_dates_odd.csv", 14, 13, 10, 3, "bad-date"),
    ("csv_gephi_timestamp.csv", 3, 2, 1, 1, ""),
    ("csv_start_nocols.csv", 3, 2, 1, 1, ""),
    ("csv_gephi_nodes.csv", 3, 0, 0, 0, "actors-only"),
    ("csv_gephi_edges.csv", 3, 2, 1, 1, ""),
    ("csv_destination.csv", 2, 1, 0, 1, ""),
    ("csv_origin_dest.csv", 2, 1, 0, 1, ""),
    ("csv_gdelt.tsv", 3, 2, 1, 1, ""),
    ("csv_icews.tsv", 3, 2, 1, 1, ""),
    ("csv_de_header.csv", 3, 2, 1, 1, ""),
    ("csv_header_sp.csv", 3, 2, 1, 1, ""),
    ("csv_matrix_signed.csv", 3, 2, 1, 1, ""),
    ("csv_bom8_semicolon.csv", 3, 2, 1, 1, ""),
    ("csv_percent_sci.csv", 3, 3, 1, 1, ""),
    ("csv_quoted_noheader.csv", 4, 3, 1, 2, ""),
    ("csv_windows_newline_in_quotes.csv", 3, 2, 1, 1, ""),
    ("csv_mixed_dir.csv", 5, 4, 3, 1, ""),
    ("csv_cp1251.csv", 3, 2, 1, 1, "not-utf-8"),
    ("csv_formula.csv", 4, 3, 0, 3, ""),
    ("csv_isolated.csv", 4, 1, 1, 0, "actors-alone"),
    ("csv_kumu.csv", 3, 2, 1, 1, ""),
    ("csv_mixed_sep.csv", 3, 2, 1, 1, "mixed-separators"),
    ("csv_nx_edgelist.txt", 3, 2, 1, 1, ""),
    ("csv_pandas_nan.csv", 7, 6, 0, 1, "bad-number"),
    ("csv_quotes_single.csv", 2, 1, 0, 1, ""),
    ("csv_smartquotes.csv", 2, 1, 0, 1, ""),
    ("csv_title_row.csv", 3, 2, 1, 1, "title-lines"),
    ("csv_three_cols_words.csv", 3, 2, 1, 1, ""),
    ("nl_d3_after_sim.json", 2, 1, 0, 1, ""),
    ("nl_nx1_intid.json", 3, 2, 1, 1, "ends-by-number"),
    ("nl_exp_id.json", 2, 1, 0, 1, ""),
    ("nl_edges_and_links.json", 2, 1, 1, 0, ""),
    ("nl_int_vs_str.json", 3, 2, 1, 1, "repeated-id"),
    ("nl_bigint.json", 3, 2, 1, 1, ""),
    ("nl_vis.json", 2, 1, 0, 1, ""),
    ("js_edges_obj.json", 2, 1, 0, 1, ""),
    ("js_utf16.json", 1, 0, 0, 0, ""),
    ("pj_unquoted_spaces.net", 3, 2, 1, 1, "spaced-label"),
    ("pj_time.net", 3, 3, 1, 2, "times-with-gaps"),
    ("pj_crlf_bom.net", 2, 1, 0, 1, ""),
    ("pj_netname.net", 2, 1, 0, 1, ""),
    ("pj_dup_vertex.net", 3, 2, 1, 1, "repeated-vertex"),
    ("pj_list_neg.net", 4, 3, 2, 1, "bad-vertex"),
    ("pj_multirel.net", 3, 3, 1, 1, ""),
    ("pj_plain_coords.net", 6, 3, 2, 1, ""),
    ("pj_no_vertexlines.net", 4, 3, 2, 1, ""),
    ("pj_all_positive_scale.net", 3, 2, 0, 0, "no-sign"),
];

fn document(name: &str) -> Option<(Document, Vec<&'static str>)> {
    let path = shared("data/cases")?.join(name);
    let opened = file::read(&std::fs::read(path).unwrap(), name)
        .unwrap_or_else(|issues| panic!("{name}: {issues:?}"));
    let codes = opened.issues.iter().map(|issue| issue.code).collect();
    Some((opened.document, codes))
}

#[test]
fn every_case_has_its_actors_relations_and_signs_or_says_why_not() {
    let mut wrong = Vec::new();
    for (name, actors, relations, friends, foes, code) in CASES {
        let Some((document, codes)) = document(name) else {
            return;
        };
        let count = |hostile: bool| {
            let kinds = document.relations.iter().map(|relation| relation.kind());
            kinds
                .filter(|kind| match kind {
                    RelationKind::Hostility => hostile,
                    RelationKind::Cooperation | RelationKind::Support => !hostile,
                    RelationKind::Other => false,
                })
                .count()
        };
        let found = (
            document.actors.len(),
            document.relations.len(),
            count(false),
            count(true),
        );
        if found != (*actors, *relations, *friends, *foes) {
            wrong.push(format!("{name}: {found:?}"));
        }
        if !code.is_empty() && !codes.contains(code) {
            wrong.push(format!("{name}: no {code} in {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn times_and_numbers_of_the_cases_are_read() {
    let whens = |name: &str| {
        let (document, _) = document(name)?;
        let relations = document.relations.iter();
        let when = |when: &frenemy::model::Date| when.as_str().to_owned();
        let whens = relations.map(|relation| relation.when.as_ref().map_or(String::new(), when));
        Some(whens.collect::<Vec<_>>())
    };
    let Some(times) = whens("pj_time.net") else {
        return;
    };
    assert_eq!(times, ["1904/1914", "1914/1945", "1911/.."]);
    assert_eq!(
        whens("csv_gephi_timestamp.csv").unwrap(),
        ["1861", "1862-02-25"]
    );
    assert_eq!(
        whens("csv_start_nocols.csv").unwrap(),
        ["1914/..", "1915/.."]
    );
    assert_eq!(whens("csv_rating4.csv").unwrap()[0], "2010-11-08");
    assert_eq!(
        whens("csv_dates_odd.csv").unwrap()[..5],
        ["1914-07-28", "1914-07-28", "1914-07", "1914~", "1914/1918"]
    );
    let (document, _) = document("csv_de_thousand.csv").unwrap();
    let weights: Vec<_> = document
        .relations
        .iter()
        .map(|relation| relation.weight)
        .collect();
    assert_eq!(weights, [Some(0.5), Some(1250.0), Some(1250.75)]);
}

#[test]
fn a_table_of_actors_gives_the_ties_their_names() {
    let Some(folder) = shared("data/cases") else {
        return;
    };
    let [nodes, edges] = ["csv_gephi_nodes.csv", "csv_gephi_edges.csv"]
        .map(|name| std::fs::read(folder.join(name)).unwrap());
    for pair in [
        [(&nodes[..], "nodes.csv"), (&edges[..], "edges.csv")],
        [(&edges[..], "edges.csv"), (&nodes[..], "nodes.csv")],
    ] {
        let read = file::read_tables(&pair, &ReadChoices::default(), &|_| {
            ControlFlow::Continue(())
        });
        let opened = read.unwrap().unwrap();
        let names: Vec<_> = opened
            .document
            .actors
            .iter()
            .map(|actor| actor.name().to_owned())
            .collect();
        assert_eq!(names, ["Marn", "Ostry", "River Front"]);
        assert_eq!(opened.document.relations.len(), 2);
    }
    let same = [(&edges[..], "a.csv"), (&edges[..], "b.csv")];
    assert!(!file::are_tables(&same, &ReadChoices::default()));
}
