//! Rules that hide ties with little behind them: few sources, few claims, little weight. A tie is
//! all relations of a kind between two actors.

use super::rule::{RuleContext, RuleEffect};
use super::tie_groups::{TieGroup, tie_groups};
use crate::model::{Claim, Relation};

/// Hides ties that fewer independent sources assert.
pub(super) fn min_sources(context: &RuleContext<'_>) -> RuleEffect {
    let least = context.setting.count();
    hide(context, |relations| {
        let claims = relations.iter().flat_map(|relation| &relation.claims);
        let claims = claims.collect::<Vec<&Claim>>();
        context.document.independent_asserting(claims) < least
    })
}

/// Hides ties with fewer claims.
pub(super) fn min_claims(context: &RuleContext<'_>) -> RuleEffect {
    let least = context.setting.count();
    hide(context, |relations| {
        let claims = relations.iter().map(|relation| relation.claims.len());
        claims.sum::<usize>() < least
    })
}

/// Hides ties whose relations have less strength together.
pub(super) fn min_weight(context: &RuleContext<'_>) -> RuleEffect {
    let least = context.setting.value();
    hide(context, |relations| {
        let strengths = relations.iter();
        let strengths = strengths.map(|relation| context.document.strength(relation));
        strengths.sum::<f64>() < least
    })
}

fn hide(context: &RuleContext<'_>, is_weak: impl Fn(&[&Relation]) -> bool) -> RuleEffect {
    let network = context.network;
    let is_hidden = |tie: &TieGroup| {
        let edges = tie.relations.iter();
        let relations: Vec<_> = edges.map(|edge| &*network.graph[*edge]).collect();
        is_weak(&relations)
    };
    let ties = tie_groups(network, Relation::kind).into_iter();
    let hidden = ties.filter(is_hidden).flat_map(|tie| tie.relations);
    RuleEffect::relations(network, hidden.collect())
}
