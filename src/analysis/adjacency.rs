//! The network as a simple graph, without signs, directions, strengths, parallel relations and
//! self-loops. Knows no measure.

use crate::graph::{Network, NodeIndex};

/// The neighbours of each actor, in compressed rows. Actors that the filter hides are absent; the
/// others are numbered from 0 in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Adjacency {
    actors: Vec<NodeIndex>,
    actor_bound: usize,
    rows: Vec<u32>,
    neighbours: Vec<u32>,
}

impl Adjacency {
    /// The pairs of a network. O(actors + relations · log relations).
    pub fn new(network: &Network) -> Self {
        let graph = &network.graph;
        let actors: Vec<NodeIndex> = graph.node_indices().collect();
        let mut number = vec![0; network.actor_bound()];
        for (dense, actor) in actors.iter().enumerate() {
            number[actor.index()] = dense as u32;
        }
        let ends = graph.edge_indices().filter_map(|edge| {
            let (a, b) = graph.edge_endpoints(edge)?;
            Some((number[a.index()], number[b.index()]))
        });
        let (rows, neighbours) = compressed(actors.len(), ends);
        Self {
            actors,
            actor_bound: network.actor_bound(),
            rows,
            neighbours,
        }
    }

    /// A graph of `count` actors and these pairs of actor numbers; pairs with other numbers are
    /// left out.
    pub fn from_pairs(count: usize, pairs: &[(u32, u32)]) -> Self {
        let inside = pairs.iter().copied();
        let inside = inside.filter(|(a, b)| (*a.max(b) as usize) < count);
        let (rows, neighbours) = compressed(count, inside);
        Self {
            actors: (0..count).map(NodeIndex::new).collect(),
            actor_bound: count,
            rows,
            neighbours,
        }
    }

    /// How many actors there are.
    pub fn len(&self) -> usize {
        self.actors.len()
    }

    /// Whether there are no actors.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// How many pairs of actors are tied.
    pub fn pair_count(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// The neighbours of an actor, ascending, each once.
    pub fn neighbours(&self, actor: usize) -> &[u32] {
        &self.neighbours[self.rows[actor] as usize..self.rows[actor + 1] as usize]
    }

    /// Values by number as an array by node index, with `None` for hidden actors.
    pub fn by_node<T: Copy>(&self, values: &[T]) -> Vec<Option<T>> {
        let mut spread = vec![None; self.actor_bound];
        for (actor, value) in self.actors.iter().zip(values) {
            spread[actor.index()] = Some(*value);
        }
        spread
    }
}

/// Where each row begins, and all rows in one array.
fn compressed(count: usize, pairs: impl Iterator<Item = (u32, u32)>) -> (Vec<u32>, Vec<u32>) {
    let proper = pairs.filter(|(a, b)| a != b);
    let mut arcs: Vec<(u32, u32)> = proper.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
    arcs.sort_unstable();
    arcs.dedup();
    let mut rows = vec![0; count + 1];
    for (from, _) in &arcs {
        rows[*from as usize + 1] += 1;
    }
    for row in 0..count {
        rows[row + 1] += rows[row];
    }
    (rows, arcs.into_iter().map(|(_, to)| to).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallels_and_loops_are_removed() {
        let plain = Adjacency::from_pairs(4, &[(0, 1), (1, 0), (0, 1), (2, 2), (1, 3), (3, 9)]);
        let rows: Vec<_> = (0..4).map(|actor| plain.neighbours(actor)).collect();
        assert_eq!(rows, [&[1][..], &[0, 3], &[], &[1]]);
        assert_eq!(plain.pair_count(), 2);
    }
}
