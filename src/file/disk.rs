//! Reading and saving files: the only user of `std::fs`.
//!
//! A file is never half written: its bytes go into a new file beside it, which takes its place when all of them are on
//! the disk. Who reads the file meanwhile sees the old one or the new one.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one module that touches files"
)]

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

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

/// The bytes of a file.
///
/// # Errors
/// Says why the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    fs::read(path).map_err(|error| reading(path, &error))
}

/// The bytes of a file that stands in a folder or below it, with links followed, and is not larger than `most` bytes.
///
/// For names that come from a stranger's file: nothing else is read, no device and no pipe either.
///
/// # Errors
/// Says why the file cannot be read, or must not be.
pub fn read_within(folder: &Path, name: &Path, most: u64) -> Result<Vec<u8>, DiskError> {
    let path = folder.join(name);
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| reading(path, &error));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let file = real(&path)?;
    if !file.starts_with(real(folder)?) {
        let message = format!(
            "it stands outside {}, where it is not read",
            folder.display()
        );
        return Err(failure(&path, message));
    }
    let about = fs::metadata(&file).map_err(|error| reading(&path, &error))?;
    if about.is_dir() {
        return Err(failure(&path, "this is a folder, not a file".to_owned()));
    }
    if !about.is_file() {
        return Err(failure(&path, "this is no ordinary file".to_owned()));
    }
    if about.len() > most {
        let message = format!(
            "it has {} bytes, and no more than {most} are read",
            about.len()
        );
        return Err(failure(&path, message));
    }
    read(&file)
}

/// Puts bytes into a file at once, or leaves it as it was.
///
/// A link stays a link, and the file keeps its permissions. The bytes are on the disk when this returns.
///
/// # Errors
/// Says why the file cannot be saved, and what to do.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let target = follow_links(path);
    let old = fs::metadata(&target).ok();
    match &old {
        Some(old) if old.is_dir() => {
            let message = "this is a folder; add a file name";
            return Err(failure(path, message.to_owned()));
        }
        Some(old) if !old.is_file() => {
            return fs::write(&target, bytes).map_err(|error| saving(path, &error));
        }
        Some(old) if old.permissions().readonly() => {
            let message = "the file is read-only; save under another name, or make it writable";
            return Err(failure(path, message.to_owned()));
        }
        _ => {}
    }
    let permissions = old.map(|old| old.permissions());
    replace(&target, bytes, permissions).map_err(|error| saving(path, &error))
}

/// Whether something stands at this path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Puts bytes into a file that is not there yet; false where something is, which stays as it is.
///
/// # Errors
/// Says why the file cannot be made.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<bool, DiskError> {
    let new = write_beside(path, bytes, None).map_err(|error| saving(path, &error))?;
    match new.persist_noclobber(path) {
        Ok(_) => {
            sync_folder(folder_of(path));
            Ok(true)
        }
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(refused) => Err(saving(path, &refused.error)),
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

/// Writes a new file beside the target and lets it take the target's place.
fn replace(target: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let new = write_beside(target, bytes, permissions)?;
    new.persist(target).map_err(|error| error.error)?;
    sync_folder(folder_of(target));
    Ok(())
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
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
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
        ErrorKind::InvalidFilename => "the disk does not allow such a file name".to_owned(),
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
