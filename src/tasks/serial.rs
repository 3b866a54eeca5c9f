//! Work in order: work with the same key runs one after another, work with other keys at the same
//! time.
//!
//! Made for files: two writes to a path must not overlap, and none is dropped, even at the end of
//! the program. Knows nothing of files.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::CancelToken;
use super::task::{self, SharedProgress, TaskContext, TaskEvent};

/// Work that waits until earlier work with its key is done.
type QueuedWork = Box<dyn FnOnce() + Send>;

/// Runs work with the same key in the order in which it came. Dropping it waits for all work.
pub struct SerialTasks<K: Ord> {
    shared: Arc<Shared<K>>,
}

/// The keys whose work is running, and the work that waits for each.
struct Shared<K> {
    queues: Mutex<BTreeMap<K, VecDeque<QueuedWork>>>,
    key_is_done: Condvar,
}

impl<K: Ord> Default for SerialTasks<K> {
    fn default() -> Self {
        let shared = Arc::new(Shared {
            queues: Mutex::default(),
            key_is_done: Condvar::new(),
        });
        Self { shared }
    }
}

impl<K: Ord + fmt::Debug> fmt::Debug for SerialTasks<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.shared.queues().keys()).finish()
    }
}

impl<K: Ord + Clone + Send + 'static> SerialTasks<K> {
    /// Runs `work` once all earlier work with this key is done. It cannot be cancelled.
    pub fn push<T>(
        &self,
        key: &K,
        name: &'static str,
        work: impl FnOnce(&TaskContext<'_>) -> T + Send + 'static,
        on_event: impl Fn(TaskEvent<T>) + Send + Sync + 'static,
    ) {
        let waiting: QueuedWork = Box::new(move || {
            let (cancel, progress) = (CancelToken::default(), SharedProgress::default());
            let work = |context: &TaskContext<'_>| Some(work(context));
            task::run(name, &cancel, &progress, work, &on_event);
        });
        let mut queues = self.shared.queues();
        if let Some(queue) = queues.get_mut(key) {
            queue.push_back(waiting);
            return;
        }
        queues.insert(key.clone(), VecDeque::from([waiting]));
        drop(queues);
        let (shared, first) = (Arc::clone(&self.shared), key.clone());
        if thread::Builder::new()
            .spawn(move || shared.run_all(&first))
            .is_err()
        {
            // A file must be written even if the system has no more threads.
            self.shared.run_all(key);
        }
    }
}

impl<K: Ord> SerialTasks<K> {
    /// Waits until all work is done.
    pub fn wait(&self) {
        let mut queues = self.shared.queues();
        while !queues.is_empty() {
            let woken = self.shared.key_is_done.wait(queues);
            queues = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<K: Ord> Drop for SerialTasks<K> {
    fn drop(&mut self) {
        self.wait();
    }
}

impl<K: Ord> Shared<K> {
    fn queues(&self) -> MutexGuard<'_, BTreeMap<K, VecDeque<QueuedWork>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the work of a key until there is no more.
    fn run_all(&self, key: &K) {
        while let Some(work) = self.next(key) {
            work();
        }
    }

    fn next(&self, key: &K) -> Option<QueuedWork> {
        let mut queues = self.queues();
        let work = queues.get_mut(key).and_then(VecDeque::pop_front);
        if work.is_none() {
            queues.remove(key);
            self.key_is_done.notify_all();
        }
        work
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn work_of_one_key_runs_in_order_and_never_at_the_same_time() {
        let log: Arc<Mutex<Vec<String>>> = Arc::default();
        let tasks = SerialTasks::default();
        for number in 0..20 {
            let log = Arc::clone(&log);
            let work = move |_: &TaskContext<'_>| {
                log.lock().unwrap().push(format!("begin {number}"));
                thread::yield_now();
                log.lock().unwrap().push(format!("end {number}"));
            };
            tasks.push(&"file", "testing", work, |_| {});
        }
        drop(tasks);
        let expected =
            (0..20).flat_map(|number| [format!("begin {number}"), format!("end {number}")]);
        assert_eq!(*log.lock().unwrap(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn work_of_another_key_does_not_wait() {
        let tasks = SerialTasks::default();
        let (go, wait) = channel();
        tasks.push(
            &"a",
            "testing",
            move |_| wait.recv().unwrap_or_default(),
            |_| {},
        );
        let (sender, events) = channel();
        tasks.push(
            &"b",
            "testing",
            |_| 7,
            move |event| drop(sender.send(event)),
        );
        assert!(matches!(events.recv(), Ok(TaskEvent::Done(7))));
        go.send(()).unwrap();
    }

    #[test]
    fn after_a_panic_the_next_work_of_the_key_runs() {
        let tasks = SerialTasks::default();
        let (sender, events) = channel();
        let send = move |event| drop(sender.send(event));
        tasks.push(&"file", "testing", |_| panic!("broken"), send.clone());
        tasks.push(&"file", "testing", |_| 7, send);
        assert!(matches!(events.recv(), Ok(TaskEvent::Failed(_))));
        assert!(matches!(events.recv(), Ok(TaskEvent::Done(7))));
    }

    #[test]
    fn dropping_waits_for_work_that_has_not_begun() {
        let done: Arc<Mutex<u32>> = Arc::default();
        let tasks = SerialTasks::default();
        for _ in 0..50 {
            let done = Arc::clone(&done);
            tasks.push(
                &"file",
                "testing",
                move |_| *done.lock().unwrap() += 1,
                |_| {},
            );
        }
        drop(tasks);
        assert_eq!(*done.lock().unwrap(), 50);
    }
}
