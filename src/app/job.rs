//! Jobs: background work that takes a while. A later job of a kind, and cancelling, make the answer
//! to an earlier one late.

use super::State;
use crate::tasks::Generation;

/// A kind of background work that takes a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// A file is read.
    Reading,
    /// Actors are laid out.
    LayingOut,
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
pub(super) struct Jobs {
    reading: Generation,
    laying_out: Generation,
    writing: Generation,
}

impl Jobs {
    fn generation(self, kind: TaskKind) -> Generation {
        match kind {
            TaskKind::Reading => self.reading,
            TaskKind::LayingOut => self.laying_out,
            TaskKind::Writing => self.writing,
        }
    }

    fn advance(&mut self, kind: TaskKind) {
        match kind {
            TaskKind::Reading => self.reading.advance(),
            TaskKind::LayingOut => self.laying_out.advance(),
            TaskKind::Writing => self.writing.advance(),
        }
    }
}

impl State {
    /// The job of this kind that began last.
    pub fn job(&self, kind: TaskKind) -> Job {
        let generation = self.jobs.generation(kind);
        Job { kind, generation }
    }

    /// Whether the answer to this job still counts: no later one has begun, and it was not
    /// cancelled.
    pub fn awaits(&self, job: Job) -> bool {
        self.jobs.generation(job.kind).accepts(job.generation)
    }

    /// What is being done, for the status bar.
    pub fn busy_in_words(&self) -> Option<String> {
        Some(match self.busy? {
            TaskKind::Reading => "Reading the file…".to_owned(),
            TaskKind::LayingOut => match self.document().actors.len() {
                count @ 1000.. => format!("Laying out {} actors…", grouped(count)),
                _ => "Laying out the actors…".to_owned(),
            },
            TaskKind::Writing => "Writing…".to_owned(),
        })
    }

    /// A job of this kind begins. The answer to an earlier one is late.
    pub(super) fn begin(&mut self, kind: TaskKind) {
        self.void(kind);
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
    pub(super) fn void(&mut self, kind: TaskKind) {
        self.jobs.advance(kind);
    }
}

/// A number with its thousands separated: `100,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_separated() {
        let numbers = [7, 999, 1000, 33_000, 1_234_567];
        assert_eq!(
            numbers.map(grouped),
            ["7", "999", "1,000", "33,000", "1,234,567"]
        );
    }
}
