//! Values computed in the background: the last one is shown until the new one arrives.
//!
//! Knows neither the window nor what the values are: the caller's `wake` function is called when
//! there is something new to look at.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use super::task::{Task, TaskContext, TaskEvent, TaskFailure};

/// A value that a task computes from a key, and computes again when the key changes.
///
/// When the key changes, the running task is cancelled, and the next one begins after it has ended.
///
/// ```
/// use std::sync::mpsc::channel;
///
/// use frenemy::tasks::{Computed, ComputedStatus};
///
/// let mut squares = Computed::default();
/// let (waker, woken) = channel();
/// let mut frame = |key: u32| {
///     let waker = waker.clone();
///     let wake = move || waker.send(()).unwrap_or_default();
///     squares.follow(&key, wake, move |_context| Some(key * key));
///     match (squares.current(&key), squares.status()) {
///         (Some(square), _) => square.to_string(),
///         (None, ComputedStatus::Failed(failure)) => failure.to_string(),
///         (None, _) => "Working…".to_owned(),
///     }
/// };
/// assert_eq!(frame(7), "Working…");
/// woken.recv().unwrap();
/// assert_eq!(frame(7), "49");
/// ```
#[derive(Debug)]
pub struct Computed<K, V> {
    latest: Option<(K, Arc<V>)>,
    asked: Option<Asked<K, V>>,
}

/// A key for which a task was started, and how the task ended.
#[derive(Debug)]
struct Asked<K, V> {
    key: K,
    task: Task,
    events: Receiver<TaskEvent<V>>,
    outcome: Option<Outcome>,
}

/// Why a task ended without a value.
#[derive(Debug)]
enum Outcome {
    Cancelled,
    Failed(TaskFailure),
}

/// What happens to the value of the key that was followed last.
#[derive(Debug)]
pub enum ComputedStatus<'c> {
    /// Nothing: it has arrived, or was never asked for.
    Idle,
    /// It is being computed; this share is done, from 0 to 1, if the work reports it.
    Working(f32),
    /// The user cancelled it.
    Cancelled,
    /// The work panicked.
    Failed(&'c TaskFailure),
}

impl<K, V> Default for Computed<K, V> {
    fn default() -> Self {
        Self {
            latest: None,
            asked: None,
        }
    }
}

impl<K: Clone + PartialEq, V: Send + 'static> Computed<K, V> {
    /// Takes what has arrived, and starts a task if the value of this key is missing.
    ///
    /// Call it on each frame on which the value is wanted. `wake` is called when there is progress
    /// or an answer. A value that was cancelled or failed is not computed again until
    /// [`Computed::retry`], or until the key has changed.
    pub fn follow(
        &mut self,
        key: &K,
        wake: impl Fn() + Send + Sync + 'static,
        compute: impl FnOnce(&TaskContext<'_>) -> Option<V> + Send + 'static,
    ) {
        self.poll();
        let is_there = self.current(key).is_some();
        match &self.asked {
            Some(asked) if asked.key != *key && asked.outcome.is_none() => asked.task.cancel(),
            Some(asked) if asked.key == *key => {}
            _ if is_there => {}
            _ => self.asked = Some(Asked::start(key.clone(), wake, compute)),
        }
    }

    /// Computes the value at once on this thread if it is missing: for work that takes no time.
    pub fn compute_now(&mut self, key: &K, compute: impl FnOnce() -> V) -> &Arc<V> {
        let latest = self.latest.take().filter(|(known, _)| known == key);
        let latest = latest.unwrap_or_else(|| (key.clone(), Arc::new(compute())));
        self.asked = None;
        &self.latest.insert(latest).1
    }

    /// Stops computing, because the value is not shown. The last one stays.
    pub fn stop(&mut self) {
        self.poll();
        self.asked = None;
    }

    /// Cancels the task: the value is not computed again until [`Computed::retry`] or another key.
    pub fn cancel(&mut self) {
        if let Some(asked) = &mut self.asked {
            asked.task.cancel();
            asked.outcome = Some(Outcome::Cancelled);
        }
    }

    /// Computes a value again that was cancelled or failed.
    pub fn retry(&mut self) {
        self.asked = None;
    }

    /// The value of this key, if it has arrived.
    pub fn current(&self, key: &K) -> Option<&Arc<V>> {
        let (known, value) = self.latest.as_ref()?;
        (known == key).then_some(value)
    }

    /// The value that arrived last, and its key.
    pub fn latest(&self) -> Option<(&K, &Arc<V>)> {
        self.latest.as_ref().map(|(key, value)| (key, value))
    }

    /// What happens to the value that was asked for last.
    pub fn status(&self) -> ComputedStatus<'_> {
        match &self.asked {
            None => ComputedStatus::Idle,
            Some(asked) => match &asked.outcome {
                None => ComputedStatus::Working(asked.task.progress()),
                Some(Outcome::Cancelled) => ComputedStatus::Cancelled,
                Some(Outcome::Failed(failure)) => ComputedStatus::Failed(failure),
            },
        }
    }

    /// Takes a value that has arrived, without starting a task.
    pub fn poll(&mut self) {
        let Some(asked) = &mut self.asked else { return };
        let Ok(event) = asked.events.try_recv() else {
            return;
        };
        match event {
            TaskEvent::Progress(_) => {}
            TaskEvent::Done(value) => {
                if let Some(asked) = self.asked.take() {
                    self.latest = Some((asked.key, Arc::new(value)));
                }
            }
            TaskEvent::Cancelled => {
                asked.outcome.get_or_insert(Outcome::Cancelled);
            }
            TaskEvent::Failed(failure) => asked.outcome = Some(Outcome::Failed(failure)),
        }
    }
}

