//! Every file of the collection with a known number of nodes and edges: Frenemy reads as many
//! actors and relations, or says why not.
//!
//! The collection is not part of the repository: see `tests/it/data.rs`.

use std::collections::BTreeMap;
use std::fs;

use frenemy::file;

use crate::data::shared;

/// Files whose counts differ from the index, each with the counts that Frenemy reads and the
/// reason.
const DIFFERENT: &[(&str, usize, usize, &str)] = &[
    (
        "pajek/Padgett.paj",
        19,
        112,
        "a label is the same actor in each network of a project, and a partition has no actors",
    ),
    (
        "json-jgf/v1-car_graphs.json",
        5,
        4,
        "an id is the same actor in each of two graphs",
    ),
    (
        "json-jgf/v2-car_graphs.json",
        5,
        4,
        "an id is the same actor in each of two graphs",
    ),
];

/// Dialects of the collection that are no networks, and are refused.
const REFUSED: &[&str] = &["plover-events"];

/// What the index says of a file.
struct IndexRow {
    path: String,
    dialect: String,
    /// `None` where it counts none, as of a format in which only ties are listed.
    actors: Option<usize>,
    relations: Option<usize>,
}

fn index() -> Vec<IndexRow> {
    let Some(data) = shared("data") else {
        return Vec::new();
    };
    let text = fs::read_to_string(data.join("INDEX.md")).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, path, dialect, actors, relations, ..] = cells[..] else {
            return None;
        };
        let row = IndexRow {
            path: path.to_owned(),
            dialect: dialect.to_owned(),
            actors: actors.parse().ok(),
            relations: relations.parse().ok(),
        };
        let is_counted = row.actors.is_some() || row.relations.is_some();
        (is_counted && !REFUSED.contains(&&*row.dialect)).then_some(row)
    });
    rows.collect()
}

#[test]
fn every_file_has_the_counts_of_the_index() {
    let mut by_dialect: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in index() {
        let path = shared("data").unwrap().join(&row.path);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (actors, relations) = DIFFERENT
            .iter()
            .find(|(path, ..)| *path == row.path)
            .map_or((row.actors, row.relations), |(_, actors, relations, _)| {
                (Some(*actors), Some(*relations))
            });
        let found = match file::read(&fs::read(&path).unwrap(), &name) {
            Ok(opened) => {
                let found = (
                    opened.document.actors.len(),
                    opened.document.relations.len(),
                );
                let is_right = actors.is_none_or(|actors| actors == found.0)
                    && relations.is_none_or(|relations| relations == found.1);
                if is_right {
                    Ok(())
                } else {
                    Err(format!("{found:?}"))
                }
            }
            Err(issues) => Err(issues[0].to_string()),
        };
        let count = by_dialect.entry(row.dialect.clone()).or_default();
        count.1 += 1;
        match found {
            Ok(()) => count.0 += 1,
            Err(found) => wrong.push(format!(
                "{} ({}): {found}, and the index has {actors:?} {relations:?}",
                row.path, row.dialect
            )),
        }
    }
    let right: usize = by_dialect.values().map(|count| count.0).sum();
    let all: usize = by_dialect.values().map(|count| count.1).sum();
    for (dialect, (right, all)) in by_dialect {
        eprintln!("{dialect}: {right} of {all}");
    }
    eprintln!("{right} of {all} files have the counts of the index");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
