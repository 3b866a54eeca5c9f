//! Saving bytes: the file has all of them afterwards, or is unchanged.
//!
//! Bytes go into a new file beside the old one, which takes its place when all of them are on the
//! disk. A file with several names (hard links), or of an owner that a new file cannot have, is
//! written in place instead, after a copy of it was made beside it.

use std::fs;
use std::io::{self, ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::access::Access;
use super::place::{check_place, follow_links, number_of, place_of};
use super::private::make_private_folder_of;
use super::temporary;
use super::{
    DiskError, SaveError, changed_since, folder_of, modified_ns, or_here, stamped, sync_folder,
};
use crate::file::WriteProgress;
use crate::model::Stamp;

/// Writes a file in one step, or leaves it unchanged.
///
/// A link stays a link, and the file keeps its permissions, its owner and its other names. The
/// bytes are on the disk when this returns.
///
/// # Errors
/// Says why the file cannot be saved, and what to do.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    save_copy(path, bytes, &[])
}

/// Like [`save`], for bytes that are made of these files: nobody may read the new file who may not
/// read all of them.
///
/// # Errors
/// Says why the file cannot be saved, and what to do.
pub fn save_copy(path: &Path, bytes: &[u8], originals: &[&Path]) -> Result<(), DiskError> {
    match save_over(path, bytes, None, originals, &|_| ()) {
        Ok(_stamp) => Ok(()),
        Err(SaveError::Disk(error)) => Err(error),
        Err(SaveError::Changed(_)) => Err(DiskError::new(path, "the file was changed meanwhile")),
    }
}

/// Like [`save_copy`], but only while the file has the content of this stamp, or does not exist.
/// Checks the file right before it is replaced, reports progress, and returns the new stamp.
///
/// # Errors
/// Gives the stamp of the changed file, or says why it cannot be saved.
pub fn save_over(
    path: &Path,
    bytes: &[u8],
    base: Option<Stamp>,
    originals: &[&Path],
    progress: WriteProgress<'_>,
) -> Result<Stamp, SaveError> {
    // From here on no link is followed: one that is made meanwhile is replaced.
    let (target, place) = (follow_links(path), Some(place_of(path)));
    check_place(path, base.as_ref())?;
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if let Some(message) = refusal(old) {
            return Err(DiskError::new(path, message).into());
        }
        if !old.is_file() {
            write_to_device(&target, bytes).map_err(|error| DiskError::saving(path, &error))?;
            return Ok(stamped(bytes, 0));
        }
    }
    let access = match &old {
        Some(old) => Access::of_replaced(old, originals),
        None => Access::of_copy(originals),
    };
    temporary::sweep(folder_of(&target));
    let saving = |error: io::Error| DiskError::saving(path, &error);
    let new = temporary::write(folder_of(&target), bytes, &access, progress).map_err(saving)?;
    if let Some(now) = base.and_then(|base| changed_since(&target, &base)) {
        return Err(SaveError::Changed(now));
    }
    let opened = base.and_then(|base| base.file);
    let kept = old.filter(|old| !can_replace(old, new.as_file()) && !was_linked(old, opened));
    let written = if let Some(old) = kept {
        let permissions = new.as_file().metadata().map_err(saving)?.permissions();
        drop(new);
        write_in_place(&target, &old, bytes, permissions).map_err(saving)?
    } else {
        let file = new.persist(&target).map_err(|error| saving(error.error))?;
        file.metadata().map_err(saving)?
    };
    sync_folder(folder_of(&target));
    Ok(Stamp {
        place,
        file: number_of(&written),
        ..stamped(bytes, modified_ns(&written))
    })
}

/// Why the existing file is not overwritten.
fn refusal(old: &fs::Metadata) -> Option<&'static str> {
    if old.is_dir() {
        Some("this is a folder; add a file name")
    } else if old.is_file() && old.permissions().readonly() {
        Some("the file is read-only; save under another name, or make it writable")
    } else {
        None
    }
}

/// Writes to a device, or to a pipe that something reads. Does not wait for a reader.
fn write_to_device(target: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe that nothing reads is an error here, and stays open for the next line.
    let opened = without_waiting(fs::File::options().write(true)).open(target)?;
    let mut device = fs::File::options().write(true).open(target)?;
    drop(opened);
    device.write_all(bytes)
}

/// Options that do not wait for the other end of a pipe.
fn without_waiting(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NONBLOCK);
    options
}

/// Whether a new file can replace the old one without losing names or the owner; sets the owner of
/// the new file.
#[cfg(unix)]
fn can_replace(old: &fs::Metadata, new: &fs::File) -> bool {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(made) = new.metadata() else {
        return true;
    };
    let has_owner = (made.uid(), made.gid()) == (old.uid(), old.gid());
    // A change of owner clears some bits of the mode, so the permissions are set again.
    let set = || {
        fchown(new, Some(old.uid()), Some(old.gid()))?;
        new.set_permissions(made.permissions())
    };
    old.nlink() <= 1 && (has_owner || set().is_ok())
}

/// Whether this is another file than the opened one and has other names: a link to it was given the
/// name of the opened one, and its other names were never meant.
#[cfg(unix)]
fn was_linked(old: &fs::Metadata, opened: Option<u64>) -> bool {
    std::os::unix::fs::MetadataExt::nlink(old) > 1
        && opened.is_some_and(|opened| number_of(old) != Some(opened))
}

