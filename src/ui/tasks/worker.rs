//! Whatever takes longer than a frame and leaves an answer: reading, writing, placing, asking the desktop for a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::app::{
    Command, Example, ExportOptions, NewText, Opened, Reader, Safety, Task, file_name,
};
use crate::export::{self, ExportContent, Exporter};
use crate::file;
use crate::file::disk::saving;
use crate::file::disk::{self, SaveError};
use crate::file::formats::bibliography;
use crate::file::texts;
use crate::file::texts::companion_texts;
use crate::graph::{Filter, Network};
use crate::layout::{self, Request};
use crate::model::{CompanionTexts, Document, Issue, Location, ReferenceId, Severity, Stamp};
use crate::scene::Encoding;
use crate::tasks::Generation;
use crate::ui::Queue;
use crate::ui::tasks::job::Teller;
use emath::Pos2;

/// The texts of the example of Europe, by the path that references name them by.
const EUROPE_TEXTS: [(&str, &str); 2] = [
    (
        "texts/europe-1914.txt",
        include_str!("../../../assets/examples/texts/europe-1914.txt"),
    ),
    (
        "texts/balkans-1914.txt",
        include_str!("../../../assets/examples/texts/balkans-1914.txt"),
    ),
];

/// The relations file of a bundled example.
fn example_bytes(example: Example) -> &'static [u8] {
    match example {
        Example::Afghanistan => include_bytes!("../../../assets/examples/afghanistan-2017.json"),
        Example::Europe => include_bytes!("../../../assets/examples/europe-1872-1914.json"),
    }
}

/// Runs a task on a thread of its own; what it answers, if anything, goes into the queue.
pub(crate) fn spawn(queue: &Queue, task: impl FnOnce() -> Option<Command> + Send + 'static) {
    let queue = queue.clone();
    thread::spawn(move || {
        if let Some(command) = task() {
            queue.send(command);
        }
    });
}

/// The saved texts of an example, by the path that references name them by.
pub(crate) fn texts_of(example: Option<Example>) -> BTreeMap<String, Arc<str>> {
    let texts = EUROPE_TEXTS.iter();
    let texts = texts.filter(|_| example == Some(Example::Europe));
    texts
        .map(|(path, words)| ((*path).to_owned(), Arc::from(*words)))
        .collect()
}

/// Reads a bundled example.
pub(crate) fn read_example(example: Example, teller: &Teller) -> Option<Command> {
    let bytes = example_bytes(example);
    Some(match opened(None, example.name(), bytes, None, teller)? {
        Command::Opened(opened) => Command::Opened(Box::new(Opened {
            example: Some(example),
            texts: texts_of(Some(example)),
            ..*opened
        })),
        failed => failed,
    })
}

/// What a file says, or why it says nothing; no answer where it was given up.
pub(crate) fn read(path: PathBuf, teller: &Teller) -> Option<Command> {
    match disk::read_stamped(&path) {
        Ok((bytes, stamp)) => {
            let name = path.display().to_string();
            opened(Some(path), &name, &bytes, Some(stamp), teller)
        }
        Err(error) => Some(Command::OpenFailed {
            name: path.display().to_string(),
            issues: vec![Issue {
                severity: Severity::Error,
                code: "unreadable",
                place: Location::default(),
                message: error.to_string(),
                hint: None,
            }],
        }),
    }
}

fn opened(
    path: Option<PathBuf>,
    name: &str,
    bytes: &[u8],
    stamp: Option<Stamp>,
    teller: &Teller,
) -> Option<Command> {
    let read = file::read_watched(bytes, name, &|share| teller.at(share))?;
    Some(match read {
        Ok(read) => Command::Opened(Box::new(Opened {
            name: path.as_deref().map_or_else(|| name.to_owned(), file_name),
            path,
            is_native: read.format == file::NATIVE,
            network: Some(Arc::new(Network::seen(&read.document, &Filter::default()))),
            document: read.document,
            issues: read.issues,
            stamp,
            ..Opened::default()
        })),
        Err(issues) => Command::OpenFailed {
            name: name.to_owned(),
            issues,
        },
    })
}

/// What a file dropped on the window is for: a plain text is read, anything else opened.
pub(crate) fn dropped(path: PathBuf) -> Command {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("txt" | "md" | "markdown" | "text") => Command::Reader(Reader::Fetch(path, None)),
        Some("bib") => Command::Reader(Reader::FetchCitations(path)),
        _ => Command::Open(path),
    }
}

/// Works something out about the network; every finding is sent as soon as it is there.
pub(crate) fn find(queue: &Queue, task: Task) {
    let teller = queue.clone();
    spawn(queue, move || {
        task.run(
            |finding| teller.send(Command::Finding(finding)),
            || teller.wake(),
        );
        None
    });
}

/// Finds places for all bodies; no answer where it was given up.
pub(crate) fn lay_out(actors: Generation, request: &Request, teller: &Teller) -> Option<Command> {
    let positions = layout::layout(request, &|share| teller.at(share))?;
    Some(Command::LayoutFound { actors, positions })
}

/// A document on its way to a file.
pub(crate) struct Saving {
    /// Where to.
    pub(crate) path: PathBuf,
    /// What.
    pub(crate) document: Document,
    /// The document generation.
    pub(crate) generation: Generation,
    /// The document's revision.
    pub(crate) revision: u64,
    /// What the file must still be like.
    pub(crate) base: Option<Stamp>,
    /// The texts that go along.
    pub(crate) along: CompanionTexts,
    /// Where earlier versions are kept.
    pub(crate) data: Option<PathBuf>,
}

