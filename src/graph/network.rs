//! The network: a document seen through a filter as a graph.

use std::sync::Arc;

use petgraph::stable_graph::StableGraph;

use super::Filter;
use super::blocs::{CollapsedBloc, CollapsedBlocs, TiesBetweenBlocs};
use super::ordinals::{EdgeIndex, NodeIndex, Ordinals};
use super::resolved_filter::ResolvedFilter;
use crate::model::{Actor, ActorId, Document, Relation, RelationId};

/// A document seen through a filter.
///
/// What the filter hides is removed from the stable graph, so that all other indices are the same
/// for every filter, and arrays by index (such as positions) stay valid. A relation contains only
/// its visible claims: to edit it, take the whole relation from the document.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The visible actors and relations.
    pub graph: StableGraph<Arc<Actor>, Arc<Relation>>,
    ordinals: Arc<Ordinals>,
    filter: Filter,
    blocs: Arc<CollapsedBlocs>,
}

impl Network {
    /// The network of a document through a filter. O(actors + relations + claims).
    pub fn seen(document: &Document, filter: &Filter) -> Self {
        Self::built(document, filter, Arc::new(Ordinals::of(document)))
    }

    /// The same document through another filter: faster than [`seen`](Self::seen), because no ids
    /// are looked up.
    ///
    /// `document` must be the one this network was made from.
    #[must_use]
    pub fn through(&self, document: &Document, filter: &Filter) -> Self {
        Self::built(document, filter, Arc::clone(&self.ordinals))
    }

    /// The same document through another filter; this network itself if the filter is the same.
    #[must_use]
    pub fn shared_through(self: &Arc<Self>, document: &Document, filter: &Filter) -> Arc<Self> {
        if *filter == self.filter {
            Arc::clone(self)
        } else {
            Arc::new(self.through(document, filter))
        }
    }

    /// The document after an edit, through the same filter. Without a filter, and if the indices
    /// are the same, the graph is copied with the records that the edit replaced: faster than
    /// [`seen`](Self::seen), because no ids are looked up.
    #[must_use]
    pub fn renewed(&self, document: &Document) -> Self {
        if !self.filter.is_clear() || !self.has_same_indices(document) {
            return Self::seen(document, &self.filter);
        }
        let mut renewed = self.clone();
        renewed.ordinals = Arc::new(self.ordinals.renewed(document));
        for (was, actor) in renewed.graph.node_weights_mut().zip(document.actors.iter()) {
            replace(was, actor);
        }
        let relations = document.relations.iter();
        for (was, relation) in renewed.graph.edge_weights_mut().zip(relations) {
            replace(was, relation);
        }
        renewed
    }

    /// Whether all actors and relations of the document have the same indices and ends as here.
    /// This network must have no filter.
    fn has_same_indices(&self, document: &Document) -> bool {
        let (actors, relations) = (&document.actors, &document.relations);
        let is_whole =
            self.graph.node_count() == actors.len() && self.graph.edge_count() == relations.len();
        let mut actors_here = self.graph.node_weights();
        let mut relations_here = self.graph.edge_weights();
        is_whole
            && actors.iter().all(|actor| {
                let was = actors_here.next();
                was.is_some_and(|was| Arc::ptr_eq(was, actor) || was.id == actor.id)
            })
            && relations.iter().all(|relation| {
                relations_here.next().is_some_and(|was| {
                    let ends = (&was.source, &was.target) == (&relation.source, &relation.target);
                    Arc::ptr_eq(was, relation) || was.id == relation.id && ends
                })
            })
    }

