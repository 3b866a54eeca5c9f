//! The times between two changes of signs, for `frenemy analyze --over-time`. Prints nothing.

use crate::analysis::{AnalysisProgress, Bin, BinBalance, Rule, TimelineIndex, balance_over_time};
use crate::graph::{Filter, Network};
use crate::model::{Day, Document, Span};

/// A time in which all signs stay the same.
pub(super) struct Moment {
    pub(super) span: Span,
    pub(super) balance: BinBalance,
}

/// The times of a network, one for each change of a sign; empty if no relation has a date. `None`
/// if cancelled.
///
/// The spans are those of the timeline in the window: days, months or years, at most 180; and the
/// time before or after all of them, if a relation has no beginning or no end.
pub(super) fn moments(
    document: &Document,
    whole: &Network,
    filter: &Filter,
    rule: Rule,
    progress: AnalysisProgress<'_>,
) -> Option<Vec<Moment>> {
    let filter = Filter {
        span: None,
        ..filter.clone()
    };
    let bins = bins(document, &whole.through(document, &filter));
    let found = balance_over_time(document, whole, &filter, &bins, rule, progress)?;
    let mut moments: Vec<Moment> = Vec::new();
    for (bin, balance) in bins.iter().zip(found) {
        match moments.last_mut() {
            Some(last) if balance.outcomes.is_none() => last.span.to = bin.span.to,
            _ => moments.push(Moment {
                span: bin.span,
                balance,
            }),
        }
    }
    Some(moments)
}

/// The bins of the timeline, and the open time around them in which dated relations may hold.
fn bins(document: &Document, network: &Network) -> Vec<Bin> {
    let index = TimelineIndex::of(document, network);
    let Some((first, last)) = index.extent() else {
        return index.bins;
    };
    let bin = |from, to| Bin {
        span: Span { from, to },
        sure: [0; 4],
        unsure: [0; 4],
    };
    let spans = || {
        let dates = network.graph.edge_weights();
        dates.filter_map(|relation| Some(Span::of(relation.when.as_ref()?)))
    };
    let before = spans().any(|span| span.from.is_none());
    let before = before.then(|| bin(None, Some(Day::from_number(first.number() - 1))));
    let after = spans().any(|span| span.to.is_none());
    let after = after.then(|| bin(Some(last.next()), None));
    before.into_iter().chain(index.bins).chain(after).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::model::{Actor, Date, Relation, RelationKind};

    fn times(relations: &[(&str, &str, &str)]) -> Vec<String> {
        let relation = |(number, (from, to, when)): (usize, &(&str, &str, &str))| Relation {
            kind: Some(RelationKind::Hostility),
            when: Date::parse(when).ok(),
            ..Relation::new(number.to_string(), *from, *to)
        };
        let document = Document {
            actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
            relations: relations.iter().enumerate().map(relation).collect(),
            ..Document::default()
        };
        let (filter, rule) = (Filter::default(), Rule::default());
        let whole = Network::seen(&document, &filter);
        let go_on = |_| ControlFlow::Continue(());
        let found = moments(&document, &whole, &filter, rule, &go_on).unwrap();
        let words = found.iter().map(|moment| {
            format!(
                "{}: {}",
                moment.span.edtf().unwrap_or_default(),
                moment.balance.pairs
            )
        });
        words.collect()
    }

    #[test]
    fn the_time_after_the_last_date_and_before_the_first_is_told_if_it_is_open() {
        let open = [("a", "b", "1990/.."), ("b", "c", "1992/1995")];
        assert_eq!(times(&open), ["1990/1991: 1", "1992/1995: 2", "1996/..: 1"]);
        let begun = [("a", "b", "../1992"), ("b", "c", "1985/1992")];
        assert_eq!(times(&begun), ["../1984: 1", "1985/1992: 2"]);
        let closed = [("a", "b", "1985/1992"), ("b", "c", "1986/1992")];
        assert_eq!(times(&closed), ["1985: 1", "1986/1992: 2"]);
    }
}
