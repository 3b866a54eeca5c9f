//! All that follows from friends and foes, found at once: what the balance tab shows and `frenemy analyze` tells.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{
    Census, Clustering, CommonEnemy, Effort, Evaluation, Frustration, Prediction, Progress, Rule,
    SignedGraph, Tension, clusterings, common_enemies, evaluate, frustration, predict, tensions,
    walk_balance,
};
use crate::graph::Network;
use crate::model::Document;

/// Up to so many camps are tried.
const MAX_CAMPS: usize = 6;

/// What was found out about the friends and foes of one network.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Of which network.
    pub network: Arc<Network>,
    /// Who is friend and who is foe, and by which rule.
    pub signs: SignedGraph,
    /// The triads.
    pub census: Census,
    /// Walk-based balance, where the network is small enough.
    pub walk_balance: Option<f64>,
    /// The frustration index and the camps that reach it.
    pub frustration: Frustration,
    /// The best splits into more camps.
    pub clusterings: Vec<Clustering>,
    /// Unbalanced triads, the best evidenced first.
    pub tensions: Vec<Tension>,
    /// Friends with a common enemy, the best evidenced first.
    pub enemies: Vec<CommonEnemy>,
    /// Ties that most triads imply and nobody claims.
    pub predictions: Vec<Prediction>,
    /// How good such predictions are here.
    pub evaluation: Evaluation,
}

impl Findings {
    /// Finds everything out, and of lists the first `most`; `None` means that `progress` broke it off.
    pub fn of(
        document: &Document,
        network: Arc<Network>,
        rule: Rule,
        most: usize,
        progress: Progress<'_>,
    ) -> Option<Self> {
        let signs = SignedGraph::of(document, &network, rule);
        let half =
            |from: f32| move |share: f32| -> ControlFlow<()> { progress(from + share / 2.0) };
        Some(Self {
            census: Census::of(&signs),
            walk_balance: walk_balance(&signs),
            frustration: frustration(&signs, Effort::default(), &half(0.0))?,
            clusterings: clusterings(&signs, MAX_CAMPS, &half(0.5))?,
            tensions: tensions(&signs, most),
            enemies: common_enemies(&signs, most),
            predictions: predict(&signs, most),
            evaluation: evaluate(&signs),
            network,
            signs,
        })
    }

    /// Whether this is about that network, by that rule.
    pub fn is_about(&self, network: &Arc<Network>, rule: Rule) -> bool {
        Arc::ptr_eq(&self.network, network) && self.signs.rule() == rule
    }
}
