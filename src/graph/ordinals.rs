//! The numbers of actors and relations in a document: the indices of a network under every filter.
//! Knows no filter.

use std::sync::Arc;

use crate::model::{Actor, ActorId, Document, RecordNumbers, Relation, RelationId};

/// The index of an actor in the graph: its position in the document, for every filter.
pub type NodeIndex = petgraph::stable_graph::NodeIndex<u32>;
/// The index of a relation in the graph: its position in the document, for every filter.
pub type EdgeIndex = petgraph::stable_graph::EdgeIndex<u32>;

/// The indices of all actors and relations of a document, including hidden ones.
#[derive(Debug, Default)]
pub(super) struct Ordinals {
    actors: RecordNumbers<Actor>,
    relations: RecordNumbers<Relation>,
    /// The ends of all relations, in one allocation for all documents of the same indices.
    ends: Arc<Vec<Ends>>,
}

/// Both ends of a relation; `None` if one of them is not an actor.
pub(super) type Ends = Option<(NodeIndex, NodeIndex)>;

impl Ordinals {
    pub(super) fn of(document: &Document) -> Self {
        let (actors, relations) = (document.actors.numbers(), document.relations.numbers());
        let node = |id: &ActorId| actors.get(id).map(NodeIndex::new);
        let records = document.relations.iter();
        let ends = records.map(|relation| node(&relation.source).zip(node(&relation.target)));
        Self {
            ends: Arc::new(ends.collect()),
            actors,
            relations,
        }
    }

    /// Those of a document in which all actors and relations have the same indices and ends.
    pub(super) fn renewed(&self, document: &Document) -> Self {
        Self {
            actors: document.actors.numbers(),
            relations: document.relations.numbers(),
            ends: Arc::clone(&self.ends),
        }
    }

    /// How many actors there are.
    pub(super) fn actor_count(&self) -> usize {
        self.actors.len()
    }

    /// The index of an actor.
    pub(super) fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        self.actors.get(id).map(NodeIndex::new)
    }

    /// The index of a relation.
    pub(super) fn edge(&self, id: &RelationId) -> Option<EdgeIndex> {
        self.relations.get(id).map(EdgeIndex::new)
    }

    /// The ends of all relations, by index.
    pub(super) fn ends(&self) -> &[Ends] {
        &self.ends
    }

    /// Whether one was renewed from the other: all actors and relations have the same indices.
    /// O(1).
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.ends, &other.ends)
    }

    /// Whether both have the same actors in the same order.
    pub(super) fn has_same_actors(&self, other: &Self) -> bool {
        self.is_same(other) || self.actors.has_same_ids(&other.actors)
    }
}
