//! The thread that reads the saved texts of references and holds every quote to them, whenever either changes.
//!
//! It sleeps at rest. Texts that it read before are kept while they are named by the same path; only the last of
//! several errands is run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::{Command, Reader, Reading, State};
use crate::evidence::{Text, Texts};
use crate::file::texts;
use crate::model::{Document, ReferenceId};
use crate::tasks::Generation;
use crate::ui::Queue;

/// The hand that sends the thread on errands.
pub(crate) struct QuoteChecker {
    sender: Sender<Errand>,
    last: Option<Errand>,
}

/// A document, and where its texts are.
#[derive(Clone)]
struct Errand {
    generation: Generation,
    document: Document,
    /// The relations file.
    file: Option<PathBuf>,
    loose: BTreeMap<String, Arc<str>>,
}

impl Errand {
    fn of(state: &State) -> Self {
        Self {
            generation: state.document_generation,
            document: state.document().clone(),
            file: state.open.source.path.clone(),
            loose: state.open.source_texts.unsaved.clone(),
        }
    }

    /// Whether the answer to both is the same. O(1) where the document was not touched.
    fn asks_the_same(&self, state: &State) -> bool {
        let document = state.document();
        self.generation == state.document_generation
            && self.file == state.open.source.path
            && self.loose.keys().eq(state.open.source_texts.unsaved.keys())
            && self.document.relations.is_same(&document.relations)
            && self.document.references.is_same(&document.references)
    }
}

impl QuoteChecker {
    /// Starts the thread; it ends when this is dropped.
    pub(crate) fn start(queue: &Queue) -> Self {
        let (sender, receiver) = channel();
        let queue = queue.clone();
        thread::spawn(move || work(&receiver, &queue));
        Self { sender, last: None }
    }

    /// Sends the thread on an errand where texts or claims are others than the last time.
    pub(crate) fn follow(&mut self, state: &State) {
        if !state.has_document()
            || self
                .last
                .as_ref()
                .is_some_and(|last| last.asks_the_same(state))
        {
            return;
        }
        let errand = Errand::of(state);
        self.last = Some(errand.clone());
        // The thread ends only when this sender is dropped.
        let _ = self.sender.send(errand);
    }
}

/// A text that was read, and what it was read from.
struct Known {
    place: Place,
    text: Arc<Text>,
}

/// Where a text was read from.
#[derive(Clone, PartialEq)]
enum Place {
    /// Beside the file in this folder, under this path.
    Disk(PathBuf, String),
    /// From memory.
    Loose(Arc<str>),
}

fn work(errands: &Receiver<Errand>, queue: &Queue) {
    let mut known: BTreeMap<ReferenceId, Known> = BTreeMap::new();
    let mut generation = Generation::default();
    while let Ok(first) = errands.recv() {
        let errand = errands.try_iter().last().unwrap_or(first);
        if errand.generation != generation {
            known.clear();
            generation = errand.generation;
        }
        let texts = read_all(&errand, &mut known);
        let reading = Arc::new(Reading::new(&errand.document, texts));
        queue.send(Command::Reader(Reader::Read {
            generation,
            reading,
        }));
    }
}

fn read_all(errand: &Errand, known: &mut BTreeMap<ReferenceId, Known>) -> Texts {
    let mut texts = Texts::new();
    for reference in errand.document.references.iter() {
        if let Some(path) = &reference.text {
            let text = read(errand, &reference.id, path, known);
            texts.insert(reference.id.clone(), text);
        }
    }
    known.retain(|id, _| texts.contains_key(id));
    texts
}

fn read(
    errand: &Errand,
    id: &ReferenceId,
    path: &str,
    known: &mut BTreeMap<ReferenceId, Known>,
) -> Result<Arc<Text>, String> {
    let place = match (errand.loose.get(path), &errand.file) {
        (Some(words), _) => Place::Loose(Arc::clone(words)),
        (None, Some(file)) => {
            let folder = file.parent().unwrap_or(Path::new(""));
            Place::Disk(folder.to_owned(), path.to_owned())
        }
        (None, None) => {
            return Err(format!(
                "`{path}` is looked for beside the relations file, and this network is in no file yet"
            ));
        }
    };
    if let Some(known) = known.get(id).filter(|known| known.place == place) {
        return Ok(Arc::clone(&known.text));
    }
    let words = match (&place, &errand.file) {
        (Place::Disk(..), Some(file)) => texts::read(file, path)?,
        (Place::Loose(words), _) => String::from(&**words),
        (Place::Disk(..), None) => String::new(),
    };
    let text = Arc::new(Text::new(words));
    let read = Known {
        place,
        text: Arc::clone(&text),
    };
    known.insert(id.clone(), read);
    Ok(text)
}
