//! `frenemy check --quotes` of the built program: its report on every quote, and its exit status;
//! and the quotes of the bundled example, checked against its article, which is not part of the
//! repository.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use frenemy::evidence::{self, Anchored, CheckedClaim, QuoteCheck};
use frenemy::file;
use serde_json::{Value, json};

use crate::data::{fixture_rows, shared};

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
            "network.json:5:34: error: truce, claim 1: the quote differs from the text at ¶2: league [-always-]{+“never+} wanted the war",
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
    let check = QuoteCheck::of(
        &document,
        &evidence::prepared(&document, vec![(id, Ok(article))]),
    );
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

/// A quote and its text in a folder of their own: the JSON report of the built program.
fn report_on(quote: &str, text: &[u8]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text.txt"), text).unwrap();
    let network = json!({"format": "frenemy/1",
        "references": [{"id": "r", "text": "text.txt"}],
        "nodes": [{"id": "a"}, {"id": "b"}],
        "edges": [{"id": "e", "source": "a", "target": "b",
            "claims": [{"reference": "r", "quote": quote}]}]});
    fs::write(folder.path().join("network.json"), network.to_string()).unwrap();
    let output = frenemy(folder.path(), &["--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let state = &report["quotes"]["claims"][0]["state"];
    let is_good = ["verified", "shortened", "adapted"].contains(&state.as_str().unwrap());
    assert_eq!(output.status.code(), Some(i32::from(!is_good)), "{quote}");
    report["quotes"].clone()
}

/// A text as the bytes of an encoding.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-16" => "\u{feff}"
            .chars()
            .chain(text.chars())
            .flat_map(|letter| letter.encode_utf16(&mut [0; 2]).to_vec())
            .flat_map(u16::to_le_bytes)
            .collect(),
        "cp1252" => text
            .chars()
            .map(|letter| match letter {
                '“' => 0x93,
                '”' => 0x94,
                _ => u8::try_from(u32::from(letter)).unwrap(),
            })
            .collect(),
        _ => text.as_bytes().to_vec(),
    }
}

#[test]
fn quotes_in_every_typography_have_the_state_that_they_should() {
    for row in fixture_rows("quotes.tsv", '\t') {
        let [state, quote, text, more, encoding] = &row[..] else {
            panic!("not five cells: {row:?}");
        };
        let text = text.replace("\\n", "\n").replace("\\r", "\r");
        let report = report_on(quote, &encoded(&text, encoding));
        let claim = &report["claims"][0];
        assert_eq!(claim["state"], **state, "“{quote}” in {text}: {claim}");
        let message = claim["message"].as_str().unwrap_or_default();
        let reverses = claim["doubts"] == json!(["negation"]);
        assert_eq!(reverses, message.contains("may reverse its meaning"));
        assert_eq!(reverses, more == "negation", "“{quote}” in {text}: {claim}");
        let has_note = !report["notes"].as_array().unwrap().is_empty();
        assert_eq!(has_note, more == "note", "“{quote}” in {text}: {report}");
    }
}

#[test]
fn quotes_of_the_collection_are_found_as_their_table_says() {
    let Some(folder) = shared("data/cases/quotes") else {
        return;
    };
    let states = |file: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args(["check", "--quotes", "--json"])
            .arg(folder.join(file))
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let claims = report["quotes"]["claims"].as_array().unwrap().clone();
        claims.into_iter().map(|claim| {
            let relation = claim["relation"].as_str().unwrap().to_owned();
            (relation, claim)
        })
    };
    let states: std::collections::BTreeMap<_, _> = ["quotes.json", "quotes2.json", "paths.json"]
        .into_iter()
        .flat_map(states)
        .collect();
    let verified = "q00 q01 q02 q03 v01 v02 v03 v04 v05 v06 q14 v14 q23 q24 q25 q26 q21 q29 q30 q04 q05 q06 q18 q27 q31 v00 v16 p0 p1 p2 p3 p11";
    let shortened = "q08 q09 q10 v07 v08 v09 v10 v11";
    let adapted = "q11 v12 v13";
    let changed = "q12 q13 q16";
    let unread = "p4 p5 p6 p7 p8 p9 p10";
    for (state, ids) in [
        ("verified", verified),
        ("shortened", shortened),
        ("adapted", adapted),
        ("changed", changed),
        ("no-text", unread),
    ] {
        for id in ids.split(' ') {
            assert_eq!(states[id]["state"], state, "{id}: {}", states[id]);
        }
    }
    assert_eq!(states["v07"]["doubts"], json!(["negation"]));
    assert!(
        states["v07"]["message"]
            .as_str()
            .unwrap()
            .contains("{+not+}")
    );
    assert_eq!(states["v08"]["message"], Value::Null);
}
