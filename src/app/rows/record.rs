//! One record as a row, and what its cells are looked up in.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::Target;
use crate::graph::Network;
use crate::model::{
    Actor, ActorId, Claim, ClaimId, Document, Reference, ReferenceId, Relation, RelationId,
};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// Actors.
    #[default]
    Actors,
    /// Relations.
    Relations,
    /// Claims, each with its relation.
    Claims,
    /// Sources.
    Sources,
}

impl RecordKind {
    /// All kinds, in the order of their tabs.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Relations, Self::Claims, Self::Sources];

    /// The text on the tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Actors => "Actors",
            Self::Relations => "Relations",
            Self::Claims => "Claims",
            Self::Sources => "Sources",
        }
    }

    /// One record and several, in words.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Actors => ("actor", "actors"),
            Self::Relations => ("relation", "relations"),
            Self::Claims => ("claim", "claims"),
            Self::Sources => ("source", "sources"),
        }
    }
}

/// A record of the document.
#[derive(Clone, Debug)]
pub enum RecordRow {
    /// An actor.
    Actor(Arc<Actor>),
    /// A relation.
    Relation(Arc<Relation>),
    /// A claim of a relation, by its place among the claims.
    Claim(Arc<Relation>, usize),
    /// A source.
    Source(Arc<Reference>),
}

/// Which record a row is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RowKey {
    /// An actor.
    Actor(ActorId),
    /// A relation.
    Relation(RelationId),
    /// A claim of a relation.
    Claim(RelationId, ClaimId),
    /// A source.
    Source(ReferenceId),
}

impl RecordRow {
    /// Which record it is.
    pub fn key(&self) -> RowKey {
        match self {
            Self::Actor(actor) => RowKey::Actor(actor.id.clone()),
            Self::Relation(relation) => RowKey::Relation(relation.id.clone()),
            Self::Claim(relation, _) => {
                let claim = self.claim().map_or_else(ClaimId::default, |claim| claim.id);
                RowKey::Claim(relation.id.clone(), claim)
            }
            Self::Source(reference) => RowKey::Source(reference.id.clone()),
        }
    }

    /// The claim, in a row of claims.
    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Self::Claim(relation, place) => relation.claims.get(*place),
            _ => None,
        }
    }

    /// The relation, in a row of relations or claims.
    pub fn relation(&self) -> Option<&Arc<Relation>> {
        match self {
            Self::Relation(relation) | Self::Claim(relation, _) => Some(relation),
            _ => None,
        }
    }

    /// What the picture shows of it; a source is not in the picture.
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Actor(actor) => Some(Target::Actor(actor.id.clone())),
            Self::Relation(relation) | Self::Claim(relation, _) => {
                Some(Target::Relation(relation.id.clone()))
            }
            Self::Source(_) => None,
        }
    }

    /// Whether the picture shows it.
    pub fn is_in_picture(&self, network: &Network) -> bool {
        match self {
            Self::Actor(actor) => network.node(&actor.id).is_some(),
            Self::Relation(relation) => network.edge(&relation.id).is_some(),
            Self::Claim(relation, _) => {
                let seen = network.edge(&relation.id).map(|edge| &network.graph[edge]);
                let claim = self.claim().map(|claim| claim.id);
                seen.zip(claim)
                    .is_some_and(|(seen, claim)| seen.claim(claim).is_some())
            }
            Self::Source(_) => false,
        }
    }
}

/// What cells are looked up in.
#[derive(Clone, Copy)]
pub struct RowContext<'a> {
    /// The document.
    pub document: &'a Document,
    /// The network as it is shown.
    pub network: &'a Network,
    /// How many claims cite each source.
    pub citations: &'a HashMap<ReferenceId, usize>,
}
