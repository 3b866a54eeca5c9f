//! Lists of records in JSON: what they hold, and what names the ends of a tie. Builds nothing.

use std::borrow::Cow;

use super::json::{Kind, Value};
use super::kind_words::{kind_of_word, plain};
use super::native::reading::short;
use crate::file::report::IssueLog;
use crate::words::counted;

/// Pairs of keys for the two ends. Only letters and digits count.
const ENDS: &[(&str, &str)] = &[
    ("source", "target"),
    ("from", "to"),
    ("sourceid", "targetid"),
    ("fromid", "toid"),
    ("sourcename", "targetname"),
    ("node1id", "node2id"),
    ("entity1id", "entity2id"),
    ("startnode", "endnode"),
    ("startnodeid", "endnodeid"),
    ("outv", "inv"),
    ("src", "dst"),
    ("src", "target"),
    ("source", "destination"),
    ("origin", "destination"),
    ("sourcenode", "targetnode"),
    ("fromnode", "tonode"),
    ("node1", "node2"),
    ("actor1", "actor2"),
    ("entity1", "entity2"),
    ("person1", "person2"),
    ("party1", "party2"),
    ("group1", "group2"),
    ("state1", "state2"),
    ("actora", "actorb"),
    ("sidea", "sideb"),
    ("statea", "stateb"),
    ("countrya", "countryb"),
    ("country1", "country2"),
    ("sender", "receiver"),
    ("subject", "object"),
    ("tail", "head"),
    ("start", "end"),
    ("s", "t"),
    ("a", "b"),
    ("u", "v"),
];

/// Keys of an id, the most certain first.
pub(crate) const IDS: &[&str] = &[
    "id",
    "key",
    "_id",
    "@id",
    "uuid",
    "uid",
    "elementId",
    "identity",
];

/// Keys of an id where a node has no other.
pub(crate) const NAMES: &[&str] = &["name", "label", "title"];

/// Names of lists that hold relations.
const RELATION_LISTS: &[&str] = &[
    "edges",
    "links",
    "relations",
    "rels",
    "relationships",
    "arcs",
    "ties",
    "connections",
    "hyperedges",
    "alliances",
    "conflicts",
    "interactions",
    "triples",
    "dyads",
    "relation",
    "link",
    "edge",
];

/// Names of lists that hold actors.
const ACTOR_LISTS: &[&str] = &[
    "nodes",
    "actors",
    "vertices",
    "entities",
    "elements",
    "people",
    "persons",
    "states",
    "countries",
    "agents",
    "organizations",
    "groups",
    "node",
    "vertex",
];

/// How deep lists are searched for.
const MAX_DEPTH: usize = 6;

/// The items of a list that are looked at to see what it holds.
const SAMPLE: usize = 50;

/// Objects inside records of unknown programs whose members are attributes.
pub(crate) const INSIDE: &[&str] = &["data", "attributes", "metadata", "properties", "attr"];

/// The items of a list, or of an object by key.
pub(crate) fn items<'v, 'a>(
    list: &'v Value<'a>,
) -> Box<dyn Iterator<Item = (Option<&'v str>, &'v Value<'a>)> + 'v> {
    match &list.kind {
        Kind::Array(items) => Box::new(items.iter().map(|item| (None, item))),
        Kind::Object(members) => Box::new(
            members
                .iter()
                .map(|member| (Some(&*member.key), &member.value)),
        ),
        _ => Box::new(std::iter::empty()),
    }
}

/// A text, or a number as its digits; also where a type is written beside it.
pub(crate) fn scalar<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    match &value.kind {
        Kind::Text(text) => Some(Cow::Borrowed(text)),
        Kind::Number => Some(Cow::Borrowed(value.raw)),
        Kind::Object(_) => value.get("@value").and_then(scalar),
        _ => None,
    }
}

/// The id of the node at an end: itself, or the id of the object that stands for it.
pub(crate) fn end_id<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    scalar(value)
        .filter(|id| !id.is_empty())
        .or_else(|| match &value.kind {
            Kind::Object(_) => {
                let mut keys = IDS.iter().chain(&["index"]).chain(NAMES);
                keys.find_map(|key| value.get(key).and_then(scalar))
            }
            Kind::Array(items) if items.len() == 1 => end_id(&items[0]),
            _ => None,
        })
}

/// The values of the two ends of an edge.
pub(crate) fn ends<'v, 'a>(
    item: &'v Value<'a>,
    inside: &[&str],
) -> Option<(&'v Value<'a>, &'v Value<'a>)> {
    let inside = inside.iter().filter_map(|key| item.get(key));
    let mut records = std::iter::once(item).chain(inside);
    records.find_map(|record| {
        let members = record.as_object()?;
        let at = |wanted: &str| {
            members
                .iter()
                .find(|member| *member.key == *wanted || plain(&member.key) == wanted)
        };
        ENDS.iter().find_map(|(source, target)| {
            let (mut source, mut target) = (&at(source)?.value, &at(target)?.value);
            // Graphs draw arrows from the tail to the head; triples of knowledge begin with the
            // head.
            if record.get("tail").is_some() && source.at > target.at {
                std::mem::swap(&mut source, &mut target);
            }
            // A beginning and an end are ends only where they are nodes.
            let are_nodes = |value: &Value<'_>| matches!(value.kind, Kind::Object(_));
            let fits = !source_is_time(record, source) || (are_nodes(source) && are_nodes(target));
            (fits && end_id(source).is_some() && end_id(target).is_some())
                .then_some((source, target))
        })
    })
}

