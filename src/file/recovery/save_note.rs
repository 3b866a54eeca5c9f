//! A note about the save under way: which bytes a window is about to put into which file.
//!
//! A window that is killed right after a save leaves its recovery file behind, which is then older
//! than the file. The note says that this window, and no other program, wrote the file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::folder;
use crate::file::disk::{self, DiskError};
use crate::model::Stamp;

/// The ending of a note.
pub(super) const NOTE: &str = "saving";

/// What a window is about to put into a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SaveNote {
    /// The process of the window.
    pub(super) process: u32,
    /// When the save began, in nanoseconds since 1970. All edits before are in it.
    pub(super) began_ns: u64,
    /// The stamp that the file will have, except for its time.
    pub(super) stamp: Stamp,
}

/// Notes that a save of these bytes into a file has begun.
///
/// # Errors
/// Says why the note cannot be written.
pub(crate) fn write(
    data: &Path,
    file: &Path,
    bytes: &[u8],
    began_ns: u64,
) -> Result<(), DiskError> {
    let note = SaveNote {
        process: std::process::id(),
        began_ns,
        stamp: disk::stamped(bytes, 0),
    };
    let path = path(&folder(data), file);
    let json = serde_json::to_vec(&note).map_err(|error| DiskError {
        path: path.clone(),
        message: error.to_string(),
    })?;
    disk::save_private(&path, &json)
}

/// The note in this recovery folder about the last save of a file, if there is one that can be
/// read.
pub(super) fn read(folder: &Path, file: &Path) -> Option<SaveNote> {
    let bytes = disk::read(&path(folder, file)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn path(folder: &Path, file: &Path) -> PathBuf {
    folder.join(format!("{}.{NOTE}", disk::key(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_the_bytes_of_the_last_save() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("net.json");
        let read = |file: &Path| read(&folder(data.path()), file);
        assert_eq!(read(&file), None);
        write(data.path(), &file, b"one", 5).unwrap();
        write(data.path(), &file, b"two", 7).unwrap();
        let note = read(&file).unwrap();
        assert_eq!((note.process, note.began_ns), (std::process::id(), 7));
        assert!(note.stamp.has_same_contents(&disk::stamped(b"two", 0)));
        assert_eq!(read(&data.path().join("other.json")), None);
    }
}
