//! How far a layout has come, and whether anyone still wants it.

use std::ops::ControlFlow;

/// Called now and then with the share done, from 0 to 1; answers `Break` to cancel. It may be called from any thread.
pub type Progress<'a> = &'a (dyn Fn(f32) -> ControlFlow<()> + Sync);

/// A stretch of the whole, so that a step can report its own share without knowing what comes before and after.
#[derive(Clone, Copy)]
pub(super) struct Watch<'a> {
    report: Progress<'a>,
    from: f32,
    span: f32,
}

impl<'a> Watch<'a> {
    pub(super) fn new(report: Progress<'a>) -> Self {
        Self {
            report,
            from: 0.0,
            span: 1.0,
        }
    }

    /// Reports the share of this stretch that is done; `None` means stop.
    pub(super) fn at(&self, share: f32) -> Option<()> {
        (self.report)((self.from + share * self.span).clamp(0.0, 1.0)).continue_value()
    }

    /// The part of this stretch between two shares of it.
    pub(super) fn part(&self, from: f32, to: f32) -> Self {
        Self {
            report: self.report,
            from: self.from + from * self.span,
            span: (to - from) * self.span,
        }
    }
}
