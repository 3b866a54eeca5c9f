//! Opening files and networks, and what was found wrong with them.

use std::path::{Path, PathBuf};

use crate::app::job::TaskKind;
use crate::app::leaving::AfterLeaving;
use crate::app::state::Dialog;
use crate::app::{Effect, Example, RefusedDocument, State};

impl State {
    pub(in crate::app) fn ask_open(&mut self) -> Option<Effect> {
        self.leave(AfterLeaving::AskOpen)
    }

    pub(super) fn open(&mut self, path: PathBuf) -> Option<Effect> {
        self.leave(AfterLeaving::Open(path))
    }

    pub(in crate::app) fn open_example(&mut self, example: Example) -> Option<Effect> {
        self.leave(AfterLeaving::OpenExample(example))
    }

    pub(in crate::app) fn new_network(&mut self) -> Option<Effect> {
        self.leave(AfterLeaving::New)
    }

    pub(super) fn open_failed(&mut self, refused: RefusedDocument) -> Option<Effect> {
        let RefusedDocument {
            name,
            issues,
            columns,
            tables,
        } = refused;
        self.end(TaskKind::Reading);
        self.postpone_recovery();
        if let Some(columns) = columns {
            self.dialog = Some(Dialog::Columns(columns));
            return None;
        }
        self.dialog = Some(Dialog::Report {
            name,
            issues,
            is_open: false,
        });
        self.ask_tables(tables);
        None
    }

    pub(super) fn forget(&mut self, path: &Path) -> Option<Effect> {
        self.settings.recent.retain(|recent| recent != path);
        None
    }

    pub(in crate::app) fn show_report(&mut self) -> Option<Effect> {
        if self.open.source.issues.is_empty() {
            self.notify("Nothing wrong was found with this file", false);
        } else {
            self.dialog = Some(Dialog::Report {
                name: self.open.source.name.clone(),
                issues: self.open.source.issues.clone(),
                is_open: true,
            });
        }
        None
    }

    pub(in crate::app) fn show_help(&mut self) -> Option<Effect> {
        self.dialog = Some(Dialog::Help);
        None
    }

    pub(super) fn close_dialog(&mut self) -> Option<Effect> {
        self.put_away_dialog();
        None
    }
}
