//! Node-link JSON of other programs: signs, times and names by the rules of all formats. Reads no
//! key itself.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::chosen_ends::ChosenEnds;
use super::claim_columns::ClaimColumns;
use super::column_preview::{self, PREVIEW_ROWS, SampleTie};
use super::drawn_relations::{DrawnRelations, fields_without};
use super::json::{self, Kind, Value};
use super::json_lists;
use super::name_groups::NameGroups;
use super::native::reading::Reading;
use super::numbers::NumberStyle;
use super::tie_meaning::TieReader;
use crate::model::{Actor, ActorId, Document, Fields, Relation, Severity};
use crate::words::{counted, short};

/// The lists of a node-link file, by the keys that it uses.
const LISTS: &[&[&str]] = &[
    &["nodes", "actors"],
    &["edges", "links", "relations"],
    &["references"],
];

/// Reports lists that look like relations and are not read.
pub(super) fn report_unread(root: &Value<'_>, reading: &mut Reading) {
    let filled = |key: &&str| {
        let list = root.get(key)?;
        let is_filled = list.as_array().is_none_or(|items| !items.is_empty());
        is_filled.then_some(list.at)
    };
    let used: Vec<usize> = LISTS
        .iter()
        .filter_map(|keys| keys.iter().find_map(filled))
        // Text notes and the steps of a story name relations by their ids.
        // What a settlement left out is read as such.
        .chain(set_aside(root).filter(|_| !reading.is_foreign))
        .chain(filled(&"annotations").filter(|_| !reading.is_foreign))
        .chain(filled(&"story").filter(|_| !reading.is_foreign))
        .collect();
    json_lists::report_unread(root, &used, &mut reading.report);
}

/// Where the relations are that a settlement of coders left out.
fn set_aside(root: &Value<'_>) -> Option<usize> {
    Some(root.get("graph")?.get("set_aside")?.at)
}

/// Whether all items of the list at this byte fit: those in the tree, and those left out of it.
fn for_all(
    items: &[Value<'_>],
    list_at: usize,
    reading: &Reading<'_>,
    fits: &mut dyn FnMut(&Value<'_>) -> bool,
) -> bool {
    let rest = reading.rests.iter().find(|rest| rest.list_at == list_at);
    let mut rest = rest.cloned().into_iter().flatten().map_while(Result::ok);
    items.iter().all(&mut *fits) && rest.all(|item| fits(&item.value))
}

/// Finds out whether edges name their ends by the numbers of nodes that have other ids, as networkx
/// 1 wrote them.
pub(super) fn prepare(root: &Value<'_>, reading: &mut Reading) {
    let list = |keys: &[&str]| {
        let mut keys = keys.iter();
        keys.find_map(|key| {
            let list = root.get(key)?;
            let items = list.as_array().filter(|items| !items.is_empty())?;
            Some((items, list.at))
        })
    };
    let (Some((nodes, nodes_at)), Some((edges, edges_at))) = (list(LISTS[0]), list(LISTS[1]))
    else {
        return;
    };
    let is_number =
        |end: Option<&Value<'_>>| end.is_some_and(|end| matches!(end.kind, Kind::Number));
    let has_numbers =
        |edge: &Value<'_>| is_number(edge.get("source")) && is_number(edge.get("target"));
    // The first edges say no in most files, and then nobody has to look at the rest.
    if !edges.iter().all(has_numbers) {
        return;
    }
    let mut ids: HashSet<String> = HashSet::new();
    let mut count = 0;
    for_all(nodes, nodes_at, reading, &mut |node| {
        count += 1;
        let id = node.get("id").and_then(json_lists::scalar);
        ids.extend(id.map(std::borrow::Cow::into_owned));
        true
    });
    let is_index = |end: Option<&Value<'_>>| {
        end.is_some_and(|end| {
            !ids.contains(end.raw) && end.raw.parse::<usize>().is_ok_and(|number| number < count)
        })
    };
    let has_indexes = |edge: &Value<'_>| {
        has_numbers(edge) && is_index(edge.get("source")) && is_index(edge.get("target"))
    };
    let are_all = for_all(edges, edges_at, reading, &mut |edge| has_indexes(edge));
    if !ids.is_empty() && are_all {
        reading.actor_of_index = Some(Vec::new());
        let message = "edges name their ends by the numbers of nodes, which have other ids";
        let hint = "The first node is 0, as networkx 1 wrote it.".to_owned();
        reading
            .report
            .note(edges[0].at, "ends-by-number", message, Some(hint));
    }
}

