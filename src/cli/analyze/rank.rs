//! Centrality and communities in the output of `frenemy analyze`. Knows no signs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::{
    self, Adjacency, AnalysisProgress, COMMUNITY_SEED, Communities, MEASURES, NumberFormat,
};
use crate::graph::{Network, NodeIndex, group_names};
use crate::limits::SEARCH_STEPS;
use crate::words::counted;

/// The measures of every visible actor, and the communities.
pub(super) struct Ranking {
    /// For each actor in file order, the values in the order of [`MEASURES`].
    rows: Vec<Vec<f64>>,
    /// The actors by number, the most central first: by degree, then by the next measures.
    order: Vec<usize>,
    /// From how many actors of each connected part slow measures are estimated, if not from all.
    pub(super) sample: Option<usize>,
    communities: Communities,
    /// The names of the communities, by their most central members.
    names: Vec<String>,
}

impl Ranking {
    /// All measures of a network; `None` if it was cancelled.
    pub(super) fn of(network: &Network, progress: AnalysisProgress<'_>) -> Option<Self> {
        let adjacency = Adjacency::new(network);
        let parts = MEASURES.len() as f32 + 1.0;
        let mut rows = vec![Vec::with_capacity(MEASURES.len()); adjacency.len()];
        let sample = MEASURES
            .iter()
            .find_map(|measure| measure.sample(&adjacency));
        for (number, measure) in MEASURES.iter().enumerate() {
            let values = measure.of(&adjacency, &|share| {
                progress((number as f32 + share) / parts)
            })?;
            for (row, value) in rows.iter_mut().zip(values) {
                row.push(value);
            }
        }
        let communities = analysis::communities(&adjacency, COMMUNITY_SEED, &|share| {
            progress((MEASURES.len() as f32 + share) / parts)
        })?;
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by(|&one, &other| {
            let compare = |(one, other): (&f64, &f64)| other.total_cmp(one);
            let mut measures = rows[one].iter().zip(&rows[other]).map(compare);
            measures
                .find(|order| order.is_ne())
                .unwrap_or_else(|| one.cmp(&other))
        });
        Some(Self {
            rows,
            order,
            sample,
            names: group_names(network, &adjacency.by_node(&communities.of)),
            communities,
        })
    }

    /// A short ranking for the text output.
    pub(super) fn lines(&self, network: &Network, top: usize) -> Vec<String> {
        let actors: Vec<NodeIndex> = network.graph.node_indices().collect();
        let count = self.order.len();
        let mut lines = vec![format!(
            "Ranking by degree ({} of {}; ties count regardless of sign)",
            top.min(count),
            counted(count, "actor", "actors")
        )];
        lines.extend(self.order.iter().take(top).map(|&number| {
            let values = MEASURES.iter().zip(&self.rows[number]);
            let values: Vec<String> = values
                .map(|(measure, value)| {
                    let name = measure.name.to_lowercase();
                    match measure.format {
                        NumberFormat::Count => format!("{name} {value}"),
                        NumberFormat::Decimal => format!("{name} {value:.3}"),
                    }
                })
                .collect();
            format!(
                "  {}: {}; community {}",
                network.graph[actors[number]].name(),
                values.join(", "),
                self.communities.of[number] + 1
            )
        }));
        lines.extend(self.sample.map(|sample| SEARCH_STEPS.message(sample)));
        let communities = self.communities.count;
        lines.push(match self.communities.modularity {
            Some(modularity) => format!("Communities: {communities} (modularity {modularity:.3})"),
            None => "Communities: none, because there are no ties".to_owned(),
        });
        if self.communities.modularity.is_some() {
            let names = self.names.iter().zip(1..).take(top);
            lines.extend(names.map(|(name, number)| format!("  {number}: {name}")));
            if communities > top {
                lines.push(format!("  and {} more", communities - top));
            }
        }
        lines
    }

    /// All actors, the most central first, for the JSON output.
    pub(super) fn report(&self, network: &Network) -> Vec<RankReport> {
        let ids = ids(network);
        let row = |&number: &usize| RankReport {
            id: ids[number].clone(),
            measures: MEASURES
                .iter()
                .zip(&self.rows[number])
                .map(|(measure, value)| (measure.id, *value))
                .collect(),
        };
        self.order.iter().map(row).collect()
    }

    pub(super) fn communities_report(&self, network: &Network) -> CommunitiesReport {
        let of = ids(network).into_iter().zip(self.communities.of.clone());
        CommunitiesReport {
            modularity: self.communities.modularity,
            of: of.collect(),
            names: self.names.clone(),
        }
    }
}

/// The ids of the visible actors in file order: the numbering of measures.
fn ids(network: &Network) -> Vec<String> {
    let actors = network.graph.node_weights();
    actors.map(|actor| actor.id.to_string()).collect()
}

/// The measures of an actor by the ids of [`MEASURES`]; programs depend on the keys.
#[derive(Debug, Serialize)]
pub(super) struct RankReport {
    id: String,
    #[serde(flatten)]
    measures: BTreeMap<&'static str, f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct CommunitiesReport {
    /// Null if there are no ties.
    modularity: Option<f64>,
    /// By actor id: 0 for the largest community, 1 for the next, and so on.
    of: BTreeMap<String, u32>,
    /// The names of the communities, in the order of their numbers.
    names: Vec<String>,
}
