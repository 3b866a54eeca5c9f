//! Balance over time for the timeline: computed while it is shown.

use std::sync::Arc;

use crate::analysis::{self, BinBalance, Rule, TimelineIndex};
use crate::graph::Filter;
use crate::tasks::{Computed, Identity};
use crate::ui::View;

/// The most relations for which it is computed: more would keep a processor busy for minutes.
const MAX_RELATIONS: usize = 3_000;

/// Computes balance for each bin of the timeline.
#[derive(Default)]
pub(crate) struct BalanceOverTime {
    moments: Computed<(Identity<TimelineIndex>, Rule), Vec<BinBalance>>,
    shown: Option<(Identity<TimelineIndex>, Rule)>,
}

impl BalanceOverTime {
    /// Follows the timeline: computes what is missing for it.
    pub(crate) fn follow(&mut self, view: View, index: &Arc<TimelineIndex>, filter: &Filter) {
        let whole = &view.state.open.derived.whole;
        if whole.graph.edge_count() > MAX_RELATIONS {
            *self = Self::default();
            return;
        }
        let rule = view.state.open.session.rule;
        let key = (Identity::of(index), rule);
        let (queue, document) = (view.queue.clone(), view.state.document().clone());
        let (whole, index, filter) = (Arc::clone(whole), Arc::clone(index), filter.clone());
        self.moments.follow(
            &key,
            move || queue.wake(),
            move |context| {
                let progress = |share| context.report(share);
                analysis::balance_over_time(
                    &document,
                    &whole,
                    &filter,
                    &index.bins,
                    rule,
                    &progress,
                )
            },
        );
        self.shown = Some(key);
    }

    /// A moment for each bin, once they are computed.
    pub(crate) fn moments(&self) -> &[BinBalance] {
        let shown = self.shown.as_ref();
        let moments = shown.and_then(|shown| self.moments.current(shown));
        moments.map_or(&[], |moments| moments.as_slice())
    }
}
