//! Progress of reading and writing a file, and whether the reading was cancelled.

use std::ops::ControlFlow;

/// Called periodically with the share done, from 0 to 1; returns `Break` to cancel the reading.
pub type Progress<'p> = &'p dyn Fn(f32) -> ControlFlow<()>;

/// Called with the share of the bytes that are on the disk, from 0 to 1.
pub type WriteProgress<'p> = &'p dyn Fn(f32);

/// How many bytes are read between two reports.
const REPORT_EVERY: usize = 1 << 16;

/// Reports one half of a reading as it goes through the bytes: first the file is parsed, then
/// records are made of it.
#[derive(Clone, Copy, Default)]
pub(crate) struct ProgressMeter<'p> {
    report: Option<Progress<'p>>,
    bytes: usize,
    /// The share done before this part.
    start: f32,
    /// The share of a reading that this part is.
    share: f32,
    reported_at: usize,
}

impl<'p> ProgressMeter<'p> {
    /// The first half of reading this many bytes.
    pub(super) fn first_half(report: Option<Progress<'p>>, bytes: usize) -> Self {
        Self {
            report,
            bytes,
            share: 0.5,
            ..Self::default()
        }
    }

    /// The second half of the same reading.
    pub(super) fn second_half(self) -> Self {
        Self {
            start: 0.5,
            share: 0.5,
            reported_at: 0,
            ..self
        }
    }

    /// The third quarter, where the second half has two parts.
    pub(super) fn third_quarter(self) -> Self {
        Self {
            share: 0.25,
            ..self.second_half()
        }
    }

    /// The last quarter.
    pub(super) fn last_quarter(self) -> Self {
        Self {
            start: 0.75,
            ..self.third_quarter()
        }
    }

    /// How many bytes the file has.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reports that the bytes up to here are done; returns whether to stop.
    pub(super) fn is_cancelled(&mut self, at: usize) -> bool {
        if at.abs_diff(self.reported_at) < REPORT_EVERY {
            return false;
        }
        self.reported_at = at;
        let share = self.start + self.share * at as f32 / self.bytes.max(1) as f32;
        self.report
            .is_some_and(|report| report(share.clamp(0.0, 1.0)).is_break())
    }

    /// Reports that the item of this number is done; returns whether to stop.
    pub(super) fn is_cancelled_at_item(&mut self, index: usize, count: usize) -> bool {
        let share = index as f32 / count.max(1) as f32;
        self.is_cancelled((share * self.bytes as f32) as usize)
    }
}
