//! Records that one side deleted and the other side names: they stay, with a question. Merges no
//! fields.

use std::collections::{HashSet, VecDeque};

use super::document::DocumentMerge;
use super::report::{MergeChange, MergeSide};
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationTarget, Claimant, Document, ReferenceId,
    Relation, RelationId, StepId, StoryStep,
};

/// A record that another record names.
#[derive(Clone, PartialEq, Eq)]
enum Named {
    Actor(ActorId),
    Relation(RelationId),
    Reference(ReferenceId),
}

impl Named {
    fn is_in(&self, document: &Document) -> bool {
        match self {
            Self::Actor(id) => document.actors.contains(id),
            Self::Relation(id) => document.relations.contains(id),
            Self::Reference(id) => document.references.contains(id),
        }
    }
}

/// The record that names another one.
#[derive(Clone)]
enum Naming {
    Actor(ActorId),
    Relation(RelationId),
    Note(AnnotationId),
    Step(StepId),
}

impl Naming {
    /// What this record names in a document.
    fn names(&self, document: &Document) -> Vec<Named> {
        match self {
            Self::Actor(id) => document.actors.get(id).map(|one| of_actor(one).collect()),
            Self::Relation(id) => {
                let relation = document.relations.get(id);
                relation.map(|one| of_relation(one).collect())
            }
            Self::Note(id) => {
                let note = document.annotations.iter().find(|note| note.id == *id);
                note.map(|one| of_note(one).collect())
            }
            Self::Step(id) => {
                let step = document.story.iter().find(|step| step.id == *id);
                step.map(|one| of_step(one).collect())
            }
        }
        .unwrap_or_default()
    }
}

fn of_actor(actor: &Actor) -> impl Iterator<Item = Named> {
    actor.members.iter().cloned().map(Named::Actor)
}

/// The ends of a relation, and the sources and claimants of its claims. In a file without the
/// actor, a claimant is in words.
fn of_relation(relation: &Relation) -> impl Iterator<Item = Named> {
    let ends = [&relation.source, &relation.target];
    let ends = ends.into_iter().cloned().map(Named::Actor);
    let claimant = |claimant: &Claimant| match claimant {
        Claimant::Actor(id) => Named::Actor(id.clone()),
        Claimant::Words(words) => Named::Actor(words.as_str().into()),
    };
    let of_claims = relation.claims.iter().flat_map(move |claim| {
        let reference = claim.reference.clone().map(Named::Reference);
        let claimant = claim.claimant.as_ref().map(claimant);
        reference.into_iter().chain(claimant)
    });
    ends.chain(of_claims)
}

fn of_note(note: &Annotation) -> impl Iterator<Item = Named> {
    let about: Vec<Named> = match &note.about {
        None => Vec::new(),
        Some(AnnotationTarget::Actor(id)) => vec![Named::Actor(id.clone())],
        Some(AnnotationTarget::Actors(ids)) => ids.iter().cloned().map(Named::Actor).collect(),
        Some(AnnotationTarget::Relation(id)) => vec![Named::Relation(id.clone())],
    };
    about.into_iter()
}

/// What stands out in a step. What a step hides or draws as one it can do without.
fn of_step(step: &StoryStep) -> impl Iterator<Item = Named> {
    let view = &step.view;
    let actors = view.actors.iter().chain(&view.filter.focus);
    let actors = actors.cloned().map(Named::Actor);
    actors.chain(view.relations.iter().cloned().map(Named::Relation))
}

/// Everything that a document names and does not have, in the order of the file, relations last:
/// their ends are looked at after relations that views brought back.
fn missing(document: &Document) -> VecDeque<(Naming, Named)> {
    let mut missing = VecDeque::new();
    let mut add = |naming: Naming, names: &mut dyn Iterator<Item = Named>| {
        let names = names.filter(|named| !named.is_in(document));
        missing.extend(names.map(|named| (naming.clone(), named)));
    };
    for note in document.annotations.iter() {
        add(Naming::Note(note.id.clone()), &mut of_note(note));
    }
    for step in document.story.iter() {
        add(Naming::Step(step.id.clone()), &mut of_step(step));
    }
    for actor in document.actors.iter() {
        add(Naming::Actor(actor.id.clone()), &mut of_actor(actor));
    }
    for relation in document.relations.iter() {
        add(
            Naming::Relation(relation.id.clone()),
            &mut of_relation(relation),
        );
    }
    missing
}

impl DocumentMerge<'_> {
    /// Keeps actors, relations and sources that one side deleted and the other side names. Where
    /// the side that deleted an actor or a relation still names it in the same record, it knows
    /// what it does. O(what the records name).
    pub(super) fn keep_used(&mut self, document: &mut Document) {
        let noted = self.report.notes.len();
        let mut missing = missing(document);
        while let Some((naming, named)) = missing.pop_front() {
            if named.is_in(document) {
                continue;
            }
            let (by, from) = match (named.is_in(self.ours), named.is_in(self.theirs)) {
                (true, _) => (MergeSide::Theirs, self.ours),
                (false, true) => (MergeSide::Ours, self.theirs),
                (false, false) => continue,
            };
            let deleter = self.document(by);
            let is_known =
                !matches!(named, Named::Reference(_)) && naming.names(deleter).contains(&named);
            if is_known {
                continue;
            }
            let naming = self.keep(by, from, &named, document);
            if let Some(naming) = naming {
                let more = naming.names(document).into_iter();
                missing.extend(more.map(|named| (naming.clone(), named)));
            }
        }
        let kept = self.report.notes[noted..].iter();
        let kept: HashSet<_> = kept.map(|note| (note.record, note.id.clone())).collect();
        self.report.notes.retain(|note| {
            note.change != MergeChange::Removed || !kept.contains(&(note.record, note.id.clone()))
        });
    }

    /// Takes a deletion back, and says which record may name others that are missing.
    fn keep(
        &mut self,
        by: MergeSide,
        from: &Document,
        named: &Named,
        document: &mut Document,
    ) -> Option<Naming> {
        match named {
            Named::Actor(id) => {
                let actor = from.actors.get(id)?;
                self.kept(by, &**actor);
                document.actors.put(actor.clone());
                Some(Naming::Actor(id.clone()))
            }
            Named::Relation(id) => {
                let relation = from.relations.get(id)?;
                self.kept(by, &**relation);
                document.relations.put(relation.clone());
                Some(Naming::Relation(id.clone()))
            }
            Named::Reference(id) => {
                let reference = from.references.get(id)?;
                self.kept(by, &**reference);
                document.references.put(reference.clone());
                None
            }
        }
    }
}
