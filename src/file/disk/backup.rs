//! Earlier versions: the contents of a file before the last saves, kept in the data folder and not
//! beside the file.
//!
//! A version is a separate file, named by the time at which it was written. A new one is added
//! before the oldest is removed, and none is renamed, so that every version is whole at any moment.
//! Only the user may read them, even if others may read the file.

use std::path::{Path, PathBuf};

use super::DiskError;
use crate::file::disk;
use crate::model::EarlierVersion;

/// How many earlier versions of a file are kept, at most.
pub const MAX_VERSIONS: usize = 3;

/// Keeps the previous bytes of a file as its latest version, and drops the oldest ones.
/// Does nothing if the latest version has the same bytes.
///
/// # Errors
/// Says why they cannot be kept.
pub fn keep(data: &Path, path: &Path, bytes: &[u8], written_ns: u64) -> Result<(), DiskError> {
    let kept = versions(data, path);
    let latest = kept
        .first()
        .and_then(|latest| disk::read(&latest.path).ok());
    if latest.is_some_and(|latest| latest == bytes) {
        return Ok(());
    }
    let folder = folder(data, path);
    disk::sweep(&folder);
    disk::save_private(&folder.join(format!("{written_ns:020}.json")), bytes)?;
    for old in versions(data, path).iter().skip(MAX_VERSIONS) {
        disk::remove(&old.path)?;
    }
    Ok(())
}

/// The earlier versions of a file, the latest first.
pub fn versions(data: &Path, path: &Path) -> Vec<EarlierVersion> {
    let files = disk::list(&folder(data, path), "json").into_iter().rev();
    let versions = files.filter_map(|path| {
        let written_ns = path.file_stem()?.to_str()?.parse().ok()?;
        let (length, _) = disk::glance(&path)?;
        Some(EarlierVersion {
            path,
            written_ns,
            length,
        })
    });
    versions.collect()
}

fn folder(data: &Path, path: &Path) -> PathBuf {
    data.join("backups").join(disk::key(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_three_versions_are_kept_and_the_same_bytes_once() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("net.json");
        assert_eq!(versions(data.path(), &path), []);
        for (at, bytes) in ["one", "two", "two", "three", "four"].iter().enumerate() {
            keep(data.path(), &path, bytes.as_bytes(), at as u64).unwrap();
        }
        let kept = versions(data.path(), &path);
        let texts = kept.iter().map(|kept| disk::read(&kept.path).unwrap());
        assert_eq!(texts.collect::<Vec<_>>(), [&b"four"[..], b"three", b"two"]);
        let times: Vec<_> = kept.iter().map(|kept| kept.written_ns).collect();
        assert_eq!(times, [4, 3, 1]);
        assert_eq!(kept[1].length, 5);
    }

    #[test]
    fn files_of_one_name_in_two_folders_have_versions_of_their_own() {
        let data = tempfile::tempdir().unwrap();
        keep(data.path(), Path::new("/a/net.json"), b"a", 1).unwrap();
        assert_eq!(versions(data.path(), Path::new("/b/net.json")), []);
    }
}