    fn built(document: &Document, filter: &Filter, ordinals: Arc<Ordinals>) -> Self {
        let (actors, relations) = (document.actors.len(), document.relations.len());
        let resolved = ResolvedFilter::new(document, filter, &ordinals);
        let mut graph = StableGraph::with_capacity(actors + 1, relations);
        let mut hidden = Vec::new();
        let mut is_hidden = vec![false; actors];
        for actor in document.actors.iter() {
            let node = graph.add_node(Arc::clone(actor));
            if !resolved.admits_actor(node.index(), actor) {
                hidden.push(node);
                is_hidden[node.index()] = true;
            }
        }
        let is_hidden = |node: NodeIndex| is_hidden.get(node.index()).is_none_or(|hidden| *hidden);
        // A hidden relation keeps its index as a loop on an extra node. Removing that node removes
        // all loops in constant time each. Removing edges one by one would walk through the edge
        // lists of hubs.
        let extra = graph.add_node(Arc::new(Actor::new("")));
        let nothing = Arc::new(Relation::new("", "", ""));
        let relations = document.relations.iter().zip(ordinals.ends());
        for (number, (relation, ends)) in relations.enumerate() {
            let ends = ends.filter(|(source, target)| !is_hidden(*source) && !is_hidden(*target));
            let seen = ends.and_then(|ends| Some((ends, resolved.relation(number, relation)?)));
            match seen {
                Some(((source, target), relation)) => graph.add_edge(source, target, relation),
                None => graph.add_edge(extra, extra, Arc::clone(&nothing)),
            };
        }
        graph.remove_node(extra);
        for node in hidden {
            graph.remove_node(node);
        }
        Self {
            graph,
            ordinals,
            filter: filter.clone(),
            blocs: Arc::default(),
        }
    }

    /// This network with another graph, in which these blocs are single actors.
    pub(super) fn with_blocs(
        &self,
        graph: StableGraph<Arc<Actor>, Arc<Relation>>,
        blocs: CollapsedBlocs,
    ) -> Self {
        Self {
            graph,
            ordinals: Arc::clone(&self.ordinals),
            filter: self.filter.clone(),
            blocs: Arc::new(blocs),
        }
    }

    /// The bloc that this node stands for; `None` if it is an actor of the document.
    pub fn bloc(&self, node: NodeIndex) -> Option<&CollapsedBloc> {
        self.blocs.get(node)
    }

    /// All blocs that are drawn as one, with their nodes.
    pub fn blocs(&self) -> impl Iterator<Item = (NodeIndex, &CollapsedBloc)> {
        self.blocs.iter()
    }

    /// How many relations are not drawn because both ends are in the same bloc.
    pub fn inner_relation_count(&self) -> usize {
        self.blocs
            .iter()
            .map(|(_, bloc)| bloc.inner_relations)
            .sum()
    }

    /// How many ties between blocs there are, and how many are drawn.
    pub fn ties_between_blocs(&self) -> TiesBetweenBlocs {
        self.blocs.ties
    }

    /// How many relations of an actor or bloc connect it with others, also those that are not
    /// drawn because only the strongest ties between blocs are.
    pub fn outer_relation_count(&self, node: NodeIndex) -> usize {
        let undrawn = self.bloc(node).map_or(0, |bloc| bloc.undrawn_relations);
        self.degree(node) + undrawn
    }

    /// The node that shows an actor: its own, or that of its bloc; `None` if it is hidden.
    pub fn shown_as(&self, id: &ActorId) -> Option<NodeIndex> {
        self.blocs.of(id).or_else(|| self.node(id))
    }

    /// The name of an actor, also of one inside a bloc; the id if it is hidden.
    pub fn name_of<'a>(&'a self, id: &'a ActorId) -> &'a str {
        let own = self.node(id).map(|node| &self.graph[node]);
        let actor = own.or_else(|| self.blocs.member(id));
        actor.map_or(id.as_str(), |actor| actor.name())
    }

    pub(super) fn ordinals(&self) -> &Arc<Ordinals> {
        &self.ordinals
    }

    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The length of an array by node index: all actors of the document, including hidden ones,
    /// and the blocs.
    pub fn actor_bound(&self) -> usize {
        self.ordinals.actor_count() + self.blocs.len()
    }

    /// The length of an array by edge index: all relations of the document, including hidden ones.
    pub(super) fn relation_bound(&self) -> usize {
        self.ordinals.ends().len()
    }

