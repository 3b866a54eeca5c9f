//! The shortest path between two actors, with the relations that make it. A breadth-first search;
//! knows no weights.

use std::collections::VecDeque;

use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{Relation, Sign};

/// Which relations a path may follow, in either direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PathTies {
    /// All.
    #[default]
    Any,
    /// Only cooperation and support.
    Positive,
}

impl PathTies {
    fn admit(self, relation: &Relation) -> bool {
        self == Self::Any || relation.kind().sign() == Sign::Positive
    }
}

/// A shortest path from one actor to another.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorPath {
    /// The actors along it, both ends included.
    pub actors: Vec<NodeIndex>,
    /// For each step, all relations that make it, in file order; their claims are its citations.
    pub relations: Vec<Vec<EdgeIndex>>,
    /// How many shortest paths there are, by the actors they go through.
    pub path_count: f64,
}

/// A shortest path; of several, the one through the actors that come first in the document. `None`
/// if there is none or an end is hidden. O(actors + relations).
pub fn shortest_path(
    network: &Network,
    from: NodeIndex,
    to: NodeIndex,
    ties: PathTies,
) -> Option<ActorPath> {
    let graph = &network.graph;
    if !graph.contains_node(from) || !graph.contains_node(to) {
        return None;
    }
    let (left, path_counts) = steps_left(network, to, ties);
    left[from.index()]?;
    let mut path = ActorPath {
        actors: vec![from],
        relations: Vec::new(),
        path_count: path_counts[from.index()],
    };
    let mut here = from;
    while here != to {
        let nearer = left[here.index()].map(|steps| steps - 1);
        let next = neighbours(network, here, ties);
        here = next.into_iter().find(|next| left[next.index()] == nearer)?;
        path.actors.push(here);
    }
    let legs = path.actors.windows(2);
    path.relations = legs
        .map(|leg| between(network, leg[0], leg[1], ties))
        .collect();
    Some(path)
}

/// For each actor the number of steps to the end, and the number of shortest paths.
fn steps_left(network: &Network, to: NodeIndex, ties: PathTies) -> (Vec<Option<u32>>, Vec<f64>) {
    let mut left = vec![None; network.actor_bound()];
    let mut path_counts = vec![0.0; network.actor_bound()];
    let mut queue = VecDeque::from([(to, 0)]);
    left[to.index()] = Some(0);
    path_counts[to.index()] = 1.0;
    while let Some((actor, distance)) = queue.pop_front() {
        for other in neighbours(network, actor, ties) {
            if left[other.index()].is_none() {
                left[other.index()] = Some(distance + 1);
                queue.push_back((other, distance + 1));
            }
            if left[other.index()] == Some(distance + 1) {
                path_counts[other.index()] += path_counts[actor.index()];
            }
        }
    }
    (left, path_counts)
}

/// The actors one step away, in the order of the document.
fn neighbours(network: &Network, actor: NodeIndex, ties: PathTies) -> Vec<NodeIndex> {
    let mut walk = network.graph.neighbors_undirected(actor).detach();
    let mut found = Vec::new();
    while let Some((edge, other)) = walk.next(&network.graph) {
        if ties.admit(&network.graph[edge]) {
            found.push(other);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The relations between two actors, in file order.
fn between(network: &Network, a: NodeIndex, b: NodeIndex, ties: PathTies) -> Vec<EdgeIndex> {
    let mut walk = network.graph.neighbors_undirected(a).detach();
    let mut between = Vec::new();
    while let Some((edge, other)) = walk.next(&network.graph) {
        if other == b && ties.admit(&network.graph[edge]) {
            between.push(edge);
        }
    }
    between.sort_unstable();
    between
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::{Actor, Document, RelationKind};

    /// a + b, b − c, b + c, a + d, d − c, and e alone.
    fn network() -> Network {
        let (plus, minus) = (RelationKind::Support, RelationKind::Hostility);
        let relations = [
            ("a", "b", plus),
            ("c", "b", minus),
            ("b", "c", plus),
            ("a", "d", plus),
            ("d", "c", minus),
        ];
        let relation = |(at, (source, target, kind)): (usize, (&str, &str, _))| Relation {
            kind: Some(kind),
            ..Relation::new(format!("r{at}"), source, target)
        };
        let document = Document {
            actors: ["a", "b", "c", "d", "e"]
                .map(Actor::new)
                .into_iter()
                .collect(),
            relations: relations.into_iter().enumerate().map(relation).collect(),
            ..Document::default()
        };
        Network::seen(&document, &Filter::default())
    }

    fn described(from: usize, to: usize, ties: PathTies) -> Option<String> {
        let network = network();
        let path = shortest_path(&network, NodeIndex::new(from), NodeIndex::new(to), ties)?;
        let relations = path.relations.iter();
        let relations: Vec<Vec<_>> = relations
            .map(|leg| leg.iter().map(|edge| edge.index()).collect())
            .collect();
        let actors: Vec<_> = path.actors.iter().map(|actor| actor.index()).collect();
        Some(format!("{actors:?} {relations:?} {}", path.path_count))
    }

    #[test]
    fn the_shortest_path_has_all_relations_of_each_step() {
        let expected = "[0, 1, 2] [[0], [1, 2]] 2";
        assert_eq!(described(0, 2, PathTies::Any).as_deref(), Some(expected));
    }

    #[test]
    fn positive_relations_alone_may_give_another_path_or_none() {
        let expected = "[0, 1, 2] [[0], [2]] 1";
        assert_eq!(
            described(0, 2, PathTies::Positive).as_deref(),
            Some(expected)
        );
        let expected = "[3, 0, 1, 2] [[3], [0], [2]] 1";
        assert_eq!(
            described(3, 2, PathTies::Positive).as_deref(),
            Some(expected)
        );
        assert_eq!(described(0, 4, PathTies::Any), None);
        assert_eq!(described(0, 9, PathTies::Any), None);
    }

    #[test]
    fn the_path_to_oneself_has_no_step() {
        assert_eq!(described(1, 1, PathTies::Any).as_deref(), Some("[1] [] 1"));
    }
}
