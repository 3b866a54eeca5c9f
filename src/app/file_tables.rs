//! Tables beside the open one that may belong to it. Reads no file.

use std::path::PathBuf;

/// A table, and others beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTables {
    /// The table that was opened.
    pub path: PathBuf,
    /// Those that may belong to it, by their names.
    pub beside: Vec<PathBuf>,
}