/// The columns of the two ends, by the names of all columns. Single letters may be anything.
pub(crate) fn end_columns(names: &[&str]) -> Option<(usize, usize)> {
    let at = |wanted: &str| {
        let mut names = names.iter();
        names.position(|name| *name == wanted || plain(name) == wanted)
    };
    let is_sure = |(source, _): &&(&str, &str)| *source != "start" && source.len() > 1;
    let mut pairs = ENDS.iter().filter(is_sure);
    pairs.find_map(|(source, target)| Some((at(source)?, at(target)?)))
}

/// Whether lists of this plain name hold relations.
pub(crate) fn is_name_of_relations(name: &str) -> bool {
    RELATION_LISTS.contains(&name)
}

/// Whether this value is under the key `start`, which also names times.
fn source_is_time(record: &Value<'_>, value: &Value<'_>) -> bool {
    record
        .get("start")
        .is_some_and(|start| start.at == value.at)
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    Actors,
    Relations,
    Other,
}

fn kind_of(name: &str, list: &Value<'_>, inside: &[&str]) -> ListKind {
    let name = plain(name);
    let sample: Vec<&Value<'_>> = items(list).map(|(_, item)| item).take(SAMPLE).collect();
    if sample.is_empty() {
        return ListKind::Other;
    }
    let share = |fits: &dyn Fn(&Value<'_>) -> bool| {
        sample.iter().filter(|item| fits(item)).count() * 5 >= sample.len() * 4
    };
    let is_pair = |item: &Value<'_>| {
        let parts = item.as_array().unwrap_or_default();
        (2..=3).contains(&parts.len()) && parts[..2].iter().all(|part| end_id(part).is_some())
    };
    let says_kind = kind_of_word(&name).is_some() || kind_of_word(&singular(&name)).is_some();
    let are_named = RELATION_LISTS.contains(&&*name) || says_kind;
    let is_list = matches!(list.kind, Kind::Array(_));
    if ACTOR_LISTS.contains(&&*name)
        && share(&|item| item.as_object().is_some() || scalar(item).is_some())
    {
        return ListKind::Actors;
    }
    if (is_list || are_named) && share(&|item| ends(item, inside).is_some()) {
        return ListKind::Relations;
    }
    if is_list
        && share(&is_pair)
        && (are_named
            || sample
                .iter()
                .any(|item| item.as_array().is_some_and(|parts| parts.len() == 3)))
    {
        return ListKind::Relations;
    }
    ListKind::Other
}

/// The name of one item of a list: `rivalry` of `rivalries`, `ally` of `allies`, `war` of `wars`.
pub(crate) fn singular(name: &str) -> String {
    match (name.strip_suffix("ies"), name.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => name.to_owned(),
    }
}

/// A list found in a file, with its name.
pub(crate) type FoundList<'v, 'a> = (&'v str, &'v Value<'a>);

/// The lists of actors and of relations in a value, at any depth.
pub(crate) fn find_lists<'v, 'a>(
    root: &'v Value<'a>,
    inside: &[&str],
) -> (Vec<FoundList<'v, 'a>>, Vec<FoundList<'v, 'a>>) {
    let (mut actors, mut relations) = (Vec::new(), Vec::new());
    let mut next = vec![("", root, 0)];
    while let Some((name, value, depth)) = next.pop() {
        match kind_of(name, value, inside) {
            ListKind::Actors => actors.push((name, value)),
            ListKind::Relations => relations.push((name, value)),
            ListKind::Other if depth < MAX_DEPTH => match &value.kind {
                Kind::Object(members) => {
                    next.extend(members.iter().rev().map(|m| (&*m.key, &m.value, depth + 1)));
                }
                Kind::Array(items) if items.len() <= SAMPLE => {
                    next.extend(items.iter().rev().map(|item| (name, item, depth + 1)));
                }
                _ => {}
            },
            ListKind::Other => {}
        }
    }
    (actors, relations)
}

/// Reports lists that look like relations and were not read.
pub(crate) fn report_unread(root: &Value<'_>, used: &[usize], report: &mut IssueLog) {
    let mut next = vec![("", root, 0)];
    while let Some((name, value, depth)) = next.pop() {
        if used.contains(&value.at) && depth > 0 {
            continue;
        }
        let is_list = matches!(value.kind, Kind::Array(_));
        let is_named = RELATION_LISTS.contains(&&*plain(name));
        let count = items(value).count();
        let has_items =
            is_list && count > 0 || (is_named && count > 0 && value.as_object().is_some());
        let looks_like = has_items
            && !used.contains(&value.at)
            && !name.is_empty()
            && (is_named || kind_of(name, value, INSIDE) == ListKind::Relations);
        if looks_like {
            let message = format!(
                "`{}` looks like relations and is not read: it has {}",
                short(name),
                counted(count, "item", "items")
            );
            let hint = "It is not in the network. Put its items into the list of relations, each with `source` and `target`.";
            report.warning(value.at, "unread-list", message, Some(hint.to_owned()));
        } else if depth < MAX_DEPTH {
            match &value.kind {
                Kind::Object(members) => {
                    next.extend(members.iter().rev().map(|m| (&*m.key, &m.value, depth + 1)));
                }
                Kind::Array(items) if items.len() <= SAMPLE => {
                    next.extend(items.iter().rev().map(|item| (name, item, depth + 1)));
                }
                _ => {}
            }
        }
    }
}
