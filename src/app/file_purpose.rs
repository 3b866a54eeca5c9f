//! What the user is asked a file for. Knows no dialog, and not what is done with the file.

use std::path::PathBuf;

use super::{EventSource, ExportOptions};
use crate::model::{ActorId, ReferenceId};

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum FilePurpose {
    /// A network to open, or tables that belong together.
    Open,
    /// A text to add, for this reference if one is given.
    Text(Option<ReferenceId>),
    /// A picture of this actor.
    Picture(ActorId),
    /// Citations to choose from.
    Citations,
    /// Another coder's file, to merge with.
    Merge,
    /// Proposals to decide.
    Proposals,
    /// A codebook to take.
    Codebook,
    /// Event data to import.
    Events(EventSource),
    /// The file to save to.
    Save,
    /// The file to export to.
    Export(ExportOptions),
}

/// A question for a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileQuestion {
    /// What it is for.
    pub purpose: FilePurpose,
    /// The folder to begin with.
    pub folder: Option<PathBuf>,
    /// The name to begin with; an export adds the extension of its format.
    pub name: String,
}

impl FilePurpose {
    /// Whether the file is written.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Save | Self::Export(_))
    }
}
