//! A line of a table, whatever separates its cells. Knows no format.

/// A line of a table.
pub(crate) trait CellRow {
    /// How many cells it has.
    fn len(&self) -> usize;
    /// A cell, without space around it; empty if the line is too short.
    fn cell(&self, at: usize) -> &str;
}
