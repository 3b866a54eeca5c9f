//! Who is central and who belongs together, as `frenemy analyze` says it. Knows no signs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::{self, Adjacency, Communities, Progress, RANKS};
use crate::graph::words::counted;
use crate::graph::{Network, NodeIndex};

/// The search for communities starts here, so that the same file gives the same ones.
const SEED: u64 = 1;

/// The measures of every actor that is seen, and the communities.
pub(super) struct Ranking {
    /// By actor, in file order: the values in the order of [`RANKS`].
    rows: Vec<Vec<f64>>,
    /// The actors by their number, the most central first: by degree, and where that is the same, by the next measure.
    order: Vec<usize>,
    communities: Communities,
}

impl Ranking {
    /// All measures of a network; nothing where it was broken off.
    pub(super) fn of(network: &Network, progress: Progress<'_>) -> Option<Self> {
        let plain = Adjacency::new(network);
        let parts = RANKS.len() as f32 + 1.0;
        let mut rows = vec![Vec::with_capacity(RANKS.len()); plain.len()];
        for (number, measure) in RANKS.iter().enumerate() {
            let values = measure.of(&plain, &|share| progress((number as f32 + share) / parts))?;
            for (row, value) in rows.iter_mut().zip(values) {
                row.push(value);
            }
        }
        let communities = analysis::communities(&plain, SEED, &|share| {
            progress((RANKS.len() as f32 + share) / parts)
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
            communities,
        })
    }

    /// A short ranking to read.
    pub(super) fn lines(&self, network: &Network, top: usize) -> Vec<String> {
        let actors: Vec<NodeIndex> = network.graph.node_indices().collect();
        let count = self.order.len();
        let mut lines = vec![format!(
            "Ranking by degree ({} of {}; ties count whatever their sign)",
            top.min(count),
            counted(count, "actor")
        )];
        lines.extend(self.order.iter().take(top).map(|&number| {
            let values = RANKS.iter().zip(&self.rows[number]);
            let values: Vec<String> = values
                .map(|(measure, value)| match measure.id {
                    "degree" => format!("degree {value}"),
                    _ => format!("{} {value:.3}", measure.name.to_lowercase()),
                })
                .collect();
            format!(
                "  {}: {}; community {}",
                network.graph[actors[number]].name(),
                values.join(", "),
                self.communities.of[number] + 1
            )
        }));
        let communities = self.communities.count;
        lines.push(match self.communities.modularity {
            Some(modularity) => format!("Communities: {communities} (modularity {modularity:.3})"),
            None => "Communities: no pair is tied, so there is none to speak of".to_owned(),
        });
        lines
    }

    /// Every actor, the most central first.
    pub(super) fn report(&self, network: &Network) -> Vec<RankReport> {
        let ids = ids(network);
        let row = |&number: &usize| RankReport {
            id: ids[number].clone(),
            measures: RANKS
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
        }
    }
}

/// The ids of the actors that are seen, in file order, as measures number them.
fn ids(network: &Network) -> Vec<String> {
    let actors = network.graph.node_weights();
    actors.map(|actor| actor.id.to_string()).collect()
}

/// An actor's measures by the ids of [`RANKS`]; the keys stay.
#[derive(Debug, Serialize)]
pub(super) struct RankReport {
    id: String,
    #[serde(flatten)]
    measures: BTreeMap<&'static str, f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct CommunitiesReport {
    /// Null where no pair is tied.
    modularity: Option<f64>,
    /// By actor id: 0 for the largest community, then on.
    of: BTreeMap<String, u32>,
}
