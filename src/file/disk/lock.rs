//! Advisory locks, by which windows of the program find each other. The system releases the
//! locks of a process that was killed.

use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};

use super::DiskError;
use super::private::make_private_folder_of;

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
    /// A link or a pipe at this path is not of the program, and is removed: opening it would make a
    /// file elsewhere, or wait.
    ///
    /// # Errors
    /// Says why the lock file cannot be made.
    pub fn take(path: &Path) -> Result<Option<Self>, DiskError> {
        make_private_folder_of(path)?;
        let there = fs::symlink_metadata(path);
        if there.is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            super::remove(path)?;
        }
        let mut options = fs::File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
            options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
        }
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

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_pipe_in_the_place_of_a_lock_reaches_nothing_and_does_not_wait() {
        let folder = tempfile::tempdir().unwrap();
        let outside = folder.path().join("outside");
        let path = folder.path().join("locks/a.lock");
        fs::create_dir(folder.path().join("locks")).unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        Lock::take(&path).unwrap().unwrap().release();
        assert!(!outside.exists());
        let pipe = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(pipe.unwrap().success());
        let held = Lock::take(&path).unwrap().unwrap();
        assert!(fs::symlink_metadata(&path).unwrap().is_file());
        assert!(Lock::take(&path).unwrap().is_none());
        drop(held);
    }
}
