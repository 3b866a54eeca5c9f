//! Background work: which answers still count. Knows neither the window nor what the work is about.

mod generation;

pub use generation::Generation;
