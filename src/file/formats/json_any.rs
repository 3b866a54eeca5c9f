//! JSON of no known format that has ties: a matrix, a table, an object of neighbours, or lists of
//! relations at any depth. What it is taken for is said in a note.

use std::sync::Arc;

use super::adjacency_object::is_adjacency_object;
use super::json::Value;
use super::json_actors::{self, ActorList};
use super::json_graph::GraphReader;
use super::json_lists::{FoundList, INSIDE, find_lists, items, singular};
use super::json_matrix::JsonMatrix;
use super::json_table::JsonTable;
use super::kind_words::kind_of_word;
use super::native::reading::short;
use super::tie_builder::Declaration;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;
use crate::words::counted;

/// Whether some part of a value looks like relations.
pub(super) fn has_relations(root: &Value<'_>) -> bool {
    JsonMatrix::find(root).is_some()
        || !tie_tables(root).is_empty()
        || is_adjacency_object(root)
        || !find_lists(root, INSIDE).1.is_empty()
}

/// The tables of ties: the value itself, or members of it.
fn tie_tables<'v, 'a>(root: &'v Value<'a>) -> Vec<(&'v Value<'a>, JsonTable<'v, 'a>)> {
    if let Some(table) = JsonTable::of_ties(root) {
        return vec![(root, table)];
    }
    let members = root.as_object().unwrap_or_default().iter();
    let tables = members.filter_map(|member| {
        let table = JsonTable::of_ties(&member.value)?;
        Some((&member.value, table))
    });
    tables.collect()
}

pub(super) fn read_any(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, INSIDE);
    if let Some(matrix) = JsonMatrix::find(root) {
        return graph.matrix(matrix).then(|| finish(graph, root)).flatten();
    }
    let tables = tie_tables(root);
    if !tables.is_empty() {
        return read_tables(graph, root, &tables);
    }
    if is_adjacency_object(root) {
        return graph.adjacency_object(root);
    }
    let (actors, relations) = find_lists(root, INSIDE);
    graph.is_json_api = is_json_api(root);
    graph.repeat_id = &["id"];
    read_actors(&mut graph, root, &actors, &relations);
    read_relations(&mut graph, &relations);
    let names: Vec<String> = relations
        .iter()
        .map(|(name, list)| {
            let count = items(list).count();
            let name = if name.is_empty() { "the list" } else { name };
            format!("`{}` ({})", short(name), counted(count, "item", "items"))
        })
        .collect();
    let message = format!("relations were read from {}", crate::words::list(&names));
    let hint =
        "Frenemy does not know the format of this file; check whether this is what it means.";
    graph
        .report
        .note(root.at, "guessed-lists", message, Some(hint.to_owned()));
    finish(graph, root)
}

/// Keeps what else the file says about the network.
fn finish(mut graph: GraphReader<'_>, root: &Value<'_>) -> Option<Document> {
    if root.as_object().is_some() {
        graph.keep_all_but(root, &[]);
    }
    graph.finish(root)
}

/// Whether records are resources of JSON:API: a type, an id, and attributes.
fn is_json_api(root: &Value<'_>) -> bool {
    let data = root.get("data").and_then(Value::as_array);
    data.unwrap_or_default().iter().take(10).any(|item| {
        let keys = ["type", "id", "attributes"];
        keys.iter().all(|key| item.get(key).is_some())
    })
}

/// Reads tables of ties, and beside them the table of the actors that they name.
fn read_tables(
    mut graph: GraphReader<'_>,
    root: &Value<'_>,
    tables: &[(&Value<'_>, JsonTable<'_, '_>)],
) -> Option<Document> {
    graph.ties.declaration = Declaration::ByTies;
    for member in root.as_object().unwrap_or_default() {
        let is_tie = tables.iter().any(|(value, _)| value.at == member.value.at);
        let table = JsonTable::of(&member.value).filter(|_| !is_tie);
        let ids = ["id", "key", "name", "label"];
        let column = table.as_ref().and_then(|table| {
            let mut ids = ids.iter();
            ids.find_map(|id| table.names.iter().position(|name| name == id))
        });
        if let (Some(table), Some(column)) = (&table, column) {
            graph.ties.declaration = Declaration::Listed;
            graph.actor_table(&member.value, table, column);
        }
    }
    for (value, table) in tables {
        if !graph.tie_table(value, table) {
            return None;
        }
    }
    if graph.is_used(root) {
        return graph.finish_quietly();
    }
    finish(graph, root)
}

/// Reads the lists that hold what the relations name.
fn read_actors(
    graph: &mut GraphReader<'_>,
    root: &Value<'_>,
    actors: &[FoundList<'_, '_>],
    relations: &[FoundList<'_, '_>],
) {
    let ends = json_actors::named_ends(relations);
    let mut lists: Vec<ActorList<'_, '_>> = actors
        .iter()
        .map(|(_, list)| json_actors::of_named(list, &ends))
        .collect();
    if lists.is_empty() {
        lists.extend(json_actors::find(root, relations, &ends));
    }
    for ActorList { list, field } in &lists {
        match field {
            Some(field) => graph.nodes_by(list, field),
            None => graph.nodes(list),
        }
    }
    if let Some((list, first)) = json_actors::by_number(root, &ends) {
        if lists.iter().all(|known| known.list.at != list.at) {
            graph.nodes(list);
        }
        let names = list.as_array().unwrap_or_default().iter().enumerate();
        for (at, name) in names {
            let actor = name.as_text().and_then(|name| graph.ties.known(name));
            if let Some(actor) = actor {
                graph.ties.also_known_as(actor, &(at + first).to_string());
            }
        }
        let message = format!("relations name their ends by numbers; the first name has {first}");
        graph.report.note(list.at, "ends-by-number", message, None);
    } else if lists.is_empty() {
        graph.ties.declaration = Declaration::ByTies;
    }
}

/// Reads lists of relations. Where there are several, the name of a list is the type of its ties.
fn read_relations(graph: &mut GraphReader<'_>, relations: &[FoundList<'_, '_>]) {
    for (name, list) in relations {
        let before = graph.ties.tie_count();
        graph.edges(list);
        if relations.len() > 1 {
            let layer: Arc<str> = (*name).into();
            let kind = kind_of_word(name).or_else(|| kind_of_word(&singular(name)));
            for index in before..graph.ties.tie_count() {
                if let Some(tie) = graph.ties.tie_mut(index) {
                    tie.layer = kind;
                    tie.subtype = Some(Arc::clone(&layer));
                }
            }
        }
    }
}
