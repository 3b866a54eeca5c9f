//! Jobs: their beginning and end, progress, answers, cancelling, failures.

use emath::{Pos2, pos2};

use crate::app::job::{Job, TaskKind};
use crate::app::open_document::Landing;
use crate::app::{Command, Effect, State};
use crate::tasks::TaskFailure;
use crate::words::grouped;

/// The distance between actors without a position, in scene units.
const GAP: f32 = 60.0;

impl State {
    /// The job of this kind that began last.
    pub fn job(&self, kind: TaskKind) -> Job {
        self.jobs.last(kind)
    }

    /// Whether the answer to this job still counts: no later one has begun, and it was not
    /// cancelled.
    pub fn awaits(&self, job: Job) -> bool {
        self.jobs.awaits(job)
    }

    /// What is being done, for the status bar.
    pub fn busy_in_words(&self) -> Option<String> {
        Some(match self.busy? {
            TaskKind::Reading if self.is_importing_events() => "Reading event data…".to_owned(),
            TaskKind::Reading => "Reading the file…".to_owned(),
            TaskKind::LayingOut => match self.document().actors.len() {
                count @ 1000.. => format!("Laying out {} actors…", grouped(count)),
                _ => "Laying out the actors…".to_owned(),
            },
            TaskKind::FindingBlocs => "Finding groups of actors…".to_owned(),
            TaskKind::Writing => "Writing…".to_owned(),
        })
    }

    /// A job of this kind begins. The answer to an earlier one is late.
    pub(in crate::app) fn begin(&mut self, kind: TaskKind) {
        self.discard_result(kind);
        self.busy = Some(kind);
        self.progress = None;
    }

    /// The job of this kind has ended; other kinds go on.
    pub(super) fn end(&mut self, kind: TaskKind) {
        if self.busy == Some(kind) {
            self.busy = None;
            self.progress = None;
        }
    }

    /// Makes the answer to the job of this kind late.
    pub(super) fn discard_result(&mut self, kind: TaskKind) {
        self.jobs.advance(kind);
    }

    /// Applies the answer to a job, unless it is late.
    pub(super) fn answered(&mut self, job: Job, answer: Command) -> Option<Effect> {
        if !self.awaits(job) {
            return None;
        }
        self.end(job.kind);
        self.handle(answer)
    }

    /// Takes the progress of a job.
    pub(super) fn progressed(&mut self, job: Job, share: f32) -> Option<Effect> {
        let is_free = self.busy.is_none_or(|busy| busy == job.kind);
        if self.awaits(job) && is_free {
            self.busy = Some(job.kind);
            self.progress = Some(share);
        }
        None
    }

    /// Cancels a job: the open document stays, and actors keep their positions. Writing cannot be
    /// cancelled.
    pub(super) fn cancel_task(&mut self, kind: TaskKind) -> Option<Effect> {
        if self.busy != Some(kind) || kind == TaskKind::Writing {
            return None;
        }
        self.discard_result(kind);
        self.end(kind);
        if kind == TaskKind::Reading {
            let what = if self.reopen_event_import() {
                "The import was cancelled"
            } else {
                "Opening the file was cancelled"
            };
            self.notify(what, false);
            return Some(Effect::CancelTask(kind));
        }
        if kind == TaskKind::FindingBlocs {
            self.notify("Finding groups of actors was cancelled", false);
            return Some(Effect::CancelTask(kind));
        }
        self.open.landing = Landing::Amends;
        self.notify(
            if self.open.derived.positions.is_empty() {
                "The layout was cancelled: actors without a position are in rows until the next layout"
            } else {
                "The layout was cancelled: all actors keep their positions"
            },
            false,
        );
        Some(Effect::CancelTask(kind))
    }

    /// Reports a task that panicked, and makes its feature usable again.
    pub(super) fn task_failed(
        &mut self,
        job: Option<Job>,
        failure: &TaskFailure,
    ) -> Option<Effect> {
        self.notify(in_words(failure), true);
        let kind = job.filter(|job| self.awaits(*job))?.kind;
        self.discard_result(kind);
        self.end(kind);
        if kind != TaskKind::LayingOut {
            return None;
        }
        self.open.landing = Landing::Amends;
        Some(Effect::CancelTask(kind))
    }

    /// The positions of the actors; before any layout those of the document, and else rows.
    pub fn positions_or_rows(&self) -> Vec<Pos2> {
        if !self.open.derived.positions.is_empty() {
            return self.open.derived.positions.clone();
        }
        let actors = &self.document().actors;
        let columns = (actors.len() as f32).sqrt().ceil().max(1.0) as usize;
        let in_row = |number: usize| pos2((number % columns) as f32, (number / columns) as f32);
        let positions = actors.iter().enumerate().map(|(number, actor)| {
            let said = actor
                .position
                .map(|position| pos2(position.x as f32, position.y as f32));
            said.unwrap_or_else(|| (in_row(number).to_vec2() * GAP).to_pos2())
        });
        positions.collect()
    }
}

/// A failure as a notice says it: what happened, and what to do.
pub(super) fn in_words(failure: &TaskFailure) -> String {
    format!(
        "{failure}. The document is not affected. Try again; if it fails again, please report it."
    )
}
