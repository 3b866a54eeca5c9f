//! What must be done outside the state: files, threads, the clipboard. The outcome comes back as a command.

use std::path::PathBuf;

use emath::Pos2;

use super::{Example, ExportOptions, ReaderRequest, SafetyRequest, Target, Task, TaskKind};
use crate::model::{ActorId, CompanionTexts, Document, Stamp};
use crate::scene::Start;
use crate::tasks::Generation;

/// What must be done outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read a file.
    Load(PathBuf),
    /// Read a bundled example.
    LoadExample(Example),
    /// Ask for a file to open.
    AskOpen,
    /// Ask where to save.
    AskSave {
        /// The name to begin with.
        name: String,
    },
    /// Ask where to export to.
    AskExport {
        /// The suggested file name, without its extension.
        stem: String,
        /// How to export.
        options: ExportOptions,
    },
    /// Write the document.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        document: Box<Document>,
        /// The document generation, to know later which document was saved.
        generation: Generation,
        /// The revision this is, to know later what of it was saved.
        revision: u64,
        /// The texts that are written with it.
        along: CompanionTexts,
        /// What the file must still be like; nothing where it may be like anything.
        base: Option<Stamp>,
    },
    /// Write a picture or data.
    Export {
        /// Where to.
        path: PathBuf,
        /// How.
        options: ExportOptions,
    },
    /// Find places for all actors.
    LayOut(Start),
    /// Cancel the job of this kind. A cancelled layout keeps the current positions.
    CancelTask(TaskKind),
    /// Animate the actors to these positions, by node index; [`super::Command::Landed`] ends it.
    LayoutTransition(Vec<Pos2>),
    /// Tell the live layout.
    Live(Live),
    /// Put text on the clipboard.
    Copy(String),
    /// Open an address in the browser.
    Browse(String),
    /// Move the camera.
    Look(Look),
    /// Work something out.
    Find(Task),
    /// Let time run, or hold it.
    TogglePlay,
    /// Use the whole screen, or no longer.
    ToggleFullScreen,
    /// Close the window for good.
    Quit,
    /// See to saved texts.
    Reader(ReaderRequest),
    /// See to it that nothing is lost.
    Safety(SafetyRequest),
}

/// How the camera moves.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// To the whole picture.
    Fit,
    /// Nearer by a step.
    In,
    /// Farther by a step.
    Out,
    /// To an actor or relation.
    At(Target),
}

/// What the live layout is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Live {
    /// Actors were taken hold of and are now here.
    Drag(Vec<(ActorId, Pos2)>),
    /// What was held is let go and stays pinned.
    Drop(Vec<ActorId>),
    /// Places and pins changed outside (undo, pin, unpin).
    Update,
    /// Hold still.
    Pause,
    /// Move on.
    Resume,
}
