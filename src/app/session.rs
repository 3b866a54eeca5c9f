//! What the user looks at now; by id, so that it outlives every change of the document. Not saved, not undone.

use std::collections::BTreeSet;

use crate::analysis::{PathTies, Rule};
use crate::graph::Filter;
use crate::layout::{Method, Plan};
use crate::model::{ActorId, ReferenceId, RelationId};
use crate::tasks::Generation;

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

/// Where everybody stood before camps were pulled apart.
#[derive(Clone, Debug, PartialEq)]
pub struct CampsApart {
    /// [`super::Derived::actors_generation`] then.
    pub actors: Generation,
    /// The places, by node index.
    pub before: Vec<emath::Pos2>,
    /// The method they were placed by.
    pub method: Method,
}

/// Something new on the canvas of which the rest is being asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Sketch {
    /// An actor.
    Actor {
        /// Where it shall stand in the layout; where it is left out, under the pointer or in the middle.
        at: Option<emath::Pos2>,
    },
    /// A relation between two actors.
    Relation {
        /// Who is named first.
        source: ActorId,
        /// Who is named second.
        target: ActorId,
    },
    /// A relation with an actor that is new as well.
    Spoke {
        /// The actor that is there.
        source: ActorId,
        /// Where the new one shall stand in the layout.
        at: emath::Pos2,
    },
}

/// What the user looks at now.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Under the pointer, or focused by keyboard.
    pub hovered: Option<Target>,
    /// Selected: any number of actors and relations.
    pub selection: BTreeSet<Target>,
    /// The reference whose page the inspector shows, where it shows one.
    pub reference: Option<ReferenceId>,
    /// What is being drawn, and not yet said in full.
    pub sketch: Option<Sketch>,
    /// The card that stays open.
    pub card: Option<Card>,
    /// What of the document is shown.
    pub filter: Filter,
    /// How places are found.
    pub plan: Plan,
    /// While camps are pulled apart: where everybody stood before, for which set of actors.
    pub apart: Option<CampsApart>,
    /// By which rule friends and foes are told.
    pub rule: Rule,
    /// Whether the layout is held still.
    pub is_paused: bool,
    /// What is being searched for, while the search is open.
    pub search: Option<String>,
    /// The reference whose text is read, where one was asked for.
    pub reading: Option<ReferenceId>,
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
    /// Their camp of two; relations that do not fit are marked.
    Camp,
}

/// A shortest way that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Way {
    /// Where it begins.
    pub from: ActorId,
    /// Where it ends.
    pub to: ActorId,
    /// Along which relations.
    pub steps: PathTies,
}

impl Session {
    /// The one thing selected, if it is one.
    pub fn selected(&self) -> Option<&Target> {
        let mut targets = self.selection.iter();
        targets.next().filter(|_| targets.next().is_none())
    }

    /// The selected relations.
    pub fn selected_relations(&self) -> impl Iterator<Item = &RelationId> {
        self.selection.iter().filter_map(|target| match target {
            Target::Actor(_) => None,
            Target::Relation(id) => Some(id),
        })
    }

    /// The selected actors.
    pub fn selected_actors(&self) -> impl Iterator<Item = &ActorId> {
        self.selection.iter().filter_map(|target| match target {
            Target::Actor(id) => Some(id),
            Target::Relation(_) => None,
        })
    }
}
