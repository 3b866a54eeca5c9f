//! Edits that move actors and pin them.

use std::sync::Arc;

use super::{Edit, RecordChange, one_or_many};
use crate::model::{Actor, ActorId, Document, Point};

/// A new position of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorPosition {
    /// The actor.
    pub actor: ActorId,
    /// The position.
    pub point: Point,
    /// Whether the layout must not move it.
    pub pinned: bool,
}

impl Edit {
    /// Moves actors.
    pub fn move_actors(document: &Document, positions: Vec<ActorPosition>) -> Self {
        Self::moved("move", document, positions)
    }

    /// Pins actors.
    pub fn pin(document: &Document, positions: Vec<ActorPosition>) -> Self {
        Self::moved("pin", document, positions)
    }

    /// Unpins actors.
    pub fn unpin(document: &Document, positions: Vec<ActorPosition>) -> Self {
        Self::moved("unpin", document, positions)
    }

    /// Moves all actors to these positions, in the order of the document. An actor that is already
    /// there keeps its exact coordinates.
    pub fn arrange(document: &Document, positions: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let actors = document.actors.iter().zip(positions);
        let moved = actors.filter(|(actor, position)| {
            let current = actor.position.map(|point| (point.x as f32, point.y as f32));
            current != Some(*position)
        });
        let positions = moved.map(|(actor, (x, y))| ActorPosition {
            actor: actor.id.clone(),
            point: Point::rounded(x, y),
            pinned: actor.pinned,
        });
        Self::new("layout", positions.map(RecordChange::Position).collect())
    }

    fn moved(verb: &str, document: &Document, positions: Vec<ActorPosition>) -> Self {
        let name = |position: &ActorPosition| document.actor_name(&position.actor).to_owned();
        let label = format!("{verb} of {}", one_or_many(&positions, name, "actor"));
        Self::new(
            label,
            positions.into_iter().map(RecordChange::Position).collect(),
        )
    }
}

impl ActorPosition {
    /// Moves the actor, and says whether that changes it.
    pub(super) fn make(&self, document: &mut Document) -> bool {
        document.actors.update(&self.actor, |actor| {
            let stays = actor.position == Some(self.point) && actor.pinned == self.pinned;
            let moved = || Actor {
                position: Some(self.point),
                pinned: self.pinned,
                ..Actor::clone(actor)
            };
            (!stays).then(|| Arc::new(moved()))
        })
    }
}
