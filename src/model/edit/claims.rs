//! Edits of claims, and the making of one from a passage: who does what to whom, and who says so.

use std::sync::Arc;

use super::relations::put;
use super::{Edit, RecordChange};
use crate::model::{
    Actor, ActorId, ActorKind, Claim, ClaimId, Date, Document, Relation, RelationId, RelationKind,
};

/// A claim about two actors, each of whom may be new, and about a relation that may be new.
#[derive(Clone, Debug, PartialEq)]
pub struct NewClaim {
    /// Who does it.
    pub source: Party,
    /// To or with whom.
    pub target: Party,
    /// What.
    pub kind: RelationKind,
    /// Whether it goes one way; by kind where it is left out.
    pub directed: Option<bool>,
    /// When.
    pub when: Option<Date>,
    /// The relation that the claim is added to; where it is left out, one that [`NewClaim::fitting`] finds, else a new
    /// one.
    pub relation: Option<RelationId>,
    /// Who says so, where, in which words.
    pub claim: Claim,
}

/// An actor of the document, or one to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// One that is there.
    Known(ActorId),
    /// One that is not.
    New {
        /// Its name.
        name: String,
        /// What it is.
        kind: ActorKind,
    },
}

impl NewClaim {
    /// Relations that the claim may be about: of the same actors and kind; the same way, where it goes one way.
    pub fn fitting<'a>(&self, document: &'a Document) -> Vec<&'a Arc<Relation>> {
        let (Party::Known(source), Party::Known(target)) = (&self.source, &self.target) else {
            return Vec::new();
        };
        let is_fitting = |relation: &&Arc<Relation>| {
            let forth = relation.source == *source && relation.target == *target;
            let back = relation.source == *target && relation.target == *source;
            relation.kind() == self.kind && (forth || back && !relation.is_directed())
        };
        document.relations.iter().filter(is_fitting).collect()
    }

    /// The relation that the claim goes to if nobody chooses: a fitting one of the same time.
    fn found(&self, document: &Document) -> Option<RelationId> {
        let fitting = self.fitting(document);
        let same_time = fitting.iter().find(|relation| relation.when == self.when);
        same_time.map(|relation| relation.id.clone())
    }
}

impl Edit {
    /// Makes a claim, and its actors and its relation where they are new; says which relation it belongs to.
    pub fn make_claim(document: &Document, new: NewClaim) -> (Self, RelationId) {
        let existing = new.relation.clone().or_else(|| new.found(document));
        if let Some(relation) = existing.filter(|id| document.relations.contains(id)) {
            let edit = Self::add_claim(document, &relation, new.claim);
            return (edit, relation);
        }
        let mut made = document.clone();
        let mut changes = Vec::new();
        let mut end = |party: Party| match party {
            Party::Known(id) => id,
            Party::New { name, kind } => {
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

    /// Another claim of a relation, after those it has.
    pub fn add_claim(document: &Document, relation: &RelationId, claim: Claim) -> Self {
        Self::with_claims(document, relation, |claims| {
            claims.push(claim);
            "claim on"
        })
    }

    /// Takes one claim out of a relation; the relation stays.
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
