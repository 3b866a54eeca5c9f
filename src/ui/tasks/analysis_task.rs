//! The study of friends and foes on a thread of its own: begun when somebody looks, broken off when the network is
//! another.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use crate::analysis::{BalanceFindings, Rule};
use crate::app::Command;
use crate::graph::Network;
use crate::ui::View;

/// So many tensions, common enemies and hypotheses are kept.
const MOST: usize = 500;

/// The hand on the thread, if one is at work.
#[derive(Default)]
pub(crate) struct Study {
    task: Option<Task>,
}

/// One question, and how far its answer is.
struct Task {
    network: Arc<Network>,
    rule: Rule,
    /// The share done, as the bits of an `f32`.
    share: Arc<AtomicU32>,
    is_given_up: Arc<AtomicBool>,
}

impl Drop for Task {
    fn drop(&mut self) {
        self.is_given_up.store(true, Ordering::Relaxed);
    }
}

impl Study {
    /// Keeps up with the state while somebody looks: begins where the answer is missing, and only once.
    pub(crate) fn follow(&mut self, view: View, is_wanted: bool) {
        let (network, rule) = (
            &view.state.open.derived.studied,
            view.state.open.session.rule,
        );
        let is_asked = self
            .task
            .as_ref()
            .is_some_and(|task| Arc::ptr_eq(&task.network, network) && task.rule == rule);
        let findings = view.state.open.derived.balance.as_ref();
        let is_answered = findings.is_some_and(|findings| findings.is_about(network, rule));
        if is_answered || !is_wanted {
            self.task = None;
        } else if !is_asked {
            self.task = Some(begin(view));
        }
    }

    /// The share done, while the thread is at work.
    pub(crate) fn share(&self) -> Option<f32> {
        let task = self.task.as_ref()?;
        let is_at_work = !task.is_given_up.load(Ordering::Relaxed);
        is_at_work.then(|| f32::from_bits(task.share.load(Ordering::Relaxed)))
    }

    /// Whether it was broken off by hand.
    pub(crate) fn is_given_up(&self) -> bool {
        let task = self.task.as_ref();
        task.is_some_and(|task| task.is_given_up.load(Ordering::Relaxed))
    }

    /// Breaks it off until the network is another, or it is asked for again.
    pub(crate) fn give_up(&self) {
        if let Some(task) = &self.task {
            task.is_given_up.store(true, Ordering::Relaxed);
        }
    }

    /// Begins anew what was broken off.
    pub(crate) fn begin_again(&mut self) {
        self.task = None;
    }
}

fn begin(view: View) -> Task {
    let task = Task {
        network: Arc::clone(&view.state.open.derived.studied),
        rule: view.state.open.session.rule,
        share: Arc::default(),
        is_given_up: Arc::default(),
    };
    let (document, network, rule) = (
        view.state.document().clone(),
        Arc::clone(&task.network),
        task.rule,
    );
    let (share, is_given_up) = (Arc::clone(&task.share), Arc::clone(&task.is_given_up));
    let queue = view.queue.clone();
    thread::spawn(move || {
        let progress = |done: f32| {
            let before = share.swap(done.to_bits(), Ordering::Relaxed);
            // A hundred frames tell the whole way.
            if (done * 100.0) as u32 != (f32::from_bits(before) * 100.0) as u32 {
                queue.wake();
            }
            if is_given_up.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        if let Some(findings) = BalanceFindings::of(&document, network, rule, MOST, &progress) {
            queue.send(Command::Found(Arc::new(findings)));
        }
    });
    task
}
