//! The whole file: its top-level keys, the order of reading, and the canonical text.

use std::sync::Arc;

use crate::model::{Actor, ActorId, Document, Fields, Reference, Relation};

use super::fidelity::Fidelity;
use super::lists::{forget_id, id_at, read_list};
use super::members;
use super::reading::{Reading, short};
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use super::{annotation, story_steps};
use crate::file::formats::json;
use crate::file::formats::json::{Kind, Member, Value};
use crate::file::formats::json_writer::JsonWriter;
use crate::file::ids::{Ids, slug};

impl Entry for Document {
    const NAME: &'static str = "a document";
    const DOC: &'static str = "The relations between states and groups, and the sources that assert them. networkx and d3 read it as a node-link graph. Keys that are not named here are allowed and kept.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "$schema",
            Shape::Text,
            "This schema's name or address.",
            |_, _, _| Fidelity::Partial,
            |document, slot| header(document, slot, |out| out.text("frenemy-1.schema.json")),
        ),
        FileField::<Self>::new(
            "format",
            Shape::Words(&["frenemy/1"]),
            "The format and its version.",
            |_, _, _| Fidelity::Partial,
            |document, slot| header(document, slot, |out| out.text("frenemy/1")),
        ),
        FileField::<Self>::new(
            "directed",
            Shape::Flag,
            "For networkx: whether its graph keeps the direction of edges.",
            |_, _, _| Fidelity::Partial,
            |document, slot| header(document, slot, |out| out.flag(true)),
        ),
        FileField::<Self>::new(
            "multigraph",
            Shape::Flag,
            "For networkx: whether its graph keeps parallel edges.",
            |_, _, _| Fidelity::Partial,
            |document, slot| header(document, slot, |out| out.flag(true)),
        ),
        FileField::<Self>::new(
            "graph",
            Shape::Object("graph"),
            "What the network is about.",
            |_, value, reading| match value.as_object() {
                Some(_) => Fidelity::Whole,
                None => reading.wrong_type(value, "an object"),
            },
            |document, slot| {
                let mut out = JsonWriter::default();
                record::write(&document.meta, &mut out);
                if out.into_text() != "{}" || slot.was_in_file() {
                    record::write(&document.meta, slot.value());
                }
            },
        ),
        FileField::<Self>::new(
            "references",
            Shape::List("reference"),
            "The texts that claims are taken from: CSL-JSON items, with fields of Frenemy's own.",
            |_, _, _| Fidelity::Whole,
            |document, slot| records(document, slot, &all(document.references.iter())),
        ),
        FileField::<Self>::new(
            "nodes",
            Shape::List("actor"),
            "The states, groups, organizations and persons.",
            |_, _, _| Fidelity::Whole,
            |document, slot| {
                let actors = document
                    .actors
                    .iter()
                    .filter(|actor| !is_bare_placeholder(actor));
                records(document, slot, &all(actors));
            },
        )
        .aliases(&["actors"]),
        FileField::<Self>::new(
            "edges",
            Shape::List("relation"),
            "The relations between them, each with its claims.",
            |_, _, _| Fidelity::Whole,
            |document, slot| records(document, slot, &all(document.relations.iter())),
        )
        .aliases(&["links", "relations"]),
        FileField::<Self>::new(
            "story",
            Shape::List("step"),
            "Views of the network, in the order in which they tell its story.",
            |_, _, reading| fidelity_of_views(reading),
            |document, slot| {
                let has_steps = !document.story.is_empty();
                if has_steps || slot.was_in_file() {
                    records(document, slot, &all(document.story.iter()));
                }
            },
        ),
        FileField::<Self>::new(
            "annotations",
            Shape::List("annotation"),
            "Text notes on the picture, in drawing order; no part of the data.",
            |_, _, reading| fidelity_of_views(reading),
            |document, slot| {
                if !document.annotations.is_empty() || slot.was_in_file() {
                    records(document, slot, &all(document.annotations.iter()));
                }
            },
        ),
    ];

    fn blank() -> Self {
        Self::default()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }
}

