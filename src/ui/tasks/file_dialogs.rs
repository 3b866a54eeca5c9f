//! The desktop's file dialogs. Each waits on a thread, and its answer is a command.

use std::path::{Path, PathBuf};

use super::jobs::start;
use crate::app::{
    CodingCommand, Command, EventSource, EventsCommand, ExportOptions, ReaderCommand,
};
use crate::export::{Exporter, with_extension};
use crate::file::formats::{FORMATS, picture};
use crate::file::texts;
use crate::model::ReferenceId;
use crate::ui::Queue;
use crate::words;

/// What these tasks do, as a failure names it.
const DIALOG: &str = "asking the desktop for a file";

/// Whether the desktop can be asked for files: it answers over the session's message bus.
pub(crate) fn has_file_dialogs() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join("bus"));
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || runtime.is_some_and(|bus| bus.exists())
}

/// Asks the desktop which file to open, or which tables together.
pub(crate) fn ask_open(queue: &Queue) {
    start(queue, DIALOG, || {
        let dialog = rfd::FileDialog::new().set_title("Open a network");
        let filters = open_filters().into_iter();
        let dialog = filters.fold(dialog, |dialog, (name, extensions)| {
            dialog.add_filter(name, &extensions)
        });
        let dialog = dialog.add_filter("All files", &["*"]);
        chosen(dialog.pick_files()?)
    });
}

/// Opens the file that was chosen; several are tables that belong together.
fn chosen(mut paths: Vec<PathBuf>) -> Option<Command> {
    match paths.len() {
        0 => None,
        1 => Some(Command::Open(paths.swap_remove(0))),
        _ => Some(Command::OpenTables(paths)),
    }
}

/// The kinds of files that can be opened, with their extensions: first all of them together, then
/// each format of the table.
fn open_filters() -> Vec<(String, Vec<&'static str>)> {
    let readable = FORMATS.iter().filter(|format| format.is_read());
    let mut filters: Vec<(String, Vec<&str>)> = Vec::new();
    for format in readable {
        let is_new = |(_, extensions): &(String, Vec<&str>)| extensions[..] != *format.extensions;
        if !format.extensions.is_empty() && filters.iter().all(is_new) {
            let name = words::capitalized(format.name);
            filters.push((name, format.extensions.to_vec()));
        }
    }
    filters.push(("Exported pictures".to_owned(), picture::EXTENSIONS.to_vec()));
    let mut all: Vec<_> = filters.iter().flat_map(|(_, own)| own.clone()).collect();
    all.sort_unstable();
    all.dedup();
    filters.insert(0, ("Networks".to_owned(), all));
    filters
}

/// `.csv, .json or .net`: the extensions of files that can be opened, as the window asks for a
/// path.
pub(crate) fn openable_extensions() -> String {
    let all = open_filters().into_iter().next();
    let all = all.map_or_else(Vec::new, |(_, extensions)| extensions);
    let all: Vec<_> = all
        .iter()
        .map(|extension| format!(".{extension}"))
        .collect();
    words::alternatives(&all)
}

/// Asks the desktop for a text to add.
pub(crate) fn ask_text(queue: &Queue, to: Option<ReferenceId>, folder: Option<PathBuf>) {
    start(queue, DIALOG, move || {
        let dialog = dialog_in(folder)
            .set_title("Add a text")
            .add_filter("Texts", &texts::chosen_endings())
            .add_filter("All files", &["*"]);
        let path = dialog.pick_file()?;
        Some(Command::Reader(ReaderCommand::Fetch(path, to)))
    });
}

/// A dialog that begins in this folder.
fn dialog_in(folder: Option<PathBuf>) -> rfd::FileDialog {
    match folder {
        Some(folder) => rfd::FileDialog::new().set_directory(folder),
        None => rfd::FileDialog::new(),
    }
}

/// Asks the desktop for citations.
pub(crate) fn ask_citations(queue: &Queue) {
    start(queue, DIALOG, || {
        let dialog = rfd::FileDialog::new()
            .set_title("Read a citation")
            .add_filter(
                "BibTeX, RIS and CSL JSON",
                &["bib", "bibtex", "ris", "json"],
            )
            .add_filter("All files", &["*"]);
        let path = dialog.pick_file()?;
        Some(Command::Reader(ReaderCommand::FetchCitations(path)))
    });
}

/// Asks the desktop for another coder's file.
pub(crate) fn ask_merge(queue: &Queue) {
    start(queue, DIALOG, || {
        let dialog = rfd::FileDialog::new()
            .set_title("Merge with a file")
            .add_filter("Relations file", &["json"])
            .add_filter("All files", &["*"]);
        let path = dialog.pick_file()?;
        Some(Command::Coding(CodingCommand::Merge(path)))
    });
}

/// Asks the desktop for proposals.
pub(crate) fn ask_proposals(queue: &Queue) {
    start(queue, DIALOG, || {
        let dialog = rfd::FileDialog::new()
            .set_title("Check proposals")
            .add_filter("JSON lines", &["jsonl", "ndjson", "json"])
            .add_filter("All files", &["*"]);
        let path = dialog.pick_file()?;
        Some(Command::Coding(CodingCommand::ReadProposals(path)))
    });
}

/// Asks the desktop for event data: files, or a folder of them.
pub(crate) fn ask_events(queue: &Queue, source: EventSource) {
    start(queue, DIALOG, move || {
        let dialog = rfd::FileDialog::new().set_title("Import events");
        let paths = match source {
            EventSource::Files => dialog.pick_files()?,
            EventSource::Folder => vec![dialog.pick_folder()?],
        };
        Some(Command::Events(EventsCommand::AddFiles(paths)))
    });
}

/// Asks the desktop where to save.
pub(crate) fn ask_save(queue: &Queue, folder: Option<PathBuf>, name: String) {
    start(queue, DIALOG, move || {
        let dialog = dialog_in(folder)
            .set_title("Save the network")
            .set_file_name(name)
            .add_filter("Relations file", &["json"]);
        dialog.save_file().map(Command::SaveTo)
    });
}

/// Asks the desktop where to export to.
pub(crate) fn ask_export(
    queue: &Queue,
    (folder, name): (Option<PathBuf>, String),
    exporter: &'static Exporter,
    options: ExportOptions,
) {
    start(queue, DIALOG, move || {
        let dialog = dialog_in(folder)
            .set_title("Export")
            .set_file_name(name)
            .add_filter(exporter.name, exporter.extensions);
        dialog
            .save_file()
            .map(|path| Command::ExportTo(with_extension(path, exporter), options))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_that_is_read_can_be_chosen() {
        let filters = open_filters();
        let (name, all) = &filters[0];
        assert_eq!(name, "Networks");
        for format in FORMATS.iter().filter(|format| format.is_read()) {
            for extension in format.extensions {
                assert!(all.contains(extension), "{extension} of {}", format.name);
                let own = filters[1..].iter().any(|(_, own)| own.contains(extension));
                assert!(own, "{extension} has no filter");
            }
        }
        assert!(all.contains(&"png") && all.contains(&"svg"));
        assert!(openable_extensions().contains(".csv"));
    }
}
