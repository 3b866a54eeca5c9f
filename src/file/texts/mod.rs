//! The saved texts of references: where they are, and what they say. Knows no quote.
//!
//! A reference names its text by a path from the folder of the relations file. A file from somebody
//! else must not show or overwrite another file of the user. So only `.txt` and `.md` files in that
//! folder or below it are read, wherever links lead, and no hidden ones; a path from the root of
//! the disk, or one that leaves the folder with `..`, is refused before the disk is asked.
//! [`companion_texts`] writes them, under the same rules.

pub mod companion_texts;
pub mod extract;
mod saved_text;

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

pub use self::saved_text::SavedText;
use super::{disk, encoding};
use crate::model::{Document, ReferenceId, TEXT_ENDINGS};
use crate::words::alternatives;

/// The largest text that is read, in bytes.
pub const MAX_TEXT_BYTES: u64 = 64 << 20;

/// The saved texts of a document that was read from this file, each by its reference: the text, or
/// why it could not be read. References that name no text are left out.
pub fn read_all(document: &Document, file: &Path) -> Vec<(ReferenceId, Result<SavedText, String>)> {
    let references = document.references.iter();
    references
        .filter_map(|reference| {
            let text = reference.text.as_deref()?;
            Some((reference.id.clone(), read(file, text)))
        })
        .collect()
}

/// The text that a reference of this file names: UTF-8 with or without a byte order mark, else with
/// a note.
///
/// # Errors
/// Says which text it is, why it cannot be read, and what to do.
pub fn read(file: &Path, text: &str) -> Result<SavedText, String> {
    let path = Path::new(text);
    let folder = folder_of(file);
    let read = check(text).and_then(|()| {
        let found = find(folder, path);
        let found = found.as_deref().unwrap_or(path);
        match disk::read_within(folder, found, MAX_TEXT_BYTES, check_path) {
            Ok(bytes) => decode(&bytes),
            Err(error) => Err(error.message + &hint(folder, path)),
        }
    });
    read.map_err(|message| format!("`{text}`: {message}"))
}

/// The path of a text as it is on this disk: with `\` between folders, as Windows writes paths, and
/// in any Unicode normal form.
fn find(folder: &Path, path: &Path) -> Option<PathBuf> {
    if disk::exists(&folder.join(path)) {
        return None;
    }
    let slashed = PathBuf::from(path.to_str()?.replace('\\', "/"));
    check_path(&slashed).ok()?;
    disk::spelled(
        folder,
        &slashed,
        |name, part| matches!((name.to_str(), part.to_str()), (Some(name), Some(part)) if name.nfc().eq(part.nfc())),
    )
}

/// What may be meant by a path that is not on the disk.
fn hint(folder: &Path, path: &Path) -> String {
    let lower = |name: &OsStr| {
        name.to_string_lossy()
            .nfc()
            .collect::<String>()
            .to_lowercase()
    };
    let slashed = path.to_string_lossy().replace('\\', "/");
    let found = disk::spelled(folder, Path::new(&slashed), |name, part| {
        lower(name) == lower(part)
    });
    match found {
        Some(found) if found != path => format!("; is {} meant?", found.display()),
        _ => String::new(),
    }
}

/// The text in a file that the user chose, in any folder and with any extension: plain text, or
/// taken from one of [`extract::TEXT_FORMATS`].
///
/// # Errors
/// Says which file it is, why it cannot be read, and what to do.
pub fn read_chosen(file: &Path) -> Result<SavedText, String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let bytes = disk::read_limited(file, MAX_TEXT_BYTES).map_err(|error| error.message);
    let bytes = bytes.map_err(|message| format!("{name}: {message}"))?;
    let text = match extract::read(&bytes, &name) {
        Some(taken) => taken,
        None if encoding::is_binary(&bytes) => return Err(not_a_text(&name)),
        None => decode(&bytes),
    };
    text.map_err(|message| format!("{name}: {message}"))
}

/// Says that a file is not a text, and which are.
fn not_a_text(name: &str) -> String {
    let formats = extract::TEXT_FORMATS.iter().map(|format| format.name);
    let all: Vec<_> = std::iter::once("plain text").chain(formats).collect();
    let all = alternatives(&all);
    format!("{name} is not a text; choose a file of one of these kinds: {all}")
}

/// The endings of files that [`read_chosen`] is for.
pub fn chosen_endings() -> Vec<&'static str> {
    let formats = extract::TEXT_FORMATS.iter();
    let others = formats.flat_map(|format| format.extensions.iter().copied());
    ["txt", "md", "markdown", "text"]
        .into_iter()
        .chain(others)
        .collect()
}

