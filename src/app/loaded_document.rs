//! Files that were read, and files that could not be.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::example::Example;
use super::{FileColumns, FileNetworks, FileTables};
use crate::graph::Network;
use crate::graph::simplify::Simplify;
use crate::model::{Document, Issue, Stamp};

/// A file that could not be read.
#[derive(Clone, Debug, Default)]
pub struct RefusedDocument {
    /// The name of the file.
    pub name: String,
    /// The problems.
    pub issues: Vec<Issue>,
    /// The columns of a table, if choosing what they mean may help.
    pub columns: Option<FileColumns>,
    /// Its path, and tables beside it that it may belong to.
    pub tables: FileTables,
}

/// A file that was read.
#[derive(Clone, Debug, Default)]
pub struct LoadedDocument {
    /// Its path; `None` for a bundled example, an empty network and what is in no file yet.
    pub path: Option<PathBuf>,
    /// Its name.
    pub name: String,
    /// Which bundled example it is.
    pub example: Option<Example>,
    /// The document.
    pub document: Document,
    /// Its network, if it was made by the task that read the file, so that no frame waits for it.
    pub network: Option<Arc<Network>>,
    /// The problems found in it.
    pub issues: Vec<Issue>,
    /// How its columns were understood, where their meaning can be chosen.
    pub columns: Option<FileColumns>,
    /// Its networks, if the file has several.
    pub networks: Option<FileNetworks>,
    /// Tables beside it that may belong to it.
    pub beside: Vec<PathBuf>,
    /// Whether saving to the same path writes the format that was read.
    pub is_native: bool,
    /// Source texts that are in no file yet, by the path in references.
    pub texts: BTreeMap<String, Arc<str>>,
    /// The stamp of the file; for recovered work, of the file that it was based on.
    pub stamp: Option<Stamp>,
    /// Whether it is in no file as it is: recovered work, an earlier version.
    pub is_unsaved: bool,
    /// The recovery file, for recovered work.
    pub left_at: Option<PathBuf>,
    /// The rules that simplify the picture at first.
    pub simplify: Simplify,
}

impl LoadedDocument {
    /// An empty network.
    pub fn empty() -> Self {
        Self {
            name: "Untitled".to_owned(),
            is_native: true,
            ..Self::default()
        }
    }
}
