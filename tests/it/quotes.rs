//! `frenemy check --quotes` of the built program: its report on every quote, and its exit status;
//! and the quotes of the bundled example, checked against its article, which is not part of the
//! repository.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use frenemy::evidence::{self, Anchored, CheckedClaim, QuoteCheck};
use frenemy::file;
use serde_json::{Value, json};

use crate::data::shared;

/// A text of our own, with typography that quotes do not repeat.
const TEXT: &str = "\u{feff}A truce among neighbours\r\n\r\nThe river towns said that the league “never wanted the war” – and\r\nkept the truce for thirty years.\r\n\r\nThe hill towns kept the truce until the first bad har\u{ad}vest.\r\n";

const NETWORK: &str = r#"{"format":"frenemy/1",
"references":[{"id":"chronicle","text":"texts/chronicle.txt"},{"id":"lost","text":"texts/lost.txt"},{"id":"bare"}],
"nodes":[{"id":"towns"},{"id":"league"}],
"edges":[{"id":"truce","source":"towns","target":"league","kind":"cooperation","claims":[
CLAIMS
]}]}"#;

/// The output of a check of these claims, which are one to a line from line 5 on.
fn check(claims: &[&str], arguments: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("texts")).unwrap();
    fs::write(folder.path().join("texts/chronicle.txt"), TEXT).unwrap();
    let network = NETWORK.replace("CLAIMS", &claims.join(",\n"));
    fs::write(folder.path().join("network.json"), network).unwrap();
    let output = frenemy(folder.path(), arguments);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

fn frenemy(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .current_dir(folder)
        .args(["check", "--quotes"])
        .args(arguments)
        .arg("network.json")
        .output()
        .unwrap()
}

const VERIFIED: &str = r#"{"reference":"chronicle","locator":"¶2","quote":"league \"never wanted the war\" - and kept"}"#;

