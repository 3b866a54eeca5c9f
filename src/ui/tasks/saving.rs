//! Saving: writes a document and its companion texts.

use std::path::{Path, PathBuf};

use crate::app::{Command, Safety};
use crate::file::disk::saving::{self, Saved};
use crate::file::disk::{self, SaveError};
use crate::file::texts::companion_texts;
use crate::model::{CompanionTexts, Document, Stamp};
use crate::tasks::{Generation, SerialTasks, TaskEvent};
use crate::ui::Queue;

/// A document, and where it is saved to.
pub(crate) struct SaveRequest {
    /// Where to.
    pub(crate) path: PathBuf,
    /// What.
    pub(crate) document: Document,
    /// The document generation.
    pub(crate) generation: Generation,
    /// The document's revision.
    pub(crate) revision: u64,
    /// What the file must still be like; nothing if it may be like anything.
    pub(crate) base: Option<Stamp>,
    /// The texts that are written with it.
    pub(crate) along: CompanionTexts,
    /// The folder in which earlier versions are kept.
    pub(crate) data: Option<PathBuf>,
}

/// Writes the document, after everything else that is being written to the path.
pub(crate) fn save(queue: &Queue, writes: &SerialTasks<PathBuf>, request: SaveRequest) {
    let (warnings, queue) = (queue.clone(), queue.clone());
    writes.push(
        &write_key(&request.path),
        "saving the file",
        move |_context| write(request, &warnings),
        move |event| match event {
            TaskEvent::Done(command) => queue.send(command),
            TaskEvent::Failed(failure) => queue.send(not_saved(&failure.to_string())),
            TaskEvent::Progress(_) | TaskEvent::Cancelled => {}
        },
    );
}

/// Writes the texts, and after them the document that names them.
fn write(request: SaveRequest, warnings: &Queue) -> Command {
    let SaveRequest {
        path,
        document,
        generation,
        revision,
        base,
        along,
        data,
    } = request;
    let written = companion_texts::write(document, &path, &along).map_err(SaveError::Disk);
    let saved = written.and_then(|(document, texts)| {
        let saved = saving::save(&path, &document, base, data.as_deref())?;
        Ok((saved, texts))
    });
    match saved {
        Ok((Saved { stamp, unkept }, texts)) => {
            if let Some(error) = unkept {
                let message =
                    format!("The file was saved, but no earlier version of it was kept. {error}");
                warnings.send(Command::Safety(Safety::Warn(message)));
            }
            Command::Saved {
                path,
                generation,
                revision,
                stamp,
                texts,
            }
        }
        Err(SaveError::Changed(theirs)) => Command::Safety(Safety::SaveRefused {
            path,
            generation,
            theirs,
        }),
        Err(SaveError::Disk(error)) => not_saved(&error.to_string()),
    }
}

/// Names the file at a path with all links resolved, also before it exists.
pub(super) fn write_key(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !disk::exists(path) => disk::canonical(folder).join(name),
        _ => disk::canonical(path),
    }
}

fn not_saved(why: &str) -> Command {
    Command::SaveFailed(format!("Not saved. {why}. Everything is still open here."))
}
