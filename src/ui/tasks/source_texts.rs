//! Reads texts and citations that the user adds to the document.

use std::path::PathBuf;

use super::jobs::start;
use crate::app::{Command, NewText, ReaderCommand};
use crate::file::formats::bibliography;
use crate::file::{disk, texts};
use crate::model::ReferenceId;
use crate::ui::Queue;

/// Reads a text that is to be added.
pub(crate) fn fetch_text(queue: &Queue, path: PathBuf, to: Option<ReferenceId>) {
    start(queue, "reading the text", move || {
        Some(Command::Reader(match texts::read_chosen(&path) {
            Ok(text) => ReaderCommand::Ask(NewText {
                name: path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                words: text.words.into(),
                to,
                note: text.note,
                origin: text.origin,
                citations: text.citation.into_iter().map(|one| *one).collect(),
            }),
            Err(problem) => ReaderCommand::Refused(problem),
        }))
    });
}

/// Reads citations from a file.
pub(crate) fn fetch_citations(queue: &Queue, path: PathBuf) {
    start(queue, "reading the citations", move || {
        let bytes = disk::read(&path).map_err(|error| error.to_string());
        let read = bytes.and_then(|bytes| {
            let read = bibliography::read(&bytes);
            read.map_err(|problem| format!("{}: {problem}", path.display()))
        });
        Some(Command::Reader(match read {
            Ok(read) => {
                let problems = read.issues.iter().map(|issue| {
                    let line = issue.place.line;
                    format!("line {line}: {}", issue.message)
                });
                ReaderCommand::Citations(read.references, problems.collect())
            }
            // Those of a file that was read before are not offered as those of this one.
            Err(problem) => ReaderCommand::Citations(Vec::new(), vec![problem]),
        }))
    });
}
