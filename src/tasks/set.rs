//! Tasks by key: only the latest task of each key is kept.

use std::collections::BTreeMap;

use super::Task;

/// The latest task of each key.
#[derive(Debug)]
pub struct TaskSet<K> {
    tasks: BTreeMap<K, Task>,
}

impl<K> Default for TaskSet<K> {
    fn default() -> Self {
        let tasks = BTreeMap::new();
        Self { tasks }
    }
}

impl<K: Ord> TaskSet<K> {
    /// Owns a task. An earlier one of its key is cancelled.
    pub fn insert(&mut self, key: K, task: Task) {
        self.tasks.insert(key, task);
    }

    /// Cancels the task of this key, if there is one.
    pub fn cancel(&mut self, key: &K) {
        self.tasks.remove(key);
    }
}
