//! What a rule of simplification is: one row of the table. Knows no particular rule.

use super::setting::{Amount, ChosenAmount, RuleSetting};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::language::Language;
use crate::model::Document;

/// The value of each actor of a network by the measure of this id, by node index; `None` if
/// cancelled.
pub type ActorMeasures<'a> = &'a dyn Fn(&str, &Network) -> Option<Vec<Option<f64>>>;

/// A rule that simplifies a network. Filters, the command line and captions read it.
pub struct SimplificationRule {
    /// A stable word for programs; the name of the flag on the command line.
    pub id: &'static str,
    /// The name for people.
    pub label: &'static str,
    /// What it shows, in a sentence or two.
    pub explanation: &'static str,
    /// The publication that defines it.
    pub paper: Option<&'static str>,
    /// Its number.
    pub parameter: RuleParameter,
    /// What else it needs.
    pub input: RuleInput,
    /// What is shown, for captions: the setting, and the amounts that were chosen automatically.
    pub(super) words: fn(&RuleSetting, &[ChosenAmount], &Document, Language) -> String,
    /// What it hides; `None` if computing a measure was cancelled.
    pub(super) effect: fn(&RuleContext<'_>) -> Option<RuleEffect>,
}

/// The number of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RuleParameter {
    /// It has none: the rule is on or off.
    None,
    /// A whole number.
    Whole {
        /// Its name on the command line.
        name: &'static str,
        /// The number at first.
        default: usize,
        /// The smallest number.
        min: usize,
    },
    /// A number above 0.
    Decimal {
        /// Its name on the command line.
        name: &'static str,
        /// The number at first.
        default: f64,
    },
    /// A number above 0 and up to 1, or chosen automatically.
    Share {
        /// Its name on the command line.
        name: &'static str,
        /// The number that is offered instead of the automatic one.
        default: f64,
    },
}

/// What a rule needs besides its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleInput {
    /// Nothing.
    None,
    /// A measure of actors.
    Measure,
    /// Actors to start from.
    Actors,
}

/// What a rule is applied to.
pub struct RuleContext<'a> {
    pub(super) document: &'a Document,
    /// What the rules before it leave.
    pub(super) network: &'a Network,
    pub(super) setting: &'a RuleSetting,
    pub(super) measures: ActorMeasures<'a>,
}

/// What a rule hides. The relations of hidden actors are hidden too, and need not be named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleEffect {
    pub(super) actors: Vec<NodeIndex>,
    pub(super) relations: Vec<EdgeIndex>,
    /// The amounts that the rule chose automatically.
    pub(super) chosen: Vec<ChosenAmount>,
}

impl RuleEffect {
    /// Hides these actors.
    pub(super) fn actors(actors: impl IntoIterator<Item = NodeIndex>) -> Self {
        Self {
            actors: actors.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Hides these relations, and actors that have no others.
    pub(super) fn relations(network: &Network, relations: Vec<EdgeIndex>) -> Self {
        let graph = &network.graph;
        let mut left = vec![0_usize; network.actor_bound()];
        let mut count = |edge: EdgeIndex, change: fn(usize) -> usize| {
            if let Some((a, b)) = graph.edge_endpoints(edge) {
                left[a.index()] = change(left[a.index()]);
                left[b.index()] = change(left[b.index()]);
            }
        };
        graph.edge_indices().for_each(|edge| count(edge, |n| n + 1));
        for edge in &relations {
            count(*edge, |n| n.saturating_sub(1));
        }
        let ends = relations
            .iter()
            .filter_map(|edge| graph.edge_endpoints(*edge))
            .flat_map(|(a, b)| [a, b]);
        let mut actors: Vec<_> = ends.filter(|node| left[node.index()] == 0).collect();
        actors.sort_unstable();
        actors.dedup();
        Self {
            actors,
            relations,
            chosen: Vec::new(),
        }
    }
}

impl std::fmt::Debug for SimplificationRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SimplificationRule")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl SimplificationRule {
    /// The setting with which the rule is turned on. A rule that needs actors has none yet.
    pub fn default_setting(&self) -> RuleSetting {
        let amount = match self.parameter {
            RuleParameter::None | RuleParameter::Share { .. } => None,
            RuleParameter::Whole { default, .. } => Some(Amount::whole(default)),
            RuleParameter::Decimal { default, .. } => Amount::new(default),
        };
        RuleSetting {
            amount,
            ..RuleSetting::default()
        }
    }
}
