//! The table of centrality measures, which menus, the command line and the documentation read: to
//! add a measure is a function and a row. Knows no signs.

use super::adjacency::Adjacency;
use super::betweenness::betweenness;
use super::closeness::closeness;
use super::progress::AnalysisProgress;
use super::search_starts::SearchStarts;
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
    /// The publication that defines it.
    pub paper: &'static str,
    /// How long it takes on a large network.
    pub cost: Cost,
    /// How its values are written.
    pub format: NumberFormat,
    of: fn(&Adjacency, AnalysisProgress<'_>) -> Option<Vec<f64>>,
}

/// How long a measure takes on a large network, the quickest first: the order in which measures are
/// computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// O(pairs).
    OnePass,
    /// Passes over all pairs until the values settle.
    ManyPasses,
    /// A breadth-first search from every actor, or from a sample: O(actors · pairs).
    Searches,
    /// The same, and as much again to count paths.
    CountedPaths,
}

impl Cost {
    /// Whether it grows faster than the network.
    pub fn is_slow(self) -> bool {
        self >= Self::Searches
    }
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// A whole number.
    Count,
    /// Three decimals, and for very small numbers a power of ten.
    Decimal,
}

impl NumberFormat {
    /// A number as text.
    pub fn text(self, value: f64) -> String {
        match self {
            Self::Count => format!("{value:.0}"),
            Self::Decimal if value == 0.0 => "0".to_owned(),
            Self::Decimal if value >= 0.0005 => format!("{value:.3}"),
            Self::Decimal => format!("{value:.1e}"),
        }
    }
}

impl Measure {
    /// The value of each actor by number; `None` if cancelled. Every value is finite.
    pub fn of(&self, adjacency: &Adjacency, progress: AnalysisProgress<'_>) -> Option<Vec<f64>> {
        (self.of)(adjacency, progress)
    }

    /// From how many actors of each connected part the values are estimated, if not from all:
    /// searches from all actors of a large network take too long.
    pub fn sample(&self, adjacency: &Adjacency) -> Option<usize> {
        let starts = self.cost.is_slow().then(|| SearchStarts::of(adjacency))?;
        starts.sample()
    }

    /// The measure of this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        MEASURES.iter().find(|measure| measure.id == id)
    }
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Measure")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// All measures, in the order of the table on the screen. They ignore signs, directions and
/// strengths.
pub static MEASURES: &[Measure] = &[
    Measure {
        id: "degree",
        name: "Degree",
        about: "The number of other actors with whom the actor has a tie.",
        paper: "Freeman, \u{201c}Centrality in social networks: conceptual clarification\u{201d}, Social Networks 1, 1978",
        cost: Cost::OnePass,
        format: NumberFormat::Count,
        of: |adjacency, _| Some(degree(adjacency)),
    },
    Measure {
        id: "betweenness",
        name: "Betweenness",
        about: "The number of shortest paths between two other actors that go through the actor; if there are several between two, each counts its share.",
        paper: "Brandes, \u{201c}A faster algorithm for betweenness centrality\u{201d}, Journal of Mathematical Sociology 25, 2001",
        cost: Cost::CountedPaths,
        format: NumberFormat::Decimal,
        of: |adjacency, progress| betweenness(adjacency, &SearchStarts::of(adjacency), progress),
    },
    Measure {
        id: "closeness",
        name: "Closeness",
        about: "How few steps lead from the actor to all others; reduced by the share of actors that cannot be reached.",
        paper: "Wasserman and Faust, Social Network Analysis, 1994, p. 201",
        cost: Cost::Searches,
        format: NumberFormat::Decimal,
        of: |adjacency, progress| closeness(adjacency, &SearchStarts::of(adjacency), progress),
    },
    Measure {
        id: "pagerank",
        name: "PageRank",
        about: "How often a random walk along ties visits the actor; the walk restarts at a random actor about every seventh step.",
        paper: "Brin and Page, \u{201c}The anatomy of a large-scale hypertextual web search engine\u{201d}, Computer Networks 30, 1998",
        cost: Cost::ManyPasses,
        format: NumberFormat::Decimal,
        of: pagerank,
    },
    Measure {
        id: "eigenvector",
        name: "Eigenvector",
        about: "High if the actor has ties with actors whose value is high too.",
        paper: "Bonacich, \u{201c}Power and centrality: a family of measures\u{201d}, American Journal of Sociology 92, 1987",
        cost: Cost::ManyPasses,
        format: NumberFormat::Decimal,
        of: eigenvector,
    },
];

fn degree(adjacency: &Adjacency) -> Vec<f64> {
    let degree = |actor| adjacency.neighbours(actor).len() as f64;
    (0..adjacency.len()).map(degree).collect()
}

/// The number of relations of each kind that an actor has, by node index, in the order of
/// [`RelationKind::ALL`]; `None` for actors that are hidden. Parallel relations count separately, a
/// relation with oneself counts once.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_by_their_format() {
        let texts = |format: NumberFormat| [0.0, 3.0, 0.25, 0.000_02].map(|x| format.text(x));
        assert_eq!(texts(NumberFormat::Count), ["0", "3", "0", "0"]);
        assert_eq!(
            texts(NumberFormat::Decimal),
            ["0", "3.000", "0.250", "2.0e-5"]
        );
    }

    #[test]
    fn every_measure_has_an_id_of_its_own() {
        for measure in MEASURES {
            assert_eq!(
                Measure::by_id(measure.id).map(|one| one.name),
                Some(measure.name)
            );
        }
    }
}
