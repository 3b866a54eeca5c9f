//! A text as it was read from the disk.

use crate::evidence::Text;
use crate::model::Reference;

/// A saved text.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedText {
    /// What it says.
    pub words: String,
    /// What the user should know about how it was read.
    pub note: Option<String>,
    /// Which file it was taken from, where that was no plain text.
    pub origin: Option<String>,
    /// What that file says about itself.
    pub citation: Option<Box<Reference>>,
}

impl From<SavedText> for Text {
    fn from(saved: SavedText) -> Self {
        Self::new(saved.words).with_note(saved.note)
    }
}
