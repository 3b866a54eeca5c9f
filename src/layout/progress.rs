//! Progress of a layout, and its cancellation.

use std::ops::ControlFlow;

/// Called from time to time with the share that is done, from 0 to 1; returns `Break` to cancel. It
/// may be called from any thread.
pub type LayoutProgress<'a> = &'a (dyn Fn(f32) -> ControlFlow<()> + Sync);

/// A part of the whole work: a step reports its own share and does not know what comes before and
/// after.
#[derive(Clone, Copy)]
pub(super) struct ProgressPart<'a> {
    report: LayoutProgress<'a>,
    from: f32,
    span: f32,
}

impl<'a> ProgressPart<'a> {
    pub(super) fn new(report: LayoutProgress<'a>) -> Self {
        Self {
            report,
            from: 0.0,
            span: 1.0,
        }
    }

    /// Reports the share of this part that is done; `None` means cancelled.
    pub(super) fn at(&self, share: f32) -> Option<()> {
        (self.report)((self.from + share * self.span).clamp(0.0, 1.0)).continue_value()
    }

    /// The part of this part between two shares of it.
    pub(super) fn part(&self, from: f32, to: f32) -> Self {
        Self {
            report: self.report,
            from: self.from + from * self.span,
            span: (to - from) * self.span,
        }
    }
}
