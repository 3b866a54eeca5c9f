//! That nothing is lost: what is found out about files and about work that stands in none, what the user decides about
//! it, and what must be done for it. Knows no file and no clock; times come and go as numbers.

use std::path::PathBuf;

use crate::model::{Difference, Document, EarlierVersion, Stamp};
use crate::tasks::Generation;

/// What is found out about files and unsaved work, and what the user decides about it.
#[derive(Clone, Debug)]
pub enum Safety {
    /// Windows that ended left work behind.
    LeftBehind {
        /// Whose, the latest last.
        leftovers: Vec<RecoverableWork>,
        /// Whether somebody asked, and wants to hear that there is nothing too.
        was_asked_for: bool,
    },
    /// The file is now like this; nothing where it is gone.
    FileSeen {
        /// The document generation when it was looked at.
        generation: Generation,
        /// What it is like.
        stamp: Option<Stamp>,
    },
    /// Another window has the file open.
    OpenElsewhere {
        /// The document generation when it was looked at.
        generation: Generation,
    },
    /// The file was not saved over: another program changed it.
    SaveRefused {
        /// Where to.
        path: PathBuf,
        /// The document generation when it was asked for.
        generation: Generation,
        /// What the file is like now.
        theirs: Stamp,
    },
    /// The document was compared with what now stands in the file.
    Compared {
        /// The document generation when it was asked for.
        generation: Generation,
        /// The way from the file to the document.
        difference: Box<Difference>,
    },
    /// The earlier versions of the file.
    VersionsFound {
        /// The document generation when it was asked for.
        generation: Generation,
        /// The latest first.
        versions: Vec<ComparedVersion>,
    },
    /// Something beside the document failed; the words say what to do.
    Warn(String),
    /// Open work that was left behind.
    Recover(PathBuf),
    /// Give work up that was left behind.
    Discard(PathBuf),
    /// Open the file as another program left it, in place of the document.
    Reload,
    /// Stay with the document; saving writes it over what another program left.
    KeepMine,
    /// Say what sets the document and the file apart.
    Compare,
    /// Go on with a copy that stands in no file.
    WorkOnCopy,
    /// Open an earlier version as a copy.
    OpenVersion(PathBuf),
}

/// What must be done outside so that nothing is lost.
#[derive(Clone, Debug, PartialEq)]
pub enum SafetyRequest {
    /// Look for work that was left behind, because somebody asked.
    FindLeftovers,
    /// Read work that was left behind, and go on keeping it.
    Recover(PathBuf),
    /// Take work away that was left behind.
    Discard(PathBuf),
    /// Compare the document with what now stands in a file.
    Compare(Compared),
    /// Look for earlier versions of a file, and compare the document with them.
    FindVersions(Compared),
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
pub struct Compared {
    /// The document generation, to know later which document was compared.
    pub generation: Generation,
    /// The file.
    pub path: PathBuf,
    /// The document.
    pub document: Box<Document>,
}

/// Which state of which document stands in no file: when this changes there is something else to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The document generation.
    pub generation: Generation,
    /// The document's revision.
    pub revision: u64,
    /// What its file was like.
    pub stamp: Option<Stamp>,
}

/// Work that a window left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct RecoverableWork {
    /// Where it is kept.
    pub path: PathBuf,
    /// What it was called.
    pub name: String,
    /// The file that it was to be saved to.
    pub file: Option<PathBuf>,
    /// When it was kept, in nanoseconds since 1970.
    pub kept_ns: u64,
    /// How many actors it has.
    pub actors: usize,
    /// How many relations it has.
    pub relations: usize,
    /// Whether the file was saved after this work was edited last.
    pub is_older_than_file: bool,
    /// The way to it from what stands in the file; nothing where the file cannot be read.
    pub difference: Option<Box<Difference>>,
}

/// An earlier version of the file, compared with the document.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedVersion {
    /// The version.
    pub version: EarlierVersion,
    /// The difference from it to the document; nothing where it cannot be read.
    pub difference: Option<Box<Difference>>,
}

/// A file that another program changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// What the file is like now.
    pub theirs: Stamp,
    /// Whether it was found out on the way to saving.
    pub stops_save: bool,
    /// The way from the file to the document, once they were compared.
    pub difference: Option<Box<Difference>>,
}
