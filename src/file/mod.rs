//! Bytes to model and back: one file for each dialect, a table of formats, and `disk`, the only user of `std::fs`. Knows no graph and no window.

pub mod picture;
