//! Background threads of the window.

pub(crate) mod analysis_task;
pub(crate) mod balance_over_time;
pub(crate) mod job;
pub(crate) mod live;
pub(crate) mod quote_checker;
pub(crate) mod worker;
