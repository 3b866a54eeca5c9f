//! Builds documents from tables and Pajek files: actors by their names, ties by words and numbers.
//! Knows no file format.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Actor, ActorId, Document, Fields, Meta, Relation, RelationId, RelationKind};

use super::json;
use super::long_text::{cut_id, cut_name};
use crate::file::ids::FreeIds;

/// The field that keeps a name that is too long to be shown.
const FULL_NAME: &str = "full_name";

/// Actors and ties as they come, line by line.
#[derive(Debug, Default)]
pub(crate) struct TieBuilder {
    pub(crate) title: Option<String>,
    pub(crate) actors: Vec<Actor>,
    pub(crate) relations: Vec<Relation>,
    actor_ids: FreeIds<ActorId>,
    relation_ids: FreeIds<RelationId>,
    by_name: HashMap<String, ActorId>,
    slots: HashMap<ActorId, usize>,
}

impl TieBuilder {
    /// The actor with this name, added if it is new.
    pub(crate) fn actor(&mut self, name: &str) -> ActorId {
        match self.by_name.get(name) {
            Some(id) => id.clone(),
            None => self.new_actor(name),
        }
    }

    /// The actor with this name, if there is one.
    pub(crate) fn known(&self, name: &str) -> Option<ActorId> {
        self.by_name.get(name).cloned()
    }

    /// The index of this actor.
    pub(crate) fn slot(&self, id: &ActorId) -> Option<usize> {
        self.slots.get(id).copied()
    }

    /// A new actor, even if one has this name already; the name finds the first of them.
    pub(crate) fn new_actor(&mut self, name: &str) -> ActorId {
        let id = self.actor_ids.like(&ActorId::from(&*cut_id(name)));
        let mut actor = Actor::new(id.clone());
        if id.as_str() != name {
            let shown = cut_name(name);
            if shown != name {
                actor.fields = kept([(FULL_NAME, name)].into_iter());
            }
            actor.name = Some(shown.into_owned());
        }
        self.slots.insert(id.clone(), self.actors.len());
        self.actors.push(actor);
        self.by_name
            .entry(name.to_owned())
            .or_insert_with(|| id.clone());
        id
    }

    /// Adds a relation. One without an id gets one from its ends and kind; one whose id is taken
    /// gets another.
    pub(crate) fn tie(&mut self, mut relation: Relation) {
        let wanted = match relation.id.as_str() {
            "" => {
                let Relation { source, target, .. } = &relation;
                format!("{source}-{target}-{}", relation.kind().as_str()).into()
            }
            _ => relation.id.clone(),
        };
        relation.id = self.relation_ids.like(&wanted);
        self.relations.push(relation);
    }

    pub(crate) fn into_document(self) -> Document {
        Document {
            meta: Meta {
                title: self.title,
                ..Meta::default()
            },
            actors: self.actors.into_iter().collect(),
            relations: self.relations.into_iter().collect(),
            ..Document::default()
        }
    }
}

/// The meaning of a cell: the kind of relation, and the strength if the cell is a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CellMeaning {
    pub(crate) kind: RelationKind,
    pub(crate) strength: Option<f64>,
}

impl CellMeaning {
    /// Above zero is cooperation, below zero hostility, zero neither; the absolute value is the
    /// strength.
    pub(crate) fn of_number(number: f64) -> Self {
        let kind = match number {
            n if n > 0.0 => RelationKind::Cooperation,
            n if n < 0.0 => RelationKind::Hostility,
            _ => RelationKind::Other,
        };
        Self {
            kind,
            strength: Some(number.abs()),
        }
    }

    /// The meaning of a cell; `None` if it is neither a number nor a known word.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let by_word = || {
            kind_of_word(text).map(|kind| Self {
                kind,
                strength: None,
            })
        };
        number(text).map(Self::of_number).or_else(by_word)
    }
}

