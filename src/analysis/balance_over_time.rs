//! Balance over time: how many triads are balanced and how many pairs are frustrated, in one bin of
//! the timeline after the other. Knows no pixels, no clock and no thread.

use super::frustration::{Effort, frustration};
use super::progress::AnalysisProgress;
use super::sign_rule::Rule;
use super::signed::{Pair, SignedGraph};
use super::timeline_index::Bin;
use super::triads::Census;
use crate::graph::{Filter, Network};
use crate::model::{Document, Sign};

/// A bin must be cheap, because there are up to two hundred; most are proved with less.
const EFFORT: Effort = Effort {
    programs: 20,
    steps: 100_000_000,
    optima: 1,
    pairs: 1500,
};

/// Balance in one bin of the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BinBalance {
    /// The share T of balanced triads; `None` without triads.
    pub balance: Option<f64>,
    /// A lower and an upper bound of the frustration index L; if they are equal, L is proved.
    pub frustration: (usize, usize),
    /// How many pairs have a sign.
    pub pairs: usize,
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
    let mut before = Vec::new();
    for (number, bin) in bins.iter().enumerate() {
        let share = |of_bin: f32| (number as f32 + of_bin) / bins.len() as f32;
        progress(share(0.0)).continue_value()?;
        let filter = Filter {
            span: Some(bin.span),
            ..filter.clone()
        };
        let signs = SignedGraph::of(document, &whole.through(document, &filter), rule);
        let pairs = ends_and_signs(signs.pairs());
        let same = balances.last().filter(|_| pairs == before);
        let found = match same {
            Some(last) => *last,
            None => bin_balance(&signs, &|of_bin| progress(share(of_bin)))?,
        };
        balances.push(found);
        before = pairs;
    }
    Some(balances)
}

fn bin_balance(signs: &SignedGraph, progress: AnalysisProgress<'_>) -> Option<BinBalance> {
    let found = frustration(signs, EFFORT, progress)?;
    Some(BinBalance {
        balance: Census::of(signs).strong().balance(),
        frustration: (found.lower, found.upper),
        pairs: signs.pairs().len(),
    })
}

/// Everything that T and L depend on.
fn ends_and_signs(pairs: &[Pair]) -> Vec<(u32, u32, Sign)> {
    pairs
        .iter()
        .map(|pair| (pair.a, pair.b, pair.sign))
        .collect()
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
        let of_year = |year: usize| found[12 * (year - 1900)];
        let expected = |balance, frustration, pairs| BinBalance {
            balance,
            frustration: (frustration, frustration),
            pairs,
        };
        assert_eq!(of_year(1900), expected(Some(1.0), 0, 4));
        assert_eq!(of_year(1902), expected(Some(0.0), 1, 4));
        assert_eq!(of_year(1905), expected(None, 0, 3));
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
