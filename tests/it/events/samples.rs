//! Samples of real event data beside the repository, against values that a separate program counted
//! from the same rows.

use std::path::Path;

use frenemy::model::{ActorKind, Document, RelationKind};

use super::{description, imported, run};
use crate::data::shared;

fn of_kind(document: &Document, kind: RelationKind) -> usize {
    let relations = document.relations.iter();
    relations.filter(|relation| relation.kind() == kind).count()
}

fn icews(arguments: &[&str]) -> Option<(Document, String)> {
    let path = shared("data/events/icews-2018-a.csv")?;
    let folder = tempfile::tempdir().unwrap();
    let path = std::path::absolute(path).unwrap().display().to_string();
    Some(imported(
        folder.path(),
        &[&[path.as_str()], arguments].concat(),
    ))
}

#[test]
fn icews_by_quad_classes_is_as_counted_separately() {
    let Some((document, said)) = icews(&[]) else {
        return;
    };
    let counts = "Of 2,359 rows, 1,181 events count; dropped are 248 without two known actors, 930 \
                  of an actor with itself.";
    assert!(said.contains(counts), "{said}");
    assert!(description(&document).contains(counts));
    assert!(description(&document).contains("174 pairs of a period are below the rule."));
    assert!(description(&document).contains("machine-coded"));
    assert_eq!(of_kind(&document, RelationKind::Cooperation), 40);
    assert_eq!(of_kind(&document, RelationKind::Hostility), 1);
    let states = document
        .actors
        .iter()
        .all(|actor| actor.kind == Some(ActorKind::State));
    assert!(states, "countries are states");
    for (id, weight, events) in [
        (
            "israel-occupied-palestinian-territory-hostility",
            12.0,
            r#"{"friendly":5,"hostile":12,"net":-0.412,"goldstein":-5.241,"periods":1}"#,
        ),
        (
            "north-korea-united-states-cooperation",
            198.0,
            r#"{"friendly":198,"hostile":2,"net":0.98,"goldstein":2.828,"periods":1}"#,
        ),
        (
            "russian-federation-ukraine-cooperation",
            29.0,
            r#"{"friendly":29,"hostile":5,"net":0.706,"goldstein":1.553,"periods":1}"#,
        ),
        (
            "united-kingdom-united-states-cooperation",
            4.0,
            r#"{"friendly":4,"hostile":2,"net":0.333,"goldstein":1.6,"periods":1}"#,
        ),
    ] {
        let relation = document
            .relations
            .get(&id.into())
            .unwrap_or_else(|| panic!("{id}"));
        assert_eq!(relation.weight, Some(weight), "{id}");
        let found: serde_json::Value =
            serde_json::from_str(relation.fields.unknown("events").unwrap()).unwrap();
        assert_eq!(
            found,
            serde_json::from_str::<serde_json::Value>(events).unwrap(),
            "{id}"
        );
        assert_eq!(relation.when.as_ref().unwrap().as_str(), "2018-06");
    }
}

#[test]
fn icews_records_are_claims_that_say_that_nobody_read_them() {
    let Some((document, _)) = icews(&["--records", "2"]) else {
        return;
    };
    for relation in document.relations.iter() {
        assert!((1..=2).contains(&relation.claims.len()));
        for claim in &relation.claims {
            assert_eq!(claim.quote, None);
            assert_eq!(
                claim.fields.unknown("grade"),
                Some("\"machine-coded, unread\"")
            );
            assert!(
                claim
                    .note
                    .as_ref()
                    .unwrap()
                    .starts_with("Machine-coded, unread: CAMEO ")
            );
            assert!(claim.locator.as_ref().unwrap().starts_with("record 3"));
            let reference = document
                .references
                .get(claim.reference.as_ref().unwrap())
                .unwrap();
            assert!(reference.container_title.is_some() && reference.issued.is_some());
        }
    }
}

#[test]
fn icews_by_other_rules_is_as_counted_separately() {
    let kinds = |arguments: &[&str]| {
        let (document, said) = icews(arguments)?;
        let kinds = [RelationKind::Cooperation, RelationKind::Hostility];
        Some((kinds.map(|kind| of_kind(&document, kind)), said))
    };
    let Some((material, said)) = kinds(&["--rule", "quad-material", "--min-count", "2"]) else {
        return;
    };
    assert_eq!(material, [1, 8]);
    assert!(
        said.contains("neither friendly nor hostile under the rule"),
        "{said}"
    );
    let (scores, _) = kinds(&["--rule", "goldstein"]).unwrap();
    assert_eq!(scores, [37, 1]);
    let (_, said) = kinds(&["--one-a-day"]).unwrap();
    assert!(said.contains("587 events count"), "{said}");
    assert!(said.contains("594 repeated on a day"), "{said}");
}

#[test]
fn the_same_rows_give_the_same_bytes_with_any_number_of_threads_and_any_memory() {
    let Some(path) = shared("data/events/icews-2018-a.csv") else {
        return;
    };
    let path = std::path::absolute(path).unwrap().display().to_string();
    let folder = tempfile::tempdir().unwrap();
    let bytes = |threads: &str, arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args([
                "events",
                &path,
                "-o",
                "net.json",
                "--by",
                "day",
                "--min-count",
                "1",
            ])
            .args(arguments)
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success());
        std::fs::read(folder.path().join("net.json")).unwrap()
    };
    for rules in [
        &["--actors", "name"][..],
        &["--one-a-day", "--normalize", "--top", "30"],
    ] {
        let one = bytes("1", rules);
        assert_eq!(bytes("4", rules), one);
        assert_eq!(bytes("3", &[rules, &["--memory", "1"]].concat()), one);
    }
}

#[test]
fn rows_of_gdelt_1_are_read_with_and_without_their_address() {
    let Some(path) = shared("data/events/gdelt1-rows.tsv") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = std::path::absolute(path).unwrap().display().to_string();
    let output = run(folder.path(), &[&path, "-o", "net.json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    // No row has two countries.
    let counts = "Of 4 rows, 0 events count; dropped are 4 without two known actors.";
    assert!(said.contains(counts), "{said}");
    let (document, _) = imported(
        folder.path(),
        &[&path, "--actors", "name", "--min-count", "1"],
    );
    let names: Vec<_> = super::all_words(&document);
    assert_eq!(names, ["COMPANIES cooperation EXXON 2004-11 weight 1"]);
    let relation = document.relations.iter().next().unwrap();
    let claim = &relation.claims[0];
    assert_eq!(claim.locator.as_deref(), Some("record 324845987"));
    assert_eq!(claim.made.as_ref().unwrap().as_str(), "2004-11-26");
    let note = "Machine-coded, unread: CAMEO 051, engage in diplomatic cooperation; score 3.4; 1 source; 2 articles.";
    assert_eq!(claim.note.as_deref(), Some(note));
    let reference = document
        .references
        .get(claim.reference.as_ref().unwrap())
        .unwrap();
    assert_eq!(reference.title(), "jaunted.com, 2014-11-24");
    assert!(
        reference
            .url
            .as_ref()
            .unwrap()
            .starts_with("http://www.jaunted.com/story/2014/11/18/")
    );
    assert!(!Path::new(&path).with_extension("json").exists());
}
