//! The numbers of actors and relations in a document: the indices of a network under every filter.
//! Knows no filter.

use ahash::HashMap;

use crate::model::{ActorId, Document, RelationId};

/// The index of an actor in the graph: its position in the document, for every filter.
pub type NodeIndex = petgraph::stable_graph::NodeIndex<u32>;
/// The index of a relation in the graph: its position in the document, for every filter.
pub type EdgeIndex = petgraph::stable_graph::EdgeIndex<u32>;

/// The indices of all actors and relations of a document, including hidden ones.
#[derive(Debug, Default)]
pub(super) struct Ordinals {
    pub(super) nodes: HashMap<ActorId, NodeIndex>,
    pub(super) edges: HashMap<RelationId, EdgeIndex>,
    /// Both ends of each relation; `None` if one of them is not an actor.
    pub(super) ends: Vec<Option<(NodeIndex, NodeIndex)>>,
}

impl Ordinals {
    pub(super) fn of(document: &Document) -> Self {
        let numbered = document.actors.iter().enumerate();
        let nodes: HashMap<_, _> = numbered
            .map(|(number, actor)| (actor.id.clone(), NodeIndex::new(number)))
            .collect();
        let mut edges = HashMap::with_capacity_and_hasher(
            document.relations.len(),
            ahash::RandomState::default(),
        );
        let mut ends = Vec::with_capacity(document.relations.len());
        for (number, relation) in document.relations.iter().enumerate() {
            let source = nodes.get(&relation.source).copied();
            ends.push(source.zip(nodes.get(&relation.target).copied()));
            edges.insert(relation.id.clone(), EdgeIndex::new(number));
        }
        Self { nodes, edges, ends }
    }
}
