//! Leaving the document: what happens after, and what the user has decided about it.

use std::path::PathBuf;

use super::example::Example;
use crate::events::EventRequest;

/// What happens after changes are saved or discarded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AfterLeaving {
    /// The window closes.
    Quit,
    /// A file is chosen.
    AskOpen,
    /// A file is opened.
    Open(PathBuf),
    /// A bundled example is opened.
    OpenExample(Example),
    /// An empty network is begun.
    New,
    /// Event data are imported.
    ImportEvents(Box<EventRequest>),
    /// Recoverable work is opened.
    Recover(PathBuf),
    /// An earlier version is opened as a copy.
    OpenVersion {
        /// Where it is kept.
        path: PathBuf,
        /// The name of the copy.
        name: String,
    },
}

/// A document that is being read, to take the place of the open one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacing {
    /// What is read.
    pub(super) then: AfterLeaving,
    /// How many changes the open document had when reading began: these may be lost.
    pub(super) changes: usize,
}

/// The document is about to be left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaving {
    /// What happens after that.
    pub(super) then: AfterLeaving,
    /// Whether the user has discarded unsaved changes.
    pub(super) gives_up_changes: bool,
}
