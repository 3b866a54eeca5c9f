//! Real graphs and hostile files of large collections: each is opened, or refused with a reason;
//! none makes the reader panic, hang or lose anything.
//!
//! The collections are not part of the repository: see `tests/it/data.rs`. `tests/it/fixtures.rs`
//! proves the same of small files on any machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use frenemy::file::{self, FileContent};
use frenemy::model::{Document, Fields, Issue, RelationKind};

use crate::data::shared;

/// Longer than any file takes on a slow machine, without optimization.
const PATIENCE: Duration = Duration::from_mins(1);

fn corpus() -> Option<PathBuf> {
    shared("data")
}

/// All files in a folder of the corpus, and in the folders in it, sorted by path.
fn files(folder: &str) -> Vec<PathBuf> {
    let Some(corpus) = corpus() else {
        return Vec::new();
    };
    let mut files = Vec::new();
    let mut folders = vec![corpus.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "SOURCE.md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Reads a file on a thread of its own, and fails where it takes too long.
fn read(path: &Path) -> Result<FileContent, Vec<Issue>> {
    let (sender, receiver) = mpsc::channel();
    let bytes = fs::read(path).unwrap();
    let file = name(path);
    // A small stack finds recursion that would overflow a large one later.
    let thread = std::thread::Builder::new().stack_size(1024 * 1024);
    let reader = thread
        .spawn(move || {
            // Sending fails where the test has stopped waiting.
            let _ = sender.send(file::read(&bytes, &file));
        })
        .unwrap();
    match receiver.recv_timeout(PATIENCE) {
        Ok(read) => {
            let _ = reader.join();
            read
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{} hangs", path.display()),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{} makes it panic", path.display()),
    }
}

/// What `INDEX.md` says of a file: its path, nodes and edges.
fn index() -> BTreeMap<String, (usize, usize)> {
    let Some(corpus) = corpus() else {
        return BTreeMap::new();
    };
    let text = fs::read_to_string(corpus.join("INDEX.md")).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let count = |cell: &str| cell.parse::<usize>().ok();
        let (path, nodes, edges) = (cells.get(1)?, cells.get(3)?, cells.get(4)?);
        Some(((*path).to_owned(), (count(nodes)?, count(edges)?)))
    });
    rows.collect()
}

const NODE_LINK: &[&str] = &[
    "json-d3-id",
    "json-d3-index",
    "json-networkx",
    "json-vis",
    "writers-karate",
    "writers-southern-women",
];

/// The node-link files of the corpus with their paths in the index.
fn node_link() -> Vec<(String, PathBuf)> {
    let in_folder = |folder: &&str| {
        let folder = (*folder).to_owned();
        files(&folder)
            .into_iter()
            .map(move |path| (format!("{folder}/{}", name(&path)), path))
    };
    NODE_LINK
        .iter()
        .flat_map(in_folder)
        .filter(|(key, _)| !key.starts_with("writers") || key.contains("node_link"))
        .collect()
}

#[test]
fn node_link_files_have_the_counts_of_the_index() {
    let index = index();
    let mut checked = 0;
    for (key, path) in node_link() {
        let opened = read(&path).unwrap_or_else(|issues| panic!("{key}: {issues:?}"));
        let actors = opened.document.actors.iter();
        let declared = actors.filter(|actor| !actor.is_placeholder).count();
        let counted = (declared, opened.document.relations.len());
        assert_eq!(index.get(&key), Some(&counted), "{key}");
        let named = opened
            .issues
            .iter()
            .filter(|issue| issue.code == "dangling-end");
        let placeholders = opened.document.actors.len() - declared;
        assert!(named.count() >= placeholders, "{key} hides a placeholder");
        assert!(
            !key.starts_with("json-d3-index") || opened.format == "json-d3-index",
            "{key}"
        );
        checked += 1;
    }
    eprintln!("{checked} node-link files agree with the index");
}

const TIES: &[&str] = &["pajek", "signed-classic", "ir-signed", "csv"];

