//! The rules of ARCHITECTURE.md that a machine can check: who never imports whom, and that every file says what it is.

use std::fs;
use std::path::{Path, PathBuf};

/// A module, and what must not stand in any of its files.
const NEVER: &[(&str, &[&str])] = &[
    (
        "model",
        &[
            "petgraph",
            "egui",
            "std::fs",
            "std::time",
            "crate::file",
            "crate::graph",
            "crate::layout",
            "crate::scene",
            "crate::export",
            "crate::app",
            "crate::ui",
            "crate::cli",
        ],
    ),
    (
        "sample",
        &[
            "petgraph",
            "egui",
            "std::fs",
            "std::time",
            "crate::file",
            "crate::graph",
            "crate::analysis",
            "crate::layout",
            "crate::scene",
            "crate::export",
            "crate::app",
            "crate::ui",
            "crate::cli",
        ],
    ),
    (
        "file",
        &[
            "crate::graph",
            "crate::layout",
            "crate::app",
            "crate::ui",
            "egui",
            "petgraph",
        ],
    ),
    (
        "evidence",
        &[
            "crate::file",
            "crate::graph",
            "crate::layout",
            "crate::scene",
            "crate::export",
            "crate::app",
            "crate::ui",
            "crate::cli",
            "egui",
            "petgraph",
            "std::fs",
            "std::time",
        ],
    ),
    (
        "graph",
        &[
            "crate::layout",
            "crate::scene",
            "crate::app",
            "crate::ui",
            "egui",
            "std::fs",
        ],
    ),
    (
        "analysis",
        &[
            "crate::layout",
            "crate::scene",
            "crate::file",
            "crate::app",
            "crate::ui",
            "egui",
            "std::fs",
            "std::time",
        ],
    ),
    (
        "layout",
        &[
            "crate::model",
            "crate::graph",
            "crate::app",
            "crate::ui",
            "egui",
            "petgraph",
            "std::time",
            "std::fs",
        ],
    ),
    (
        "scene",
        &[
            "crate::file",
            "crate::app",
            "crate::ui",
            "egui::",
            "egui_graphs",
            "eframe",
            "std::fs",
        ],
    ),
    ("export", &["crate::app", "crate::ui", "egui", "std::fs"]),
    (
        "app",
        &[
            "crate::ui",
            "crate::file",
            "crate::export",
            "egui::",
            "rfd",
            "std::fs",
        ],
    ),
    ("ui", &["serde_json", "std::fs", "&mut Document"]),
    ("cli", &["egui", "std::fs"]),
];

#[test]
fn no_module_imports_what_it_must_never_know() {
    let mut broken = Vec::new();
    for (module, never) in NEVER {
        for file in rust_files(&source().join(module)) {
            let code = code_of(&file);
            for word in *never {
                if code.lines().any(|line| line.contains(word)) {
                    broken.push(format!("{} says {word}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} has no header", file.display());
    }
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// A file's code without its comments, which may name what the code must not.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

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
    assert!(!files.is_empty(), "no Rust file in {}", folder.display());
    files
}
