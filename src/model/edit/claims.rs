//! Edits of claims, and the new claim that is made from a passage.

use std::sync::Arc;

use super::relations::put;
use super::{Edit, RecordChange};
use crate::model::{
    Actor, ActorId, ActorKind, Claim, ClaimId, Date, Document, Relation, RelationId, RelationKind,
};

/// A new claim about two actors and a relation, each of which may be new.
#[derive(Clone, Debug, PartialEq)]
pub struct NewClaim {
    /// The source of the relation.
    pub source: ClaimEnd,
    /// The target of the relation.
    pub target: ClaimEnd,
    /// The kind of the relation.
    pub kind: RelationKind,
    /// Whether it goes one way; by kind if it is left out.
    pub directed: Option<bool>,
    /// When the relation held.
    pub when: Option<Date>,
    /// The relation that gets the claim; if it is left out, one that [`NewClaim::fitting`]
    /// finds, else a new one.
    pub relation: Option<RelationId>,
    /// The claim.
    pub claim: Claim,
}

/// An end of the relation of a new claim: an actor of the document, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimEnd {
    /// An actor of the document.
    Known(ActorId),
    /// A new actor.
    New {
        /// Its name.
        name: String,
        /// Its kind.
        kind: ActorKind,
    },
}

impl NewClaim {
    /// Relations that the claim may be about: with the same actors, kind and, where directed,
    /// direction.
    pub fn fitting<'a>(&self, document: &'a Document) -> Vec<&'a Arc<Relation>> {
        let (ClaimEnd::Known(source), ClaimEnd::Known(target)) = (&self.source, &self.target)
        else {
            return Vec::new();
        };
        let is_fitting = |relation: &&Arc<Relation>| {
            let forth = relation.source == *source && relation.target == *target;
            let back = relation.source == *target && relation.target == *source;
            relation.kind() == self.kind && (forth || back && !relation.is_directed())
        };
        document.relations.iter().filter(is_fitting).collect()
    }

    /// The relation that gets the claim if none is chosen: a matching one with the same date.
    fn found(&self, document: &Document) -> Option<RelationId> {
        let fitting = self.fitting(document);
        let same_time = fitting.iter().find(|relation| relation.when == self.when);
        same_time.map(|relation| relation.id.clone())
    }
}

impl Edit {
    /// Adds a claim, and its actors and relation if they are new; also returns the id of the
    /// relation.
    pub fn make_claim(document: &Document, new: NewClaim) -> (Self, RelationId) {
        let existing = new.relation.clone().or_else(|| new.found(document));
        if let Some(relation) = existing.filter(|id| document.relations.contains(id)) {
            let edit = Self::add_claim(document, &relation, new.claim);
            return (edit, relation);
        }
        let mut made = document.clone();
        let mut changes = Vec::new();
        let mut end = |party: ClaimEnd| match party {
            ClaimEnd::Known(id) => id,
            ClaimEnd::New { name, kind } => {
                let actor = Arc::new(Actor {
                    kind: Some(kind),
                    name: Some(name.clone()),
                    ..Actor::new(made.fresh_actor_id(&name))
                });
                made.actors.put(Arc::clone(&actor));
                changes.push(RecordChange::PutActor(Arc::clone(&actor)));
                actor.id.clone()
            }
        };
        let (source, target) = (end(new.source), end(new.target));
        let id = made.fresh_relation_id(&source, &target, new.kind);
        let relation = Relation {
            kind: Some(new.kind),
            directed: new.directed,
            when: new.when,
            claims: vec![new.claim],
            ..Relation::new(id.as_str(), source, target)
        };
        let label = format!("claim on {}", made.relation_name(&relation));
        changes.push(put(relation));
        (Self::new(label, changes), id)
    }

    /// Adds a claim to a relation, after its other claims.
    pub fn add_claim(document: &Document, relation: &RelationId, claim: Claim) -> Self {
        Self::with_claims(document, relation, |claims| {
            claims.push(claim);
            "claim on"
        })
    }

    /// Deletes one claim of a relation; the relation stays.
    pub fn delete_claim(document: &Document, relation: &RelationId, claim: ClaimId) -> Self {
        Self::with_claims(document, relation, |claims| {
            claims.retain(|other| other.id != claim);
            "deletion of a claim on"
        })
    }

    fn with_claims(
        document: &Document,
        relation: &RelationId,
        change: impl FnOnce(&mut Vec<Claim>) -> &'static str,
    ) -> Self {
        let Some(relation) = document.relations.get(relation) else {
            return Self::new("change of a claim", Vec::new());
        };
        let mut relation = Relation::clone(relation);
        let verb = change(&mut relation.claims);
        let label = format!("{verb} {}", document.relation_name(&relation));
        Self::new(label, vec![put(relation)])
    }
}
