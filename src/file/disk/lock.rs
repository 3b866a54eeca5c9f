//! Advisory locks, by which windows of the program find each other. The system releases the
//! locks of a process that was killed.

use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};

use super::DiskError;
use super::replace::make_private_folder_of;

/// A file that no other process can lock while this is held. Dropping it releases the lock and
/// leaves the file.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Held open: closing it releases the lock.
    _file: fs::File,
}

impl Lock {
    /// Takes the lock, or nothing if another window has it. Always succeeds on file systems
    /// without locking.
    ///
    /// # Errors
    /// Says why the lock file cannot be made.
    pub fn take(path: &Path) -> Result<Option<Self>, DiskError> {
        make_private_folder_of(path)?;
        let mut options = fs::File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(path)
            .map_err(|error| DiskError::saving(path, &error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Self {
                path: path.to_owned(),
                _file: file,
            })),
        }
    }

    /// Releases the lock, and removes its file.
    pub fn release(self) {
        // A file that stays is empty and does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_has_the_lock_and_it_can_be_taken_again_when_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("locks/a.lock");
        let held = Lock::take(&path).unwrap().unwrap();
        assert!(Lock::take(&path).unwrap().is_none());
        drop(held);
        let again = Lock::take(&path).unwrap().unwrap();
        again.release();
        assert!(!path.exists());
    }
}
