//! `frenemy diff` and `frenemy merge`, and the latter as a merge driver of git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::program::frenemy;

const BASE: &str = r#"{
  "format": "frenemy/1",
  "nodes": [
    {"id": "a", "name": "Alba"},
    {"id": "b", "name": "Borea"}
  ],
  "edges": [
    {"id": "e", "source": "a", "target": "b", "kind": "support", "zz": [1, 2], "claims": [
      {"quote": "they help"}
    ]}
  ]
}
"#;

fn words(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder with the base and two files made from it by replacements.
fn folder(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = |replacements: &[(&str, &str)]| {
        replacements
            .iter()
            .fold(BASE.to_owned(), |text, (old, new)| {
                assert!(text.contains(old), "{old}");
                text.replace(old, new)
            })
    };
    for (name, text) in [
        ("base.json", BASE.to_owned()),
        ("a.json", made(ours)),
        ("b.json", made(theirs)),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap()
}

#[test]
fn diff_lists_records_and_fields_and_says_by_its_status_whether_any_differ() {
    let folder = folder(
        &[
            ("\"Alba\"", "\"Albania\""),
            ("\"they help\"", "\"they help\", \"note\": \"n\""),
        ],
        &[],
    );
    let output = frenemy(folder.path(), &["diff", "base.json", "a.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        words(&output),
        "~ actor Albania (a)\n    name: \"Alba\" → \"Albania\"\n\
         ~ claim Albania – Borea, support: “they help”\n    note: nothing → \"n\"\n2 changed\n"
    );
    let output = frenemy(folder.path(), &["diff", "base.json", "b.json"]);
    assert_eq!(
        (output.status.code(), &*words(&output)),
        (Some(0), "nothing differs\n")
    );
    let output = frenemy(folder.path(), &["diff", "base.json", "a.json", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        report["records"][0],
        json!({"record": "actor", "id": "a", "name": "Albania", "status": "changed",
               "fields": [{"field": "name", "before": "Alba", "after": "Albania"}]})
    );
    let output = frenemy(folder.path(), &["diff", "base.json", "none.json"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn merge_writes_what_both_sides_changed_and_says_what_came_from_where() {
    let folder = folder(
        &[("\"Alba\"", "\"Albania\"")],
        &[(
            "{\"quote\": \"they help\"}",
            "{\"quote\": \"they help\"}, {\"quote\": \"they meet\"}",
        )],
    );
    let arguments = ["merge", "base.json", "a.json", "b.json", "-o", "out.json"];
    let output = frenemy(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(
        words(&output),
        "from a.json: 1 actor changed\nfrom b.json: 1 claim added\n"
    );
    let out = read(folder.path(), "out.json");
    assert_eq!(out["nodes"][0]["name"], "Albania");
    assert_eq!(out["edges"][0]["claims"].as_array().unwrap().len(), 2);
    assert_eq!(out["edges"][0]["zz"], json!([1, 2]));
    assert!(out.get("questions").is_none() && out["graph"].is_null());
}

#[test]
fn of_very_many_differences_the_first_are_printed_and_the_others_counted() {
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, count: usize| {
        let actors: Vec<_> = (0..count).map(|id| json!({"id": id.to_string()})).collect();
        let file = json!({"format": "frenemy/1", "nodes": actors, "edges": []});
        fs::write(folder.path().join(name), file.to_string()).unwrap();
    };
    written("a.json", 0);
    written("b.json", 1_500);
    let text = words(&frenemy(folder.path(), &["diff", "a.json", "b.json"]));
    assert_eq!(text.lines().count(), 1_002);
    assert!(
        text.ends_with("and 500 more; --json lists all\n1500 added\n"),
        "{text}"
    );
}

#[test]
fn a_conflict_is_a_question_in_words_in_the_file_and_in_the_exit_status() {
    let folder = folder(
        &[("\"support\"", "\"hostility\"")],
        &[("\"support\"", "\"cooperation\"")],
    );
    let arguments = ["merge", "base.json", "a.json", "b.json", "-o", "out.json"];
    let output = frenemy(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        words(&output).ends_with(
            "1 question to decide, kept in the file:\n  relation Alba – Borea (e), kind: \
             hostility stays; b.json has cooperation\n"
        ),
        "{}",
        words(&output)
    );
    let question = &read(folder.path(), "out.json")["graph"]["questions"][0];
    assert_eq!(
        *question,
        json!({"record": "relation", "id": "e", "field": "kind", "kept": "hostility",
               "other": "cooperation", "from": "b.json"})
    );
    let output = frenemy(folder.path(), &[&arguments[..], &["--json"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["questions"][0]["other"], "cooperation");
    let two = ["merge", "a.json", "b.json", "-o", "two.json"];
    assert_eq!(frenemy(folder.path(), &two).status.code(), Some(1));
    let wrong = ["merge", "a.json", "b.json", "-o", "two.csv"];
    assert_eq!(frenemy(folder.path(), &wrong).status.code(), Some(2));
    let missing = ["merge", "a.json", "none.json", "-o", "three.json"];
    assert_eq!(frenemy(folder.path(), &missing).status.code(), Some(3));
    assert!(!folder.path().join("three.json").exists());
}

#[test]
fn saved_texts_that_are_not_beside_the_output_and_records_of_one_name_are_named() {
    let with_source = |actor: &'static str| {
        let source =
            "\"references\": [{\"id\": \"r\", \"text\": \"texts/t.txt\"}],\n  \"nodes\": [\n";
        let source = format!("{source}    {{\"id\": \"{actor}\", \"name\": \"Epirus\"}},");
        folder(&[("\"nodes\": [", &source)], &[])
    };
    let (folder, other) = (with_source("epirus"), with_source("ep"));
    let ours = folder.path();
    fs::copy(other.path().join("a.json"), ours.join("b.json")).unwrap();
    for inside in ["texts", "elsewhere"] {
        fs::create_dir(ours.join(inside)).unwrap();
    }
    fs::write(ours.join("texts/t.txt"), "They help.").unwrap();
    let merge = |output: &str| frenemy(ours, &["merge", "a.json", "b.json", "-o", output]);
    let output = merge("elsewhere/o.json");
    let warning = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(
        warning
            .contains("1 saved text is not beside it, but beside the merged files: `texts/t.txt`"),
        "{warning}"
    );
    let said = words(&output);
    assert!(
        said.contains("actor Epirus (epirus and ep): both files added one of this name"),
        "{said}"
    );
    assert!(merge("o.json").stderr.is_empty());
}

#[test]
fn a_table_is_never_replaced_by_a_merge() {
    let folder = tempfile::tempdir().unwrap();
    let table = "source,target,sign\nAlba,Borea,1\n";
    for name in ["a.csv", "b.csv"] {
        fs::write(folder.path().join(name), table).unwrap();
    }
    let output = frenemy(folder.path(), &["merge", "a.csv", "b.csv", "-o", "a.csv"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let left = fs::read_to_string(folder.path().join("a.csv")).unwrap();
    assert_eq!(left, table);
    let merged = ["merge", "a.csv", "b.csv", "-o", "both.json"];
    assert_eq!(frenemy(folder.path(), &merged).status.code(), Some(0));
}

/// Runs git in a folder with a name and without the settings of the user.
fn git(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", folder.join("no-config"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(arguments)
        .output()
        .unwrap()
}

/// A repository in which two branches changed the file that `folder` has, and the merge of one into
/// the other.
fn merged_by_git(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> (tempfile::TempDir, Output) {
    let made = folder(ours, theirs);
    let repository = tempfile::tempdir().unwrap();
    let path = repository.path();
    let file = path.join("war.json");
    let program = env!("CARGO_BIN_EXE_frenemy");
    // The command of the guide, through a shell as a reader types it, after one that failed.
    let guide = include_str!("../../docs/src/coders.md");
    let (_, rest) = guide
        .split_once("git config merge.frenemy.driver ")
        .unwrap();
    let (driver, _) = rest.split_once("\necho").unwrap();
    let driver = driver.replacen("frenemy merge", &format!("\"{program}\" merge"), 1);
    let configure = format!("(exit 7); git config merge.frenemy.driver {driver}");
    fs::write(path.join(".gitattributes"), "*.json merge=frenemy\n").unwrap();
    let version = |name: &str, message: &str| {
        fs::copy(made.path().join(name), &file).unwrap();
        let version = name.trim_end_matches(".json");
        let package = format!("{{\n  \"name\": \"war\",\n  \"version\": \"{version}\"\n}}\n");
        fs::write(path.join("package.json"), package).unwrap();
        assert!(git(path, &["add", "-A"]).status.success());
        let output = git(path, &["commit", "-q", "-m", message]);
        assert!(output.status.success(), "{output:?}");
    };
    assert!(git(path, &["init", "-q", "-b", "main"]).status.success());
    let mut shell = Command::new("sh");
    assert!(
        shell
            .current_dir(path)
            .args(["-c", &configure])
            .status()
            .unwrap()
            .success()
    );
    version("base.json", "base");
    assert!(git(path, &["checkout", "-q", "-b", "ben"]).status.success());
    version("b.json", "ben");
    assert!(git(path, &["checkout", "-q", "main"]).status.success());
    version("a.json", "ada");
    let output = git(path, &["merge", "ben", "-m", "merge"]);
    (repository, output)
}

#[test]
fn git_merges_relations_files_by_records() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("skipped: git is not installed");
        return;
    }
    // Both change the same line, which git cannot merge.
    let (repository, output) = merged_by_git(
        &[(
            "{\"quote\": \"they help\"}",
            "{\"quote\": \"they help\", \"note\": \"n\"}",
        )],
        &[(
            "{\"quote\": \"they help\"}",
            "{\"quote\": \"they help\", \"locator\": \"¶4\"}",
        )],
    );
    // The other JSON file has the conflict that git finds.
    let status = words(&git(repository.path(), &["status", "--short"]));
    assert!(status.contains("UU package.json"), "{status} {output:?}");
    assert!(status.contains("M  war.json"), "{status}");
    let package = fs::read_to_string(repository.path().join("package.json")).unwrap();
    for part in ["<<<<<<<", "\"a\"", "\"b\"", ">>>>>>>"] {
        assert!(package.contains(part), "{package}");
    }
    let file = read(repository.path(), "war.json");
    assert_eq!(
        file["edges"][0]["claims"],
        json!([{"quote": "they help", "note": "n", "locator": "¶4"}])
    );

    let (repository, output) = merged_by_git(
        &[("\"support\"", "\"hostility\"")],
        &[("\"support\"", "\"cooperation\"")],
    );
    assert!(!output.status.success());
    let status = words(&git(repository.path(), &["status", "--short"]));
    assert!(status.contains("UU war.json"), "{status}");
    let file = read(repository.path(), "war.json");
    assert_eq!(file["edges"][0]["kind"], "hostility");
    assert_eq!(file["graph"]["questions"][0]["other"], "cooperation");
    let from = file["graph"]["questions"][0]["from"].as_str().unwrap();
    assert!(["ben", "theirs"].contains(&from), "{from}");
    let left: Vec<_> = fs::read_dir(repository.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".merge"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