/// Files of Pajek and tables of ties, and a few that are neither.
fn ties() -> Vec<(String, PathBuf)> {
    let in_folder = |folder: &&'static str| {
        let folder = *folder;
        let with_key = move |path: PathBuf| (format!("{folder}/{}", name(&path)), path);
        files(folder).into_iter().map(with_key)
    };
    TIES.iter().flat_map(in_folder).collect()
}

#[test]
fn pajek_files_and_tables_have_the_counts_of_the_index() {
    let index = index();
    let (mut checked, mut refused) = (0, Vec::new());
    for (key, path) in ties() {
        match read(&path) {
            Ok(opened) => {
                let counted = (
                    opened.document.actors.len(),
                    opened.document.relations.len(),
                );
                let (actors, relations) = *index.get(&key).unwrap_or(&counted);
                assert_eq!(counted.1, relations, "{key}: {:?}", opened.issues);
                // The networks of a project share their actors, and a partition has no actors.
                assert!(
                    counted.0 == actors || key == "pajek/Padgett.paj",
                    "{key}: {counted:?}"
                );
                checked += 1;
            }
            Err(issues) => {
                let is_read = index.get(&key).is_some_and(|(_, relations)| *relations > 0);
                assert!(
                    !is_read || key == "signed-classic/GAMA.dl",
                    "{key}: {issues:?}"
                );
                assert!(!issues.is_empty(), "{key} is refused in silence");
                refused.push(key);
            }
        }
    }
    eprintln!("{checked} files agree with the index; refused: {refused:?}");
}

#[test]
fn pajek_files_and_tables_have_the_signs_of_the_index() {
    let Some(corpus) = corpus() else { return };
    let negative = [
        ("signed-classic/GAMA.net", 58),
        ("signed-classic/STRANKE.net", 27),
        ("signed-classic/ha_sum.net", 119),
        ("signed-classic/tribes-signnet.csv", 29),
        ("ir-signed/cow-windows-even.csv", 2580),
        ("ir-signed/coldwar-a.csv", 90),
        ("ir-signed/alliances-wars-1981.csv", 164),
    ];
    for (key, wanted) in negative {
        let path = corpus.join(key);
        let document = read(&path).unwrap().document;
        let relations = document.relations.iter();
        let hostile = relations.filter(|relation| relation.kind() == RelationKind::Hostility);
        assert_eq!(hostile.count(), wanted, "{key}");
    }
}

/// The unknown fields of all records, each with its place.
fn unknown(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |place: String, fields: &Fields| {
        let fields = fields.all_unknown();
        found.extend(fields.map(|(key, json)| (format!("{place}.{key}"), json.to_owned())));
    };
    add("top".to_owned(), &document.fields);
    add("graph".to_owned(), &document.meta.fields);
    for reference in document.references.iter() {
        add(format!("reference {}", reference.id), &reference.fields);
    }
    for actor in document.actors.iter() {
        add(format!("actor {}", actor.id), &actor.fields);
    }
    for relation in document.relations.iter() {
        add(format!("relation {}", relation.id), &relation.fields);
        for claim in &relation.claims {
            add(format!("claim on {}", relation.id), &claim.fields);
        }
    }
    found
}

