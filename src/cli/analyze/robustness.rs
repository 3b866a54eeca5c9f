//! How far results depend on single sources and signs, for `frenemy analyze --robustness`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::results::{Doubts, Results};
use crate::analysis::{ERROR_RATES, FewestFlips, Robustness};

/// The most sources that the text names.
const MAX_NAMED: usize = 10;

/// The keys of the JSON output; programs depend on them.
#[derive(Debug, Serialize)]
pub(super) struct RobustnessReport {
    /// How many draws were made: fewer than asked for in large networks.
    draws: usize,
    seed: u64,
    independent_sources: usize,
    /// The middle 95 % of the draws; null if no draw has a triad.
    balance: Option<IntervalReport>,
    /// Null if the network is too large.
    frustration: Option<IntervalReport>,
    /// In how many draws the frustration index was searched for.
    frustration_draws: usize,
    /// Whether it is proved in all of these; otherwise it is that of the best splits found.
    exact: bool,
    /// The share of draws in which an actor is in its camp, by its id.
    camps: BTreeMap<String, f64>,
    sources: Vec<SourceReport>,
    /// The fewest flipped relations that change a camp; null if the network is too large.
    flips: Option<FlipsReport>,
    /// The same without actors that have a single friend or foe.
    core_flips: Option<FlipsReport>,
    /// The assumed errors of signs.
    rule: &'static str,
}

#[derive(Debug, Serialize)]
struct IntervalReport {
    low: f64,
    high: f64,
}

/// The network without a source.
#[derive(Debug, Serialize)]
struct SourceReport {
    /// The ids of its references; several if they have one origin.
    ids: Vec<String>,
    relations: usize,
    balance: Option<f64>,
    frustration: Option<usize>,
    /// Whether the frustration index is proved.
    exact: bool,
    /// How many actors change camps.
    moved: Option<usize>,
}

#[derive(Debug, Serialize)]
struct FlipsReport {
    count: usize,
    relations: Vec<String>,
    pairs: usize,
    proved: bool,
}

impl Results<'_> {
    /// The JSON of the doubt, if it was asked for.
    pub(super) fn robustness_report(&self) -> Option<RobustnessReport> {
        let Doubts { found, seed } = self.doubt.as_ref()?;
        let interval =
            |ends: Option<[f64; 2]>| ends.map(|[low, high]| IntervalReport { low, high });
        let shares = found.in_camp.iter().enumerate();
        let sources = found.sources.iter().map(|source| SourceReport {
            ids: source.references.iter().map(ToString::to_string).collect(),
            relations: source.relations,
            balance: source.balance,
            frustration: source.frustration,
            exact: source.is_exact,
            moved: source.moved,
        });
        let flips = |flips: &FewestFlips| FlipsReport {
            count: flips.relations.len(),
            relations: self.flipped_ids(flips),
            pairs: flips.pairs,
            proved: flips.is_proved,
        };
        Some(RobustnessReport {
            draws: found.draws,
            seed: *seed,
            independent_sources: found.independent_sources,
            balance: interval(found.balance),
            frustration: interval(found.frustration),
            frustration_draws: found.index_draws,
            exact: found.is_exact,
            camps: shares
                .filter_map(|(actor, share)| Some((self.id(actor as u32), (*share)?)))
                .collect(),
            sources: sources.collect(),
            flips: found.flips.as_ref().map(flips),
            core_flips: found.core_flips.as_ref().map(flips),
            rule: ERROR_RATES,
        })
    }

    /// The doubt in words; empty if it was not asked for.
    pub(super) fn doubt_lines(&self) -> Vec<String> {
        let Some(Doubts { found, seed }) = &self.doubt else {
            return Vec::new();
        };
        let mut lines = found.intervals();
        lines.extend(found.camps_in_words(&self.found.network));
        if found.independent_sources > 1 {
            lines.extend(found.sources.iter().take(MAX_NAMED).map(|source| {
                let ids = source.references.iter().map(ToString::to_string);
                source.in_words(&ids.collect::<Vec<_>>().join(", "))
            }));
        }
        lines.extend(found.fewest_flips().into_iter().map(|(what, flips)| {
            let ids = self.flipped_ids(flips).join(", ");
            format!("{}: {ids}", flips.in_words(what))
        }));
        lines.push(found.assumption());
        lines.push(Robustness::PAPERS.to_owned());
        let indented = lines.into_iter().map(|line| format!("  {line}"));
        [found.heading(*seed)].into_iter().chain(indented).collect()
    }

    fn flipped_ids(&self, flips: &FewestFlips) -> Vec<String> {
        let graph = &self.found.network.graph;
        flips
            .relations
            .iter()
            .map(|&edge| graph[edge].id.to_string())
            .collect()
    }
}
