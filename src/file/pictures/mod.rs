//! The pictures of actors: where they are, and how they become pixels. Draws nothing.
//!
//! An actor names its picture by a path from the folder of the relations file. A file from somebody
//! else must not show another file of the user. So only PNG and JPEG files in the folder `pictures`
//! beside it are read, no hidden ones, and no link is followed to them. What they may cost is
//! limited before they are decoded.

pub mod companion_pictures;
mod decode;
mod orientation;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use self::decode::encode;
use self::decode::{decode, ending_of};
use super::disk::{self, DiskError, folder_of};
use crate::limits::{ACTOR_PICTURE_BYTES, ACTOR_PICTURES_KEPT, ACTOR_PICTURES_READ, Limit};
use crate::model::{
    Actor, ActorId, ActorPicture, Document, Issue, Location, Pictures, Severity, is_picture_path,
    numbered_picture_path,
};
use crate::words::short;

/// The pictures of a document that was read from this file. `known` are those that were read
/// before, which are not read again.
pub fn read_all(document: &Document, file: &Path, known: &Pictures) -> Pictures {
    let mut reader = LimitedReader::default();
    let mut all: BTreeMap<String, Result<Arc<ActorPicture>, String>> = BTreeMap::new();
    for path in named_by(document) {
        if !all.contains_key(path) {
            let picture = match known.get(path) {
                Some(known) => reader.keep(Arc::clone(known)),
                None => reader.read(file, path),
            };
            all.insert(path.to_owned(), picture);
        }
    }
    all.into_iter().collect()
}

/// The pictures of a document that is in no file: none can be read.
pub fn without_file(document: &Document) -> Pictures {
    let why = "it is expected beside the relations file, and this network has no file yet";
    let none = |path: &str| (path.to_owned(), Err(why.to_owned()));
    named_by(document).map(none).collect()
}

/// The paths of pictures that the actors of a document name, in the order of the actors.
pub fn named_by(document: &Document) -> impl Iterator<Item = &str> {
    let actors = document.actors.iter();
    actors.filter_map(|actor| actor.picture.as_deref())
}

/// What is wrong with the pictures of a document: which cannot be drawn, and why.
pub fn issues(document: &Document, pictures: &Pictures) -> Vec<Issue> {
    let problems = pictures.problems().map(|(path, why)| {
        let mut actors = document.actors.iter();
        let has_it = |actor: &&Arc<Actor>| actor.picture.as_deref() == Some(path);
        let name = actors.find(has_it).map(|actor| short(actor.name()));
        let of = name.map(|name| format!(" of {name}")).unwrap_or_default();
        Issue {
            severity: Severity::Warning,
            code: "unread-picture",
            place: Location::default(),
            message: format!("the picture{of} is not drawn: `{path}`: {why}"),
            hint: None,
        }
    });
    problems.collect()
}

/// Copies a picture that the user chose, in any folder and with any extension, into the folder
/// `pictures` beside the relations file; returns its path there.
///
/// # Errors
/// Says why it is not a picture that can be drawn, or why it cannot be copied.
pub fn copy_chosen(chosen: &Path, file: &Path, actor: &ActorId) -> Result<String, String> {
    let name = chosen.file_name().unwrap_or_default().to_string_lossy();
    let bytes = read_bytes(chosen).map_err(|message| format!("{name}: {message}"))?;
    decode(&bytes, &mut |_| Ok(())).map_err(|message| format!("{name}: {message}"))?;
    let ending = ending_of(&bytes).unwrap_or("png");
    let put = put(file, &bytes, chosen, |number| {
        numbered_picture_path(actor.as_str(), ending, number)
    });
    put.map_err(|error| error.to_string())
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    disk::read_limited(path, ACTOR_PICTURE_BYTES.max).map_err(|error| error.message)
}

/// Reads pictures within the limits for all of them.
#[derive(Default)]
struct LimitedReader {
    /// The bytes and pixels that were read.
    read: u64,
    /// The bytes of memory of those that are kept.
    kept: u64,
}

impl LimitedReader {
    fn read(&mut self, file: &Path, path: &str) -> Result<Arc<ActorPicture>, String> {
        let bytes = read_named(file, path)?;
        spend(&mut self.read, bytes.len() as u64, &ACTOR_PICTURES_READ)?;
        let picture = decode(&bytes, &mut |pixels| {
            spend(&mut self.read, pixels, &ACTOR_PICTURES_READ)
        })?;
        self.keep(Arc::new(picture))
    }

    fn keep(&mut self, picture: Arc<ActorPicture>) -> Result<Arc<ActorPicture>, String> {
        spend(&mut self.kept, picture.bytes() as u64, &ACTOR_PICTURES_KEPT)?;
        Ok(picture)
    }
}

/// Adds to a sum, unless it would be more than a limit.
fn spend(sum: &mut u64, more: u64, limit: &Limit) -> Result<(), String> {
    let all = sum.saturating_add(more);
    if all > limit.max {
        return Err(limit.message(all));
    }
    *sum = all;
    Ok(())
}

/// Whether there is a picture at this path beside a relations file.
pub fn is_beside(file: &Path, path: &str) -> bool {
    read_named(file, path).is_ok()
}

/// The bytes of the picture at this path beside a relations file.
fn read_named(file: &Path, path: &str) -> Result<Vec<u8>, String> {
    if !is_picture_path(path) {
        return Err(OUTSIDE.to_owned());
    }
    let name = Path::new(path);
    // The path without links is the one that was asked for, or it is not read.
    let check = |found: &Path| {
        if found == name {
            return Ok(());
        }
        let found = found.display();
        Err(format!(
            "it is a link to {found}, and no link is followed to a picture; put the file itself \
             there"
        ))
    };
    let read = disk::read_within(folder_of(file), name, ACTOR_PICTURE_BYTES.max, check);
    read.map_err(|error| error.message)
}

/// Why a path is not read.
const OUTSIDE: &str =
    "a picture is a .png, .jpg or .jpeg file in the folder `pictures` beside the relations file";

/// How many names are tried for a picture.
const MAX_NAMES: u64 = 1_000;

/// Writes a picture beside the relations file `to`, at the first of these paths that is free or has
/// the same bytes; returns the path. A copy can be read by nobody who could not read the original.
fn put(
    to: &Path,
    bytes: &[u8],
    original: &Path,
    path_of: impl Fn(u64) -> String,
) -> Result<String, DiskError> {
    for number in 1..=MAX_NAMES {
        let path = path_of(number);
        let is_new = disk::save_new_within(folder_of(to), Path::new(&path), bytes, Some(original))?;
        if is_new || read_named(to, &path).is_ok_and(|there| there == bytes) {
            return Ok(path);
        }
    }
    Err(DiskError {
        path: folder_of(to).join(path_of(1)),
        message: format!("there are {MAX_NAMES} files of this name; choose another folder"),
    })
}

#[cfg(test)]
mod tests;
