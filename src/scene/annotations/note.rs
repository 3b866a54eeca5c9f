//! The text notes that a picture shows, and where they are in the layout. Draws nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use emath::{Pos2, Vec2, vec2};

use crate::graph::{EdgeIndex, Network, NodeIndex, Ties};
use crate::model::{Annotation, AnnotationId, AnnotationTarget, Document};
use crate::scene::Subject;

/// The text notes that a picture shows. A clone copies a pointer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneNotes(Arc<[SceneNote]>);

/// A text note that a picture shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneNote {
    /// The note of the document.
    pub id: AnnotationId,
    /// What it says.
    pub text: Arc<str>,
    /// What it is about.
    pub about: Option<NoteTarget>,
    /// Its middle in layout units: from what it is about, else from the origin.
    pub at: Vec2,
}

/// What a note in a picture is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteTarget {
    /// An actor, or the bloc that is drawn in its place.
    Actor(NodeIndex),
    /// Several of them.
    Actors(Arc<[NodeIndex]>),
    /// A relation.
    Relation(EdgeIndex),
}

impl SceneNotes {
    /// The notes of a document that are not hidden, and that are about nothing or about what the
    /// network shows. O(notes).
    pub fn new(document: &Document, network: &Network, hidden: &BTreeSet<AnnotationId>) -> Self {
        let shown = document.annotations.iter();
        let shown = shown.filter(|note| !hidden.contains(&note.id));
        let note = |note: &Arc<Annotation>| {
            let about = match &note.about {
                None => None,
                Some(about) => Some(NoteTarget::of(about, network)?),
            };
            Some(SceneNote {
                id: note.id.clone(),
                text: note.text.as_str().into(),
                about,
                at: vec2(note.at.x as f32, note.at.y as f32),
            })
        };
        Self(shown.filter_map(note).collect())
    }

    /// All notes, in drawing order.
    pub fn all(&self) -> &[SceneNote] {
        &self.0
    }
}

impl NoteTarget {
    /// What a note is about in a network; `None` if the network shows nothing of it.
    pub fn of(about: &AnnotationTarget, network: &Network) -> Option<Self> {
        Some(match about {
            AnnotationTarget::Actor(id) => Self::Actor(network.shown_as(id)?),
            AnnotationTarget::Actors(ids) => {
                return Self::of_nodes(ids.iter().filter_map(|id| network.shown_as(id)));
            }
            AnnotationTarget::Relation(id) => Self::Relation(network.edge(id)?),
        })
    }

    /// These actors, each once; `None` without one.
    fn of_nodes(nodes: impl Iterator<Item = NodeIndex>) -> Option<Self> {
        let nodes: BTreeSet<NodeIndex> = nodes.collect();
        match nodes.len() {
            0 | 1 => nodes.first().copied().map(Self::Actor),
            _ => Some(Self::Actors(nodes.into_iter().collect())),
        }
    }

    /// The position from which notes about it are measured, in layout units: of several actors
    /// that in their midst.
    pub fn position(&self, network: &Network, positions: &[Pos2]) -> Option<Pos2> {
        let position = |node: NodeIndex| positions.get(node.index()).copied();
        match self {
            Self::Actor(node) => position(*node),
            Self::Actors(nodes) => mean(nodes.iter().filter_map(|node| position(*node))),
            Self::Relation(edge) => {
                let (a, b) = network.graph.edge_endpoints(*edge)?;
                Some(position(a)?.lerp(position(b)?, 0.5))
            }
        }
    }
}

impl SceneNote {
    /// Its middle in the layout; `None` if what it is about has no position.
    pub fn position(&self, network: &Network, positions: &[Pos2]) -> Option<Pos2> {
        let from = match &self.about {
            None => Pos2::ZERO,
            Some(about) => about.position(network, positions)?,
        };
        Some(from + self.at)
    }

    /// The actor or the tie that it is about, as it is drawn.
    pub(in crate::scene) fn subject(&self, ties: &Ties) -> Option<Subject> {
        match self.about.as_ref()? {
            NoteTarget::Actor(node) => Some(Subject::Actor(*node)),
            NoteTarget::Actors(_) => None,
            NoteTarget::Relation(edge) => ties.of(*edge).map(Subject::Tie),
        }
    }

    /// The actors that it outlines.
    pub(in crate::scene) fn outlined(&self) -> &[NodeIndex] {
        match &self.about {
            Some(NoteTarget::Actors(nodes)) => nodes,
            _ => &[],
        }
    }
}

/// The mean of positions; `None` without one.
fn mean(positions: impl Iterator<Item = Pos2>) -> Option<Pos2> {
    let (mut sum, mut count) = (Vec2::ZERO, 0.0);
    for position in positions {
        sum += position.to_vec2();
        count += 1.0;
    }
    (count > 0.0).then(|| (sum / count).to_pos2())
}