/// The system does not say.
#[cfg(not(unix))]
fn was_linked(_old: &fs::Metadata, _opened: Option<u64>) -> bool {
    false
}

/// Whether a new file can replace the old one.
#[cfg(not(unix))]
fn can_replace(_old: &fs::Metadata, _new: &fs::File) -> bool {
    true
}

/// Writes bytes into the existing file, and returns what is known of it then. Until that is done, a
/// copy of the old content is beside the file; it stays there only if the file could neither be
/// written nor restored.
///
/// Nothing is written if another file, or a link to one, has taken the place of `expected`.
fn write_in_place(
    target: &Path,
    expected: &fs::Metadata,
    bytes: &[u8],
    permissions: fs::Permissions,
) -> io::Result<fs::Metadata> {
    let mut file = without_waiting(fs::File::options().read(true).write(true)).open(target)?;
    let opened = file.metadata()?;
    if !opened.is_file() || !is_same_file(expected, &opened) {
        let message = "something else has taken the place of the file";
        return Err(io::Error::new(ErrorKind::InvalidInput, message));
    }
    if permissions != opened.permissions() {
        file.set_permissions(permissions)?;
    }
    let mut old = Vec::new();
    file.read_to_end(&mut old)?;
    let copy = copy_beside(target, &old)?;
    let written = overwrite(&mut file, bytes);
    if written.is_err() && overwrite(&mut file, &old).is_err() {
        // Only the copy is left.
        return written.map(|()| opened);
    }
    let _ = fs::remove_file(copy);
    written?;
    file.metadata()
}

#[cfg(unix)]
fn is_same_file(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// The system does not say; a file is written in place on Unix only.
#[cfg(not(unix))]
fn is_same_file(_one: &fs::Metadata, _other: &fs::Metadata) -> bool {
    true
}

/// A copy that only its owner may read, and that no sweep removes: its name says what it is.
fn copy_beside(target: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let new = temporary::write(folder_of(target), bytes, &Access::Private, &|_| ())?;
    let random = new.path().file_stem().unwrap_or_default().to_owned();
    let copy = folder_of(target).join(random).with_extension("before-save");
    new.persist(&copy).map_err(|error| error.error)?;
    sync_folder(folder_of(target));
    Ok(copy)
}

fn overwrite(file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Writes a private file of the program, which only the user can read, in one step; makes its
/// folder if it is missing.
///
/// # Errors
/// Says why the file cannot be saved, and what to do.
pub fn save_private(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    make_private_folder_of(path)?;
    let saving = |error: io::Error| DiskError::saving(path, &error);
    let new =
        temporary::write(folder_of(path), bytes, &Access::Private, &|_| ()).map_err(saving)?;
    new.persist(path).map_err(|error| saving(error.error))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Writes a new file below a folder, and makes the folders between. False if something exists at
/// that path, which is not changed. Nobody may read the new file who may
/// not read `original`, if there is one.
///
/// For names from a file that is not trusted: no link below the folder is followed, and a name with
/// `..` is refused.
///
/// # Errors
/// Says why the file cannot be made, or is not made.
pub fn save_new_within(
    folder: &Path,
    name: &Path,
    bytes: &[u8],
    original: Option<&Path>,
) -> Result<bool, DiskError> {
    let path = folder.join(name);
    make_folder_of(&path)?;
    let saving = |error: io::Error| DiskError::saving(&path, &error);
    let parent = fs::canonicalize(folder_of(&path)).map_err(saving)?;
    let below = name.parent().unwrap_or(Path::new(""));
    let expected = fs::canonicalize(or_here(folder))
        .map_err(saving)?
        .join(below);
    if parent.components().ne(expected.components()) {
        let (parent, expected) = (parent.display(), expected.display());
        let message = format!(
            "{expected} is a link that leads outside it, to {parent}, and nothing is written \
             there; remove the link"
        );
        return Err(DiskError::new(&path, message));
    }
    let access = Access::of_copy(original.as_slice());
    // The path has no links, so that a link made meanwhile changes nothing.
    let target = parent.join(path.file_name().unwrap_or_default());
    if fs::symlink_metadata(&target).is_ok() {
        return Ok(false);
    }
    let new = temporary::write(&parent, bytes, &access, &|_| ()).map_err(saving)?;
    match new.persist_noclobber(&target) {
        Ok(_) => {
            sync_folder(&parent);
            Ok(true)
        }
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(refused) => Err(saving(refused.error)),
    }
}

/// Removes a file, if it exists.
///
/// # Errors
/// Says why it cannot be removed.
pub fn remove(path: &Path) -> Result<(), DiskError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            let message = format!("the file cannot be removed: {error}");
            Err(DiskError::new(path, message))
        }
        _ => Ok(()),
    }
}

/// Makes the folder of a file, if it is missing.
///
/// # Errors
/// Says why it cannot be made.
pub fn make_folder_of(path: &Path) -> Result<(), DiskError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| DiskError::saving(folder, &error))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_takes_the_place_of_a_file_with_two_names_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (path, precious) = (folder.path().join("a.json"), folder.path().join("precious"));
        fs::write(&path, b"old").unwrap();
        fs::write(&precious, b"precious").unwrap();
        let old = fs::metadata(&path).unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(&precious, &path).unwrap();
        assert!(write_in_place(&path, &old, b"new", old.permissions()).is_err());
        assert_eq!(fs::read(&precious).unwrap(), b"precious");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
