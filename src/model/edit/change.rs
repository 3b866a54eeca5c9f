//! Edits of one field, with its name in the label: the kind of an actor, the date of some
//! relations.

use std::sync::Arc;

use super::relations::{known_relations, named, put};
use super::{Edit, RecordChange, actors_in_words};
use crate::model::{
    Actor, ActorId, Claim, ClaimId, Document, Meta, Reference, ReferenceId, Relation, RelationId,
};

impl Edit {
    /// Changes the title, description or date of the network.
    pub fn change_meta(document: &Document, what: &str, change: impl FnOnce(&mut Meta)) -> Self {
        let mut meta = document.meta.clone();
        change(&mut meta);
        let label = format!("change of the {what} of the network");
        Self::new(label, vec![RecordChange::Meta(Box::new(meta))])
    }

    /// Makes the same change to some actors; unknown ids are ignored. A placeholder that is changed
    /// becomes a declared actor.
    pub fn change_actors(
        document: &Document,
        actors: &[ActorId],
        what: &str,
        change: impl Fn(&mut Actor),
    ) -> Self {
        let known = actors.iter().filter_map(|id| document.actors.get(id));
        let changed = known.map(|actor| {
            let mut actor = Actor::clone(actor);
            change(&mut actor);
            actor.is_placeholder = false;
            RecordChange::PutActor(Arc::new(actor))
        });
        let names = actors_in_words(document, actors);
        let label = format!("change of the {what} of {names}");
        Self::new(label, changed.collect())
    }

    /// Makes the same change to some relations; unknown ids are ignored.
    pub fn change_relations(
        document: &Document,
        relations: &[RelationId],
        what: &str,
        change: impl Fn(&mut Relation),
    ) -> Self {
        let known = known_relations(document, relations);
        let names = named(document, &known);
        let changed = known.into_iter().map(|relation| {
            let mut relation = Relation::clone(relation);
            change(&mut relation);
            put(relation)
        });
        Self::new(
            format!("change of the {what} of {names}"),
            changed.collect(),
        )
    }

    /// Changes one claim of a relation; does nothing if there is no such claim.
    pub fn change_claim(
        document: &Document,
        relation: &RelationId,
        claim: ClaimId,
        what: &str,
        change: impl FnOnce(&mut Claim),
    ) -> Self {
        let Some(relation) = document.relations.get(relation) else {
            return Self::new("change of a claim", Vec::new());
        };
        let mut relation = Relation::clone(relation);
        let name = document.relation_name(&relation);
        let label = format!("change of the {what} of a claim on {name}");
        let mut claims = relation.claims.iter_mut();
        let Some(claim) = claims.find(|other| other.id == claim) else {
            return Self::new(label, Vec::new());
        };
        change(claim);
        Self::new(label, vec![put(relation)])
    }

    /// Changes a reference; does nothing if there is no such reference.
    pub fn change_reference(
        document: &Document,
        reference: &ReferenceId,
        what: &str,
        change: impl FnOnce(&mut Reference),
    ) -> Self {
        let Some(reference) = document.references.get(reference) else {
            return Self::new("change of a source", Vec::new());
        };
        let label = format!("change of the {what} of {}", reference.title());
        let mut reference = Reference::clone(reference);
        change(&mut reference);
        Self::new(label, vec![RecordChange::PutReference(Arc::new(reference))])
    }
}
