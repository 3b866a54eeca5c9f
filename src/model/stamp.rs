//! What a file was like when it was read or written, to tell later whether it still is. A value; knows no file.

use serde::{Deserialize, Serialize};

/// What a file was like when it was read or written.
///
/// Length and time are cheap to ask for; the hash settles it where they differ, since copying and touching a file
/// change its time and not what it says.
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
    /// Whether the file says the same as when the other stamp was taken, whenever it was written.
    pub fn says_the_same(&self, other: &Self) -> bool {
        (self.length, self.hash) == (other.length, other.hash)
    }
}
