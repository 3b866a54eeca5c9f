//! What the user looks at now; by id, so that it outlives every change of the document. Not saved, not undone.

use std::collections::BTreeSet;

use crate::analysis::Steps;
use crate::graph::Lens;
use crate::model::{ActorId, RelationId};

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
    /// Selected: one relation, any number of actors, or a way with its actors and relations.
    pub selection: BTreeSet<Target>,
    /// The card that stays open.
    pub card: Option<Card>,
    /// What of the document is shown.
    pub lens: Lens,
    /// Whether the layout is held still.
    pub is_paused: bool,
    /// What is being searched for, while the search is open.
    pub search: Option<String>,
    /// The id of the measure that the size of actors is; nothing for the number of their relations.
    pub size: Option<&'static str>,
    /// What the colour of actors says.
    pub coloring: Coloring,
    /// The way between two actors that is shown.
    pub way: Option<Way>,
}

/// What the colour of actors says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coloring {
    /// Their kind.
    #[default]
    Kind,
    /// Their community.
    Community,
}

/// A shortest way that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Way {
    /// Where it begins.
    pub from: ActorId,
    /// Where it ends.
    pub to: ActorId,
    /// Along which relations.
    pub steps: Steps,
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
