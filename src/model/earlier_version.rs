//! An earlier version of a file, as a plain value. Knows no file.

use std::path::PathBuf;

/// What was in a file before it was saved over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierVersion {
    /// Where it is kept.
    pub path: PathBuf,
    /// When it was written into the file, in nanoseconds since 1970.
    pub written_ns: u64,
    /// How many bytes it has.
    pub length: u64,
}
