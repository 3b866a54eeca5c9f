//! What the user is asked a file for. Knows no dialog: the window asks, and the answer is a
//! command.

use std::path::PathBuf;

use super::{
    CodingCommand, Command, EventSource, EventsCommand, ExportOptions, ReaderCommand, State,
};
use crate::app::Effect;
use crate::model::ReferenceId;

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum FilePurpose {
    /// A network to open, or tables that belong together.
    Open,
    /// A text to add, for this reference if one is given.
    Text(Option<ReferenceId>),
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

    /// What is done with the files that were chosen; `None` without any. Only networks and event
    /// data take several.
    pub fn command(self, mut paths: Vec<PathBuf>) -> Option<Command> {
        if self == Self::Open && paths.len() > 1 {
            return Some(Command::OpenTables(paths));
        }
        if matches!(self, Self::Events(_)) {
            return Some(Command::Events(EventsCommand::AddFiles(paths)));
        }
        let path = paths.pop()?;
        Some(match self {
            Self::Open => Command::Open(path),
            Self::Text(to) => Command::Reader(ReaderCommand::Fetch(path, to)),
            Self::Citations => Command::Reader(ReaderCommand::FetchCitations(path)),
            Self::Merge => Command::Coding(CodingCommand::Merge(path)),
            Self::Proposals => Command::Coding(CodingCommand::ReadProposals(path)),
            Self::Codebook => Command::Coding(CodingCommand::ReadCodebook(path)),
            Self::Events(_) => Command::Events(EventsCommand::AddFiles(vec![path])),
            Self::Save => Command::SaveTo(path),
            Self::Export(options) => Command::ExportTo(path, options),
        })
    }
}

impl State {
    /// Asks the user for a file.
    pub fn ask_file(&self, mut purpose: FilePurpose) -> Effect {
        if let FilePurpose::Export(options) = &mut purpose {
            options.figure.view = self.open.session.view;
            options.figure.order = self.open.session.order;
        }
        let name = match purpose {
            FilePurpose::Save => self.file_name_with("", "json"),
            FilePurpose::Export(_) => self.file_stem(),
            _ => String::new(),
        };
        let folder = match purpose {
            FilePurpose::Text(_) => self.settings.texts_folder.clone(),
            _ if purpose.writes() => self.open.source.folder(),
            _ => None,
        };
        Effect::AskFile(FileQuestion {
            purpose,
            folder,
            name,
        })
    }
}
