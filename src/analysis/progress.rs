//! Progress of an analysis, and its cancellation.

use std::ops::ControlFlow;

/// Called from time to time with the share that is done, from 0 to 1; returns `Break` to cancel.
pub type AnalysisProgress<'a> = &'a (dyn Fn(f32) -> ControlFlow<()> + Sync);
