//! The desktop's file dialogs. Each waits on a thread, and its answer is a command.

use std::path::{Path, PathBuf};

use super::jobs::start;
use crate::app::{EventSource, FilePurpose, FileQuestion};
use crate::export::{self, Exporter};
use crate::file::formats::{FORMATS, picture};
use crate::file::texts;
use crate::model::PICTURE_ENDINGS;
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

/// Asks the desktop for a file.
pub(crate) fn ask(queue: &Queue, question: FileQuestion) {
    start(queue, DIALOG, move || {
        let dialog = rfd::FileDialog::new().set_title(title(&question.purpose));
        let dialog = match &question.folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        let dialog = match proposed_name(&question) {
            Some(name) => dialog.set_file_name(name),
            None => dialog,
        };
        let filters = filters(&question.purpose).into_iter();
        let dialog = filters.fold(dialog, |dialog, (name, extensions)| {
            dialog.add_filter(name, &extensions)
        });
        let dialog = if question.purpose.writes() {
            dialog
        } else {
            dialog.add_filter("All files", &["*"])
        };
        let one = |path: Option<PathBuf>| path.map(|path| vec![path]);
        let paths = match &question.purpose {
            FilePurpose::Open | FilePurpose::Events(EventSource::Files) => dialog.pick_files(),
            FilePurpose::Events(EventSource::Folder) => one(dialog.pick_folder()),
            purpose if purpose.writes() => one(dialog.save_file()),
            _ => one(dialog.pick_file()),
        }?;
        let paths = paths.into_iter();
        let named = paths.map(|path| with_own_extension(path, &question.purpose));
        let named = named.collect();
        question.purpose.command(named)
    });
}

/// What a dialog that asks for this is called.
pub(crate) fn title(purpose: &FilePurpose) -> &'static str {
    match purpose {
        FilePurpose::Open => "Open a file",
        FilePurpose::Text(_) => "Add text",
        FilePurpose::Picture(_) => "Choose a picture (PNG or JPEG)",
        FilePurpose::Citations => "Add sources from BibTeX, RIS or CSL JSON",
        FilePurpose::Merge => "Merge with a file",
        FilePurpose::Proposals => "Check proposals (JSON lines)",
        FilePurpose::Codebook => "Import a codebook (CSV)",
        FilePurpose::Events(_) => "Add event data",
        FilePurpose::Save => "Save as",
        FilePurpose::Export(_) => "Export to",
    }
}

/// How an export is written.
pub(crate) fn exporter(purpose: &FilePurpose) -> Option<&'static Exporter> {
    match purpose {
        FilePurpose::Export(options) => export::by_id(options.exporter),
        _ => None,
    }
}

/// The name that the dialog begins with; an export has the ending of its format.
pub(crate) fn proposed_name(question: &FileQuestion) -> Option<String> {
    let name = question.name.clone();
    match exporter(&question.purpose) {
        Some(exporter) => Some(format!("{name}.{}", exporter.extension())),
        None => (!name.is_empty()).then_some(name),
    }
}

/// The path of the file: that of an export gets the ending of its format, if it has none.
pub(crate) fn with_own_extension(path: PathBuf, purpose: &FilePurpose) -> PathBuf {
    match exporter(purpose) {
        Some(exporter) => export::with_extension(path, exporter),
        None => path,
    }
}

/// The kinds of files that are offered for a purpose, each with its extensions.
fn filters(purpose: &FilePurpose) -> Vec<(String, Vec<&'static str>)> {
    let one =
        |name: &str, extensions: &[&'static str]| vec![(name.to_owned(), extensions.to_vec())];
    match purpose {
        FilePurpose::Open => open_filters(),
        FilePurpose::Text(_) => one("Texts", &texts::chosen_endings()),
        FilePurpose::Picture(_) => one("Pictures", &PICTURE_ENDINGS),
        FilePurpose::Citations => one(
            "BibTeX, RIS and CSL JSON",
            &["bib", "bibtex", "ris", "json"],
        ),
        FilePurpose::Merge | FilePurpose::Save => one("Relations file", &["json"]),
        FilePurpose::Proposals => one("JSON lines", &["jsonl", "ndjson", "json"]),
        FilePurpose::Codebook => one("Codebook", &["csv", "tsv", "txt"]),
        FilePurpose::Events(_) => Vec::new(),
        FilePurpose::Export(_) => exporter(purpose)
            .map_or_else(Vec::new, |exporter| one(exporter.name, exporter.extensions)),
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