impl<K, V: Send + 'static> Asked<K, V> {
    fn start(
        key: K,
        wake: impl Fn() + Send + Sync + 'static,
        compute: impl FnOnce(&TaskContext<'_>) -> Option<V> + Send + 'static,
    ) -> Self {
        let (sender, events) = channel();
        let task = Task::start("computing", compute, move |event| {
            // Progress is read from the task itself.
            if !matches!(event, TaskEvent::Progress(_)) {
                let _ = sender.send(event);
            }
            wake();
        });
        Self {
            key,
            task,
            events,
            outcome: None,
        }
    }
}

/// A shared value compared by identity: equal only to clones of the same `Arc`.
///
/// Makes a large value the key of a [`Computed`]: comparing costs nothing, and as long as the key
/// lives nothing else can be at its address.
#[derive(Debug)]
pub struct Identity<T>(pub Arc<T>);

impl<T> Identity<T> {
    /// Of this value.
    pub fn of(shared: &Arc<T>) -> Self {
        Self(Arc::clone(shared))
    }
}

impl<T> Clone for Identity<T> {
    fn clone(&self) -> Self {
        Self::of(&self.0)
    }
}

impl<T> Deref for Identity<T> {
    type Target = Arc<T>;

    fn deref(&self) -> &Arc<T> {
        &self.0
    }
}

impl<T> PartialEq for Identity<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Identity<T> {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, Sender};

    /// A computed value, and what wakes its frame.
    struct Frames {
        computed: Computed<u32, u32>,
        waker: Sender<()>,
        woken: Receiver<()>,
    }

    impl Frames {
        fn new() -> Self {
            let (waker, woken) = channel();
            Self {
                computed: Computed::default(),
                waker,
                woken,
            }
        }

        fn follow(
            &mut self,
            key: u32,
            compute: impl FnOnce(&TaskContext<'_>) -> Option<u32> + Send + 'static,
        ) {
            let waker = self.waker.clone();
            let wake = move || waker.send(()).unwrap_or_default();
            self.computed.follow(&key, wake, compute);
        }

        fn current(&self, key: u32) -> Option<u32> {
            self.computed.current(&key).map(|value| **value)
        }
    }

    fn until_cancelled(context: &TaskContext<'_>) -> Option<u32> {
        while !context.is_cancelled() {
            std::thread::yield_now();
        }
        None
    }

    #[test]
    fn the_last_value_is_kept_until_the_new_one_arrives() {
        let mut frames = Frames::new();
        frames.follow(1, |_| Some(10));
        frames.woken.recv().unwrap();
        let (go, wait) = channel();
        let slow = move |_: &TaskContext<'_>| {
            let _ = wait.recv();
            Some(20)
        };
        frames.follow(2, slow);
        assert_eq!((frames.current(1), frames.current(2)), (Some(10), None));
        assert!(matches!(
            frames.computed.status(),
            ComputedStatus::Working(_)
        ));
        go.send(()).unwrap();
        frames.woken.recv().unwrap();
        frames.follow(2, |_| panic!("it is there already"));
        assert_eq!(frames.current(2), Some(20));
        assert_eq!(frames.computed.latest().map(|(key, _)| *key), Some(2));
    }

    #[test]
    fn another_key_cancels_the_task_and_begins_after_it() {
        let mut frames = Frames::new();
        frames.follow(1, until_cancelled);
        frames.follow(2, |_| panic!("the first has not ended"));
        frames.woken.recv().unwrap();
        frames.follow(2, |_| Some(20));
        frames.woken.recv().unwrap();
        frames.follow(2, |_| None);
        assert_eq!(frames.current(2), Some(20));
    }

    #[test]
    fn a_cancelled_value_is_computed_again_when_requested() {
        let mut frames = Frames::new();
        frames.follow(1, until_cancelled);
        frames.computed.cancel();
        assert!(matches!(
            frames.computed.status(),
            ComputedStatus::Cancelled
        ));
        frames.woken.recv().unwrap();
        frames.follow(1, |_| panic!("it was cancelled"));
        assert!(matches!(
            frames.computed.status(),
            ComputedStatus::Cancelled
        ));
        frames.computed.retry();
        frames.follow(1, |_| Some(10));
        frames.woken.recv().unwrap();
        frames.follow(1, |_| None);
        assert_eq!(frames.current(1), Some(10));
    }

    #[test]
    fn a_failure_is_shown_and_another_key_works_again() {
        let mut frames = Frames::new();
        frames.follow(1, |_| panic!("broken"));
        frames.woken.recv().unwrap();
        frames.follow(1, |_| Some(10));
        assert!(matches!(
            frames.computed.status(),
            ComputedStatus::Failed(failure) if failure.message == "broken"
        ));
        frames.follow(2, |_| Some(20));
        frames.woken.recv().unwrap();
        frames.follow(2, |_| None);
        assert_eq!(frames.current(2), Some(20));
    }

    #[test]
    fn a_small_value_is_computed_at_once_and_only_once() {
        let mut computed = Computed::default();
        assert_eq!(**computed.compute_now(&1, || 10), 10);
        assert_eq!(**computed.compute_now(&1, || 11), 10);
        assert_eq!(**computed.compute_now(&2, || 20), 20);
    }
}
