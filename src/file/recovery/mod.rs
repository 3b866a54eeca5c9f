//! Unsaved work, kept on the disk so that it survives a crash or a kill.
//!
//! In the folder `recovery` of the data folder each window has at most one file: a line of JSON,
//! the header, and below it the document as it would be saved. It is replaced as a whole or not at
//! all. Beside it is a lock, held while its window is alive; a file whose lock is free is
//! recoverable. Knows no window: [`Keeper`] gets what to keep.

mod folder;
mod keeper;
mod pace;
pub(crate) mod save_note;
mod signals;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Lock};
use super::{read, texts};
use crate::model::{Document, Stamp};

use folder::folder;

pub use keeper::{KeepNow, KeepReport, Keeper, UnsavedWork};
pub use pace::Pace;
pub use signals::keep_on_signals;

/// The ending of a file of kept work.
const KEPT: &str = "recovery";

/// The ending of the lock beside it.
const LOCK: &str = "lock";

/// The first line of a file of kept work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of this line.
    pub format: HeaderVersion,
    /// The name in the title bar.
    pub name: String,
    /// The file that saving writes, if there is one; paths that are not Unicode are left out.
    pub path: Option<PathBuf>,
    /// The stamp of that file when it was opened or saved.
    pub stamp: Option<Stamp>,
    /// When the work was written here, in nanoseconds since 1970.
    pub kept_ns: u64,
    /// When it was edited last, in nanoseconds since 1970; 0 if it was kept by a program that
    /// did not say.
    #[serde(default)]
    pub edited_ns: u64,
    /// The process that kept it.
    pub process: u32,
    /// Saved texts that are in no file yet, by the path in references.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
}

/// The version of the first line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeaderVersion {
    /// The first.
    #[default]
    #[serde(rename = "frenemy-recovery/1")]
    First,
}

/// Kept work that was read.
#[derive(Clone, Debug)]
pub struct KeptWork {
    /// The file of the work. If the same window saved the file, the stamp is that of the file now.
    pub header: Header,
    /// The work.
    pub document: Document,
    /// Whether the file was saved after the work was edited last.
    pub is_older_than_file: bool,
}

/// A file for the work of one window, and its lock.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    lock: Lock,
}

impl Slot {
    /// A new slot in the data folder.
    ///
    /// # Errors
    /// Says why it cannot be made.
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

    /// The slot at this path, or nothing if its window is alive.
    ///
    /// # Errors
    /// Says why the lock cannot be taken.
    pub fn of(path: &Path) -> Result<Option<Self>, DiskError> {
        let lock = Lock::take(&path.with_extension(LOCK))?;
        let path = path.to_owned();
        Ok(lock.map(|lock| Self { path, lock }))
    }

    /// Where the work is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the work and its lock are still on the disk.
    pub(super) fn is_there(&self) -> bool {
        disk::exists(&self.path) && self.is_locked()
    }

    /// Whether the lock is still on the disk, so that no other window can take the slot.
    pub(super) fn is_locked(&self) -> bool {
        disk::exists(&self.path.with_extension(LOCK))
    }

    /// Writes work into the slot in one step.
    ///
    /// # Errors
    /// Says why it cannot be written; the work that was kept before remains.
    pub fn put(&self, header: &Header, native: &[u8]) -> Result<(), DiskError> {
        let not_json = |error: serde_json::Error| DiskError {
            path: self.path.clone(),
            message: error.to_string(),
        };
        let mut bytes = serde_json::to_vec(header).map_err(not_json)?;
        bytes.push(b'\n');
        bytes.extend_from_slice(native);
        disk::save_private(&self.path, &bytes)
    }

    /// Removes the work, and releases the slot.
    ///
    /// # Errors
    /// Says why the work stays.
    pub fn clear(self) -> Result<(), DiskError> {
        let removed = disk::remove(&self.path);
        self.lock.release();
        removed
    }
}

/// The slots of windows that ended without saving their work. No other window finds them while they
/// are held.
pub fn recoverable(data: &Path) -> Vec<Slot> {
    let folder = folder(data);
    // Work that another user made could be saved over files of this one.
    if disk::check_private(&folder).is_err() {
        return Vec::new();
    }
    disk::sweep(&folder);
    disk::sweep_below(&data.join("backups"));
    for lock in disk::list(&folder, LOCK) {
        let has_no_work = !disk::exists(&lock.with_extension(KEPT));
        if let (true, Ok(Some(lock))) = (has_no_work, Lock::take(&lock)) {
            lock.release();
        }
    }
    let kept = disk::list(&folder, KEPT).into_iter();
    let slots: Vec<_> = kept
        .filter_map(|path| Slot::of(&path).ok().flatten())
        .filter(|slot| disk::exists(&slot.path))
        .collect();
    let slots = slots.into_iter().filter_map(unless_saved).collect();
    if disk::list(&folder, KEPT).is_empty() {
        for note in disk::list(&folder, save_note::NOTE) {
            let _ = disk::remove(&note);
        }
    }
    slots
}

