//! Keeps unsaved work in recovery, watches the open file, finds recoverable work. Decides nothing:
//! what it finds becomes commands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::app::{
    Change, Command, ComparedVersion, Comparison, Example, Job, LoadedDocument, RecoverableWork,
    SafetyCommand, SafetyRequest, State, Unsaved,
};
use crate::file;
use crate::file::disk;
use crate::file::disk::backup;
use crate::file::disk::watch;
use crate::file::disk::watch::{WatchReport, Watcher};
use crate::file::merge;
use crate::file::recovery::{self, KeepReport, Keeper, Pace, Slot, UnsavedWork};
use crate::graph::{Filter, Network};
use crate::model::{Difference, Document, Stamp};
use crate::tasks::Generation;
use crate::ui::Queue;
use crate::ui::tasks::jobs::{Jobs, start};
use crate::ui::tasks::loading::{self, OpenChoices};
use crate::ui::typed::Typed;

/// Recoverable work by path. While it is here, no other window offers it.
type RecoverableSlots = Arc<Mutex<BTreeMap<PathBuf, Slot>>>;

/// Which state of the document, and of the texts being typed, is kept.
#[derive(PartialEq)]
struct KeptState {
    version: Unsaved,
    typed: Vec<Change>,
}

/// Keeps unsaved work and watches the file. Without a data folder it only watches the file.
pub(crate) struct SafetyMonitor {
    queue: Queue,
    data: Option<PathBuf>,
    keeper: Option<Keeper>,
    watcher: Watcher,
    found: RecoverableSlots,
    generation: Generation,
    kept: Option<KeptState>,
    /// Whether everything unsaved was undone, and can be redone.
    can_redo: bool,
    watched: Option<(Generation, Option<Stamp>)>,
    has_focus: bool,
}

impl SafetyMonitor {
    pub(crate) fn new(queue: &Queue, data: Option<PathBuf>) -> Self {
        let keeper = data.as_deref().map(|data| {
            let queue = queue.clone();
            Keeper::start(data, Pace::default(), move |report| {
                warn_if_failed(&queue, report);
            })
        });
        let (reports, failures) = (queue.clone(), queue.clone());
        let watcher = Watcher::start(
            data.as_deref(),
            watch::INTERVAL,
            move |seen| {
                reports.send(Command::Safety(match seen {
                    WatchReport::Changed { generation, now } => {
                        SafetyCommand::FileSeen { generation, now }
                    }
                    WatchReport::Elsewhere { generation } => {
                        SafetyCommand::OpenElsewhere { generation }
                    }
                }));
            },
            move |failure| failures.send(Command::TaskFailed { job: None, failure }),
        );
        Self {
            queue: queue.clone(),
            data,
            keeper,
            watcher,
            found: RecoverableSlots::default(),
            generation: Generation::default(),
            kept: None,
            can_redo: false,
            watched: None,
            has_focus: false,
        }
    }

    /// The data folder.
    pub(crate) fn data(&self) -> Option<PathBuf> {
        self.data.clone()
    }

    /// Reports what has changed in the state to recovery and to the watcher. Costs nothing if
    /// nothing has changed.
    pub(crate) fn follow(&mut self, state: &State, typed: &Typed) {
        if self.generation != state.document_generation {
            self.generation = state.document_generation;
            self.adopt(state);
        }
        self.keep(state, &typed.changes);
        self.watch(state);
    }

    /// The window has got the focus, or lost it.
    pub(crate) fn focus(&mut self, has_focus: bool) {
        if has_focus != self.has_focus {
            self.has_focus = has_focus;
            self.watcher.focus(has_focus);
        }
    }

    /// Removes kept work, and waits until that is done: the window closes, and the user has
    /// discarded what is not saved.
    pub(crate) fn end(&mut self) {
        if let Some(keeper) = self.keeper.take() {
            keeper.forget();
        }
    }

    /// Writes unsaved work at once when the system ends the program.
    pub(crate) fn keep_on_signals(&self) {
        let Some(keeper) = &self.keeper else { return };
        if let Err(error) = recovery::keep_on_signals(keeper.keep_now()) {
            let words = format!(
                "When you log out, the last seconds of work may be lost: save first. Signals cannot be caught: {error}"
            );
            self.queue.send(Command::Safety(SafetyCommand::Warn(words)));
        }
    }

