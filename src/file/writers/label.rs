//! Names as labels of formats in which some characters cannot be written. Knows no format.

use std::cell::Cell;

use crate::words::counted;

/// Changes names to labels, and counts those that changed.
pub(super) struct LabelMaker {
    replacements: fn(char) -> Option<char>,
    changed: Cell<usize>,
}

impl LabelMaker {
    /// A maker in which the function replaces characters. Characters that control a line become
    /// spaces, and spaces at the ends are left out.
    pub(super) fn new(replacements: fn(char) -> Option<char>) -> Self {
        Self {
            replacements,
            changed: Cell::new(0),
        }
    }

    pub(super) fn of(&self, name: &str) -> String {
        let replaced = |letter: char| {
            let is_line =
                letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}');
            if is_line {
                ' '
            } else {
                (self.replacements)(letter).unwrap_or(letter)
            }
        };
        let label: String = name.chars().map(replaced).collect();
        let label = label.trim();
        if label != name {
            self.changed.set(self.changed.get() + 1);
        }
        label.to_owned()
    }

    /// What was changed, in words.
    pub(super) fn changes(&self) -> Vec<String> {
        let count = self.changed.get();
        let words = || {
            let one = "label with characters that the format cannot have (they are replaced)";
            let many = "labels with characters that the format cannot have (they are replaced)";
            counted(count, one, many)
        };
        (count > 0).then(words).into_iter().collect()
    }
}
