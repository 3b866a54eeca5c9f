//! Tests of tables, as texts and what is read from them.

use super::*;
use crate::model::{Date, Relation};

/// The relations of a table, one to a line, and its issues.
fn check(text: &str) -> String {
    let mut report = IssueLog::default();
    let document = read(text, &mut report, ProgressMeter::default());
    let mut lines: Vec<String> = Vec::new();
    for relation in document
        .iter()
        .flat_map(|document| document.relations.iter())
    {
        let Relation {
            source,
            target,
            weight,
            ..
        } = &**relation;
        let when = relation.when.as_ref().map_or("", Date::as_str);
        let subtype = relation.subtype.as_deref().unwrap_or_default();
        let kept: Vec<_> = relation.fields.all_unknown().collect();
        lines.push(format!(
            "{source} {target} {} {weight:?} {when} {subtype} {kept:?}",
            relation.kind().as_str()
        ));
    }
    let issues = report.into_issues(text, None);
    lines.extend(issues.iter().map(|issue| {
        let place = &issue.place;
        let (severity, code) = (issue.severity.as_str(), issue.code);
        format!(
            "{}:{} {severity} {code}: {}",
            place.line, place.column, issue.message
        )
    }));
    lines.join("\n")
}

#[test]
fn a_signed_table_says_how_it_was_understood() {
    insta::assert_snapshot!(check("Source,Target,Sign\na,b,1\nb,c,-1\nc,a,+\na,c,enemy\n"), @r"
    a b cooperation Some(1.0)   []
    b c hostility Some(1.0)   []
    c a cooperation None   []
    a c hostility None  enemy []
    1:1 note columns: the first line names the columns: `Source` is the source, `Target` is the target, `Sign` says friend or foe; 4 ties: 2 friendly, 2 hostile, 0 of kind other
    ");
    insta::assert_snapshot!(check("from;to;weight;year\nA;B;-1,5;1981\n"), @r"
    A B hostility Some(1.5) 1981  []
    1:1 note columns: the first line names the columns: `from` is the source, `to` is the target, `weight` says friend or foe and is the weight, `year` says when; 1 tie: 0 friendly, 1 hostile, 0 of kind other
    ");
    insta::assert_snapshot!(check("group1,group2,type,date,description\n1,2,riv,2005-00-00,\"said \"\"no\"\",\nso\"\n"), @r#"
    1 2 hostility None 2005 riv [("description", "\"said \\\"no\\\",\\nso\"")]
    1:1 note columns: the first line names the columns: `group1` is the source, `group2` is the target, `type` says friend or foe, `date` says when, `description` is kept as it is; 1 tie: 0 friendly, 1 hostile, 0 of kind other
    "#);
    insta::assert_snapshot!(check("window,a,b,cc\n1946-49,US,UK,2\n2002-05,US,IQ,-2\n"), @r"
    US UK cooperation Some(2.0) 1946/1949  []
    US IQ hostility Some(2.0) 2002-05  []
    1:1 note columns: the first line names the columns: `a` is the source, `b` is the target, `cc` says friend or foe and is the weight, `window` says when; 2 ties: 1 friendly, 1 hostile, 0 of kind other
    ");
}

#[test]
fn days_are_no_ends_of_ties() {
    let table = "Date,Parties,Type\n1955-05-14,\"A; B\",alliance\n1962-10-20,C / D,war\n";
    let said = check(table);
    assert!(said.contains("error no-ends"), "{said}");
}

#[test]
fn a_name_with_a_comma_is_one_and_names_between_semicolons_are_several() {
    let said = check("source,target,sign\n\"Wright, Ada\",B,1\nWright,C,-1\n");
    assert!(said.contains("warning several-names"), "{said}");
    assert!(said.contains("2 ties: 1 friendly"), "{said}");
    let said = check("source,target,sign\n\"A, B\",C,1\nA & D,E,1\n");
    assert!(
        said.contains("such as `A, B`, and each is read as one"),
        "{said}"
    );
    let said = check("source,target,sign\nA;B,C,1\nA,B,-1\n");
    assert!(said.contains("3 ties: 2 friendly"), "{said}");
    let said = check("source,target,sign\nA;C,D,1\n");
    assert!(said.contains("1 tie: 1 friendly"), "{said}");
    let said = check("source,target,sign\nA;C,D,1\nE,A;C,1\nA;C,F,-1\n");
    assert!(said.contains("3 ties: 2 friendly"), "{said}");
}

#[test]
fn a_column_of_words_is_a_sign_only_if_all_of_them_are() {
    let said = check("source,target,tone\na,b,friendly\nb,c,hostile\nc,d,\n");
    assert!(said.contains("`tone` says friend or foe"), "{said}");
    let said = check("source,target,tone\na,b,friendly\nb,c,shrill\n");
    assert!(said.contains("nothing says friend or foe"), "{said}");
}

#[test]
fn a_matrix_is_directed_only_where_its_halves_differ() {
    let said = check(",a,b,c\na,0,1,-1\nb,1,0,0\nc,-1,0,0\n");
    assert!(said.contains("2 ties: 1 friendly, 1 hostile"), "{said}");
    let said = check(",a,b,c\na,0,1,-1\nb,1,0,0\nc,1,0,0\n");
    assert!(said.contains("4 ties: 3 friendly, 1 hostile"), "{said}");
    let said = check(",a,b,Total\na,0,1,-1\nb,1,0,0\nTotal,1,0,0\n");
    assert!(said.contains("4 ties"), "no sums, so an actor: {said}");
}

#[test]
fn codes_for_missing_values_are_no_signs_beside_units_alone() {
    let said = check("source,target,weight\na,b,1\nb,c,-1\nc,d,-9\n");
    assert!(
        said.contains("3 ties: 1 friendly, 1 hostile, 1 of"),
        "{said}"
    );
    let said = check("source,target,weight\na,b,5\nb,c,-3\nc,d,-9\n");
    assert!(said.contains("3 ties: 1 friendly, 2 hostile"), "{said}");
}

#[test]
fn one_relation_in_a_column_keeps_the_ties_that_have_it_not() {
    let said = check("source,target,war\na,b,1\nb,c,0\n");
    assert!(
        said.contains("2 ties: 0 friendly, 1 hostile, 1 of kind other"),
        "{said}"
    );
    let said = check("source,target,ally,war\na,b,1,0\nb,c,0,0\n");
    assert!(
        said.contains("1 tie: 1 friendly, 0 hostile, 0 of kind other"),
        "{said}"
    );
    assert!(
        said.contains("1 pair has none of them and no tie"),
        "{said}"
    );
}

#[test]
fn lists_of_partners_are_ties_and_names_of_alliances_are_not() {
    let said = check("name,allies\nA,\"B, C\"\nB,A\n");
    assert!(said.contains("2 ties: 2 friendly"), "{said}");
    let said = check("name,alliance,seats\nA,\"Left, Green\",3\nB,Left,4\n");
    assert!(said.contains("this is a table of actors"), "{said}");
}

#[test]
fn arrows_between_names_are_directions() {
    let mut log = IssueLog::default();
    let read = |text: &str, log: &mut IssueLog| read(text, log, ProgressMeter::default()).unwrap();
    let document = read("A -> B\nB -> C\nC -> A\n", &mut log);
    assert!(
        document
            .relations
            .iter()
            .all(|tie| tie.directed == Some(true))
    );
    let document = read("A -- B\nB -- C\nC -- A\n", &mut log);
    assert!(
        document
            .relations
            .iter()
            .all(|tie| tie.directed == Some(false))
    );
}

fn ties(text: &str) -> usize {
    let document = read(text, &mut IssueLog::default(), ProgressMeter::default());
    document.unwrap().relations.len()
}

#[test]
fn a_date_of_zeros_is_none() {
    let table =
        "source,target,sign,date\na,b,1,0000-00-00\nb,c,1,2005-00-00\nc,d,1,0000-00-00 00:00:00\n";
    insta::assert_snapshot!(check(table), @r#"
    a b cooperation Some(1.0)   [("date", "\"0000-00-00\"")]
    b c cooperation Some(1.0) 2005  []
    c d cooperation Some(1.0)   [("date", "\"0000-00-00 00:00:00\"")]
    1:1 note columns: the first line names the columns: `source` is the source, `target` is the target, `sign` says friend or foe, `date` says when; 3 ties: 3 friendly, 0 hostile, 0 of kind other
    "#);
}

#[test]
fn names_that_go_on_counting_are_no_header() {
    let list = "actor-1,actor-2,-3\nactor-1,actor-9,-2\nactor-2,actor-14,1\n";
    assert_eq!(ties(list), 3);
    let list = "state a\tstate b\nstate a\tstate c\nstate b\tstate c\n";
    assert_eq!(ties(list), 3);
    // Where a word stands above numbers, or the names below are others, the line names columns.
    let table = "team 1,team 2,score\nteam 4,team 5,3\nteam 4,team 6,-1\n";
    assert_eq!(ties(table), 2);
    let table = "state_a,state_b\nFrance,Russia\nFrance,Great Britain\n";
    assert_eq!(ties(table), 2);
}

#[test]
fn a_table_without_a_header_loses_no_line() {
    insta::assert_snapshot!(check("a,b\nb,c\nc,a\n"), @r"
    a b other None   []
    b c other None   []
    c a other None   []
    1:1 note columns: no line names the columns: column 1 is the source, column 2 is the target, nothing says friend or foe, so every kind is other; 3 ties: 0 friendly, 0 hostile, 3 of kind other
    ");
    assert_eq!(ties("x\ty\t-1\n"), 1);
}

#[test]
fn every_bad_cell_is_reported_with_its_place() {
    let text =
        "source,target,sign,kind,when\na,b,x,war,soon\n,b,1,,\nc\nd,\"e\",1,hostility,2015,more\n";
    insta::assert_snapshot!(check(text), @r#"
    a b hostility None  war [("sign", "\"x\""), ("when (attribute)", "\"soon\"")]
    d e cooperation None 2015  [("column 6", "\"more\"")]
    1:1 note unused-lines: 2 of 4 lines are not ties
    1:1 note columns: the first line names the columns: `source` is the source, `target` is the target, `sign` says friend or foe, `kind` is the kind, `when` says when, `column 6` is kept as it is; 2 ties: 1 friendly, 1 hostile, 0 of kind other
    2:5 error bad-sign: `x` is neither friend nor foe
    2:11 error bad-date: `soon` is not a valid date: a date begins with a year of four digits
    3:1 error missing-end: the line has no source
    4:1 error ragged-line: the line has 1 cells, and the first 5
    4:1 error missing-end: the line has no target
    5:9 error contradiction: the sign says cooperation, and the kind says hostility
    5:19 error ragged-line: the line has 6 cells, and the first 5
    "#);
    insta::assert_snapshot!(check("source,target,kind,weight\na,b,support,-2\na,b,ally,many\n"), @r#"
    a b support Some(2.0)   []
    a b cooperation None  ally [("weight (attribute)", "\"many\"")]
    1:1 note columns: the first line names the columns: `source` is the source, `target` is the target, `kind` says friend or foe, `weight` is the weight, and the sign where nothing else says one; 2 ties: 2 friendly, 0 hostile, 0 of kind other
    2:13 error contradiction: the weight -2 is negative, and the kind is support
    3:10 error bad-number: `many` is not a weight
    "#);
    insta::assert_snapshot!(check("source,target\n\"a,b\nc,d\n"), @r"
    1:1 note unused-lines: 1 of 1 lines are not ties
    1:1 note columns: the first line names the columns: `source` is the source, `target` is the target, nothing says friend or foe, so every kind is other; 0 ties: 0 friendly, 0 hostile, 0 of kind other
    2:1 error open-quote: the quote that opens here is never closed
    2:1 error ragged-line: the line has 1 cells, and the first 2
    2:1 error missing-end: the line has no target
    ");
}

#[test]
fn a_table_without_ties_is_refused() {
    insta::assert_snapshot!(check("Id,Label\n1,A\n"), @r"1:1 note actors-only: this is a table of actors: `Id` identifies each, and 1 line is read");
    insta::assert_snapshot!(check("name,born,died,note\nA,1,2,3\n"), @r"1:1 note actors-only: this is a table of actors: `name` identifies each, and 1 line is read");
    insta::assert_snapshot!(check(",A,B\nA,0,1\nB,1,0\n"), @r"
    A B other Some(1.0)   []
    B A other Some(1.0)   []
    1:1 note columns: the table is a matrix: each value that is not 0 is a tie from its row to its column, `weight` is the weight, no number is negative, so numbers are counts and every kind is other; 2 ties: 0 friendly, 0 hostile, 2 of kind other
    ");
    insta::assert_snapshot!(check("source,target\na\0,b\n"), @r"2:2 error not-text: the table contains a null character (U+0000)");
}

#[test]
fn the_byte_of_every_cell_is_found() {
    let text = "x\r\n\"a,\"\"b\",c,d\r\nnext";
    let found: Vec<_> = lines::cells(text, 3, b',')
        .map(|at| &text[at..=at])
        .collect();
    assert_eq!(found, ["\"", "c", "d"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    #[test]
    fn no_table_makes_it_panic_and_every_refusal_has_an_issue(parts in muddle()) {
        let is_reported = match crate::file::read(parts.concat().as_bytes(), "muddle.csv") {
            Ok(opened) => opened.format != "csv" || !opened.issues.is_empty(),
            Err(issues) => !issues.is_empty(),
        };
        proptest::prop_assert!(is_reported);
    }
}

/// Parts of tables in random order.
fn muddle() -> impl proptest::strategy::Strategy<Value = Vec<&'static str>> {
    let parts = "source target sign a b é 1 -1 \" , , ; 2015 kind when";
    let parts: Vec<_> = parts
        .split(' ')
        .chain(["\n", "\r\n", "\t", " ", "source,target,when\n"])
        .collect();
    proptest::collection::vec(proptest::sample::select(parts), 0..30)
}

#[test]
fn three_ties_below_named_columns_are_no_matrix() {
    let relations = |text: &str| {
        let mut report = IssueLog::default();
        let document = read(text, &mut report, ProgressMeter::default()).unwrap();
        (document.actors.len(), document.relations.len())
    };
    assert_eq!(
        relations("source,target,sign\n0,1,-1\n1,2,1\n2,3,1\n"),
        (4, 3)
    );
    assert_eq!(
        relations("# Nodes: 4\n# FromNodeId\tToNodeId\tSign\n0\t1\t-1\n1\t2\t1\n2\t3\t1\n"),
        (4, 3)
    );
    assert_eq!(relations("0 1 -1\n1 2 1\n2 0 1\n"), (3, 3));
    assert_eq!(relations("A,B,C\n0,1,-1\n1,0,0\n-1,0,0\n"), (3, 2));
}

#[test]
fn a_table_of_actors_with_years_from_and_to_has_no_ties() {
    let shape_of = |text: &str| kind_of(text, &ReadChoices::default());
    for header in [
        "id,name,from,to",
        "id,name,from_year,to_year",
        "id,name,von,nach",
    ] {
        let table = format!("{header}\n220,France,1816,2016\n255,Prussia,1816,1870\n");
        assert_eq!(shape_of(&table), Some(TableKind::Actors), "{header}");
    }
    let ties = "id,name,from,to\n1,Entente,220,200\n2,Dual Alliance,255,300\n";
    assert_eq!(shape_of(ties), Some(TableKind::Ties));
    let with_ends =
        "name,from,to,sender,receiver\nEntente,1904,1914,FRA,GBR\nDual,1879,1914,GER,AUH\n";
    assert_eq!(shape_of(with_ends), Some(TableKind::Ties));
}

#[test]
fn a_table_of_ties_may_spell_the_ids_of_its_actors_in_another_way() {
    use std::ops::ControlFlow;

    use crate::file::read_tables;
    use crate::model::ReadChoices;
    let read = |ties: &str, actors: &str| {
        let files = [
            (ties.as_bytes(), "ties.csv"),
            (actors.as_bytes(), "actors.csv"),
        ];
        read_tables(&files, &ReadChoices::default(), &|_| {
            ControlFlow::Continue(())
        })
        .unwrap()
        .unwrap()
    };
    let ties = "source,target,sign\nösterreich,PREUSSEN,-1\nPreußen ,Österreich,1\n";
    let read_names = read(ties, "name,kind\nÖsterreich,state\nPreußen,state\n");
    assert_eq!(read_names.document.actors.len(), 2);
    let codes: Vec<_> = read_names.issues.iter().map(|issue| issue.code).collect();
    assert!(!codes.contains(&"dangling-end"), "{codes:?}");
    assert!(codes.contains(&"same-name"), "{codes:?}");
    let read_ids = read(
        "source,target\n1.0,2.0\n03,3\n",
        "id,label\n1,A\n2,B\n03,C\n3,D\n",
    );
    assert_eq!(read_ids.document.actors.len(), 4);
}

#[test]
fn arrows_run_from_the_tail_or_from_the_subject_of_a_triple() {
    let graph = check(".tail,.head,onset,terminus\nA,B,1914,1918\n");
    assert!(graph.contains("A B other None 1914/1918"), "{graph}");
    let triple = check("head,relation,tail\nA,ally,B\n");
    assert!(triple.contains("A B cooperation"), "{triple}");
}

#[test]
fn a_column_of_stances_is_read_as_what_its_words_say() {
    let opinions = check("source,target,stance,quote\na,b,pro,yes\nb,c,contra,no\n");
    assert!(opinions.contains("a b cooperation"), "{opinions}");
    assert!(opinions.contains("b c hostility"), "{opinions}");
    let claims = check("source,target,stance,quote\na,b,denies,yes\nb,c,doubts,no\n");
    assert!(
        claims.contains("doubts"),
        "an unknown word is kept: {claims}"
    );
}

#[test]
fn a_tie_without_a_date_has_the_ends_beside_it() {
    let text = "source,target,date,start,end\na,b,2012,,\nb,c,,2011,2015\n";
    let read = check(text);
    assert!(read.contains("a b other None 2012"), "{read}");
    assert!(read.contains("b c other None 2011/2015"), "{read}");
}