#[test]
fn verified_quotes_are_only_counted() {
    let folded = r#"{"reference":"chronicle","quote":"the first bad harvest"}"#;
    let decided =
        r#"{"reference":"chronicle","quote":{"exact":"kept the truce","suffix":" until"}}"#;
    let located = r#"{"reference":"chronicle","locator":"para. 3","quote":"kept the truce"}"#;
    let unquoted = r#"{"reference":"chronicle"}"#;
    let (status, words) = check(&[VERIFIED, folded, decided, located, unquoted], &[]);
    insta::assert_snapshot!(words, @r"
    network.json: frenemy, 2 actors, 1 relation, 5 claims, 3 references, no issues
    network.json: quotes: 4 verified
    ");
    assert_eq!(status, Some(0));
}

#[test]
fn a_quote_that_is_not_verified_is_a_failure_with_its_place_and_reason() {
    for (claim, said) in [
        (
            r#"{"reference":"chronicle","quote":"league always wanted the war"}"#,
            "network.json:5:34: error: truce, claim 1: the quote differs from the text at ¶2: league [-always-]{+'never+} wanted the war",
        ),
        (
            r#"{"reference":"chronicle","quote":"kept the truce"}"#,
            "network.json:5:34: error: truce, claim 1: “kept the truce” occurs 2 times in the text: ¶2, ¶3",
        ),
        (
            r#"{"reference":"chronicle","quote":"an embargo on grain"}"#,
            "network.json:5:34: error: truce, claim 1: “an embargo on grain” is not in the text, and nothing similar is",
        ),
        (
            r#"{"reference":"lost","quote":"kept the truce"}"#,
            "network.json:5:29: error: truce, claim 1: the saved text cannot be read: `texts/lost.txt`: there is no such file",
        ),
        (
            r#"{"reference":"bare","quote":"kept the truce"}"#,
            "network.json:5:29: error: truce, claim 1: there is no saved text to check the quote against",
        ),
    ] {
        let (status, words) = check(&[claim], &[]);
        assert_eq!(words.lines().next(), Some(said));
        assert_eq!(status, Some(1), "{words}");
    }
}

#[test]
fn a_doubtful_place_is_a_warning_and_no_failure() {
    let claims = [
        r#"{"reference":"chronicle","locator":"¶3","quote":"wanted the war"}"#,
        r#"{"reference":"chronicle","quote":{"exact":"wanted the war","prefix":"always "}}"#,
    ];
    let (status, words) = check(&claims, &[]);
    insta::assert_snapshot!(words, @r"
    network.json:5:49: warning: truce, claim 1: the quote is at ¶2, not at ¶3
        Correct the locator, prefix or suffix of the claim.
    network.json:6:34: warning: truce, claim 2: the quote is at ¶2, but not between its prefix and suffix
        Correct the locator, prefix or suffix of the claim.
    network.json: frenemy, 2 actors, 1 relation, 2 claims, 3 references, no issues
    network.json: quotes: 2 verified
    ");
    assert_eq!(status, Some(0));
}

#[test]
fn json_has_the_same_results() {
    let changed = r#"{"reference":"chronicle","quote":"kept a truce"}"#;
    let (status, output) = check(&[VERIFIED, changed], &["--json"]);
    let output: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(status, Some(1));
    let quotes = &output["quotes"];
    assert_eq!(
        [
            &quotes["verified"],
            &quotes["changed"],
            &quotes["not_found"]
        ],
        [1, 1, 0]
    );
    let claims = quotes["claims"].as_array().unwrap();
    let place = &claims[0]["places"][0];
    let [start, end] = ["start", "end"].map(|end| place[end].as_u64().unwrap() as usize);
    let saved = TEXT.trim_start_matches('\u{feff}');
    assert_eq!(
        &saved[start..end],
        "league “never wanted the war” – and\r\nkept"
    );
    assert_eq!(
        (
            &claims[0]["state"],
            &claims[0]["message"],
            &place["locator"]
        ),
        (&json!("verified"), &Value::Null, &json!("¶2"))
    );
    assert_eq!(
        claims[1]["difference"],
        json!([{"same": "kept "}, {"removed": "a"}, {"added": "the"}, {"same": " truce"}])
    );
    assert_eq!(
        (&claims[1]["line"], &claims[1]["column"]),
        (&json!(6), &json!(34))
    );
}

#[test]
fn a_file_from_a_stranger_reads_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    fs::write(
        folder.path().join("secret.txt"),
        "the password is swordfish",
    )
    .unwrap();
    let network = r#"{"format":"frenemy/1","references":[{"id":"x","text":"../secret.txt"}],"nodes":[{"id":"a"},{"id":"b"}],
"edges":[{"id":"e","source":"a","target":"b","claims":[{"reference":"x","quote":"the password is"}]}]}"#;
    fs::write(work.join("network.json"), network).unwrap();
    let output = frenemy(&work, &[]);
    let words = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(words.contains("a path from the file's folder"), "{words}");
    assert!(!words.contains("swordfish"));
}

#[test]
fn without_the_flag_quotes_are_not_checked() {
    let folder = tempfile::tempdir().unwrap();
    let network = NETWORK.replace("CLAIMS", r#"{"reference":"lost","quote":"x"}"#);
    fs::write(folder.path().join("network.json"), network).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .current_dir(folder.path())
        .args(["check", "network.json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn quotes_of_the_bundled_example_are_verified_in_its_article() {
    let Some(path) = shared("article.txt") else {
        return;
    };
    let article = fs::read_to_string(path).unwrap();
    let example = include_bytes!("../../assets/examples/afghanistan-2017.json");
    let document = file::read(example, "example").unwrap().document;
    let id = document.references.iter().next().unwrap().id.clone();
    let check = QuoteCheck::of(&document, &evidence::prepared(vec![(id, Ok(article))]));
    assert!(!check.claims.is_empty());
    for checked in &check.claims {
        let is_sure =
            matches!(&checked.state, Anchored::Verified { doubts, .. } if doubts.is_empty());
        let CheckedClaim {
            relation,
            claim,
            state,
            ..
        } = checked;
        assert!(is_sure, "{relation}, claim {claim}: {state:?}");
    }
}
