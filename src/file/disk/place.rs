//! What is at a path: where links lead, and what has taken the place of the open file. Reads no
//! bytes.

use std::fs;
use std::path::{Path, PathBuf};

use super::{DiskError, canonical, folder_of, hash};
use crate::model::Stamp;

/// The file that a link leads to in the end, even if it is not there yet.
pub(super) fn follow_links(path: &Path) -> PathBuf {
    const MAX_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(next) = fs::read_link(&path) else {
            break;
        };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

/// The place of a file in its [`Stamp`]: the same as long as its path leads there, also when the
/// file is gone.
pub(super) fn place_of(path: &Path) -> u64 {
    let real = real_path(path);
    hash(real.as_os_str().as_encoded_bytes())
}

/// The number of a file in its [`Stamp`], which all its names share.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not say")]
pub(super) fn number_of(about: &fs::Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    let number = [about.dev().to_le_bytes(), about.ino().to_le_bytes()];
    Some(hash(number.as_flattened()))
}

/// The system does not say.
#[cfg(not(unix))]
pub(super) fn number_of(_about: &fs::Metadata) -> Option<u64> {
    None
}

fn real_path(path: &Path) -> PathBuf {
    let target = follow_links(path);
    match target.file_name() {
        Some(name) => canonical(folder_of(&target)).join(name),
        None => canonical(&target),
    }
}

/// What has taken the place of a file that had this stamp, in words: a link that was not there, or
/// what is no file. `None` if the path leads where it led before.
pub fn replaced(path: &Path, opened: &Stamp) -> Option<String> {
    // A link is not followed, so that one that leads nowhere counts.
    fs::symlink_metadata(path).ok()?;
    let what = match fs::metadata(path) {
        Ok(about) if !about.is_file() => in_words(about.file_type()).to_owned(),
        _ if opened.place.is_none_or(|place| place == place_of(path)) => return None,
        _ => format!("a link to {}", real_path(path).display()),
    };
    Some(format!("{what} has taken the place of the file"))
}

/// Refuses to save a file in whose place is something else.
pub(super) fn check_place(path: &Path, opened: Option<&Stamp>) -> Result<(), DiskError> {
    match opened.and_then(|opened| replaced(path, opened)) {
        Some(what) => Err(DiskError::new(
            path,
            format!("{what}; save under another name"),
        )),
        None => Ok(()),
    }
}

/// What is at a path, as in “this is a pipe”.
pub(super) fn in_words(what: fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let special = [
            (what.is_fifo(), "a pipe"),
            (what.is_socket(), "a socket"),
            (what.is_block_device(), "a disk or another device"),
            (what.is_char_device(), "a device"),
        ];
        if let Some((_, words)) = special.into_iter().find(|(is_it, _)| *is_it) {
            return words;
        }
    }
    if what.is_dir() {
        "a folder"
    } else if what.is_symlink() {
        "a link"
    } else if what.is_file() {
        "a file that the system makes up"
    } else {
        "no file"
    }
}
