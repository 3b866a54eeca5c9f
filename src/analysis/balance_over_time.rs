//! Balance over time: how many triads are balanced and how many pairs are frustrated, in one stretch of the calendar
//! after the other. Knows no pixels, no clock and no thread.

use super::{Bin, Census, Effort, Pair, Progress, Rule, SignedGraph, frustration};
use crate::graph::{Filter, Network};
use crate::model::{Document, Sign};

/// A bin must be cheap: there are up to two hundred, and most are proved with less.
const EFFORT: Effort = Effort {
    programs: 20,
    optima: 1,
    pairs: 1500,
};

/// Balance in one stretch of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// The balanced share T of its triads; nothing where there is none.
    pub balance: Option<f64>,
    /// The frustration index L lies between these two, both counted in; where they are the same it is proved.
    pub frustration: (usize, usize),
    /// How many pairs are friends or foes.
    pub pairs: usize,
}

/// The balance in each bin's span, whatever span the filter has itself; nothing where it was cancelled.
///
/// `whole` is the network of the document without a filter. A relation counts in every bin in which its date may lie, as
/// in the bin's own network. Work is spared where a bin has the friends and foes of the one before. O(bins · relations),
/// and the search for L.
pub fn course(
    document: &Document,
    whole: &Network,
    filter: &Filter,
    bins: &[Bin],
    rule: Rule,
    progress: Progress<'_>,
) -> Option<Vec<Moment>> {
    let mut moments: Vec<Moment> = Vec::with_capacity(bins.len());
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
        let same = moments.last().filter(|_| pairs == before);
        let found = match same {
            Some(last) => *last,
            None => moment(&signs, &|of_bin| progress(share(of_bin)))?,
        };
        moments.push(found);
        before = pairs;
    }
    Some(moments)
}

fn moment(signs: &SignedGraph, progress: Progress<'_>) -> Option<Moment> {
    let found = frustration(signs, EFFORT, progress)?;
    Some(Moment {
        balance: Census::of(signs).strong().balance(),
        frustration: (found.lower, found.upper),
        pairs: signs.pairs().len(),
    })
}

/// All that T and L rest on.
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

    /// Three friends of whom two fall out in 1902 and part in 1904; and what nobody dated.
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

    fn moments(progress: Progress<'_>) -> Option<Vec<Moment>> {
        let document = document();
        let whole = Network::seen(&document, &Filter::default());
        let bins = TimelineIndex::of(&document, &whole).bins;
        assert_eq!(bins.len(), 72, "a bin is a month");
        let (filter, rule) = (Filter::default(), Rule::default());
        course(&document, &whole, &filter, &bins, rule, progress)
    }

    #[test]
    fn balance_falls_when_friends_of_a_friend_fall_out_and_is_undefined_when_they_part() {
        let found = moments(&|_| ControlFlow::Continue(())).unwrap();
        let of_year = |year: usize| found[12 * (year - 1900)];
        let moment = |balance, frustration, pairs| Moment {
            balance,
            frustration: (frustration, frustration),
            pairs,
        };
        assert_eq!(of_year(1900), moment(Some(1.0), 0, 4));
        assert_eq!(of_year(1902), moment(Some(0.0), 1, 4));
        assert_eq!(of_year(1905), moment(None, 0, 3));
        assert_eq!(found.len(), 72);
    }

    #[test]
    fn it_can_be_broken_off_on_the_way() {
        let half = |share: f32| {
            if share < 0.5 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        assert_eq!(moments(&half), None);
    }
}
