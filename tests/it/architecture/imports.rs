//! What each source file imports: `use` with its groups, and paths written out in the code.
//!
//! A parser of paths, not of Rust: comments, texts and test modules are taken out, and every path
//! that is left counts. Knows nothing of the rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::rust_files;

/// All source files of the package.
pub(super) struct Sources {
    files: Vec<SourceFile>,
}

/// A source file without its comments, texts and tests.
pub(super) struct SourceFile {
    /// Its path from the source folder, with slashes.
    pub(super) name: String,
    /// Its module, without `crate`.
    module: Vec<String>,
    pub(super) code: String,
    uses: Vec<Import>,
    /// The module files directly below it, by name.
    children: BTreeSet<String>,
}

/// One imported path, from `crate`, `std` or another crate on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name it has in this file; nothing for a path in the code, `*` for all names.
    name: Option<String>,
    /// Whether it only passes a name on to other files.
    is_reexport: bool,
}

impl Sources {
    /// Reads all files below the source folder.
    pub(super) fn read(folder: &Path) -> Self {
        let texts = rust_files(folder).into_iter().map(|path| {
            let name = path.strip_prefix(folder).unwrap();
            let name = name.to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        });
        Self::of(texts.collect())
    }

    fn of(texts: Vec<(String, String)>) -> Self {
        let mut files = Vec::new();
        let mut tests = BTreeSet::new();
        for (name, text) in texts {
            let module = module_of(&name);
            let code = without_comments_and_texts(&text);
            let (code, test_modules) = without_tests(&code);
            tests.extend(test_modules.into_iter().map(|test| child(&module, &test)));
            files.push(SourceFile {
                name,
                module,
                code,
                uses: Vec::new(),
                children: BTreeSet::new(),
            });
        }
        files.retain(|file| !tests.iter().any(|test| file.module.starts_with(test)));
        let modules: BTreeSet<_> = files.iter().map(|file| file.module.clone()).collect();
        for file in &mut files {
            let below = modules.iter().filter(|module| {
                module.len() == file.module.len() + 1 && module.starts_with(&file.module)
            });
            file.children = below.filter_map(|module| module.last().cloned()).collect();
            file.uses = file.read_uses();
        }
        Self { files }
    }

    /// The names of the modules at the top.
    pub(super) fn modules(&self) -> BTreeSet<String> {
        let names = self.files.iter().filter_map(|file| file.module.first());
        names.cloned().collect()
    }

    /// Every type name with the files that declare it; a file occurs once for each declaration.
    pub(super) fn types_declared(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut declared: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for file in &self.files {
            for name in file.types_declared() {
                declared.entry(name).or_default().push(&file.name);
            }
        }
        declared
    }

    /// The files of a module at the top.
    pub(super) fn of_module(&self, module: &str) -> impl Iterator<Item = &SourceFile> {
        self.files
            .iter()
            .filter(move |file| file.module.first().is_some_and(|first| first == module))
    }

    /// Which file imports from which other files, names passed on by a third file followed to where
    /// they are from.
    pub(super) fn files_imported(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let imported = |file: &SourceFile| {
            let imports = file.imports();
            let from = imports.iter().filter(|import| !import.is_reexport);
            let from = from.filter_map(|import| self.home_of(&import.path, 0));
            from.filter(|from| *from != file.name).collect()
        };
        let files = self.files.iter();
        files
            .map(|file| (file.name.as_str(), imported(file)))
            .collect()
    }

    /// The file that a path of ours leads to.
    fn home_of(&self, path: &[String], depth: usize) -> Option<&str> {
        let path = path.strip_prefix(&["crate".to_owned()])?;
        let candidates = self
            .files
            .iter()
            .filter(|file| path.starts_with(&file.module));
        let file = candidates.max_by_key(|file| file.module.len())?;
        let Some(item) = path.get(file.module.len()) else {
            return Some(&file.name);
        };
        if file.defines(item) || depth > 8 {
            return Some(&file.name);
        }
        let rest = &path[file.module.len() + 1..];
        let named = file
            .uses
            .iter()
            .find(|import| import.name.as_ref() == Some(item));
        if let Some(import) = named {
            let path = [&import.path, rest].concat();
            return self.home_of(&path, depth + 1);
        }
        let all = file
            .uses
            .iter()
            .filter(|import| import.name.as_deref() == Some("*"));
        let mut homes = all.filter_map(|import| {
            let path = [import.path.as_slice(), &path[file.module.len()..]].concat();
            let home = self.home_of(&path, depth + 1)?;
            let home_file = self.files.iter().find(|file| file.name == home)?;
            home_file.defines(item).then_some(home)
        });
        homes.next().or(Some(&file.name))
    }
}

