//! Jobs: what goes on in the background and takes a while. A later job of a kind makes the answer to an earlier one void,
//! and so does giving it up.

use super::State;

/// What goes on that takes a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// A file is read.
    Reading,
    /// Actors are placed.
    LayingOut,
    /// A file is written.
    Writing,
}

/// One piece of work, to tell its answer from that to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// What kind of work.
    pub kind: TaskKind,
    number: u64,
}

/// How many jobs of each kind were begun or given up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Jobs {
    reading: u64,
    laying_out: u64,
    writing: u64,
}

impl Jobs {
    fn number(&mut self, kind: TaskKind) -> &mut u64 {
        match kind {
            TaskKind::Reading => &mut self.reading,
            TaskKind::LayingOut => &mut self.laying_out,
            TaskKind::Writing => &mut self.writing,
        }
    }
}

impl State {
    /// The job of this kind that was begun last.
    pub fn job(&self, kind: TaskKind) -> Job {
        let mut jobs = self.jobs;
        let number = *jobs.number(kind);
        Job { kind, number }
    }

    /// Whether the answer to this job is still waited for: no later one was begun, and it was not given up.
    pub fn awaits(&self, job: Job) -> bool {
        self.job(job.kind) == job
    }

    /// What goes on, in words.
    pub fn busy_in_words(&self) -> Option<String> {
        Some(match self.busy? {
            TaskKind::Reading => "Reading the file…".to_owned(),
            TaskKind::LayingOut => match self.document().actors.len() {
                count @ 1000.. => format!("Placing {} actors…", grouped(count)),
                _ => "Placing the actors…".to_owned(),
            },
            TaskKind::Writing => "Writing…".to_owned(),
        })
    }

    /// From now on this goes on, and nothing of the kind that went on before.
    pub(super) fn begin(&mut self, kind: TaskKind) {
        self.void(kind);
        self.busy = Some(kind);
        self.progress = None;
    }

    /// This goes on no longer; what else goes on still does.
    pub(super) fn end(&mut self, kind: TaskKind) {
        if self.busy == Some(kind) {
            self.busy = None;
            self.progress = None;
        }
    }

    /// Whatever is answered to the job of this kind changes nothing.
    pub(super) fn void(&mut self, kind: TaskKind) {
        *self.jobs.number(kind) += 1;
    }
}

/// A number with its thousands apart: `100,000`.
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
    fn thousands_stand_apart() {
        let numbers = [7, 999, 1000, 33_000, 1_234_567];
        assert_eq!(
            numbers.map(grouped),
            ["7", "999", "1,000", "33,000", "1,234,567"]
        );
    }
}
