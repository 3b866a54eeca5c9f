//! A task: work on its own thread, with a cancel token, progress and caught panics.
//!
//! Knows neither the window nor what the work is about: events go to a function of the caller.

use std::any::Any;
use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::CancelToken;

/// Progress is not reported before this: it would only flash.
const PROGRESS_DELAY: Duration = Duration::from_millis(200);

/// The time between two reports of progress.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(50);

/// The owner's end of a task. Dropping it cancels the task.
///
/// ```
/// use std::sync::mpsc::channel;
///
/// use frenemy::tasks::{Task, TaskEvent};
///
/// let (sender, events) = channel();
/// let _task = Task::start(
///     "adding",
///     |context| {
///         let mut sum = 0;
///         for number in 1..=10_u8 {
///             if context.report(f32::from(number) / 10.0).is_break() {
///                 return None;
///             }
///             sum += number;
///         }
///         Some(sum)
///     },
///     move |event| drop(sender.send(event)),
/// );
/// assert!(matches!(events.recv(), Ok(TaskEvent::Done(55))));
/// ```
#[derive(Debug)]
#[must_use = "dropping a task cancels it; `detach` lets it run"]
pub struct Task {
    cancel: CancelToken,
    progress: SharedProgress,
    is_detached: bool,
}

/// What happens to a task. The last event is one of `Done`, `Cancelled` and `Failed`.
#[derive(Debug)]
pub enum TaskEvent<T> {
    /// This share is done, from 0 to 1. Reported only of tasks that take a while, and not too
    /// often.
    Progress(f32),
    /// The answer.
    Done(T),
    /// The task ended without an answer.
    Cancelled,
    /// The task panicked.
    Failed(TaskFailure),
}

/// Why a task has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFailure {
    /// What the task was doing, such as `reading the file`.
    pub name: &'static str,
    /// What the panic said.
    pub message: String,
}

impl TaskFailure {
    /// The system has no thread for the work.
    pub(super) fn not_started(name: &'static str, error: &io::Error) -> Self {
        let message = format!("no thread could be started: {error}");
        Self { name, message }
    }
}

impl fmt::Display for TaskFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, message } = self;
        write!(f, "Internal error while {name}: {message}")
    }
}

impl Task {
    /// Runs `work` on a new thread. Events are sent to `on_event` from that thread.
    ///
    /// `name` says what the work does, such as `reading the file`. `None` means that the work
    /// noticed that it was cancelled.
    pub fn start<T: 'static>(
        name: &'static str,
        work: impl FnOnce(&TaskContext<'_>) -> Option<T> + Send + 'static,
        on_event: impl Fn(TaskEvent<T>) + Send + Sync + 'static,
    ) -> Self {
        let (cancel, progress) = (CancelToken::default(), SharedProgress::default());
        let task = Self {
            cancel: cancel.clone(),
            progress: progress.clone(),
            is_detached: false,
        };
        let on_event = Arc::new(on_event);
        let report_start_failure = Arc::clone(&on_event);
        let run = move || run(name, &cancel, &progress, work, &*on_event);
        if let Err(error) = thread::Builder::new().spawn(run) {
            report_start_failure(TaskEvent::Failed(TaskFailure::not_started(name, &error)));
        }
        task
    }

    /// Asks the task to end. It still sends its last event.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Whether the task was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// The share that is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        self.progress.get()
    }

    /// Lets the task run to its end without an owner.
    pub fn detach(mut self) {
        self.is_detached = true;
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if !self.is_detached {
            self.cancel.cancel();
        }
    }
}

/// What running work sees: whether it is cancelled, and where it reports progress.
pub struct TaskContext<'t> {
    cancel: &'t CancelToken,
    progress: &'t SharedProgress,
    next_report: Mutex<Instant>,
    on_progress: &'t (dyn Fn(f32) + Sync),
}

impl TaskContext<'_> {
    /// Reports the share that is done, from 0 to 1, on any thread; answers whether to go on.
    ///
    /// Cheap: may be called millions of times.
    pub fn report(&self, share: f32) -> ControlFlow<()> {
        self.progress.set(share);
        let now = Instant::now();
        if let Ok(mut next_report) = self.next_report.try_lock()
            && now >= *next_report
        {
            *next_report = now + PROGRESS_INTERVAL;
            (self.on_progress)(share);
        }
        self.cancel.check()
    }

    /// Whether the answer is no longer wanted.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

