//! Which list of a JSON file holds the actors that its relations name, and by which field they are
//! named. Builds nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::json::{Kind, Value};
use super::json_lists::{FoundList, IDS, INSIDE, NAMES, end_id, ends, items, scalar};
use super::json_matrix::ROW_LISTS;
use super::kind_words::plain;

/// How deep lists are searched for.
const MAX_DEPTH: usize = 6;

/// A list of actors, and the field of theirs that relations name.
#[derive(Clone, Copy, Debug)]
pub(super) struct ActorList<'v, 'a> {
    pub(super) list: &'v Value<'a>,
    /// None for the usual one: the id, or the name.
    pub(super) field: Option<&'v str>,
}

/// The ids that lists of relations name.
pub(super) fn named_ends<'v>(relations: &[FoundList<'v, '_>]) -> HashSet<Cow<'v, str>> {
    let mut named = HashSet::new();
    for (_, list) in relations {
        for (_, item) in items(list) {
            let pair = match item.as_array() {
                Some([source, .., target])
                    if target.as_text().is_some() && item.as_array().is_some_and(is_triple) =>
                {
                    Some((source, target))
                }
                Some([source, target, ..]) => Some((source, target)),
                _ => ends(item, INSIDE),
            };
            let pair = pair
                .into_iter()
                .flat_map(|(source, target)| [source, target]);
            named.extend(pair.filter_map(end_id));
        }
    }
    named
}

/// Whether a tuple has a word between its ends.
fn is_triple(parts: &[Value<'_>]) -> bool {
    parts.len() == 3 && parts.iter().all(|part| part.as_text().is_some())
}

/// How many of the ends each field of the records of a list has.
fn coverage<'v>(list: &'v Value<'_>, ends: &HashSet<Cow<'_, str>>) -> BTreeMap<&'v str, usize> {
    let mut found: BTreeMap<&str, HashSet<Cow<'_, str>>> = BTreeMap::new();
    for (_, item) in items(list) {
        let inside = INSIDE.iter().filter_map(|key| item.get(key));
        for record in std::iter::once(item).chain(inside) {
            for member in record.as_object().unwrap_or_default() {
                let value = scalar(&member.value).filter(|value| ends.contains(value));
                if let Some(value) = value {
                    found.entry(&member.key).or_default().insert(value);
                }
            }
        }
    }
    let counts = found
        .into_iter()
        .map(|(field, values)| (field, values.len()));
    counts.collect()
}

/// How usual a field is as an id; the smallest is the most usual.
fn rank(field: &str) -> usize {
    let mut usual = IDS.iter().chain(NAMES);
    let at = usual.position(|known| known.eq_ignore_ascii_case(field));
    at.unwrap_or(IDS.len() + NAMES.len())
}

/// The field by which most of the ends are named.
fn best<'v>(fields: &BTreeMap<&'v str, usize>) -> Option<(&'v str, usize)> {
    let best = fields
        .iter()
        .min_by_key(|(field, count)| (std::cmp::Reverse(**count), rank(field)));
    best.map(|(field, count)| (*field, *count))
}

/// The field of a named list of actors that relations name, unless it is the usual one.
pub(super) fn of_named<'v, 'a>(
    list: &'v Value<'a>,
    ends: &HashSet<Cow<'_, str>>,
) -> ActorList<'v, 'a> {
    let fields = coverage(list, ends);
    let by_key = items(list).filter(|(key, _)| key.is_some_and(|key| ends.contains(key)));
    let by_key = by_key.count();
    let usual = items(list).next().and_then(|(_, item)| {
        let mut keys = IDS.iter().chain(NAMES);
        keys.find(|key| item.get(key).and_then(scalar).is_some())
    });
    let by_usual = usual.and_then(|key| fields.get(*key).copied());
    let known = by_usual.unwrap_or_default().max(by_key);
    let better = best(&fields).filter(|(_, count)| *count > known);
    ActorList {
        list,
        field: better.map(|(field, _)| field),
    }
}

/// The list whose records have the ends of all relations, wherever it is and whatever its name:
/// most of them by an id, or all of them by another field.
pub(super) fn find<'v, 'a>(
    root: &'v Value<'a>,
    relations: &[FoundList<'v, 'a>],
    ends: &HashSet<Cow<'_, str>>,
) -> Option<ActorList<'v, 'a>> {
    let mut found: Option<(usize, ActorList<'v, 'a>)> = None;
    let mut next = vec![(root, 0)];
    while let Some((value, depth)) = next.pop() {
        // Where each actor acts, the ends of relations have all of them, too.
        let of_relations = relations.iter().any(|(_, list)| list.at == value.at);
        if of_relations && depth > 0 {
            continue;
        }
        let of_records = !of_relations && items(value).any(|(_, item)| item.as_object().is_some());
        let by_key = items(value).filter(|(key, _)| key.is_some_and(|key| ends.contains(key)));
        let by_key = by_key.count();
        let fields = coverage(value, ends);
        let candidate = if by_key * 5 >= ends.len() * 4 {
            Some((by_key, None))
        } else {
            best(&fields).map(|(field, count)| (count, Some(field)))
        };
        if let Some((count, field)) = candidate.filter(|_| of_records) {
            let is_id = field.is_none_or(|field| rank(field) < IDS.len());
            let is_enough = count == ends.len() || (is_id && count * 5 >= ends.len() * 4);
            let is_better = found.is_none_or(|(most, _)| count > most);
            if is_enough && is_better {
                found = Some((count, ActorList { list: value, field }));
            }
        }
        if depth < MAX_DEPTH {
            match &value.kind {
                Kind::Object(members) => {
                    next.extend(
                        members
                            .iter()
                            .rev()
                            .map(|member| (&member.value, depth + 1)),
                    );
                }
                Kind::Array(list) if list.len() <= 50 => {
                    next.extend(list.iter().rev().map(|item| (item, depth + 1)));
                }
                _ => {}
            }
        }
    }
    found.map(|(_, list)| list)
}

/// The list of names whose numbers are the ends: `{"names": ["A", "B"], "edges": [[0, 1]]}`. The
/// first has this number.
pub(super) fn by_number<'v, 'a>(
    root: &'v Value<'a>,
    ends: &HashSet<Cow<'_, str>>,
) -> Option<(&'v Value<'a>, usize)> {
    let numbers: Option<Vec<usize>> = ends.iter().map(|end| end.parse().ok()).collect();
    let numbers = numbers?;
    let (least, most) = (numbers.iter().min()?, numbers.iter().max()?);
    let mut next = vec![(root, 0)];
    while let Some((value, depth)) = next.pop() {
        for member in value.as_object().unwrap_or_default() {
            next.extend((depth < MAX_DEPTH).then_some((&member.value, depth + 1)));
            let names = member.value.as_array().unwrap_or_default();
            let are_names = names.iter().all(|name| name.as_text().is_some());
            let is_list = ROW_LISTS.contains(&&*plain(&member.key)) && are_names;
            if is_list && names.len() > *most {
                return Some((&member.value, 0));
            }
            if is_list && names.len() == *most && *least > 0 {
                return Some((&member.value, 1));
            }
        }
    }
    None
}