/// The attributes of a relation: what is known, and fields without a meaning so far.
fn attributes(relation: &Relation, number: &mut dyn FnMut(&str) -> u32) -> Attributes {
    let mut values = Attributes::new();
    if let Some(weight) = relation.weight {
        values.push((number("weight"), AttributeValue::number(weight)));
    }
    if let Some(subtype) = &relation.subtype {
        values.push((number("type"), AttributeValue::text(&**subtype)));
    }
    for (key, json) in relation.fields.all_unknown() {
        if matches!(
            key,
            "source" | "target" | "from" | "to" | "id" | "key" | "claims" | "when"
        ) {
            continue;
        }
        let number = number(key);
        if !values.has(number) {
            values.push((number, value(json)));
        }
    }
    values
}

fn value(json: &str) -> AttributeValue {
    match json::parse(json) {
        Ok(parsed) => AttributeValue::of_json(&parsed.root),
        Err(_) => AttributeValue::Json(json.into()),
    }
}

/// Gives relations without a kind the one that their other fields say, and dates and directions
/// likewise. Fields stay as they are.
pub(super) fn settle(mut document: Document, reading: &mut Reading) -> Document {
    let mut names: Vec<Arc<str>> = Vec::new();
    let mut numbers = HashMap::new();
    let mut number = |name: &str| -> u32 {
        if let Some(number) = numbers.get(name) {
            return *number;
        }
        let number = names.len() as u32;
        names.push(name.into());
        numbers.insert(name.to_owned(), number);
        number
    };
    let mut relations: Vec<Arc<Relation>> = document.relations.iter().map(Arc::clone).collect();
    let values = TieValues::of(
        relations
            .iter()
            .map(|relation| attributes(relation, &mut number)),
    );
    let choices = Arc::clone(&reading.report.choices);
    let map = &choices.columns;
    if !column_preview::fits(map, &names, None, &mut reading.report) {
        return document;
    }
    let chosen = column_preview::chosen_roles(&names, None, map);
    let ends = ChosenEnds::of(map, &names).map(|ends| EndChooser::of(ends, &document));
    let mut reader = TieReader::of(
        names,
        Vec::<NumberStyle>::new(),
        false,
        (map, chosen),
        values.iter(),
    );
    let used = reader.used();
    let mut claims = ClaimColumns::of(&reader.names, &reader.chosen, &|at| used.contains(&at));
    let says_kind = map.all_kind.is_some()
        || reader.chosen.iter().flatten().any(|role| role.is_number())
        || !map.kinds.is_empty();
    let drawn = DrawnRelations::of(&relations, &reader);
    let sample = sample_of(&document, &relations, &values);
    let has_kinds = relations.iter().any(|relation| relation.kind.is_some());
    for (index, (relation, values)) in relations.iter_mut().zip(values.iter()).enumerate() {
        let mut issues = Vec::new();
        let meaning = reader.read(values, None, &mut issues);
        let place = reading
            .relation_places
            .get(index)
            .copied()
            .unwrap_or_default();
        let has_kind = relation.kind.is_some() && !says_kind;
        for issue in issues.into_iter().filter(|_| !has_kind) {
            let hint = Some(issue.hint.to_owned());
            if issue.severity == Severity::Error && issue.code != "bad-number" {
                reading.report.error(place, issue.code, issue.message, hint);
            } else {
                reading
                    .report
                    .warning(place, issue.code, issue.message, hint);
            }
        }
        let mut new = Relation::clone(&**relation);
        drawn.settle(index, &mut new);
        if !has_kind {
            let is_said = reader.roles.says_sign() || map.all_kind.is_some();
            new.kind = is_said.then_some(meaning.kind);
            new.weight = meaning.weight.or(relation.weight);
        }
        if let Some(ends) = &ends {
            ends.choose(&mut document, &mut new, values);
        }
        new.directed = map.directed.or(new.directed).or(meaning.directed);
        new.when = relation.when.clone().or(meaning.when);
        let claim = claims.claim(values).map(|(claim, _)| claim);
        new.claims
            .extend(claim.filter(|_| relation.claims.is_empty()));
        leave_out(&reader, &mut new);
        new.subtype = new.subtype.or(meaning.subtype);
        if new != **relation {
            new.fields = without_kept_weight(&new, relation);
            // In its place at once: two of each would take twice the memory.
            *relation = Arc::new(new);
            document.relations.put(Arc::clone(relation));
        }
    }
    for reference in std::mem::take(&mut claims.references) {
        document.references.put(reference);
    }
    if !relations.is_empty() {
        let preview = column_preview::preview(&reader, claims.columns(), None, &sample);
        reading.report.preview = Some(Box::new(preview));
    }
    if !has_kinds && !relations.is_empty() {
        conclude(&reader, &relations, reading);
    }
    document
}

