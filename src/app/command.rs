//! Commands: requests to change the state, with their data.

use std::path::PathBuf;
use std::sync::Arc;

use emath::Pos2;

use super::rows::PastedRows;
use super::{
    Action, ActorPictureCommand, Card, Change, CodingCommand, Coloring, EventsCommand,
    ExportOptions, FilePurpose, Finding, Job, LoadedDocument, NoteSketch, PathRequest,
    ReaderCommand, RefusedDocument, SafetyCommand, Setting, Sketch, StoryCommand, Tab, Target,
    TaskKind, TourCommand,
};
use crate::analysis::{BalanceFindings, Rule};
use crate::graph::simplify::SimplifyResult;
use crate::graph::{BlocRule, Filter, LineStyle, Network};
use crate::layout::Plan;
use crate::model::{
    ActorId, AnnotationId, BlocPath, BlocTies, Blocs, ColumnMap, NetworkChoice, ReferenceId,
    RelationId, RelationKind, Stamp, TextCopies, WrittenTexts,
};
use crate::scene::MatrixOrder;
use crate::tasks::{Generation, TaskFailure};

/// A request to change the state.
#[derive(Clone, Debug)]
pub enum Command {
    /// An action was chosen from a menu or by a key.
    Act(Action),
    /// A step of the tour.
    Tour(TourCommand),
    /// The progress of a job, from 0 to 1.
    Progress(Job, f32),
    /// The answer of a job; ignored if the job was cancelled or replaced.
    Answer(Job, Box<Command>),
    /// Cancel the job of this kind.
    CancelTask(TaskKind),
    /// Open a file.
    Open(PathBuf),
    /// Open tables that belong together, as one network.
    OpenTables(Vec<PathBuf>),
    /// A file was read.
    Opened(Box<LoadedDocument>),
    /// A file could not be read.
    OpenFailed(RefusedDocument),
    /// Read one network of a file, or all as one.
    ChooseNetwork {
        /// The file.
        path: PathBuf,
        /// Which.
        choice: NetworkChoice,
    },
    /// The columns of a file mean this, now and in files of the same columns.
    MapColumns {
        /// The file.
        path: PathBuf,
        /// What tells files of the same columns.
        key: Vec<String>,
        /// What they mean.
        map: ColumnMap,
    },
    /// Save the document to this file; asks first if saved texts are copied from another folder.
    SaveTo(PathBuf),
    /// It was found out which saved texts a save to this file would copy.
    TextsPlanned {
        /// The file.
        path: PathBuf,
        /// The document generation when it was asked for.
        generation: Generation,
        /// The texts.
        texts: TextCopies,
    },
    /// Save the document to this file, and copy its saved texts.
    SaveWithTexts(PathBuf),
    /// The document was saved.
    Saved {
        /// The file.
        path: PathBuf,
        /// The document generation when it was asked for.
        generation: Generation,
        /// The revision that was saved.
        revision: u64,
        /// The source texts that were written with it, and those that were not.
        texts: WrittenTexts,
        /// The stamp of the file now.
        stamp: Stamp,
    },
    /// Ask the user for a file.
    AskFile(FilePurpose),
    /// Export a picture or data to this file.
    ExportTo(PathBuf, ExportOptions),
    /// The export was written to this file.
    Exported {
        /// The file.
        path: PathBuf,
        /// What it leaves out, in a sentence.
        omission: Option<String>,
    },
    /// The document could not be saved; the message says why and what to do.
    SaveFailed(String),
    /// A picture or data could not be written; the message says why and what to do.
    ExportFailed(String),
    /// No font has some letters of a text that is shown; the message says which, and what to
    /// install.
    FontMissing(String),
    /// A task panicked.
    TaskFailed {
        /// The job whose answer it would have been.
        job: Option<Job>,
        /// What it was doing, and the message of the panic.
        failure: TaskFailure,
    },
    /// A layout was found; the actors are animated to it.
    LayoutFound {
        /// [`super::Derived::actors_generation`] when it was asked for.
        actors: Generation,
        /// By node index.
        positions: Vec<Pos2>,
        /// What was done to the positions in the file, for a notice.
        note: Option<String>,
    },
    /// The actors have arrived at the positions of a layout.
    Landed {
        /// [`super::Derived::actors_generation`] when it was asked for.
        actors: Generation,
        /// By node index.
        positions: Vec<Pos2>,
    },
    /// The live layout moved actors.
    Moved {
        /// [`super::Derived::actors_generation`] when it was asked for.
        actors: Generation,
        /// By node index.
        positions: Vec<Pos2>,
    },
    /// The pointer or the keyboard focus is over something, or over nothing.
    Hover(Option<Target>),
    /// Select only this, or nothing.
    Select(Option<Target>),
    /// Add to the selection, or remove from it.
    ToggleSelect(Target),
    /// Select all relations that are drawn as one line with this one.
    SelectTie(RelationId),
    /// Select all visible relations between the same two actors as this one.
    SelectPair(RelationId),
    /// Add all relations of a line to the selection, or remove them from it.
    ToggleTie(RelationId),
    /// Draw relations as lines in this way.
    SetLines(LineStyle),
    /// Set the order of the rows and columns of the matrix.
    SetOrder(MatrixOrder),
    /// Select these actors and relations, as far as they are shown.
    SelectTargets(Vec<Target>),
    /// Show the row of an actor or relation in the table.
    ShowInTable(Target),
    /// Ask whether to add the records of pasted rows.
    AskPaste(PastedRows),
    /// Select these actors.
    SelectActors(Vec<ActorId>),
    /// Select, and move the camera there.
    GoTo(Target),
    /// Pin a card open, or close it.
    PinCard(Option<Card>),
    /// Drag the actor to this position, and the actors selected with it by the same distance.
    Drag(ActorId, Pos2),
    /// End the drag.
    Drop,
    /// Pin the actor, or unpin it.
    TogglePin(ActorId),
    /// Hide the actors.
    Hide(Vec<ActorId>),
    /// Show only the actor and its neighbours; `None` shows all again.
    Focus(Option<ActorId>),
    /// Hide relations of this kind, or show them.
    ToggleKind(RelationKind),
    /// Use this filter.
    SetFilter(Filter),
    /// The simplification of a filter was computed, for the whole network that it names.
    Simplified {
        /// The network without a filter.
        whole: Arc<Network>,
        /// The filter that it was computed for.
        filter: Box<Filter>,
        /// What the rules hide.
        result: SimplifyResult,
    },
    /// Do not offer to simplify this document again.
    DeclineSimplification,
    /// Set the size of actors by the measure of this id; `None` for the number of relations.
    SizeBy(Option<&'static str>),
    /// Set what the colour of actors shows.
    ColorBy(Coloring),
    /// Show the shortest path between two actors, or hide it.
    ShowPath(Option<PathRequest>),
    /// Copy a reference's citation.
    CopyCitation(ReferenceId),
    /// Copy the citations of all sources of a relation, or of an actor's relations.
    CopyCitations(Target),
    /// Copy any text.
    CopyText(String),
    /// Open a URL.
    Browse(String),
    /// The text of the search field; `None` closes it.
    Search(Option<String>),
    /// What the search found, to be highlighted.
    SearchFound(Arc<[Target]>),
    /// Change a setting.
    Set(Setting),
    /// Open the form of an actor or relation in the Details tab.
    Edit(Target),
    /// The picture was copied to the clipboard, or the message says why not.
    PictureCopied(Result<(), String>),
    /// The side panel was resized to this width.
    SetSidePanelWidth(f32),
    /// Whether the window has room for reader and side panel beside the picture.
    PanelRoom(bool),
    /// Show this tab of the side panel.
    ShowTab(Tab),
    /// Run the layout again with this plan.
    LayOutBy(Plan),
    /// Separate the camps in the picture, or go back.
    PullApart,
    /// Set the rule for the sign of a pair.
    SetRule(Rule),
    /// The results of the balance analysis, for the network that they name.
    Found(Arc<BalanceFindings>),
    /// The share of draws in which each actor is in the camp that these results found, by node
    /// index.
    Doubted {
        /// The results.
        findings: Arc<BalanceFindings>,
        /// The shares, 0 to 1; `None` for actors without a camp.
        shares: Vec<Option<f64>>,
    },
    /// A command about source texts.
    Reader(ReaderCommand),
    /// A command about the pictures of actors.
    ActorPicture(ActorPictureCommand),
    /// Change the document.
    Change(Change),
    /// Delete something; ask first if more would be deleted than was named.
    Delete(Change),
    /// A command about the story.
    Story(StoryCommand),
    /// Show a reference in the Details tab, or close it.
    InspectReference(Option<ReferenceId>),
    /// Open the form for something new on the canvas, or close it.
    Sketch(Option<Sketch>),
    /// Open the form of a text note on the canvas, or close it.
    Note(Option<NoteSketch>),
    /// Hide a text note.
    HideAnnotation(AnnotationId),
    /// Undo or redo until the document has this many changes.
    TravelTo(usize),
    /// Close the dialog.
    CloseDialog,
    /// Continue with what the dialog is about, and discard what is not saved.
    GoOnWithoutSaving,
    /// Save, then continue with what the dialog is about.
    SaveAndGoOn,
    /// Close a notice.
    Dismiss(u64),
    /// Remove a file from the recent files.
    Forget(PathBuf),
    /// Whether a form holds a text that is not in the document and cannot be: leaving asks about
    /// it.
    FormsUnfinished(bool),
    /// The window was asked to close.
    CloseRequested,
    /// Esc: close or deselect the topmost thing.
    Escape,
    /// A command about blocs.
    Bloc(BlocCommand),
    /// A command about measures and communities.
    Finding(Finding),
    /// A command about the import of event data.
    Events(EventsCommand),
    /// A command about other coders.
    Coding(CodingCommand),
    /// A command about files and unsaved work.
    Safety(SafetyCommand),
}

/// A command about blocs.
#[derive(Clone, Debug)]
pub enum BlocCommand {
    /// Draw actors as one by a rule; `None` draws every actor.
    By(Option<BlocRule>),
    /// Blocs were found.
    Found {
        /// The network that they were found in.
        network: Arc<Network>,
        /// The blocs.
        blocs: Blocs,
    },
    /// Make one bloc of these actors and blocs.
    Group(Vec<ActorId>),
    /// Draw what is inside this bloc.
    Expand(BlocPath),
    /// Draw this bloc as one again.
    Collapse(BlocPath),
    /// The members of the bloc that was expanded or collapsed last have gone this share of their
    /// way, from 0 to 1.
    MoveMembers(f32),
    /// Draw the strongest ties between blocs, or all.
    SetTies(BlocTies),
    /// Draw outlines around groups of actors by a rule; `None` draws none.
    OutlineBy(Option<BlocRule>),
    /// The groups that have outlines were found.
    OutlinesFound {
        /// The network that they were found in.
        network: Arc<Network>,
        /// The groups.
        groups: Blocs,
    },
}
