//! Writes saved texts together with their relations file: texts that are in no file yet, and all of
//! them where the relations file is saved into another folder. Never overwrites a text of other
//! content, and writes nowhere but into the folder `texts` beside the relations file.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::file::disk::{self, DiskError, folder_of};
use crate::file::texts;
use crate::limits::TEXT_NAMES;
use crate::model::{
    CompanionTexts, Document, Reference, TextCopies, WrittenText, WrittenTexts, is_plain_text_path,
    numbered_text_path,
};
use crate::words::short;

/// Writes texts beside the relations file `to`. Returns the document, which names the texts by
/// their new paths, and which texts were written.
///
/// # Errors
/// Says which text could not be written; those written before stay.
pub fn write(
    mut document: Document,
    to: &Path,
    texts: &CompanionTexts,
) -> Result<(Document, WrittenTexts), DiskError> {
    let (mut all, mut refused) = (WrittenTexts::default(), HashSet::new());
    let from = other_folder(texts.from.as_deref(), to);
    let references: Vec<_> = document.references.iter().cloned().collect();
    for reference in references {
        let Some(asked) = reference.text.as_deref() else {
            continue;
        };
        let text = match CompanionText::find(asked, from, texts) {
            None => continue,
            Some(Ok(text)) => text,
            Some(Err(why)) => {
                // Several references can name one text.
                if refused.insert(asked.to_owned()) {
                    all.left_out.push(shortened(asked, &why));
                }
                continue;
            }
        };
        let path = text.put(to, reference.id.as_str(), asked)?;
        if path != asked {
            document.references.put(Reference {
                text: Some(path.clone()),
                ..Reference::clone(&reference)
            });
        }
        all.written.push(WrittenText {
            reference: reference.id.clone(),
            asked: asked.to_owned(),
            path,
        });
    }
    Ok((document, all))
}

/// Which texts of a document [`write()`] would copy to be beside the relations file `to`. A name
/// that is taken there gets a number when the text is written.
pub fn plan(document: &Document, to: &Path, texts: &CompanionTexts) -> TextCopies {
    let mut copies = TextCopies::default();
    let Some(from) = other_folder(texts.from.as_deref(), to) else {
        return copies;
    };
    // Several references can name one text.
    let (mut seen, mut refused) = (HashSet::new(), HashSet::new());
    for reference in document.references.iter() {
        let Some(asked) = reference.text.as_deref() else {
            continue;
        };
        let path = candidate(reference.id.as_str(), asked, 1);
        let is_new = seen.insert((asked, path.clone()));
        if !is_new || texts.unsaved.contains_key(asked) {
            continue;
        }
        match texts::read(from, asked) {
            Ok(_) => copies.copied.push((asked.to_owned(), path)),
            Err(why) if refused.insert(asked) => {
                copies.left_out.push(shortened(asked, &why));
            }
            Err(_) => {}
        }
    }
    copies
}

/// Why a text cannot be read, with a path that is not too long.
fn shortened(asked: &str, why: &str) -> String {
    why.replacen(asked, &short(asked), 1)
}

/// The relations file beside which the texts are, unless that is in the folder of `to`, by whatever
/// path.
fn other_folder<'t>(from: Option<&'t Path>, to: &Path) -> Option<&'t Path> {
    let folder = |file: &Path| disk::canonical(folder_of(file));
    from.filter(|from| folder(from) != folder(to))
}

/// A text that must be written.
struct CompanionText<'t> {
    words: Arc<str>,
    /// The relations file beside which it was, if it was in a file: a copy gets the permissions of
    /// the original.
    copied_from: Option<&'t Path>,
}

impl<'t> CompanionText<'t> {
    /// The text at this path, or why it cannot be read; `None` if it is beside the relations file
    /// already. `from` is the relations file in another folder.
    fn find(
        asked: &str,
        from: Option<&'t Path>,
        texts: &CompanionTexts,
    ) -> Option<Result<Self, String>> {
        if let Some(words) = texts.unsaved.get(asked) {
            return Some(Ok(Self {
                words: Arc::clone(words),
                copied_from: None,
            }));
        }
        let from = from?;
        Some(texts::read(from, asked).map(|text| Self {
            words: text.words.into(),
            copied_from: Some(from),
        }))
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
            assert_eq!(written.written[0].path, path);
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
        let written = |to: std::path::PathBuf| {
            write(document("texts/a.txt"), &to, &along)
                .unwrap()
                .1
                .written
        };
        assert_eq!(written(old.join("copy.json")), []);
        assert_eq!(written(new.join("net.json")).len(), 1);
        assert_eq!(disk::read(&new.join("texts/a.txt")).unwrap(), b"words");
    }

    #[test]
    fn what_is_copied_and_what_is_left_out_is_said_before_and_after() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        let save = |path: &Path| {
            disk::make_folder_of(path).unwrap();
            disk::save(path, b"words").unwrap();
        };
        save(&folder.path().join("outside.txt"));
        for name in ["texts/a.txt", "articles/b.md", ".ssh/id.txt"] {
            save(&old.join(name));
        }
        let named = [
            "texts/a.txt",
            "articles/b.md",
            ".ssh/id.txt",
            "../outside.txt",
            "texts/none.txt",
        ];
        // The first text is named twice.
        let references = named.iter().chain(&named[..1]).enumerate();
        let document = Document {
            references: references
                .map(|(number, text)| Reference {
                    text: Some((*text).to_owned()),
                    ..Reference::new(format!("r{number}"))
                })
                .collect(),
            ..Document::default()
        };
        let (to, along) = (new.join("net.json"), from(&old));
        let planned = plan(&document, &to, &along);
        let copy = |asked: &str, path: &str| (asked.to_owned(), path.to_owned());
        let expected = [
            copy("texts/a.txt", "texts/a.txt"),
            copy("articles/b.md", "texts/r1.md"),
        ];
        assert_eq!(planned.copied, expected);
        let (_, written) = write(document.clone(), &to, &along).unwrap();
        assert_eq!(written.left_out, planned.left_out);
        assert_eq!(planned.left_out.len(), 3);
        for (why, text) in planned.left_out.iter().zip(&named[2..]) {
            assert!(why.starts_with(&format!("`{text}`: ")), "{why}");
        }
        // Only what was said is there.
        let mut found = disk::list(&new.join("texts"), "txt");
        found.extend(disk::list(&new.join("texts"), "md"));
        assert_eq!(found, [new.join("texts/a.txt"), new.join("texts/r1.md")]);
        // In its own folder nothing is copied, by whatever path that is reached.
        for to in [old.join("b.json"), new.join("../old/b.json")] {
            assert_eq!(plan(&document, &to, &along), TextCopies::default());
            assert_eq!(
                write(document.clone(), &to, &along).unwrap().1,
                WrittenTexts::default()
            );
        }
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
            assert_eq!(written.written[0].path, "texts/r.txt", "{asked}");
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
            assert!(
                disk::exists(&folder.path().join(&written.written[0].path)),
                "{id}"
            );
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
