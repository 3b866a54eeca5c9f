//! Tables beside a table that may belong to it, by their names. Reads none of them.

use std::path::{Path, PathBuf};

use super::read::exists;

/// Words in the names of tables of ties, and of tables of actors.
const TIES: [&str; 6] = ["edges", "edge", "ties", "links", "relations", "arcs"];
const ACTORS: [&str; 5] = ["nodes", "node", "actors", "vertices", "attributes"];

/// What is at the end of the names of the tables that we write beside one of ties.
const OURS: [&str; 2] = ["-actors", "-claims"];

/// The names that tables beside one of this name, without its ending, may have.
fn names(stem: &str) -> Vec<String> {
    let base = OURS.iter().find_map(|end| stem.strip_suffix(end));
    let own = OURS
        .iter()
        .map(|end| format!("{}{end}", base.unwrap_or(stem)));
    let mut names: Vec<String> = base.map(str::to_owned).into_iter().chain(own).collect();
    let lower = stem.to_lowercase();
    let swaps = [(&TIES[..], &ACTORS[..]), (&ACTORS[..], &TIES[..])];
    for (from, to) in swaps {
        let found = from.iter().find_map(|word| Some((lower.find(word)?, word)));
        let Some((at, word)) = found else { continue };
        if lower.len() != stem.len() {
            continue;
        }
        for other in to {
            let capital = stem[at..].starts_with(char::is_uppercase);
            let mut letters = other.chars();
            let first = letters.next().filter(|_| capital);
            let other = match first {
                Some(first) => first.to_uppercase().chain(letters).collect(),
                None => (*other).to_owned(),
            };
            names.push(format!(
                "{}{other}{}",
                &stem[..at],
                &stem[at + word.len()..]
            ));
        }
    }
    names.retain(|name| name != stem);
    names
}

/// Files beside a table whose names say that they may belong to it, at most one of each name.
pub fn tables_beside(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let Some(stem) = stem else { return Vec::new() };
    let beside = |name: String| {
        let mut file = path.with_file_name(name).into_os_string();
        if let Some(extension) = path.extension() {
            file.push(".");
            file.push(extension);
        }
        PathBuf::from(file)
    };
    let mut found: Vec<PathBuf> = names(stem).into_iter().map(beside).collect();
    found.retain(|path| exists(path));
    found.truncate(2);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables_of_ties_and_of_actors_lead_to_each_other() {
        let has = |stem: &str, name: &str| names(stem).iter().any(|known| known == name);
        assert!(has("war", "war-actors") && has("war", "war-claims"));
        assert!(has("war-actors", "war") && has("war-actors", "war-claims"));
        assert!(has("edges", "nodes") && has("nodes", "edges") && has("my_links", "my_nodes"));
        assert!(has("Edges 1990", "Nodes 1990"));
        assert!(
            !has("war", "war")
                && names("Straße_edges")
                    .iter()
                    .all(|name| name.is_ascii() || name.contains('ß'))
        );
    }
}
