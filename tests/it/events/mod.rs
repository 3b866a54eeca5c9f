//! Event data become relations: the built program reads small tables and the samples beside the
//! repository, and writes what was worked out by hand or by another program.

mod engines;
mod forms;
mod mentions;
#[cfg(feature = "parquet")]
mod parquet;
mod planted;
mod samples;
#[cfg(unix)]
mod spark;
mod surprises;
mod tables;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use frenemy::file;
use frenemy::model::{Document, Relation};

/// Runs `frenemy events` in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("events")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The document that `frenemy events` writes in a folder, and what it says.
fn imported(folder: &Path, arguments: &[&str]) -> (Document, String) {
    let arguments = [arguments, &["-o", "out.json"]].concat();
    let output = run(folder, &arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    let bytes = fs::read(folder.join("out.json")).unwrap();
    let content = file::read(&bytes, "out.json").unwrap();
    assert!(content.issues.is_empty(), "{:?}", content.issues);
    (content.document, said)
}

/// The message of `frenemy events` that fails with this status.
fn refused(folder: &Path, arguments: &[&str], status: i32) -> String {
    let arguments = [arguments, &["-o", "refused.json"]].concat();
    let output = run(folder, &arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(!folder.join("refused.json").exists());
    said
}

/// A relation in words: `A cooperation B 2018-06 weight 5`.
fn words(document: &Document, relation: &Relation) -> String {
    let (source, target) = (
        document.actor_name(&relation.source),
        document.actor_name(&relation.target),
    );
    let when = relation.when.as_ref().map_or("", |when| when.as_str());
    let weight = relation
        .weight
        .map_or(String::new(), |weight| format!(" weight {weight}"));
    let subtype = relation
        .subtype
        .as_ref()
        .map_or(String::new(), |subtype| format!(" ({subtype})"));
    let arrow = if relation.is_directed() { " →" } else { "" };
    format!(
        "{source} {}{arrow} {target} {when}{weight}{subtype}",
        relation.kind().as_str()
    )
}

/// All relations in words.
fn all_words(document: &Document) -> Vec<String> {
    let relations = document.relations.iter();
    relations
        .map(|relation| words(document, relation))
        .collect()
}

fn description(document: &Document) -> &str {
    document.meta.description.as_deref().unwrap()
}
