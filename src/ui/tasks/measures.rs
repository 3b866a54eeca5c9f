//! Measures and communities of the network.

use crate::app::{Command, Finding, FindingsTask};
use crate::tasks::{Task, TaskEvent};
use crate::ui::Queue;

/// Computes what a task of the state asks for. Each result is sent as soon as it is there.
pub(crate) fn compute(queue: &Queue, measuring: FindingsTask) {
    let (results, events, failed) = (queue.clone(), queue.clone(), measuring.clone());
    let work = move |_context: &crate::tasks::TaskContext<'_>| {
        measuring.run(
            |finding| results.send(Command::Finding(finding)),
            || results.wake(),
        );
        Some(())
    };
    let task = Task::start("computing measures", work, move |event| {
        if let TaskEvent::Failed(failure) = event {
            let task = failed.clone();
            events.send(Command::Finding(Finding::Failed { task, failure }));
        }
    });
    task.detach();
}
