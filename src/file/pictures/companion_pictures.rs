//! Copies the pictures of actors where their relations file is saved into another folder. Never
//! overwrites another picture, and writes nowhere but into the folder `pictures` beside the
//! relations file.

use std::collections::BTreeSet;
use std::path::Path;

use super::decode::ending_of;
use super::{named_by, put, read_named};
use crate::file::disk::{self, DiskError, folder_of};
use crate::model::{Document, PictureCopies};

/// Copies the pictures of a document, which are beside the relations file `from`, to be beside the
/// relations file `to`. Returns the document, which names them by their new paths, and what was
/// copied.
///
/// # Errors
/// Says which picture could not be written; those written before stay.
pub fn write(
    mut document: Document,
    from: Option<&Path>,
    to: &Path,
) -> Result<(Document, PictureCopies), DiskError> {
    let mut copies = PictureCopies::default();
    let Some(from) = other_folder(from, to) else {
        return Ok((document, copies));
    };
    for asked in distinct(&document) {
        match read(from, asked) {
            Ok(bytes) => {
                let original = folder_of(from).join(asked);
                let path = put(to, &bytes, &original, |number| candidate(asked, number))?;
                copies.copied.push((asked.to_owned(), path));
            }
            Err(why) => copies.left_out.push(why),
        }
    }
    for actor in copies.renamed(&document) {
        document.actors.put(actor);
    }
    Ok((document, copies))
}

/// Which pictures [`write()`] would copy. A name that is taken there gets a number when the picture
/// is written.
pub fn plan(document: &Document, from: Option<&Path>, to: &Path) -> PictureCopies {
    let mut copies = PictureCopies::default();
    let Some(from) = other_folder(from, to) else {
        return copies;
    };
    for asked in distinct(document) {
        match read(from, asked) {
            Ok(_) => copies.copied.push((asked.to_owned(), asked.to_owned())),
            Err(why) => copies.left_out.push(why),
        }
    }
    copies
}

/// The paths that actors name, each once.
fn distinct(document: &Document) -> BTreeSet<&str> {
    named_by(document).collect()
}

/// The bytes of a picture, or why it is not copied.
fn read(from: &Path, asked: &str) -> Result<Vec<u8>, String> {
    let bytes = read_named(from, asked).and_then(|bytes| match ending_of(&bytes) {
        Some(_) => Ok(bytes),
        None => Err("it is not a picture".to_owned()),
    });
    bytes.map_err(|why| format!("`{asked}`: {why}"))
}

/// The relations file beside which the pictures are, unless that is in the folder of `to`, by
/// whatever path.
fn other_folder<'f>(from: Option<&'f Path>, to: &Path) -> Option<&'f Path> {
    let folder = |file: &Path| disk::canonical(folder_of(file));
    from.filter(|from| folder(from) != folder(to))
}

/// The path to try: the one that is asked for, from the second try on with a number.
fn candidate(asked: &str, number: u64) -> String {
    match asked.rsplit_once('.') {
        Some((stem, ending)) if number > 1 => format!("{stem}-{number}.{ending}"),
        _ => asked.to_owned(),
    }
}
