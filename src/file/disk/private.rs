//! Folders of the program's own files, which only the user can read. Writes no file.

use std::fs;
use std::path::Path;

use super::{DiskError, folder_of};

/// Makes the folder of a private file of the program, if it is missing; only the user can read it.
///
/// # Errors
/// Says why it cannot be made, or that it is the folder of another user.
pub(super) fn make_private_folder_of(path: &Path) -> Result<(), DiskError> {
    let folder = folder_of(path);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| DiskError::saving(folder, &error))?;
    check_private(folder)
}

/// Makes a folder readable by the user alone: earlier versions of the program made it readable by
/// all users. Where others can write into the folder above, they can put a folder of theirs, or a
/// link, in its place, and what is kept there would be theirs to read and to replace.
///
/// # Errors
/// Says that it is the folder of another user.
#[cfg(unix)]
pub fn check_private(folder: &Path) -> Result<(), DiskError> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let saving = |error: std::io::Error| DiskError::saving(folder, &error);
    let place = fs::symlink_metadata(folder).map_err(saving)?;
    let about = fs::metadata(folder).map_err(saving)?;
    let link = place.is_symlink().then(|| place.uid());
    if user(folder).is_some_and(|user| is_foreign(user, link, about.uid())) {
        let message = "this folder belongs to another user, and nothing private is kept in it; \
                       remove it";
        return Err(DiskError::new(folder, message));
    }
    if about.permissions().mode() & 0o077 != 0 {
        // Some file systems have no permissions.
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    }
    Ok(())
}

/// The number of the user, to whom a new file belongs; `None` if none can be made in this folder.
#[cfg(unix)]
fn user(folder: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let made = tempfile::tempfile_in(folder).ok()?;
    Some(made.metadata().ok()?.uid())
}

/// Whether a folder, or the link to it if there is one, belongs to another user. An administrator
/// may make links for users, and work in their folders.
#[cfg(unix)]
fn is_foreign(user: u32, link: Option<u32>, folder: u32) -> bool {
    let is_trusted = |owner| [user, 0].contains(&owner);
    !link.is_none_or(is_trusted) || (folder != user && user != 0)
}

/// Does nothing: the folder of a user is private on this system.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn check_private(_folder: &Path) -> Result<(), DiskError> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{MetadataExt as _, lchown, symlink};

    use super::*;

    #[test]
    fn folders_and_links_of_other_users_are_foreign() {
        let (user, other) = (1000, 1001);
        for (link, folder, wanted) in [
            (None, user, false),
            (None, other, true),
            (None, 0, true),
            (Some(user), user, false),
            (Some(0), user, false),
            (Some(other), user, true),
            (Some(user), other, true),
        ] {
            assert_eq!(is_foreign(user, link, folder), wanted, "{link:?} {folder}");
        }
        assert!(!is_foreign(0, None, user) && is_foreign(0, Some(other), 0));
    }

    #[test]
    fn nothing_private_is_kept_behind_the_link_of_another_user() {
        let data = tempfile::tempdir().unwrap();
        let (place, open) = (data.path().join("recovery"), data.path().join("open"));
        fs::create_dir(&open).unwrap();
        symlink(&open, &place).unwrap();
        make_private_folder_of(&place.join("a")).unwrap();
        assert_eq!(fs::metadata(&open).unwrap().mode() & 0o777, 0o700);
        // Only an administrator can give links away.
        if lchown(&place, Some(12345), None).is_ok() {
            let refused = make_private_folder_of(&place.join("a")).unwrap_err();
            assert!(refused.message.contains("another user"), "{refused}");
        }
    }
}
