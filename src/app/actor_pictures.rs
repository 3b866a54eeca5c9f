//! Commands about the pictures of actors, and requests to the outside. Reads no file.

use std::path::PathBuf;

use crate::model::{ActorId, Pictures};
use crate::tasks::Generation;

/// A command about the pictures of actors.
#[derive(Clone, Debug)]
pub enum ActorPictureCommand {
    /// Ask the user for a picture of this actor; first for the file of the document, if it has
    /// none.
    Ask(ActorId),
    /// Copy the picture in this file beside the relations file, for this actor.
    Choose(PathBuf, ActorId),
    /// The picture was copied, or why it was not.
    Copied {
        /// The actor.
        actor: ActorId,
        /// The document generation when it was asked for.
        generation: Generation,
        /// The path beside the relations file.
        outcome: Result<String, String>,
    },
    /// The pictures of the document were read.
    Read {
        /// The document generation when it was asked for.
        generation: Generation,
        /// The pictures.
        pictures: Pictures,
    },
}

/// A picture to be copied beside the relations file.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureRequest {
    /// The file that the user chose.
    pub chosen: PathBuf,
    /// The relations file.
    pub file: PathBuf,
    /// The actor that it is of.
    pub actor: ActorId,
    /// The document generation.
    pub generation: Generation,
}
