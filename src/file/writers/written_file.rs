//! What a writer makes: the bytes of a file, and of files beside it. Touches no disk.

use std::path::{Path, PathBuf};

/// A file that was made, and files that belong to it.
#[derive(Clone, Debug, Default)]
pub struct WrittenFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Files beside it.
    pub companions: Vec<CompanionFile>,
    /// What was changed because the format cannot hold it as it is, each as the object of “cannot
    /// hold”.
    pub changes: Vec<String>,
}

/// A file beside another one.
#[derive(Clone, Debug)]
pub struct CompanionFile {
    /// What its name has in addition: `-actors`.
    pub suffix: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl WrittenFile {
    /// A file alone.
    pub(super) fn alone(text: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: text.into(),
            ..Self::default()
        }
    }

    /// The paths of all files, if the first has this one: `war.csv`, `war-actors.csv`.
    pub fn paths(&self, path: &Path) -> Vec<(PathBuf, &[u8])> {
        let stem = path.file_stem().unwrap_or_default().to_owned();
        let beside = |companion: &CompanionFile| {
            let mut name = stem.clone();
            name.push(companion.suffix);
            if let Some(extension) = path.extension() {
                name.push(".");
                name.push(extension);
            }
            path.with_file_name(name)
        };
        let others = self
            .companions
            .iter()
            .map(|companion| (beside(companion), &*companion.bytes));
        std::iter::once((path.to_owned(), &*self.bytes))
            .chain(others)
            .collect()
    }
}
