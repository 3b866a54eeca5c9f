//! What the user looks at now; by id, so that it outlives every change of the document. Not saved, not undone.

use std::collections::BTreeSet;

use crate::graph::Lens;
use crate::model::{ActorId, ReferenceId, RelationId};

/// An actor or a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An actor.
    Actor(ActorId),
    /// A relation.
    Relation(RelationId),
}

/// A card that was pinned open.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What it is about.
    pub target: Target,
    /// Where its corner stands on the screen.
    pub at: emath::Pos2,
}

/// What the user looks at now.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Under the pointer, or focused by keyboard.
    pub hovered: Option<Target>,
    /// Selected, at most one relation or any number of actors.
    pub selection: BTreeSet<Target>,
    /// The card that stays open.
    pub card: Option<Card>,
    /// What of the document is shown.
    pub lens: Lens,
    /// Whether the layout is held still.
    pub is_paused: bool,
    /// What is being searched for, while the search is open.
    pub search: Option<String>,
    /// The reference whose text is read, where one was asked for.
    pub reading: Option<ReferenceId>,
}

impl Session {
    /// The one thing selected, if it is one.
    pub fn selected(&self) -> Option<&Target> {
        let mut targets = self.selection.iter();
        targets.next().filter(|_| targets.next().is_none())
    }

    /// The selected actors.
    pub fn selected_actors(&self) -> impl Iterator<Item = &ActorId> {
        self.selection.iter().filter_map(|target| match target {
            Target::Actor(id) => Some(id),
            Target::Relation(_) => None,
        })
    }
}
