//! `frenemy propose` and `frenemy codebook`, and the coders of claims in files.

use std::fs;

use frenemy::{evidence, file};
use serde_json::{Value, json};

use crate::program::frenemy;

const TEXT: &str = "The king met the duke in May.\n\nThe duke sent arms to the rebels.\n";

const NETWORK: &str = r#"{"format":"frenemy/1","graph":{"codebook":[
 {"kind":"support","rule":"help in kind","example":"They sent arms.","counter_example":"They promised arms.","zz":"kept"},
 {"kind":"support","type":"arms"}]},
"references":[{"id":"r","title":"Chronicle","text":"text.txt"}],
"nodes":[{"id":"king","name":"The King"},{"id":"duke"},{"id":"rebels"}],
"edges":[{"id":"e","source":"king","target":"duke","claims":[
 {"coder":"Ada"},{"coder":{"type":"model","name":"m","zz":1},"approver":"Ben"},{}]}]}"#;

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let hash = evidence::sha256(TEXT);
    let line = |quote: &str, from: &str, hash: &str| {
        json!({"text_sha256": hash, "quote": quote, "from": from, "to": "duke", "kind": "cooperation",
               "coder": {"type": "model", "name": "m", "prompt_sha256": "00"}})
        .to_string()
    };
    let lines = [
        line("king met the duke", "the king", &hash),
        line("the king loves the duke", "king", &hash),
        line("sent arms to the rebels", "Nobody", &hash),
        line("king met the duke", "king", "abc"),
        "{\"quote\":".to_owned(),
    ];
    for (name, text) in [
        ("net.json", NETWORK.to_owned()),
        ("text.txt", TEXT.to_owned()),
        ("proposals.jsonl", lines.join("\n")),
        ("good.jsonl", lines[0].clone() + "\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn proposals_are_checked_quote_by_quote_and_refused_where_the_quote_is_not_there() {
    let folder = folder();
    for arguments in [
        ["propose", "net.json", "proposals.jsonl"],
        ["propose", "proposals.jsonl", "net.json"],
    ] {
        let output = frenemy(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let text = words(&output.stdout);
        assert!(
            text.ends_with("proposals.jsonl: 2 of 5 verified\n"),
            "{text}"
        );
        assert!(
            text.contains(
                "proposals.jsonl:2:1: error: refused: “the king loves the duke”: the quote is not in the text\n"
            ) || text.contains("proposals.jsonl:2:1: error: refused: “the king loves the duke”: the text has other words"),
            "{text}"
        );
        assert!(
            text.contains("proposals.jsonl:4:1: error: refused"),
            "{text}"
        );
        assert!(text.contains("no saved text has this SHA-256"), "{text}");
        assert!(text.contains("proposals.jsonl:5:"), "{text}");
    }
    let output = frenemy(
        folder.path(),
        &["propose", "check", "net.json", "good.jsonl"],
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(words(&output.stdout), "good.jsonl: 1 of 1 verified\n");
}

#[test]
fn a_quote_of_several_places_is_ambiguous_as_in_check_quotes() {
    let folder = folder();
    let line = json!({"quote": "The duke", "from": "duke", "to": "Duke", "kind": "support"});
    let text = TEXT.to_owned() + "The duke denies it.\n";
    fs::write(folder.path().join("text.txt"), text).unwrap();
    fs::write(folder.path().join("twice.jsonl"), line.to_string()).unwrap();
    let output = frenemy(folder.path(), &["propose", "net.json", "twice.jsonl"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let printed = words(&output.stdout);
    for line in [
        "twice.jsonl:1:1: error: ambiguous: “The duke”: the quote occurs 2 times in the text\n",
        "twice.jsonl:1:1: note: `duke` is both from and to\n",
        "twice.jsonl:1:1: note: it names no coder, so its claim will say an unnamed model\n",
        "twice.jsonl: 0 of 1 verified, 1 ambiguous\n",
    ] {
        assert!(printed.contains(line), "{printed}");
    }
    let arguments = ["propose", "net.json", "twice.jsonl", "--json"];
    let output = frenemy(folder.path(), &arguments);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        [
            &report["verified"],
            &report["ambiguous"],
            &report["refused"]
        ],
        [0, 1, 0]
    );
    assert_eq!(report["checked"][0]["state"], "ambiguous");
    assert_eq!(report["checked"][0]["reference"], "r");
}

#[test]
fn propose_prints_json_hashes_and_a_prompt_in_the_documented_format() {
    let folder = folder();
    let output = frenemy(
        folder.path(),
        &["propose", "net.json", "proposals.jsonl", "--json"],
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        [&report["verified"], &report["refused"], &report["total"]],
        [2, 3, 5]
    );
    assert_eq!(
        report["checked"][0],
        json!({"line": 1, "state": "verified", "reference": "r", "quote": "king met the duke",
               "from": "the king", "to": "duke", "kind": "cooperation", "stance": "asserts",
               "known": [true, true], "message": null, "notes": []})
    );
    assert_eq!(report["checked"][2]["known"], json!([false, true]));
    assert_eq!(report["issues"][0]["line"], 5);
    let output = frenemy(folder.path(), &["propose", "--texts", "net.json"]);
    let line = format!("{}  text.txt  r\n", evidence::sha256(TEXT));
    assert_eq!(words(&output.stdout), line);
    let output = frenemy(folder.path(), &["propose", "--prompt"]);
    let prompt = words(&output.stdout);
    for key in [
        "text_sha256",
        "quote",
        "from",
        "to",
        "kind",
        "stance",
        "claimant",
        "when",
        "coder",
        "rationale",
    ] {
        assert!(prompt.contains(&format!("\"{key}\"")), "{key}");
    }
    assert_eq!(
        frenemy(folder.path(), &["propose", "net.json"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(frenemy(folder.path(), &["propose"]).status.code(), Some(2));
}

#[test]
fn the_codebook_goes_out_as_csv_and_comes_in() {
    let folder = folder();
    let output = frenemy(folder.path(), &["codebook", "net.json"]);
    let csv = "kind,type,rule,example,counter_example,zz\n\
               support,,help in kind,They sent arms.,They promised arms.,kept\n\
               support,arms,,,,\n";
    assert_eq!(words(&output.stdout), csv);
    let csv = csv.to_owned() + "hostility,,war,,,\nfoe,,x,,,\n";
    fs::write(folder.path().join("rules.csv"), &csv).unwrap();
    let arguments = [
        "codebook",
        "net.json",
        "--from",
        "rules.csv",
        "-o",
        "out.json",
    ];
    let output = frenemy(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output.stdout).contains("rules.csv:5:1: error: `foe` is not a kind"));
    let out = fs::read(folder.path().join("out.json")).unwrap();
    let out: Value = serde_json::from_slice(&out).unwrap();
    let codebook = &out["graph"]["codebook"];
    assert_eq!(codebook.as_array().unwrap().len(), 3);
    assert_eq!(codebook[0]["counter_example"], "They promised arms.");
    assert_eq!(codebook[0]["zz"], "kept");
    assert_eq!(codebook[2]["kind"], "hostility");
    let wrong = [
        "codebook",
        "net.json",
        "--from",
        "rules.csv",
        "-o",
        "out.csv",
    ];
    assert_eq!(frenemy(folder.path(), &wrong).status.code(), Some(2));
}

#[test]
fn the_coder_of_a_claim_keeps_its_form_and_old_files_have_none() {
    let opened = file::read(NETWORK.as_bytes(), "net.json").unwrap();
    assert!(opened.issues.is_empty(), "{:?}", opened.issues);
    let relation = opened.document.relations.iter().next().unwrap();
    let coders = relation.claims.iter().map(|claim| {
        let coder = claim.coder.as_ref().map(|coder| coder.in_words());
        (
            coder.unwrap_or_default(),
            claim.approver.clone().unwrap_or_default(),
        )
    });
    let expected = [("Ada", ""), ("m (model)", "Ben"), ("", "")];
    let expected = expected.map(|(coder, approver)| (coder.to_owned(), approver.to_owned()));
    assert_eq!(coders.collect::<Vec<_>>(), expected);
    let written: Value = serde_json::from_slice(&file::write(&opened.document)).unwrap();
    let read: Value = serde_json::from_str(NETWORK).unwrap();
    assert_eq!(written["edges"], read["edges"]);
    assert_eq!(written["graph"], read["graph"]);
}

#[test]
fn claims_of_a_coder_are_left_out_on_the_command_line() {
    let folder = folder();
    let text = NETWORK.replace(",{}]", "]").replace(
        "\"coder\":\"Ada\"",
        "\"coder\":\"Ada\",\"stance\":\"denies\"",
    );
    fs::write(folder.path().join("net.json"), text).unwrap();
    let arguments = ["analyze", "net.json", "--json", "--without-coder", "Ada"];
    let output = frenemy(folder.path(), &arguments);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let filter = report["filter"].as_str().unwrap();
    assert!(
        filter.starts_with("Without claims coded by Ada"),
        "{filter}"
    );
    let arguments = ["analyze", "net.json", "--without-coder", "Eve"];
    let output = frenemy(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("the coders of the file are Ada and m"));
}
