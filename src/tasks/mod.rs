//! Background work: everything that takes longer than a frame runs here. Knows neither the window
//! nor what the work is about.
//!
//! | type | for |
//! | --- | --- |
//! | [`Task`] | one piece of work with one answer: opening a file, a layout |
//! | [`TaskSet`] | tasks by key: the later one of a key cancels the earlier one |
//! | [`SerialTasks`] | work that must not overlap or be dropped: saves and exports, by path |
//! | [`Service`] | a thread that lives with its owner and takes messages: the live layout |
//! | [`Computed`] | a value that follows a key: what panels show of a large network |
//! | [`Generation`] | whether a late answer still counts |
//! | [`CancelToken`] | asking work to end early |
//! | [`run_to_end`] | another program, with what it says |
//!
//! All of them catch panics and report them as a [`TaskFailure`]. The caller passes a function that
//! receives the events of the work, and wakes the thread that shows them.

mod cancel;
mod command;
mod computed;
mod generation;
mod serial;
mod service;
mod set;
mod task;

pub use cancel::CancelToken;
pub use command::run_to_end;
pub use computed::{Computed, ComputedStatus, Identity};
pub use generation::Generation;
pub use serial::SerialTasks;
pub use service::{Service, ServiceEnded, ServiceHandle};
pub use set::TaskSet;
pub use task::{Task, TaskContext, TaskEvent, TaskFailure, catch_panic};