    /// Keeps recovered work where it was found.
    fn adopt(&self, state: &State) {
        let left_at = state.open.source.left_at.as_ref();
        let slot = left_at.and_then(|path| locked(&self.found).remove(path));
        if let (Some(slot), Some(keeper)) = (slot, &self.keeper) {
            keeper.adopt(slot);
        }
    }

    fn keep(&mut self, state: &State, typed: &[Change]) {
        let is_unsaved = state.unsaved().is_some() || !typed.is_empty();
        let now = is_unsaved.then(|| KeptState {
            version: state.version(),
            typed: typed.to_vec(),
        });
        if now == self.kept {
            return;
        }
        let Some(keeper) = &self.keeper else { return };
        match &now {
            // A redo brings back what was kept before: it does not wait to be kept again.
            Some(_) if self.can_redo => keeper.keep_at_once(work(state, typed)),
            Some(_) => keeper.keep(work(state, typed)),
            None => keeper.forget(),
        }
        self.can_redo = now.is_none() && state.open.history.redo_label().is_some();
        self.kept = now;
    }

    /// Watches the file, except while it is being saved.
    fn watch(&mut self, state: &State) {
        if state.is_saving() {
            self.watched = None;
            return;
        }
        let watched = Some((state.document_generation, state.open.source.stamp));
        if watched == self.watched {
            return;
        }
        self.watched = watched;
        match state.open.source.path.clone() {
            Some(path) => {
                self.watcher
                    .watch(state.document_generation, path, state.open.source.stamp);
            }
            None => self.watcher.rest(),
        }
    }

    /// Looks for recoverable work, in the background.
    pub(crate) fn find_recoverable(&self, was_asked_for: bool) {
        let (data, found) = (self.data.clone(), Arc::clone(&self.found));
        let queue = self.queue.clone();
        start(&self.queue, "looking for unsaved work", move || {
            let new: Vec<_> = data
                .iter()
                .flat_map(|data| recovery::recoverable(data))
                .map(|slot| (slot.path().to_owned(), slot))
                .collect();
            let paths: Vec<PathBuf> = {
                let mut found = locked(&found);
                found.extend(new);
                found.keys().cloned().collect()
            };
            // Reading may take long; the window uses the slots meanwhile.
            let works = paths.iter().filter_map(|path| match described(path) {
                Ok(work) => Some(work),
                Err(error) => {
                    let words =
                        format!("Unsaved work cannot be read and stays where it is. {error}");
                    queue.send(Command::Safety(SafetyCommand::Warn(words)));
                    None
                }
            });
            Some(Command::Safety(SafetyCommand::RecoverableFound {
                work: works.collect(),
                was_asked_for,
            }))
        });
    }

    /// Runs a request in the background. What is opened is the answer to a job.
    pub(crate) fn run(&self, request: SafetyRequest, jobs: &mut Jobs, job: Job) {
        let (data, found) = (self.data.clone(), Arc::clone(&self.found));
        match request {
            SafetyRequest::FindRecoverable => self.find_recoverable(true),
            SafetyRequest::Recover(path) => {
                jobs.begin(&self.queue, job, move |_| Some(recover(path, &found)));
            }
            SafetyRequest::Discard(path) => {
                start(&self.queue, "discarding unsaved work", move || {
                    let slot = locked(&found).remove(&path)?;
                    let error = slot.clear().err()?;
                    Some(Command::Safety(SafetyCommand::Warn(error.to_string())))
                });
            }
            SafetyRequest::Compare(compared) => start(
                &self.queue,
                "comparing the document with the file",
                move || Some(compare(compared)),
            ),
            SafetyRequest::FindVersions(compared) => {
                start(&self.queue, "looking for earlier versions", move || {
                    Some(find_versions(&compared, data.as_deref()))
                });
            }
            SafetyRequest::LoadVersion { path, name } => {
                jobs.begin(&self.queue, job, move |context| {
                    Some(
                        match loading::read(path, &OpenChoices::default(), context)? {
                            Command::Opened(opened) => Command::Opened(Box::new(LoadedDocument {
                                path: None,
                                stamp: None,
                                name,
                                is_unsaved: true,
                                ..*opened
                            })),
                            failed => failed,
                        },
                    )
                });
            }
        }
    }
}

fn locked(found: &RecoverableSlots) -> MutexGuard<'_, BTreeMap<PathBuf, Slot>> {
    found.lock().unwrap_or_else(PoisonError::into_inner)
}

fn warn_if_failed(queue: &Queue, report: KeepReport) {
    if let KeepReport::Failed(error) = report {
        let words =
            format!("Your changes cannot be kept safe from a crash; save them soon. {error}");
        queue.send(Command::Safety(SafetyCommand::Warn(words)));
    }
}

