//! How far results hang on single sources and signs, for `frenemy analyze --robustness`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::results::{Doubts, Results};
use crate::analysis::{ERROR_RATES, FewestFlips, Robustness, SourceEffect};
use crate::words::{counted, grouped};

/// The most actors and sources that the text names.
const MAX_NAMED: usize = 10;

/// An actor that is in its camp in a smaller share of draws is named.
const MIN_SHARE: f64 = 0.9;

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
    /// Whether the frustration index is proved in every draw.
    exact: bool,
    /// The share of draws in which an actor is in its camp, by its id.
    camps: BTreeMap<String, f64>,
    sources: Vec<SourceReport>,
    /// The fewest flipped relations that change a camp; null if the network is too large.
    flips: Option<FlipsReport>,
    /// The same without actors that hang on a single friend or foe.
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
    /// How many actors change camps.
    moved: usize,
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
        let mut lines = vec![format!(
            "How sure is this? {}, seed {seed}: {}, and signs are wrong at the rates of their grades",
            counted(found.draws, "draw", "draws"),
            match found.independent_sources {
                0 => "no source is cited".to_owned(),
                1 => "there is one independent source, which cannot be drawn again".to_owned(),
                count => format!("{count} independent sources are drawn again"),
            }
        )];
        lines.extend(found.balance.map(|[low, high]| {
            format!(
                "  Balanced triads: 95 % of draws from {:.0} % to {:.0} %",
                100.0 * low,
                100.0 * high
            )
        }));
        lines.push(match found.frustration {
            Some([low, high]) => format!(
                "  Frustration index: 95 % of {} from {low} to {high}{}",
                counted(found.camp_draws, "draw", "draws"),
                if found.is_exact {
                    ""
                } else {
                    ", by upper bounds"
                }
            ),
            None => "  No camps are searched for in draws: the network is too large".to_owned(),
        });
        lines.extend(found.frustration.map(|_| self.wavering_line(found)));
        let moving = found
            .sources
            .iter()
            .filter(|_| found.independent_sources > 1);
        lines.extend(moving.take(MAX_NAMED).map(Self::source_line));
        lines.extend(
            found
                .flips
                .as_ref()
                .map(|flips| format!("  {}", self.flips_line(flips, "A camp changes"))),
        );
        let core = found.core_flips.as_ref();
        let core = core.filter(|core| Some(*core) != found.flips.as_ref());
        lines.extend(core.map(|flips| {
            let what = "Among actors with several friends and foes a camp changes";
            format!("  {}", self.flips_line(flips, what))
        }));
        lines.push(format!("  Here {ERROR_RATES}"));
        lines.push(
            "  Bootstrap: Efron 1979, Annals of Statistics 7; errors in networks: Wang, Shi, \
             McFarland and Leskovec 2012, Social Networks 34"
                .to_owned(),
        );
        lines
    }

    /// `Less than 90 % of draws have these actors in their camp: QCG 61 %, Iran 84 %`.
    fn wavering_line(&self, found: &Robustness) -> String {
        let shares = found.in_camp.iter().enumerate();
        let mut wavering: Vec<(usize, f64)> = shares
            .filter_map(|(actor, share)| Some((actor, (*share)?)))
            .filter(|(_, share)| *share < MIN_SHARE)
            .collect();
        wavering.sort_by(|one, other| one.1.total_cmp(&other.1));
        if wavering.is_empty() {
            return "  Every actor is in its camp in at least 90 % of these draws".to_owned();
        }
        let named = wavering
            .iter()
            .take(MAX_NAMED)
            .map(|&(actor, share)| format!("{} {:.0} %", self.name(actor as u32), 100.0 * share));
        let mut names = named.collect::<Vec<_>>().join(", ");
        if let Some(more) = wavering
            .len()
            .checked_sub(MAX_NAMED)
            .filter(|more| *more > 0)
        {
            names = format!("{names} and {} more", grouped(more));
        }
        format!("  In its camp in less than 90 % of these draws: {names}")
    }

    /// `Without reuters-2017 (12 relations): balanced triads 58 %, frustration index 6, 2 actors in
    /// another camp`.
    fn source_line(source: &SourceEffect) -> String {
        let ids: Vec<String> = source.references.iter().map(ToString::to_string).collect();
        let mut parts = Vec::new();
        parts.extend(
            source
                .balance
                .map(|share| format!("balanced triads {:.0} %", 100.0 * share)),
        );
        parts.extend(
            source
                .frustration
                .map(|index| format!("frustration index {index}")),
        );
        parts.push(match source.moved {
            0 => "no actor in another camp".to_owned(),
            count => format!("{} in another camp", counted(count, "actor", "actors")),
        });
        format!(
            "  Without {} ({}): {}",
            ids.join(", "),
            counted(source.relations, "relation", "relations"),
            parts.join(", ")
        )
    }

    /// `A camp changes if 2 relations had the opposite sign: e1, e7`.
    fn flips_line(&self, flips: &FewestFlips, what: &str) -> String {
        let proof = if flips.is_proved {
            "no fewer pairs suffice"
        } else {
            "the fewest found"
        };
        format!(
            "{what} if {} had the opposite sign ({proof}): {}",
            counted(flips.relations.len(), "relation", "relations"),
            self.flipped_ids(flips).join(", ")
        )
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
