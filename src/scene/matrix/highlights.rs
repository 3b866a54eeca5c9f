//! The rows and columns that are emphasized. Draws nothing.

use std::collections::BTreeSet;

use super::input::MatrixInput;
use crate::scene::{Color, Subject, Theme};

/// Emphasized rows and columns.
pub(super) struct Highlights {
    pub(super) rows: BTreeSet<usize>,
    pub(super) columns: BTreeSet<usize>,
}

impl Highlights {
    /// The row and column under the pointer, or else those of what is hovered; and those of
    /// selected actors.
    pub(super) fn of(input: &MatrixInput) -> Self {
        let mut highlights = Self {
            rows: BTreeSet::new(),
            columns: BTreeSet::new(),
        };
        match (input.pointed, input.emphasis.hovered) {
            (Some([row, column]), _) => {
                highlights.rows.insert(row);
                highlights.columns.insert(column);
            }
            (None, Some(subject)) => highlights.add(input, subject),
            (None, None) => {}
        }
        for subject in &input.emphasis.selected {
            if let Subject::Actor(_) = subject {
                highlights.add(input, *subject);
            }
        }
        highlights
    }

    fn add(&mut self, input: &MatrixInput, subject: Subject) {
        match subject {
            Subject::Actor(node) => {
                let row = input.content.row_of(node);
                self.rows.extend(row);
                self.columns.extend(row);
            }
            Subject::Tie(index) => {
                let cells = input.content.cells.iter();
                for cell in cells.filter(|cell| cell.ties.contains(&index)) {
                    self.rows.insert(cell.row);
                    self.columns.insert(cell.column);
                }
            }
        }
    }
}

/// The colour behind emphasized rows, columns and names.
pub(super) fn band_color(theme: &Theme) -> Color {
    theme.background.toward(theme.muted, 0.2)
}
