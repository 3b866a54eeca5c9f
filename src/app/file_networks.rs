//! The networks of the open file, if it has several, and what the program remembers of them. Reads
//! no file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::{FileNetwork, NetworkChoice};

/// The networks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNetworks {
    /// The file.
    pub path: PathBuf,
    /// Its networks.
    pub networks: Vec<FileNetwork>,
    /// Which of them were read; without a choice all, as one.
    pub chosen: Option<NetworkChoice>,
}

/// The most files whose networks are remembered.
const MAX_REMEMBERED: usize = 60;

/// Which of its networks a file was read with, as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedNetwork {
    /// The file.
    pub path: PathBuf,
    /// What was chosen.
    pub choice: NetworkChoice,
}

/// Remembers a choice, the latest first.
pub(super) fn remember_network(
    all: &mut Vec<RememberedNetwork>,
    path: &Path,
    choice: NetworkChoice,
) {
    all.retain(|known| known.path != path);
    let path = path.to_owned();
    all.insert(0, RememberedNetwork { path, choice });
    all.truncate(MAX_REMEMBERED);
}
