//! The times between two changes of signs, for `frenemy analyze --over-time`. Prints nothing.

use std::collections::BTreeSet;

use crate::analysis::{AnalysisProgress, Bin, BinBalance, Rule, TimelineIndex, balance_over_time};
use crate::graph::{Filter, Network};
use crate::model::{Day, Document, Span};

/// With more days on which a relation begins or ends, times are the steps of the timeline.
const MAX_DAYS: usize = 2_000;

/// A time in which all signs stay the same.
pub(super) struct Moment {
    pub(super) span: Span,
    pub(super) balance: BinBalance,
}

/// The times of a network.
pub(super) struct Moments {
    /// One for each change of a sign; empty if no relation has a date.
    pub(super) all: Vec<Moment>,
    /// Whether relations that hold in one step of the timeline count together, because there are
    /// too many days.
    pub(super) is_coarse: bool,
}

/// The times of a network, cut on the days on which relations begin and end; `None` if cancelled.
pub(super) fn moments(
    document: &Document,
    whole: &Network,
    filter: &Filter,
    rule: Rule,
    progress: AnalysisProgress<'_>,
) -> Option<Moments> {
    let filter = Filter {
        span: None,
        ..filter.clone()
    };
    let network = whole.through(document, &filter);
    let exact = exact_bins(&network);
    let is_coarse = exact.is_none();
    let bins = exact.unwrap_or_else(|| steps(document, &network));
    let found = balance_over_time(document, whole, &filter, &bins, rule, progress)?;
    let mut all: Vec<Moment> = Vec::new();
    for (bin, balance) in bins.iter().zip(found) {
        match all.last_mut() {
            Some(last) if balance.outcomes.is_none() => last.span.to = bin.span.to,
            _ => all.push(Moment {
                span: bin.span,
                balance,
            }),
        }
    }
    Some(Moments { all, is_coarse })
}

/// When the dated relations of a network held.
fn held(network: &Network) -> impl Iterator<Item = Span> {
    let relations = network.graph.edge_weights();
    let spans = relations.filter_map(|relation| Some(Span::of(relation.when.as_ref()?)));
    spans.filter(|span| !span.is_empty())
}

fn bin(from: Option<Day>, to: Option<Day>) -> Bin {
    Bin {
        span: Span { from, to },
        sure: [0; 4],
        unsure: [0; 4],
    }
}

/// The times between the days on which relations begin and end; `None` if there are too many.
fn exact_bins(network: &Network) -> Option<Vec<Bin>> {
    let mut days = BTreeSet::new();
    for span in held(network) {
        days.extend(span.from);
        days.extend(span.to.map(Day::next));
        if days.len() > MAX_DAYS {
            return None;
        }
    }
    let days: Vec<Day> = days.into_iter().collect();
    let between = days
        .windows(2)
        .map(|pair| bin(Some(pair[0]), Some(before(pair[1]))));
    let (first, last) = (days.first().copied(), days.last().copied());
    let is_begun = held(network).any(|span| span.from.is_none());
    let is_open = held(network).any(|span| span.to.is_none());
    let start = is_begun.then(|| bin(None, first.map(before)));
    let end = is_open.then(|| bin(last, None));
    Some(start.into_iter().chain(between).chain(end).collect())
}

/// The steps of the timeline, and the open time around them in which dated relations may hold.
fn steps(document: &Document, network: &Network) -> Vec<Bin> {
    let index = TimelineIndex::of(document, network);
    let Some((first, last)) = index.extent() else {
        return index.bins;
    };
    let is_begun = held(network).any(|span| span.from.is_none());
    let is_open = held(network).any(|span| span.to.is_none());
    let start = is_begun.then(|| bin(None, Some(before(first))));
    let end = is_open.then(|| bin(Some(last.next()), None));
    start.into_iter().chain(index.bins).chain(end).collect()
}

fn before(day: Day) -> Day {
    Day::from_number(day.number() - 1)
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
        assert!(!found.is_coarse);
        let words = found.all.iter().map(|moment| {
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

    #[test]
    fn relations_of_one_month_that_never_met_are_not_told_together() {
        let met = [
            ("a", "b", "1990/2010"),
            ("a", "c", "1990/1996-05"),
            ("b", "c", "1996-06/2010"),
            ("a", "b", "1555"),
        ];
        let counts: Vec<_> = times(&met)
            .iter()
            .filter_map(|time| Some(time.split_once(": ")?.1.to_owned()))
            .collect();
        assert_eq!(counts, ["1", "0", "2", "2"]);
    }
}
