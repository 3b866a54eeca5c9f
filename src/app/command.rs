//! What shall happen, with its data.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use emath::Pos2;

use super::{
    Action, Card, Change, Coloring, Finding, Job, Reader, Safety, Sketch, Tab, Target, TaskKind,
    ThemeChoice, Way,
};
use crate::analysis::{BalanceFindings, Rule};
use crate::graph::{Filter, Network};
use crate::layout::Plan;
use crate::model::{ActorId, Document, Issue, ReferenceId, RelationKind, Stamp, WrittenText};
use crate::scene::FigureOptions;
use crate::tasks::{Generation, TaskFailure};

/// What shall happen to the state.
#[derive(Clone, Debug)]
pub enum Command {
    /// An action was chosen from a menu or by a key.
    Act(Action),
    /// A job has come this far, from 0 to 1.
    Progress(Job, f32),
    /// What a job answers; void where nobody waits for it any more.
    Answer(Job, Box<Command>),
    /// Cancel the job of this kind.
    CancelTask(TaskKind),
    /// A file is to be opened.
    Open(PathBuf),
    /// A file was read.
    Opened(Box<LoadedDocument>),
    /// A file could not be read.
    OpenFailed {
        /// Which.
        name: String,
        /// Why.
        issues: Vec<Issue>,
    },
    /// The document is to be saved there.
    SaveTo(PathBuf),
    /// It was saved.
    Saved {
        /// Where.
        path: PathBuf,
        /// The document generation when it was asked for.
        generation: Generation,
        /// As it was at this revision.
        revision: u64,
        /// The texts that were written along.
        texts: Vec<WrittenText>,
        /// What the file is like now.
        stamp: Stamp,
    },
    /// A picture or data is to be written; ask where.
    AskExport(ExportOptions),
    /// A picture or data is to be written there.
    ExportTo(PathBuf, ExportOptions),
    /// It was written.
    Exported(PathBuf),
    /// The document could not be saved; the message says why and what to do.
    SaveFailed(String),
    /// A picture or data could not be written; the message says why and what to do.
    ExportFailed(String),
    /// A task panicked.
    TaskFailed {
        /// The job whose answer it would have been.
        job: Option<Job>,
        /// What it was doing, and what the panic said.
        failure: TaskFailure,
    },
    /// A layout was found; it is shown on the way there.
    LayoutFound {
        /// [`super::Derived::actors_generation`] when it was asked for.
        actors: Generation,
        /// By node index.
        positions: Vec<Pos2>,
    },
    /// The actors have arrived where a layout put them.
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
    /// The pointer or the keyboard is over something, or nothing.
    Hover(Option<Target>),
    /// Select this alone, or nothing.
    Select(Option<Target>),
    /// Add to the selection, or take out of it.
    ToggleSelect(Target),
    /// Select these actors.
    SelectActors(Vec<ActorId>),
    /// Select and fly there.
    GoTo(Target),
    /// Pin a card open, or close it.
    PinCard(Option<Card>),
    /// The actor, and what is selected with it, is dragged so that it stands here.
    Drag(ActorId, Pos2),
    /// What was dragged is let go.
    Drop,
    /// Pin the actor, or unpin it.
    TogglePin(ActorId),
    /// Hide the actors.
    Hide(Vec<ActorId>),
    /// Show only the actor and those tied to it; nothing shows all again.
    Focus(Option<ActorId>),
    /// Leave relations of this kind out, or take them in.
    ToggleKind(RelationKind),
    /// Look through this filter.
    SetFilter(Filter),
    /// Let the size of actors be the measure of this id; of nothing, the number of their relations.
    SizeBy(Option<&'static str>),
    /// Let the colour of actors say this.
    ColorBy(Coloring),
    /// Show the shortest way between two actors, or no longer.
    ShowWay(Option<Way>),
    /// Copy a reference's citation.
    CopyCitation(ReferenceId),
    /// Copy the citations of everything a relation or an actor's relations rest on.
    CopyCitations(Target),
    /// Copy any text.
    CopyText(String),
    /// Open an address.
    Browse(String),
    /// The search field holds this now; nothing closes it.
    Search(Option<String>),
    /// Light or dark.
    SetTheme(ThemeChoice),
    /// The side panel has this width now.
    SetSidePanelWidth(f32),
    /// Show this tab of the panel on the right.
    ShowTab(Tab),
    /// Lay out anew by this plan.
    LayOutBy(Plan),
    /// Pull the camps apart, or let everybody go back.
    PullApart,
    /// Tell friends and foes by this rule.
    SetRule(Rule),
    /// What follows from friends and foes was found, for the network it names.
    Found(Arc<BalanceFindings>),
    /// Something about saved texts.
    Reader(Reader),
    /// Change the document.
    Change(Change),
    /// Delete something; ask first where more would go than was named.
    Delete(Change),
    /// Show a reference's page in the Details tab, or leave it.
    InspectReference(Option<ReferenceId>),
    /// Ask the rest of something new on the canvas, or leave it.
    Sketch(Option<Sketch>),
    /// Undo or redo until so many changes are made.
    TravelTo(usize),
    /// Close the dialog.
    CloseDialog,
    /// Go on with what the dialog is about, and give up what is not saved.
    GoOnWithoutSaving,
    /// Save, then go on with what the dialog is about.
    SaveAndGoOn,
    /// Put a notice away.
    Dismiss(u64),
    /// Forget a recent file.
    Forget(PathBuf),
    /// Whether a form holds a text that is not in the document and cannot be: leaving asks about it.
    FormsUnfinished(bool),
    /// The window was asked to close.
    CloseRequested,
    /// Everything that is held is let go: Esc.
    Escape,
    /// Something about the network is to be worked out, or was.
    Finding(Finding),
    /// Something about files and unsaved work was found out or decided.
    Safety(Safety),
}

/// A file that was read.
#[derive(Clone, Debug, Default)]
pub struct LoadedDocument {
    /// Where it lies; nothing for a bundled example, an empty network and what lies nowhere yet.
    pub path: Option<PathBuf>,
    /// What it is called.
    pub name: String,
    /// Which bundled example it is.
    pub example: Option<Example>,
    /// What it says.
    pub document: Document,
    /// Its network, where that was made along with the reading, so that a large one keeps no frame waiting.
    pub network: Option<Arc<Network>>,
    /// What is wrong with it.
    pub issues: Vec<Issue>,
    /// Whether saving to the same place writes the format that was read.
    pub is_native: bool,
    /// Saved texts that came along and lie in no file, by the path that references name them by.
    pub texts: BTreeMap<String, Arc<str>>,
    /// What the file was like; for work that was recovered, when that was begun.
    pub stamp: Option<Stamp>,
    /// Whether it stands in no file as it is: recovered work, an earlier version.
    pub is_unsaved: bool,
    /// Where the work was left behind that this is.
    pub left_at: Option<PathBuf>,
}

impl LoadedDocument {
    /// An empty network.
    pub fn empty() -> Self {
        Self {
            name: "Untitled".to_owned(),
            is_native: true,
            ..Self::default()
        }
    }
}

/// A network that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// One article of 2017 on why Russia favours the Taliban; what a new user sees first.
    Afghanistan,
    /// The alliances and rivalries of Europe from 1872 to 1914, with the texts they are taken from.
    Europe,
}

impl Example {
    /// All examples in menu order.
    pub const ALL: [Self; 2] = [Self::Afghanistan, Self::Europe];

    /// The name in the title bar.
    pub fn name(self) -> &'static str {
        match self {
            Self::Afghanistan => "Afghanistan 2017",
            Self::Europe => "Europe 1872–1914",
        }
    }
}

/// How to export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportOptions {
    /// The id of the exporter.
    pub exporter: &'static str,
    /// What the figure looks like.
    pub figure: FigureOptions,
}
