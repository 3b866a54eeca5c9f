//! Edits of claims, and the new claim that is made from a passage.

use std::sync::Arc;

use super::relations::put;
use super::{Edit, RecordChange};
use crate::model::{
    Actor, ActorId, ActorKind, Claim, ClaimId, Claimant, Date, Document, Relation, RelationId,
    RelationKind,
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

    /// Whether a fitting relation has the same date, and the direction that was chosen, if one was:
    /// it gets the claim, unless another one is chosen.
    pub fn is_same(&self, relation: &Relation) -> bool {
        relation.when == self.when && self.has_direction_of(relation)
    }

    /// Whether no direction was chosen, or that of a fitting relation.
    pub fn has_direction_of(&self, relation: &Relation) -> bool {
        self.directed
            .is_none_or(|directed| directed == relation.is_directed())
    }

    /// The relation that gets the claim if none is chosen.
    fn found(&self, document: &Document) -> Option<RelationId> {
        let fitting = self.fitting(document);
        let same = fitting.iter().find(|relation| self.is_same(relation));
        same.map(|relation| relation.id.clone())
    }

    /// The new actor, of either end, that has this name.
    fn new_actor_called(&self, words: &str) -> Option<&ClaimEnd> {
        let is_called = |end: &&ClaimEnd| match end {
            ClaimEnd::New { name, .. } => name == words,
            ClaimEnd::Known(_) => false,
        };
        [&self.source, &self.target].into_iter().find(is_called)
    }
}

impl Edit {
    /// Adds a claim, and its actors and relation if they are new; also returns the id of the
    /// relation.
    pub fn make_claim(document: &Document, new: NewClaim) -> (Self, RelationId) {
        let claimant = match &new.claim.claimant {
            Some(Claimant::Words(words)) => new.new_actor_called(words).cloned(),
            _ => None,
        };
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
        let is_source = claimant.as_ref() == Some(&new.source);
        let (source, target) = (end(new.source), end(new.target));
        let mut claim = new.claim;
        if claimant.is_some() {
            // The claimant is the actor that is made for an end.
            let id = if is_source { &source } else { &target };
            claim.claimant = Some(Claimant::Actor(id.clone()));
        }
        let id = made.fresh_relation_id(&source, &target, new.kind);
        let relation = Relation {
            kind: Some(new.kind),
            directed: new.directed,
            when: new.when,
            claims: vec![claim],
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