/// The document with what is being typed, as recovery keeps it.
fn work(state: &State, typed: &[Change]) -> UnsavedWork {
    let mut document = state.document().clone();
    for change in typed {
        if let Ok(edit) = change.edit(&document) {
            document = edit.applied(&document);
        }
    }
    let positions = state.open.derived.positions.iter();
    UnsavedWork {
        name: state.open.source.name.clone(),
        path: state.open.source.path.clone(),
        stamp: state.open.source.stamp,
        document,
        texts: state.open.source_texts.unsaved.clone(),
        positions: positions.map(|position| (position.x, position.y)).collect(),
        revision: state.open.history.revision(),
    }
}

/// Describes recoverable work.
fn described(path: &Path) -> Result<RecoverableWork, disk::DiskError> {
    let recovery::KeptWork {
        header,
        document,
        is_older_than_file,
    } = recovery::kept(path)?;
    let file = header.path.as_deref().and_then(read);
    Ok(RecoverableWork {
        path: path.to_owned(),
        name: header.name,
        file: header.path,
        kept_ns: header.kept_ns,
        actors: document.actors.len(),
        relations: document.relations.len(),
        is_older_than_file,
        difference: file.map(|file| Box::new(Difference::between(&file, &document))),
    })
}

fn recover(path: PathBuf, found: &RecoverableSlots) -> Command {
    let is_ours = is_ours(&path, found);
    let kept = recovery::kept(&path);
    // Examples have no file, and their saved texts come with the program.
    let example = kept.as_ref().ok().and_then(|kept| {
        let mut examples = Example::ALL.into_iter();
        examples.find(|one| kept.header.path.is_none() && one.name() == kept.header.name)
    });
    match kept {
        Ok(kept) if is_ours => Command::Opened(Box::new(LoadedDocument {
            example,
            path: kept.header.path,
            name: kept.header.name,
            network: Some(Arc::new(Network::seen(&kept.document, &Filter::default()))),
            document: kept.document,
            is_native: true,
            stamp: kept.header.stamp,
            is_unsaved: true,
            left_at: Some(path),
            texts: texts_of(example, kept.header.texts),
            ..LoadedDocument::default()
        })),
        Ok(_) => warning("Another window has recovered this work".to_owned()),
        Err(error) => warning(error.to_string()),
    }
}

/// Takes the slot of recoverable work; false if another window has it.
fn is_ours(path: &Path, found: &RecoverableSlots) -> bool {
    if locked(found).contains_key(path) {
        return true;
    }
    let Ok(Some(slot)) = Slot::of(path) else {
        return false;
    };
    locked(found).insert(path.to_owned(), slot);
    true
}

fn warning(message: String) -> Command {
    Command::Safety(SafetyCommand::Warn(message))
}

/// The texts of an example, and those that were added to it.
fn texts_of(
    example: Option<Example>,
    kept: BTreeMap<String, String>,
) -> BTreeMap<String, Arc<str>> {
    let mut texts = loading::texts_of(example);
    texts.extend(kept.into_iter().map(|(path, words)| (path, words.into())));
    texts
}

fn compare(compared: Comparison) -> Command {
    let Comparison {
        generation,
        path,
        document,
    } = compared;
    Command::Safety(match read(&path) {
        Some(file) => SafetyCommand::Compared {
            generation,
            difference: Box::new(Difference {
                values: merge::compare(&document, &file).values_in_words(),
                ..Difference::between(&file, &document)
            }),
        },
        None => SafetyCommand::Warn(format!(
            "{} cannot be read as a network now; keep yours, or save elsewhere",
            path.display()
        )),
    })
}

fn find_versions(compared: &Comparison, data: Option<&Path>) -> Command {
    let kept = data.map(|data| backup::versions(data, &compared.path));
    let versions = kept.into_iter().flatten().map(|version| {
        let document = read(&version.path);
        let difference =
            document.map(|then| Box::new(Difference::between(&then, &compared.document)));
        ComparedVersion {
            version,
            difference,
        }
    });
    Command::Safety(SafetyCommand::VersionsFound {
        generation: compared.generation,
        versions: versions.collect(),
    })
}

/// The document in a file, if there is one.
fn read(path: &Path) -> Option<Document> {
    let bytes = disk::read(path).ok()?;
    let opened = file::read(&bytes, &path.display().to_string()).ok()?;
    Some(opened.document)
}
