//! The saved texts of references: where they stand, and what they say. Knows no quote.
//!
//! A reference names its text by a path from the relations file's folder. A file from a stranger must not show another
//! file of the reader's in silence, so only what stands in that folder or below it is read, wherever links lead; a
//! path from the root of the disk, or one that climbs out with `..`, is refused before the disk is asked.

pub mod companion_texts;

use std::path::{Component, Path};

use super::{disk, encoding};
use crate::model::{Document, ReferenceId};

/// The largest text that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// The saved texts of a document that was read from this file, each by its reference: the text, or why it could not
/// be read. References that name no text are left out.
pub fn read_all(document: &Document, file: &Path) -> Vec<(ReferenceId, Result<String, String>)> {
    let references = document.references.iter();
    references
        .filter_map(|reference| {
            let text = reference.text.as_deref()?;
            Some((reference.id.clone(), read(file, text)))
        })
        .collect()
}

/// The text that a reference of this file names: UTF-8, with or without a byte order mark.
///
/// # Errors
/// Says which text it is, why it cannot be read, and what to do.
pub fn read(file: &Path, text: &str) -> Result<String, String> {
    let about = |message: &str| format!("`{text}`: {message}");
    if !stays_below(Path::new(text)) {
        let message =
            "a saved text is named by a path from the file's folder, and stands there or below";
        return Err(about(message));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let bytes = disk::read_within(folder, Path::new(text), LARGEST).map_err(|error| {
        let has_backslash = cfg!(not(windows)) && text.contains('\\');
        let hint = if has_backslash {
            "; write / between folders"
        } else {
            ""
        };
        about(&(error.message + hint))
    })?;
    let words = encoding::utf_8(&bytes).map_err(|issue| {
        let hint = issue.hint.unwrap_or_default();
        about(&format!("{}. {hint}", issue.message))
    })?;
    if words.trim().is_empty() {
        return Err(about("there is nothing in it"));
    }
    Ok(words.to_owned())
}

/// Whether a path neither begins at a root nor climbs above where it begins.
fn stays_below(path: &Path) -> bool {
    let mut depth = 0_i32;
    let is_below = path.components().all(|component| {
        depth += match component {
            Component::Normal(_) => 1,
            Component::CurDir => 0,
            Component::ParentDir => -1,
            Component::RootDir | Component::Prefix(_) => return false,
        };
        depth >= 0
    });
    is_below && depth > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(
        clippy::disallowed_methods,
        reason = "the program itself makes no folders"
    )]
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        disk::save(&folder.path().join("secret.txt"), b"secret").unwrap();
        std::fs::create_dir_all(folder.path().join("work/texts")).unwrap();
        folder
    }

    fn read_as(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> Result<String, String> {
        disk::save(&folder.path().join("work/texts/a.txt"), bytes).unwrap();
        read(&folder.path().join("work/network.json"), name)
    }

    #[test]
    fn a_text_stands_beside_the_file_or_below() {
        let folder = folder();
        let told = |name: &str, bytes: &[u8]| read_as(&folder, name, bytes).unwrap();
        assert_eq!(told("texts/a.txt", "Früh".as_bytes()), "Früh");
        assert_eq!(told("./texts/../texts/a.txt", b"\xef\xbb\xbfOnce"), "Once");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let folder = folder();
        let refused = |name: &str, bytes: &[u8]| read_as(&folder, name, bytes).unwrap_err();
        let complaints = [
            refused("texts/b.txt", b"x"),
            refused("texts\\a.txt", b"x"),
            refused("texts", b"x"),
            refused("", b"x"),
            refused("../secret.txt", b"x"),
            refused("texts/../../secret.txt", b"x"),
            refused("/somewhere/a.txt", b"x"),
            refused("texts/a.txt", b"caf\xe9"),
            refused("texts/a.txt", b"\xff\xfea\0"),
            refused("texts/a.txt", b" \n"),
        ];
        insta::assert_snapshot!(complaints.join("\n"), @r"
        `texts/b.txt`: there is no such file
        `texts\a.txt`: there is no such file; write / between folders
        `texts`: this is a folder, not a file
        ``: a saved text is named by a path from the file's folder, and stands there or below
        `../secret.txt`: a saved text is named by a path from the file's folder, and stands there or below
        `texts/../../secret.txt`: a saved text is named by a path from the file's folder, and stands there or below
        `/somewhere/a.txt`: a saved text is named by a path from the file's folder, and stands there or below
        `texts/a.txt`: byte 3 (0xe9) is no UTF-8. The file seems to be in another encoding, or damaged; save it as UTF-8.
        `texts/a.txt`: the file is UTF-16, and Frenemy reads UTF-8. Save it as UTF-8.
        `texts/a.txt`: there is nothing in it
        ");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_not_followed() {
        let folder = folder();
        let link = folder.path().join("work/texts/link.txt");
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), link).unwrap();
        let refused = read_as(&folder, "texts/link.txt", b"x").unwrap_err();
        assert!(refused.contains("outside"), "{refused}");
    }
}
