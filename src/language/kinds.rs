//! The words for kinds of actors and relations.

use super::tags::Language;
use crate::model::{ActorKind, RelationKind};

impl Language {
    /// The name of a kind of relation, as in a legend: `cooperation`.
    pub fn relation_kind(self, kind: RelationKind) -> String {
        self.text(relation_kind_key(kind))
    }
}

/// The message with the name of a kind of relation.
pub fn relation_kind_key(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Cooperation => "kind-cooperation",
        RelationKind::Support => "kind-support",
        RelationKind::Hostility => "kind-hostility",
        RelationKind::Other => "kind-other",
    }
}

/// The message with the name of a kind of actor, which may be unknown.
pub fn actor_kind_key(kind: Option<ActorKind>) -> &'static str {
    match kind {
        None => "actor-any",
        Some(ActorKind::State) => "actor-state",
        Some(ActorKind::Group) => "actor-group",
        Some(ActorKind::Organization) => "actor-organization",
        Some(ActorKind::Person) => "actor-person",
    }
}