/// A share from 0 to 1 that one thread writes and another reads: the bits of an `f32`.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedProgress(Arc<AtomicU32>);

impl SharedProgress {
    fn get(&self) -> f32 {
        f32::from_bits(self.0.load(Ordering::Relaxed))
    }

    fn set(&self, share: f32) {
        self.0.store(share.to_bits(), Ordering::Relaxed);
    }
}

/// Runs work on this thread and sends its events. A panic becomes a failure.
pub(super) fn run<T>(
    name: &'static str,
    cancel: &CancelToken,
    progress: &SharedProgress,
    work: impl FnOnce(&TaskContext<'_>) -> Option<T>,
    on_event: &(impl Fn(TaskEvent<T>) + Sync),
) {
    let context = TaskContext {
        cancel,
        progress,
        next_report: Mutex::new(Instant::now() + PROGRESS_DELAY),
        on_progress: &|share| on_event(TaskEvent::Progress(share)),
    };
    on_event(match catch_panic(name, || work(&context)) {
        Ok(Some(answer)) => TaskEvent::Done(answer),
        Ok(None) => TaskEvent::Cancelled,
        Err(failure) => TaskEvent::Failed(failure),
    });
}

/// Calls a function and turns its panic into a failure: for one step of a thread that must go on.
///
/// # Errors
/// Says what the panic said.
///
/// Work owns all that it changes, or shares it behind a lock, so nothing half changed is seen
/// after.
pub fn catch_panic<T>(name: &'static str, work: impl FnOnce() -> T) -> Result<T, TaskFailure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| TaskFailure {
        name,
        message: message_of(&*panic),
    })
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("unknown cause").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, channel};

    /// A task, and its last event.
    fn start<T: Send + 'static>(
        work: impl FnOnce(&TaskContext<'_>) -> Option<T> + Send + 'static,
    ) -> (Task, Receiver<TaskEvent<T>>) {
        let (sender, events) = channel();
        let task = Task::start("testing", work, move |event| {
            if !matches!(event, TaskEvent::Progress(_)) {
                let _ = sender.send(event);
            }
        });
        (task, events)
    }

    /// Works until it is cancelled.
    fn until_cancelled(context: &TaskContext<'_>) -> Option<()> {
        while context.report(0.5).is_continue() {
            thread::yield_now();
        }
        None
    }

    #[test]
    fn a_cancelled_task_ends_and_so_does_one_whose_owner_was_dropped() {
        let (task, events) = start(until_cancelled);
        task.cancel();
        assert!(matches!(events.recv(), Ok(TaskEvent::Cancelled)));

        let (task, events) = start(until_cancelled);
        drop(task);
        assert!(matches!(events.recv(), Ok(TaskEvent::Cancelled)));
    }

    #[test]
    fn a_detached_task_runs_to_its_end() {
        let (go, wait) = channel();
        let (task, events) = start(move |context| {
            let _ = wait.recv();
            (!context.is_cancelled()).then_some(7)
        });
        task.detach();
        go.send(()).unwrap();
        assert!(matches!(events.recv(), Ok(TaskEvent::Done(7))));
    }

    #[test]
    fn a_panic_is_a_failure_that_names_the_work_and_the_cause() {
        let (_task, events) = start::<()>(|_| panic!("row {} is missing", 3));
        let Ok(TaskEvent::Failed(failure)) = events.recv() else {
            panic!("it did not fail");
        };
        assert_eq!(
            failure.to_string(),
            "Internal error while testing: row 3 is missing"
        );
    }

    #[test]
    fn the_owner_reads_the_progress() {
        let (reported, wait_for_report) = channel();
        let (go, wait) = channel();
        let (task, events) = start(move |context| {
            let flow = context.report(0.25);
            let _ = reported.send(());
            let _ = wait.recv();
            flow.is_continue().then_some(())
        });
        wait_for_report.recv().unwrap();
        assert!((task.progress() - 0.25).abs() < f32::EPSILON);
        go.send(()).unwrap();
        assert!(matches!(events.recv(), Ok(TaskEvent::Done(()))));
    }
}
