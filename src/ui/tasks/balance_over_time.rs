//! Balance over time, worked out on a thread for the timeline: begun when it is shown, broken off when it is about
//! something else.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::analysis::{self, Moment, Rule, TimelineIndex};
use crate::graph::Filter;
use crate::ui::View;

/// The hand on the thread, and what it found.
pub(crate) struct Course {
    timeline_index: Arc<TimelineIndex>,
    rule: Rule,
    found: Arc<OnceLock<Vec<Moment>>>,
    is_given_up: Arc<AtomicBool>,
}

impl Drop for Course {
    fn drop(&mut self) {
        self.is_given_up.store(true, Ordering::Relaxed);
    }
}

impl Course {
    /// Of networks with more relations it is not found unasked: it would keep a processor busy for minutes.
    pub(crate) const MOST: usize = 3_000;

    /// Whether this is about that timeline_index, by that rule.
    pub(crate) fn is_about(&self, timeline_index: &Arc<TimelineIndex>, rule: Rule) -> bool {
        Arc::ptr_eq(&self.timeline_index, timeline_index) && self.rule == rule
    }

    /// A moment for each bin, once they are found.
    pub(crate) fn moments(&self) -> &[Moment] {
        self.found.get().map_or(&[], Vec::as_slice)
    }

    /// Begins to find them.
    pub(crate) fn begin(view: View, timeline_index: &Arc<TimelineIndex>, filter: &Filter) -> Self {
        let course = Self {
            timeline_index: Arc::clone(timeline_index),
            rule: view.state.open.session.rule,
            found: Arc::default(),
            is_given_up: Arc::default(),
        };
        let (document, whole) = (
            view.state.document().clone(),
            Arc::clone(&view.state.open.derived.whole),
        );
        let (timeline_index, filter, rule) =
            (Arc::clone(timeline_index), filter.clone(), course.rule);
        let (found, is_given_up) = (Arc::clone(&course.found), Arc::clone(&course.is_given_up));
        let queue = view.queue.clone();
        thread::spawn(move || {
            let progress = |_share: f32| {
                if is_given_up.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let bins = &timeline_index.bins;
            if let Some(moments) =
                analysis::course(&document, &whole, &filter, bins, rule, &progress)
            {
                // Nobody else writes there.
                let _ = found.set(moments);
                queue.wake();
            }
        });
        course
    }
}
