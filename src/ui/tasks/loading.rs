//! Opening: reads a file or a bundled example into a document and its network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{
    Command, Example, FileColumns, FileNetworks, FileTables, LoadedDocument, ReaderCommand,
    RefusedDocument, RememberedColumns, file_name,
};
use crate::file::formats::TABLE;
use crate::file::{self, FileContent, NamedBytes, Progress, RefusedFile, disk, texts};
use crate::graph::{Filter, Network};
use crate::model::{ColumnPreview, Issue, Location, NetworkChoice, ReadChoices, Severity, Stamp};
use crate::packed::{Packed, packed};
use crate::tasks::TaskContext;
use crate::words;

/// The texts of the example of Europe, by the path in references.
static EUROPE_TEXTS: [(&str, Packed); 2] = [
    (
        "texts/europe-1914.txt",
        packed!("assets/examples/texts/europe-1914.txt"),
    ),
    (
        "texts/balkans-1914.txt",
        packed!("assets/examples/texts/balkans-1914.txt"),
    ),
];

static AFGHANISTAN: Packed = packed!("assets/examples/afghanistan-2017.json");
static EUROPE: Packed = packed!("assets/examples/europe-1872-1914.json");

/// The relations file of a bundled example.
fn example_bytes(example: Example) -> &'static [u8] {
    match example {
        Example::Afghanistan => AFGHANISTAN.bytes(),
        Example::Europe => EUROPE.bytes(),
    }
}

/// The saved texts of an example, by the path in references.
pub(crate) fn texts_of(example: Option<Example>) -> BTreeMap<String, Arc<str>> {
    let texts = EUROPE_TEXTS.iter();
    let texts = texts.filter(|_| example == Some(Example::Europe));
    texts
        .map(|(path, words)| ((*path).to_owned(), Arc::from(words.text())))
        .collect()
}

/// Reads a bundled example.
pub(crate) fn read_example(example: Example, context: &TaskContext<'_>) -> Option<Command> {
    let bytes = example_bytes(example);
    let choices = OpenChoices::default();
    Some(
        match opened(None, example.name(), bytes, None, &choices, context)? {
            Command::Opened(opened) => Command::Opened(Box::new(LoadedDocument {
                example: Some(example),
                texts: texts_of(Some(example)),
                ..*opened
            })),
            failed => failed,
        },
    )
}

/// What is known about a file before it is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenChoices {
    /// What the command line says about it.
    pub(crate) given: Option<ReadChoices>,
    /// Which of several networks is read.
    pub(crate) network: Option<NetworkChoice>,
    /// The tables that are read with it.
    pub(crate) with: Vec<PathBuf>,
    /// Whether tables beside it may be asked for.
    pub(crate) asks_beside: bool,
    /// What columns of other files mean.
    pub(crate) remembered: Vec<RememberedColumns>,
}

