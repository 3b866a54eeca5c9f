//! The import of event data: its dialog and its requests. Reads nothing: a task does, and answers
//! with a command.

use std::path::PathBuf;

use crate::events::EventRequest;

/// A command about the import of event data.
#[derive(Clone, Debug)]
pub enum EventsCommand {
    /// Add files and folders to the dialog.
    AddFiles(Vec<PathBuf>),
    /// Remove a file or folder from the dialog.
    RemoveFile(PathBuf),
    /// Import, as asked.
    Import(Box<EventRequest>),
    /// The import failed; the message says why.
    Failed(String),
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventSource {
    /// Files.
    Files,
    /// A folder with files.
    Folder,
}

/// What the import of event data needs from the outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventsEffect {
    /// Import, as asked.
    Import(Box<EventRequest>),
}

/// What the dialog begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventDialog {
    /// The files, and the rules of the last import.
    pub request: EventRequest,
    /// Why the last import failed.
    pub problem: Option<String>,
}
