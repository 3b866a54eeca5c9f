//! Paths of saved texts beside a relations file, made from ids. Pure text: knows no file and no
//! folder.

use super::id::slug;

/// The folder of saved texts, below the folder of the relations file.
const FOLDER: &str = "texts";

/// The endings of a saved text.
pub const TEXT_ENDINGS: [&str; 2] = ["txt", "md"];

/// The most characters of an id that go into a file name.
const MAX_STEM_CHARS: usize = 64;

/// The longest file name, in bytes: file systems allow 255, and a number may be added.
const MAX_NAME_BYTES: usize = 230;

/// A path for the text of the reference with this id that is not taken: `texts/<slug>.txt`, with a
/// number before the ending if needed.
///
/// Whatever the id is, the path names one file in the folder `texts`, on every system.
pub fn free_text_path(id: &str, ending: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut number = 1_u64;
    loop {
        let path = numbered_text_path(id, ending, number);
        if !is_taken(&path) {
            return path;
        }
        number += 1;
    }
}

/// The path of this number for the text of the reference with this id; the first has no number in
/// it.
pub fn numbered_text_path(id: &str, ending: &str, number: u64) -> String {
    numbered_path((FOLDER, "text"), id, ending, number)
}

/// The path of this number in a folder for the record with this id: `folder/<slug>.ending`. A name
/// that no system allows is put after another word.
pub(super) fn numbered_path(
    (folder, word): (&str, &str),
    id: &str,
    ending: &str,
    number: u64,
) -> String {
    let words: String = slug(id).chars().take(MAX_STEM_CHARS).collect();
    let stem = match words.trim_end_matches('-') {
        "" => word.to_owned(),
        words if is_device(words) => format!("{word}-{words}"),
        words => words.to_owned(),
    };
    match number {
        0 | 1 => format!("{folder}/{stem}.{ending}"),
        _ => format!("{folder}/{stem}-{number}.{ending}"),
    }
}

/// Whether a text may be written at this path: one plain file name in the folder `texts`, allowed
/// on every system.
pub fn is_plain_text_path(path: &str) -> bool {
    is_plain_path(FOLDER, &TEXT_ENDINGS, path)
}

/// Whether a path is one plain file name in a folder, with one of these endings, allowed on every
/// system.
pub(super) fn is_plain_path(folder: &str, endings: &[&str], path: &str) -> bool {
    let Some((parent, name)) = path.split_once('/') else {
        return false;
    };
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let is_allowed = |letter: char| letter.is_alphanumeric() || "-_. ".contains(letter);
    parent == folder
        && endings.contains(&ending)
        && name.len() <= MAX_NAME_BYTES
        && stem.chars().all(is_allowed)
        && stem.starts_with(char::is_alphanumeric)
        && !stem.ends_with([' ', '.'])
        && !is_device(stem)
}

/// Whether Windows takes a file of this name for a device, with any extension.
fn is_device(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or_default().trim_end();
    let name = name.to_ascii_lowercase();
    let is_numbered = |kind: &str| {
        let number = name.strip_prefix(kind);
        number.is_some_and(|number| {
            let mut digits = number.chars();
            let is_digit = |digit: char| digit.is_ascii_digit() || "¹²³".contains(digit);
            digits.next().is_some_and(is_digit) && digits.next().is_none()
        })
    };
    matches!(&*name, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || is_numbered("com")
        || is_numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(id: &str) -> String {
        free_text_path(id, "txt", |_| false)
    }

    #[test]
    fn every_id_becomes_one_plain_file_name_in_texts() {
        for (id, expected) in [
            ("wahdatyar-2017", "texts/wahdatyar-2017.txt"),
            ("../../x", "texts/x.txt"),
            ("https://a.b/c?d", "texts/https-a-b-c-d.txt"),
            ("a:b", "texts/a-b.txt"),
            ("a\\b", "texts/a-b.txt"),
            ("CON", "texts/text-con.txt"),
            ("Lpt1", "texts/text-lpt1.txt"),
            ("com", "texts/com.txt"),
            ("", "texts/text.txt"),
            ("...", "texts/text.txt"),
            (".hidden", "texts/hidden.txt"),
            ("a\0b", "texts/a-b.txt"),
            ("Früh", "texts/fruh.txt"),
            ("Талибан", "texts/талибан.txt"),
        ] {
            assert_eq!(path(id), expected);
            assert!(is_plain_text_path(expected), "{expected}");
        }
    }

    #[test]
    fn a_long_id_becomes_a_name_that_a_disk_takes() {
        for letter in ["x", "x-", "漢", "𝕏y"] {
            let path = path(&letter.repeat(300));
            assert!(path.len() <= "texts/".len() + MAX_NAME_BYTES, "{path}");
            assert!(is_plain_text_path(&path), "{path}");
        }
    }

    #[test]
    fn two_ids_with_the_same_slug_get_two_paths() {
        let first = path("a:b");
        let second = free_text_path("a/b", "txt", |path| path == first);
        assert_eq!(second, "texts/a-b-2.txt");
        assert!(is_plain_text_path(&second));
    }

    #[test]
    fn a_path_out_of_the_folder_or_not_portable_is_not_plain() {
        for path in [
            "",
            "a.txt",
            "texts",
            "texts/",
            "texts/a",
            "texts/a.html",
            "texts/.txt",
            "texts/.a.txt",
            "texts/a/b.txt",
            "texts/../a.txt",
            "texts/a:b.txt",
            "texts/a\\b.txt",
            "texts/nul.txt",
            "texts/Con.old.txt",
            "texts/a .txt",
            "other/a.txt",
            "/texts/a.txt",
        ] {
            assert!(!is_plain_text_path(path), "{path}");
        }
        for path in ["texts/Smith_2017.b.md", "texts/nü.txt", "texts/a 1.txt"] {
            assert!(is_plain_text_path(path), "{path}");
        }
    }
}
