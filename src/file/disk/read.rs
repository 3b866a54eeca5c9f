//! Reading files and their stamps. Writes nothing.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{DiskError, modified_ns, or_here, stamped};
use crate::model::Stamp;

/// The bytes of a file.
///
/// # Errors
/// Says why the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    read_stamped(path).map(|(bytes, _stamp)| bytes)
}

/// The bytes of a file, and its stamp when they were read.
///
/// # Errors
/// Says why the file cannot be read.
pub fn read_stamped(path: &Path) -> Result<(Vec<u8>, Stamp), DiskError> {
    // The time is asked for first: what is written while this reads shows a later one.
    let whole = fs::File::open(path).and_then(|mut file| {
        let modified_ns = modified_ns(&file.metadata()?);
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let stamp = stamped(&bytes, modified_ns);
        Ok((bytes, stamp))
    });
    whole.map_err(|error| DiskError::reading(path, &error))
}

/// The bytes of a file in a folder or below it, with links followed, that is not larger than
/// `max_bytes`.
///
/// For names from a file that is not trusted: nothing else is read.
///
/// # Errors
/// Says why the file cannot be read, or is not read.
pub fn read_within(folder: &Path, name: &Path, max_bytes: u64) -> Result<Vec<u8>, DiskError> {
    let path = folder.join(name);
    let real = |of: &Path| fs::canonicalize(of).map_err(|error| DiskError::reading(&path, &error));
    let file = real(&path)?;
    if !file.starts_with(real(or_here(folder))?) {
        let message = format!("it is outside {}, and is not read", folder.display());
        return Err(DiskError::new(&path, message));
    }
    read_limited(&file, max_bytes)
}

/// The bytes of an ordinary file that is not larger than `max_bytes`: no folder, no device and no
/// pipe.
///
/// # Errors
/// Says why the file cannot be read, or is not read.
pub fn read_limited(path: &Path, max_bytes: u64) -> Result<Vec<u8>, DiskError> {
    let about = fs::metadata(path).map_err(|error| DiskError::reading(path, &error))?;
    let message = if about.is_dir() {
        "this is a folder, not a file".to_owned()
    } else if !about.is_file() {
        "this is not an ordinary file".to_owned()
    } else if about.len() > max_bytes {
        let length = about.len();
        format!("it has {length} bytes, and no more than {max_bytes} are read")
    } else {
        return read(path);
    };
    Err(DiskError::new(path, message))
}

/// The stamp of a file now; `None` if it cannot be read.
pub fn stamp(path: &Path) -> Option<Stamp> {
    glance(path)?;
    let (_bytes, stamp) = read_stamped(path).ok()?;
    Some(stamp)
}

/// Length and time of a file, without reading it. Nothing if it does not exist or is a device.
pub fn glance(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((metadata.len(), modified_ns(&metadata)))
}

/// The stamp of a file, if its content differs from this stamp; `None` if it is the same, or the
/// file does not exist.
pub fn changed_since(path: &Path, base: &Stamp) -> Option<Stamp> {
    if glance(path)? == (base.length, base.modified_ns) {
        return None;
    }
    stamp(path).filter(|now| !now.has_same_contents(base))
}

/// Whether there is something at this path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// The files with this ending in a folder, by name; none if there is no such folder.
pub fn list(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|path| path.extension().is_some_and(|ending| ending == extension));
    files
}

/// Everything in a folder, by name; nothing if there is no such folder.
pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
