//! What the columns of the open file mean: the dialog, and the choice that it ends with.

use std::path::PathBuf;

use crate::app::file_columns::remember;
use crate::app::leaving::AfterLeaving;
use crate::app::state::Dialog;
use crate::app::{Effect, FileColumns, State};
use crate::model::ColumnMap;

/// Issues that the dialog shows itself.
const SHOWN_AS_GUESSES: [&str; 3] = ["guessed-ends", "unknown-words", "no-ends"];

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
        let asked = Dialog::Columns(columns.clone());
        let says_more = |dialog: &Dialog| match dialog {
            Dialog::Report { issues, .. } => issues
                .iter()
                .any(|issue| !issue.is_note() && !SHOWN_AS_GUESSES.contains(&issue.code)),
            _ => true,
        };
        let report = self.dialog.replace(asked);
        self.waiting.extend(report.filter(says_more));
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
