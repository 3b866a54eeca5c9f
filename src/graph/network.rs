//! The graph itself.

use std::collections::HashMap;
use std::sync::Arc;

use petgraph::stable_graph::StableGraph;

use super::Filter;
use super::resolved_filter::ResolvedFilter;
use crate::model::{Actor, ActorId, Document, Relation, RelationId};

/// An actor's place in the graph: the actor's ordinal in the document, whatever the filter hides.
pub type NodeIndex = petgraph::stable_graph::NodeIndex<u32>;
/// A relation's place in the graph: the relation's ordinal in the document, whatever the filter hides.
pub type EdgeIndex = petgraph::stable_graph::EdgeIndex<u32>;

/// A document seen through a filter.
///
/// What the filter hides is taken out of the stable graph, so that the indices of the rest are the same under every
/// filter, and arrays by index (positions, above all) stay good. A relation of which the filter hides some claims stands
/// here without them; whoever edits takes the whole one from the document.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Who is tied to whom.
    pub graph: StableGraph<Arc<Actor>, Arc<Relation>>,
    places: Arc<Places>,
    filter: Filter,
}

/// Where everything in a document stands, whatever a filter hides of it.
#[derive(Debug, Default)]
struct Places {
    nodes: HashMap<ActorId, NodeIndex>,
    edges: HashMap<RelationId, EdgeIndex>,
    /// The two ends of each relation; nothing where one of them is no actor.
    ends: Vec<Option<(NodeIndex, NodeIndex)>>,
}

impl Places {
    fn of(document: &Document) -> Self {
        let numbered = document.actors.iter().enumerate();
        let nodes: HashMap<_, _> = numbered
            .map(|(number, actor)| (actor.id.clone(), NodeIndex::new(number)))
            .collect();
        let mut edges = HashMap::with_capacity(document.relations.len());
        let mut ends = Vec::with_capacity(document.relations.len());
        for (number, relation) in document.relations.iter().enumerate() {
            let source = nodes.get(&relation.source).copied();
            ends.push(source.zip(nodes.get(&relation.target).copied()));
            edges.insert(relation.id.clone(), EdgeIndex::new(number));
        }
        Self { nodes, edges, ends }
    }
}

impl Network {
    /// The network of a document as the filter shows it. O(actors + relations + claims).
    pub fn seen(document: &Document, filter: &Filter) -> Self {
        Self::built(document, filter, Arc::new(Places::of(document)))
    }

    /// The same document through another filter: faster than [`seen`](Self::seen), for nothing is looked up by id.
    ///
    /// `document` must be the one this network was made from.
    #[must_use]
    pub fn through(&self, document: &Document, filter: &Filter) -> Self {
        Self::built(document, filter, Arc::clone(&self.places))
    }

    /// The same document through another filter, or this network itself where that is the filter it was made through.
    #[must_use]
    pub fn shared_through(self: &Arc<Self>, document: &Document, filter: &Filter) -> Arc<Self> {
        if *filter == self.filter {
            Arc::clone(self)
        } else {
            Arc::new(self.through(document, filter))
        }
    }

    /// The document as it is after an edit, through the same filter: faster than [`seen`](Self::seen) where everybody
    /// still stands where they stood, since nothing is looked up by id then.
    #[must_use]
    pub fn renewed(&self, document: &Document) -> Self {
        let places = if self.stands_as(document) {
            Arc::clone(&self.places)
        } else {
            Arc::new(Places::of(document))
        };
        Self::built(document, &self.filter, places)
    }

    /// Whether every actor and relation of the document has the number and the ends that it has here. Sure of it only
    /// where nothing is hidden.
    fn stands_as(&self, document: &Document) -> bool {
        let (actors, relations) = (&document.actors, &document.relations);
        let is_whole =
            self.graph.node_count() == actors.len() && self.graph.edge_count() == relations.len();
        let mut stood = self.graph.node_weights();
        let mut tied = self.graph.edge_weights();
        is_whole
            && actors.iter().all(|actor| {
                let was = stood.next();
                was.is_some_and(|was| Arc::ptr_eq(was, actor) || was.id == actor.id)
            })
            && relations.iter().all(|relation| {
                tied.next().is_some_and(|was| {
                    let ends = (&was.source, &was.target) == (&relation.source, &relation.target);
                    Arc::ptr_eq(was, relation) || was.id == relation.id && ends
                })
            })
    }

