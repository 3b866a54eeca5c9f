//! Reading and saving files: the only user of `std::fs`. Knows no format.
//!
//! A file is never half written ([`replace`]). A file that changed since it was read is not
//! replaced, if the caller gives its stamp. The contents that a save replaces are kept as an
//! earlier version ([`backup`]).
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one module that touches files"
)]

mod access;
pub mod backup;
mod beside;
mod error;
mod lock;
mod place;
mod private;
mod read;
mod reopened;
mod replace;
pub mod saving;
mod stream;
mod temporary;
pub mod watch;

#[cfg(test)]
mod tests;

use std::fs;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use siphasher::sip::SipHasher24;

use crate::model::Stamp;

pub use beside::tables_beside;
pub use error::{DiskError, SaveError};
pub use lock::Lock;
pub use place::replaced;
pub use private::check_private;
pub use read::{
    changed_since, exists, glance, is_folder, list, look, read, read_bytes, read_limited,
    read_stamped, read_within, spelled, stamp,
};
pub use reopened::ReopenedFile;
pub use replace::{
    make_folder_of, remove, save, save_copy, save_new_within, save_over, save_private,
};
pub use stream::{
    OpenFile, TemporaryFolder, files_below, files_matching, open_stream, temporary_error,
};
pub use temporary::{sweep, sweep_below};

/// How many bytes of a file's name are in its [`key`], at most: file systems allow names of 255
/// bytes.
const MAX_KEY_NAME: usize = 200;

/// The path of a file with all links resolved, as far as it exists.
pub fn canonical(path: &Path) -> PathBuf {
    let found = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    found.unwrap_or_else(|_| path.to_owned())
}

/// A name for everything kept about a file: its own name, for people, and a hash of its
/// path to distinguish files with the same name.
pub fn key(path: &Path) -> String {
    let path = canonical(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = &name[..name.floor_char_boundary(MAX_KEY_NAME)];
    format!("{name}-{:016x}", hash(path.as_os_str().as_encoded_bytes()))
}

/// The time now, in nanoseconds since 1970.
pub fn now_ns() -> u64 {
    since_1970_ns(SystemTime::now())
}

/// The folder of a file; the working folder if its path has none.
pub fn folder_of(path: &Path) -> &Path {
    or_here(path.parent().unwrap_or(Path::new("")))
}

/// The folder, or the working folder if the path is empty.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// The stamp of these bytes, which are in no file yet.
pub(crate) fn stamped(bytes: &[u8], modified_ns: u64) -> Stamp {
    Stamp {
        length: bytes.len() as u64,
        modified_ns,
        hash: hash(bytes),
        place: None,
        file: None,
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = SipHasher24::new();
    hasher.write(bytes);
    hasher.finish()
}

fn modified_ns(metadata: &fs::Metadata) -> u64 {
    metadata.modified().map_or(0, since_1970_ns)
}

fn since_1970_ns(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// Puts the folder's entry on the disk as well. Some file systems refuse; the file is complete
/// anyway.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
