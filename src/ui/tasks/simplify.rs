//! Simplification of a large network, in the background.

use std::sync::Arc;

use crate::analysis::simplified;
use crate::app::Command;
use crate::graph::simplify::SimplifyResult;
use crate::graph::{Filter, Network};
use crate::tasks::{Computed, ComputedStatus, Identity};
use crate::ui::View;

type Key = (Identity<Network>, Filter);

/// Computes what the current filter hides, when the state says that it is due.
#[derive(Default)]
pub(crate) struct SimplifyTask {
    result: Computed<Key, SimplifyResult>,
    /// What failed and was reported.
    failed: Option<Key>,
}

impl SimplifyTask {
    /// Follows the state: computes what is due, and only once.
    pub(crate) fn follow(&mut self, view: View) {
        let derived = &view.state.open.derived;
        let Some(filter) = derived.simplification_due.clone() else {
            self.result.stop();
            return;
        };
        let key = (Identity::of(&derived.whole), filter.clone());
        let wake = view.queue.clone();
        let (document, whole) = (view.state.document().clone(), Arc::clone(&derived.whole));
        self.result.follow(
            &key,
            move || wake.wake(),
            move |context| {
                let progress = |share| context.report(share);
                simplified(&document, &whole, &filter, &progress)
            },
        );
        if let Some(result) = self.result.current(&key) {
            view.send(Command::Simplified {
                whole: Arc::clone(&key.0),
                filter: Box::new(key.1),
                result: SimplifyResult::clone(result),
            });
        } else if let ComputedStatus::Failed(failure) = self.result.status()
            && self.failed.as_ref() != Some(&key)
        {
            let failure = failure.clone();
            view.send(Command::TaskFailed { job: None, failure });
            self.failed = Some(key);
        }
    }
}