impl SourceFile {
    /// All that it imports: its `use` lines, and the paths in its code.
    pub(super) fn imports(&self) -> BTreeSet<Import> {
        let (_, code) = split_uses(&self.code);
        let paths = paths_in(&code).into_iter().filter_map(|path| {
            let path = self.absolute(&path)?;
            Some(Import {
                path,
                name: None,
                is_reexport: false,
            })
        });
        paths.chain(self.uses.iter().cloned()).collect()
    }

    fn read_uses(&self) -> Vec<Import> {
        let (uses, _) = split_uses(&self.code);
        let mut found = Vec::new();
        for (tree, is_reexport) in uses {
            let mut leaves = Vec::new();
            expand(&[], &tree, &mut leaves);
            for (path, name) in leaves {
                found.push(Import {
                    path: self.in_full(&path),
                    name: Some(name),
                    is_reexport,
                });
            }
        }
        found
    }

    /// A path in the code as it is from the crate's root; nothing for one that only names a type's
    /// own item.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?;
        let imported = self
            .uses
            .iter()
            .find(|import| import.name.as_ref() == Some(first));
        if let Some(import) = imported {
            return Some([&import.path, &path[1..]].concat());
        }
        let is_path = first.chars().next().is_some_and(char::is_lowercase);
        is_path.then(|| self.in_full(path))
    }

    /// A path with its first words put in full: `crate`, `self`, `super`, and modules below this
    /// one.
    fn in_full(&self, path: &[String]) -> Vec<String> {
        let mut base = self.module.clone();
        let supers = path
            .iter()
            .take_while(|segment| *segment == "super")
            .count();
        let rest = match path.first().map(String::as_str) {
            Some("self") => &path[1..],
            Some("super") => {
                base.truncate(base.len().saturating_sub(supers));
                &path[supers..]
            }
            Some(first) if self.children.contains(first) => path,
            _ => return path.to_vec(),
        };
        [&["crate".to_owned()], base.as_slice(), rest].concat()
    }

    /// The names of its types and traits, private ones and those inside functions too.
    fn types_declared(&self) -> impl Iterator<Item = &str> {
        self.code.lines().filter_map(|line| {
            let is_indented = line.starts_with(' ');
            let words = line.split_whitespace();
            let mut words =
                words.skip_while(|word| word.starts_with("pub") || word.starts_with("crate::"));
            let keyword = words.next()?;
            // An indented `type` belongs to a trait or its implementation.
            let is_type = match keyword {
                "struct" | "enum" | "trait" | "union" => true,
                "type" => !is_indented,
                _ => false,
            };
            let name = words.next().filter(|_| is_type)?;
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            // The name of a type in a macro is a variable.
            Some(&name[..end.unwrap_or(name.len())]).filter(|name| !name.is_empty())
        })
    }

    fn defines(&self, item: &str) -> bool {
        let kinds = [
            "fn", "struct", "enum", "trait", "type", "const", "static", "union",
        ];
        let mut words = self.code.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut last = "";
        words.any(|word| {
            let is_item = word == item && kinds.contains(&last);
            if !word.is_empty() {
                last = word;
            }
            is_item
        })
    }
}

/// `src/a/b.rs` is `a::b`, `src/a/mod.rs` is `a`, and the roots have no name.
fn module_of(name: &str) -> Vec<String> {
    let name = name.trim_end_matches(".rs");
    let mut module: Vec<String> = name.split('/').map(str::to_owned).collect();
    let is_folder = module.last().is_some_and(|last| last == "mod");
    if is_folder || module.len() == 1 && ["lib", "main"].contains(&name) {
        module.pop();
    }
    module
}

