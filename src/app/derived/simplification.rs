//! What the simplification of a filter hides: at once in small networks, by a task in large ones.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::Derived;
use crate::analysis::{self, Cost, Measure};
use crate::app::findings::work;
use crate::graph::simplify::{RuleInput, SIMPLIFICATIONS, Simplify, SimplifyResult};
use crate::graph::{Filter, Network};
use crate::model::Document;

impl Derived {
    /// Gives the filter what its simplification hides of this document. A small network is
    /// simplified at once; for a large one a task is due, and the last result stays until then.
    pub(super) fn simplify(&mut self, document: &Document, revision: u64, filter: &mut Filter) {
        self.simplification_due = None;
        if filter.simplify.is_off() {
            self.simplified = None;
            return;
        }
        let before = filter.before_simplification();
        let known = self.simplified.take();
        let known = known.filter(|(of, through, _)| (*of, through) == (revision, &before));
        let found = known.or_else(|| {
            is_quick(&self.whole, &before.simplify)
                .then(|| {
                    let go_on = |_| ControlFlow::Continue(());
                    analysis::simplified(document, &self.whole, &before, &go_on)
                })
                .flatten()
                .map(|result| (revision, before.clone(), result))
        });
        match &found {
            None => self.simplification_due = Some(before),
            Some((.., result)) if filter.simplify.result() != Some(result) => {
                filter.simplify = filter.simplify.with_result(result.clone());
            }
            Some(_) => {}
        }
        self.simplified = found;
        if let Some((_, through, result)) = &self.simplified
            && through.span.is_none()
        {
            self.simplified_at_all_times = Some((through.clone(), result.clone()));
        }
    }

    /// A filter without a time span, for views of all times: with the simplification of all times
    /// if it is known, else not simplified. It stays the same while the time span moves.
    pub fn filter_of_all_times(&self, filter: &Filter) -> Filter {
        let filter = Filter {
            span: None,
            ..filter.clone()
        };
        let known = self.simplified_at_all_times.as_ref();
        let known = known.filter(|(through, _)| *through == filter.before_simplification());
        let simplify = match known {
            Some((_, result)) => filter.simplify.with_result(result.clone()),
            None => filter.simplify.without_result(),
        };
        Filter { simplify, ..filter }
    }

    /// Takes a simplification that a task computed, and returns whether it was the one that is due.
    pub(in crate::app) fn take_simplified(
        &mut self,
        revision: u64,
        whole: &Arc<Network>,
        filter: Filter,
        result: SimplifyResult,
    ) -> bool {
        let is_due =
            self.simplification_due.as_ref() == Some(&filter) && Arc::ptr_eq(whole, &self.whole);
        if is_due {
            self.simplified = Some((revision, filter, result));
        }
        is_due
    }
}

/// Actors and relations of the largest network that is simplified in a frame.
const MAX_RECORDS_IN_FRAME: usize = 4_000;

/// About how many nanoseconds a slow measure may take in a frame.
const MAX_MEASURE_NS: usize = 2_000_000;

/// Whether a simplification is computed in a fraction of a frame.
fn is_quick(whole: &Network, simplify: &Simplify) -> bool {
    let rules = SIMPLIFICATIONS.iter();
    let mut rules = rules.filter(|rule| rule.input == RuleInput::Measure);
    let needs_slow_measure = rules.any(|rule| {
        let setting = simplify.setting(rule.id);
        let measure = setting.and_then(|setting| Measure::by_id(setting.ranked_by().id));
        measure.is_some_and(|measure| measure.cost > Cost::OnePass)
    });
    whole.graph.node_count() + whole.graph.edge_count() <= MAX_RECORDS_IN_FRAME
        && !(needs_slow_measure && work(whole) > MAX_MEASURE_NS)
}
