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
    /// `SipHash` 2-4 of the path with all links resolved: another one where a link has taken the
    /// place of the file. `None` for bytes that were not in a file.
    #[serde(default)]
    pub place: Option<u64>,
    /// The file itself, whatever its names are: `SipHash` 2-4 of its device and number. `None` for
    /// bytes that were not in a file, and where the system does not say.
    #[serde(default)]
    pub file: Option<u64>,
}

/// What is at the path of the open file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileNow {
    /// The file, with this stamp.
    Present(Stamp),
    /// Nothing: it was moved or deleted.
    Gone,
    /// Something else, which is never written through; says what, as in “a pipe has taken the place
    /// of the file”.
    Replaced(String),
}

impl Stamp {
    /// Whether the file has the same contents as when the other stamp was taken.
    pub fn has_same_contents(&self, other: &Self) -> bool {
        (self.length, self.hash) == (other.length, other.hash)
    }

    /// This stamp at the place of another, if there is one: what is known to be at a path that was
    /// opened before says nothing new about where that path leads, and to which file.
    #[must_use]
    pub fn at_place_of(self, opened: Option<Self>) -> Self {
        let (place, file) = opened.map_or((self.place, self.file), |opened| {
            (opened.place, opened.file)
        });
        Self {
            place,
            file,
            ..self
        }
    }
}
