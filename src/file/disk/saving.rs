//! Saves a document into a file, in the native format. What was in the file is kept as an earlier
//! version, and a file that another program changed is not overwritten. Asks the user nothing.

use std::path::Path;

use super::backup;
use super::place::check_place;
use super::{DiskError, SaveError};
use crate::file::disk;
use crate::file::recovery::save_note;
use crate::file::{NATIVE, WriteProgress, writer};
use crate::model::{Document, Stamp};

/// The outcome of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The stamp of the file now.
    pub stamp: Stamp,
    /// Why no earlier version could be kept, if that failed.
    pub unkept: Option<DiskError>,
}

/// Writes a document into a file, if the file has the content of the stamp `base`; without a stamp,
/// whatever it contains. Nobody may read it who may not read `originals`, of which it is a copy.
///
/// What was in the file becomes an earlier version in the data folder `data`. A version that cannot
/// be kept does not stop the save. Without a data folder no version is kept.
///
/// Progress is reported while bytes go to the disk; how long it takes to make them is not known.
///
/// # Errors
/// Gives the stamp of the file if it was changed, or says why it cannot be saved.
pub fn save(
    path: &Path,
    document: &Document,
    base: Option<Stamp>,
    originals: &[&Path],
    data: Option<&Path>,
    progress: WriteProgress<'_>,
) -> Result<Saved, SaveError> {
    let began_ns = disk::now_ns();
    let write = writer(NATIVE).map_err(|message| DiskError::new(path, message))?;
    let bytes = write(document);
    // Nothing of what has taken the place of the file is kept as a version.
    check_place(path, base.as_ref())?;
    if let Some(now) = base.and_then(|base| disk::changed_since(path, &base)) {
        return Err(SaveError::Changed(now));
    }
    let old = data.filter(|_| disk::glance(path).is_some());
    let old = old.and_then(|data| Some((data, disk::read_stamped(path).ok()?)));
    let unkept = old.and_then(|(data, (old, stamp))| {
        let is_same = old == bytes;
        let kept = (!is_same).then(|| backup::keep(data, path, &old, stamp.modified_ns));
        kept?.err()
    });
    if let Some(data) = data {
        // Without the note, kept work may be offered again after a kill; that is no reason not to
        // save.
        let _ = save_note::write(data, path, &bytes, began_ns);
    }
    let stamp = disk::save_over(path, &bytes, base, originals, progress)?;
    Ok(Saved { stamp, unkept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::write;
    use crate::model::Actor;

    fn document(actors: &[&str]) -> Document {
        Document {
            actors: actors.iter().map(|id| Actor::new(*id)).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn the_old_content_is_kept_and_a_save_of_the_same_content_keeps_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (data, path) = (folder.path().join("data"), folder.path().join("net.json"));
        let mut base = None;
        for actors in [&["a"][..], &["a"], &["a", "b"]] {
            let saved = save(&path, &document(actors), base, &[], Some(&data), &|_| ()).unwrap();
            assert_eq!(saved.unkept, None);
            base = Some(saved.stamp);
        }
        let kept = backup::versions(&data, &path);
        assert_eq!(kept.len(), 1);
        assert_eq!(disk::read(&kept[0].path).unwrap(), write(&document(&["a"])));
    }

    #[test]
    fn a_version_that_cannot_be_kept_does_not_stop_the_save_and_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let (data, path) = (folder.path().join("data"), folder.path().join("net.json"));
        disk::save(&data, b"a file where the folder should be").unwrap();
        disk::save(&path, b"old").unwrap();
        let saved = save(&path, &document(&["a"]), None, &[], Some(&data), &|_| ()).unwrap();
        assert!(saved.unkept.is_some());
        assert_eq!(disk::read(&path).unwrap(), write(&document(&["a"])));
    }

    #[test]
    fn a_changed_file_is_left_alone_and_makes_no_version() {
        let folder = tempfile::tempdir().unwrap();
        let (data, path) = (folder.path().join("data"), folder.path().join("net.json"));
        let base = save(&path, &document(&["a"]), None, &[], Some(&data), &|_| ())
            .unwrap()
            .stamp;
        disk::save(&path, b"theirs").unwrap();
        let refused = save(
            &path,
            &document(&["b"]),
            Some(base),
            &[],
            Some(&data),
            &|_| (),
        );
        assert!(matches!(refused, Err(SaveError::Changed(_))), "{refused:?}");
        assert_eq!(disk::read(&path).unwrap(), b"theirs");
        assert_eq!(backup::versions(&data, &path), []);
    }

    #[test]
    fn a_name_as_long_as_the_disk_allows_keeps_its_lock_and_its_versions() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        for letter in ["x", "漢", "\u{1f600}"] {
            let name = letter.repeat(250 / letter.len()) + ".json";
            let path = folder.path().join(name);
            let base = save(&path, &document(&["a"]), None, &[], Some(&data), &|_| ()).unwrap();
            let base = Some(base.stamp);
            let saved = save(&path, &document(&["b"]), base, &[], Some(&data), &|_| ()).unwrap();
            assert_eq!(saved.unkept, None);
            assert_eq!(backup::versions(&data, &path).len(), 1);
            let lock = data.join("locks").join(disk::key(&path) + ".lock");
            assert!(disk::Lock::take(&lock).unwrap().is_some());
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_versions_of_a_file_are_private_whoever_may_read_the_file() {
        #![expect(clippy::disallowed_methods, reason = "a test looks at modes")]
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let (data, path) = (folder.path().join("data"), folder.path().join("net.json"));
        for actors in [&["a"][..], &["b"]] {
            save(&path, &document(actors), None, &[], Some(&data), &|_| ()).unwrap();
        }
        let kept = backup::versions(&data, &path).remove(0).path;
        let folders = kept.ancestors().skip(1).take(2);
        assert_eq!(mode(&kept), 0o600);
        assert!(folders.map(mode).all(|mode| mode == 0o700));
        assert_eq!(mode(&data.join("recovery")), 0o700);
    }
}