/// Reads a document from the members of the file's object.
///
/// References come first, then actors, relations and what is said of the network as a whole, in
/// any order of the file: each names records of the kinds before. The tree is freed piece by piece:
/// that of a large file takes several times the memory of its text.
pub(crate) fn read(mut members: Vec<Member<'_>>, reading: &mut Reading) -> Document {
    drop_empty(&mut members, &["edges", "links", "relations"], reading);
    let mut document: Document = record::read_members(&members, reading);
    check_version(&members, reading);
    let is_directed = member(&members, &["directed"]).and_then(|value| match value.kind {
        Kind::Flag(flag) => Some(flag),
        _ => None,
    });
    let mut left_over = Vec::new();
    if let Some(value) = taken(&mut members, &["references"]) {
        left_over.extend(read_references(value, reading).map(|json| ("references", json)));
    }
    if let Some(value) = taken(&mut members, &["nodes", "actors"]) {
        left_over.extend(read_actors(value, reading).map(|json| ("nodes", json)));
    }
    members::check(reading);
    let mut relations = Vec::new();
    if let Some(value) = taken(&mut members, &["edges", "links", "relations"]) {
        let left = read_relations(value, &mut relations, reading);
        left_over.extend(left.map(|json| ("edges", json)));
    }
    // What was set aside names actors and references.
    if let Some(graph) = taken(&mut members, &["graph"])
        .as_ref()
        .and_then(Value::as_object)
    {
        document.meta = record::read_members(graph, reading);
    }
    if !reading.is_foreign {
        left_over.extend(read_views(&mut members, &relations, &mut document, reading));
    }
    if let Some(is_directed) = is_directed.filter(|_| reading.is_foreign) {
        for relation in &mut relations {
            Arc::make_mut(relation).directed.get_or_insert(is_directed);
        }
    }
    // What finds records by id while a file is read is given back before the tables are made.
    let references = std::mem::take(&mut reading.references).records;
    let actors = std::mem::take(&mut reading.actors).records;
    document.references = references.into_iter().collect();
    document.actors = actors.into_iter().collect();
    document.relations = relations.into_iter().collect();
    keep(&mut document, left_over);
    document
}

/// Reads text notes and the story, which name actors and relations. Returns what belongs to no
/// record, by its key.
fn read_views(
    members: &mut Vec<Member<'_>>,
    relations: &[Arc<Relation>],
    document: &mut Document,
    reading: &mut Reading,
) -> Vec<(&'static str, String)> {
    let notes = taken(members, &["annotations"]);
    let story = taken(members, &["story"]);
    if notes.is_some() || story.is_some() {
        reading.relation_ids = relations.iter().map(|one| one.id.clone()).collect();
    }
    let mut left_over = Vec::new();
    if let Some(value) = notes {
        let left = annotation::read_all(value, document, reading);
        left_over.extend(left.map(|json| ("annotations", json)));
    }
    let notes = document.annotations.iter();
    reading.annotation_ids = notes.map(|note| note.id.clone()).collect();
    if let Some(value) = story {
        let left = story_steps::read(value, document, reading);
        left_over.extend(left.map(|json| ("story", json)));
    }
    left_over
}

/// How much of the story and of the text notes is read: other programs mean something else by these
/// names.
fn fidelity_of_views(reading: &Reading) -> Fidelity {
    if reading.is_foreign {
        Fidelity::Partial
    } else {
        Fidelity::Whole
    }
}

/// A file of a later version opens as far as this version understands it.
fn check_version(members: &[Member<'_>], reading: &mut Reading) {
    let Some(value) = member(members, &["format"]) else {
        return;
    };
    let format = value.as_text().unwrap_or_default();
    if format.starts_with("frenemy/") && format != "frenemy/1" {
        let message = format!("`{}` is not the version frenemy/1", short(format));
        let hint = "What this version does not know is kept and not shown.".to_owned();
        reading
            .report
            .warning(value.at, "other-version", message, Some(hint));
    }
}

/// The value under the first of these keys that the file has; the last if it is repeated.
fn member<'v, 'a>(members: &'v [Member<'a>], keys: &[&str]) -> Option<&'v Value<'a>> {
    let place = place_of(members, keys)?;
    Some(&members[place].value)
}

/// The same, removed from the members.
fn taken<'a>(members: &mut Vec<Member<'a>>, keys: &[&str]) -> Option<Value<'a>> {
    let place = place_of(members, keys)?;
    Some(members.remove(place).value)
}

