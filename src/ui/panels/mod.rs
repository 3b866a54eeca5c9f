//! The tabs of the side panel: details, sources, time, balance, rank and history.

pub(crate) mod balance;
pub(crate) mod details;
pub(crate) mod history;
pub(crate) mod rank;
pub(crate) mod shortest_path;
pub(crate) mod sources;
pub(crate) mod time_panel;
