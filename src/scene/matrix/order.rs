//! The order of the actors of a matrix. Knows no cells and no analysis.

use std::cmp::Reverse;

use super::sign_order::sign_order;
use crate::graph::{Network, NodeIndex, Ties};

/// The order of rows and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatrixOrder {
    /// By camp, inside by signs.
    #[default]
    Camp,
    /// By community, inside by signs.
    Community,
    /// By kind of actor, inside by signs.
    Kind,
    /// By name.
    Name,
    /// Actors with the most relations first.
    Connections,
}

impl MatrixOrder {
    /// All orders, the default first.
    pub const ALL: [Self; 5] = [
        Self::Camp,
        Self::Community,
        Self::Kind,
        Self::Name,
        Self::Connections,
    ];

    /// The name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Camp => "Camp",
            Self::Community => "Community",
            Self::Kind => "Kind",
            Self::Name => "Name",
            Self::Connections => "Connections",
        }
    }

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Camp => "camp",
            Self::Community => "community",
            Self::Kind => "kind",
            Self::Name => "name",
            Self::Connections => "connections",
        }
    }
}

/// Actors in order, and where groups begin.
pub(super) struct OrderedActors {
    pub(super) actors: Vec<NodeIndex>,
    /// The first row of each group except the first one.
    pub(super) group_starts: Vec<usize>,
}

/// At most `max` actors of a network in order: of more actors, those with the most relations.
/// `groups` is the camp or community of each actor, by node index; actors without one come last.
pub(super) fn ordered(
    network: &Network,
    ties: &Ties,
    order: MatrixOrder,
    groups: Option<&[Option<u32>]>,
    max: usize,
) -> OrderedActors {
    let graph = &network.graph;
    let mut actors: Vec<NodeIndex> = graph.node_indices().collect();
    let name = |node: NodeIndex| graph[node].name().to_lowercase();
    let by_connections = |node: &NodeIndex| (Reverse(network.degree(*node)), name(*node), *node);
    actors.sort_by_cached_key(by_connections);
    actors.truncate(max);
    let group = |node: NodeIndex| match order {
        MatrixOrder::Camp | MatrixOrder::Community => {
            let group = groups.and_then(|groups| groups.get(node.index()).copied().flatten());
            group.unwrap_or(u32::MAX)
        }
        MatrixOrder::Kind => graph[node].kind.map_or(u32::MAX, |kind| kind as u32),
        MatrixOrder::Name | MatrixOrder::Connections => 0,
    };
    match order {
        MatrixOrder::Connections => {}
        MatrixOrder::Name => actors.sort_by_cached_key(|node| (name(*node), *node)),
        MatrixOrder::Camp | MatrixOrder::Community | MatrixOrder::Kind => {
            actors = sign_order(&actors, ties);
            actors.sort_by_key(|node| group(*node));
        }
    }
    let is_start = |row: &usize| group(actors[*row]) != group(actors[row - 1]);
    let group_starts = (1..actors.len()).filter(is_start).collect();
    OrderedActors {
        actors,
        group_starts,
    }
}
