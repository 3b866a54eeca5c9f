//! The import of event data: the dialog, and what follows from it.

use std::path::PathBuf;

use crate::app::event_import::{EventDialog, EventsCommand};
use crate::app::job::TaskKind;
use crate::app::leaving::AfterLeaving;
use crate::app::state::Dialog;
use crate::app::{Effect, State};
use crate::events::EventRequest;

impl State {
    /// Opens the dialog with the files and rules of the last import.
    pub(in crate::app) fn show_event_import(&mut self) -> Option<Effect> {
        self.ask_events(None);
        None
    }

    fn ask_events(&mut self, problem: Option<String>) {
        self.dialog = Some(Dialog::Events(Box::new(EventDialog {
            request: self.last_event_request.clone(),
            problem,
        })));
    }

    pub(super) fn obey_events(&mut self, command: EventsCommand) -> Option<Effect> {
        match command {
            EventsCommand::AddFiles(paths) => self.add_event_files(paths),
            EventsCommand::RemoveFile(path) => {
                if let Some(Dialog::Events(open)) = &mut self.dialog {
                    open.request.paths.retain(|known| *known != path);
                }
            }
            EventsCommand::Import(request) => return self.import_events(*request),
            EventsCommand::Failed(problem) => {
                self.replacing = None;
                self.end(TaskKind::Reading);
                self.ask_events(Some(problem));
            }
        }
        None
    }

    fn add_event_files(&mut self, paths: Vec<PathBuf>) {
        if let Some(Dialog::Events(open)) = &mut self.dialog {
            let known = &mut open.request.paths;
            for path in paths {
                if !known.contains(&path) {
                    known.push(path);
                }
            }
        }
    }

    fn import_events(&mut self, request: EventRequest) -> Option<Effect> {
        self.last_event_request = request.clone();
        self.put_away_dialog();
        self.leave(AfterLeaving::ImportEvents(Box::new(request)))
    }

    /// Shows the dialog again where the reading that was cancelled is an import.
    pub(super) fn reopen_event_import(&mut self) -> bool {
        let was_import = self.is_importing_events();
        if was_import {
            self.replacing = None;
            self.ask_events(None);
        }
        was_import
    }

    /// Whether event data are being imported.
    pub(super) fn is_importing_events(&self) -> bool {
        let replacing = self.replacing.as_ref();
        replacing.is_some_and(|one| matches!(one.then, AfterLeaving::ImportEvents(_)))
    }
}
