//! Work that stands in no file yet, kept where neither a crash nor a kill can take it.
//!
//! In the folder `recovery` of the data folder each window has at most one file: a line of JSON that says whose work it
//! is, and below it the document as it would be saved. It is replaced at once or not at all. Beside it lies a lock,
//! held while its window lives; a file whose lock nobody holds was left behind.

mod keeper;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Lock};
use super::read;
use crate::model::{Document, Stamp};

pub use keeper::{Keeper, Pace, Report, Work};

/// The ending of a file of kept work.
const KEPT: &str = "recovery";

/// The ending of the lock beside it.
const LOCK: &str = "lock";

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of this line.
    pub format: Format,
    /// The name in the title bar.
    pub name: String,
    /// The file that saving writes, where there is one; paths that are no Unicode are left out.
    pub path: Option<PathBuf>,
    /// What that file was like when it was opened or saved.
    pub stamp: Option<Stamp>,
    /// When the work was kept, in nanoseconds since 1970.
    pub kept_ns: u64,
    /// The process that kept it.
    pub process: u32,
    /// Saved texts that lie in no file yet, by the path that references name them by.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
}

/// The version of the first line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The first.
    #[default]
    #[serde(rename = "frenemy-recovery/1")]
    First,
}

/// Work that was kept, as far as it was read.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Whose it is.
    pub header: Header,
    /// The work.
    pub document: Document,
}

/// A place for the work of one window, and the right to it.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    lock: Lock,
}

impl Slot {
    /// A place of its own in the data folder.
    ///
    /// # Errors
    /// Says why there can be none.
    pub fn new(data: &Path) -> Result<Self, DiskError> {
        let name = format!("{:020}-{}", disk::now_ns(), std::process::id());
        let path = folder(data).join(name).with_extension(KEPT);
        match Self::of(&path)? {
            Some(slot) => Ok(slot),
            None => Err(DiskError {
                path,
                message: "another window keeps its work there; save soon".to_owned(),
            }),
        }
    }

    /// The place at this path, or nothing where the window that has it lives.
    ///
    /// # Errors
    /// Says why it cannot be had.
    pub fn of(path: &Path) -> Result<Option<Self>, DiskError> {
        let lock = Lock::take(&path.with_extension(LOCK))?;
        let path = path.to_owned();
        Ok(lock.map(|lock| Self { path, lock }))
    }

    /// Where the work lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts work there at once.
    ///
    /// # Errors
    /// Says why it cannot; what was there before still is.
    pub fn put(&self, header: &Header, native: &[u8]) -> Result<(), DiskError> {
        let no_words = |error: serde_json::Error| DiskError {
            path: self.path.clone(),
            message: error.to_string(),
        };
        let mut bytes = serde_json::to_vec(header).map_err(no_words)?;
        bytes.push(b'\n');
        bytes.extend_from_slice(native);
        disk::save(&self.path, &bytes)
    }

    /// Takes the work away, and gives the place back.
    ///
    /// # Errors
    /// Says why the work stays.
    pub fn clear(self) -> Result<(), DiskError> {
        let removed = disk::remove(&self.path);
        self.lock.release();
        removed
    }
}

/// The places of windows that ended without taking their work away. Nobody else is offered them while they are held.
pub fn left_behind(data: &Path) -> Vec<Slot> {
    let folder = folder(data);
    disk::sweep(&folder);
    for lock in disk::list(&folder, LOCK) {
        let is_lonely = !disk::exists(&lock.with_extension(KEPT));
        if let (true, Ok(Some(lock))) = (is_lonely, Lock::take(&lock)) {
            lock.release();
        }
    }
    let kept = disk::list(&folder, KEPT).into_iter();
    kept.filter_map(|path| Slot::of(&path).ok().flatten())
        .filter(|slot| disk::exists(&slot.path))
        .collect()
}

/// Reads the work at this path.
///
/// # Errors
/// Says what is wrong with it; it is left where it is.
pub fn kept(path: &Path) -> Result<Kept, DiskError> {
    let bytes = disk::read(path)?;
    let (header, native) = parted(&bytes).ok_or_else(|| DiskError {
        path: path.to_owned(),
        message: "this is no work that Frenemy kept; its first line should say so".to_owned(),
    })?;
    match read(native, &header.name) {
        Ok(opened) => Ok(Kept {
            header,
            document: opened.document,
        }),
        Err(issues) => Err(DiskError {
            path: path.to_owned(),
            message: issues.first().map(ToString::to_string).unwrap_or_default(),
        }),
    }
}

fn parted(bytes: &[u8]) -> Option<(Header, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let header = serde_json::from_slice(&bytes[..end]).ok()?;
    Some((header, &bytes[end + 1..]))
}

fn folder(data: &Path) -> PathBuf {
    data.join("recovery")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::write;
    use crate::model::Actor;

    fn header() -> Header {
        Header {
            format: Format::First,
            name: "net.json".into(),
            path: Some("/tmp/net.json".into()),
            stamp: None,
            kept_ns: 7,
            process: 42,
            texts: [("texts/a.txt".to_owned(), "Alba\nand Borea".to_owned())].into(),
        }
    }

    fn document() -> Document {
        Document {
            actors: [Actor::new("a")].into_iter().collect(),
            ..Document::default()
        }
    }

    #[test]
    fn work_that_was_kept_is_found_when_its_window_is_gone_and_not_before() {
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), &write(&document())).unwrap();
        assert!(left_behind(data.path()).is_empty(), "its window lives");
        drop(slot);

        let found = left_behind(data.path());
        assert_eq!(found.len(), 1);
        assert!(left_behind(data.path()).is_empty(), "it is offered once");
        let kept = kept(found[0].path()).unwrap();
        assert_eq!(kept.header, header());
        assert_eq!(write(&kept.document), write(&document()));
    }

    #[test]
    fn what_is_taken_away_leaves_nothing_behind() {
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), b"{}").unwrap();
        slot.clear().unwrap();
        drop(Slot::new(data.path()).unwrap());
        assert!(left_behind(data.path()).is_empty());
        let folder = folder(data.path());
        assert!(disk::list(&folder, KEPT).is_empty() && disk::list(&folder, LOCK).is_empty());
    }

    #[test]
    fn what_is_no_kept_work_is_refused_and_stays() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("x.recovery");
        for bytes in [&b""[..], b"{}\n{}", b"no line", b"\xff\n"] {
            disk::save(&path, bytes).unwrap();
            assert!(kept(&path).is_err());
        }
        assert!(disk::exists(&path));
    }
}
