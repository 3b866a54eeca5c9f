//! The number in a cell. Guesses nothing.

use crate::file::formats::numbers::NumberStyle;

/// The number in a cell, with a point or a comma.
pub(super) fn number(cell: &str) -> Option<f64> {
    NumberStyle::default().number(&cell.replace(',', "."))
}
