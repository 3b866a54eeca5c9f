//! The stamp of a file, to find out later whether the file was changed. A value; knows no file.

use serde::{Deserialize, Serialize};

/// Length, time and hash of a file when it was read or written.
///
/// Length and time are cheap to ask for; the hash decides when they differ, since copying or
/// touching a file changes its time but not its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// How many bytes.
    pub length: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified_ns: u64,
    /// `SipHash` 2-4 of the bytes.
    pub hash: u64,
}

impl Stamp {
    /// Whether the file has the same contents as when the other stamp was taken.
    pub fn has_same_contents(&self, other: &Self) -> bool {
        (self.length, self.hash) == (other.length, other.hash)
    }
}
