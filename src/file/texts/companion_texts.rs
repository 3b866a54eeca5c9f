//! Saved texts that go along with their relations file: texts that lie in no file yet, and all of them where the
//! relations file is saved into another folder. No text of another content is ever written over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::disk;
use crate::file::disk::DiskError;
use crate::file::texts;
use crate::model::{Document, Reference, ReferenceId};

/// Where the texts of a document are, before it is saved.
#[derive(Clone, Debug, Default)]
pub struct Along {
    /// Texts that lie in no file yet, by the path that references name them by.
    pub loose: BTreeMap<String, Arc<str>>,
    /// The relations file beside which the others lie.
    pub from: Option<PathBuf>,
}

/// A text that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The reference whose text it is.
    pub reference: ReferenceId,
    /// The path that the reference named.
    pub asked: String,
    /// The path under which the text now lies: a numbered one where that was taken.
    pub path: String,
}

/// Writes the texts that must go along beside the relations file `to`. Returns the document, which names the texts as
/// they now lie, and which texts were written.
///
/// # Errors
/// Says which text could not be written; those written before stay.
pub fn write(
    mut document: Document,
    to: &Path,
    along: &Along,
) -> Result<(Document, Vec<Written>), DiskError> {
    let mut written = Vec::new();
    let references: Vec<_> = document.references.iter().cloned().collect();
    for reference in references {
        let Some(asked) = reference.text.as_deref() else {
            continue;
        };
        let Some(words) = words(asked, to, along) else {
            continue;
        };
        let path = put(to, asked, words.as_bytes())?;
        if path != asked {
            document.references.put(Reference {
                text: Some(path.clone()),
                ..Reference::clone(&reference)
            });
        }
        written.push(Written {
            reference: reference.id.clone(),
            asked: asked.to_owned(),
            path,
        });
    }
    Ok((document, written))
}

/// The words of a text that must be written; nothing where it lies beside the file already, or nowhere.
fn words(asked: &str, to: &Path, along: &Along) -> Option<Arc<str>> {
    if let Some(words) = along.loose.get(asked) {
        return Some(Arc::clone(words));
    }
    let from = along.from.as_deref()?;
    if from.parent() == to.parent() {
        return None;
    }
    texts::read(from, asked).ok().map(Arc::from)
}

/// Puts a text where it is asked for, or under the next number that is free; returns the path from the folder.
fn put(to: &Path, asked: &str, words: &[u8]) -> Result<String, DiskError> {
    let folder = to.parent().unwrap_or(Path::new(""));
    let mut path = asked.to_owned();
    for number in 2.. {
        let file = folder.join(&path);
        if disk::exists(&file) {
            if disk::read(&file).is_ok_and(|there| there == words) {
                break;
            }
        } else {
            disk::make_folder_of(&file)?;
            if disk::save_new(&file, words)? {
                break;
            }
        }
        path = numbered(asked, number);
    }
    Ok(path)
}

/// `texts/a.txt` as `texts/a-2.txt`.
fn numbered(path: &str, number: usize) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => {
            let (stem, ending) = path.split_at(name + dot);
            format!("{stem}-{number}{ending}")
        }
        None => format!("{path}-{number}"),
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

    fn loose(words: &str) -> Along {
        Along {
            loose: [("texts/a.txt".to_owned(), words.into())].into(),
            from: None,
        }
    }

    #[test]
    fn a_loose_text_is_written_once_and_never_over_another() {
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
            let (document, written) = write(document("texts/a.txt"), &to, &loose(words)).unwrap();
            assert_eq!(written[0].path, path);
            assert_eq!(named(&document), path);
            assert_eq!(read(path), words.as_bytes());
        }
        assert_eq!(read("texts/a.txt"), b"first");
    }

    #[test]
    fn texts_follow_a_file_into_another_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        let text = old.join("texts/a.txt");
        disk::make_folder_of(&text).unwrap();
        disk::save(&text, b"words").unwrap();
        let along = Along {
            from: Some(old.join("net.json")),
            ..Along::default()
        };
        let written = |to: PathBuf| write(document("texts/a.txt"), &to, &along).unwrap().1;
        assert_eq!(written(old.join("copy.json")), []);
        assert_eq!(written(new.join("net.json")).len(), 1);
        assert_eq!(disk::read(&new.join("texts/a.txt")).unwrap(), b"words");
    }

    #[test]
    fn a_number_goes_before_the_ending() {
        assert_eq!(numbered("texts/a.b.txt", 2), "texts/a.b-2.txt");
        assert_eq!(numbered("te.xts/a", 3), "te.xts/a-3");
    }
}
