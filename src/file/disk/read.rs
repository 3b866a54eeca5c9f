//! Reading files and their stamps. Writes nothing.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::place::{in_words, number_of, place_of, replaced};
use super::{DiskError, modified_ns, or_here, stamped};
use crate::limits::{FILE_BYTES, Limit};
use crate::model::{FileNow, Stamp};

/// How many null bytes a file may begin with.
const FIRST_BYTES: usize = 4096;

/// How many null bytes a file may have one after the other. Free pages of a database are some.
const MOST_ZEROS: usize = 8 << 20;

/// How many bytes are read before they are looked at.
const PIECE_BYTES: usize = 1 << 20;

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
    let (bytes, about) = read_ordinary(path, FILE_BYTES.max)?;
    let stamp = Stamp {
        place,
        file: number_of(&about),
        ..stamped(&bytes, modified_ns(&about))
    };
    Ok((bytes, stamp))
}

/// The bytes of an ordinary file, and what was known of it before they were read: what is written
/// meanwhile shows a later time.
///
/// The file is checked before it is opened, because opening a device can change it, and after that,
/// because another file can have taken its place.
fn read_ordinary(path: &Path, max_bytes: u64) -> Result<(Vec<u8>, fs::Metadata), DiskError> {
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
    let bytes = read_bytes(file, about.len(), max_bytes).map_err(reading)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(path, bytes.len() as u64, max_bytes));
    }
    Ok((bytes, about))
}

/// All bytes of a source that probably has this many, and at most one more than `max`.
///
/// A file with a hole in it, as after a crash or made on purpose, can claim any length: long runs
/// of null bytes are an error.
///
/// # Errors
/// Says what is wrong with the source, or that the memory does not suffice.
pub fn read_bytes(source: impl Read, length: u64, max: u64) -> io::Result<Vec<u8>> {
    let mut source = source.take(max + 1);
    let mut bytes = Vec::new();
    let mut zeros = 0;
    let room = usize::try_from(length.min(max)).unwrap_or(usize::MAX);
    bytes.try_reserve_exact(room.saturating_add(1))?;
    loop {
        let from = bytes.len();
        if bytes.capacity() == from {
            bytes.try_reserve(from.max(PIECE_BYTES))?;
        }
        let piece = PIECE_BYTES.min(bytes.capacity() - from) as u64;
        if source.by_ref().take(piece).read_to_end(&mut bytes)? == 0 {
            return Ok(bytes);
        }
        let is_empty = bytes[from..].iter().all(|byte| *byte == 0);
        zeros = if is_empty {
            zeros + bytes.len() - from
        } else {
            0
        };
        let begins_empty = bytes.len() >= FIRST_BYTES && bytes[..FIRST_BYTES] == [0; FIRST_BYTES];
        if begins_empty || zeros > MOST_ZEROS {
            let place = match bytes.len() - zeros {
                at if !begins_empty => format!("has null bytes from byte {at} on"),
                _ => "begins with null bytes".to_owned(),
            };
            let message = format!("it {place}: it is damaged, or was not written to its end");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
    }
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
    read_ordinary(path, max_bytes).map(|(bytes, _about)| bytes)
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
