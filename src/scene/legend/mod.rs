//! The legend: the meaning of shapes, colours, dashes and arrowheads, with samples drawn like the
//! picture.

mod sample;
pub use sample::{DrawnOfLines, LegendEntry, LegendSample, SAMPLE};

mod entries;
pub use entries::{entries, matrix_entries};

mod drawing;
mod labels;
