//! Text notes on the picture. They belong to a view of the network and not to its data. Knows no
//! scene.

use std::collections::HashSet;
use std::sync::Arc;

use super::{ActorId, AnnotationId, Fields, Point, RelationId};

/// The text notes of a document, in drawing order. A clone copies a pointer.
pub type Annotations = Arc<[Arc<Annotation>]>;

/// A text on the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotation {
    /// The id, unique among the notes.
    pub id: AnnotationId,
    /// What it says. It may have several lines.
    pub text: String,
    /// What a line leads to; without it the note has no line.
    pub about: Option<AnnotationTarget>,
    /// Its middle in layout units: from the middle of what it is about, else from the origin.
    pub at: Point,
    /// Key order and unknown fields.
    pub fields: Fields,
}

/// What a text note is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotationTarget {
    /// An actor.
    Actor(ActorId),
    /// Several actors, which an outline surrounds.
    Actors(Vec<ActorId>),
    /// A relation, and with it the line that shows it.
    Relation(RelationId),
}

impl AnnotationTarget {
    /// These actors, each once; `None` without one.
    pub fn of_actors(actors: impl IntoIterator<Item = ActorId>) -> Option<Self> {
        let mut seen = HashSet::new();
        let actors = actors.into_iter().filter(|id| seen.insert(id.clone()));
        let mut actors: Vec<ActorId> = actors.collect();
        match actors.len() {
            0 | 1 => actors.pop().map(Self::Actor),
            _ => Some(Self::Actors(actors)),
        }
    }
}

impl Annotation {
    /// The first words, for labels: at most 24 letters.
    pub fn heading(&self) -> String {
        const LETTERS: usize = 24;
        let mut words = self.text.split_whitespace();
        let first: String = words.by_ref().take(LETTERS).collect::<Vec<_>>().join(" ");
        let mut letters = first.chars();
        let start: String = letters.by_ref().take(LETTERS).collect();
        if letters.next().is_some() || words.next().is_some() {
            format!("{}…", start.trim_end())
        } else {
            start
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_note_has_a_short_heading() {
        let heading = |text: &str| {
            let note = Annotation {
                text: text.to_owned(),
                ..Annotation::default()
            };
            note.heading()
        };
        assert_eq!(heading("  Two\nlines "), "Two lines");
        assert_eq!(
            heading("Moscow changed sides in 2015"),
            "Moscow changed sides in…"
        );
        assert_eq!(heading(&"a".repeat(100_000)).chars().count(), 25);
    }
}
