//! Edits that move actors and pin them.

use super::{Edit, RecordChange, one_or_many};
use crate::model::{Actor, ActorId, Document, Point};

/// Where an actor stands from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Who.
    pub actor: ActorId,
    /// Where.
    pub point: Point,
    /// Whether the layout must leave it there.
    pub pinned: bool,
}

impl Edit {
    /// Actors are put elsewhere by hand.
    pub fn move_actors(document: &Document, placements: Vec<Placement>) -> Self {
        Self::place("move", document, placements)
    }

    /// Actors are pinned where they stand.
    pub fn pin(document: &Document, placements: Vec<Placement>) -> Self {
        Self::place("pin", document, placements)
    }

    /// Actors are given back to the layout.
    pub fn unpin(document: &Document, placements: Vec<Placement>) -> Self {
        Self::place("unpin", document, placements)
    }

    /// Puts the actors on these places, x and y in the order of the document. One that stands there already keeps
    /// the digits it was written with.
    pub fn arrange(document: &Document, places: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let actors = document.actors.iter().zip(places);
        let moved = actors.filter(|(actor, place)| {
            let stands = actor.place.map(|point| (point.x as f32, point.y as f32));
            stands != Some(*place)
        });
        let placements = moved.map(|(actor, (x, y))| Placement {
            actor: actor.id.clone(),
            point: Point::rounded(x, y),
            pinned: actor.pinned,
        });
        Self::new("layout", placements.map(RecordChange::Place).collect())
    }

    fn place(verb: &str, document: &Document, placements: Vec<Placement>) -> Self {
        let names = placements
            .iter()
            .map(|placement| document.actor_name(&placement.actor));
        let label = format!("{verb} of {}", one_or_many(names, "actor"));
        Self::new(
            label,
            placements.into_iter().map(RecordChange::Place).collect(),
        )
    }
}

impl Placement {
    pub(super) fn moves(&self, document: &Document) -> bool {
        document
            .actors
            .get(&self.actor)
            .is_some_and(|actor| actor.place != Some(self.point) || actor.pinned != self.pinned)
    }

    pub(super) fn make(&self, document: &mut Document) {
        if let Some(actor) = document.actors.get(&self.actor) {
            let moved = Actor {
                place: Some(self.point),
                pinned: self.pinned,
                ..Actor::clone(actor)
            };
            document.actors.put(moved);
        }
    }
}
