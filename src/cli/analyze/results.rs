//! The results of `frenemy analyze` about one network, for its text output and its JSON output.

use super::moments::Moments;
use super::rank::Ranking;
use crate::analysis::explanation::Explainer;
use crate::analysis::{BalanceFindings, ChanceFindings, Clustering, RelaxedGroups, Robustness};
use crate::graph::NodeIndex;

/// All results about a network.
pub(super) struct Results<'a> {
    pub(super) found: &'a BalanceFindings,
    /// The filter and what it leaves out, in words; `None` if it leaves nothing out.
    pub(super) filter: Option<String>,
    pub(super) explainer: Explainer<'a>,
    pub(super) ranking: Ranking,
    pub(super) chance: ChanceFindings,
    /// Only if it was asked for.
    pub(super) doubt: Option<Doubts>,
    /// Only if they were asked for.
    pub(super) relaxed: Option<SeededGroups>,
    /// Only if they were asked for.
    pub(super) moments: Option<Moments>,
}

/// The groups by relaxed balance, and the seed of the search.
pub(super) struct SeededGroups {
    pub(super) found: RelaxedGroups,
    pub(super) seed: u64,
}

/// How far the results depend on single sources and signs.
pub(super) struct Doubts {
    pub(super) found: Robustness,
    pub(super) seed: u64,
}

impl Results<'_> {
    /// The id of an actor.
    pub(super) fn id(&self, actor: u32) -> String {
        let actor = self
            .found
            .network
            .graph
            .node_weight(NodeIndex::new(actor as usize));
        actor.map_or_else(String::new, |actor| actor.id.to_string())
    }

    /// The ids of several actors.
    pub(super) fn ids(&self, actors: &[u32]) -> Vec<String> {
        actors.iter().map(|&actor| self.id(actor)).collect()
    }

    /// The ids of the relations of a pair.
    pub(super) fn relations(&self, pair: usize) -> Vec<String> {
        let relations = self
            .found
            .signs
            .relations(&self.found.signs.pairs()[pair])
            .iter();
        relations
            .map(|&edge| self.found.network.graph[edge].id.to_string())
            .collect()
    }

    /// Whether the proof of the frustration index proves this partition too: with two camps, the
    /// errors are the frustrated pairs.
    pub(super) fn is_proved_by_frustration(&self, found: &Clustering) -> bool {
        found.camps_allowed == 2 && self.found.frustration.index() == Some(found.errors)
    }
}