/// Words for each kind in tables of other projects (Correlates of War, ATOP, Mapping Militants,
/// signnet) and in plain English.
const WORDS: &[(RelationKind, &[&str])] = &[
    (
        RelationKind::Cooperation,
        &[
            "+",
            "cooperation",
            "positive",
            "pos",
            "plus",
            "friend",
            "friends",
            "friendly",
            "friendship",
            "ally",
            "allies",
            "allied",
            "alliance",
            "all",
            "aff",
            "affiliate",
            "affiliation",
            "entente",
            "peace",
            "like",
            "likes",
            "trust",
        ],
    ),
    (
        RelationKind::Support,
        &["support", "supports", "aid", "defense", "defence"],
    ),
    (
        RelationKind::Hostility,
        &[
            "-",
            "\u{2212}",
            "\u{2013}",
            "hostility",
            "hostile",
            "negative",
            "neg",
            "minus",
            "enemy",
            "enemies",
            "foe",
            "foes",
            "rival",
            "rivals",
            "rivalry",
            "riv",
            "war",
            "conflict",
            "hates",
            "hate",
            "dislike",
            "dislikes",
            "distrust",
        ],
    ),
    (
        RelationKind::Other,
        &[
            "other", "none", "neutral", "mixed", "unknown", "clueless", "spl", "split", "mer",
            "merger",
        ],
    ),
];

/// The kind that a word means, in upper or lower case.
pub(crate) fn kind_of_word(text: &str) -> Option<RelationKind> {
    let word = text.trim().to_lowercase();
    WORDS
        .iter()
        .find(|(_, words)| words.contains(&word.as_str()))
        .map(|(kind, _)| *kind)
}

/// A finite number; `+` and the typographic minus are read as signs.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit() || "-.\u{2212}".contains(c));
    let number: f64 = text.replacen('\u{2212}', "-", 1).parse().ok()?;
    (is_plain && number.is_finite()).then_some(number)
}

/// Fields that the model does not know, each as text.
pub(crate) fn kept<'t>(fields: impl Iterator<Item = (impl Into<Arc<str>>, &'t str)>) -> Fields {
    let quoted = |text: &str| {
        let mut json = String::with_capacity(text.len() + 2);
        json::quote_into(&mut json, text);
        json.into_boxed_str()
    };
    let unknown: Vec<_> = fields
        .map(|(key, text)| (key.into(), quoted(text)))
        .collect();
    if unknown.is_empty() {
        return Fields::default();
    }
    Fields::new([].into(), unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_friend_or_foe_by_word_or_number() {
        let of = |text: &str| {
            CellMeaning::of_text(text).map(|stand| (stand.kind.as_str(), stand.strength))
        };
        assert_eq!(of("-2.5"), Some(("hostility", Some(2.5))));
        assert_eq!(of(" +3 "), Some(("cooperation", Some(3.0))));
        assert_eq!(of("\u{2212}1"), Some(("hostility", Some(1.0))));
        assert_eq!(of("0"), Some(("other", Some(0.0))));
        assert_eq!(of("+"), Some(("cooperation", None)));
        assert_eq!(of("Enemy"), Some(("hostility", None)));
        assert_eq!(of("NaN"), None);
        assert_eq!(of("1e999"), None);
        assert_eq!(of("friendlyish"), None);
    }

    #[test]
    fn a_name_of_megabytes_is_cut_and_kept() {
        let mut ties = TieBuilder::default();
        let name = "x".repeat(2_000_000);
        let ids = [ties.actor(&name), ties.actor(&(name.clone() + "y"))];
        assert_ne!(ids[0], ids[1]);
        assert_eq!(ties.actor(&name), ids[0]);
        let document = ties.into_document();
        let actor = document.actors.get(&ids[0]).unwrap();
        assert!(actor.name().len() < 2_100 && actor.id.as_str().len() < 2_100);
        assert_eq!(
            actor.fields.unknown(FULL_NAME).unwrap().len(),
            name.len() + 2
        );
    }

    #[test]
    fn a_name_is_one_actor_and_an_id_is_given_once() {
        let mut ties = TieBuilder::default();
        let (a, b) = (ties.actor("A"), ties.actor("B"));
        assert_eq!(ties.actor("A"), a);
        for _ in 0..2 {
            ties.tie(Relation::new("", a.clone(), b.clone()));
        }
        let second = ties.new_actor("A");
        assert_eq!(second.as_str(), "A-2");
        let document = ties.into_document();
        let ids: Vec<_> = document
            .relations
            .iter()
            .map(|r| r.id.to_string())
            .collect();
        assert_eq!(ids, ["A-B-other", "A-B-other-2"]);
        assert_eq!(document.actors.get(&second).unwrap().name(), "A");
    }
}