/// Writes the document, and before it the texts that go along.
pub(crate) fn save(queue: &Queue, saving: Saving) {
    let teller = queue.clone();
    spawn(queue, move || Some(saved(saving, &teller)));
}

fn saved(saving: Saving, queue: &Queue) -> Command {
    let Saving {
        path,
        generation,
        revision,
        ..
    } = saving;
    let written =
        companion_texts::write(saving.document, &path, &saving.along).map_err(SaveError::Disk);
    let saved = written.and_then(|(document, texts)| {
        let saved = saving::save(&path, &document, saving.base, saving.data.as_deref())?;
        Ok((saved, texts))
    });
    match saved {
        Ok((saving::Saved { stamp, unkept }, texts)) => {
            if let Some(error) = unkept {
                let words =
                    format!("The file was saved, but no earlier version of it kept. {error}");
                queue.send(Command::Safety(Safety::Warn(words)));
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
        Err(SaveError::Disk(error)) => Command::WriteFailed(format!(
            "Not saved. {error}. Everything is still open here."
        )),
    }
}

/// Reads a text that is to be added.
pub(crate) fn fetch_text(queue: &Queue, path: PathBuf, to: Option<ReferenceId>) {
    spawn(queue, move || {
        let words = texts::read_chosen(&path);
        Some(Command::Reader(match words {
            Ok(words) => Reader::Ask(NewText {
                name: path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                words: words.into(),
                to,
                citations: Vec::new(),
            }),
            Err(problem) => Reader::Refused(problem),
        }))
    });
}

/// Reads citations from a file.
pub(crate) fn fetch_citations(queue: &Queue, path: PathBuf) {
    spawn(queue, move || {
        let bytes = disk::read(&path).map_err(|error| error.to_string());
        let read = bytes.and_then(|bytes| {
            let read = bibliography::read(&bytes);
            read.map_err(|problem| format!("{}: {problem}", path.display()))
        });
        Some(Command::Reader(match read {
            Ok(citations) => Reader::Citations(citations),
            Err(problem) => Reader::Refused(problem),
        }))
    });
}

/// What a picture is made from.
pub(crate) struct Drawn {
    /// The document with every actor where it stands.
    pub(crate) document: Document,
    /// What of it is shown.
    pub(crate) filter: Filter,
    /// Where actors stand, by node index.
    pub(crate) positions: Vec<Pos2>,
    /// What sizes, colours and marks say.
    pub(crate) encoding: Encoding,
}

/// Writes a picture or the data.
pub(crate) fn export(queue: &Queue, path: PathBuf, drawn: Drawn, options: ExportOptions) {
    spawn(queue, move || {
        let written = rendered(&drawn, &options)
            .and_then(|bytes| disk::save(&path, &bytes).map_err(|error| error.to_string()));
        Some(match written {
            Ok(()) => Command::Exported(path),
            Err(words) => Command::WriteFailed(words),
        })
    });
}

fn rendered(drawn: &Drawn, options: &ExportOptions) -> Result<Vec<u8>, String> {
    let exporter = export::by_id(options.exporter)
        .ok_or_else(|| format!("there is no exporter `{}`", options.exporter))?;
    let content = ExportContent {
        document: &drawn.document,
        filter: &drawn.filter,
        positions: &drawn.positions,
        encoding: &drawn.encoding,
    };
    exporter.check(&options.figure)?;
    exporter.export(&content, &options.figure)
}

/// Whether the desktop can be asked for files: it answers over the session's message bus.
pub(crate) fn has_file_dialogs() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join("bus"));
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || runtime.is_some_and(|bus| bus.exists())
}

/// Asks the desktop which file to open.
pub(crate) fn ask_open(queue: &Queue) {
    spawn(queue, || {
        let dialog = rfd::FileDialog::new()
            .set_title("Open a network")
            .add_filter("Networks and exported pictures", &["json", "png", "svg"])
            .add_filter("All files", &["*"]);
        dialog.pick_file().map(Command::Open)
    });
}

/// Asks the desktop for a text to add.
pub(crate) fn ask_text(queue: &Queue, to: Option<ReferenceId>) {
    spawn(queue, move || {
        let dialog = rfd::FileDialog::new()
            .set_title("Add a text")
            .add_filter("Plain text and Markdown", &["txt", "md"])
            .add_filter("All files", &["*"]);
        let path = dialog.pick_file()?;
        Some(Command::Reader(Reader::Fetch(path, to)))
    });
}

/// Asks the desktop for citations.
pub(crate) fn ask_citations(queue: &Queue) {
    spawn(queue, || {
        let dialog = rfd::FileDialog::new()
            .set_title("Read a citation")
            .add_filter("BibTeX and CSL JSON", &["bib", "json"])
            .add_filter("All files", &["*"]);
        let path = dialog.pick_file()?;
        Some(Command::Reader(Reader::FetchCitations(path)))
    });
}

/// Asks the desktop where to save.
pub(crate) fn ask_save(queue: &Queue, name: String) {
    spawn(queue, move || {
        let dialog = rfd::FileDialog::new()
            .set_title("Save the network")
            .set_file_name(name)
            .add_filter("Relations file", &["json"]);
        dialog.save_file().map(Command::SaveTo)
    });
}

/// Asks the desktop where to export to.
pub(crate) fn ask_export(
    queue: &Queue,
    name: String,
    exporter: &'static Exporter,
    options: ExportOptions,
) {
    spawn(queue, move || {
        let dialog = rfd::FileDialog::new()
            .set_title("Export")
            .set_file_name(name)
            .add_filter(exporter.name, exporter.extensions);
        dialog
            .save_file()
            .map(|path| Command::ExportTo(path, options))
    });
}
