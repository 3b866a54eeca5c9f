//! How far a measure has come, and whether anyone still wants it.

use std::ops::ControlFlow;

/// Called now and then with the share done, from 0 to 1; answers `Break` to cancel.
pub type Progress<'a> = &'a (dyn Fn(f32) -> ControlFlow<()> + Sync);
