//! The rules of ARCHITECTURE.md that a machine can check: which module never imports what, that
//! every file says what it is, that lines of prose are short, that no files import each other in a
//! circle, and that no two types share a name.
//!
//! The table in ARCHITECTURE.md is the only list of rules: this test reads it, and fails on a word
//! it does not know.

mod imports;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use imports::Sources;
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

#[test]
fn no_module_imports_what_the_table_forbids() {
    let sources = Sources::read(&folder("src"));
    let table = fs::read_to_string(folder("ARCHITECTURE.md")).unwrap();
    let rules = rules::read(&table, &sources.modules());
    let mut broken = Vec::new();
    for (module, rule) in &rules {
        for file in sources.of_module(module) {
            for import in file.imports() {
                if rule.forbids(&import.path) {
                    broken.push(format!("{} imports {}", file.name, import.path.join("::")));
                }
            }
            for words in rule.words().filter(|words| file.code.contains(*words)) {
                broken.push(format!("{} says {words}", file.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_module_has_a_row_in_the_table() {
    let sources = Sources::read(&folder("src"));
    let table = fs::read_to_string(folder("ARCHITECTURE.md")).unwrap();
    let rules = rules::read(&table, &sources.modules());
    let rows: BTreeSet<&str> = rules.keys().map(String::as_str).collect();
    let modules = sources.modules();
    let modules: BTreeSet<&str> = modules.iter().map(String::as_str).collect();
    assert_eq!(
        rows, modules,
        "rows of the table, and modules of the source"
    );
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let mut without = Vec::new();
    for name in ["src", "tests", "benches"] {
        for file in rust_files(&folder(name)) {
            let text = fs::read_to_string(&file).unwrap();
            if !text.starts_with("//! ") {
                without.push(file.display().to_string());
            }
        }
    }
    assert!(without.is_empty(), "no header: {}", without.join("\n"));
}

#[test]
fn lines_of_comments_have_at_most_100_columns() {
    const MAX_COLUMNS: usize = 100;
    let files = ["src", "tests", "benches", "fuzz/src", "fuzz/fuzz_targets"]
        .map(|name| rust_files(&folder(name)));
    let mut longer = Vec::new();
    for file in files.iter().flatten() {
        let text = fs::read_to_string(file).unwrap();
        let comments = (1..).zip(text.lines()).filter(|(_, line)| {
            line.trim_start().starts_with("//") && !is_one_command_or_address(line)
        });
        longer.extend(
            comments
                .filter(|(_, line)| line.chars().count() > MAX_COLUMNS)
                .map(|(number, _)| format!("{}:{number}", file.display())),
        );
    }
    assert!(longer.is_empty(), "{}", longer.join("\n"));
}

/// Whether a line of a comment cannot be broken without harm: it is a command in backticks,
/// or has an address.
fn is_one_command_or_address(line: &str) -> bool {
    line.contains("://")
        || line.contains("` `")
        || line.trim_start_matches(['/', '!', ' ']).starts_with('`')
}

#[test]
fn every_format_that_is_read_is_fuzzed() {
    let table = fs::read_to_string(folder("fuzz/src/lib.rs")).unwrap();
    let is_missing = |id: &&str| !table.contains(&format!("\"{id}\","));
    let read = frenemy::file::FORMATS
        .iter()
        .filter(|format| format.is_read());
    let missing: Vec<_> = read.map(|format| format.id).filter(is_missing).collect();
    assert!(missing.is_empty(), "not in fuzz/src/lib.rs: {missing:?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = Sources::read(&folder("src"));
    let imports = sources.files_imported();
    let edges = imports
        .iter()
        .flat_map(|(file, imported)| imported.iter().map(move |other| (*file, *other, ())));
    let graph: DiGraphMap<&str, ()> = DiGraphMap::from_edges(edges);
    let circles: Vec<_> = tarjan_scc(&graph)
        .into_iter()
        .filter(|files| files.len() > 1)
        .map(|files| (graph_among(&imports, &files), files.len()))
        .collect();
    assert!(circles.is_empty(), "import each other: {circles:#?}");
}

/// The imports among these files.
fn graph_among(imports: &BTreeMap<&str, BTreeSet<&str>>, files: &[&str]) -> Vec<String> {
    let mut among = Vec::new();
    for file in files {
        let others = imports[file].iter().filter(|other| files.contains(other));
        among.extend(others.map(|other| format!("{file} -> {other}")));
    }
    among
}

#[test]
fn no_two_types_share_a_name() {
    let sources = Sources::read(&folder("src"));
    let declared = sources.types_declared().into_iter();
    let shared: Vec<_> = declared.filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "declared more than once: {shared:#?}");
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// All Rust files in a folder and the folders in it, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