    fn built(document: &Document, filter: &Filter, places: Arc<Places>) -> Self {
        let (actors, relations) = (document.actors.len(), document.relations.len());
        let sight = ResolvedFilter::new(document, filter);
        let mut graph = StableGraph::with_capacity(actors + 1, relations);
        let mut hidden = Vec::new();
        for actor in document.actors.iter() {
            let node = graph.add_node(Arc::clone(actor));
            if !sight.admits_actor(actor) {
                hidden.push(node);
            }
        }
        let is_hidden = |node| hidden.binary_search(&node).is_ok();
        // What is hidden keeps its number as a loop on a node of its own. Taking that node out takes all loops with
        // it, each from the head of its list, where taking edges out one by one would walk along a hub's list for each.
        let aside = graph.add_node(Arc::new(Actor::new("")));
        let nothing = Arc::new(Relation::new("", "", ""));
        for (relation, ends) in document.relations.iter().zip(&places.ends) {
            let ends = ends.filter(|(source, target)| !is_hidden(*source) && !is_hidden(*target));
            let seen = ends.and_then(|ends| Some((ends, sight.relation(relation)?)));
            match seen {
                Some(((source, target), relation)) => graph.add_edge(source, target, relation),
                None => graph.add_edge(aside, aside, Arc::clone(&nothing)),
            };
        }
        graph.remove_node(aside);
        for node in hidden {
            graph.remove_node(node);
        }
        Self {
            graph,
            places,
            filter: filter.clone(),
        }
    }

    /// What the document is seen through.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// How long an array by node index must be: all actors of the document, hidden ones too.
    pub fn actor_bound(&self) -> usize {
        self.places.nodes.len()
    }

    /// Where an actor stands, if the filter shows it.
    pub fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        let node = *self.places.nodes.get(id)?;
        self.graph.contains_node(node).then_some(node)
    }

    /// Where a relation stands, if the filter shows it.
    pub fn edge(&self, id: &RelationId) -> Option<EdgeIndex> {
        let edge = *self.places.edges.get(id)?;
        self.graph.edge_weight(edge).map(|_| edge)
    }

    /// Where an actor stands, shown or not.
    pub fn ordinal(&self, id: &ActorId) -> Option<usize> {
        self.places.nodes.get(id).map(|node| node.index())
    }

    /// Whether both networks have the same actors in the same order, shown or not.
    pub fn has_same_actors(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.places, &other.places) || self.places.nodes == other.places.nodes
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

    fn seen(filter: &Filter) -> Network {
        Network::seen(&triangle(), filter)
    }

    #[test]
    fn indices_are_ordinals_of_the_document_under_every_filter() {
        let filter = Filter {
            hidden_actors: [ActorId::from("a")].into(),
            ..Filter::default()
        };
        let network = seen(&filter);
        assert_eq!(network.node(&"c".into()).map(NodeIndex::index), Some(2));
        assert_eq!(network.node(&"a".into()), None);
        assert_eq!(network.edge(&"bc".into()).map(EdgeIndex::index), Some(1));
        assert_eq!(network.edge(&"ab".into()), None);
        assert_eq!(network.actor_bound(), 4);
    }

    #[test]
    fn a_renewed_network_is_the_one_made_anew_whatever_was_edited() {
        use crate::model::Edit;
        let before = triangle();
        let bc: [RelationId; 1] = ["bc".into()];
        let edits = [
            Edit::change_relations(&before, &bc, "kind", |tie| tie.kind = None),
            Edit::reverse_relations(&before, &bc),
            Edit::delete_relations(&before, &bc),
            Edit::delete_actors(&before, &["b".into()]),
            Edit::put_actors(&before, vec![Actor::new("e")]),
        ];
        let told = |network: &Network| {
            let graph = &network.graph;
            let ties = graph.edge_indices().map(|edge| {
                let (a, b) = graph.edge_endpoints(edge).unwrap();
                (edge, a, b, graph[edge].clone())
            });
            let actors = graph.node_indices().map(|node| (node, graph[node].clone()));
            (actors.collect::<Vec<_>>(), ties.collect::<Vec<_>>())
        };
        for edit in edits {
            let after = edit.applied(&before);
            let renewed = seen(&Filter::default()).renewed(&after);
            let anew = Network::seen(&after, &Filter::default());
            assert_eq!(told(&renewed), told(&anew), "{}", edit.label());
            assert!(renewed.has_same_actors(&anew));
        }
    }

    #[test]
    fn hiding_a_kind_keeps_the_actors() {
        let mut filter = Filter::default();
        filter.toggle_kind(RelationKind::Hostility);
        let network = seen(&filter);
        assert_eq!(network.graph.node_count(), 4);
        assert_eq!(network.graph.edge_count(), 2);
        filter.toggle_kind(RelationKind::Hostility);
        assert!(filter.is_clear());
    }

    #[test]
    fn a_focus_keeps_the_neighbourhood_alone() {
        let filter = Filter {
            focus: Some("b".into()),
            ..Filter::default()
        };
        let names: Vec<_> = seen(&filter)
            .graph
            .node_weights()
            .map(|a| a.id.to_string())
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn a_relation_with_oneself_counts_once() {
        let network = seen(&Filter::default());
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
