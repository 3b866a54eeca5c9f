//! Reading and saving files: the only user of `std::fs`.
//!
//! A file is never half written: its bytes go into a new file beside it, which takes its place when all of them are on
//! the disk. Who reads the file meanwhile sees the old one or the new one. A file that is no longer as it was when it
//! was read is not replaced at all, where the caller says what it was like.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one module that touches files"
)]

pub mod backup;
mod lock;
pub mod saving;
pub mod watch;

use std::fmt;
use std::fs;
use std::hash::Hasher as _;
use std::io::{self, ErrorKind, Read as _, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use siphasher::sip::SipHasher24;

use crate::model::Stamp;

pub use lock::Lock;

/// Why a file could not be read or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskError {
    /// Which file.
    pub path: PathBuf,
    /// What went wrong, and what to do.
    pub message: String,
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.message)
    }
}

impl std::error::Error for DiskError {}

/// Why a file was not replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// It is no longer as it was; this is what it is like now.
    Changed(Stamp),
    /// The disk did not take it.
    Disk(DiskError),
}

impl From<DiskError> for SaveError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

/// The bytes of a file.
///
/// # Errors
/// Says why the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    read_stamped(path).map(|(bytes, _stamp)| bytes)
}

/// The bytes of a file, and what it was like when they were read.
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
    whole.map_err(|error| reading(path, &error))
}

/// The bytes of a file in a folder or below it, with links followed, that is not larger than `max_bytes`.
///
/// For names that come from a stranger's file: nothing else is read.
///
/// # Errors
/// Says why the file cannot be read, or is not read.
pub fn read_within(folder: &Path, name: &Path, max_bytes: u64) -> Result<Vec<u8>, DiskError> {
    let path = folder.join(name);
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| reading(path, &error));
    let file = real(&path)?;
    if !file.starts_with(real(or_here(folder))?) {
        let message = format!("it is outside {}, and is not read", folder.display());
        return Err(failure(&path, message));
    }
    read_limited(&file, max_bytes)
}

/// The bytes of an ordinary file that is not larger than `max_bytes`: no folder, no device and no pipe.
///
/// # Errors
/// Says why the file cannot be read, or is not read.
pub fn read_limited(path: &Path, max_bytes: u64) -> Result<Vec<u8>, DiskError> {
    let about = fs::metadata(path).map_err(|error| reading(path, &error))?;
    if about.is_dir() {
        return Err(failure(path, "this is a folder, not a file".to_owned()));
    }
    if !about.is_file() {
        return Err(failure(path, "this is not an ordinary file".to_owned()));
    }
    if about.len() > max_bytes {
        let message = format!(
            "it has {} bytes, and no more than {max_bytes} are read",
            about.len()
        );
        return Err(failure(path, message));
    }
    read(path)
}

/// What a file is like now, or nothing where there is none that can be read.
pub fn stamp(path: &Path) -> Option<Stamp> {
    glance(path)?;
    let (_bytes, stamp) = read_stamped(path).ok()?;
    Some(stamp)
}

/// Length and time of a file: what a glance shows that does not read it. Nothing where there is none, or a device.
pub fn glance(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((metadata.len(), modified_ns(&metadata)))
}

/// Puts bytes into a file at once, or leaves it as it was.
///
/// A link stays a link, and the file keeps its permissions. The bytes are on the disk when this returns.
///
/// # Errors
/// Says why the file cannot be saved, and what to do.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    match save_over(path, bytes, None) {
        Ok(_stamp) => Ok(()),
        Err(SaveError::Disk(error)) => Err(error),
        Err(SaveError::Changed(_)) => Err(failure(path, "the file was changed meanwhile".into())),
    }
}

