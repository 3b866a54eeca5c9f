//! Merges of small documents, in words.

use super::*;
use crate::file;
use crate::model::Question;

pub(super) const NAMES: MergeNames<'_> = MergeNames {
    ours: "a.json",
    theirs: "b.json",
};

pub(super) const BASE: &str = r#"{"format":"frenemy/1","graph":{"title":"War"},
"references":[{"id":"r1","title":"One"},{"id":"r2","title":"Two"}],
"nodes":[{"id":"a","name":"Alba","zz":1},{"id":"b","name":"Borea"},{"id":"c","name":"Caria"}],
"edges":[
{"id":"e1","source":"a","target":"b","kind":"support","claims":[
 {"reference":"r1","quote":"they help each other","note":"n"},{"reference":"r2","quote":"they meet","stance":"asserts"}]},
{"id":"e2","source":"b","target":"c","kind":"hostility","claims":[{"reference":"r1","quote":"they fight"}]}]}"#;

pub(super) fn document(text: &str) -> Document {
    file::read(text.as_bytes(), "test.json").unwrap().document
}

/// The base with these replacements.
pub(super) fn changed(replacements: &[(&str, &str)]) -> Document {
    let mut text = BASE.to_owned();
    for (old, new) in replacements {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    document(&text)
}

pub(super) fn three_way(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Merged {
    let base = document(BASE);
    merge(Some(&base), &changed(ours), &changed(theirs), NAMES)
}

pub(super) fn text(document: &Document) -> String {
    String::from_utf8(file::write(document)).unwrap()
}

pub(super) fn questions(merged: &Merged) -> Vec<String> {
    let line = |one: &Question| {
        let value = |json: &Option<String>| json.clone().unwrap_or_default();
        format!(
            "{} {} {} {} {} {}",
            one.record,
            one.id,
            one.field,
            value(&one.kept),
            value(&one.other),
            one.from
        )
    };
    merged.report.questions.iter().map(line).collect()
}

pub(super) fn notes(merged: &Merged) -> Vec<String> {
    let notes = merged.report.notes.iter();
    notes
        .map(|note| {
            format!(
                "{} {} {} {}",
                note.side.as_str(),
                note.change.as_str(),
                note.record,
                note.name
            )
        })
        .collect()
}

#[test]
fn what_only_one_side_changed_is_taken_from_it() {
    let merged = three_way(
        &[
            (r#""name":"Alba""#, r#""name":"Albania""#),
            (r#""note":"n""#, r#""note":"our note""#),
        ],
        &[
            (r#""zz":1"#, r#""zz":2"#),
            (
                r#""quote":"they help each other""#,
                r#""quote":"they help each other","locator":"¶4""#,
            ),
            (
                r#""kind":"hostility""#,
                r#""kind":"hostility","when":"2015""#,
            ),
        ],
    );
    assert_eq!(questions(&merged), [""; 0]);
    let expected = changed(&[
        (r#""name":"Alba","zz":1"#, r#""name":"Albania","zz":2"#),
        (
            r#""quote":"they help each other","note":"n""#,
            r#""quote":"they help each other","note":"our note","locator":"¶4""#,
        ),
        (
            r#""kind":"hostility""#,
            r#""kind":"hostility","when":"2015""#,
        ),
    ]);
    let sorted = |document: &Document| {
        let text = text(document);
        let mut lines: Vec<_> = text
            .lines()
            .map(|line| line.trim_end_matches(','))
            .collect();
        lines.sort_unstable();
        lines.join("\n")
    };
    assert_eq!(sorted(&merged.document), sorted(&expected));
    assert_eq!(
        notes(&merged),
        [
            "both changed actor Alba",
            "both changed claim Alba – Borea, support: “they help each other”",
            "theirs changed relation Borea – Caria, hostility",
        ]
        .map(|line| line
            .replace("Alba –", "Albania –")
            .replace("actor Alba", "actor Albania"))
    );
}

#[test]
fn a_field_that_both_changed_becomes_a_question_that_the_file_keeps() {
    let merged = three_way(
        &[(r#""kind":"support""#, r#""kind":"hostility""#)],
        &[
            (r#""kind":"support""#, r#""kind":"cooperation""#),
            (r#""title":"War""#, r#""title":"Peace""#),
        ],
    );
    assert_eq!(
        questions(&merged),
        [r#"relation e1 kind "hostility" "cooperation" b.json"#]
    );
    let again = document(&text(&merged.document));
    assert_eq!(again.meta.questions.len(), 1);
    assert_eq!(
        again.meta.questions[0].other.as_deref(),
        Some("\"cooperation\"")
    );
    assert_eq!(again.meta.title.as_deref(), Some("Peace"));
    // The same merge again asks nothing new.
    let base = document(BASE);
    let theirs = changed(&[
        (r#""kind":"support""#, r#""kind":"cooperation""#),
        (r#""title":"War""#, r#""title":"Peace""#),
    ]);
    let merged = merge(Some(&base), &again, &theirs, NAMES);
    assert_eq!(merged.document.meta.questions.len(), 1);
    assert!(merged.report.questions.is_empty());
}

#[test]
fn a_claim_that_both_changed_becomes_two() {
    let merged = three_way(
        &[(r#""stance":"asserts""#, r#""stance":"denies""#)],
        &[(r#""stance":"asserts""#, r#""stance":"disputes""#)],
    );
    assert!(merged.report.questions.is_empty());
    let claims = &merged.document.relations.get(&"e1".into()).unwrap().claims;
    let stances: Vec<_> = claims.iter().map(|claim| claim.stance.as_str()).collect();
    assert_eq!(stances, ["asserts", "denies", "disputes"]);
    assert_eq!(
        notes(&merged),
        ["both doubled claim Alba – Borea, support: “they meet”"]
    );
    let mut ids: Vec<_> = claims.iter().map(|claim| claim.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[test]
fn a_deletion_counts_unless_the_other_side_changed_or_uses_the_record() {
    let without_e2 = (
        r#",
{"id":"e2","source":"b","target":"c","kind":"hostility","claims":[{"reference":"r1","quote":"they fight"}]}"#,
        "",
    );
    let without_c = (r#",{"id":"c","name":"Caria"}"#, "");
    let merged = three_way(&[without_e2, without_c], &[]);
    assert_eq!(merged.document.relations.len(), 1);
    assert_eq!(merged.document.actors.len(), 2);
    assert!(merged.report.questions.is_empty());

    let merged = three_way(
        &[without_e2, without_c],
        &[(
            r#""quote":"they fight""#,
            r#""quote":"they fight","note":"new""#,
        )],
    );
    assert_eq!(merged.document.relations.len(), 2);
    assert_eq!(merged.document.actors.len(), 3);
    assert_eq!(
        questions(&merged),
        ["relation e2    a.json", "actor c    a.json"]
    );
    let claim_gone = (
        r#"{"reference":"r1","quote":"they help each other","note":"n"},"#,
        "",
    );
    let merged = three_way(&[claim_gone], &[(r#""note":"n""#, r#""note":"m""#)]);
    assert_eq!(merged.document.claim_count(), 3);
    let merged = three_way(&[claim_gone], &[]);
    assert_eq!(merged.document.claim_count(), 2);
}

#[test]
fn new_records_follow_the_record_that_they_follow_in_their_file() {
    let merged = three_way(
        &[(
            r#"{"id":"c","name":"Caria"}"#,
            r#"{"id":"c","name":"Caria"},{"id":"x"}"#,
        )],
        &[(
            r#"{"id":"b","name":"Borea"}"#,
            r#"{"id":"b","name":"Borea"},{"id":"y"},{"id":"z"}"#,
        )],
    );
    let ids: Vec<_> = merged
        .document
        .actors
        .iter()
        .map(|actor| actor.id.to_string())
        .collect();
    assert_eq!(ids, ["a", "b", "y", "z", "c", "x"]);
}

#[test]
fn new_records_of_one_id_that_are_not_the_same_get_two_ids() {
    let new = |name: &str, quote: &str, end: &str| {
        (
            (
                r#"{"id":"b","name":"Borea"}"#,
                format!(r#"{{"id":"b","name":"Borea"}},{{"id":"n","name":"{name}"}}"#),
            ),
            (
                r#"{"id":"e2""#,
                format!(
                    r#"{{"id":"new","source":"n","target":"{end}","kind":"support","claims":[{{"reference":"r1","quote":"{quote}","claimant":"n"}}]}},
{{"id":"e2""#
                ),
            ),
        )
    };
    let ours = new("Nord", "one", "a");
    let theirs = new("Niger", "two", "b");
    let merged = three_way(
        &[(ours.0.0, &ours.0.1), (ours.1.0, &ours.1.1)],
        &[(theirs.0.0, &theirs.0.1), (theirs.1.0, &theirs.1.1)],
    );
    assert!(
        merged.report.questions.is_empty(),
        "{:?}",
        questions(&merged)
    );
    let document = &merged.document;
    assert_eq!(document.actors.len(), 5);
    let ends = document
        .relations
        .iter()
        .map(|relation| document.relation_name(relation));
    let mut ends: Vec<_> = ends.collect();
    ends.sort();
    assert_eq!(
        ends,
        [
            "Alba – Borea",
            "Borea – Caria",
            "Niger – Borea",
            "Nord – Alba"
        ]
    );
    let niger = document
        .relations
        .iter()
        .find(|one| document.relation_name(one).starts_with("Niger"));
    let claimant = niger.unwrap().claims[0].claimant.clone();
    assert_eq!(claimant, Some(crate::model::Claimant::Actor("n-2".into())));
}

#[test]
fn a_relation_that_both_added_under_two_ids_is_one_if_they_share_a_quote() {
    let new = |id: &str, more: &str| {
        let claims = format!(r#"[{{"reference":"r1","quote":"Alba helps Caria."}}{more}]"#);
        format!(
            r#"{{"id":"{id}","source":"a","target":"c","kind":"support","claims":{claims}}},
{{"id":"e2""#
        )
    };
    let ours = new("zeta", r#",{"reference":"r2","quote":"only ours"}"#);
    let theirs = new("eta", r#",{"reference":"r2","quote":"only theirs"}"#);
    let merged = three_way(&[(r#"{"id":"e2""#, &ours)], &[(r#"{"id":"e2""#, &theirs)]);
    assert_eq!(merged.document.relations.len(), 3);
    let relation = merged.document.relations.get(&"eta".into()).unwrap();
    let quotes: Vec<_> = relation
        .claims
        .iter()
        .map(|claim| claim.quote.clone().unwrap().exact)
        .collect();
    assert_eq!(quotes, ["Alba helps Caria.", "only ours", "only theirs"]);
}

#[test]
fn without_a_common_file_claims_get_the_coders_of_their_files_and_nothing_is_deleted() {
    let coded = |coder: &str, stance: &str| {
        changed(&[
            (
                r#""title":"War""#,
                &format!(r#""title":"War","coder":"{coder}""#),
            ),
            (r#""stance":"asserts""#, &format!(r#""stance":"{stance}""#)),
        ])
    };
    let (ada, ben) = (coded("Ada", "denies"), coded("Ben", "asserts"));
    let merged = merge(None, &ada, &ben, NAMES);
    assert_eq!(merged.document.meta.coder.as_deref(), Some("Ada; Ben"));
    let claims = merged
        .document
        .relations
        .iter()
        .flat_map(|relation| relation.claims.clone());
    let claims: Vec<_> = claims
        .map(|claim| format!("{} {}", claim.coder_name(), claim.stance.as_str()))
        .collect();
    // What both files have was found by both coders.
    assert_eq!(
        claims,
        [
            "Ada asserts",
            "Ben asserts",
            "Ada denies",
            "Ben asserts",
            "Ada asserts",
            "Ben asserts"
        ]
    );
    assert!(
        merged.report.questions.is_empty(),
        "{:?}",
        questions(&merged)
    );
}

#[test]
fn without_a_common_file_a_denial_does_not_take_the_place_of_an_assertion() {
    let denied = changed(&[(
        r#""quote":"they help each other","note":"n""#,
        r#""quote":"they help each other","stance":"denies""#,
    )]);
    let merged = merge(None, &document(BASE), &denied, NAMES);
    let claims = &merged.document.relations.get(&"e1".into()).unwrap().claims;
    let stances: Vec<_> = claims.iter().map(|claim| claim.stance.as_str()).collect();
    assert_eq!(stances, ["asserts", "denies", "asserts"]);
}

#[test]
fn positions_stay_where_ours_has_them_and_ask_nothing() {
    let at = |x: &str| {
        (
            r#""name":"Borea""#,
            format!(r#""name":"Borea","x":{x},"y":0.0"#),
        )
    };
    let (ours, theirs) = (at("1.0"), at("2.0"));
    let merged = three_way(&[(ours.0, &ours.1)], &[(theirs.0, &theirs.1)]);
    assert_eq!(merged.report.moved, 1);
    assert!(merged.report.questions.is_empty() && merged.report.notes.is_empty());
    let borea = merged.document.actors.get(&"b".into()).unwrap();
    assert_eq!(borea.position.map(|at| at.x), Some(1.0));
}

#[test]
fn a_comparison_names_every_field_that_differs() {
    let before = document(BASE);
    let after = changed(&[
        (r#""name":"Alba","zz":1"#, r#""name":"Albania","zz":2"#),
        (r#""note":"n""#, r#""note":"m""#),
        (r#"{"reference":"r1","quote":"they fight"}"#, ""),
        (r#""title":"War""#, r#""title":"Peace""#),
        (
            r#"{"id":"r2","title":"Two"}"#,
            r#"{"id":"r2","title":"Two"},{"id":"r3"}"#,
        ),
    ]);
    let found = compare(&before, &after);
    let lines = found.records.iter().map(|one| {
        let fields = one.fields.iter().map(|field| {
            let value = |json: &Option<String>| json.clone().unwrap_or_default();
            format!(
                " {}: {} {}",
                field.field,
                value(&field.before),
                value(&field.after)
            )
        });
        format!(
            "{} {} {}{}",
            one.status.as_str(),
            one.record,
            one.name,
            fields.collect::<String>()
        )
    });
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            r#"changed network the network title: "War" "Peace""#,
            "added source r3",
            r#"changed actor Albania name: "Alba" "Albania" zz: 1 2"#,
            r#"changed claim Albania – Borea, support: “they help each other” note: "n" "m""#,
            "removed claim Borea – Caria, hostility: “they fight”",
        ]
    );
    assert_eq!(compare(&before, &before), FileComparison::default());
}
