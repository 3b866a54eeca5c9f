//! How the open file is read: what its columns mean, which of its networks, and which tables with
//! it. The dialogs, and the choices that they end with.

use std::path::PathBuf;

use crate::app::file_columns::remember;
use crate::app::file_networks::remember_network;
use crate::app::leaving::AfterLeaving;
use crate::app::state::Dialog;
use crate::app::{Effect, FileColumns, FileTables, State};
use crate::model::{ColumnMap, NetworkChoice};

/// Issues that the dialogs show themselves.
const SHOWN_AS_GUESSES: [&str; 4] = [
    "guessed-ends",
    "unknown-words",
    "no-ends",
    "several-networks",
];

impl State {
    pub(in crate::app) fn show_columns(&mut self) -> Option<Effect> {
        self.dialog = self.open.source.columns.clone().map(Dialog::Columns);
        None
    }

    /// Asks what the columns of the file just opened mean, if something was guessed. What else is
    /// wrong with the file is shown after that.
    pub(in crate::app) fn ask_columns(&mut self) {
        let Some(columns) = &self.open.source.columns else {
            return;
        };
        if columns.is_remembered {
            let text = "The columns mean what you chose before; File › Map columns… changes it";
            self.notify(text, false);
            return;
        }
        if !columns.is_doubtful() {
            return;
        }
        self.ask_before_report(Dialog::Columns(columns.clone()));
    }

    /// Shows a dialog about how the file was read. A report that says more is shown after it.
    fn ask_before_report(&mut self, asked: Dialog) {
        let says_more = |dialog: &Dialog| match dialog {
            Dialog::Report { issues, .. } => issues
                .iter()
                .any(|issue| !issue.is_note() && !SHOWN_AS_GUESSES.contains(&issue.code)),
            _ => true,
        };
        let other = self.dialog.replace(asked).filter(says_more);
        if let Some(other) = other {
            self.waiting.push_front(other);
        }
    }

    pub(in crate::app) fn show_networks(&mut self) -> Option<Effect> {
        self.dialog = self.open.source.networks.clone().map(Dialog::Networks);
        None
    }

    /// Asks which of several networks of the file just opened are meant.
    pub(in crate::app) fn ask_network(&mut self) {
        let networks = self.open.source.networks.clone();
        if let Some(networks) = networks.filter(|networks| networks.chosen.is_none()) {
            self.ask_before_report(Dialog::Networks(networks));
        }
    }

    /// Asks whether the tables beside the one just opened belong to it, once.
    pub(in crate::app) fn ask_tables(&mut self, tables: FileTables) {
        if !tables.beside.is_empty() && !self.tables.contains_key(&tables.path) {
            self.tables.insert(tables.path.clone(), Vec::new());
            self.ask_before_report(Dialog::Tables(tables));
        }
    }

    /// Opens tables together, under the name of the first.
    pub(super) fn open_tables(&mut self, mut paths: Vec<PathBuf>) -> Option<Effect> {
        if paths.is_empty() {
            return None;
        }
        let first = paths.remove(0);
        self.tables.insert(first.clone(), paths);
        self.put_away_dialog();
        self.leave(AfterLeaving::Open(first))
    }

    /// Takes which networks of a file are meant, and reads the file again if others were read.
    pub(super) fn choose_network(
        &mut self,
        path: PathBuf,
        choice: NetworkChoice,
    ) -> Option<Effect> {
        let networks = self.open.source.networks.as_mut();
        let networks = networks.filter(|networks| networks.path == path);
        let read = networks.as_ref().map(|networks| networks.chosen.clone());
        let read = read.map(|chosen| chosen.unwrap_or(NetworkChoice::All));
        remember_network(&mut self.settings.networks, &path, choice.clone());
        if let Some(networks) = networks {
            networks.chosen = Some(choice.clone());
        }
        self.put_away_dialog();
        if read == Some(choice) {
            return None;
        }
        self.leave(AfterLeaving::Open(path))
    }

    /// Takes what the columns of a file mean, and reads the file again if that changes anything.
    pub(super) fn map_columns(
        &mut self,
        path: PathBuf,
        key: Vec<String>,
        map: ColumnMap,
    ) -> Option<Effect> {
        let is_read = |columns: &FileColumns| columns.path == path && columns.preview.map == map;
        let is_same = self.open.source.columns.as_ref().is_some_and(is_read);
        remember(&mut self.settings.columns, key, map);
        self.put_away_dialog();
        if is_same {
            return None;
        }
        self.leave(AfterLeaving::Open(path))
    }
}
