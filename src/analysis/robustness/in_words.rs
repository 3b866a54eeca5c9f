//! Robustness as sentences. They contain no names of sources and relations; the caller adds these.

use super::{ERROR_RATES, FewestFlips, MAX_CAMP_PAIRS, Robustness, SourceEffect};
use crate::analysis::interval::draws_in_words;
use crate::graph::{Network, NodeIndex};
use crate::words::{counted, decimals, grouped};

/// The most actors that a sentence names.
const MAX_NAMED: usize = 10;

/// An actor that is in its camp in a smaller share of draws is named.
const MIN_SHARE: f64 = 0.9;

impl Robustness {
    /// The papers that the methods come from.
    pub const PAPERS: &'static str = "Bootstrap: Efron 1979, Annals of Statistics 7; errors in \
                                      networks: Wang, Shi, McFarland and Leskovec 2012, Social \
                                      Networks 34";

    /// What was drawn, and how often.
    pub fn heading(&self, seed: u64) -> String {
        let sources = match self.independent_sources {
            0 => "no source is cited".to_owned(),
            1 => "there is one independent source, which cannot be drawn again".to_owned(),
            count => format!("{count} independent sources are drawn again"),
        };
        format!(
            "How sure is this? {}, seed {seed}: {sources}, and signs are wrong at the rates of \
             their grades",
            draws_in_words(self.draws, self.asked),
        )
    }

    /// How far the measures vary.
    pub fn intervals(&self) -> Vec<String> {
        let balance = self.balance.map(|ends| {
            let [low, high] = ends.map(|share| 100.0 * share);
            let digits = decimals((high - low) / 2.0, 0);
            format!("Balanced triads: 95 % of draws from {low:.digits$} % to {high:.digits$} %")
        });
        let frustration = match self.frustration {
            Some([low, high]) => format!(
                "Frustration index: 95 % of {} from {low} to {high}{}",
                draws_in_words(self.index_draws, self.asked),
                if self.is_exact {
                    ""
                } else {
                    ", by the best splits found, which prove none of it"
                }
            ),
            None => {
                "No frustration index is searched for in draws: the network is too large".to_owned()
            }
        };
        let no_camps = "No camps are compared in draws: there are more than";
        let no_camps = (!self.has_camps).then(|| format!("{no_camps} {MAX_CAMP_PAIRS} pairs"));
        let all = balance.into_iter().chain([frustration]);
        all.chain(no_camps).collect()
    }

    /// The actors that leave their camp in some draws, by ordinal, with the share of draws in which
    /// they are in it; the least certain first.
    pub fn wavering(&self) -> Vec<(usize, f64)> {
        let shares = self.in_camp.iter().enumerate();
        let mut wavering: Vec<(usize, f64)> = shares
            .filter_map(|(actor, share)| Some((actor, (*share)?)))
            .filter(|(_, share)| *share < 1.0)
            .collect();
        wavering.sort_by(|one, other| one.1.total_cmp(&other.1));
        wavering
    }

    /// `In its camp in less than 90 % of these draws: QCG 61 %, Iran 84 %`; `None` if no camps were
    /// searched for.
    pub fn camps_in_words(&self, network: &Network) -> Option<String> {
        if !self.has_camps {
            return None;
        }
        let mut wavering = self.wavering();
        wavering.retain(|(_, share)| *share < MIN_SHARE);
        if wavering.is_empty() {
            let all = "Every actor is in its camp in at least 90 % of these draws";
            return Some(all.to_owned());
        }
        let named = wavering.iter().take(MAX_NAMED).map(|&(actor, share)| {
            let actor = network.graph.node_weight(NodeIndex::new(actor));
            let name = actor.map_or("", |actor| actor.name());
            format!("{name} {:.0} %", 100.0 * share)
        });
        let mut names = named.collect::<Vec<_>>().join(", ");
        let more = wavering.len().saturating_sub(MAX_NAMED);
        if more > 0 {
            names = format!("{names} and {} more", grouped(more));
        }
        Some(format!(
            "In its camp in less than 90 % of these draws: {names}"
        ))
    }

    /// The fewest changes of signs that change a camp, each with the beginning of a sentence about
    /// it; the second only where it differs.
    pub fn fewest_flips(&self) -> Vec<(&'static str, &FewestFlips)> {
        let first = self.flips.as_ref();
        let core = self.core_flips.as_ref();
        let core = core.filter(|core| Some(*core) != first);
        let of_core = "Among actors with several friends and foes a camp changes";
        let first = first.map(|flips| ("A camp changes", flips));
        first
            .into_iter()
            .chain(core.map(|core| (of_core, core)))
            .collect()
    }

    /// Which errors of signs are assumed.
    pub fn assumption(&self) -> String {
        format!("These are {ERROR_RATES}")
    }
}

impl SourceEffect {
    /// `Without Reuters 2017 (12 relations): balanced triads 58 %, frustration index 6, 2 actors in
    /// another camp`.
    pub fn in_words(&self, source: &str) -> String {
        let balance = self.balance;
        let balance = balance.map(|share| format!("balanced triads {:.0} %", 100.0 * share));
        let frustration = self.frustration;
        let at_most = if self.is_exact { "" } else { "at most " };
        let frustration = frustration.map(|index| format!("frustration index {at_most}{index}"));
        let moved = self.moved.map(|moved| match moved {
            0 => "no actor in another camp".to_owned(),
            count => format!("{} in another camp", counted(count, "actor", "actors")),
        });
        let parts: Vec<String> = balance
            .into_iter()
            .chain(frustration)
            .chain(moved)
            .collect();
        format!(
            "Without {source} ({}): {}",
            counted(self.relations, "relation", "relations"),
            parts.join(", ")
        )
    }
}

impl FewestFlips {
    /// `A camp changes if 2 relations had the opposite sign (no fewer pairs suffice)`, where `what`
    /// is `A camp changes`.
    pub fn in_words(&self, what: &str) -> String {
        let proof = if self.is_proved {
            "no fewer pairs suffice"
        } else {
            "the fewest found"
        };
        format!(
            "{what} if {} had the opposite sign ({proof})",
            counted(self.relations.len(), "relation", "relations"),
        )
    }
}
