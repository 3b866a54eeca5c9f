//! What a matrix shows: its actors in order, and the ties of each cell. Knows no sizes and no
//! colours.

use std::collections::BTreeMap;

use super::order::{MatrixOrder, OrderedActors, ordered};
use crate::graph::{Network, NodeIndex, TieIndex, Ties};

/// The most actors of a matrix; of more, those with the most relations are shown.
pub const MAX_MATRIX_ACTORS: usize = 300;

/// The actors of a matrix in order, and the ties of its cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixContent {
    /// The actors, from the first row to the last one; columns have the same order.
    pub actors: Vec<NodeIndex>,
    /// The first row of each group except the first group.
    pub group_starts: Vec<usize>,
    /// The cells that have ties, row by row.
    pub cells: Vec<MatrixCell>,
    /// How many actors of the network are not in the matrix.
    pub omitted: usize,
}

/// A cell that has ties.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// The number of its row.
    pub row: usize,
    /// The number of its column.
    pub column: usize,
    /// Its ties, in the order of their indices.
    pub ties: Vec<TieIndex>,
}

impl MatrixContent {
    /// The content of a matrix. `groups` is the camp or community of each actor, by node index.
    pub fn new(
        network: &Network,
        ties: &Ties,
        order: MatrixOrder,
        groups: Option<&[Option<u32>]>,
    ) -> Self {
        let OrderedActors {
            actors,
            group_starts,
        } = ordered(network, ties, order, groups, MAX_MATRIX_ACTORS);
        Self {
            omitted: network.graph.node_count() - actors.len(),
            cells: cells(network, ties, &actors),
            actors,
            group_starts,
        }
    }

    /// The row of an actor, which is its column too.
    pub fn row_of(&self, node: NodeIndex) -> Option<usize> {
        self.actors.iter().position(|actor| *actor == node)
    }

    /// `300 of 1204 actors, those with the most connections`; `None` if all are shown.
    pub fn note(&self) -> Option<String> {
        let shown = self.actors.len();
        let all = shown + self.omitted;
        (self.omitted > 0)
            .then(|| format!("{shown} of {all} actors, those with the most connections"))
    }
}

fn cells(network: &Network, ties: &Ties, actors: &[NodeIndex]) -> Vec<MatrixCell> {
    let rows: BTreeMap<NodeIndex, usize> = actors.iter().copied().zip(0..).collect();
    let mut cells: BTreeMap<(usize, usize), Vec<TieIndex>> = BTreeMap::new();
    for (index, tie) in ties.iter() {
        let [a, b] = tie.ends;
        let (Some(a), Some(b)) = (rows.get(&a), rows.get(&b)) else {
            continue;
        };
        let [to_a, to_b] = directions(network, ties, index, tie.ends);
        if to_b {
            cells.entry((*a, *b)).or_default().push(index);
        }
        if to_a && a != b {
            cells.entry((*b, *a)).or_default().push(index);
        }
    }
    let cell = |((row, column), ties)| MatrixCell { row, column, ties };
    cells.into_iter().map(cell).collect()
}

/// Whether a tie is in the cell of the column of its first and of its second actor: if any of its
/// relations points there or has no direction.
fn directions(
    network: &Network,
    ties: &Ties,
    index: TieIndex,
    [a, b]: [NodeIndex; 2],
) -> [bool; 2] {
    let mut to = [a == b; 2];
    for edge in ties.relations(index) {
        let target = network
            .graph
            .edge_endpoints(*edge)
            .map(|(_, target)| target);
        let is_directed = network.graph[*edge].is_directed();
        to[0] |= !is_directed || target == Some(a);
        to[1] |= !is_directed || target == Some(b);
    }
    to
}
