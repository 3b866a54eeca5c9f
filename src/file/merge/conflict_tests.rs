//! Merges in which both sides changed something about one record: deletions and uses, ends,
//! positions, claims that became two, and the network itself.

use super::tests::{BASE, NAMES, changed, document, notes, questions, text, three_way};
use super::*;
use crate::model::{Claim, Relation};

#[test]
fn a_position_that_only_one_side_changed_is_taken_and_pins_are_meant() {
    let moved = |place: &str| [(r#""name":"Borea""#, format!(r#""name":"Borea",{place}"#))];
    let merged = |ours: &str, theirs: &str| {
        let (ours, theirs) = (moved(ours), moved(theirs));
        let side = |one: &[(&str, String); 1]| changed(&[(one[0].0, &one[0].1)]);
        let base = side(&moved(r#""x":0.0,"y":0.0"#));
        let merged = merge(Some(&base), &side(&ours), &side(&theirs), NAMES);
        assert!(merged.report.questions.is_empty() && merged.report.notes.is_empty());
        let borea = merged.document.actors.get(&"b".into()).unwrap();
        let place = (borea.position.unwrap().x, borea.pinned);
        let report = &merged.report;
        (place, report.moved, report.moved_by_theirs)
    };
    let (still, there) = (r#""x":0.0,"y":0.0"#, r#""x":5.0,"y":2.0"#);
    let pinned = r#""x":5.0,"y":2.0,"pinned":true"#;
    assert_eq!(merged(still, pinned), ((5.0, true), 0, 1));
    assert_eq!(merged(pinned, still), ((5.0, true), 0, 0));
    assert_eq!(merged(r#""x":1.0,"y":0.0"#, there), ((1.0, false), 1, 0));
    assert_eq!(merged(r#""x":1.0,"y":0.0"#, pinned), ((5.0, true), 0, 1));
}

const WITHOUT_C: [(&str, &str); 2] = [
    (
        r#",
{"id":"e2","source":"b","target":"c","kind":"hostility","claims":[{"reference":"r1","quote":"they fight"}]}"#,
        "",
    ),
    (r#",{"id":"c","name":"Caria"}"#, ""),
];

#[test]
fn an_actor_that_one_side_deleted_and_the_other_began_to_use_anywhere_stays() {
    let note = |about: &str| {
        let note = r#"{"id":"n","text":"Here","x":0.0,"y":0.0,"about":{ABOUT}}"#;
        let note = note.replace("ABOUT", about);
        format!(r#""edges":[],"annotations":[{note}],"edges":["#)
    };
    let step = r#""story":[{"id":"s","actors":["c"]}],"edges":["#;
    let uses = [
        (
            r#""name":"Alba""#,
            r#""name":"Alba","members":["c"]"#.to_owned(),
        ),
        (r#""note":"n""#, r#""note":"n","claimant":"c""#.to_owned()),
        (
            r#""edges":["#,
            note(r#""actor":"c""#).replace(r#""edges":[],"#, ""),
        ),
        (r#""edges":["#, step.to_owned()),
    ];
    for (old, new) in uses {
        let merged = three_way(&WITHOUT_C, &[(old, &new)]);
        assert_eq!(questions(&merged), ["actor c    a.json"], "{new}");
        let caria = merged.document.actors.get(&"c".into());
        assert_eq!(caria.unwrap().name(), "Caria");
        assert_eq!(merged.document.relations.len(), 1);
        let again = document(&text(&merged.document));
        assert!(again.actors.contains(&"c".into()));
        // The other way round too.
        let base = document(BASE);
        let back = merge(
            Some(&base),
            &changed(&[(old, &new)]),
            &changed(&WITHOUT_C),
            NAMES,
        );
        assert_eq!(questions(&back), ["actor c    b.json"], "{new}");
    }
    // A note about a relation brings back the relation and its ends.
    let about = note(r#""relation":"e2""#).replace(r#""edges":[],"#, "");
    let merged = three_way(&WITHOUT_C, &[(r#""edges":["#, &about)]);
    assert_eq!(
        questions(&merged),
        ["relation e2    a.json", "actor c    a.json"]
    );
    assert_eq!(merged.document.relations.len(), 2);
}

#[test]
fn a_deletion_counts_if_a_view_names_the_actor_on_both_sides() {
    let step = (
        r#""edges":["#,
        r#""story":[{"id":"s","actors":["c"]}],"edges":["#,
    );
    let base = changed(&[step]);
    let ours = changed(&[WITHOUT_C[0], WITHOUT_C[1], step]);
    let merged = merge(Some(&base), &ours, &base, NAMES);
    assert_eq!(merged.document.actors.len(), 2);
    assert!(merged.report.questions.is_empty());
}

#[test]
fn who_a_relation_is_between_is_one_value() {
    let end = |end: &str| {
        let ends = r#""source":"a","target":"b""#;
        match end {
            "source" => (ends, r#""source":"c","target":"b""#),
            "target" => (ends, r#""source":"a","target":"c""#),
            _ => (ends, r#""source":"a","target":"b","directed":false"#),
        }
    };
    let merged = three_way(&[end("target")], &[end("source")]);
    let field = "source, target and directed";
    assert_eq!(
        questions(&merged),
        [format!(
            r#"relation e1 {field} ["a","c",null] ["c","b",null] b.json"#
        )]
    );
    let ends = |document: &Document| {
        let relation = document.relations.get(&"e1".into()).unwrap();
        (relation.source.to_string(), relation.target.to_string())
    };
    let pair = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(ends(&merged.document), pair("a", "c"));
    let question = &document(&text(&merged.document)).meta.questions[0];
    let settled = settled(&merged.document, question, true);
    assert_eq!(ends(&settled), pair("c", "b"));
    assert_eq!(settled.relations.get(&"e1".into()).unwrap().claims.len(), 2);

    let merged = three_way(&[end("target")], &[]);
    assert!(merged.report.questions.is_empty());
    let merged = three_way(&[end("target")], &[end("directed")]);
    assert_eq!(merged.report.questions.len(), 1);
}

#[test]
fn ends_that_are_exchanged_without_a_direction_give_none_to_the_other_side() {
    let e2 = r#""source":"b","target":"c","kind":"hostility""#;
    let directed = (e2, r#""source":"b","target":"c","kind":"support""#);
    let turned = (e2, r#""source":"c","target":"b","kind":"hostility""#);
    for (ours, theirs) in [(directed, turned), (turned, directed)] {
        let merged = three_way(&[ours], &[theirs]);
        assert!(merged.report.questions.is_empty());
        let relation = merged.document.relations.get(&"e2".into()).unwrap();
        assert_eq!(
            (relation.source.as_str(), relation.target.as_str()),
            ("b", "c")
        );
        assert!(relation.is_directed());
    }
    let merged = three_way(&[turned], &[]);
    let relation = merged.document.relations.get(&"e2".into()).unwrap();
    assert_eq!(relation.source.as_str(), "c");
}

#[test]
fn an_actor_without_a_record_whose_relations_stay_is_not_lost() {
    let without_b = (r#"{"id":"b","name":"Borea"},"#, "");
    let other = (r#""name":"Caria""#, r#""name":"Karia""#);
    for (ours, theirs, by) in [(without_b, other, "a.json"), (other, without_b, "b.json")] {
        let merged = three_way(&[ours], &[theirs]);
        assert_eq!(merged.document.actor_name(&"b".into()), "Borea");
        assert_eq!(questions(&merged), [format!("actor b    {by}")]);
    }
}

#[test]
fn a_claim_that_became_two_is_not_doubled_again() {
    let base = document(BASE);
    let (ours, theirs) = (stance_document("denies"), stance_document("disputes"));
    let first = merge(Some(&base), &ours, &theirs, NAMES).document;
    assert_eq!(first.claim_count(), 4);
    let again = merge(Some(&base), &first, &theirs, NAMES);
    assert_eq!(text(&again.document), text(&first));
    let back = merge(Some(&base), &theirs, &first, NAMES);
    assert_eq!(back.document.claim_count(), 4);
    let coded = |stance: &str, coder: &str| {
        let mut document = stance_document(stance);
        document.meta.coder = Some(coder.to_owned());
        document
    };
    let (ada, ben) = (coded("denies", "Ada"), coded("disputes", "Ben"));
    let both = merge(None, &ada, &ben, NAMES).document;
    let again = merge(None, &both, &ben, NAMES).document;
    assert_eq!(again.claim_count(), both.claim_count());
}

/// The relations of the merged file: kind, ends and coders.
fn codings(document: &Document) -> Vec<String> {
    let line = |relation: &Relation| {
        let coders = relation.claims.iter().map(Claim::coder_name);
        let coders: std::collections::BTreeSet<_> = coders.collect();
        let arrow = if relation.is_directed() { ">" } else { "-" };
        format!(
            "{} {}{arrow}{} {}",
            relation.kind().as_str(),
            relation.source,
            relation.target,
            coders.into_iter().collect::<Vec<_>>().join("+")
        )
    };
    document.relations.iter().map(|one| line(one)).collect()
}

#[test]
fn a_relation_that_two_coders_coded_differently_becomes_two() {
    let coded = |coder: &str, changes: &[(&str, &str)]| {
        let named = format!(r#""title":"War","coder":"{coder}""#);
        let title = [(r#""title":"War""#, &*named)];
        changed(&[&title[..], changes].concat())
    };
    let kind = (r#""kind":"support""#, r#""kind":"cooperation""#);
    let turned = (
        r#""source":"a","target":"b","kind":"support""#,
        r#""source":"b","target":"a","kind":"support""#,
    );
    let ada = coded("Ada", &[]);
    for (change, theirs) in [(kind, "cooperation a-b Ben"), (turned, "support b>a Ben")] {
        let ben = coded("Ben", &[change]);
        let expected = ["support a>b Ada", theirs, "hostility b-c Ada+Ben"];
        let both = merge(None, &ada, &ben, NAMES);
        assert_eq!(questions(&both), [""; 0]);
        let mut found = codings(&both.document);
        found.sort_by_key(|line| expected.iter().position(|one| one == line));
        assert_eq!(found, expected);
        assert_eq!(both.document.claim_count(), 6);
        // Their file once more, and the same from the other side.
        let again = merge(None, &both.document, &ben, NAMES);
        assert_eq!(text(&again.document), text(&both.document));
        let back = merge(None, &ben, &ada, NAMES);
        let mut found = codings(&back.document);
        found.sort_by_key(|line| expected.iter().position(|one| one == line));
        assert_eq!(found, expected);
    }
    // One coder who changed her mind, or nobody in particular, is asked.
    for coder in ["Ada", ""] {
        let both = merge(None, &coded(coder, &[]), &coded(coder, &[kind]), NAMES);
        assert_eq!(both.document.relations.len(), 2);
        assert_eq!(
            questions(&both),
            [r#"relation e1 kind "support" "cooperation" b.json"#]
        );
    }
}

#[test]
fn coders_of_one_uncoded_file_have_a_coding_each_with_that_file_as_base() {
    let by = |coder: &str, kind: &str| {
        let claim = r#""quote":"they help each other""#;
        let coded = format!(r#"{claim},"coder":"{coder}""#);
        let more = r#""quote":"they meet""#;
        let more_coded = format!(r#"{more},"coder":"{coder}""#);
        let kind = format!(r#""kind":"{kind}""#);
        changed(&[
            (claim, &coded),
            (more, &more_coded),
            (r#""kind":"support""#, &kind),
        ])
    };
    let (ada, ben) = (by("Ada", "support"), by("Ben", "cooperation"));
    let both = merge(Some(&document(BASE)), &ada, &ben, NAMES);
    assert_eq!(questions(&both), [""; 0]);
    let mut found = codings(&both.document);
    found.sort();
    let expected = ["cooperation a-b Ben", "hostility b-c ", "support a>b Ada"];
    assert_eq!(found, expected);
    // Who takes over the relation of another coder and changes it has no second one.
    let taken = merge(Some(&ada), &ada, &ben, NAMES);
    assert_eq!(taken.document.relations.len(), 2);
}

fn stance_document(stance: &str) -> Document {
    changed(&[(r#""stance":"asserts""#, &format!(r#""stance":"{stance}""#))])
}

#[test]
fn a_question_or_a_codebook_that_one_side_removed_asks_nothing() {
    let with = r#""title":"War","questions":[{"record":"actor","id":"a","field":"name","kept":"\"x\"","other":"\"y\"","from":"z"}],"codebook":[{"kind":"support","rule":"helps"}]"#;
    let base = changed(&[(r#""title":"War""#, with)]);
    let theirs = changed(&[
        (r#""title":"War""#, with),
        (r#""note":"n""#, r#""note":"m""#),
    ]);
    let ours = document(BASE);
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(Some(&base), ours, theirs, NAMES);
        assert_eq!(questions(&merged), [""; 0]);
        let meta = &merged.document.meta;
        assert!(meta.questions.is_empty() && meta.codebook.is_empty());
    }
}

#[test]
fn changes_of_the_network_its_story_and_its_notes_are_reported() {
    let title = |title: &str| (r#""title":"War""#, format!(r#""title":"{title}""#));
    let step = |text: &str| {
        let step = format!(r#""story":[{{"id":"s","title":"One","text":"{text}"}}],"edges":["#);
        (r#""edges":["#, step)
    };
    let side = |changes: &[(&str, String)]| {
        let changes: Vec<_> = changes.iter().map(|(old, new)| (*old, &**new)).collect();
        changed(&changes)
    };
    let base = side(&[step("first")]);
    let ours = side(&[title("Peace"), step("ours")]);
    let theirs = side(&[title("Truce"), step("theirs")]);
    let merged = merge(Some(&base), &ours, &theirs, NAMES);
    assert_eq!(
        notes(&merged),
        ["both changed network the network", "both doubled step One"]
    );
    let only_theirs = merge(Some(&base), &base, &theirs, NAMES);
    assert_eq!(
        notes(&only_theirs),
        [
            "theirs changed network the network",
            "theirs changed step One"
        ]
    );
}

#[test]
fn another_spelling_of_the_same_value_is_not_a_difference() {
    let e2 = r#""kind":"hostility","claims":[{"reference":"r1","quote":"they fight"}]"#;
    let spelled = r#""kind":"hostility","directed":false,"claims":[{"reference":"r1","quote":{"exact":"they fight"},"stance":"asserts"}]"#;
    let other = changed(&[(e2, spelled), (r#""zz":1"#, r#""zz":1.0"#)]);
    assert_eq!(compare(&document(BASE), &other), FileComparison::default());
    assert_eq!(compare(&other, &document(BASE)), FileComparison::default());
    // A change of one side wins over another spelling on the other.
    let merged = three_way(
        &[(r#""zz":1"#, r#""zz":2.0"#)],
        &[(r#""zz":1"#, r#""zz":1.0"#)],
    );
    assert_eq!(questions(&merged), [""; 0]);
    assert!(text(&merged.document).contains("2.0"));
}

#[test]
fn a_comparison_names_steps_and_text_notes() {
    let story = |story: &str| {
        let text = format!(r#""story":[{story}],"edges":["#);
        changed(&[(r#""edges":["#, &text)])
    };
    let (one, two) = (r#"{"id":"s","title":"One"}"#, r#"{"id":"t","title":"Two"}"#);
    let records = |before: &Document, after: &Document| {
        let found = compare(before, after);
        let lines = found.records.iter().map(|one| {
            let fields = one.fields.iter().map(|field| field.field.clone());
            let fields: Vec<_> = fields.collect();
            let status = one.status.as_str();
            format!("{status} {} {} {}", one.record, one.name, fields.join(" "))
        });
        lines.collect::<Vec<_>>()
    };
    let both = story(&format!("{one},{two}"));
    assert_eq!(records(&story(one), &both), ["added step Two "]);
    assert_eq!(records(&both, &story(one)), ["removed step Two "]);
    let turned = story(&format!("{two},{one}"));
    assert_eq!(
        records(&both, &turned),
        ["changed network the network order of the story"]
    );
    let other = story(r#"{"id":"s","title":"One","text":"more"}"#);
    assert_eq!(records(&story(one), &other), ["changed step One text"]);
    let note = r#""annotations":[{"id":"n","text":"Here","x":0.0,"y":0.0}],"edges":["#;
    let noted = changed(&[(r#""edges":["#, note)]);
    assert_eq!(
        records(&document(BASE), &noted),
        ["added text note “Here” "]
    );
}
