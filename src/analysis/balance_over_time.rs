//! Balance over time: how many triads are balanced, how many pairs are frustrated, how polarized
//! the camps are, and what unbalanced triads became, in one bin of the timeline after the other.
//! Knows no pixels, no clock and no thread.

use super::frustration::{Effort, frustration};
use super::polarization::Polarization;
use super::progress::AnalysisProgress;
use super::sign_rule::Rule;
use super::signed::SignedGraph;
use super::timeline_index::Bin;
use super::triad_outcomes::TriadOutcomes;
use super::triads::Census;
use crate::graph::{Filter, Network};
use crate::model::{Document, Sign};
use crate::words::counted;

/// A bin must be cheap, because there are up to two hundred; most are proved with less.
const EFFORT: Effort = Effort {
    programs: 20,
    steps: 100_000_000,
    optima: 1,
    pairs: 1500,
};

/// How many unbalanced triads are listed in each bin.
const MAX_LISTED: usize = 100;

/// Balance in one bin of the timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BinBalance {
    /// The share T of balanced triads; `None` without triads.
    pub balance: Option<f64>,
    /// A lower and an upper bound of the frustration index L; if they are equal, L is proved.
    pub frustration: (usize, usize),
    /// How many pairs have a sign.
    pub pairs: usize,
    /// The pairs within and between the two camps of the best partition found.
    pub polarization: Polarization,
    /// What the unbalanced triads of the bin before became in this bin; `None` if all signs are
    /// the same as there.
    pub outcomes: Option<TriadOutcomes>,
}

impl BinBalance {
    /// `80% of triads balanced`, or `no triad`.
    pub fn balance_in_words(&self) -> String {
        self.balance.map_or_else(
            || "no triad".to_owned(),
            |share| format!("{:.0} % of triads balanced", share * 100.0),
        )
    }

    /// `1 frustrated pair`; `3 to 5 frustrated pairs` where it is not proved.
    pub fn frustration_in_words(&self) -> String {
        match self.frustration {
            (lower, upper) if lower == upper => {
                counted(upper, "frustrated pair", "frustrated pairs")
            }
            (lower, upper) => format!("{lower} to {upper} frustrated pairs"),
        }
    }
}

/// The balance in each bin's span, whatever span the filter has; `None` if cancelled.
///
/// `whole` is the network of the document without a filter. A relation counts in every bin in which
/// it may have held, as in the bin's own network. A bin with the same signs as the one before costs
/// no search. O(bins · relations), and the searches for L.
pub fn balance_over_time(
    document: &Document,
    whole: &Network,
    filter: &Filter,
    bins: &[Bin],
    rule: Rule,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<BinBalance>> {
    let mut balances: Vec<BinBalance> = Vec::with_capacity(bins.len());
    let mut before: Option<SignedGraph> = None;
    for (number, bin) in bins.iter().enumerate() {
        let share = |of_bin: f32| (number as f32 + of_bin) / bins.len() as f32;
        progress(share(0.0)).continue_value()?;
        let filter = Filter {
            span: Some(bin.span),
            ..filter.clone()
        };
        let signs = SignedGraph::of(document, &whole.through(document, &filter), rule);
        let is_same = before
            .as_ref()
            .is_some_and(|before| ends_and_signs(before).eq(ends_and_signs(&signs)));
        balances.push(match balances.last() {
            Some(last) if is_same => BinBalance {
                outcomes: None,
                ..last.clone()
            },
            _ => {
                let mut found = bin_balance(&signs, &|of_bin| progress(share(of_bin)))?;
                let outcomes = |before| TriadOutcomes::between(before, &signs, MAX_LISTED);
                found.outcomes = before.as_ref().map(outcomes);
                found
            }
        });
        before = Some(signs);
    }
    Some(balances)
}

fn bin_balance(signs: &SignedGraph, progress: AnalysisProgress<'_>) -> Option<BinBalance> {
    let found = frustration(signs, EFFORT, progress)?;
    Some(BinBalance {
        balance: Census::of(signs).strong().balance(),
        frustration: (found.lower, found.upper),
        pairs: signs.pairs().len(),
        polarization: Polarization::of(signs, &found.camps),
        outcomes: None,
    })
}

/// Everything that the balance depends on.
fn ends_and_signs(signs: &SignedGraph) -> impl Iterator<Item = (u32, u32, Sign)> {
    let pairs = signs.pairs().iter();
    pairs.map(|pair| (pair.a, pair.b, pair.sign))
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::analysis::TimelineIndex;
    use crate::model::RelationKind::{Cooperation, Hostility};
    use crate::model::{Actor, Date, Relation};

    /// Three friends, two of whom become hostile in 1902 and have no relation from 1904 on; and an
    /// undated relation.
    fn document() -> Document {
        let relation = |(id, source, target, kind, when): (&str, &str, &str, _, &str)| Relation {
            kind: Some(kind),
            when: Date::parse(when).ok(),
            ..Relation::new(id, source, target)
        };
        let relations = [
            ("ab", "a", "b", Cooperation, "1900/1905"),
            ("bc", "b", "c", Cooperation, "1900/1905"),
            ("ac", "a", "c", Cooperation, "1900/1901"),
            ("war", "c", "a", Hostility, "1902/1903"),
            ("cd", "c", "d", Hostility, ""),
        ];
        Document {
            actors: ["a", "b", "c", "d"].map(Actor::new).into_iter().collect(),
            relations: relations.map(relation).into_iter().collect(),
            ..Document::default()
        }
    }

    fn balances(progress: AnalysisProgress<'_>) -> Option<Vec<BinBalance>> {
        let document = document();
        let whole = Network::seen(&document, &Filter::default());
        let bins = TimelineIndex::of(&document, &whole).bins;
        assert_eq!(bins.len(), 72, "a bin is a month");
        let (filter, rule) = (Filter::default(), Rule::default());
        balance_over_time(&document, &whole, &filter, &bins, rule, progress)
    }

    #[test]
    fn balance_falls_when_friends_of_a_friend_become_hostile_and_is_undefined_without_triads() {
        let found = balances(&|_| ControlFlow::Continue(())).unwrap();
        let of_year = |year: usize| &found[12 * (year - 1900)];
        let told = |year| {
            let BinBalance {
                balance,
                frustration,
                pairs,
                ..
            } = of_year(year);
            (*balance, *frustration, *pairs)
        };
        assert_eq!(told(1900), (Some(1.0), (0, 0), 4));
        assert_eq!(told(1902), (Some(0.0), (1, 1), 4));
        assert_eq!(told(1905), (None, (0, 0), 3));
        // Three friends and a foe of one of them are two camps without any error.
        let polarization = of_year(1900).polarization;
        assert_eq!(
            (polarization.cohesiveness(), polarization.divisiveness()),
            (Some(1.0), Some(1.0))
        );
        // The triad that is torn in 1902 is no triad in 1904, and nothing changed in between.
        let outcomes = |year| of_year(year).outcomes.as_ref().map(TriadOutcomes::total);
        assert_eq!(outcomes(1902), Some(0));
        assert_eq!(outcomes(1903), None);
        let ended = of_year(1904).outcomes.as_ref().unwrap();
        assert_eq!((ended.total(), ended.dissolved), (1, 1));
        assert_eq!(found.len(), 72);
    }

    #[test]
    fn it_can_be_cancelled() {
        let half = |share: f32| {
            if share < 0.5 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        assert_eq!(balances(&half), None);
    }
}
