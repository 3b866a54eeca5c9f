//! Who may read a new file: never more people than may read what it is a copy of.

use std::fs;
use std::path::Path;

/// Who can read a new file.
#[derive(Clone, Debug)]
pub(super) enum Access {
    /// The default of the system.
    Default,
    /// The user alone.
    Private,
    /// The same as for another file.
    Like(fs::Permissions),
    /// The default of the system, but nobody who may not read the originals.
    Copy(Readers),
}

impl Access {
    /// The access of a copy of these files; the default if it is a copy of none.
    pub(super) fn of_copy(originals: &[&Path]) -> Self {
        match Readers::of_all(originals) {
            Some(readers) => Self::Copy(readers),
            None => Self::Default,
        }
    }

    /// Whoever may read a file that is replaced may read the new one, except those who may not
    /// read the originals.
    pub(super) fn of_replaced(old: &fs::Metadata, originals: &[&Path]) -> Self {
        Self::Like(match Readers::of_all(originals) {
            Some(readers) => readers.narrowed(old),
            None => old.permissions(),
        })
    }

    #[cfg(unix)]
    pub(super) fn first_permissions(&self) -> fs::Permissions {
        use std::os::unix::fs::PermissionsExt as _;
        fs::Permissions::from_mode(match self {
            Self::Default => 0o666,
            Self::Private => OWNER,
            // The owner can write, even if the finished file is read-only.
            Self::Like(permissions) => OWNER | permissions.mode() & 0o777,
            Self::Copy(readers) => OWNER | readers.everywhere(),
        })
    }

    /// The permissions that are set once the file is there; `None` if it has them already.
    pub(super) fn last_permissions(&self, new: &fs::Metadata) -> Option<fs::Permissions> {
        match self {
            Self::Default | Self::Private => None,
            Self::Like(permissions) => Some(permissions.clone()),
            Self::Copy(readers) => readers.with_group(new),
        }
    }
}

/// The bits of a mode for the owner.
#[cfg(unix)]
const OWNER: u32 = 0o600;

/// Who may read all of some files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Readers {
    /// The bits of the mode that all of them have.
    #[cfg(unix)]
    mode: u32,
    /// Their group, if all have the same.
    #[cfg(unix)]
    group: Option<u32>,
}

#[cfg(unix)]
impl Readers {
    /// Who may read all of these files; `None` without files. Only the user may read a copy of one
    /// that is gone.
    fn of_all(files: &[&Path]) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let of = |file: &&Path| match fs::metadata(file) {
            Ok(about) => Self {
                mode: about.mode() & 0o777,
                group: Some(about.gid()),
            },
            Err(_) => Self {
                mode: OWNER,
                group: None,
            },
        };
        files.iter().map(of).reduce(|one, other| Self {
            mode: one.mode & other.mode,
            group: one.group.filter(|group| Some(*group) == other.group),
        })
    }

    /// The bits that a file of any group may have: those of the group only where all others have
    /// them too.
    fn everywhere(self) -> u32 {
        self.mode & (0o606 | (self.mode & 0o006) << 3)
    }

    /// The bits that this file may have.
    fn bits_of(self, file: &fs::Metadata) -> u32 {
        use std::os::unix::fs::MetadataExt as _;
        if self.group == Some(file.gid()) {
            self.mode
        } else {
            self.everywhere()
        }
    }

    /// The permissions of a file that is replaced, without those who may not read the originals.
    fn narrowed(self, old: &fs::Metadata) -> fs::Permissions {
        use std::os::unix::fs::PermissionsExt as _;
        let hidden = 0o044 & !self.bits_of(old);
        fs::Permissions::from_mode(old.permissions().mode() & !hidden)
    }

    /// The permissions of a new file whose group may read it although others may not.
    fn with_group(self, new: &fs::Metadata) -> Option<fs::Permissions> {
        use std::os::unix::fs::PermissionsExt as _;
        let more = self.bits_of(new) & !self.everywhere() & 0o040;
        let mode = new.permissions().mode() | more;
        (more != 0).then(|| fs::Permissions::from_mode(mode))
    }
}

/// Elsewhere the folder decides who may read its files.
#[cfg(not(unix))]
impl Readers {
    fn of_all(_files: &[&Path]) -> Option<Self> {
        None
    }

    fn narrowed(self, old: &fs::Metadata) -> fs::Permissions {
        old.permissions()
    }

    fn with_group(self, _new: &fs::Metadata) -> Option<fs::Permissions> {
        None
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::super::{read, save, save_copy, save_new_within};
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn nobody_may_read_a_copy_who_may_not_read_the_original() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (original, plain) = (at("net.json"), at("plain.json"));
        save(&original, b"words").unwrap();
        save(&plain, b"words").unwrap();
        let default = mode(&plain);
        for of_original in [0o600, 0o640, 0o604, 0o644, 0o400, 0o666] {
            fs::set_permissions(&original, fs::Permissions::from_mode(of_original)).unwrap();
            for (name, of_old) in [("new", None), ("public", Some(0o644)), ("own", Some(0o600))] {
                let copy = at(&format!("{of_original:o}-{name}.json"));
                if let Some(of_old) = of_old {
                    save(&copy, b"old").unwrap();
                    fs::set_permissions(&copy, fs::Permissions::from_mode(of_old)).unwrap();
                }
                save_copy(&copy, b"words", &[&original]).unwrap();
                let allowed = of_old.unwrap_or(default) & (of_original | 0o600);
                assert_eq!(mode(&copy), allowed, "{of_original:o} {name}");
                assert_eq!(read(&copy).unwrap(), b"words");
            }
            let text = format!("texts/{of_original:o}.txt");
            save_new_within(folder.path(), Path::new(&text), b"words", Some(&original)).unwrap();
            assert_eq!(mode(&at(&text)), default & (of_original | 0o600));
        }
    }

    #[test]
    fn a_copy_of_several_files_and_of_one_that_is_gone_is_as_private_as_the_most_private() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, of_file) in [("public", 0o644), ("private", 0o600)] {
            save(&at(name), b"words").unwrap();
            fs::set_permissions(at(name), fs::Permissions::from_mode(of_file)).unwrap();
        }
        for other in ["private", "gone"] {
            save_copy(&at("both"), b"words", &[&at("public"), &at(other)]).unwrap();
            assert_eq!(mode(&at("both")), 0o600, "{other}");
        }
        save_copy(&at("of-public"), b"words", &[&at("public")]).unwrap();
        save(&at("of-none"), b"words").unwrap();
        assert_eq!(mode(&at("of-public")), mode(&at("of-none")) & 0o644);
    }

    #[test]
    fn a_file_with_two_names_that_is_overwritten_with_a_private_network_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        save(&at("private"), b"words").unwrap();
        fs::set_permissions(at("private"), fs::Permissions::from_mode(0o600)).unwrap();
        save(&at("one"), b"old").unwrap();
        fs::hard_link(at("one"), at("other")).unwrap();
        save_copy(&at("one"), b"words", &[&at("private")]).unwrap();
        assert_eq!(
            (mode(&at("other")), read(&at("other")).unwrap()),
            (0o600, b"words".to_vec())
        );
    }
}
