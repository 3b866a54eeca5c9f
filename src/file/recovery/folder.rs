//! Where the recovery folder is. Knows nothing of what is in it.

use std::path::{Path, PathBuf};

/// The recovery folder in the data folder.
pub(super) fn folder(data: &Path) -> PathBuf {
    data.join("recovery")
}