/// Reads a file; `None` if that was cancelled.
pub(crate) fn read(
    path: PathBuf,
    choices: &OpenChoices,
    context: &TaskContext<'_>,
) -> Option<Command> {
    match disk::read_stamped(&path) {
        Ok((bytes, stamp)) => {
            let name = path.display().to_string();
            opened(Some(path), &name, &bytes, Some(stamp), choices, context)
        }
        Err(error) => Some(unreadable(&path, &error.message)),
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Command {
    Command::OpenFailed(RefusedDocument {
        name: path.display().to_string(),
        issues: vec![issue("unreadable", error.to_string())],
        ..RefusedDocument::default()
    })
}

fn issue(code: &'static str, message: String) -> Issue {
    Issue {
        severity: Severity::Error,
        code,
        place: Location::default(),
        message,
        hint: None,
    }
}

/// Reads a file with the tables that belong to it; `None` if that was cancelled.
pub(super) fn read_with_tables(
    (bytes, name): NamedBytes<'_>,
    with: &[PathBuf],
    choices: &ReadChoices,
    progress: Progress<'_>,
) -> Option<Result<FileContent, RefusedFile>> {
    if with.is_empty() {
        return file::read_with_progress(bytes, name, choices, progress);
    }
    let mut others = Vec::new();
    for path in with {
        match disk::read(path) {
            Ok(bytes) => others.push((bytes, path.display().to_string())),
            Err(error) => {
                let message = format!("{}: {error}", path.display());
                return Some(Err(vec![issue("unreadable", message)].into()));
            }
        }
    }
    let others = others.iter().map(|(bytes, name)| (&**bytes, &**name));
    let files: Vec<NamedBytes<'_>> = std::iter::once((bytes, name)).chain(others).collect();
    if !file::are_tables(&files, choices) {
        let names: Vec<String> = files.iter().map(|(_, name)| (*name).to_owned()).collect();
        let message = format!(
            "{} are not a table of ties with a table of its actors, of its claims, or both",
            words::list(&names)
        );
        return Some(Err(vec![issue("not-tables", message)].into()));
    }
    file::read_tables(&files, choices, progress)
}

fn opened(
    path: Option<PathBuf>,
    name: &str,
    bytes: &[u8],
    stamp: Option<Stamp>,
    choices: &OpenChoices,
    context: &TaskContext<'_>,
) -> Option<Command> {
    let mut given = choices.given.clone().unwrap_or(ReadChoices {
        network: choices.network.clone(),
        ..ReadChoices::default()
    });
    let read = |read: &ReadChoices| {
        read_with_tables((bytes, name), &choices.with, read, &|share| {
            context.report(share)
        })
    };
    let first = read_as_chosen(&mut given, choices.given.is_some(), &read)?;
    let FileReading {
        result,
        key,
        is_remembered,
    } = with_remembered_columns(first, path.as_deref(), &given, &choices.remembered, &read)?;
    let columns = |preview: Option<Box<ColumnPreview>>| {
        Some(FileColumns {
            path: path.clone()?,
            key: key.clone()?,
            preview: Arc::new(*preview?),
            with: choices.with.clone(),
            network: given.network.clone(),
            is_remembered,
        })
    };
    let beside = |is_table: bool| match &path {
        Some(path) if is_table && choices.asks_beside && choices.with.is_empty() => {
            disk::tables_beside(path)
        }
        _ => Vec::new(),
    };
    Some(match result {
        Ok(read) => Command::Opened(Box::new(LoadedDocument {
            columns: columns(read.columns),
            beside: beside(read.format == TABLE),
            networks: path
                .clone()
                .filter(|_| !read.networks.is_empty())
                .map(|path| FileNetworks {
                    path,
                    networks: read.networks,
                    chosen: given.network.clone(),
                }),
            name: path.as_deref().map_or_else(|| name.to_owned(), file_name),
            path,
            is_native: read.format == file::NATIVE,
            network: Some(Arc::new(Network::seen(&read.document, &Filter::default()))),
            document: read.document,
            issues: read.issues,
            texts: read.texts,
            stamp,
            ..LoadedDocument::default()
        })),
        Err(refused) => Command::OpenFailed(RefusedDocument {
            columns: columns(refused.columns),
            tables: FileTables {
                path: path.clone().unwrap_or_default(),
                beside: beside(is_half(&refused.issues)),
            },
            name: name.to_owned(),
            issues: refused.issues,
        }),
    })
}

/// A file as it was read or refused.
type ReadResult = Result<FileContent, RefusedFile>;

/// Reads a file by choices; nothing if it was cancelled.
type ReadBy<'r> = &'r dyn Fn(&ReadChoices) -> Option<ReadResult>;

/// A file that was read by what is remembered about its columns.
struct FileReading {
    result: ReadResult,
    /// What tells whether another file has the same columns.
    key: Option<Vec<String>>,
    /// Whether an earlier choice said what they mean.
    is_remembered: bool,
}

/// Reads a file; again, without the chosen network, if it has other networks than when one was
/// chosen. Choices of the command line are kept.
fn read_as_chosen(
    choices: &mut ReadChoices,
    is_given: bool,
    read: ReadBy<'_>,
) -> Option<ReadResult> {
    let result = read(choices)?;
    let is_gone = |issue: &Issue| issue.code == "unknown-network";
    let lacks_network =
        matches!(&result, Err(refused) if refused.issues.iter().any(is_gone)) && !is_given;
    if !lacks_network {
        return Some(result);
    }
    choices.network = None;
    read(choices)
}

/// Reads the file again where an earlier choice says what its columns mean, and it can be read so.
fn with_remembered_columns(
    result: ReadResult,
    path: Option<&Path>,
    choices: &ReadChoices,
    remembered: &[RememberedColumns],
    read: ReadBy<'_>,
) -> Option<FileReading> {
    let preview = match &result {
        Ok(content) => content.columns.as_deref(),
        Err(refused) => refused.columns.as_deref(),
    };
    let key = preview.zip(path);
    let key = key.map(|(preview, path)| FileColumns::key(preview, path));
    let has_columns = !choices.columns.is_empty();
    let mut known = remembered.iter().filter(|_| !has_columns);
    if let Some(known) = known.find(|known| Some(&known.key) == key.as_ref()) {
        let again = read(&ReadChoices {
            columns: known.map.clone(),
            ..choices.clone()
        })?;
        if again.is_ok() {
            return Some(FileReading {
                result: again,
                key,
                is_remembered: true,
            });
        }
    }
    Some(FileReading {
        result,
        key,
        is_remembered: has_columns,
    })
}

/// Whether a file was refused because another table belongs to it.
fn is_half(issues: &[Issue]) -> bool {
    issues.iter().any(|issue| issue.code == "claims-only")
}

/// What happens to files dropped on the window: several tables are opened together, a plain text is
/// added, anything else opened.
pub(crate) fn dropped(mut paths: Vec<PathBuf>) -> Option<Command> {
    let is_table = |path: &PathBuf| {
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        ["csv", "tsv", "tab"].iter().any(|known| ending == *known)
    };
    if paths.len() > 1 && paths.iter().all(is_table) {
        return Some(Command::OpenTables(paths));
    }
    (!paths.is_empty()).then(|| dropped_file(paths.swap_remove(0)))
}

fn dropped_file(path: PathBuf) -> Command {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some(ending) if texts::chosen_endings().contains(&ending) => {
            Command::Reader(ReaderCommand::Fetch(path, None))
        }
        Some("bib" | "bibtex" | "ris") => Command::Reader(ReaderCommand::FetchCitations(path)),
        _ => Command::Open(path),
    }
}