/// The folder from which the paths of a file's texts start.
fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Bytes as text, or why they are not text.
fn decode(bytes: &[u8]) -> Result<SavedText, String> {
    let (words, note) = match encoding::utf_8(bytes) {
        Ok(words) => (words.to_owned(), None),
        Err(issue) => {
            let (words, encoding) = encoding::other_text(bytes).ok_or_else(|| {
                let hint = issue.hint.unwrap_or_default();
                format!("{}. {hint}", issue.message)
            })?;
            (words, Some(note_on(encoding)))
        }
    };
    if words.trim().is_empty() {
        return Err("the file is empty".to_owned());
    }
    Ok(SavedText {
        words,
        note,
        origin: None,
        citation: None,
    })
}

/// What is said about a text in another encoding: UTF-16 is known by its first bytes.
fn note_on(encoding: &str) -> String {
    match encoding {
        "UTF-16" => "Read as UTF-16".to_owned(),
        _ => format!(
            "Read as {encoding}, which is a guess; save the file as UTF-8 to be sure of every \
             letter"
        ),
    }
}

/// Checks a path as it is written in a file, without asking the disk.
fn check(text: &str) -> Result<(), String> {
    let is_drive = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && (text[1..].starts_with(":\\") || text[1..].starts_with(":/"));
    if is_drive || text.starts_with('\\') {
        return Err(OUTSIDE.to_owned());
    }
    check_path(Path::new(&text.replace('\\', "/")))
}

/// Why a path that does not stay below the file's folder is not read.
const OUTSIDE: &str =
    "a saved text is named by a path from the file's folder, and is in that folder or below it";

/// Checks a path from the file's folder without asking the disk.
fn check_path(path: &Path) -> Result<(), String> {
    let message = if !stays_below(path) {
        OUTSIDE
    } else if has_hidden_part(path) {
        "no part of the path of a saved text begins with a dot"
    } else if !has_text_ending(path) {
        "a saved text is a .txt or .md file"
    } else {
        return Ok(());
    };
    Err(message.to_owned())
}

/// Whether a path is relative and does not leave its folder through `..`.
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

fn has_hidden_part(path: &Path) -> bool {
    path.components().any(|part| match part {
        Component::Normal(name) => name.as_encoded_bytes().starts_with(b"."),
        _ => false,
    })
}

