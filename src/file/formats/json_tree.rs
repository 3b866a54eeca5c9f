//! Trees in JSON, as networkx and d3 have them: each record has its children inside. Knows no other
//! format.

use super::attribute_value::AttributeValue;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::scalar;
use super::listed_tie::ListedTie;
use crate::file::ids::FreeIds;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// The keys that can hold the id of a record; the first one that is there counts.
const IDS: [&str; 3] = ["id", "name", "label"];

/// The keys of the children.
const CHILDREN: [&str; 2] = ["children", "_children"];

fn id_of<'v>(item: &'v Value<'_>) -> Option<(&'static str, std::borrow::Cow<'v, str>)> {
    let mut keys = IDS.into_iter();
    keys.find_map(|key| Some((key, scalar(item.get(key)?)?)))
}

fn children<'v, 'a>(item: &'v Value<'a>) -> &'v [Value<'a>] {
    let mut lists = CHILDREN.into_iter();
    let list = lists.find_map(|key| item.get(key)?.as_array().filter(|list| !list.is_empty()));
    list.unwrap_or_default()
}

/// Whether a record has an id, and children that have one.
pub(super) fn fits(root: &Value<'_>) -> bool {
    let children = children(root);
    id_of(root).is_some()
        && !children.is_empty()
        && children.iter().all(|child| id_of(child).is_some())
}

pub(super) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &[]);
    graph.used(root);
    let mut free = FreeIds::<String>::default();
    let mut next: Vec<(Option<usize>, &Value<'_>)> = vec![(None, root)];
    while let Some((parent, item)) = next.pop() {
        let Some((key, id)) = id_of(item) else {
            let message = format!(
                "expected an object with an id, found {}",
                item.description()
            );
            let hint = "A child has an `id` or a `name`; it is left out.".to_owned();
            graph
                .report
                .error(item.at, "missing-id", message, Some(hint));
            continue;
        };
        let own = free.like(&id.clone().into_owned());
        let actor = graph.ties.declare(&own, item.at, graph.report);
        if own != *id {
            graph.ties.set_name(actor, &id);
        }
        for member in item.as_object().unwrap_or_default() {
            let is_list = matches!(member.value.kind, Kind::Array(_) | Kind::Null);
            if member.key == key || (CHILDREN.contains(&&*member.key) && is_list) {
                continue;
            }
            let value = AttributeValue::of_json(&member.value);
            graph.ties.describe(actor, &member.key, value);
        }
        if let Some(parent) = parent {
            graph.ties.tie(ListedTie {
                source: parent,
                target: actor,
                directed: Some(true),
                at: item.at,
                ..ListedTie::default()
            });
        }
        next.extend(
            children(item)
                .iter()
                .rev()
                .map(|child| (Some(actor), child)),
        );
    }
    let message = "the file is a tree: each actor is tied to its children";
    graph.report.note(root.at, "tree", message, None);
    graph.finish_quietly()
}

#[cfg(test)]
mod tests {
    use crate::file;

    #[test]
    fn children_are_tied_to_their_parents_and_keep_their_values() {
        let text = r#"{"name":"all","children":[{"name":"a","size":3},{"name":"b","children":[{"name":"a"}]}]}"#;
        let opened = file::read(text.as_bytes(), "flare.json").unwrap();
        assert_eq!(opened.format, "json-tree");
        let document = opened.document;
        let names: Vec<_> = document
            .actors
            .iter()
            .map(|actor| actor.name().to_owned())
            .collect();
        assert_eq!(names, ["all", "a", "b", "a"]);
        let ties: Vec<_> = document
            .relations
            .iter()
            .map(|tie| format!("{} {}", tie.source, tie.target))
            .collect();
        assert_eq!(ties, ["all a", "all b", "b a-2"]);
        let sized = document.actors.iter().nth(1).unwrap();
        assert_eq!(sized.fields.unknown("size"), Some("3"));
        let text = r#"{"id":1,"children":[{"id":2,"label":"two"},{"size":1}]}"#;
        let refused = file::read(text.as_bytes(), "no.json");
        assert!(refused.is_err(), "a child without an id is no tree");
    }
}
