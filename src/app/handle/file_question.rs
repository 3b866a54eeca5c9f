//! Questions for files: what a dialog begins with, and what is done with its answer.

use std::path::PathBuf;

use crate::app::{
    ActorPictureCommand, CodingCommand, Command, Effect, EventsCommand, FilePurpose, FileQuestion,
    ReaderCommand, State,
};

impl FilePurpose {
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
            Self::Picture(actor) => Command::ActorPicture(ActorPictureCommand::Choose(path, actor)),
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
