//! Reading files and their stamps. Writes nothing.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use super::place::{in_words, place_of, replaced};
use super::{DiskError, modified_ns, or_here, stamped};
use crate::limits::{FILE_BYTES, Limit};
use crate::model::{FileNow, Stamp};

/// How many bytes are looked at before the others are read.
const FIRST_BYTES: u64 = 4096;

/// The bytes of an ordinary file.
///
/// # Errors
/// Says why the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    read_stamped(path).map(|(bytes, _stamp)| bytes)
}

/// The bytes of an ordinary file, and its stamp when they were read.
///
/// # Errors
/// Says why the file cannot be read.
pub fn read_stamped(path: &Path) -> Result<(Vec<u8>, Stamp), DiskError> {
    // Asked for first: a link that takes the place of the file meanwhile leads elsewhere.
    let place = Some(place_of(path));
    let (bytes, modified_ns) = read_ordinary(path, FILE_BYTES.max)?;
    let stamp = stamped(&bytes, modified_ns);
    Ok((bytes, Stamp { place, ..stamp }))
}

/// The bytes of an ordinary file, and the time of its last change.
///
/// The file is checked before it is opened, because opening a device can change it, and after that,
/// because another file can have taken its place.
fn read_ordinary(path: &Path, max_bytes: u64) -> Result<(Vec<u8>, u64), DiskError> {
    let reading = |error: io::Error| DiskError::reading(path, &error);
    check_ordinary(path, &fs::metadata(path).map_err(reading)?, max_bytes)?;
    let mut options = fs::File::options();
    options.read(true);
    // A pipe that takes the place of the file does not block the program.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.open(path).map_err(reading)?;
    let about = file.metadata().map_err(reading)?;
    check_ordinary(path, &about, max_bytes)?;
    // The time is asked for first: what is written while this reads shows a later one.
    let modified_ns = modified_ns(&about);
    let mut bytes = Vec::new();
    let mut limited = file.take(max_bytes + 1);
    // A file of nothing but zeros, as after a crash, can claim any length.
    limited
        .by_ref()
        .take(FIRST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(reading)?;
    if bytes.len() as u64 == FIRST_BYTES && bytes.iter().all(|byte| *byte == 0) {
        let message = "it begins with null bytes: it is damaged, or was not written to its end";
        return Err(DiskError::new(path, message.to_owned()));
    }
    limited.read_to_end(&mut bytes).map_err(reading)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(path, bytes.len() as u64, max_bytes));
    }
    Ok((bytes, modified_ns))
}

/// Refuses folders, devices, pipes, files that the system makes up, and files that are too large.
pub(super) fn check_ordinary(
    path: &Path,
    about: &fs::Metadata,
    max_bytes: u64,
) -> Result<(), DiskError> {
    if about.is_dir() {
        Err(DiskError::new(path, "this is a folder, not a file"))
    } else if !about.is_file() || is_made_up(path) {
        let what = in_words(about.file_type());
        let message = format!("this is {what}, not an ordinary file; copy its content into one");
        Err(DiskError::new(path, message))
    } else if about.len() > max_bytes {
        Err(too_large(path, about.len(), max_bytes))
    } else {
        Ok(())
    }
}

fn too_large(path: &Path, length: u64, max_bytes: u64) -> DiskError {
    let limit = Limit {
        max: max_bytes,
        ..FILE_BYTES
    };
    DiskError::new(path, limit.message(length))
}

/// Whether the system makes up the content while it is read, as of `/proc/kmsg`, which looks like
/// an ordinary file and never ends.
fn is_made_up(path: &Path) -> bool {
    let real = fs::canonicalize(path).unwrap_or_default();
    cfg!(unix) && ["/proc", "/sys"].iter().any(|root| real.starts_with(root))
}

/// The bytes of a file in a folder or below it, with links followed, that is not larger than
/// `max_bytes`. `check` says why a path from the folder is not read; it gets the path that the file
/// has without links.
///
/// For names from a file that is not trusted: nothing else is read.
///
/// # Errors
/// Says why the file cannot be read, or is not read.
pub fn read_within(
    folder: &Path,
    name: &Path,
    max_bytes: u64,
    check: impl Fn(&Path) -> Result<(), String>,
) -> Result<Vec<u8>, DiskError> {
    let path = folder.join(name);
    let real = |of: &Path| fs::canonicalize(of).map_err(|error| DiskError::reading(&path, &error));
    let file = real(&path)?;
    let Ok(below) = file.strip_prefix(real(or_here(folder))?) else {
        let message = "it leads outside the folder of the file, and is not read";
        return Err(DiskError::new(&path, message));
    };
    check(below).map_err(|message| DiskError::new(&path, message))?;
    read_limited(&file, max_bytes)
}

/// The path below a folder that differs from this one only in the spelling of its parts, as
/// `is_same` compares them; `None` if no file is spelled so.
pub fn spelled(
    folder: &Path,
    name: &Path,
    is_same: impl Fn(&OsStr, &OsStr) -> bool,
) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in name.components() {
        let Component::Normal(part) = part else {
            path.push(part);
            continue;
        };
        let here = or_here(folder).join(&path);
        if here.join(part).exists() {
            path.push(part);
            continue;
        }
        let found = entries(&here).into_iter().find_map(|entry| {
            let name = entry.file_name()?;
            is_same(name, part).then(|| name.to_owned())
        });
        path.push(found?);
    }
    Some(path)
}

/// The bytes of an ordinary file that is not larger than `max_bytes`: no folder, no device and no
/// pipe.
///
/// # Errors
/// Says why the file cannot be read, or is not read.
pub fn read_limited(path: &Path, max_bytes: u64) -> Result<Vec<u8>, DiskError> {
    read_ordinary(path, max_bytes).map(|(bytes, _modified_ns)| bytes)
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

/// What is at the path of a file that had this stamp when it was opened or saved.
pub fn look(path: &Path, opened: Option<&Stamp>) -> FileNow {
    if let Some(what) = opened.and_then(|opened| replaced(path, opened)) {
        return FileNow::Replaced(what);
    }
    stamp(path).map_or(FileNow::Gone, |now| {
        FileNow::Present(now.at_place_of(opened.copied()))
    })
}

/// Whether there is a folder at this path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
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
