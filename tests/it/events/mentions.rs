//! Mentions of GDELT joined to their events, against values that were worked out by hand.

use std::fs;
use std::path::Path;
use std::process::Command;

use frenemy::model::{Document, Reference};

use super::tables::gdelt;
use super::{all_words, description, imported, refused};
use crate::data::shared;

/// A row of mentions: event, when published, outlet, address, sentence, confidence.
fn mention(row: &str) -> String {
    let cells: Vec<&str> = row.split_whitespace().collect();
    let [event, published, outlet, address, sentence, confidence] = cells[..] else {
        panic!("six cells: {row}");
    };
    format!(
        "{event}\t20180605000000\t{published}\t1\t{outlet}\t{address}\t{sentence}\t-1\t1\t2\t1\t{confidence}\t900\t-1.5\t\t\n"
    )
}

/// Two pairs: events 1 to 5 and 6 to 10.
fn write_events(folder: &Path) {
    let mut rows = vec![("20180605", "USA", "RUS", 1, "1.0", 1); 5];
    rows.extend(vec![("20180606", "USA", "CHN", 4, "-9.0", 1); 5]);
    fs::write(folder.join("events.CSV"), gdelt(&rows)).unwrap();
}

/// Mentions of these events, of which records are in the order of their ids and a relation cites a
/// text once: event 6 takes another one than event 10. The last three rows are broken.
const MENTIONS: &str = "6 20180607101500 b.org https://b.org/unclear 9 20
    6 20180608101500 a.org https://a.org/clear 4 90
    6 20180609101500 c.org https://c.org/late 1 90
    10 20180608101500 a.org https://a.org/clear 5 90
    10 20180608101500 d.org https://d.org/other 2 30
    999 20180608101500 e.org https://e.org/of-no-event 2 100
    1 never f.org https://f.org/x 2 100
    2 20180608101500 g.org https://g.org/x 2 sure";

/// Events, and mentions of them, in two files.
pub(super) fn write_with_mentions(folder: &Path) {
    write_events(folder);
    let text: String = MENTIONS.lines().map(mention).collect();
    fs::write(folder.join("mentions.CSV"), text + "broken\trow\n").unwrap();
}

/// The references of the claims of a relation, with their locators and notes.
fn claims(document: &Document, number: usize) -> Vec<(&Reference, &str, &str)> {
    let relation = document.relations.iter().nth(number).unwrap();
    let claims = relation.claims.iter().map(|claim| {
        let reference = claim.reference.as_ref().unwrap();
        (
            &**document.references.get(reference).unwrap(),
            claim.locator.as_deref().unwrap(),
            claim.note.as_deref().unwrap(),
        )
    });
    claims.collect()
}

#[test]
fn claims_cite_the_text_that_reports_their_event_most_clearly() {
    let folder = tempfile::tempdir().unwrap();
    write_with_mentions(folder.path());
    let flags = ["--records", "2"];
    let files = ["events.CSV", "mentions.CSV"];
    let (document, said) = imported(folder.path(), &[&files[..], &flags].concat());
    let expected = [
        "China hostility United States 2018-06 weight 5",
        "Russia cooperation United States 2018-06 weight 5",
    ];
    assert_eq!(all_words(&document), expected);
    let found = claims(&document, 0);
    let [(clear, first, note), (other, second, _)] = found[..] else {
        panic!("two claims: {found:?}");
    };
    assert_eq!(clear.url.as_deref(), Some("https://a.org/clear"));
    assert_eq!(clear.title(), "a.org, 2018-06-08");
    assert_eq!(clear.container_title.as_deref(), Some("a.org"));
    assert_eq!(first, "record 10, sentence 5");
    assert!(note.contains("confidence 90 %"), "{note}");
    assert_eq!(other.url.as_deref(), Some("https://c.org/late"));
    assert_eq!(second, "record 6, sentence 1");
    // Without a mention that can be used, the claim cites the address of the event.
    let address = claims(&document, 1)[0].0.url.as_deref();
    assert!(address.unwrap().starts_with("https://news"), "{address:?}");
    for words in [
        "mentions.CSV:7: without a valid date",
        "mentions.CSV:8: with a number that cannot be read",
        "mentions.CSV:9: 2 fields instead of 16",
        "Of 9 mentions, the clearest give 2 records their text.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(description(&document).contains("Of 9 mentions"));
    // The order of the files, and saying which set they are, change nothing.
    let turned = ["mentions.CSV", "events.CSV", "--preset", "gdelt2"];
    let (again, _) = imported(folder.path(), &[&turned[..], &flags].concat());
    assert_eq!(again, document);
}

#[test]
fn mentions_without_their_events_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let row = mention("6 20180607101500 b.org https://b.org/x 9 20");
    fs::write(folder.path().join("mentions.CSV"), row).unwrap();
    let said = refused(folder.path(), &["mentions.CSV"], 1);
    assert!(
        said.contains("give the files of the events that they are of"),
        "{said}"
    );
    let ged = "id,type_of_violence,side_a,side_b,date_start\n1,1,a,b,2015-03-04\n";
    fs::write(folder.path().join("ged.csv"), ged).unwrap();
    let said = refused(folder.path(), &["ged.csv", "mentions.CSV"], 1);
    assert!(
        said.contains("are of UCDP GED and of GDELT mentions"),
        "{said}"
    );
    // An engine is not even started, and a query has no place for them.
    let engine = ["--engine", "duckdb", "--engine-command", "none"];
    for (files, words) in [
        (
            &["mentions.CSV"][..],
            "give the files of the events that they are of",
        ),
        (
            &["ged.csv", "mentions.CSV"],
            "are of UCDP GED and of GDELT mentions",
        ),
    ] {
        let said = refused(folder.path(), &[files, &engine].concat(), 1);
        assert!(said.contains(words), "{said}");
    }
    write_events(folder.path());
    let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args(["events", "events.CSV", "mentions.CSV", "--sql", "duckdb"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("mentions are in no query"), "{said}");
}

#[test]
fn a_sample_of_real_mentions_is_joined_by_event() {
    let Some(path) = shared("data/events/gdelt2-mentions.csv") else {
        return;
    };
    let path = std::path::absolute(path).unwrap().display().to_string();
    let folder = tempfile::tempdir().unwrap();
    let row = gdelt(&[("20160701", "USA", "RUS", 1, "1.0", 1)]);
    let row = row.replacen('1', "555924816", 1);
    fs::write(folder.path().join("events.CSV"), row).unwrap();
    let (document, said) = imported(folder.path(), &["events.CSV", &path, "--min-count", "1"]);
    assert!(
        said.contains("Of 1,635 mentions, the clearest give 1 records"),
        "{said}"
    );
    let (reference, locator, note) = claims(&document, 0)[0];
    assert_eq!(
        reference.url.as_deref(),
        Some("http://arabic.china.org.cn/txt/2017-07/02/content_41135804.htm")
    );
    assert_eq!(locator, "record 555924816, sentence 4");
    assert!(note.contains("confidence 100 %"), "{note}");
}
