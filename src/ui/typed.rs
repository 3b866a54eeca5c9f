//! What is being typed in forms and is not in the document yet. It counts as unsaved work.

use crate::app::Change;

/// The texts being typed in one or several forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Typed {
    /// The changes that the forms would make.
    pub(super) changes: Vec<Change>,
    /// Whether a form holds a text that can make no change yet: a date that is not valid.
    pub(super) is_unfinished: bool,
}

impl Typed {
    /// Of a form that makes one change.
    pub(super) fn one(change: Change) -> Self {
        Self {
            changes: vec![change],
            is_unfinished: false,
        }
    }

    /// Of a form that can make no change yet.
    pub(super) fn unfinished() -> Self {
        Self {
            changes: Vec::new(),
            is_unfinished: true,
        }
    }

    /// Of both.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self.is_unfinished |= other.is_unfinished;
        self
    }
}
