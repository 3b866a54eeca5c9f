//! How far the reading of a file has come, and whether anyone still wants it.

use std::ops::ControlFlow;

/// Called now and then with the share done, from 0 to 1; answers `Break` to give the reading up.
pub type Progress<'p> = &'p dyn Fn(f32) -> ControlFlow<()>;

/// How many bytes go by between two reports.
const PACE: usize = 1 << 16;

/// Reports one half of a reading as it goes through the bytes: first all become a tree, then the tree becomes records.
#[derive(Clone, Copy, Default)]
pub(super) struct Watch<'p> {
    report: Option<Progress<'p>>,
    bytes: usize,
    done: f32,
    told: usize,
}

impl<'p> Watch<'p> {
    /// Of so many bytes, on the way to a tree.
    pub(super) fn of(report: Option<Progress<'p>>, bytes: usize) -> Self {
        Self {
            report,
            bytes,
            ..Self::default()
        }
    }

    /// The same on the way to records.
    pub(super) fn of_records(report: Option<Progress<'p>>, bytes: usize) -> Self {
        Self {
            done: 0.5,
            ..Self::of(report, bytes)
        }
    }

    /// Tells that the bytes up to here are done; says whether to stop.
    pub(super) fn is_given_up(&mut self, at: usize) -> bool {
        if at.abs_diff(self.told) < PACE {
            return false;
        }
        self.told = at;
        let share = self.done + 0.5 * at as f32 / self.bytes.max(1) as f32;
        self.report
            .is_some_and(|report| report(share.clamp(0.0, 1.0)).is_break())
    }
}
