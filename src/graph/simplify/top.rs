//! The top actors by a measure, which the caller computes.

use std::cmp::Ordering;

use super::rule::{RuleContext, RuleEffect};
use crate::graph::NodeIndex;

/// Hides all but the first actors by the measure. Actors of equal value are ordered as in the
/// document.
pub(super) fn top(context: &RuleContext<'_>) -> Option<RuleEffect> {
    let values = (context.measures)(context.setting.ranked_by().id, context.network)?;
    let value = |node: &NodeIndex| values.get(node.index()).copied().flatten();
    let mut ranked: Vec<NodeIndex> = context.network.graph.node_indices().collect();
    ranked.sort_by(|one, other| descending(value(one), value(other)));
    let hidden = ranked.into_iter().skip(context.setting.count());
    Some(RuleEffect::actors(hidden))
}

/// The larger value first, then actors without a value.
fn descending(one: Option<f64>, other: Option<f64>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}
