//! The graph itself.

use std::collections::HashMap;
use std::sync::Arc;

use petgraph::stable_graph::StableGraph;

use super::Lens;
use crate::model::{Actor, ActorId, Document, Relation, RelationId};

/// An actor's place in the graph: the actor's ordinal in the document, whatever the lens hides.
pub type NodeIndex = petgraph::stable_graph::NodeIndex<u32>;
/// A relation's place in the graph: the relation's ordinal in the document, whatever the lens hides.
pub type EdgeIndex = petgraph::stable_graph::EdgeIndex<u32>;

/// A document seen through a lens.
///
/// What the lens hides is taken out of the stable graph, so that the indices of the rest are the same under every
/// lens, and arrays by index (positions, above all) stay good.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Who is tied to whom.
    pub graph: StableGraph<Arc<Actor>, Arc<Relation>>,
    nodes: HashMap<ActorId, NodeIndex>,
    edges: HashMap<RelationId, EdgeIndex>,
    actor_count: usize,
}

impl Network {
    /// The network of a document as the lens shows it. O(actors + relations).
    pub fn seen(document: &Document, lens: &Lens) -> Self {
        let mut graph = StableGraph::with_capacity(document.actors.len(), document.relations.len());
        let nodes: HashMap<_, _> = document
            .actors
            .iter()
            .map(|actor| (actor.id.clone(), graph.add_node(Arc::clone(actor))))
            .collect();
        let mut edges = HashMap::with_capacity(document.relations.len());
        for relation in document.relations.iter() {
            if let (Some(&source), Some(&target)) =
                (nodes.get(&relation.source), nodes.get(&relation.target))
            {
                let edge = graph.add_edge(source, target, Arc::clone(relation));
                edges.insert(relation.id.clone(), edge);
            }
        }
        if !lens.is_clear() {
            let focused = lens.neighbourhood(document);
            graph.retain_edges(|graph, edge| lens.admits_relation(&graph[edge]));
            graph.retain_nodes(|graph, node| lens.admits_actor(&graph[node], focused.as_ref()));
        }
        Self {
            graph,
            nodes,
            edges,
            actor_count: document.actors.len(),
        }
    }

    /// How long an array by node index must be: all actors of the document, hidden ones too.
    pub fn actor_bound(&self) -> usize {
        self.actor_count
    }

    /// Where an actor stands, if the lens shows it.
    pub fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        let node = *self.nodes.get(id)?;
        self.graph.contains_node(node).then_some(node)
    }

    /// Where a relation stands, if the lens shows it.
    pub fn edge(&self, id: &RelationId) -> Option<EdgeIndex> {
        let edge = *self.edges.get(id)?;
        self.graph.edge_weight(edge).map(|_| edge)
    }

    /// Where an actor stands, shown or not.
    pub fn ordinal(&self, id: &ActorId) -> Option<usize> {
        self.nodes.get(id).map(|node| node.index())
    }

    /// Whether both networks have the same actors in the same order, shown or not.
    pub fn has_same_actors(&self, other: &Self) -> bool {
        self.nodes == other.nodes
    }

    /// The relations that an actor takes part in, in file order.
    pub fn relations_of(&self, node: NodeIndex) -> Vec<&Arc<Relation>> {
        let mut edges: Vec<EdgeIndex> = self.edges_of(node).collect();
        edges.sort_unstable();
        edges.into_iter().map(|edge| &self.graph[edge]).collect()
    }

    /// How many relations an actor takes part in; one with itself counts once.
    pub fn degree(&self, node: NodeIndex) -> usize {
        self.edges_of(node).count()
    }

    fn edges_of(&self, node: NodeIndex) -> impl Iterator<Item = EdgeIndex> {
        let mut edges = self.graph.neighbors_undirected(node).detach();
        std::iter::from_fn(move || edges.next_edge(&self.graph))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RelationKind;

    fn triangle() -> Document {
        let relation = |id: &str, source: &str, target: &str, kind| Relation {
            kind: Some(kind),
            ..Relation::new(id, source, target)
        };
        Document {
            actors: ["a", "b", "c", "d"].map(Actor::new).into_iter().collect(),
            relations: [
                relation("ab", "a", "b", RelationKind::Support),
                relation("bc", "b", "c", RelationKind::Hostility),
                relation("aa", "a", "a", RelationKind::Cooperation),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        }
    }

    fn seen(lens: &Lens) -> Network {
        Network::seen(&triangle(), lens)
    }

    #[test]
    fn indices_are_ordinals_of_the_document_under_every_lens() {
        let lens = Lens {
            hidden_actors: [ActorId::from("a")].into(),
            ..Lens::default()
        };
        let network = seen(&lens);
        assert_eq!(network.node(&"c".into()).map(NodeIndex::index), Some(2));
        assert_eq!(network.node(&"a".into()), None);
        assert_eq!(network.edge(&"bc".into()).map(EdgeIndex::index), Some(1));
        assert_eq!(network.edge(&"ab".into()), None);
        assert_eq!(network.actor_bound(), 4);
    }

    #[test]
    fn hiding_a_kind_keeps_the_actors() {
        let mut lens = Lens::default();
        lens.toggle_kind(RelationKind::Hostility);
        let network = seen(&lens);
        assert_eq!(network.graph.node_count(), 4);
        assert_eq!(network.graph.edge_count(), 2);
        lens.toggle_kind(RelationKind::Hostility);
        assert!(lens.is_clear());
    }

    #[test]
    fn a_focus_keeps_the_neighbourhood_alone() {
        let lens = Lens {
            focus: Some("b".into()),
            ..Lens::default()
        };
        let names: Vec<_> = seen(&lens)
            .graph
            .node_weights()
            .map(|a| a.id.to_string())
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn a_relation_with_oneself_counts_once() {
        let network = seen(&Lens::default());
        let a = network.node(&"a".into()).unwrap();
        assert_eq!(network.degree(a), 2);
        let ids: Vec<_> = network
            .relations_of(a)
            .iter()
            .map(|r| r.id.to_string())
            .collect();
        assert_eq!(ids, ["ab", "aa"]);
    }
}