fn child(module: &[String], name: &str) -> Vec<String> {
    [module, &[name.to_owned()]].concat()
}

/// The `use` trees with whether each only passes names on, and the code without them.
fn split_uses(code: &str) -> (Vec<(String, bool)>, String) {
    let mut uses = Vec::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let Some((before, tree)) = statement.rsplit_once("use ") else {
            rest.push_str(statement);
            continue;
        };
        // The text before `use` on its line: nothing, or the visibility.
        let line = before
            .rsplit(['\n', '{', '}'])
            .next()
            .unwrap_or_default()
            .trim();
        if line.is_empty() || line.starts_with("pub") {
            uses.push((tree.trim_end_matches(';').to_owned(), !line.is_empty()));
            rest.push_str(before);
        } else {
            rest.push_str(statement);
        }
    }
    (uses, rest)
}

/// The paths of a `use` tree, each with the name it brings in.
fn expand(prefix: &[String], tree: &str, leaves: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let head = segments(head);
        let prefix = [prefix, head.as_slice()].concat();
        let group = group.trim_end().trim_end_matches('}');
        for part in split_at_commas(group) {
            expand(&prefix, part, leaves);
        }
        return;
    }
    if tree.is_empty() {
        return;
    }
    let (path, alias) = match tree.split_once(" as ") {
        Some((path, alias)) => (path, Some(alias.trim().to_owned())),
        None => (tree, None),
    };
    let mut path = [prefix, segments(path).as_slice()].concat();
    let last = path.last().cloned().unwrap_or_default();
    if path.len() > 1 && (last == "self" || last == "*") {
        path.pop();
    }
    let name = alias.unwrap_or_else(|| match last.as_str() {
        "*" => last,
        _ => path.last().cloned().unwrap_or_default(),
    });
    leaves.push((path, name));
}

fn segments(path: &str) -> Vec<String> {
    let words = path.split("::").map(str::trim);
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The parts of a group, with the commas of inner groups left alone.
fn split_at_commas(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut begun) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[begun..at]);
                begun = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[begun..]);
    parts
}

/// Every path of two words or more in code without `use` lines.
fn paths_in(code: &str) -> BTreeSet<Vec<String>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut found = BTreeSet::new();
    let mut rest = code;
    while let Some(at) = rest.find("::") {
        let before = &rest[..at];
        let start = before.rfind(|c| !is_word(c)).map_or(0, |end| {
            end + before[end..].chars().next().map_or(0, char::len_utf8)
        });
        let end = at + rest[at..].find(|c| !is_word(c)).unwrap_or(rest.len() - at);
        let path = segments(&rest[start..end]);
        // `pub(in crate::file)` says who may see an item.
        let is_visibility = before[..start].trim_end().ends_with("(in");
        if path.len() > 1 && !is_visibility {
            found.insert(path);
        }
        rest = &rest[end..];
    }
    found
}

/// The code with comments, texts and characters turned to blanks; lines stay lines.
fn without_comments_and_texts(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            text_length(rest)
        } else if let Some(length) = raw_text_length(rest, &code) {
            length
        } else if c == '\'' {
            character_length(rest)
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
        code.extend(rest[..length].chars().map(blank));
        rest = &rest[length..];
    }
    code
}

fn text_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of `r"…"` or `r#"…"#`; `None` if no raw text begins here.
fn raw_text_length(rest: &str, before: &str) -> Option<usize> {
    let is_in_word = before.ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_');
    let body = rest.strip_prefix('r').filter(|_| !is_in_word)?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let begun = 1 + hashes + 1;
    let length = rest[begun..]
        .find(&end)
        .map_or(rest.len(), |at| begun + at + end.len());
    Some(length)
}

/// The length of a character such as `'a'`, or of the quote alone, which begins a lifetime.
fn character_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[2..]
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '\'')
            .map_or(1, |(at, _)| at + 3),
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

