//! Pictures of actors: choose one, take those that were read.

use std::path::PathBuf;

use crate::app::state::Act;
use crate::app::{ActorPictureCommand, Effect, FilePurpose, PictureRequest, State};
use crate::model::{Actor, ActorId, Edit, PictureCopies, Pictures};
use crate::words::counted;

/// How many pictures that cannot be drawn are named.
const MAX_NAMED: usize = 3;

impl State {
    pub(super) fn obey_actor_picture(&mut self, command: ActorPictureCommand) -> Option<Effect> {
        match command {
            ActorPictureCommand::Ask(actor) => Some(self.ask_picture(actor)),
            ActorPictureCommand::Choose(chosen, actor) => self.copy_picture_of(chosen, actor),
            ActorPictureCommand::Copied {
                actor,
                generation,
                outcome,
            } => {
                if !self.document_generation.accepts(generation) {
                    return None;
                }
                match outcome {
                    Ok(path) => self.set_picture(&actor, path),
                    Err(why) => {
                        self.notify_failed(Act::AddPicture, why);
                        None
                    }
                }
            }
            ActorPictureCommand::Read {
                generation,
                pictures,
            } => {
                if self.document_generation.accepts(generation) {
                    self.take_pictures(pictures);
                }
                None
            }
        }
    }

    /// Asks for a picture, or for the file of the document, beside which pictures are.
    fn ask_picture(&mut self, actor: ActorId) -> Effect {
        if self.open.source.path.is_some() {
            return self.ask_file(FilePurpose::Picture(actor));
        }
        let words = "Save the network first: pictures are kept in the folder `pictures` beside its \
                     file";
        self.notify(words, false);
        self.save_as()
    }

    fn copy_picture_of(&mut self, chosen: PathBuf, actor: ActorId) -> Option<Effect> {
        let file = self.open.source.path.clone()?;
        Some(Effect::CopyActorPicture(PictureRequest {
            chosen,
            file,
            actor,
            generation: self.document_generation,
        }))
    }

    fn set_picture(&mut self, id: &ActorId, path: String) -> Option<Effect> {
        self.succeeded(Act::AddPicture);
        self.open.copied_pictures += 1;
        let actor = self.document().actors.get(id)?;
        if actor.picture.as_ref() == Some(&path) {
            return None;
        }
        let changed = Actor {
            picture: Some(path),
            ..Actor::clone(actor)
        };
        let edit = Edit::put_actors(self.document(), vec![changed]);
        Some(self.commit(&edit))
    }

    /// Actors name copied pictures by the paths of the copies.
    pub(super) fn attach_pictures(&mut self, copies: &PictureCopies) {
        let renamed = copies.renamed(self.document());
        if !renamed.is_empty() {
            let edit = Edit::put_actors(self.document(), renamed);
            self.open.history.amend(&edit);
        }
    }

    /// Takes the pictures that were read, and says which cannot be drawn where that is news.
    fn take_pictures(&mut self, pictures: Pictures) {
        if pictures.problems().next().is_none() {
            self.succeeded(Act::ReadPictures);
        }
        let before = &self.open.pictures;
        let problems = pictures.problems();
        let new: Vec<String> = problems
            .filter(|(path, why)| before.problem(path) != Some(*why))
            .map(|(path, why)| format!("`{path}`: {why}"))
            .collect();
        if !new.is_empty() {
            let are = counted(new.len(), "picture is", "pictures are");
            let named = new[..new.len().min(MAX_NAMED)].join("; ");
            let more = match new.len().saturating_sub(MAX_NAMED) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            let words = format!("{are} not drawn: {named}{more}");
            self.notify_failed(Act::ReadPictures, words);
        }
        self.open.pictures = pictures;
    }
}
