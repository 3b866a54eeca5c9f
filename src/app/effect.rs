//! What is done outside the state: files, background work, the clipboard. The outcome is a command.

use std::path::PathBuf;

use emath::Pos2;

use super::{
    CodingRequest, EventsEffect, Example, ExportOptions, FileQuestion, FindingsTask,
    PictureRequest, ReaderRequest, SafetyRequest, Target, TaskKind,
};
use crate::graph::BlocRule;
use crate::model::{ActorId, CompanionTexts, Document, Stamp, StepId, StoryCamera};
use crate::scene::Start;
use crate::tasks::Generation;

/// What is done outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read a file.
    Load(PathBuf),
    /// Read a bundled example.
    LoadExample(Example),
    /// Ask for a file.
    AskFile(FileQuestion),
    /// Find out which saved texts a save to this path would copy.
    PlanTexts {
        /// Where the document is saved.
        path: PathBuf,
        /// The document.
        document: Box<Document>,
        /// The generation of the document.
        generation: Generation,
        /// Where its texts are.
        along: CompanionTexts,
    },
    /// Save the document.
    Save {
        /// The path of the file.
        path: PathBuf,
        /// The document.
        document: Box<Document>,
        /// The generation of this document.
        generation: Generation,
        /// The revision of this document.
        revision: u64,
        /// The texts that are written with it.
        along: CompanionTexts,
        /// The stamp that the file must still have; without it, any file is overwritten.
        base: Option<Stamp>,
    },
    /// Export a figure or data.
    Export {
        /// The path of the file.
        path: PathBuf,
        /// The exporter and its options.
        options: ExportOptions,
    },
    /// Lay out all actors.
    LayOut(Start),
    /// Cancel the job of this kind. A cancelled layout keeps the current positions.
    CancelTask(TaskKind),
    /// Animate the actors to these positions, by node index; [`super::Command::Landed`] ends it.
    LayoutTransition(Vec<Pos2>),
    /// Send a command to the live layout.
    Live(LiveCommand),
    /// Put text on the clipboard.
    Copy(String),
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Open the form of an actor or relation in the Details tab.
    Edit(Target),
    /// Show the row of an actor or relation in the table.
    ShowInTable(Target),
    /// Move the keyboard focus to another part of the window.
    MoveFocus(PaneStep),
    /// Open a URL in the browser.
    Browse(String),
    /// Move the camera.
    MoveCamera(CameraMove),
    /// Report the camera, for this step of the story or for a new one. The answer is
    /// [`super::StoryCommand::ViewTaken`].
    TakeView(Option<StepId>),
    /// Move the camera to that of a step of the story.
    ShowStory(StoryCamera),
    /// Enter full screen, and move the camera to that of a step.
    BeginPresentation(StoryCamera),
    /// Leave full screen, and move the camera back to where it was.
    EndPresentation,
    /// Find the blocs of the network by this rule.
    FindBlocs(BlocRule),
    /// Find the groups of actors that have outlines by this rule.
    FindOutlines(BlocRule),
    /// Animate the members of the bloc that was expanded or collapsed, with
    /// [`super::BlocCommand::MoveMembers`].
    MoveMembers,
    /// Compute measures.
    Find(FindingsTask),
    /// Play the timeline, or pause it.
    TogglePlay,
    /// Enter full screen, or leave it.
    ToggleFullScreen,
    /// Close the window for good.
    Quit,
    /// Read or ask for saved texts.
    Reader(ReaderRequest),
    /// Copy a picture beside the relations file.
    CopyActorPicture(PictureRequest),
    /// Import event data.
    Events(EventsEffect),
    /// Merge with other files, and read proposals.
    Coding(CodingRequest),
    /// Recover work, or compare the document with files.
    Safety(SafetyRequest),
}

/// To which part of the window the keyboard focus moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneStep {
    /// To the next one.
    Next,
    /// To the previous one.
    Previous,
}

/// How the camera moves.
#[derive(Clone, Debug, PartialEq)]
pub enum CameraMove {
    /// To the whole picture.
    Fit,
    /// Zoom in by a step.
    In,
    /// Zoom out by a step.
    Out,
    /// To an actor or relation.
    At(Target),
}

/// A command to the live layout.
#[derive(Clone, Debug, PartialEq)]
pub enum LiveCommand {
    /// These actors are held, and are here.
    Drag(Vec<(ActorId, Pos2)>),
    /// These actors are released and stay pinned.
    Drop(Vec<ActorId>),
    /// Positions and pins changed in the document (undo, pin, unpin).
    Update,
    /// Stop moving.
    Pause,
    /// Go on.
    Resume,
}
