//! The networks of the open file, if it has several. Reads no file.

use std::path::PathBuf;

use crate::model::{FileNetwork, NetworkChoice};

/// The networks of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNetworks {
    /// The file.
    pub path: PathBuf,
    /// Its networks.
    pub networks: Vec<FileNetwork>,
    /// Which of them were read; without a choice all, as one.
    pub chosen: Option<NetworkChoice>,
}
