//! Objects of actors in JSON, each with the actors that it is tied to: `{"a": ["b"]}` or
//! `{"a": {"b": {"weight": 1}}}`, as networkx makes of a graph. Knows no list.

use std::borrow::Cow;
use std::collections::HashSet;

use super::attribute_value::AttributeValue;
use super::json::{Kind, Member, Value};
use super::json_graph::{EdgeMembers, GraphReader};
use super::json_lists::{items, scalar};
use super::kind_words::kind_of_word;
use super::listed_tie::ListedTie;
use crate::model::Document;

/// What the members of an adjacency object hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbours {
    /// Names alone.
    Names,
    /// Names, each with a number.
    Numbers,
    /// Names, each with a word of which some say how the two are related.
    Words,
    /// Names, each with an object.
    Objects,
}

/// Whether each key of an object lists others: `{"a": ["b"], "b": []}`. Where all that it lists are
/// names, or names with numbers or words for a kind, one of them that is a key itself is enough:
/// networkx has a key for every actor, and others only for those that have neighbours.
pub(crate) fn is_adjacency_object(root: &Value<'_>) -> bool {
    let members = root.as_object().unwrap_or_default();
    if members.len() < 2 {
        return false;
    }
    let names: HashSet<&str> = members.iter().map(|member| &*member.key).collect();
    let mut shapes = Vec::new();
    let (mut known, mut all, mut has_word) = (0, 0, false);
    for member in members {
        if !matches!(member.value.kind, Kind::Array(_) | Kind::Object(_)) {
            return false;
        }
        for (key, item) in items(&member.value) {
            let name = key.map(Cow::Borrowed).or_else(|| scalar(item));
            all += 1;
            known += usize::from(name.is_some_and(|name| names.contains(&*name)));
            let shape = shape_of(key, item);
            has_word |= key.is_some() && item.as_text().and_then(kind_of_word).is_some();
            if !shapes.contains(&shape) {
                shapes.push(shape);
            }
        }
    }
    let numbers_and_words =
        |shape: &Option<Neighbours>| matches!(shape, Some(Neighbours::Numbers | Neighbours::Words));
    let is_uniform = match shapes[..] {
        [Some(Neighbours::Words)] => has_word,
        [Some(Neighbours::Names | Neighbours::Numbers)] => true,
        _ => has_word && shapes.iter().all(numbers_and_words),
    };
    known > 0 && (known * 5 >= all * 4 || is_uniform)
}

fn shape_of(key: Option<&str>, item: &Value<'_>) -> Option<Neighbours> {
    match (key, &item.kind) {
        (None, Kind::Text(_) | Kind::Number) => Some(Neighbours::Names),
        (Some(_), Kind::Number) => Some(Neighbours::Numbers),
        (Some(_), Kind::Text(_)) => Some(Neighbours::Words),
        (Some(_), Kind::Object(_)) => Some(Neighbours::Objects),
        _ => None,
    }
}

impl GraphReader<'_> {
    /// Reads an object of actors. Where each tie is listed from both ends, it is one.
    pub(super) fn adjacency_object(mut self, root: &Value<'_>) -> Option<Document> {
        self.used(root);
        let members = root.as_object().unwrap_or_default();
        for member in members {
            self.ties.declare(&member.key, member.key_at, self.report);
        }
        let is_undirected = self.lists_both_ends(members);
        self.directed = Some(!is_undirected);
        for member in members {
            if self.stops(member.key_at) {
                return None;
            }
            for (key, item) in items(&member.value) {
                self.neighbour(member, key, item, is_undirected);
            }
        }
        let message = "each key is an actor, with the actors that it is tied to";
        self.report.note(root.at, "guessed-lists", message, None);
        self.finish_quietly()
    }

    /// Adds the tie of an actor to one of its neighbours, which needs no key of its own.
    fn neighbour(
        &mut self,
        actor: &Member<'_>,
        key: Option<&str>,
        item: &Value<'_>,
        is_undirected: bool,
    ) {
        let Some(target) = key.map(Into::into).or_else(|| scalar(item)) else {
            return;
        };
        let source = self.ties.end(&actor.key, item.at);
        let target = match self.ties.known(&target) {
            Some(target) => target,
            None => self.ties.declare(&target, item.at, self.report),
        };
        if is_undirected && source > target {
            return;
        }
        let mut says = EdgeMembers::default();
        match &item.kind {
            Kind::Object(inner) => self.attributes(inner, &[], &mut says, true),
            _ if key.is_some() => {
                let is_text = item.as_text().is_some();
                let name = if is_text { "type" } else { "weight" };
                let value = AttributeValue::of_json(item);
                self.ties.attribute(&mut says.values, name, value);
            }
            _ => {}
        }
        self.ties.tie(ListedTie {
            source,
            target,
            directed: self.directed,
            values: says.values,
            at: item.at,
            ..ListedTie::default()
        });
    }

    /// Whether each tie is listed from both of its ends.
    fn lists_both_ends(&self, members: &[Member<'_>]) -> bool {
        let mut pairs = HashSet::new();
        for member in members {
            for (key, item) in items(&member.value) {
                let target = key.map(Into::into).or_else(|| scalar(item));
                let slots = target.and_then(|target| {
                    Some((self.ties.known(&member.key)?, self.ties.known(&target)?))
                });
                let Some(slots) = slots else {
                    return false;
                };
                pairs.insert(slots);
            }
        }
        pairs.iter().all(|(a, b)| pairs.contains(&(*b, *a)))
    }
}
