//! What can be changed in a document, each change with the words that undo says.

use std::sync::Arc;

use super::{Actor, ActorId, Document, Point};

/// One change of a document; a drag is one edit, made at release.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Actors are put elsewhere.
    Move(Vec<Placement>),
    /// All actors are laid out anew.
    Arrange(Vec<Placement>),
    /// Actors are pinned where they stand.
    Pin(Vec<Placement>),
    /// Actors are given back to the layout.
    Unpin(Vec<Placement>),
}

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
        Self::Arrange(placements.collect())
    }

    /// The document after this edit, the same where it changes nothing.
    #[must_use]
    pub fn applied(&self, document: &Document) -> Document {
        self.apply(document).unwrap_or_else(|| document.clone())
    }

    /// The document after this edit, or nothing where the edit changes nothing.
    pub fn apply(&self, document: &Document) -> Option<Document> {
        let mut after = None;
        for placement in self.placements() {
            let Some(actor) = document.actors.get(&placement.actor) else {
                continue;
            };
            if actor.place == Some(placement.point) && actor.pinned == placement.pinned {
                continue;
            }
            let after = after.get_or_insert_with(|| document.clone());
            after.actors.put(Actor {
                place: Some(placement.point),
                pinned: placement.pinned,
                ..Actor::clone(actor)
            });
        }
        after
    }

    /// What the edit is called in "Undo …": `move of Taliban`, `pin of 3 actors`.
    pub fn label(&self, document: &Document) -> Arc<str> {
        let verb = match self {
            Self::Arrange(_) => return "layout".into(),
            Self::Move(_) => "move",
            Self::Pin(_) => "pin",
            Self::Unpin(_) => "unpin",
        };
        match self.placements() {
            [one] => {
                let actor = document.actors.get(&one.actor);
                let name = actor.map_or(one.actor.as_str(), |actor| actor.name());
                format!("{verb} of {name}").into()
            }
            many => format!("{verb} of {} actors", many.len()).into(),
        }
    }

    fn placements(&self) -> &[Placement] {
        match self {
            Self::Move(placements)
            | Self::Arrange(placements)
            | Self::Pin(placements)
            | Self::Unpin(placements) => placements,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_actors() -> Document {
        Document {
            actors: ["a", "b"].map(Actor::new).into_iter().collect(),
            ..Document::default()
        }
    }

    fn placement(actor: &str) -> Placement {
        Placement {
            actor: actor.into(),
            point: Point { x: 3.0, y: 4.0 },
            pinned: true,
        }
    }

    #[test]
    fn a_move_places_one_actor_and_leaves_the_others() {
        let before = two_actors();
        let after = Edit::Move(vec![placement("b")]).apply(&before).unwrap();
        let b = after.actors.get(&"b".into()).unwrap();
        assert_eq!((b.place, b.pinned), (Some(Point { x: 3.0, y: 4.0 }), true));
        assert_eq!(
            after.actors.get(&"a".into()),
            before.actors.get(&"a".into())
        );
    }

    #[test]
    fn a_move_of_nobody_changes_nothing() {
        let edit = Edit::Move(vec![placement("nobody")]);
        assert_eq!(edit.apply(&two_actors()), None);
    }

    #[test]
    fn arranging_keeps_the_digits_of_what_stands_there_already() {
        let precise = Point {
            x: 0.123_456_789,
            y: 7.0,
        };
        let placed = Actor {
            place: Some(precise),
            ..Actor::new("a")
        };
        let document = Document {
            actors: [placed, Actor::new("b")].into_iter().collect(),
            ..Document::default()
        };
        let places = [(precise.x as f32, 7.0), (1.006, 2.0)];
        let after = Edit::arrange(&document, places).applied(&document);
        let places: Vec<_> = after.actors.iter().map(|actor| actor.place).collect();
        assert_eq!(places, [Some(precise), Some(Point { x: 1.01, y: 2.0 })]);
    }

    #[test]
    fn labels_name_the_actor_or_count_them() {
        let label = |edit: Edit| edit.label(&two_actors()).to_string();
        assert_eq!(label(Edit::Move(vec![placement("a")])), "move of a");
        let both = vec![placement("a"), placement("b")];
        assert_eq!(label(Edit::Pin(both)), "pin of 2 actors");
    }
}