#[test]
fn every_file_that_opens_is_written_and_read_again_without_loss() {
    let Some(_) = corpus() else { return };
    let mut checked = 0;
    for path in files("") {
        if fs::metadata(&path).unwrap().len() > 5_000_000 {
            eprintln!("skipped: {} is large", path.display());
            continue;
        }
        let Ok(opened) = read(&path) else { continue };
        if opened.document.relations.len() > 10_000 {
            eprintln!("skipped: {} becomes large", path.display());
            continue;
        }
        let written = file::write(&opened.document);
        let again = file::read(&written, &name(&path))
            .unwrap_or_else(|issues| panic!("{}: {issues:?}", path.display()));
        let counts = |document: &Document| {
            let claims = document.claim_count();
            (
                document.actors.len(),
                document.relations.len(),
                document.references.len(),
                claims,
            )
        };
        assert_eq!(
            counts(&again.document),
            counts(&opened.document),
            "{}",
            path.display()
        );
        // A file that was not JSON gets the top-level keys of a new file.
        let is_new = opened.document.fields.order().is_empty();
        let mut kept = unknown(&again.document);
        kept.retain(|(place, _)| !is_new || !place.starts_with("top."));
        assert!(
            kept == unknown(&opened.document),
            "{} loses fields",
            path.display()
        );
        assert!(
            file::write(&again.document) == written,
            "{} does not settle",
            path.display()
        );
        checked += 1;
    }
    eprintln!("{checked} files were written and read again");
}

#[test]
fn every_bad_file_is_refused_reported_or_sound() {
    let mut refused = 0;
    let mut reported = 0;
    let mut sound = Vec::new();
    for path in files("bad") {
        match read(&path) {
            Err(issues) => {
                assert!(
                    !issues.is_empty(),
                    "{} is refused in silence",
                    path.display()
                );
                refused += 1;
            }
            Ok(opened) if opened.issues.is_empty() => {
                assert_finite(&opened.document, &path);
                sound.push(name(&path));
            }
            Ok(opened) => {
                assert_finite(&opened.document, &path);
                reported += 1;
            }
        }
    }
    eprintln!(
        "{refused} refused, {reported} opened with issues, {} sound: {sound:?}",
        sound.len()
    );
}

fn assert_finite(document: &Document, path: &Path) {
    for place in document.actors.iter().filter_map(|actor| actor.position) {
        assert!(
            place.x.is_finite() && place.y.is_finite(),
            "{}",
            path.display()
        );
    }
    for weight in document
        .relations
        .iter()
        .filter_map(|relation| relation.weight)
    {
        assert!(weight.is_finite(), "{}", path.display());
    }
}

#[test]
fn json_without_a_graph_and_text_that_is_not_json_are_refused() {
    for path in files("bad/JSONTestSuite") {
        let issues = read(&path).err().unwrap_or_default();
        let code = issues.first().map(|issue| issue.code);
        let file = name(&path);
        if file.starts_with("y_") {
            assert_eq!(code, Some("unknown-format"), "{file}");
        } else if file.starts_with("n_") {
            assert!(code.is_some(), "{file}");
            // Text that looks like another format, such as `<null>`, is reported as that format.
            let is_reported = matches!(code, Some("not-json" | "not-utf-8" | "empty" | "too-deep"));
            assert!(
                is_reported || code == Some("unknown-format"),
                "{file}: {code:?}"
            );
        }
    }
}

/// Files of `bad/synthetic`, and the result that `expected.tsv` expects of each.
#[test]
fn synthetic_files_are_read_as_expected() {
    let Some(corpus) = corpus() else { return };
    let expected = fs::read_to_string(corpus.join("bad/synthetic/expected.tsv")).unwrap();
    let mut checked = 0;
    for line in expected.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        let (file, wanted) = (cells[0], cells[2]);
        let read = read(&corpus.join("bad/synthetic").join(file));
        let is_silent = matches!(&read, Ok(opened) if opened.issues.is_empty());
        let is_refused = read.is_err();
        let has_choice = wanted.contains("or ") && !wanted.contains("for ");
        if wanted.starts_with("error") && !has_choice {
            assert!(!is_silent, "{file} should be {wanted}");
        }
        let is_json = Path::new(file)
            .extension()
            .is_some_and(|extension| extension == "json");
        if is_json && wanted.starts_with("accept") && !has_choice {
            let issues = read
                .as_ref()
                .map_or_else(Clone::clone, |opened| opened.issues.clone());
            assert!(!is_refused, "{file} should be {wanted}: {issues:?}");
        }
        checked += 1;
    }
    eprintln!("{checked} synthetic files were read");
}