fn has_text_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        TEXT_ENDINGS
            .iter()
            .any(|one| one.eq_ignore_ascii_case(ending))
    })
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
        std::fs::create_dir_all(folder.path().join("work/folder.txt")).unwrap();
        folder
    }

    fn read_as(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> Result<SavedText, String> {
        disk::save(&folder.path().join("work/texts/a.txt"), bytes).unwrap();
        read(&folder.path().join("work/network.json"), name)
    }

    #[test]
    fn a_text_is_beside_the_file_or_below() {
        let folder = folder();
        let read_text = |name: &str, bytes: &[u8]| read_as(&folder, name, bytes).unwrap().words;
        assert_eq!(read_text("texts/a.txt", "Früh".as_bytes()), "Früh");
        assert_eq!(
            read_text("./texts/../texts/a.txt", b"\xef\xbb\xbfOnce"),
            "Once"
        );
        assert_eq!(read_text("texts\\a.txt", b"Once"), "Once");
        assert_eq!(read_text(".\\texts\\a.txt", b"Once"), "Once");
    }

    #[test]
    fn a_name_is_found_in_any_unicode_form() {
        let folder = folder();
        let read_text = |name: &str| read(&folder.path().join("work/network.json"), name);
        disk::save(
            &folder.path().join("work/texts/nu\u{308}.txt"),
            b"decomposed",
        )
        .unwrap();
        assert_eq!(read_text("texts/nü.txt").unwrap().words, "decomposed");
        disk::save(&folder.path().join("work/texts/é.txt"), b"composed").unwrap();
        assert_eq!(read_text("texts\\e\u{301}.txt").unwrap().words, "composed");
    }

    #[test]
    fn a_text_in_another_encoding_is_read_with_a_note() {
        let folder = folder();
        for (bytes, words, encoding) in [
            (&b"caf\xe9 \x93x\x94"[..], "café “x”", "Windows-1252"),
            (b"\xff\xfea\0b\0", "ab", "UTF-16"),
        ] {
            let text = read_as(&folder, "texts/a.txt", bytes).unwrap();
            assert_eq!(text.words, words);
            let note = text.note.unwrap();
            assert!(note.starts_with(&format!("Read as {encoding}")), "{note}");
            let is_guess = encoding == "Windows-1252";
            assert_eq!(note.contains("to be sure"), is_guess, "{note}");
        }
    }

    #[test]
    fn a_file_that_is_no_text_is_refused_with_what_can_be_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("noise.bin");
        for bytes in [&b"\x80\x01\xff\x02"[..], b"ab\0cd", b"\x7fELF\x02\x01\xff"] {
            disk::save(&file, bytes).unwrap();
            let refused = read_chosen(&file).unwrap_err();
            let expected = "noise.bin is not a text; choose a file of one of these kinds: \
                plain text, PDF, Word, OpenDocument or web page";
            assert_eq!(refused, expected);
        }
        // A vertical tab and a form feed are in texts of other programs.
        disk::save(&file, "Früh\u{b}am \u{c}Tag".as_bytes()).unwrap();
        assert!(read_chosen(&file).is_ok());
    }

    #[test]
    fn a_text_that_cannot_be_read_says_why() {
        let folder = folder();
        let refused = |name: &str, bytes: &[u8]| read_as(&folder, name, bytes).unwrap_err();
        let complaints = [
            refused("texts/b.txt", b"x"),
            refused("texts\\b.txt", b"x"),
            refused("texts/A.TXT", b"x"),
            refused("C:\\texts\\a.txt", b"x"),
            refused("..\\secret.txt", b"x"),
            refused("folder.txt", b"x"),
            refused("", b"x"),
            refused("...", b"x"),
            refused("texts", b"x"),
            refused("texts/a.html", b"x"),
            refused("texts/.a.txt", b"x"),
            refused(".git/a.txt", b"x"),
            refused("../secret.txt", b"x"),
            refused("texts/../../secret.txt", b"x"),
            refused("/somewhere/a.txt", b"x"),
            refused("texts/a.txt", b"caf\xe9\x01"),
            refused("texts/a.txt", b"\xff\xfea\0b"),
            refused("texts/a.txt", b" \n"),
        ];
        insta::assert_snapshot!(complaints.join("\n"), @r"
        `texts/b.txt`: there is no such file
        `texts\b.txt`: there is no such file
        `texts/A.TXT`: there is no such file; is texts/a.txt meant?
        `C:\texts\a.txt`: a saved text is named by a path from the file's folder, and is in that folder or below it
        `..\secret.txt`: a saved text is named by a path from the file's folder, and is in that folder or below it
        `folder.txt`: this is a folder, not a file
        ``: a saved text is named by a path from the file's folder, and is in that folder or below it
        `...`: no part of the path of a saved text begins with a dot
        `texts`: a saved text is a .txt or .md file
        `texts/a.html`: a saved text is a .txt or .md file
        `texts/.a.txt`: no part of the path of a saved text begins with a dot
        `.git/a.txt`: no part of the path of a saved text begins with a dot
        `../secret.txt`: a saved text is named by a path from the file's folder, and is in that folder or below it
        `texts/../../secret.txt`: a saved text is named by a path from the file's folder, and is in that folder or below it
        `/somewhere/a.txt`: a saved text is named by a path from the file's folder, and is in that folder or below it
        `texts/a.txt`: byte 3 (0xe9) is not UTF-8. The file seems to be in another encoding, or damaged; save it as UTF-8.
        `texts/a.txt`: the file is UTF-16, and Frenemy reads UTF-8. Save it as UTF-8.
        `texts/a.txt`: the file is empty
        ");
    }

    #[test]
    fn a_file_that_the_user_chose_may_be_anywhere_and_have_any_ending() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".note.text");
        disk::save(&file, b"words").unwrap();
        assert_eq!(read_chosen(&file).unwrap().words, "words");
        let refused = read_chosen(folder.path()).unwrap_err();
        assert!(refused.contains("folder"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_hidden_file_or_one_of_another_kind_is_not_followed() {
        let folder = folder();
        let work = folder.path().join("work");
        disk::save(&work.join(".env.txt"), b"secret").unwrap();
        disk::save(&work.join("key.pem"), b"secret").unwrap();
        for (target, reason) in [
            (".env.txt", "begins with a dot"),
            ("key.pem", ".txt or .md"),
        ] {
            let link = work.join("texts/link.txt");
            std::os::unix::fs::symlink(work.join(target), &link).unwrap();
            let refused = read_as(&folder, "texts/link.txt", b"x").unwrap_err();
            assert!(refused.contains(reason), "{refused}");
            disk::remove(&link).unwrap();
        }
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
