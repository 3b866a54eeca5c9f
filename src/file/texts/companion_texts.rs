//! Writes saved texts together with their relations file: texts that are in no file yet, and all of
//! them where the relations file is saved into another folder. Never overwrites a text of other
//! content, and writes nowhere but into the folder `texts` beside the relations file.

use std::path::Path;
use std::sync::Arc;

use super::folder_of;
use crate::file::disk::{self, DiskError};
use crate::file::texts;
use crate::limits::TEXT_NAMES;
use crate::model::{
    CompanionTexts, Document, Reference, WrittenText, is_plain_text_path, numbered_text_path,
};

/// Writes texts beside the relations file `to`. Returns the document, which names the texts by
/// their new paths, and which texts were written.
///
/// # Errors
/// Says which text could not be written; those written before stay.
pub fn write(
    mut document: Document,
    to: &Path,
    texts: &CompanionTexts,
) -> Result<(Document, Vec<WrittenText>), DiskError> {
    let mut written = Vec::new();
    let references: Vec<_> = document.references.iter().cloned().collect();
    for reference in references {
        let Some(asked) = reference.text.as_deref() else {
            continue;
        };
        let Some(text) = CompanionText::find(asked, to, texts) else {
            continue;
        };
        let path = text.put(to, reference.id.as_str(), asked)?;
        if path != asked {
            document.references.put(Reference {
                text: Some(path.clone()),
                ..Reference::clone(&reference)
            });
        }
        written.push(WrittenText {
            reference: reference.id.clone(),
            asked: asked.to_owned(),
            path,
        });
    }
    Ok((document, written))
}

/// A text that must be written.
struct CompanionText<'t> {
    words: Arc<str>,
    /// The relations file beside which it was, if it was in a file: a copy gets the permissions of
    /// the original.
    copied_from: Option<&'t Path>,
}

impl<'t> CompanionText<'t> {
    /// The text at this path; `None` if it is beside the relations file already, or nowhere.
    fn find(asked: &str, to: &Path, texts: &'t CompanionTexts) -> Option<Self> {
        if let Some(words) = texts.unsaved.get(asked) {
            return Some(Self {
                words: Arc::clone(words),
                copied_from: None,
            });
        }
        let from = texts.from.as_deref()?;
        if from.parent() == to.parent() {
            return None;
        }
        Some(Self {
            words: texts::read(from, asked).ok()?.words.into(),
            copied_from: Some(from),
        })
    }

    /// Writes the text at the path that is asked for, or at the next free one; returns the path.
    fn put(&self, to: &Path, id: &str, asked: &str) -> Result<String, DiskError> {
        let folder = folder_of(to);
        let original = self.copied_from.map(|from| folder_of(from).join(asked));
        for number in 1..=TEXT_NAMES.max {
            let path = candidate(id, asked, number);
            let name = Path::new(&path);
            if disk::save_new_within(folder, name, self.words.as_bytes(), original.as_deref())?
                || self.is_at(to, &path)
            {
                return Ok(path);
            }
        }
        Err(DiskError {
            path: folder.join(candidate(id, asked, 1)),
            message: TEXT_NAMES.message(TEXT_NAMES.max),
        })
    }

    /// Whether the text is in the file of this path. Of other files only the length is looked at: a
    /// folder can have many large ones.
    fn is_at(&self, to: &Path, path: &str) -> bool {
        const MARK: u64 = '\u{feff}'.len_utf8() as u64;
        let words = self.words.len() as u64;
        let length = disk::glance(&folder_of(to).join(path)).map(|(length, _)| length);
        length.is_some_and(|length| [words, words + MARK].contains(&length))
            && texts::read(to, path).is_ok_and(|there| there.words == *self.words)
    }
}