/// The code without items for tests, and the names of the test modules that are files of their own.
fn without_tests(code: &str) -> (String, Vec<String>) {
    let mark = "#[cfg(test)]";
    let (mut kept, mut files, mut rest) = (String::new(), Vec::new(), code);
    while let Some(at) = rest.find(mark) {
        kept.push_str(&rest[..at]);
        let item = &rest[at + mark.len()..];
        let end = item.find([';', '{']).unwrap_or(item.len());
        let length = if item[end..].starts_with('{') {
            end + block_length(&item[end..])
        } else {
            let declared = item[..end].rsplit_once("mod ");
            files.extend(declared.map(|(_, name)| name.trim().to_owned()));
            (end + 1).min(item.len())
        };
        rest = &item[length..];
    }
    kept.push_str(rest);
    (kept, files)
}

/// The length of a block in braces.
fn block_length(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(texts: &[(&str, &str)]) -> Sources {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Sources::of(texts.iter().map(owned).collect())
    }

    fn imports_of(sources: &Sources, name: &str) -> Vec<String> {
        let file = sources.files.iter().find(|file| file.name == name).unwrap();
        let mut paths: Vec<_> = file
            .imports()
            .iter()
            .map(|import| import.path.join("::"))
            .collect();
        paths.dedup();
        paths
    }

    #[test]
    fn groups_nested_groups_and_supers_are_put_in_full() {
        let text = "use crate::{model::{Date, Day as D}, file};\nuse super::b::{self, C};\nuse std::fmt;\n";
        let found = sources(&[
            ("a/x.rs", text),
            ("a/b.rs", ""),
            ("a/mod.rs", "mod b;\nmod x;"),
        ]);
        let expected = [
            "crate::a::b",
            "crate::a::b::C",
            "crate::file",
            "crate::model::Date",
            "crate::model::Day",
            "std::fmt",
        ];
        assert_eq!(imports_of(&found, "a/x.rs"), expected);
    }

    #[test]
    fn paths_in_the_code_count_and_those_in_comments_texts_and_tests_do_not() {
        let text = "use crate::file;\n// crate::ui\nfn f<'a>() { file::disk::read(\"crate::cli\", 'c'); r#\"crate::x\"#; std::fs::read(); }\n\
                    pub(in crate::app) struct S;\n#[cfg(test)]\nmod tests { use crate::scene::Scene; }\n";
        let found = sources(&[("a.rs", text)]);
        let expected = ["crate::file", "crate::file::disk::read", "std::fs::read"];
        assert_eq!(imports_of(&found, "a.rs"), expected);
    }

    #[test]
    fn a_name_that_a_folder_passes_on_is_followed_to_its_file() {
        let found = sources(&[
            ("a/mod.rs", "mod b;\nmod c;\npub use b::B;\npub use c::*;\n"),
            ("a/b.rs", "use super::C;\npub struct B;\n"),
            ("a/c.rs", "use super::B;\npub struct C;\n"),
        ]);
        let imported = found.files_imported();
        assert_eq!(imported["a/b.rs"], ["a/c.rs"].into());
        assert_eq!(imported["a/c.rs"], ["a/b.rs"].into());
        assert!(
            imported["a/mod.rs"].is_empty(),
            "a table of contents imports nothing"
        );
    }

    #[test]
    fn types_are_found_by_name_and_those_of_traits_are_not_types_of_their_own() {
        let a = "pub(in crate::a) struct Row<'a> {}\ntype Pair = (u32, u32);\nfn f() {\n    enum Kind {}\n}\n";
        let b = "// struct Other\nimpl Iterator for Row {\n    type Item = u32;\n}\ntrait Row: Clone {}\n";
        let found = sources(&[("a.rs", a), ("b.rs", b)]);
        let declared = found.types_declared();
        let names: Vec<&str> = declared.keys().copied().collect();
        assert_eq!(names, ["Kind", "Pair", "Row"]);
        assert_eq!(declared["Row"], ["a.rs", "b.rs"]);
    }

    #[test]
    fn files_that_hold_tests_alone_are_left_out() {
        let found = sources(&[
            ("a/mod.rs", "#[cfg(test)]\nmod tests;\n"),
            ("a/tests.rs", "use crate::ui;\n"),
        ]);
        assert_eq!(found.files.len(), 1);
    }
}
