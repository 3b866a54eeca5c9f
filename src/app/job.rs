//! Jobs: background work that takes a while. A later job of a kind, and cancelling, make the answer
//! to an earlier one late.

use crate::tasks::Generation;

/// A kind of background work that takes a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// A file is read.
    Reading,
    /// Actors are laid out.
    LayingOut,
    /// Blocs are found.
    FindingBlocs,
    /// Files are written.
    Writing,
}

/// One job, to tell its answer from that to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// What kind of work.
    pub kind: TaskKind,
    generation: Generation,
}

/// The generation of the job of each kind: advances when one begins and when one is cancelled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct JobGenerations {
    reading: Generation,
    laying_out: Generation,
    finding_blocs: Generation,
    writing: Generation,
}

impl JobGenerations {
    /// The job of this kind that began last.
    pub(super) fn last(self, kind: TaskKind) -> Job {
        let generation = self.generation(kind);
        Job { kind, generation }
    }

    /// Whether the answer to this job still counts: no later one has begun, and it was not
    /// cancelled.
    pub(super) fn awaits(self, job: Job) -> bool {
        self.generation(job.kind).accepts(job.generation)
    }

    fn generation(self, kind: TaskKind) -> Generation {
        match kind {
            TaskKind::Reading => self.reading,
            TaskKind::LayingOut => self.laying_out,
            TaskKind::FindingBlocs => self.finding_blocs,
            TaskKind::Writing => self.writing,
        }
    }

    /// A job of this kind begins or is cancelled: the answer to an earlier one is late.
    pub(super) fn advance(&mut self, kind: TaskKind) {
        match kind {
            TaskKind::Reading => self.reading.advance(),
            TaskKind::LayingOut => self.laying_out.advance(),
            TaskKind::FindingBlocs => self.finding_blocs.advance(),
            TaskKind::Writing => self.writing.advance(),
        }
    }
}