fn place_of(members: &[Member<'_>], keys: &[&str]) -> Option<usize> {
    let mut keys = keys.iter();
    keys.find_map(|key| members.iter().rposition(|member| member.key == *key))
}

/// Drops an empty list whose records are in another one, such as `edges` beside `links`. The last
/// value of a repeated key counts, and the report says that the others are lost.
fn drop_empty(members: &mut Vec<Member<'_>>, keys: &[&str], reading: &mut Reading) {
    let length = |key: &str| {
        let last = members.iter().rfind(|member| member.key == key)?;
        Some(last.value.as_array()?.len())
    };
    let lengths: Vec<_> = keys.iter().map(|key| (*key, length(key))).collect();
    let has_records = |length: &Option<usize>| length.is_some_and(|length| length > 0);
    if !lengths.iter().any(|(_, length)| has_records(length)) {
        return;
    }
    members.retain(|member| {
        let is_dropped = lengths.contains(&(&*member.key, Some(0)));
        let is_empty = member.value.as_array().is_some_and(<[_]>::is_empty);
        if is_dropped && !is_empty {
            record::warn_of_repetition(member, reading);
        }
        !is_dropped
    });
}

/// Keeps JSON that belongs to no record, under the key of its list.
fn keep(document: &mut Document, left_over: Vec<(&'static str, String)>) {
    if left_over.is_empty() {
        return;
    }
    let old = &document.fields;
    let unknown = old
        .all_unknown()
        .map(|(key, json)| (key.into(), json.into()));
    let more = left_over
        .into_iter()
        .map(|(key, json)| (key.into(), json.into()));
    document.fields = Fields::new(old.order().into(), unknown.chain(more).collect());
}

fn read_references(value: Value<'_>, reading: &mut Reading) -> Option<String> {
    let mut read: Vec<(Arc<Reference>, usize)> = Vec::new();
    let left_over = read_list(value, "references", reading, |reference, item, _| {
        read.push((Arc::new(reference), id_at(item)));
        true
    });
    let mut ids = Ids::new(read.iter().map(|(reference, _)| &reference.id));
    for (index, (mut reference, at)) in read.into_iter().enumerate() {
        let like = || slug(reference.title()).into();
        let place = (index, at);
        if let Some(id) = ids.settle(place, &reference.id, like, "reference", reading) {
            let reference = Arc::make_mut(&mut reference);
            reference.id = id;
            forget_id(reference);
        }
        reading.references.add(reference.id.clone(), reference);
    }
    left_over
}

fn read_actors(value: Value<'_>, reading: &mut Reading) -> Option<String> {
    let mut read: Vec<(Arc<Actor>, usize)> = Vec::new();
    let left_over = read_list(value, "actors", reading, |actor, item, _| {
        read.push((Arc::new(actor), id_at(item)));
        true
    });
    let mut ids = Ids::new(read.iter().map(|(actor, _)| &actor.id));
    let by_index = reading.actor_of_index.is_some();
    reading.actor_places = read.iter().map(|(_, at)| *at).collect();
    for (index, (mut actor, at)) in read.into_iter().enumerate() {
        let like = || match &actor.name {
            Some(name) if !name.trim().is_empty() => name.as_str().into(),
            _ if by_index => index.to_string().into(),
            _ => format!("actor-{}", index + 1).into(),
        };
        let settled = if by_index && actor.id.as_str().is_empty() {
            Some(ids.free.like(&like()))
        } else {
            ids.settle((index, at), &actor.id, like, "actor", reading)
        };
        if let Some(id) = settled {
            let actor = Arc::make_mut(&mut actor);
            actor.id = id;
            forget_id(actor);
        }
        if let Some(actors) = &mut reading.actor_of_index {
            actors.push(actor.id.clone());
        }
        reading.actors.add(actor.id.clone(), actor);
    }
    reading.declared_actors = reading.actors.records.len();
    left_over
}

fn read_relations(
    value: Value<'_>,
    relations: &mut Vec<Arc<Relation>>,
    reading: &mut Reading,
) -> Option<String> {
    let mut places = Vec::new();
    let left_over = read_list(
        value,
        "relations",
        reading,
        |relation: Relation, item, reading| {
            let has_ends = has_end(&relation.source, item, ["source", "from"], reading)
                & has_end(&relation.target, item, ["target", "to"], reading);
            if has_ends {
                places.push(id_at(item));
                relations.push(Arc::new(relation));
            }
            has_ends
        },
    );
    let mut ids = Ids::new(relations.iter().map(|relation| &relation.id));
    for (index, (relation, at)) in relations.iter_mut().zip(&places).enumerate() {
        let like = || {
            let Relation { source, target, .. } = &**relation;
            format!("{source}-{target}-{}", relation.kind().as_str()).into()
        };
        let settled = if relation.id.as_str().is_empty() {
            Some(ids.free.like(&like()))
        } else {
            ids.settle((index, *at), &relation.id, like, "relation", reading)
        };
        if let Some(id) = settled {
            let relation = Arc::make_mut(relation);
            relation.id = id;
            forget_id(relation);
        }
    }
    if reading.is_foreign {
        reading.relation_places = places;
    }
    left_over
}

/// Whether a relation has this end; reports an issue if the file leaves it out.
fn has_end(end: &ActorId, item: &Value<'_>, keys: [&str; 2], reading: &mut Reading) -> bool {
    if !end.as_str().is_empty() {
        return true;
    }
    let given = keys.iter().find_map(|key| item.get(key));
    let is_left_out = given.is_none_or(|value| matches!(value.kind, Kind::Null | Kind::Text(_)));
    if is_left_out {
        let message = format!("the relation has no `{}`", keys[0]);
        let hint = "The relation is kept in the file and not drawn; name the actor at this end.";
        let at = given.map_or(item.at, |value| value.at);
        reading
            .report
            .error(at, "missing-end", message, Some(hint.into()));
    }
    false
}

/// The document as the bytes of a native file, in the canonical layout.
pub(crate) fn write(document: &Document) -> Vec<u8> {
    let mut out = JsonWriter::default();
    record::write(document, &mut out);
    let mut text = out.into_text();
    text.push('\n');
    text.into_bytes()
}

/// Writes a member that only new files get; files that were read keep theirs, or have none.
fn header(document: &Document, slot: &mut MemberSlot<'_>, write: fn(&mut JsonWriter)) {
    if !slot.was_in_file() && document.fields.order().is_empty() {
        write(slot.value());
    }
}

fn all<'t, T: 't>(records: impl Iterator<Item = &'t Arc<T>>) -> Vec<&'t T> {
    records.map(|record| &**record).collect()
}

/// Writes a list of records, and after them the items of the list that are not records.
fn records<T: Entry>(document: &Document, slot: &mut MemberSlot<'_>, records: &[&T]) {
    let left_over = document.fields.unknown(slot.key());
    let parsed = left_over.and_then(|json| json::parse(json).ok());
    let items = parsed.as_ref().map(|parsed| &parsed.root.kind);
    match items {
        Some(Kind::Array(items)) => {
            let out = slot.value();
            begin_list(out, records);
            for item in items {
                out.item();
                out.json(item.raw);
            }
            out.close(']');
        }
        Some(_) if records.is_empty() => slot.value().json(left_over.unwrap_or("null")),
        _ => {
            let is_new = document.fields.order().is_empty() && slot.key() != "references";
            if is_new || slot.was_in_file() || !records.is_empty() {
                let out = slot.value();
                begin_list(out, records);
                out.close(']');
            }
        }
    }
}

/// After so many records it is known about how long the list becomes: a text that grows by
/// doubling needs far more memory than it is long.
const FIRST_RECORDS: usize = 1000;

fn begin_list<T: Entry>(out: &mut JsonWriter, records: &[&T]) {
    out.open('[');
    let before = out.len();
    for (number, record) in records.iter().enumerate() {
        out.item();
        record::write(*record, out);
        if number + 1 == FIRST_RECORDS {
            // As long as the first ones, and a little more.
            let mean = (out.len() - before) / FIRST_RECORDS + 1;
            let rest = (records.len() - FIRST_RECORDS).saturating_mul(mean);
            out.reserve(rest + rest / 32);
        }
    }
}

/// Whether an actor has nothing but the id that a relation names.
fn is_bare_placeholder(actor: &Actor) -> bool {
    let bare = Actor {
        is_placeholder: true,
        ..Actor::new(actor.id.clone())
    };
    *actor == bare
}
