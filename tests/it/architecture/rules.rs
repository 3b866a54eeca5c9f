//! The table of modules in ARCHITECTURE.md, read as rules. Knows nothing of source files.

use std::collections::{BTreeMap, BTreeSet};

/// What a module never imports.
#[derive(Debug, Default)]
pub(super) struct Rule {
    /// Beginnings of paths, each as its segments.
    paths: Vec<Vec<String>>,
    /// Code that must not occur.
    words: Vec<&'static str>,
}

impl Rule {
    pub(super) fn forbids(&self, path: &[String]) -> bool {
        self.paths.iter().any(|never| path.starts_with(never))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    fn add(&mut self, paths: &[&str]) {
        let segments = |path: &&str| path.split("::").map(str::to_owned).collect();
        self.paths.extend(paths.iter().map(segments));
    }

    /// Adds what a word of the table means.
    ///
    /// # Panics
    /// Where the table says something that no rule is known for.
    fn add_word(&mut self, word: &str, module: &str, modules: &BTreeSet<String>) {
        let all_but = |kept: &[&str]| {
            let others = modules.iter().map(String::as_str);
            let others = others.filter(|other| *other != module && !kept.contains(other));
            others
                .map(|other| vec!["crate".into(), other.into()])
                .collect::<Vec<_>>()
        };
        if modules.contains(word) {
            self.paths.push(vec!["crate".into(), word.into()]);
        } else if word == "anything else of ours" {
            self.paths.extend(all_but(&[]));
        } else if let Some(kept) = word.strip_prefix("anything of ours but ") {
            let kept: Vec<&str> = kept.split(" and ").collect();
            self.paths.extend(all_but(&kept));
        } else {
            match word {
                "egui" => self.add(&["egui", "eframe", "egui_graphs"]),
                "petgraph" | "serde_json" | "rfd" => self.add(&[word]),
                "files" => self.add(&["std::fs"]),
                "clocks" => self.add(&["std::time", "jiff"]),
                "threads" => self.add(&["std::thread"]),
                "global randomness" => self.add(&["rand", "getrandom", "fastrand"]),
                "a mutable document" => self.words.push("&mut Document"),
                _ => panic!("{module} never imports “{word}”: the test knows no rule for it"),
            }
        }
    }
}

/// The rules by module, from the table whose last column is headed "never imports".
pub(super) fn read(text: &str, modules: &BTreeSet<String>) -> BTreeMap<String, Rule> {
    let head = "| module | what it is | never imports |";
    let rows = text.lines().skip_while(|line| *line != head).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let mut rules = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [module, _, never] = cells[..] else {
            panic!("not three cells: {row}");
        };
        let module = module.trim_matches('`').to_owned();
        let mut rule = Rule::default();
        for word in never.split(", ") {
            rule.add_word(word.trim_matches('`'), &module, modules);
        }
        rules.insert(module, rule);
    }
    assert!(
        !rules.is_empty(),
        "ARCHITECTURE.md has no table headed {head}"
    );
    rules
}

#[test]
fn words_of_the_table_are_rules() {
    let modules = ["model", "file", "ui"].map(str::to_owned).into();
    let text = "| module | what it is | never imports |\n| --- | --- | --- |\n\
                | `model` | values | anything else of ours, files |\n\
                | `file` | bytes | anything of ours but model, a mutable document |\n";
    let rules = read(text, &modules);
    let forbids = |module: &str, path: &str| {
        let path: Vec<_> = path.split("::").map(str::to_owned).collect();
        rules[module].forbids(&path)
    };
    assert!(forbids("model", "crate::file") && forbids("model", "std::fs::read"));
    assert!(!forbids("model", "crate::model::Date") && !forbids("model", "std::fmt"));
    assert!(forbids("file", "crate::ui::Window") && !forbids("file", "crate::model::Date"));
    assert_eq!(rules["file"].words().collect::<Vec<_>>(), ["&mut Document"]);
}
