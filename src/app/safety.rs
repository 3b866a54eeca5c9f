//! Unsaved work and files that other programs change: what was found, what the user decides, and
//! the requests that follow. Knows no file and no clock; times are numbers.

use std::path::PathBuf;

use crate::model::{Difference, Document, EarlierVersion, FileNow, Stamp};
use crate::tasks::Generation;

/// What was found out about files and unsaved work, and what the user decides about it.
#[derive(Clone, Debug)]
pub enum SafetyCommand {
    /// Work of windows that ended without saving was found.
    RecoverableFound {
        /// The work, the latest last.
        work: Vec<RecoverableWork>,
        /// Whether the user asked: then a notice reports that nothing was found.
        was_asked_for: bool,
    },
    /// The file as it is now.
    FileSeen {
        /// The document generation when it was looked at.
        generation: Generation,
        /// What is at its path.
        now: FileNow,
    },
    /// Another window has the file open.
    OpenElsewhere {
        /// The document generation when it was looked at.
        generation: Generation,
    },
    /// The file was not saved: another program changed it.
    SaveRefused {
        /// Where it would be saved.
        path: PathBuf,
        /// The document generation when it was asked for.
        generation: Generation,
        /// The stamp of the file now.
        theirs: Stamp,
    },
    /// The document was compared with the file as it is now.
    Compared {
        /// The document generation when it was asked for.
        generation: Generation,
        /// The difference from the file to the document.
        difference: Box<Difference>,
    },
    /// The earlier versions of the file.
    VersionsFound {
        /// The document generation when it was asked for.
        generation: Generation,
        /// The latest first.
        versions: Vec<ComparedVersion>,
    },
    /// Something beside the document failed; the message says what to do.
    Warn(String),
    /// Open recoverable work.
    Recover(PathBuf),
    /// Discard recoverable work.
    Discard(PathBuf),
    /// Open the file as another program left it, instead of the document.
    Reload,
    /// Keep the document; saving overwrites what another program wrote.
    KeepMine,
    /// Show the difference between the document and the file.
    Compare,
    /// Continue with a copy that is in no file.
    WorkOnCopy,
    /// Open an earlier version as a copy.
    OpenVersion(PathBuf),
}

/// What is done outside the state for unsaved work and changed files.
#[derive(Clone, Debug, PartialEq)]
pub enum SafetyRequest {
    /// Look for recoverable work, because the user asked.
    FindRecoverable,
    /// Read recoverable work, and keep it from now on.
    Recover(PathBuf),
    /// Delete recoverable work.
    Discard(PathBuf),
    /// Compare the document with a file as it is now.
    Compare(Comparison),
    /// Look for earlier versions of a file, and compare the document with them.
    FindVersions(Comparison),
    /// Read an earlier version of a file.
    LoadVersion {
        /// Where it is kept.
        path: PathBuf,
        /// The name of the copy.
        name: String,
    },
}

/// What is compared with a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The generation of this document.
    pub generation: Generation,
    /// The file.
    pub path: PathBuf,
    /// The document.
    pub document: Box<Document>,
}

/// A state of a document, and of its file: when this changes, recovery has something else to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The document generation.
    pub generation: Generation,
    /// The document's revision.
    pub revision: u64,
    /// The stamp of its file.
    pub stamp: Option<Stamp>,
}

/// Unsaved work of a window that ended.
#[derive(Clone, Debug, PartialEq)]
pub struct RecoverableWork {
    /// Where it is kept.
    pub path: PathBuf,
    /// Its name in the title bar.
    pub name: String,
    /// The file that saving would have written.
    pub file: Option<PathBuf>,
    /// When it was kept, in nanoseconds since 1970.
    pub kept_ns: u64,
    /// How many actors it has.
    pub actors: usize,
    /// How many relations it has.
    pub relations: usize,
    /// Whether the file was saved after this work was edited last.
    pub is_older_than_file: bool,
    /// The difference from the file to it; `None` if the file cannot be read.
    pub difference: Option<Box<Difference>>,
}

/// An earlier version of the file, compared with the document.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedVersion {
    /// The version.
    pub version: EarlierVersion,
    /// The difference from it to the document; `None` if it cannot be read.
    pub difference: Option<Box<Difference>>,
}

/// A file that another program changed.
#[derive(Clone, Debug, PartialEq)]
pub struct FileChange {
    /// The stamp of the file now.
    pub theirs: Stamp,
    /// Whether a save was refused because of it.
    pub stops_save: bool,
    /// The difference from the file to the document, once they are compared.
    pub difference: Option<Box<Difference>>,
}