    /// The index of an actor; `None` if it is hidden.
    pub fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        let own = self.ordinals.node(id);
        let node = own.or_else(|| self.blocs.node(id))?;
        self.graph.contains_node(node).then_some(node)
    }

    /// The index of a relation; `None` if it is hidden.
    pub fn edge(&self, id: &RelationId) -> Option<EdgeIndex> {
        let edge = self.ordinals.edge(id)?;
        self.graph.edge_weight(edge).map(|_| edge)
    }

    /// The index of an actor, even if it is hidden.
    pub fn ordinal(&self, id: &ActorId) -> Option<usize> {
        self.ordinals.node(id).map(NodeIndex::index)
    }

    /// Whether both networks have the same actors in the same order, including hidden ones.
    pub fn has_same_actors(&self, other: &Self) -> bool {
        self.ordinals.has_same_actors(&other.ordinals)
    }

    /// The relations of an actor, in file order.
    pub fn relations_of(&self, node: NodeIndex) -> Vec<&Arc<Relation>> {
        let mut edges: Vec<EdgeIndex> = self.edges_of(node).collect();
        edges.sort_unstable();
        edges.into_iter().map(|edge| &self.graph[edge]).collect()
    }

    /// The number of relations of an actor; a relation with itself counts once.
    pub fn degree(&self, node: NodeIndex) -> usize {
        self.edges_of(node).count()
    }

    /// The relations of an actor, in no order.
    pub(crate) fn edges_of(&self, node: NodeIndex) -> impl Iterator<Item = EdgeIndex> {
        let mut edges = self.graph.neighbors_undirected(node).detach();
        std::iter::from_fn(move || edges.next_edge(&self.graph))
    }
}

/// Replaces a record with another one, unless it is the same.
fn replace<T>(place: &mut Arc<T>, record: &Arc<T>) {
    if !Arc::ptr_eq(place, record) {
        *place = Arc::clone(record);
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

    fn pin_of(actor: &str) -> crate::model::ActorPosition {
        crate::model::ActorPosition {
            actor: actor.into(),
            point: crate::model::Point { x: 1.0, y: 2.0 },
            pinned: true,
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
    fn a_renewed_network_equals_a_new_one_after_any_edit() {
        use crate::model::Edit;
        let before = triangle();
        let bc: [RelationId; 1] = ["bc".into()];
        let edits = [
            Edit::change_relations(&before, &bc, "kind", |tie| tie.kind = None),
            Edit::reverse_relations(&before, &bc),
            Edit::delete_relations(&before, &bc),
            Edit::delete_actors(&before, &["b".into()]),
            Edit::put_actors(&before, vec![Actor::new("e")]),
            Edit::pin(&before, vec![pin_of("b")]),
        ];
        let contents = |network: &Network| {
            let graph = &network.graph;
            let ties = graph.edge_indices().map(|edge| {
                let (a, b) = graph.edge_endpoints(edge).unwrap();
                (edge, a, b, graph[edge].clone())
            });
            let actors = graph.node_indices().map(|node| (node, graph[node].clone()));
            (actors.collect::<Vec<_>>(), ties.collect::<Vec<_>>())
        };
        let fewer = Filter {
            hidden_actors: ["a".into(), "unknown".into()].into(),
            ..Filter::default()
        };
        let mut no_hostility = Filter::default();
        no_hostility.toggle_kind(RelationKind::Hostility);
        for filter in [Filter::default(), fewer, no_hostility] {
            for edit in &edits {
                let after = edit.applied(&before);
                let renewed = seen(&filter).renewed(&after);
                let anew = Network::seen(&after, &filter);
                assert_eq!(contents(&renewed), contents(&anew), "{}", edit.label());
                assert!(renewed.has_same_actors(&anew));
            }
        }
    }

    #[test]
    fn a_renewed_network_shares_the_records_of_the_document() {
        let before = triangle();
        let after = crate::model::Edit::pin(&before, vec![pin_of("b")]).applied(&before);
        let renewed = Network::seen(&before, &Filter::default()).renewed(&after);
        let actors = renewed.graph.node_weights().zip(after.actors.iter());
        assert!(
            actors
                .into_iter()
                .all(|(one, other)| Arc::ptr_eq(one, other))
        );
        assert!(renewed.graph.node_weights().any(|actor| actor.pinned));
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
    fn a_focus_keeps_only_the_neighbours() {
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
