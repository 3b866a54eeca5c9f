//! The open document and everything that belongs to it: opening another one replaces it as a whole.
//! Knows no settings, no dialogs and no tasks of the window.

use std::path::PathBuf;
use std::sync::Arc;

use emath::Pos2;

use super::example::Example;
use super::loaded_document::LoadedDocument;
use super::{
    Coloring, Derived, FileColumns, FileNetworks, NoteSketch, ProposalQueue, Session, Sketch,
    SourceTexts, Target,
};
use crate::graph::{Filter, saved_blocs, saved_outlines};
use crate::model::{ActorId, AnnotationTarget, Document, History, Issue, Pictures, Stamp};
use crate::tasks::Generation;

/// The open document and everything that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct OpenDocument {
    /// The document and its earlier states.
    pub history: History,
    /// Where it came from.
    pub source: Source,
    /// What the user looks at.
    pub session: Session,
    /// The values derived from document and filter.
    pub derived: Derived,
    /// The saved texts of its sources.
    pub source_texts: SourceTexts,
    /// The pictures of its actors.
    pub pictures: Pictures,
    /// How many pictures were copied beside its file: each can be one that was missing.
    pub copied_pictures: usize,
    /// What its file says, as far as it is known: what a merge with the file is made from.
    pub(super) saved: Option<Document>,
    /// The proposals that are being decided.
    pub proposals: ProposalQueue,
    /// The actors that are being dragged.
    pub(super) dragged: Vec<ActorId>,
    /// The actor or bloc under the pointer while it is dragged.
    pub(super) grabbed: Option<ActorId>,
    /// The generation of the positions that the document has; `None` if it may have others.
    pub(super) arranged: Option<Generation>,
    /// How the layout that is under way counts.
    pub(super) landing: Landing,
    /// The positions of the last layout of all actors, by node index; empty if there was none, or
    /// if some actors had positions before.
    pub(super) laid_out: Vec<Pos2>,
}

/// How a layout counts once the actors have arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Landing {
    /// It completes the document, and is not an edit: the first layout, positions for new actors.
    #[default]
    Amends,
    /// The user asked for it: it is an edit, and is shown as a whole.
    IsEdit,
}

/// Where the document came from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The file; `None` for the example and for formats that Frenemy reads and does not write.
    pub path: Option<PathBuf>,
    /// The name in the title bar.
    pub name: String,
    /// Which bundled example it is; saving it asks for a new file.
    pub example: Option<Example>,
    /// The problems found in the file.
    pub issues: Vec<Issue>,
    /// How the columns of the file were understood, where their meaning can be chosen.
    pub columns: Option<FileColumns>,
    /// The networks of the file, if it has several.
    pub networks: Option<FileNetworks>,
    /// The stamp of the file when it was opened or saved.
    pub stamp: Option<Stamp>,
    /// The recovery file it was read from, for recovered work.
    pub left_at: Option<PathBuf>,
}

impl Source {
    /// The folder of the file, if it has one.
    pub fn folder(&self) -> Option<PathBuf> {
        let folder = self.path.as_ref()?.parent()?;
        Some(folder.to_owned()).filter(|folder| !folder.as_os_str().is_empty())
    }
}

impl OpenDocument {
    /// A document that was read. The derived values of the previous document give their
    /// generations, so that late answers about it do not count.
    pub(super) fn new(opened: LoadedDocument, previous: Derived) -> Self {
        let LoadedDocument {
            path,
            name,
            example,
            document,
            network,
            issues,
            columns,
            networks,
            beside: _,
            is_native,
            texts,
            stamp,
            is_unsaved,
            left_at,
            simplify,
        } = opened;
        let saved = (!is_unsaved && is_native).then(|| document.clone());
        let history = if is_unsaved {
            History::unsaved(document)
        } else {
            History::new(document)
        };
        let mut derived = previous.cleared();
        if let Some(network) = network {
            derived.take_whole(history.document(), network, history.revision());
        }
        let blocs = Arc::new(saved_blocs(history.document()));
        let outlines = Arc::new(saved_outlines(history.document()));
        let mut open = Self {
            session: Session {
                blocs,
                outlines,
                filter: Filter {
                    simplify,
                    ..Filter::default()
                },
                ..Session::default()
            },
            history,
            source: Source {
                path: path.filter(|_| is_native),
                name,
                example,
                issues,
                columns,
                networks,
                stamp: stamp.filter(|_| is_native),
                left_at,
            },
            derived,
            saved,
            source_texts: SourceTexts {
                unsaved: texts,
                ..SourceTexts::default()
            },
            ..Self::default()
        };
        open.refresh();
        open
    }

    /// The document now.
    pub fn document(&self) -> &Document {
        self.history.document()
    }

    /// Selects these, as far as they are shown.
    pub(super) fn select(&mut self, targets: impl IntoIterator<Item = Target>) {
        let targets = targets.into_iter();
        self.session.selection = targets
            .filter(|target| self.derived.shows(target))
            .collect();
    }

    /// Brings the derived values up to date, and drops from the session what is no longer there
    /// or no longer shown.
    pub(super) fn refresh(&mut self) {
        let (revision, filter) = (self.history.revision(), &mut self.session.filter);
        let before = Arc::clone(&self.derived.drawn);
        self.derived.refresh(
            self.history.document(),
            revision,
            filter,
            self.session.lines,
        );
        let field = match &self.session.coloring {
            Coloring::Field(field) => Some(field),
            Coloring::Kind | Coloring::Community | Coloring::Camp => None,
        };
        self.derived.group_by_field(field);
        self.derived.condense(
            self.history.document(),
            &self.session.blocs,
            self.session.view,
            self.session.lines,
        );
        self.derived.outline(&self.session.outlines);
        let (document, drawn) = (self.history.document(), Arc::clone(&self.derived.drawn));
        let hidden = &self.session.hidden_annotations;
        self.derived.drawn_notes.follow(document, &drawn, hidden);
        let derived = &self.derived;
        let session = &mut self.session;
        session.hovered.take_if(|target| !derived.shows(target));
        session.card.take_if(|card| !derived.shows(&card.target));
        if session.search.is_none() && !session.found.is_empty() {
            session.found = Arc::default();
        }
        if !Arc::ptr_eq(&before, &derived.drawn) {
            session.selection.retain(|target| derived.shows(target));
        }
        let document = self.history.document();
        let step_count = document.story.len();
        session
            .presentation
            .take_if(|presentation| presentation.step >= step_count);
        let is_there = |id: &ActorId| document.actors.contains(id);
        session
            .reference
            .take_if(|id| !document.references.contains(id));
        session.sketch.take_if(|sketch| match sketch {
            Sketch::Actor { .. } => false,
            Sketch::Relation { source, target } => !is_there(source) || !is_there(target),
            Sketch::Spoke { source, .. } => !is_there(source),
        });
        session.note_sketch.take_if(|sketch| match sketch {
            NoteSketch::New { about, .. } => about.as_ref().is_some_and(|about| match about {
                AnnotationTarget::Actor(id) => !is_there(id),
                AnnotationTarget::Actors(ids) => !ids.iter().all(is_there),
                AnnotationTarget::Relation(id) => !document.relations.contains(id),
            }),
            NoteSketch::Text(id) => document.annotation(id).is_none(),
        });
        session
            .path_request
            .take_if(|request| !(is_there(&request.from) && is_there(&request.to)));
    }
}