/// Like [`save`], but only while the file still says what it said at this stamp, or is gone. Looks at the file right
/// before it is replaced, and returns what it is like after.
///
/// # Errors
/// Says what the file is like now, or why it cannot be saved.
pub fn save_over(path: &Path, bytes: &[u8], base: Option<Stamp>) -> Result<Stamp, SaveError> {
    let target = follow_links(path);
    let old = fs::metadata(&target).ok();
    match &old {
        Some(old) if old.is_dir() => {
            let message = "this is a folder; add a file name";
            return Err(failure(path, message.to_owned()).into());
        }
        Some(old) if !old.is_file() => {
            fs::write(&target, bytes).map_err(|error| saving(path, &error))?;
            return Ok(stamped(bytes, 0));
        }
        Some(old) if old.permissions().readonly() => {
            let message = "the file is read-only; save under another name, or make it writable";
            return Err(failure(path, message.to_owned()).into());
        }
        _ => {}
    }
    let permissions = old.map(|old| old.permissions());
    let new = write_beside(&target, bytes, permissions).map_err(|error| saving(path, &error))?;
    if let Some(now) = base.and_then(|base| changed_since(&target, &base)) {
        return Err(SaveError::Changed(now));
    }
    let modified_ns = new.as_file().metadata().map_or(0, |new| modified_ns(&new));
    new.persist(&target)
        .map_err(|error| saving(path, &error.error))?;
    sync_folder(folder_of(&target));
    Ok(stamped(bytes, modified_ns))
}

/// What a file is like now, where it no longer says what it said at this stamp; nothing where it does or is gone.
pub fn changed_since(path: &Path, base: &Stamp) -> Option<Stamp> {
    if glance(path)? == (base.length, base.modified_ns) {
        return None;
    }
    stamp(path).filter(|now| !now.says_the_same(base))
}

/// Whether something stands at this path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Puts bytes into a new file below a folder, and makes the folders between. False where something is at that path
/// already, which stays as it is. The new file gets the permissions of `original`, where there is one.
///
/// For names that come from a stranger's file: links that lead out of the folder are not followed.
///
/// # Errors
/// Says why the file cannot be made, or is not made.
pub fn save_new_within(
    folder: &Path,
    name: &Path,
    bytes: &[u8],
    original: Option<&Path>,
) -> Result<bool, DiskError> {
    let path = folder.join(name);
    make_folder_of(&path)?;
    let real = |path: &Path| fs::canonicalize(or_here(path)).map_err(|error| saving(path, &error));
    let parent = real(folder_of(&path))?;
    if !parent.starts_with(real(folder)?) {
        let message = format!(
            "a link leads outside {}, where nothing is written; remove the link",
            folder.display()
        );
        return Err(failure(&path, message));
    }
    let permissions = original.and_then(|original| fs::metadata(original).ok());
    let permissions = permissions.map(|metadata| metadata.permissions());
    // The real folder is named, so that a link made meanwhile changes nothing.
    let target = parent.join(path.file_name().unwrap_or_default());
    let new = write_beside(&target, bytes, permissions).map_err(|error| saving(&path, &error))?;
    match new.persist_noclobber(&target) {
        Ok(_) => {
            sync_folder(&parent);
            Ok(true)
        }
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(refused) => Err(saving(&path, &refused.error)),
    }
}

/// The files with this ending in a folder, by name; none where there is no such folder.
pub fn list(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == extension));
    files.sort();
    files
}

/// Takes a file away; one that is not there is fine.
///
/// # Errors
/// Says why it stays.
pub fn remove(path: &Path) -> Result<(), DiskError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failure(
            path,
            format!("the file cannot be removed: {error}"),
        )),
        _ => Ok(()),
    }
}

/// Makes the folder that a file is to lie in, where it is missing.
///
/// # Errors
/// Says why there is none.
pub fn make_folder_of(path: &Path) -> Result<(), DiskError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| saving(folder, &error))
}

/// Takes away what saves that were killed left behind in a folder of the program's own; a save takes no day.
pub fn sweep(folder: &Path) {
    const DAY: Duration = Duration::from_hours(24);
    for path in list(folder, "tmp") {
        let written = fs::metadata(&path).and_then(|metadata| metadata.modified());
        if written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > DAY)) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The one path of a file, whatever links lead to it, as far as it can be found.
pub fn canonical(path: &Path) -> PathBuf {
    let found = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    found.unwrap_or_else(|_| path.to_owned())
}

/// A name for everything kept about a file: its own name for who looks, and a hash of its path to tell two of that
/// name apart.
pub fn key(path: &Path) -> String {
    let path = canonical(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}-{:016x}", hash(path.as_os_str().as_encoded_bytes()))
}

/// The time now, in nanoseconds since 1970.
pub fn now_ns() -> u64 {
    since_1970_ns(SystemTime::now())
}

/// Writes a new file beside the target, ready to take its place.
fn write_beside(
    target: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".frenemy-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = builder.tempfile_in(folder_of(target))?;
    new.write_all(bytes)?;
    if let Some(permissions) = permissions {
        new.as_file().set_permissions(permissions)?;
    }
    new.as_file().sync_all()?;
    Ok(new)
}

