//! Starts tasks whose answers are commands. Knows nothing of what they do.

use crate::app::{Command, Job, TaskKind};
use crate::tasks::{Task, TaskContext, TaskEvent, TaskSet};
use crate::ui::Queue;

/// Starts work whose answer, if it has one, is a command. It runs to its end.
///
/// `name` says what it does, such as `reading the citations`.
pub(crate) fn start(
    queue: &Queue,
    name: &'static str,
    work: impl FnOnce() -> Option<Command> + Send + 'static,
) {
    let queue = queue.clone();
    let task = Task::start(
        name,
        |_context| work(),
        move |event| match event {
            TaskEvent::Done(command) => queue.send(command),
            TaskEvent::Failed(failure) => queue.send(Command::TaskFailed { job: None, failure }),
            TaskEvent::Progress(_) | TaskEvent::Cancelled => {}
        },
    );
    task.detach();
}

/// The latest job of each kind.
#[derive(Default)]
pub(crate) struct Jobs {
    tasks: TaskSet<TaskKind>,
}

impl Jobs {
    /// Starts a job, which reports its progress and can be cancelled. An earlier one of its kind is
    /// cancelled.
    pub(crate) fn begin(
        &mut self,
        queue: &Queue,
        job: Job,
        work: impl FnOnce(&TaskContext<'_>) -> Option<Command> + Send + 'static,
    ) {
        let queue = queue.clone();
        let name = match job.kind {
            TaskKind::Reading => "reading the file",
            TaskKind::LayingOut => "laying out the actors",
            TaskKind::FindingBlocs => "finding groups of actors",
            TaskKind::Writing => "writing the file",
        };
        let task = Task::start(name, work, move |event| match event {
            TaskEvent::Progress(share) => queue.send(Command::Progress(job, share)),
            TaskEvent::Done(answer) => queue.send(Command::Answer(job, Box::new(answer))),
            TaskEvent::Failed(failure) => queue.send(Command::TaskFailed {
                job: Some(job),
                failure,
            }),
            TaskEvent::Cancelled => {}
        });
        self.tasks.insert(job.kind, task);
    }

    /// Cancels the job of this kind.
    pub(crate) fn cancel(&mut self, kind: TaskKind) {
        self.tasks.cancel(&kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Effect, Settings, State};

    #[test]
    fn a_job_that_panics_is_reported_and_the_feature_works_again() {
        let mut state = State::new(Settings::default());
        let effect = state.handle(Command::Open("/tmp/net.json".into()));
        assert!(matches!(effect, Some(Effect::Load(_))));
        assert_eq!(state.busy, Some(TaskKind::Reading));

        let (queue, commands) = Queue::new();
        let mut jobs = Jobs::default();
        let job = state.job(TaskKind::Reading);
        jobs.begin(&queue, job, |_| panic!("row 3 is missing"));
        state.handle(commands.recv().unwrap());
        assert_eq!(state.busy, None, "it is not read any longer");
        let notice = &state.notices[0];
        assert!(notice.is_failure);
        for words in ["reading the file", "row 3 is missing", "Try again"] {
            assert!(notice.text.contains(words), "{}", notice.text);
        }

        let job = state.job(TaskKind::Reading);
        jobs.begin(&queue, job, |_| Some(Command::Search(None)));
        let answer = commands.recv().unwrap();
        assert!(matches!(answer, Command::Answer(of, _) if of == job));
    }

    #[test]
    fn work_without_a_job_that_panics_is_reported() {
        let (queue, commands) = Queue::new();
        start(&queue, "reading the citations", || panic!("broken"));
        let mut state = State::new(Settings::default());
        state.handle(commands.recv().unwrap());
        assert!(state.notices[0].text.contains("reading the citations"));
    }
}
