//! Errors of the disk in words: which file, what went wrong, and what to do.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::model::Stamp;

/// Why a file could not be read or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskError {
    /// Which file.
    pub path: PathBuf,
    /// What went wrong, and what to do.
    pub message: String,
}

impl DiskError {
    pub(super) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            message: message.into(),
        }
    }

    /// Why this file cannot be read.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        let message = match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
            ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
            _ => format!("the file cannot be read: {error}"),
        };
        Self::new(path, message)
    }

    /// Why this file cannot be saved.
    pub(super) fn saving(path: &Path, error: &io::Error) -> Self {
        let message = match error.kind() {
            ErrorKind::NotFound => "the folder does not exist; make it first",
            ErrorKind::NotADirectory => "what should be its folder is a file",
            ErrorKind::PermissionDenied => "you may not write into this folder; save elsewhere",
            ErrorKind::ReadOnlyFilesystem => "the disk is read-only; save elsewhere",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "the disk is full; make room, or save elsewhere"
            }
            ErrorKind::FileTooLarge => "the disk does not take files this large; save elsewhere",
            ErrorKind::InvalidFilename => "the disk does not allow such a file name",
            ErrorKind::StaleNetworkFileHandle
            | ErrorKind::NotConnected
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::TimedOut => {
                "the network drive does not answer; save elsewhere, or again when it is back"
            }
            _ => return Self::new(path, format!("the file cannot be saved: {error}")),
        };
        Self::new(path, message)
    }
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
    /// It was changed; this is its stamp now.
    Changed(Stamp),
    /// It could not be written.
    Disk(DiskError),
}

impl From<DiskError> for SaveError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}
