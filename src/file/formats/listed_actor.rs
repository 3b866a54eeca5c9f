//! The actor that an actor of a format becomes. Knows no list and no tie.

use std::collections::HashMap;
use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::kind_words::{actor_kind_of_word, plain};
use super::listed_tie::{kept_values, keys};
use super::long_text::{cut_name, one_line};
use super::own_values;
use super::tie_builder::ListedActor;
use crate::model::{Actor, ActorId, ActorKind, Point};

/// Keys of actors in the native file; an attribute with such a name is kept under another one.
const ACTOR_KEYS: &[&str] = &[
    "id",
    "name",
    "label",
    "kind",
    "aliases",
    "members",
    "wikidata",
    "color",
    "picture",
    "note",
    "x",
    "y",
    "pinned",
    "placeholder",
];

/// Attributes that name an actor, the most certain first.
const NAMES: &[&str] = &[
    "label",
    "name",
    "displayname",
    "fullname",
    "sharedname",
    "canonicalname",
    "title",
    "nodename",
    "bezeichnung",
    "nom",
    "nombre",
    "caption",
];

/// The field that keeps a name that is too long to be shown.
pub(super) const FULL_NAME: &str = "full_name";

/// Makes actors, by what their attributes mean.
pub(super) struct ActorMaker<'m> {
    ids: &'m [ActorId],
    ids_by_name: HashMap<&'m str, ActorId>,
    /// The names of attributes, the same in plain letters, and the keys under which they are kept.
    names: Vec<Arc<str>>,
    plain_names: Vec<String>,
    keys: Vec<Arc<str>>,
    /// Whether the file lists its actors, so that others are placeholders.
    is_listed: bool,
    id_is_name: bool,
}

impl<'m> ActorMaker<'m> {
    pub(super) fn of(
        ids: &'m [ActorId],
        names: Vec<Arc<str>>,
        is_listed: bool,
        id_is_name: bool,
    ) -> Self {
        Self {
            ids,
            ids_by_name: ids.iter().map(|id| (id.as_str(), id.clone())).collect(),
            plain_names: names.iter().map(|name| plain(name)).collect(),
            keys: keys(&names, ACTOR_KEYS),
            names,
            is_listed,
            id_is_name,
        }
    }

    /// The actor with this number.
    pub(super) fn actor(&self, slot: usize, mut listed: ListedActor) -> Actor {
        let mut actor = Actor::new(self.ids[slot].clone());
        actor.is_placeholder = self.is_listed && !listed.is_declared;
        self.take_missing_name(&mut listed);
        let name = listed.name.as_deref().unwrap_or(&listed.id);
        let mut kept = Vec::new();
        if actor.id.as_str() != name {
            let shown = cut_name(name);
            if shown != name {
                kept.push((FULL_NAME.into(), AttributeValue::text(name)));
            }
            actor.name = Some(shown.into_owned());
        }
        actor.kind = self.take_kind(&mut listed.values);
        actor.position = listed
            .position
            .or_else(|| take_position(&mut listed.values, &self.plain_names));
        actor.aliases = listed.aliases;
        let members = listed.members.iter();
        actor.members = members.map(|member| self.ids[*member].clone()).collect();
        own_values::take(&mut actor, &mut listed.values, &self.names, |id| {
            self.ids_by_name.get(id).cloned()
        });
        let others = listed.values.into_iter();
        kept.extend(others.map(|(at, value)| (Arc::clone(&self.keys[at as usize]), value)));
        actor.fields = kept_values(kept.iter().map(|(key, value)| (Arc::clone(key), value)));
        actor
    }

    /// Takes the name of an actor without one from its attributes.
    fn take_missing_name(&self, listed: &mut ListedActor) {
        if listed.name.is_none() {
            listed.name = take_name(&mut listed.values, &self.plain_names);
        }
        if listed.name.is_none() && self.id_is_name {
            let id = listed.values.iter().position(|(at, value)| {
                &*self.names[*at as usize] == "id" && matches!(value, AttributeValue::Text(_))
            });
            listed.name = id.map(|at| listed.values.remove(at).words().into());
        }
    }

    /// The kind among the attributes of an actor; a word that says more than the kind stays.
    fn take_kind(&self, values: &mut Attributes) -> Option<ActorKind> {
        let (number, kind) = values.iter().find_map(|(number, value)| {
            let is_kind = matches!(
                &*self.plain_names[*number as usize],
                "kind" | "type" | "category" | "schema"
            );
            let kind = is_kind.then(|| actor_kind_of_word(value.words()))?;
            Some((*number, kind?))
        })?;
        values.retain(|(other, value)| *other != number || value.words() != kind.as_str());
        Some(kind)
    }
}

/// The name among the attributes of an actor.
fn take_name(values: &mut Attributes, names: &[String]) -> Option<Box<str>> {
    for wanted in NAMES {
        let found = values.iter().position(|(at, value)| {
            let is_name = matches!(value, AttributeValue::Text(_))
                || value
                    .words()
                    .starts_with(|c: char| c.is_ascii_digit() || c == '-');
            names[*at as usize] == *wanted && is_name
        });
        if let Some(found) = found {
            return Some(one_line(values.remove(found).words()).into());
        }
    }
    None
}

/// The position among the attributes of an actor.
fn take_position(values: &mut Attributes, names: &[String]) -> Option<Point> {
    let number = |axis: &str| {
        values.iter().find_map(|(at, value)| {
            let words = value.words();
            // A decimal comma, as tables have it.
            let number: f64 = words
                .parse()
                .or_else(|_| words.replacen(',', ".", 1).parse())
                .ok()?;
            (names[*at as usize] == axis && number.is_finite() && number.abs() < 1e9)
                .then_some((*at, number))
        })
    };
    let ((x_at, x), (y_at, y)) = (number("x")?, number("y")?);
    values.retain(|(at, _)| ![x_at, y_at].contains(at));
    Some(Point { x, y })
}

#[cfg(test)]
mod key_tests {
    use super::*;
    use crate::file::formats::native::record::Entry;

    #[test]
    fn no_attribute_is_kept_under_a_key_of_actors_that_the_native_reader_knows() {
        for field in Actor::FIELDS {
            assert!(ACTOR_KEYS.contains(&field.key), "{}", field.key);
        }
    }
}
