//! Temporary files of saves: made beside the file that they replace, and removed after saves that
//! were killed.
//!
//! A temporary file is locked as long as the process that writes it lives. So one without a
//! lock will never be finished.

use std::fs::{self, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use super::access::Access;
use super::read::{entries, list};
use crate::file::WriteProgress;

/// How many bytes are written between two reports of progress. They are on the disk when they are
/// reported.
const REPORT_EVERY: usize = 16 << 20;

const PREFIX: &str = ".frenemy-";
const SUFFIX: &str = ".tmp";

/// The age at which a temporary file without a lock is removed: the writer of a younger one may be
/// about to lock it.
const MIN_AGE: Duration = Duration::from_secs(10);

/// The same on file systems without locks.
const MIN_AGE_UNLOCKED: Duration = Duration::from_hours(24);

/// A complete file in this folder, on the disk, ready to take the place of another.
pub(super) fn write(
    folder: &Path,
    bytes: &[u8],
    access: &Access,
    progress: WriteProgress<'_>,
) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // Nobody may read the new file who may not read the finished one.
    #[cfg(unix)]
    builder.permissions(access.first_permissions());
    let mut new = builder.tempfile_in(folder)?;
    // On file systems without locks, only old files are removed.
    let _ = new.as_file().try_lock();
    if let Some(permissions) = access.last_permissions(&new.as_file().metadata()?) {
        new.as_file().set_permissions(permissions)?;
    }
    write_all(new.as_file_mut(), bytes, progress)?;
    // On Windows no other process can read a locked file.
    #[cfg(windows)]
    let _ = new.as_file().unlock();
    Ok(new)
}

/// Writes bytes, and returns when all of them are on the disk.
pub(super) fn write_all(
    file: &mut fs::File,
    bytes: &[u8],
    progress: WriteProgress<'_>,
) -> io::Result<()> {
    let mut written = 0;
    for part in bytes.chunks(REPORT_EVERY) {
        file.write_all(part)?;
        written += part.len();
        if written < bytes.len() {
            file.sync_data()?;
            progress(written as f32 / bytes.len() as f32);
        }
    }
    file.sync_all()
}

/// Removes temporary files of saves that were killed from a folder. Files of other names stay, and
/// those of a process that is alive.
pub fn sweep(folder: &Path) {
    for path in list(folder, "tmp") {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        if name.starts_with(PREFIX.as_bytes()) && is_abandoned(&path).unwrap_or(false) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Sweeps the folders in a folder.
pub fn sweep_below(folder: &Path) {
    for folder in entries(folder) {
        sweep(&folder);
    }
}

fn is_abandoned(path: &Path) -> io::Result<bool> {
    // A link is not ours, and opening a pipe would wait.
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(false);
    }
    let file = fs::File::options().read(true).write(true).open(path)?;
    let age = file.metadata()?.modified()?.elapsed().unwrap_or_default();
    Ok(match file.try_lock() {
        Ok(()) => age >= MIN_AGE,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => age >= MIN_AGE_UNLOCKED,
    })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::path::PathBuf;
    use std::time::SystemTime;

    use super::*;

    fn file(folder: &Path, name: &str, age: Duration) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, b"half").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
        path
    }

    #[test]
    fn temporary_files_of_a_killed_save_are_removed_and_nothing_else() {
        const HOUR: Duration = Duration::from_hours(1);
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let killed = file(folder, ".frenemy-aB3.tmp", HOUR);
        let fresh = file(folder, ".frenemy-cD4.tmp", Duration::ZERO);
        let foreign = file(folder, "other.tmp", HOUR);
        let document = file(folder, ".frenemy-notes.json", HOUR);
        let alive = file(folder, ".frenemy-eF5.tmp", HOUR);
        let writer = fs::File::open(&alive).unwrap();
        writer.try_lock().unwrap();

        sweep(folder);
        assert!(!killed.exists());
        for stays in [fresh, foreign, document, alive.clone()] {
            assert!(stays.exists(), "{}", stays.display());
        }
        drop(writer);
        sweep(folder);
        assert!(!alive.exists(), "its process is gone");
    }

    #[test]
    fn progress_is_the_share_of_the_bytes_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let shares = |count: usize| {
            let (bytes, shares) = (vec![7; count], RefCell::new(Vec::new()));
            let report = |share: f32| shares.borrow_mut().push(share);
            let new = write(folder.path(), &bytes, &Access::Default, &report).unwrap();
            assert_eq!(fs::read(new.path()).unwrap(), bytes);
            shares.into_inner()
        };
        assert_eq!(shares(4 * REPORT_EVERY), [0.25, 0.5, 0.75]);
        assert!(shares(REPORT_EVERY).is_empty() && shares(0).is_empty());
    }

    #[test]
    fn a_file_that_is_being_written_is_locked() {
        let folder = tempfile::tempdir().unwrap();
        let new = write(folder.path(), b"bytes", &Access::Default, &|_| ()).unwrap();
        let other = fs::File::open(new.path()).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)) || cfg!(windows));
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_private_from_the_start() {
        use std::os::unix::fs::PermissionsExt as _;
        let like = |mode| Access::Like(fs::Permissions::from_mode(mode));
        assert_eq!(Access::Private.first_permissions().mode(), 0o600);
        assert_eq!(like(0o600).first_permissions().mode(), 0o600);
        assert_eq!(like(0o440).first_permissions().mode(), 0o640);
    }
}
