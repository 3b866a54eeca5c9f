//! The columns of the open file, and what the program remembers about columns. Reads no file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{ColumnMap, ColumnPreview, NetworkChoice};

/// The most files whose columns are remembered.
const MAX_REMEMBERED: usize = 60;

/// The columns of a file, as they were understood.
#[derive(Clone, Debug, PartialEq)]
pub struct FileColumns {
    /// The file.
    pub path: PathBuf,
    /// What tells whether another file has the same columns.
    pub key: Vec<String>,
    /// How they were understood.
    pub preview: Arc<ColumnPreview>,
    /// The tables that were read with it.
    pub with: Vec<PathBuf>,
    /// Which of several networks was read.
    pub network: Option<NetworkChoice>,
    /// Whether an earlier choice said what they mean.
    pub is_remembered: bool,
}

impl FileColumns {
    /// What tells files with the same columns: their names, and where no line names them also the
    /// name of the file.
    pub fn key(preview: &ColumnPreview, path: &Path) -> Vec<String> {
        let mut key = preview.names();
        if preview.map.has_header == Some(false) {
            key.extend(path.file_name().map(|name| name.display().to_string()));
        }
        key
    }

    /// Whether somebody should look at them: something was guessed, and nobody said it was right.
    pub fn is_doubtful(&self) -> bool {
        !self.is_remembered && !self.preview.guesses.is_empty()
    }
}

/// What columns of these names mean, as it was chosen for a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RememberedColumns {
    /// The names of the columns.
    pub key: Vec<String>,
    /// What they mean.
    pub map: ColumnMap,
}

/// Remembers a choice, the latest first.
pub(super) fn remember(all: &mut Vec<RememberedColumns>, key: Vec<String>, map: ColumnMap) {
    all.retain(|known| known.key != key);
    all.insert(0, RememberedColumns { key, map });
    all.truncate(MAX_REMEMBERED);
}
