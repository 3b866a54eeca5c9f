//! Everything that follows from the signs of a network, computed at once: for the balance tab and
//! `frenemy analyze`.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::camps::{Clustering, clusterings};
use super::frustration::{Effort, Frustration, frustration};
use super::polarization::Polarization;
use super::predict::{Evaluation, Prediction, evaluate, predict_within};
use super::progress::AnalysisProgress;
use super::sign_rule::Rule;
use super::signed::SignedGraph;
use super::triads::{Census, CommonEnemy, Tension, common_enemies, tensions};
use super::walk::walk_balance;
use crate::graph::{Network, group_names};
use crate::limits::PREDICTION_STEPS;
use crate::model::Document;

/// Splits into up to this many camps are computed.
const MAX_CAMPS: usize = 6;

/// What follows from the signs of one network.
#[derive(Clone, Debug)]
pub struct BalanceFindings {
    /// The network.
    pub network: Arc<Network>,
    /// Its signed graph, with the rule that made it.
    pub signs: SignedGraph,
    /// The triad census.
    pub census: Census,
    /// Walk-based balance, if the network is small enough.
    pub walk_balance: Option<f64>,
    /// The frustration index, and camps that reach it.
    pub frustration: Frustration,
    /// The names of these two camps, by their most central members; one is empty if there are no
    /// foes.
    pub camp_names: [String; 2],
    /// How polarized these two camps are.
    pub polarization: Polarization,
    /// The best splits into two and more camps.
    pub clusterings: Vec<Clustering>,
    /// Unbalanced triads, those with the most evidence first.
    pub tensions: Vec<Tension>,
    /// Friends with a common enemy, those with the most evidence first.
    pub enemies: Vec<CommonEnemy>,
    /// Ties without a claim that balance theory predicts.
    pub predictions: Vec<Prediction>,
    /// What to say if predictions were cut short.
    pub predictions_note: Option<String>,
    /// How often such predictions are right in this network.
    pub evaluation: Evaluation,
}

impl BalanceFindings {
    /// Computes everything; lists have at most `limit` items. `None` if `progress` cancelled it.
    pub fn of(
        document: &Document,
        network: Arc<Network>,
        rule: Rule,
        limit: usize,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        let signs = SignedGraph::of(document, &network, rule);
        let half =
            |from: f32| move |share: f32| -> ControlFlow<()> { progress(from + share / 2.0) };
        let predicted = predict_within(&signs, limit, PREDICTION_STEPS.max);
        let frustration = frustration(&signs, Effort::default(), &half(0.0))?;
        let clusterings = clusterings(&signs, &frustration.camps, MAX_CAMPS, &half(0.5))?;
        Some(Self {
            census: Census::of(&signs),
            walk_balance: walk_balance(&signs),
            polarization: Polarization::of(&signs, &frustration.camps),
            camp_names: camp_names(&network, &frustration),
            frustration,
            clusterings,
            tensions: tensions(&signs, limit),
            enemies: common_enemies(&signs, limit),
            predictions_note: predicted.note(),
            predictions: predicted.predictions,
            evaluation: evaluate(&signs),
            network,
            signs,
        })
    }

    /// Whether this belongs to that network and that rule.
    pub fn is_about(&self, network: &Arc<Network>, rule: Rule) -> bool {
        Arc::ptr_eq(&self.network, network) && self.signs.rule() == rule
    }
}

/// The names of the two camps, by their most central members.
fn camp_names(network: &Network, found: &Frustration) -> [String; 2] {
    let of: Vec<Option<u32>> = found.camps.iter().map(|camp| camp.map(u32::from)).collect();
    let mut names = group_names(network, &of).into_iter();
    [0, 1].map(|_| names.next().unwrap_or_default())
}
