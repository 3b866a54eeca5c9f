//! Edits that move actors and pin them.

use std::sync::Arc;

use super::{Edit, RecordChange, one_or_many};
use crate::model::{Actor, ActorId, Document, Point};

/// A new position of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorPlacement {
    /// The actor.
    pub actor: ActorId,
    /// The position.
    pub point: Point,
    /// Whether the layout must not move it.
    pub pinned: bool,
}

impl Edit {
    /// Moves actors.
    pub fn move_actors(document: &Document, placements: Vec<ActorPlacement>) -> Self {
        Self::place("move", document, placements)
    }

    /// Pins actors.
    pub fn pin(document: &Document, placements: Vec<ActorPlacement>) -> Self {
        Self::place("pin", document, placements)
    }

    /// Unpins actors.
    pub fn unpin(document: &Document, placements: Vec<ActorPlacement>) -> Self {
        Self::place("unpin", document, placements)
    }

    /// Moves all actors to these positions, in the order of the document. An actor that is already
    /// there keeps its exact coordinates.
    pub fn arrange(document: &Document, places: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let actors = document.actors.iter().zip(places);
        let moved = actors.filter(|(actor, place)| {
            let current = actor.place.map(|point| (point.x as f32, point.y as f32));
            current != Some(*place)
        });
        let placements = moved.map(|(actor, (x, y))| ActorPlacement {
            actor: actor.id.clone(),
            point: Point::rounded(x, y),
            pinned: actor.pinned,
        });
        Self::new("layout", placements.map(RecordChange::Place).collect())
    }

    fn place(verb: &str, document: &Document, placements: Vec<ActorPlacement>) -> Self {
        let name = |placement: &ActorPlacement| document.actor_name(&placement.actor).to_owned();
        let label = format!("{verb} of {}", one_or_many(&placements, name, "actor"));
        Self::new(
            label,
            placements.into_iter().map(RecordChange::Place).collect(),
        )
    }
}

impl ActorPlacement {
    /// Moves the actor, and says whether that changes it.
    pub(super) fn make(&self, document: &mut Document) -> bool {
        document.actors.update(&self.actor, |actor| {
            let stays = actor.place == Some(self.point) && actor.pinned == self.pinned;
            let moved = || Actor {
                place: Some(self.point),
                pinned: self.pinned,
                ..Actor::clone(actor)
            };
            (!stays).then(|| Arc::new(moved()))
        })
    }
}