/// The slot, unless its file contains exactly its work: then the slot is cleared.
fn unless_saved(slot: Slot) -> Option<Slot> {
    if is_saved(&slot.path).unwrap_or(false) {
        // Work that cannot be removed is found again at the next start.
        let _ = slot.clear();
        return None;
    }
    Some(slot)
}

fn is_saved(path: &Path) -> Option<bool> {
    let kept = disk::read(path).ok()?;
    let (header, native) = split(&kept)?;
    let file = header.path?;
    let has_text = |(path, words): (&String, &String)| {
        texts::read(&file, path).is_ok_and(|saved| saved.words == *words)
    };
    Some(disk::read(&file).ok()? == native && header.texts.iter().all(has_text))
}

/// Reads the work at this path, and compares its age with that of its file.
///
/// # Errors
/// Says what is wrong with the work; the file is not changed.
pub fn kept(path: &Path) -> Result<KeptWork, DiskError> {
    let bytes = disk::read(path)?;
    let (mut header, native) = split(&bytes).ok_or_else(|| DiskError {
        path: path.to_owned(),
        message: "this is not unsaved work of Frenemy; its first line should say so".to_owned(),
    })?;
    let opened = read(native, &header.name).map_err(|issues| DiskError {
        path: path.to_owned(),
        message: issues.first().map(ToString::to_string).unwrap_or_default(),
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let is_older_than_file = compare_with_file(&mut header, folder);
    Ok(KeptWork {
        header,
        document: opened.document,
        is_older_than_file,
    })
}

/// Whether the file was saved after the work was edited last. Sets the stamp in the header to that
/// of the file now if the same window saved it, so that this does not look like a change by another
/// program.
fn compare_with_file(header: &mut Header, folder: &Path) -> bool {
    let Some(file) = header.path.as_deref() else {
        return false;
    };
    let Some(now) = disk::stamp(file) else {
        return false;
    };
    if header
        .stamp
        .is_some_and(|then| then.has_same_contents(&now))
    {
        return false;
    }
    let edited_ns = match header.edited_ns {
        0 => header.kept_ns,
        edited_ns => edited_ns,
    };
    let note = save_note::read(folder, file);
    match note.filter(|note| note.process == header.process && note.stamp.has_same_contents(&now)) {
        Some(note) => {
            header.stamp = Some(now.at_place_of(header.stamp));
            edited_ns <= note.began_ns
        }
        None => edited_ns <= now.modified_ns,
    }
}

fn split(bytes: &[u8]) -> Option<(Header, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let header = serde_json::from_slice(&bytes[..end]).ok()?;
    Some((header, &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::disk::saving;
    use crate::file::write;
    use crate::model::Actor;

    fn header() -> Header {
        Header {
            format: HeaderVersion::First,
            name: "net.json".into(),
            path: Some("/tmp/net.json".into()),
            stamp: None,
            kept_ns: 7,
            edited_ns: 6,
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
    fn kept_work_is_found_after_its_window_ended_and_not_before() {
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), &write(&document())).unwrap();
        assert!(recoverable(data.path()).is_empty(), "its window lives");
        drop(slot);

        let found = recoverable(data.path());
        assert_eq!(found.len(), 1);
        assert!(recoverable(data.path()).is_empty(), "it is offered once");
        let kept = kept(found[0].path()).unwrap();
        assert_eq!(kept.header, header());
        assert_eq!(write(&kept.document), write(&document()));
    }

    #[test]
    fn removed_work_leaves_no_files() {
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), b"{}").unwrap();
        slot.clear().unwrap();
        drop(Slot::new(data.path()).unwrap());
        assert!(recoverable(data.path()).is_empty());
        let folder = folder(data.path());
        assert!(disk::list(&folder, KEPT).is_empty() && disk::list(&folder, LOCK).is_empty());
    }

    #[test]
    fn a_file_that_is_not_kept_work_is_refused_and_stays() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("x.recovery");
        for bytes in [&b""[..], b"{}\n{}", b"no line", b"\xff\n"] {
            disk::save(&path, bytes).unwrap();
            assert!(kept(&path).is_err());
        }
        assert!(disk::exists(&path));
    }

    fn named(id: &str) -> Document {
        Document {
            actors: [Actor::new(id)].into_iter().collect(),
            ..Document::default()
        }
    }

    /// Work of this process on a file, edited now.
    fn work_on(file: &Path, stamp: Stamp) -> Header {
        Header {
            path: Some(file.to_owned()),
            stamp: Some(stamp),
            kept_ns: disk::now_ns(),
            edited_ns: disk::now_ns(),
            process: std::process::id(),
            texts: BTreeMap::new(),
            ..header()
        }
    }

    /// A data folder with a file, which was like this.
    fn saved(document: &Document) -> (tempfile::TempDir, PathBuf, Stamp) {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("net.json");
        let saved = saving::save(&file, document, None, &[], Some(data.path()), &|_| ()).unwrap();
        (data, file, saved.stamp)
    }

    /// Saves a document of this name over the file that was opened.
    fn save_over(data: &tempfile::TempDir, file: &Path, opened: Stamp, name: &str) -> Stamp {
        let folder = Some(data.path());
        let saved = saving::save(file, &named(name), Some(opened), &[], folder, &|_| ());
        saved.unwrap().stamp
    }

    #[test]
    fn work_that_a_kill_left_right_after_the_save_is_dropped() {
        let (data, file, opened) = saved(&named("a"));
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&work_on(&file, opened), &write(&named("b")))
            .unwrap();
        save_over(&data, &file, opened, "b");
        drop(slot);
        assert!(recoverable(data.path()).is_empty());
        assert!(disk::list(&folder(data.path()), KEPT).is_empty());
    }

    #[test]
    fn work_from_before_the_last_save_is_older_than_the_file_and_no_foreign_change() {
        let (data, file, opened) = saved(&named("a"));
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&work_on(&file, opened), &write(&named("b")))
            .unwrap();
        let stamp = save_over(&data, &file, opened, "c");
        drop(slot);
        let found = recoverable(data.path());
        let kept = kept(found[0].path()).unwrap();
        assert!(kept.is_older_than_file);
        assert!(kept.header.stamp.unwrap().has_same_contents(&stamp));
    }

    #[test]
    fn work_edited_after_the_last_save_is_newer_than_the_file() {
        let (data, file, opened) = saved(&named("a"));
        save_over(&data, &file, opened, "b");
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&work_on(&file, opened), &write(&named("c")))
            .unwrap();
        let kept = kept(slot.path()).unwrap();
        assert!(!kept.is_older_than_file);
        assert!(
            kept.header
                .stamp
                .unwrap()
                .has_same_contents(&disk::stamp(&file).unwrap())
        );
    }

    #[test]
    fn a_change_by_another_program_does_not_count_as_a_save() {
        let (data, file, opened) = saved(&named("a"));
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&work_on(&file, opened), &write(&named("b")))
            .unwrap();
        assert!(!kept(slot.path()).unwrap().is_older_than_file);
        disk::save(&file, &write(&named("theirs"))).unwrap();
        let kept = kept(slot.path()).unwrap();
        assert!(kept.is_older_than_file);
        assert_eq!(kept.header.stamp, Some(opened));
    }

    #[cfg(unix)]
    #[test]
    fn kept_work_and_its_lock_are_for_the_user_alone() {
        #![expect(clippy::disallowed_methods, reason = "a test looks at modes")]
        use std::os::unix::fs::PermissionsExt as _;
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), b"{}").unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder(data.path())), 0o700);
        assert_eq!(mode(slot.path()), 0o600);
        assert_eq!(mode(&slot.path().with_extension(LOCK)), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_pipe_in_the_place_of_a_lock_neither_hides_work_nor_waits() {
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), b"{}").unwrap();
        let lock = slot.path().with_extension(LOCK);
        drop(slot);
        disk::remove(&lock).unwrap();
        let outside = data.path().join("outside");
        std::os::unix::fs::symlink(&outside, &lock).unwrap();
        assert_eq!(recoverable(data.path()).len(), 1);
        assert!(!disk::exists(&outside));
        disk::remove(&lock).unwrap();
        let pipe = std::process::Command::new("mkfifo").arg(&lock).status();
        assert!(pipe.unwrap().success());
        let alone = folder(data.path()).join("alone.lock");
        let pipe = std::process::Command::new("mkfifo").arg(&alone).status();
        assert!(pipe.unwrap().success());
        assert_eq!(recoverable(data.path()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn work_in_the_folder_of_another_user_is_not_offered() {
        #![expect(clippy::disallowed_methods, reason = "a test gives a link away")]
        let data = tempfile::tempdir().unwrap();
        let slot = Slot::new(data.path()).unwrap();
        slot.put(&header(), b"{}").unwrap();
        drop(slot);
        let (place, elsewhere) = (folder(data.path()), data.path().join("elsewhere"));
        std::fs::rename(&place, &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &place).unwrap();
        assert_eq!(recoverable(data.path()).len(), 1);
        // Only an administrator can give links away.
        if std::os::unix::fs::lchown(&place, Some(12345), None).is_ok() {
            assert!(recoverable(data.path()).is_empty());
        }
    }
}
