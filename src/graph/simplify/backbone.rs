//! The backbone of a network by the disparity filter: ties that carry an unusual share of the
//! weight of an end. Serrano, Boguñá and Vespignani, “Extracting the multiscale backbone of complex
//! weighted networks”, Proceedings of the National Academy of Sciences 106, 2009.
//!
//! An end with k ties that gives the share p of its weight to one of them has
//! α = (1 − p)^(k − 1) for this tie: how probable a share of that size is, if the weight is divided
//! at random. A tie is kept if α is below the threshold at one end or both. An end with one tie has
//! α = 1, so such a tie is kept only by its other end.
//!
//! A signed network is filtered as several networks, one for each sign: k and p count ties of the
//! same sign, and an automatic threshold is chosen for each. Otherwise the foes of an actor with
//! many friends would never be unusual, or the sign with the more even weights would vanish.

use super::rule::{RuleContext, RuleEffect};
use super::setting::{Amount, ChosenAmount};
use super::tie_groups::{TieGroup, tie_groups};
use crate::graph::{Network, NodeIndex};
use crate::model::{Document, Sign};

/// The share of ties that an automatic threshold keeps, if that is more than [`MIN_KEPT_TIES`].
const KEPT_SHARE: f64 = 0.15;

/// An automatic threshold keeps about this many ties at least.
const MIN_KEPT_TIES: usize = 300;

/// Hides all ties but the backbone.
pub(super) fn backbone(context: &RuleContext<'_>) -> RuleEffect {
    let ties = SignedTie::all(context.document, context.network);
    let alphas = alphas(context.network.actor_bound(), &ties);
    let count = ties.len();
    let mut chosen = Vec::new();
    let thresholds = SIGNS.map(|(sign, of)| {
        if let Some(alpha) = context.setting.amount {
            return alpha.value();
        }
        let of_sign = ties.iter().zip(&alphas).filter(|(tie, _)| tie.sign == sign);
        let of_sign: Vec<f64> = of_sign.map(|(_, alpha)| *alpha).collect();
        let threshold = automatic_threshold(&of_sign, count);
        let amount = Amount::new(threshold).filter(|_| !of_sign.is_empty());
        chosen.extend(amount.map(|amount| ChosenAmount { of, amount }));
        threshold
    });
    let hidden = ties.into_iter().zip(&alphas);
    let hidden = hidden
        .filter(|(tie, alpha)| **alpha >= thresholds[slot(tie.sign)])
        .flat_map(|(tie, _)| tie.group.relations);
    let effect = RuleEffect::relations(context.network, hidden.collect());
    RuleEffect { chosen, ..effect }
}

/// The signs, in the order of [`slot`], with their words in captions.
const SIGNS: [(Sign, &str); 3] = [
    (Sign::Positive, "friends"),
    (Sign::Negative, "foes"),
    (Sign::None, "other ties"),
];

fn slot(sign: Sign) -> usize {
    match sign {
        Sign::Positive => 0,
        Sign::Negative => 1,
        Sign::None => 2,
    }
}

/// All relations of a sign between two different actors.
struct SignedTie {
    group: TieGroup,
    sign: Sign,
    weight: f64,
}

impl SignedTie {
    fn all(document: &Document, network: &Network) -> Vec<Self> {
        let groups = tie_groups(network, |relation| relation.kind().sign());
        let ties = groups.into_iter().filter(|tie| tie.ends.0 != tie.ends.1);
        let tie = |group: TieGroup| {
            let relations = || group.relations.iter().map(|edge| &network.graph[*edge]);
            Some(Self {
                sign: relations().next()?.kind().sign(),
                weight: relations()
                    .map(|relation| document.strength(relation).max(0.0))
                    .sum(),
                group,
            })
        };
        ties.filter_map(tie).collect()
    }
}

/// The smaller α of the two ends of each tie.
fn alphas(actor_bound: usize, ties: &[SignedTie]) -> Vec<f64> {
    // The number of ties and their weight, by actor and sign.
    let mut totals = vec![[(0_i32, 0.0_f64); 3]; actor_bound];
    for tie in ties {
        for end in [tie.group.ends.0, tie.group.ends.1] {
            let (count, weight) = &mut totals[end.index()][slot(tie.sign)];
            *count += 1;
            *weight += tie.weight;
        }
    }
    let alpha = |tie: &SignedTie, end: NodeIndex| {
        let (count, total) = totals[end.index()][slot(tie.sign)];
        let share = if total > 0.0 { tie.weight / total } else { 0.0 };
        (1.0 - share).max(0.0).powi(count - 1)
    };
    let least = |tie: &SignedTie| alpha(tie, tie.group.ends.0).min(alpha(tie, tie.group.ends.1));
    ties.iter().map(least).collect()
}

/// The threshold that keeps 15 % of the ties of a sign, or its share of 300, whichever is more: at
/// most that many, unless more ties have the same smallest α. `count` is the number of ties of all
/// signs.
fn automatic_threshold(alphas: &[f64], count: usize) -> f64 {
    let least = MIN_KEPT_TIES as f64 / count.max(1) as f64;
    let wanted = (KEPT_SHARE.max(least) * alphas.len() as f64).ceil() as usize;
    let mut sorted = alphas.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let Some(first_hidden) = sorted.get(wanted) else {
        return 1.0;
    };
    let keeps_some = sorted.first().is_some_and(|least| least < first_hidden);
    if keeps_some {
        return *first_hidden;
    }
    let larger = sorted.iter().find(|alpha| *alpha > first_hidden);
    larger.copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_automatic_threshold_keeps_15_percent_or_300_ties() {
        let alphas = |count: usize| -> Vec<f64> {
            (0..count)
                .map(|number| number as f64 / count as f64)
                .collect()
        };
        let kept = |alphas: &[f64]| {
            let threshold = automatic_threshold(alphas, alphas.len());
            alphas.iter().filter(|alpha| **alpha < threshold).count()
        };
        assert_eq!(kept(&alphas(200)), 200);
        assert_eq!(kept(&alphas(1_000)), 300);
        assert_eq!(kept(&alphas(10_000)), 1_500);
        // Ties with the same α are kept or hidden together.
        let mut equal = vec![0.25; 250];
        equal.extend(vec![0.5; 250]);
        assert_eq!(kept(&equal), 250);
        assert_eq!(kept(&[0.5; 500]), 500);
        assert_eq!(kept(&[]), 0);
    }
}
