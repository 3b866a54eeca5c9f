//! Jobs on threads: how far they have come is told now and then, and whoever gave one up is heard.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::worker;
use crate::app::{Command, Job, TaskKind};
use crate::ui::Queue;

/// What is done before that is not shown: it would only flash.
const PATIENCE: Duration = Duration::from_millis(200);

/// How long it is until the next share is told.
const PACE: Duration = Duration::from_millis(50);

/// The latest job of each kind, to give it up by.
#[derive(Default)]
pub(crate) struct Jobs(BTreeMap<TaskKind, Arc<AtomicBool>>);

impl Jobs {
    /// Does a job on a thread of its own. Nobody waits any more for an earlier one of its kind.
    pub(crate) fn begin(
        &mut self,
        queue: &Queue,
        job: Job,
        work: impl FnOnce(&Teller) -> Option<Command> + Send + 'static,
    ) {
        self.abandon(job.kind);
        let is_abandoned = Arc::<AtomicBool>::default();
        self.0.insert(job.kind, Arc::clone(&is_abandoned));
        let teller = Teller {
            queue: queue.clone(),
            job,
            next: Mutex::new(Instant::now() + PATIENCE),
            is_abandoned,
        };
        worker::spawn(queue, move || {
            let answer = work(&teller)?;
            Some(Command::Answer(teller.job, Box::new(answer)))
        });
    }

    /// Lets the job of this kind end as soon as it hears of it.
    pub(crate) fn abandon(&mut self, kind: TaskKind) {
        if let Some(is_abandoned) = self.0.remove(&kind) {
            is_abandoned.store(true, Ordering::Relaxed);
        }
    }
}

/// Tells the window how far one job has come.
pub(crate) struct Teller {
    queue: Queue,
    job: Job,
    next: Mutex<Instant>,
    is_abandoned: Arc<AtomicBool>,
}

impl Teller {
    /// Takes the share that is done, from 0 to 1, on any thread; answers whether to go on.
    pub(crate) fn at(&self, share: f32) -> ControlFlow<()> {
        if self.is_abandoned.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        let now = Instant::now();
        if let Ok(mut next) = self.next.try_lock()
            && now >= *next
        {
            *next = now + PACE;
            self.queue.send(Command::Progress(self.job, share));
        }
        ControlFlow::Continue(())
    }
}