/// The attributes of all relations; of a long list without any, nothing is kept.
#[derive(Default)]
struct TieValues {
    /// So many relations at the beginning have none.
    empty: usize,
    rest: Vec<Attributes>,
    none: Attributes,
}

impl TieValues {
    fn of(all: impl Iterator<Item = Attributes>) -> Self {
        let mut values = Self::default();
        for one in all {
            if values.rest.is_empty() && one.is_empty() {
                values.empty += 1;
            } else {
                values.rest.push(one);
            }
        }
        values
    }

    fn iter(&self) -> impl Iterator<Item = &Attributes> + Clone {
        std::iter::repeat_n(&self.none, self.empty).chain(&self.rest)
    }
}

/// The first ties, as they are shown where columns are mapped.
fn sample_of(
    document: &Document,
    relations: &[Arc<Relation>],
    values: &TieValues,
) -> Vec<SampleTie> {
    let first = relations.iter().zip(values.iter()).take(PREVIEW_ROWS);
    first
        .map(|(relation, values)| {
            let name = |id| column_preview::shown_cell(document.actor_name(id));
            let ends = [name(&relation.source), name(&relation.target)];
            (ends, values.clone())
        })
        .collect()
}

/// The ends of relations by choice.
struct EndChooser {
    ends: ChosenEnds,
    /// The first actor of each name.
    by_name: HashMap<String, ActorId>,
}

impl EndChooser {
    fn of(ends: ChosenEnds, document: &Document) -> Self {
        let mut by_name = HashMap::new();
        for actor in document.actors.iter() {
            by_name
                .entry(actor.name().to_owned())
                .or_insert_with(|| actor.id.clone());
        }
        Self { ends, by_name }
    }

    /// Gives a relation the ends that were chosen: the actor of this id or name, or a new one.
    fn choose(&self, document: &mut Document, relation: &mut Relation, values: &Attributes) {
        let own = [relation.source.clone(), relation.target.clone()];
        let mut end = |(words, slot): (Option<&str>, usize)| {
            let Some(words) = words else {
                return own[slot].clone();
            };
            let id = ActorId::from(words);
            if document.actors.contains(&id) {
                return id;
            }
            if let Some(named) = self.by_name.get(words) {
                return named.clone();
            }
            document.actors.put(Actor::new(id.clone()));
            id
        };
        let [source, target] = self.ends.words(values).map(&mut end);
        (relation.source, relation.target) = (source, target);
    }
}

/// Drops the values of a relation that are ignored by choice.
fn leave_out(reader: &TieReader, relation: &mut Relation) {
    let ignored = &reader.roles.ignored;
    if ignored.is_empty() {
        return;
    }
    let is_ignored = |key: &str| ignored.iter().any(|at| *reader.names[*at] == *key);
    relation.weight.take_if(|_| is_ignored("weight"));
    relation.subtype.take_if(|_| is_ignored("type"));
    relation.fields = fields_without(&relation.fields, &is_ignored);
}

/// The fields of a relation, without the text of a weight that is another number now.
fn without_kept_weight(new: &Relation, old: &Relation) -> Fields {
    if new.weight == old.weight {
        new.fields.clone()
    } else {
        fields_without(&new.fields, &|key| key == "weight")
    }
}

fn conclude(reader: &TieReader, relations: &[Arc<Relation>], reading: &mut Reading) {
    for (code, is_note, message, hint) in reader.summary() {
        let hint = Some(hint.to_owned());
        if is_note {
            reading.report.note(0, code, message, hint);
        } else {
            reading.report.warning(0, code, message, hint);
        }
    }
    let name = |at: usize| format!("`{}`", short(&reader.names[at]));
    let mut parts = reader.understood(&name);
    let [friends, foes, neither] = reader.sign_counts();
    parts.push(format!(
        "{}: {friends} friendly, {foes} hostile, {neither} of kind other",
        counted(relations.len(), "tie", "ties")
    ));
    let code = if friends + foes == 0 {
        "no-sign"
    } else {
        "signs"
    };
    let hint = "A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.";
    reading
        .report
        .note(0, code, parts.join("; "), Some(hint.to_owned()));
}

/// Reports actors whose names differ only in what nobody sees.
pub(super) fn report_like_names(document: &Document, reading: &mut Reading) {
    let actors: Vec<_> = document
        .actors
        .iter()
        .filter(|actor| !actor.is_placeholder)
        .collect();
    let mut groups = NameGroups::default();
    for (slot, actor) in actors.iter().enumerate() {
        groups.add(actor.name(), slot);
    }
    let places = std::mem::take(&mut reading.actor_places);
    groups.report(&mut reading.report, false, &|slot| {
        let place = places.get(slot).copied().unwrap_or_default();
        (place, actors[slot].name().to_owned())
    });
}
