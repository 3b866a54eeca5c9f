//! The times between two changes of signs, for `frenemy analyze --over-time`. Prints nothing.

use crate::analysis::{AnalysisProgress, BinBalance, Rule, TimelineIndex, balance_over_time};
use crate::graph::{Filter, Network};
use crate::model::{Document, Span};

/// A time in which all signs stay the same.
pub(super) struct Moment {
    pub(super) span: Span,
    pub(super) balance: BinBalance,
}

/// The times of a network, one for each change of a sign; empty if no relation has a date. `None`
/// if cancelled.
///
/// The spans are those of the timeline in the window: days, months or years, at most 180.
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
    let index = TimelineIndex::of(document, &whole.through(document, &filter));
    let found = balance_over_time(document, whole, &filter, &index.bins, rule, progress)?;
    let mut moments: Vec<Moment> = Vec::new();
    for (bin, balance) in index.bins.iter().zip(found) {
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
