//! Advisory locks, by which windows of the program know of each other. The system lets go of the lock of a process
//! that was killed.

use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};

use super::{DiskError, make_folder_of, saving};

/// A file that no other process can lock while this is held. Dropping it lets go and leaves the file.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Held open: closing it is letting go.
    _file: fs::File,
}

impl Lock {
    /// Takes the lock, or nothing where another window has it. Where the disk knows no locks everybody gets it.
    ///
    /// # Errors
    /// Says why its file cannot be made.
    pub fn take(path: &Path) -> Result<Option<Self>, DiskError> {
        make_folder_of(path)?;
        let mut options = fs::File::options();
        let file = options.create(true).truncate(false).write(true).open(path);
        let file = file.map_err(|error| saving(path, &error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Self {
                path: path.to_owned(),
                _file: file,
            })),
        }
    }

    /// Lets go, and takes the file away.
    pub fn release(self) {
        // A file that stays is empty and does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_had_by_one_and_can_be_taken_again_when_it_is_dropped() {
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
