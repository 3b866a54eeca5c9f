//! The table of measures of how central an actor is, which menus, the command line and the docs read. Knows no signs.

use super::adjacency::Adjacency;
use super::betweenness::betweenness;
use super::closeness::closeness;
use super::progress::Progress;
use super::spectral::{eigenvector, pagerank};
use crate::graph::Network;
use crate::model::RelationKind;

/// A measure of how central each actor is.
pub struct Measure {
    /// A stable word for programs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What a high value means, in one sentence.
    pub about: &'static str,
    /// Where it comes from.
    pub paper: &'static str,
    of: fn(&Adjacency, Progress<'_>) -> Option<Vec<f64>>,
}

impl Measure {
    /// The value of each actor by number; nothing where it was cancelled. Every value is finite.
    pub fn of(&self, plain: &Adjacency, progress: Progress<'_>) -> Option<Vec<f64>> {
        (self.of)(plain, progress)
    }

    /// The measure of this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        RANKS.iter().find(|measure| measure.id == id)
    }
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Measure")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// All measures, in the order of the table on the screen. SignedGraph, directions and strengths are set aside.
pub static RANKS: &[Measure] = &[
    Measure {
        id: "degree",
        name: "Degree",
        about: "With how many others the actor has a tie.",
        paper: "Freeman, \u{201c}Centrality in social networks: conceptual clarification\u{201d}, Social Networks 1, 1978",
        of: |plain, _| Some(degree(plain)),
    },
    Measure {
        id: "betweenness",
        name: "Betweenness",
        about: "On how many shortest paths between two others the actor stands; of several paths each counts its share.",
        paper: "Brandes, \u{201c}A faster algorithm for betweenness centrality\u{201d}, Journal of Mathematical Sociology 25, 2001",
        of: betweenness,
    },
    Measure {
        id: "closeness",
        name: "Closeness",
        about: "How few steps lead to all others; where not all can be reached, less by the share that cannot.",
        paper: "Wasserman and Faust, Social Network Analysis, 1994, p. 201",
        of: closeness,
    },
    Measure {
        id: "pagerank",
        name: "PageRank",
        about: "How often one comes by the actor when walking along ties at random, starting anew at every seventh step or so.",
        paper: "Brin and Page, \u{201c}The anatomy of a large-scale hypertextual web search engine\u{201d}, Computer Networks 30, 1998",
        of: pagerank,
    },
    Measure {
        id: "eigenvector",
        name: "Eigenvector",
        about: "How central those are with whom the actor has a tie, measured in the same way.",
        paper: "Bonacich, \u{201c}Power and centrality: a family of measures\u{201d}, American Journal of Sociology 92, 1987",
        of: eigenvector,
    },
];

fn degree(plain: &Adjacency) -> Vec<f64> {
    let degree = |actor| plain.neighbours(actor).len() as f64;
    (0..plain.len()).map(degree).collect()
}

/// How many relations of each kind an actor takes part in, by node index, in the order of [`RelationKind::ALL`]; nothing
/// for actors that are hidden. Parallel relations count each, one with oneself once.
pub fn degree_by_kind(network: &Network) -> Vec<Option<[usize; 4]>> {
    let mut counts = vec![None; network.actor_bound()];
    for node in network.graph.node_indices() {
        counts[node.index()] = Some([0; 4]);
    }
    for edge in network.graph.edge_indices() {
        let Some((a, b)) = network.graph.edge_endpoints(edge) else {
            continue;
        };
        let kind = network.graph[edge].kind();
        let slot = RelationKind::ALL.iter().position(|other| *other == kind);
        let ends = [Some(a), (a != b).then_some(b)];
        for end in ends.into_iter().flatten() {
            if let (Some(counts), Some(slot)) = (&mut counts[end.index()], slot) {
                counts[slot] += 1;
            }
        }
    }
    counts
}