/// The path to try: the one that is asked for if that is a plain file name in `texts`, else one
/// made from the id; from the second try on with a number.
fn candidate(id: &str, asked: &str, number: u64) -> String {
    let ending = match asked.rsplit_once('.') {
        Some((_, "md")) => "md",
        _ => "txt",
    };
    if !is_plain_text_path(asked) {
        return numbered_text_path(id, ending, number);
    }
    let stem = asked.strip_suffix(ending).unwrap_or(asked);
    match number {
        1 => asked.to_owned(),
        _ => format!("{}-{number}.{ending}", stem.trim_end_matches('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        let reference = Reference {
            text: Some(text.to_owned()),
            ..Reference::new("r")
        };
        Document {
            references: [reference].into_iter().collect(),
            ..Document::default()
        }
    }

    fn named(document: &Document) -> &str {
        let reference = document.references.get(&"r".into()).unwrap();
        reference.text.as_deref().unwrap()
    }

    fn unsaved(path: &str, words: &str) -> CompanionTexts {
        CompanionTexts {
            unsaved: [(path.to_owned(), words.into())].into(),
            from: None,
        }
    }

    #[test]
    fn an_unsaved_text_is_written_once_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("net.json");
        let read = |path: &str| disk::read(&folder.path().join(path)).unwrap();
        for (words, path) in [
            ("first", "texts/a.txt"),
            ("first", "texts/a.txt"),
            ("second", "texts/a-2.txt"),
            ("second", "texts/a-2.txt"),
            ("third", "texts/a-3.txt"),
        ] {
            let (document, written) =
                write(document("texts/a.txt"), &to, &unsaved("texts/a.txt", words)).unwrap();
            assert_eq!(written[0].path, path);
            assert_eq!(named(&document), path);
            assert_eq!(read(path), words.as_bytes());
        }
        assert_eq!(read("texts/a.txt"), b"first");
    }

    fn from(folder: &Path) -> CompanionTexts {
        CompanionTexts {
            from: Some(folder.join("net.json")),
            ..CompanionTexts::default()
        }
    }

    #[test]
    fn texts_follow_a_file_into_another_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        let text = old.join("texts/a.txt");
        disk::make_folder_of(&text).unwrap();
        disk::save(&text, b"words").unwrap();
        let along = from(&old);
        let written =
            |to: std::path::PathBuf| write(document("texts/a.txt"), &to, &along).unwrap().1;
        assert_eq!(written(old.join("copy.json")), []);
        assert_eq!(written(new.join("net.json")).len(), 1);
        assert_eq!(disk::read(&new.join("texts/a.txt")).unwrap(), b"words");
    }

    #[test]
    fn a_path_that_leads_out_of_the_folder_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("work/net.json");
        for asked in [
            "../../x.txt",
            "/tmp/frenemy-never-written.txt",
            "texts/../../x.txt",
            "texts/https://a.b/c?d.txt",
            "texts/.hidden.txt",
            "texts/run.sh",
            "texts/CON.txt",
            "",
        ] {
            let (document, written) =
                write(document(asked), &to, &unsaved(asked, "words")).unwrap();
            assert_eq!(named(&document), "texts/r.txt", "{asked}");
            assert_eq!(written[0].path, "texts/r.txt", "{asked}");
        }
        let found = disk::list(&folder.path().join("work/texts"), "txt");
        assert_eq!(found, [folder.path().join("work/texts/r.txt")]);
        assert!(!disk::exists(&folder.path().join("x.txt")));
        assert!(!disk::exists(Path::new("/tmp/frenemy-never-written.txt")));
    }

    #[test]
    fn a_text_from_another_folder_below_goes_into_texts_and_keeps_its_ending() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        let text = old.join("articles/Smith.md");
        disk::make_folder_of(&text).unwrap();
        disk::save(&text, b"words").unwrap();
        let to = new.join("net.json");
        let (document, _) = write(document("articles/Smith.md"), &to, &from(&old)).unwrap();
        assert_eq!(named(&document), "texts/r.md");
        assert_eq!(disk::read(&new.join("texts/r.md")).unwrap(), b"words");
    }

    #[test]
    fn a_long_or_odd_id_blocks_no_save() {
        for id in [
            "x".repeat(5_000),
            "漢".repeat(300),
            "a\0b".to_owned(),
            "..".to_owned(),
            "\u{202e}/".to_owned(),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let reference = Reference {
                text: Some(format!("texts/{id}.txt")),
                ..Reference::new(id.as_str())
            };
            let document = Document {
                references: [reference].into_iter().collect(),
                ..Document::default()
            };
            let texts = unsaved(&format!("texts/{id}.txt"), "words");
            let (_, written) = write(document, &folder.path().join("net.json"), &texts).unwrap();
            assert!(disk::exists(&folder.path().join(&written[0].path)), "{id}");
        }
    }

    #[test]
    fn a_folder_full_of_texts_of_one_name_is_refused_in_words() {
        #![expect(clippy::disallowed_methods, reason = "a test makes many files")]
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("net.json");
        disk::make_folder_of(&folder.path().join("texts/a.txt")).unwrap();
        for number in 1..=TEXT_NAMES.max {
            let path = folder.path().join(candidate("r", "texts/a.txt", number));
            // No more than 64 MB of a text are read.
            std::fs::File::create(path)
                .unwrap()
                .set_len(60 << 20)
                .unwrap();
        }
        let texts = unsaved("texts/a.txt", "words");
        let refused = write(document("texts/a.txt"), &to, &texts).unwrap_err();
        assert!(refused.message.contains("1000 files"), "{refused}");
    }

    #[test]
    fn a_number_goes_before_the_ending() {
        assert_eq!(candidate("r", "texts/a.b.txt", 2), "texts/a.b-2.txt");
        assert_eq!(candidate("r", "texts/a.md", 3), "texts/a-3.md");
        assert_eq!(candidate("r", "elsewhere/a.md", 3), "texts/r-3.md");
    }

    #[cfg(unix)]
    mod unix {
        #![expect(
            clippy::disallowed_methods,
            reason = "a test makes links and looks at modes"
        )]

        use std::fs;
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        #[test]
        fn a_folder_of_texts_that_is_a_link_out_of_the_folder_is_not_followed() {
            let folder = tempfile::tempdir().unwrap();
            let (work, outside) = (folder.path().join("work"), folder.path().join("outside"));
            fs::create_dir_all(&work).unwrap();
            fs::create_dir_all(&outside).unwrap();
            symlink(&outside, work.join("texts")).unwrap();
            let to = work.join("net.json");
            let refused = write(
                document("texts/a.txt"),
                &to,
                &unsaved("texts/a.txt", "words"),
            );
            let message = refused.unwrap_err().message;
            assert!(message.contains("outside"), "{message}");
            assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
        }

        #[test]
        fn a_folder_of_texts_that_is_a_link_within_the_folder_is_not_followed() {
            let folder = tempfile::tempdir().unwrap();
            let work = folder.path();
            fs::create_dir_all(work.join(".git")).unwrap();
            symlink(work.join(".git"), work.join("texts")).unwrap();
            let texts = unsaved("texts/a.txt", "words");
            let refused = write(document("texts/a.txt"), &work.join("net.json"), &texts);
            let message = refused.unwrap_err().message;
            assert!(message.contains("remove the link"), "{message}");
            assert_eq!(fs::read_dir(work.join(".git")).unwrap().count(), 0);
        }

        #[test]
        fn a_link_at_the_place_of_a_text_is_not_written_through() {
            let folder = tempfile::tempdir().unwrap();
            let (work, outside) = (
                folder.path().join("work"),
                folder.path().join("outside.txt"),
            );
            fs::create_dir_all(work.join("texts")).unwrap();
            symlink(&outside, work.join("texts/a.txt")).unwrap();
            let to = work.join("net.json");
            let texts = unsaved("texts/a.txt", "words");
            let (document, _) = write(document("texts/a.txt"), &to, &texts).unwrap();
            assert_eq!(named(&document), "texts/a-2.txt");
            assert!(!disk::exists(&outside));
        }

        #[test]
        fn a_copy_has_the_permissions_of_the_original() {
            let folder = tempfile::tempdir().unwrap();
            let (old, new) = (folder.path().join("old"), folder.path().join("new"));
            let text = old.join("texts/a.txt");
            disk::make_folder_of(&text).unwrap();
            disk::save(&text, b"words").unwrap();
            fs::set_permissions(&text, fs::Permissions::from_mode(0o600)).unwrap();
            write(document("texts/a.txt"), &new.join("net.json"), &from(&old)).unwrap();
            let copy = fs::metadata(new.join("texts/a.txt")).unwrap();
            assert_eq!(copy.permissions().mode() & 0o777, 0o600);
        }
    }
}
