//! A network with blocs as single actors. Does not decide which actors belong together.

use std::sync::Arc;

use petgraph::stable_graph::StableGraph;

use super::collapsed::{CollapsedBlocs, TiesBetweenBlocs};
use super::strongest::{PairsOfBlocs, pair_of, strongest_pairs};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{Actor, ActorId, BlocTies, Blocs, Relation};

/// The same network with blocs drawn as one actor each: every relation connects the blocs of its
/// ends, and relations inside a bloc are left out. If there are many ties between blocs, only the
/// strongest are drawn, unless [`Blocs::ties`] says all. O(actors + relations · log blocs).
///
/// All other actors and the relations keep their indices. Blocs have the indices after those of
/// the actors of the document. Relations are the same objects as before, so their `source` and
/// `target` are members of blocs. An actor in several blocs belongs to the first.
pub fn condensed(network: &Network, blocs: &Blocs) -> Network {
    let mut collapsed = collapse(network, blocs);
    let pairs = pairs_of_blocs(network, &collapsed);
    let is_drawn = |pair| blocs.ties == BlocTies::All || pairs.is_strong(pair);
    let strongest = pairs.strongest_count();
    collapsed.ties = TiesBetweenBlocs {
        drawn: match blocs.ties {
            BlocTies::Strongest => strongest,
            BlocTies::All => pairs.all,
        },
        all: pairs.all,
        strongest,
    };
    let bound = network.actor_bound();
    let nodes = bound + collapsed.len() + 1;
    let mut graph = StableGraph::with_capacity(nodes, network.graph.edge_count());
    let nobody = Arc::new(Actor::new(""));
    let mut hidden = Vec::new();
    for node in (0..bound).map(NodeIndex::new) {
        let actor = network.graph.node_weight(node);
        let is_single = actor.is_some_and(|actor| collapsed.of(&actor.id).is_none());
        if !is_single {
            hidden.push(node);
        }
        graph.add_node(Arc::clone(actor.unwrap_or(&nobody)));
    }
    for actor in collapsed.actors() {
        graph.add_node(Arc::clone(actor));
    }
    // As in a filtered network, a relation that is left out keeps its index as a loop on an extra
    // node.
    let extra = graph.add_node(nobody);
    let nothing = Arc::new(Relation::new("", "", ""));
    for edge in (0..network.relation_bound()).map(EdgeIndex::new) {
        let ends = drawn_ends(network, &collapsed, edge);
        let weak = ends.and_then(|ends| pair_of(&collapsed, ends).filter(|pair| !is_drawn(*pair)));
        for end in weak.into_iter().flat_map(|(a, b)| [a, b]) {
            collapsed.count_undrawn_relation(end);
        }
        let ends = ends.filter(|_| weak.is_none());
        match ends.zip(network.graph.edge_weight(edge)) {
            Some(((source, target), relation)) => {
                graph.add_edge(source, target, Arc::clone(relation))
            }
            None => graph.add_edge(extra, extra, Arc::clone(&nothing)),
        };
    }
    graph.remove_node(extra);
    for node in hidden {
        graph.remove_node(node);
    }
    network.with_blocs(graph, collapsed)
}

/// The collapsed blocs with visible members.
fn collapse(network: &Network, blocs: &Blocs) -> CollapsedBlocs {
    let mut all = CollapsedBlocs::starting_at(network.actor_bound());
    for (path, bloc) in blocs.collapsed() {
        let visible = bloc
            .all_members()
            .into_iter()
            .filter_map(|id| network.node(id));
        let mut nodes: Vec<NodeIndex> = visible
            .filter(|node| all.of(&network.graph[*node].id).is_none())
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        let members: Vec<Arc<Actor>> = nodes
            .iter()
            .map(|node| Arc::clone(&network.graph[*node]))
            .collect();
        if !members.is_empty() {
            all.push(free_id(network, &path), &bloc.name, path, members);
        }
    }
    for edge in network.graph.edge_indices() {
        if let Some([source, target]) = blocs_of_ends(network, &all, edge)
            && let Some(bloc) = source.filter(|_| source == target)
        {
            all.count_inner_relation(bloc);
        }
    }
    all
}

/// The pairs of blocs that have relations.
fn pairs_of_blocs(network: &Network, blocs: &CollapsedBlocs) -> PairsOfBlocs {
    let relations = network.graph.edge_indices().filter_map(|edge| {
        let pair = pair_of(blocs, drawn_ends(network, blocs, edge)?)?;
        Some((pair, &*network.graph[edge]))
    });
    strongest_pairs(network, relations)
}

/// The blocs that the ends of a relation are in; `None` if it is hidden.
fn blocs_of_ends(
    network: &Network,
    blocs: &CollapsedBlocs,
    edge: EdgeIndex,
) -> Option<[Option<NodeIndex>; 2]> {
    let (source, target) = network.graph.edge_endpoints(edge)?;
    Some([source, target].map(|end| blocs.of(&network.graph[end].id)))
}

/// The nodes that a relation connects in the condensed network; `None` if it is hidden or inside a
/// bloc.
fn drawn_ends(
    network: &Network,
    blocs: &CollapsedBlocs,
    edge: EdgeIndex,
) -> Option<(NodeIndex, NodeIndex)> {
    let [from, to] = blocs_of_ends(network, blocs, edge)?;
    let (source, target) = network.graph.edge_endpoints(edge)?;
    let is_inside = from.is_some() && from == to;
    (!is_inside).then(|| (from.unwrap_or(source), to.unwrap_or(target)))
}

/// An id for the bloc at a path that no actor has.
fn free_id(network: &Network, path: &[usize]) -> ActorId {
    let numbers: Vec<String> = path.iter().map(|number| (number + 1).to_string()).collect();
    let mut id = format!("bloc {}", numbers.join("."));
    while network.ordinal(&ActorId::from(id.as_str())).is_some() {
        id.push('\'');
    }
    id.into()
}
