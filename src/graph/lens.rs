//! What of a document is looked at.

use std::collections::BTreeSet;

use crate::model::{Actor, ActorId, Document, Relation, RelationKind};

/// What is looked at; the default hides nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// Kinds of relation that are left out.
    pub hidden_kinds: BTreeSet<RelationKind>,
    /// Actors that are left out, and their relations with them.
    pub hidden_actors: BTreeSet<ActorId>,
    /// Only this actor and those it is tied to, where given.
    pub focus: Option<ActorId>,
}

impl Lens {
    /// Whether the whole document is looked at.
    pub fn is_clear(&self) -> bool {
        *self == Self::default()
    }

    /// Leaves a kind of relation out, or takes it in again.
    pub fn toggle_kind(&mut self, kind: RelationKind) {
        if !self.hidden_kinds.remove(&kind) {
            self.hidden_kinds.insert(kind);
        }
    }

    /// Whether a relation is looked at, its ends set aside.
    pub(super) fn admits_relation(&self, relation: &Relation) -> bool {
        !self.hidden_kinds.contains(&relation.kind())
    }

    /// Whether an actor is looked at, given who stands in the neighbourhood of the focus.
    pub(super) fn admits_actor(&self, actor: &Actor, focused: Option<&BTreeSet<ActorId>>) -> bool {
        !self.hidden_actors.contains(&actor.id)
            && focused.is_none_or(|focused| focused.contains(&actor.id))
    }

    /// The actor in focus and those tied to it; nothing without a focus.
    pub(super) fn neighbourhood(&self, document: &Document) -> Option<BTreeSet<ActorId>> {
        let focus = self
            .focus
            .as_ref()
            .filter(|id| document.actors.contains(id))?;
        let ties = document
            .relations
            .iter()
            .filter(|relation| self.admits_relation(relation));
        let ends = ties.filter_map(|relation| match (&relation.source, &relation.target) {
            (source, target) if source == focus => Some(target.clone()),
            (source, target) if target == focus => Some(source.clone()),
            _ => None,
        });
        Some(ends.chain([focus.clone()]).collect())
    }
}
