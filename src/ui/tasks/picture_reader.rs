//! Reads the pictures of actors whenever the actors or the place of their file change.
//!
//! A service: it sleeps at rest, keeps the pictures that it has read, and answers only the last of
//! several requests.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use super::document_service::{DocumentRequest, DocumentService};
use super::jobs;
use crate::app::{ActorPictureCommand, Command, PictureRequest, State};
use crate::file::pictures;
use crate::model::{Document, Pictures};
use crate::tasks::Generation;
use crate::ui::Queue;

/// Sends requests to the service.
pub(crate) type PictureReader = DocumentService<PicturesRequest>;

/// A document, and the file beside which its pictures are.
#[derive(Clone)]
pub(crate) struct PicturesRequest {
    generation: Generation,
    document: Document,
    file: Option<PathBuf>,
    copied: usize,
}

impl DocumentRequest for PicturesRequest {
    const WORK: &'static str = "reading pictures";

    fn of(state: &State) -> Self {
        Self {
            generation: state.document_generation,
            document: state.document().clone(),
            file: state.open.source.path.clone(),
            copied: state.open.copied_pictures,
        }
    }

    /// Whether the answer to both is the same. O(1) if no actor has changed.
    fn asks_the_same(&self, state: &State) -> bool {
        state.document_generation.accepts(self.generation)
            && self.file == state.open.source.path
            && self.copied == state.open.copied_pictures
            && self.document.actors.is_same(&state.document().actors)
    }

    fn answer_all(requests: &Receiver<Self>, queue: &Queue) {
        let mut known = Pictures::default();
        let mut generation = Generation::default();
        while let Ok(first) = requests.recv() {
            let request = requests.try_iter().last().unwrap_or(first);
            if !generation.accepts(request.generation) {
                known = Pictures::default();
                generation = request.generation;
            }
            let pictures = read(&request, &known);
            // Most documents have no pictures, and nothing to be drawn again.
            if pictures != known {
                known = pictures.clone();
                queue.send(Command::ActorPicture(ActorPictureCommand::Read {
                    generation,
                    pictures,
                }));
            }
        }
    }
}

/// Copies a picture that the user chose beside the relations file.
pub(crate) fn copy_picture_of_actor(queue: &Queue, request: PictureRequest) {
    jobs::start(queue, "copying the picture", move || {
        let PictureRequest {
            chosen,
            file,
            actor,
            generation,
        } = request;
        let outcome = pictures::copy_chosen(&chosen, &file, &actor);
        Some(Command::ActorPicture(ActorPictureCommand::Copied {
            actor,
            generation,
            outcome,
        }))
    });
}

fn read(request: &PicturesRequest, known: &Pictures) -> Pictures {
    match &request.file {
        Some(file) => pictures::read_all(&request.document, file, known),
        None => pictures::without_file(&request.document),
    }
}
