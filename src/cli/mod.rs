//! The program without a window.

pub mod export;