fn folder_of(path: &Path) -> &Path {
    or_here(path.parent().unwrap_or(Path::new("")))
}

/// The folder, or the working folder where the path is empty.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn stamped(bytes: &[u8], modified_ns: u64) -> Stamp {
    Stamp {
        length: bytes.len() as u64,
        modified_ns,
        hash: hash(bytes),
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

/// Puts the folder's entry on the disk as well. Some file systems refuse; the file is complete all the same.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The file that a link leads to in the end, even where it is not there yet.
fn follow_links(path: &Path) -> PathBuf {
    const LONGEST_CHAIN: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LONGEST_CHAIN {
        let Ok(next) = fs::read_link(&path) else {
            break;
        };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

fn reading(path: &Path, error: &io::Error) -> DiskError {
    let message = match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        _ => format!("the file cannot be read: {error}"),
    };
    failure(path, message)
}

fn saving(path: &Path, error: &io::Error) -> DiskError {
    let message = match error.kind() {
        ErrorKind::NotFound => "the folder does not exist; make it first".to_owned(),
        ErrorKind::NotADirectory => "what should be its folder is a file".to_owned(),
        ErrorKind::PermissionDenied => {
            "you may not write into this folder; save elsewhere".to_owned()
        }
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only; save elsewhere".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or save elsewhere".to_owned()
        }
        ErrorKind::FileTooLarge => "the disk takes no file so large; save elsewhere".to_owned(),
        ErrorKind::InvalidFilename => "the disk does not allow such a file name".to_owned(),
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NotConnected
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::TimedOut => {
            "the network drive does not answer; save elsewhere, or again when it is back".to_owned()
        }
        _ => format!("the file cannot be saved: {error}"),
    };
    failure(path, message)
}

fn failure(path: &Path, message: String) -> DiskError {
    DiskError {
        path: path.to_owned(),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(result: Result<(), DiskError>) -> String {
        result.unwrap_err().message
    }

    #[test]
    fn a_saved_file_reads_back_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        save(&path, b"one").unwrap();
        save(&path, b"two").unwrap();
        assert_eq!(read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn errors_say_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        save(&file, b"{}").unwrap();
        insta::assert_snapshot!(message(save(folder.path(), b"")), @"this is a folder; add a file name");
        let nowhere = folder.path().join("no/such/a.json");
        insta::assert_snapshot!(message(save(&nowhere, b"")), @"the folder does not exist; make it first");
        insta::assert_snapshot!(message(save(&file.join("b"), b"")), @"what should be its folder is a file");
        insta::assert_snapshot!(message(read(&nowhere).map(drop)), @"there is no such file");
        insta::assert_snapshot!(message(read(folder.path()).map(drop)), @"this is a folder, not a file");
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        insta::assert_snapshot!(message(save(&file, b"")), @"the file is read-only; save under another name, or make it writable");
        assert_eq!(read(&file).unwrap(), b"{}");
    }

    #[test]
    fn a_file_that_another_program_changed_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let mine = save_over(&path, b"mine", None).unwrap();
        assert_eq!(changed_since(&path, &mine), None);
        fs::write(&path, b"theirs").unwrap();
        let theirs = stamp(&path).unwrap();
        let refused = save_over(&path, b"mine again", Some(mine));
        assert_eq!(refused, Err(SaveError::Changed(theirs)));
        assert_eq!(read(&path).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        save_over(&path, b"mine again", Some(theirs)).unwrap();
        assert_eq!(read(&path).unwrap(), b"mine again");
    }

    #[test]
    fn a_file_that_was_only_touched_or_taken_away_is_saved_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let mine = save_over(&path, b"mine", None).unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(UNIX_EPOCH).unwrap();
        assert_eq!(changed_since(&path, &mine), None);
        save_over(&path, b"touched", Some(mine)).unwrap();
        remove(&path).unwrap();
        save_over(&path, b"gone", Some(mine)).unwrap();
        assert_eq!(read(&path).unwrap(), b"gone");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_the_file_keeps_its_permissions() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("real.json");
        let link = folder.path().join("link.json");
        save(&file, b"old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.json", &link).unwrap();
        save(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(read(&file).unwrap(), b"new");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
