//! Reads the saved texts of references and checks every quote against them, whenever either
//! changes.
//!
//! A service: it sleeps at rest, keeps texts that it has read as long as their paths stay the same,
//! and answers only the last of several requests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::document_service::{DocumentRequest, DocumentService};
use crate::app::{CheckedTexts, Command, ReaderCommand, State};
use crate::evidence::{Text, Texts};
use crate::file::texts;
use crate::model::{Document, Reference, ReferenceId};
use crate::tasks::Generation;
use crate::ui::Queue;

/// Sends requests to the service.
pub(crate) type QuoteChecker = DocumentService<QuoteRequest>;

/// A document, and where its texts are.
#[derive(Clone)]
pub(crate) struct QuoteRequest {
    generation: Generation,
    document: Document,
    /// The relations file.
    file: Option<PathBuf>,
    /// Texts that are in no file yet, by the path in references.
    unsaved: BTreeMap<String, Arc<str>>,
}

impl DocumentRequest for QuoteRequest {
    const WORK: &'static str = "checking quotes";

    fn of(state: &State) -> Self {
        Self {
            generation: state.document_generation,
            document: state.document().clone(),
            file: state.open.source.path.clone(),
            unsaved: state.open.source_texts.unsaved.clone(),
        }
    }

    /// Whether the answer to both is the same. O(1) if the document has not changed.
    fn asks_the_same(&self, state: &State) -> bool {
        let document = state.document();
        state.document_generation.accepts(self.generation)
            && self.file == state.open.source.path
            && self
                .unsaved
                .keys()
                .eq(state.open.source_texts.unsaved.keys())
            && self.document.relations.is_same(&document.relations)
            && self.document.references.is_same(&document.references)
    }

    fn answer_all(requests: &Receiver<Self>, queue: &Queue) {
        let mut known: BTreeMap<ReferenceId, ReadText> = BTreeMap::new();
        let mut generation = Generation::default();
        while let Ok(first) = requests.recv() {
            let request = requests.try_iter().last().unwrap_or(first);
            if !generation.accepts(request.generation) {
                known.clear();
                generation = request.generation;
            }
            let texts = read_all(&request, &mut known);
            let checked = Arc::new(CheckedTexts::new(&request.document, texts));
            queue.send(Command::Reader(ReaderCommand::Read {
                generation,
                checked,
            }));
        }
    }
}

/// A text that was read, and where from.
struct ReadText {
    place: Place,
    first_paragraph: Option<u32>,
    text: Arc<Text>,
}

/// Where a text was read from.
#[derive(Clone, PartialEq)]
enum Place {
    /// Beside the file in this folder, under this path.
    Disk(PathBuf, String),
    /// From memory.
    Unsaved(Arc<str>),
}

fn read_all(request: &QuoteRequest, known: &mut BTreeMap<ReferenceId, ReadText>) -> Texts {
    let mut texts = Texts::new();
    for reference in request.document.references.iter() {
        if let Some(path) = &reference.text {
            let text = read(request, reference, path, known);
            texts.insert(reference.id.clone(), text);
        }
    }
    known.retain(|id, _| texts.contains_key(id));
    texts
}

fn read(
    request: &QuoteRequest,
    reference: &Reference,
    path: &str,
    known: &mut BTreeMap<ReferenceId, ReadText>,
) -> Result<Arc<Text>, String> {
    let place = match (request.unsaved.get(path), &request.file) {
        (Some(words), _) => Place::Unsaved(Arc::clone(words)),
        (None, Some(file)) => {
            let folder = file.parent().unwrap_or(Path::new(""));
            Place::Disk(folder.to_owned(), path.to_owned())
        }
        (None, None) => {
            return Err(format!(
                "`{path}` is expected beside the relations file, and this network has no file yet"
            ));
        }
    };
    let (id, first_paragraph) = (&reference.id, reference.first_paragraph);
    if let Some(known) = known.get_mut(id).filter(|known| known.place == place) {
        if known.first_paragraph != first_paragraph {
            known.first_paragraph = first_paragraph;
            known.text = Arc::new(Text::clone(&known.text).counted_from(first_paragraph));
        }
        return Ok(Arc::clone(&known.text));
    }
    let text: Text = match (&place, &request.file) {
        (Place::Disk(..), Some(file)) => texts::read(file, path)?.into(),
        (Place::Unsaved(words), _) => Text::new(&**words),
        (Place::Disk(..), None) => Text::default(),
    };
    let text = Arc::new(text.counted_from(first_paragraph));
    let read = ReadText {
        place,
        first_paragraph,
        text: Arc::clone(&text),
    };
    known.insert(id.clone(), read);
    Ok(text)
}
