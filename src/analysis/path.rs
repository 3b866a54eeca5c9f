//! How one actor is tied to another: the shortest way, with the relations that make it. A search in breadth; knows no
//! weights.

use std::collections::VecDeque;

use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{Relation, Sign};

/// Which relations a way may go along, in either direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Steps {
    /// All.
    #[default]
    Any,
    /// Cooperation and support alone.
    Positive,
}

impl Steps {
    fn admit(self, relation: &Relation) -> bool {
        self == Self::Any || relation.kind().sign() == Sign::Positive
    }
}

/// A shortest way from one actor to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The actors along it, with both ends.
    pub actors: Vec<NodeIndex>,
    /// For each step, all relations that make it, in the order of the file; their claims are its citations.
    pub relations: Vec<Vec<EdgeIndex>>,
    /// How many ways are as short, by the actors they go through.
    pub ways: f64,
}

/// A shortest way; of several, the one through the actors that stand first in the document. Nothing where there is none,
/// or an end is hidden. O(actors + relations).
pub fn path(network: &Network, from: NodeIndex, to: NodeIndex, steps: Steps) -> Option<Path> {
    let graph = &network.graph;
    if !graph.contains_node(from) || !graph.contains_node(to) {
        return None;
    }
    let (left, ways) = steps_left(network, to, steps);
    left[from.index()]?;
    let mut path = Path {
        actors: vec![from],
        relations: Vec::new(),
        ways: ways[from.index()],
    };
    let mut here = from;
    while here != to {
        let nearer = left[here.index()].map(|steps| steps - 1);
        let next = beside(network, here, steps);
        here = next.into_iter().find(|next| left[next.index()] == nearer)?;
        path.actors.push(here);
    }
    let legs = path.actors.windows(2);
    path.relations = legs
        .map(|leg| between(network, leg[0], leg[1], steps))
        .collect();
    Some(path)
}

/// By how many steps each actor comes to the end, and on how many ways.
fn steps_left(network: &Network, to: NodeIndex, steps: Steps) -> (Vec<Option<u32>>, Vec<f64>) {
    let mut left = vec![None; network.actor_bound()];
    let mut ways = vec![0.0; network.actor_bound()];
    let mut queue = VecDeque::from([(to, 0)]);
    left[to.index()] = Some(0);
    ways[to.index()] = 1.0;
    while let Some((actor, distance)) = queue.pop_front() {
        for other in beside(network, actor, steps) {
            if left[other.index()].is_none() {
                left[other.index()] = Some(distance + 1);
                queue.push_back((other, distance + 1));
            }
            if left[other.index()] == Some(distance + 1) {
                ways[other.index()] += ways[actor.index()];
            }
        }
    }
    (left, ways)
}

/// The actors one step away, in the order of the document.
fn beside(network: &Network, actor: NodeIndex, steps: Steps) -> Vec<NodeIndex> {
    let mut walk = network.graph.neighbors_undirected(actor).detach();
    let mut beside = Vec::new();
    while let Some((edge, other)) = walk.next(&network.graph) {
        if steps.admit(&network.graph[edge]) {
            beside.push(other);
        }
    }
    beside.sort_unstable();
    beside.dedup();
    beside
}

/// The relations between two actors, in the order of the file.
fn between(network: &Network, a: NodeIndex, b: NodeIndex, steps: Steps) -> Vec<EdgeIndex> {
    let mut walk = network.graph.neighbors_undirected(a).detach();
    let mut between = Vec::new();
    while let Some((edge, other)) = walk.next(&network.graph) {
        if other == b && steps.admit(&network.graph[edge]) {
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

    fn told(from: usize, to: usize, steps: Steps) -> Option<String> {
        let network = network();
        let path = path(&network, NodeIndex::new(from), NodeIndex::new(to), steps)?;
        let relations = path.relations.iter();
        let relations: Vec<Vec<_>> = relations
            .map(|leg| leg.iter().map(|edge| edge.index()).collect())
            .collect();
        let actors: Vec<_> = path.actors.iter().map(|actor| actor.index()).collect();
        Some(format!("{actors:?} {relations:?} {}", path.ways))
    }

    #[test]
    fn the_shortest_way_names_all_relations_of_each_step() {
        let way = "[0, 1, 2] [[0], [1, 2]] 2";
        assert_eq!(told(0, 2, Steps::Any).as_deref(), Some(way));
    }

    #[test]
    fn friends_alone_may_lead_another_way_or_none() {
        let way = "[0, 1, 2] [[0], [2]] 1";
        assert_eq!(told(0, 2, Steps::Positive).as_deref(), Some(way));
        let way = "[3, 0, 1, 2] [[3], [0], [2]] 1";
        assert_eq!(told(3, 2, Steps::Positive).as_deref(), Some(way));
        assert_eq!(told(0, 4, Steps::Any), None);
        assert_eq!(told(0, 9, Steps::Any), None);
    }

    #[test]
    fn the_way_to_oneself_has_no_step() {
        assert_eq!(told(1, 1, Steps::Any).as_deref(), Some("[1] [] 1"));
    }
}
