//! What the user looks at, by id, so that it stays valid when the document changes. Not saved, not
//! undone.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::{PathTies, Rule};
use crate::graph::{BlocRule, Filter, LineStyle};
use crate::layout::{Method, Plan};
use crate::model::{ActorId, AnnotationId, AnnotationTarget, Blocs, ReferenceId, RelationId};
use crate::scene::{MatrixOrder, PictureView};
use crate::tasks::Generation;

/// An actor or a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An actor.
    Actor(ActorId),
    /// A relation.
    Relation(RelationId),
}

/// A card that was pinned open.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What it is about.
    pub target: Target,
    /// The position of its corner on the screen.
    pub at: emath::Pos2,
}

/// The positions before the camps were separated.
#[derive(Clone, Debug, PartialEq)]
pub struct CampsApart {
    /// [`super::Derived::actors_generation`] then.
    pub actors: Generation,
    /// The positions, by node index.
    pub before: Vec<emath::Pos2>,
    /// The layout method then.
    pub method: Method,
}

/// Something new on the canvas whose form is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Sketch {
    /// An actor.
    Actor {
        /// Its position in the layout; if left out, under the pointer or in the middle.
        at: Option<emath::Pos2>,
    },
    /// A relation between two actors.
    Relation {
        /// The first actor.
        source: ActorId,
        /// The second actor.
        target: ActorId,
    },
    /// A relation with a new actor.
    Spoke {
        /// The existing actor.
        source: ActorId,
        /// The position of the new actor in the layout.
        at: emath::Pos2,
    },
}

/// A text note whose form is open.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteSketch {
    /// A new one.
    New {
        /// What it is about.
        about: Option<AnnotationTarget>,
        /// Its middle in the layout; if left out, beside what it is about or in the middle.
        at: Option<emath::Pos2>,
    },
    /// The text of one that is there.
    Text(AnnotationId),
}

/// A story that is presented full screen, and the view before it.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// The number of the step that is shown, from 0.
    pub step: usize,
    /// What was shown before.
    pub(super) before: Box<ViewBefore>,
}

/// What was shown before a presentation.
#[derive(Clone, Debug)]
pub(super) struct ViewBefore {
    pub(super) filter: Filter,
    pub(super) hidden_annotations: Arc<BTreeSet<AnnotationId>>,
    pub(super) blocs: Arc<Blocs>,
    pub(super) view: PictureView,
    pub(super) selection: Vec<Target>,
}

/// What the user looks at.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// What is under the pointer, or has the keyboard focus.
    pub hovered: Option<Target>,
    /// The selected actors and relations.
    pub selection: BTreeSet<Target>,
    /// The reference that the Details tab shows.
    pub reference: Option<ReferenceId>,
    /// Something new on the canvas whose form is open.
    pub sketch: Option<Sketch>,
    /// The text note that is being written.
    pub note_sketch: Option<NoteSketch>,
    /// The card that stays open.
    pub card: Option<Card>,
    /// Which part of the document is shown.
    pub filter: Filter,
    /// Whether simplifying the picture of a large network is offered.
    pub offers_simplification: bool,
    /// Advances whenever the rules that simplify are to be brought into view.
    pub simplify_shown: Generation,
    /// The layout method and its parameters.
    pub plan: Plan,
    /// The positions before the camps were separated, while they are.
    pub apart: Option<CampsApart>,
    /// The rule for the sign of a pair.
    pub rule: Rule,
    /// The coders whose agreement is measured, if the user chose them.
    pub compared_coders: Option<BTreeSet<String>>,
    /// Whether the live layout is paused.
    pub is_paused: bool,
    /// The text of the search field, while it is open.
    pub search: Option<String>,
    /// What the search found, as far as it is highlighted.
    pub found: Arc<[Target]>,
    /// The reference whose text the reader shows, if one was chosen.
    pub reading: Option<ReferenceId>,
    /// The id of the measure that the size of actors shows; `None` for the number of relations.
    pub size: Option<&'static str>,
    /// What the colour of actors shows.
    pub coloring: Coloring,
    /// How relations become lines, if the user chose it.
    pub lines: Option<LineStyle>,
    /// Which actors are drawn as one.
    pub blocs: Arc<Blocs>,
    /// The groups of actors that have an outline.
    pub outlines: Arc<Blocs>,
    /// The text notes that are hidden.
    pub hidden_annotations: Arc<BTreeSet<AnnotationId>>,
    /// The blocs that were made because a matrix of all actors would be too large.
    pub matrix_blocs: Option<Arc<Blocs>>,
    /// Whether blocs are being found because a matrix of all actors would be too large.
    pub(super) awaits_matrix_blocs: bool,
    /// Whether the canvas shows the network or a matrix.
    pub view: PictureView,
    /// The order of the rows and columns of the matrix.
    pub order: MatrixOrder,
    /// The story that is presented full screen.
    pub presentation: Option<Presentation>,
    /// The shortest path that is shown.
    pub path_request: Option<PathRequest>,
}

/// What the colour of actors shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Coloring {
    /// Their kind.
    #[default]
    Kind,
    /// Their community.
    Community,
    /// Their camp; relations that violate the partition are marked.
    Camp,
    /// The value of this field, which Frenemy does not know.
    Field(Arc<str>),
}

/// A shortest path that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathRequest {
    /// The first actor.
    pub from: ActorId,
    /// The last actor.
    pub to: ActorId,
    /// Which relations it may use.
    pub steps: PathTies,
}

impl Session {
    /// The selected actor or relation, if it is the only one.
    pub fn selected(&self) -> Option<&Target> {
        let mut targets = self.selection.iter();
        targets.next().filter(|_| targets.next().is_none())
    }

    /// Whether the picture shows camps.
    pub fn shows_camps(&self) -> bool {
        let is_in_order = self.view == PictureView::Matrix && self.order == MatrixOrder::Camp;
        self.coloring == Coloring::Camp || is_in_order
    }

    /// Whether the picture shows communities.
    pub fn shows_communities(&self) -> bool {
        let is_in_order = self.view == PictureView::Matrix && self.order == MatrixOrder::Community;
        self.coloring == Coloring::Community || is_in_order
    }

    /// What made the blocs; `None` without blocs, and for those that the user grouped.
    pub fn bloc_rule(&self) -> Option<BlocRule> {
        self.blocs.rule.as_deref().map(BlocRule::from_id)
    }

    /// What made the outlines; `None` without outlines.
    pub fn outline_rule(&self) -> Option<BlocRule> {
        self.outlines.rule.as_deref().map(BlocRule::from_id)
    }

    /// The selected relations.
    pub fn selected_relations(&self) -> impl Iterator<Item = &RelationId> {
        self.selection.iter().filter_map(|target| match target {
            Target::Actor(_) => None,
            Target::Relation(id) => Some(id),
        })
    }

    /// The selected actors.
    pub fn selected_actors(&self) -> impl Iterator<Item = &ActorId> {
        self.selection.iter().filter_map(|target| match target {
            Target::Actor(id) => Some(id),
            Target::Relation(_) => None,
        })
    }
}
