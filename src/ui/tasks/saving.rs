//! Saving: writes a document and its companion texts.

use std::path::{Path, PathBuf};

use super::jobs;
use crate::app::{Command, Job, SafetyCommand};
use crate::file::disk::saving::{self, Saved};
use crate::file::disk::{self, DiskError, SaveError};
use crate::file::pictures::companion_pictures;
use crate::file::texts::companion_texts;
use crate::model::{CompanionTexts, Document, Stamp, TextCopies, WrittenTexts};
use crate::tasks::{Generation, SerialTasks, TaskContext, TaskEvent};
use crate::ui::Queue;

/// A document, and where it is saved to.
pub(crate) struct SaveRequest {
    /// The job, for its progress.
    pub(crate) job: Job,
    /// The path of the file.
    pub(crate) path: PathBuf,
    /// The document.
    pub(crate) document: Document,
    /// The generation of the document.
    pub(crate) generation: Generation,
    /// The revision of the document.
    pub(crate) revision: u64,
    /// The stamp that the file must still have; `None` if any file is overwritten.
    pub(crate) base: Option<Stamp>,
    /// The texts that are written with it.
    pub(crate) along: CompanionTexts,
    /// The folder in which earlier versions are kept.
    pub(crate) data: Option<PathBuf>,
}

/// Finds out which saved texts are copied if the document is saved to this path.
pub(crate) fn plan_texts(
    queue: &Queue,
    path: PathBuf,
    document: Box<Document>,
    generation: Generation,
    along: CompanionTexts,
) {
    jobs::start(queue, "looking for the saved texts", move || {
        Some(Command::TextsPlanned {
            texts: TextCopies {
                pictures: companion_pictures::plan(&document, along.from.as_deref(), &path),
                ..companion_texts::plan(&document, &path, &along)
            },
            path,
            generation,
        })
    });
}

/// Writes the document, after everything else that is being written to the path.
pub(crate) fn save(queue: &Queue, writes: &SerialTasks<PathBuf>, request: SaveRequest) {
    let (warnings, queue) = (queue.clone(), queue.clone());
    let job = request.job;
    writes.push(
        &write_key(&request.path),
        "saving the file",
        move |context| write(request, &warnings, context),
        move |event| match event {
            TaskEvent::Done(command) => queue.send(command),
            TaskEvent::Failed(failure) => queue.send(not_saved(&failure.to_string())),
            TaskEvent::Progress(share) => queue.send(Command::Progress(job, share)),
            TaskEvent::Cancelled => {}
        },
    );
}

/// Writes the texts and pictures, and after them the document that names them.
fn write(request: SaveRequest, warnings: &Queue, context: &TaskContext<'_>) -> Command {
    let SaveRequest {
        job: _,
        path,
        document,
        generation,
        revision,
        base,
        along,
        data,
    } = request;
    let written = write_companions(document, &path, &along).map_err(SaveError::Disk);
    let saved = written.and_then(|(document, texts)| {
        let progress = |share| {
            // A save is never cancelled.
            let _ = context.report(share);
        };
        let saved = saving::save(
            &path,
            &document,
            base,
            along.from.as_deref().as_slice(),
            data.as_deref(),
            &progress,
        )?;
        Ok((saved, texts))
    });
    match saved {
        Ok((Saved { stamp, unkept }, texts)) => {
            if let Some(error) = unkept {
                let message =
                    format!("The file was saved, but no earlier version of it was kept. {error}");
                warnings.send(Command::Safety(SafetyCommand::Warn(message)));
            }
            Command::Saved {
                path,
                generation,
                revision,
                stamp,
                texts,
            }
        }
        Err(SaveError::Changed(theirs)) => Command::Safety(SafetyCommand::SaveRefused {
            path,
            generation,
            theirs,
        }),
        Err(SaveError::Disk(error)) => not_saved(&error.to_string()),
    }
}

/// Writes the texts of a document, and copies its pictures.
fn write_companions(
    document: Document,
    path: &Path,
    along: &CompanionTexts,
) -> Result<(Document, WrittenTexts), DiskError> {
    let (document, texts) = companion_texts::write(document, path, along)?;
    let (document, pictures) = companion_pictures::write(document, along.from.as_deref(), path)?;
    Ok((document, WrittenTexts { pictures, ..texts }))
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
