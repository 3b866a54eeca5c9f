//! The contents of a relations file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Actor, ActorId, Annotation, AnnotationId, Annotations, Claim, CodebookEntry, Date, Fields,
    Question, Reference, ReferenceId, Relation, RelationId, RelationKind, StepId, Story, StoryStep,
    Table, id,
};

/// The contents of a relations file. A clone copies a few pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the network is about.
    pub meta: Meta,
    /// The works that claims cite.
    pub references: Table<Reference>,
    /// The states, groups, organizations and persons.
    pub actors: Table<Actor>,
    /// The relations between them, with their claims.
    pub relations: Table<Relation>,
    /// Views of the network, in the order in which they tell its story.
    pub story: Story,
    /// Text notes on the picture; a part of the view and not of the data.
    pub annotations: Annotations,
    /// Top-level key order and unknown fields.
    pub fields: Fields,
}

/// The largest strength of a relation: the sum of a million of them is finite.
pub const MAX_STRENGTH: f64 = f64::MAX / 1e6;

impl Document {
    /// How many claims all relations have together.
    pub fn claim_count(&self) -> usize {
        self.relations
            .iter()
            .map(|relation| relation.claims.len())
            .sum()
    }

    /// Whether both have the same actors, relations and references, apart from positions and the
    /// title. O(actors); may be false for documents that are equal but share no memory.
    pub fn has_same_content(&self, other: &Self) -> bool {
        self.references.is_same(&other.references)
            && self.relations.is_same(&other.relations)
            && self.actors.len() == other.actors.len()
            && (self.actors.iter().zip(other.actors.iter()))
                .all(|(one, other)| Arc::ptr_eq(one, other) || one.is_same_except_position(other))
    }

    /// The actor's name; the id if there is no such actor.
    pub fn actor_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        let actor = self.actors.get(id);
        actor.map_or(id.as_str(), |actor| actor.name())
    }

    /// `Russia – Taliban`.
    pub fn relation_name(&self, relation: &Relation) -> String {
        let (source, target) = (&relation.source, &relation.target);
        format!("{} – {}", self.actor_name(source), self.actor_name(target))
    }

    /// An id made from a name that no actor has yet: `islamic-state`, `islamic-state-2`.
    pub fn fresh_actor_id(&self, name: &str) -> ActorId {
        id::fresh(name, "actor", |id| self.actors.contains(&id.into())).into()
    }

    /// An id that no relation has yet: `russia-taliban-support`.
    pub fn fresh_relation_id(
        &self,
        source: &ActorId,
        target: &ActorId,
        kind: RelationKind,
    ) -> RelationId {
        let words = format!("{source}-{target}-{}", kind.as_str());
        id::fresh(&words, "relation", |id| self.relations.contains(&id.into())).into()
    }

    /// An id like this one that no relation has yet: `war-2`.
    pub fn fresh_relation_id_like(&self, words: &str) -> RelationId {
        id::fresh(words, "relation", |id| self.relations.contains(&id.into())).into()
    }

    /// An id made from words that no reference has yet: `wahdatyar-2017`.
    pub fn fresh_reference_id(&self, words: &str) -> ReferenceId {
        id::fresh(words, "source", |id| self.references.contains(&id.into())).into()
    }

    /// This id, or if another reference has it, one like it that no reference has yet.
    pub fn free_reference_id(&self, id: &ReferenceId) -> ReferenceId {
        if self.references.contains(id) || id.as_str().trim().is_empty() {
            return self.fresh_reference_id(id.as_str());
        }
        id.clone()
    }

    /// The step of the story with this id, and its number from 0.
    pub fn step(&self, id: &StepId) -> Option<(usize, &Arc<StoryStep>)> {
        let mut steps = self.story.iter().enumerate();
        steps.find(|(_, step)| step.id == *id)
    }

    /// An id made from words that no step has yet.
    pub fn fresh_step_id(&self, words: &str) -> StepId {
        let is_taken = |id: &str| self.step(&id.into()).is_some();
        id::fresh(words, "step", is_taken).into()
    }

    /// The text note with this id, and its number from 0.
    pub fn annotation(&self, id: &AnnotationId) -> Option<(usize, &Arc<Annotation>)> {
        let mut notes = self.annotations.iter().enumerate();
        notes.find(|(_, note)| note.id == *id)
    }

    /// An id that no text note has yet.
    pub fn fresh_annotation_id(&self) -> AnnotationId {
        let is_taken = |id: &str| self.annotation(&id.into()).is_some();
        id::fresh("note", "note", is_taken).into()
    }

    /// How many independent references assert this relation; those that share an origin count once.
    pub fn independent_references(&self, relation: &Relation) -> usize {
        self.independent_asserting(&relation.claims)
    }

    /// How many independent references assert one of these claims; those that share an origin count
    /// once.
    pub fn independent_asserting<'a>(&self, claims: impl IntoIterator<Item = &'a Claim>) -> usize {
        let mut asserting = claims
            .into_iter()
            .filter(|claim| claim.stance == super::Stance::Asserts)
            .filter_map(|claim| claim.reference.as_ref());
        // Most relations have at most one: its origin need not be looked up.
        let Some(first) = asserting.next() else {
            return 0;
        };
        let Some(second) = asserting.next() else {
            return 1;
        };
        let origin = |id: &'a ReferenceId| {
            let reference = self.references.get(id);
            let origin = reference.and_then(|reference| reference.origin.as_deref());
            origin.unwrap_or(id.as_str())
        };
        let all = [first, second].into_iter().chain(asserting);
        all.map(origin).collect::<BTreeSet<&str>>().len()
    }

    /// How strong a relation is: its weight, else the number of independent references, else 1. At
    /// most [`MAX_STRENGTH`], so that sums are finite.
    pub fn strength(&self, relation: &Relation) -> f64 {
        let strength = relation
            .weight
            .unwrap_or_else(|| self.independent_references(relation).max(1) as f64);
        strength.clamp(-MAX_STRENGTH, MAX_STRENGTH)
    }
}

/// What the network is about; `graph` in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The title of the picture.
    pub title: Option<String>,
    /// A few sentences about it.
    pub description: Option<String>,
    /// The time that the picture shows.
    pub as_of: Option<Date>,
    /// Who coded it: the author of the network, not of its sources.
    pub coder: Option<String>,
    /// The language of the network as a tag of BCP 47, such as `de`: figures speak it.
    pub language: Option<String>,
    /// By which rules kinds and types are chosen.
    pub codebook: Vec<CodebookEntry>,
    /// What merges of files left to decide.
    pub questions: Vec<Question>,
    /// What coders coded and a settlement left out, as relations with these claims. It is no part
    /// of the network and counts only in the agreement of the coders.
    pub set_aside: Vec<Relation>,
    /// Key order and unknown fields.
    pub fields: Fields,
}
