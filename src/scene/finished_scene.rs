//! The finished scene: marks in drawing order, and what can be hit.

use std::collections::BTreeMap;

use ahash::AHashSet;
use emath::{Pos2, Rect, Vec2};

use super::actor_body::ActorBody;
use super::curve::RelationCurve;
use super::mark::{Mark, MarkShape, Subject};
use super::text::UsedFonts;
use super::{Color, LowDetail, PlacedNote, Viewport};
use crate::graph::{NodeIndex, TieIndex};
use crate::language::Language;
use crate::model::{ActorId, RelationId};

/// A finished picture in points; (0, 0) is the upper left corner, y points down.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The size of the picture.
    pub size: Vec2,
    /// Points of the page for one point of the picture; less than 1 on small pages.
    pub scale: f32,
    /// The part for the network: the rest is for title and legend.
    pub region: Rect,
    /// The part of the layout that is shown, in points of the picture; `None` for a matrix.
    pub viewport: Option<Viewport>,
    /// The part of the page to which some marks are cut, where the picture goes on beyond it.
    pub clip: Option<Clip>,
    /// The background, or [`Color::TRANSPARENT`].
    pub background: Color,
    /// The part without detail, drawn first.
    pub low_detail: LowDetail,
    /// The marks in drawing order.
    pub marks: Vec<Mark>,
    /// The language of its own texts.
    pub language: Language,
    /// The title, if there is one.
    pub title: Option<String>,
    /// The description, if it is in the picture.
    pub description: Option<String>,
    /// The time that is shown, as a sentence, if one is given.
    pub as_of: Option<String>,
    /// What exported pictures say about each subject.
    pub descriptions: BTreeMap<Subject, Description>,
    /// How many actors in view have no name because there was no room.
    pub omitted_names: usize,
    /// How many types of relations are written along their lines, and how many are not because
    /// there was no room; both 0 if types are not shown.
    pub types: usize,
    /// See [`Scene::types`].
    pub omitted_types: usize,
    /// The text notes, in drawing order.
    pub notes: Vec<PlacedNote>,
    /// How many text notes are not in the picture.
    pub omitted_notes: usize,
    /// Whether the title or the description ends in an ellipsis because there was no room.
    pub is_description_cut: bool,
    /// Whether the title does.
    pub is_title_cut: bool,
    /// How many names of actors are shortened.
    pub shortened_names: usize,
    /// How many entries of the legend are left out because there was no room.
    pub omitted_entries: usize,
    /// How many cited sources are not in the list of sources because there was no room.
    pub omitted_sources: usize,
    /// The share of their full width that lines have, which samples of the legend have too.
    pub line_scale: f32,
    /// How many groups of actors have an outline, and how many have none because it could not be
    /// read.
    pub outlines: usize,
    /// See [`Scene::outlines`].
    pub omitted_outlines: usize,
    /// How many outlines have no name, because there was no room.
    pub unnamed_outlines: usize,
    /// Bodies that can be hit, in drawing order.
    pub(super) bodies: Vec<(NodeIndex, ActorBody)>,
    /// Names that can be hit.
    pub(super) names: Vec<(NodeIndex, Rect)>,
    /// Lines from bodies to their names, where a name is not beside its body.
    pub(super) leaders: Vec<(NodeIndex, [Pos2; 2])>,
    /// Curves that can be hit, in drawing order.
    pub(super) curves: Vec<(TieIndex, RelationCurve)>,
    /// Cells of a matrix, or parts of cells, that can be hit.
    pub(super) cells: Vec<(TieIndex, Rect)>,
}

/// A part of the page to which the first marks are cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clip {
    /// The part of the page.
    pub rect: Rect,
    /// How many marks are cut, from the first one.
    pub marks: usize,
}

impl Scene {
    /// The marks that are cut to a part of the page, and those that are not.
    pub fn cut_marks(&self) -> (&[Mark], &[Mark]) {
        let count = self.clip.map_or(0, |clip| clip.marks);
        self.marks.split_at(count.min(self.marks.len()))
    }

    /// An empty picture of this size.
    pub fn empty(size: Vec2, background: Color) -> Self {
        Self {
            size,
            scale: 1.0,
            region: Rect::from_min_size(Pos2::ZERO, size),
            viewport: None,
            clip: None,
            background,
            low_detail: LowDetail::default(),
            marks: Vec::new(),
            language: Language::default(),
            title: None,
            description: None,
            as_of: None,
            descriptions: BTreeMap::new(),
            omitted_names: 0,
            types: 0,
            omitted_types: 0,
            notes: Vec::new(),
            omitted_notes: 0,
            is_description_cut: false,
            is_title_cut: false,
            shortened_names: 0,
            omitted_entries: 0,
            omitted_sources: 0,
            line_scale: 1.0,
            outlines: 0,
            omitted_outlines: 0,
            unnamed_outlines: 0,
            bodies: Vec::new(),
            names: Vec::new(),
            leaders: Vec::new(),
            curves: Vec::new(),
            cells: Vec::new(),
        }
    }
}

impl Scene {
    /// The fonts of its texts, and the letters that no font has.
    pub fn fonts(&self) -> UsedFonts {
        let texts = self.marks.iter().filter_map(|mark| match &mark.shape {
            MarkShape::Text(line) => Some((line.text.as_str(), line.weight)),
            _ => None,
        });
        UsedFonts::of(texts)
    }

    /// Whether the part for the network is large enough for one: some actors and lines can be told
    /// apart.
    pub fn has_room(&self) -> bool {
        const MIN_REGION: f32 = 8.0;
        let is_drawn = !self.bodies.is_empty() || !self.low_detail.dots.is_empty();
        !is_drawn || self.region.size().min_elem() >= MIN_REGION
    }

    /// The places of names that can be hit; those of a matrix are rows first, then columns.
    pub fn name_rects(&self) -> impl Iterator<Item = (NodeIndex, Rect)> {
        self.names.iter().copied()
    }

    /// The size of the smallest letters as they are on the page, in points, rounded to hundredths;
    /// 0 without any text.
    pub fn smallest_type(&self) -> f32 {
        let sizes = self.marks.iter().filter_map(|mark| match &mark.shape {
            MarkShape::Text(line) => Some(line.size * self.scale),
            _ => None,
        });
        let smallest = sizes.fold(f32::INFINITY, f32::min);
        if smallest.is_finite() {
            (smallest * 100.0).round() / 100.0
        } else {
            0.0
        }
    }

    /// The actors that have a body, a disc, or the names of a matrix.
    pub(super) fn drawn_actors(&self) -> AHashSet<NodeIndex> {
        let bodies = self.bodies.iter().map(|(node, _)| *node);
        let dots = self.low_detail.dots.iter().map(|dot| dot.node);
        let bodies: AHashSet<NodeIndex> = bodies.chain(dots).collect();
        if bodies.is_empty() {
            return self.names.iter().map(|(node, _)| *node).collect();
        }
        bodies
    }

    /// The ties that have a curve, a line or a cell.
    pub(super) fn drawn_ties(&self) -> AHashSet<TieIndex> {
        let curves = self.curves.iter().map(|(tie, _)| *tie);
        let lines = self.low_detail.lines.iter().map(|line| line.tie);
        let cells = self.cells.iter().map(|(tie, _)| *tie);
        curves.chain(lines).chain(cells).collect()
    }

    /// The text note at a point of the picture, the topmost of several.
    pub fn note_at(&self, point: Pos2) -> Option<&PlacedNote> {
        let mut notes = self.notes.iter().rev();
        notes.find(|note| note.rect.contains(point))
    }

    /// The cells of a matrix that can be hit.
    pub fn cell_rects(&self) -> impl Iterator<Item = (TieIndex, Rect)> {
        self.cells.iter().copied()
    }
}

/// What an exported picture says about an actor or a tie.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The name of an actor or a bloc; empty for a tie.
    pub name: String,
    /// In words, for tooltips and screen readers.
    pub words: String,
    /// More about it: the kind and other names of an actor, the types and dates of relations.
    pub details: String,
    /// In ids of the document, for programs.
    pub ids: SubjectIds,
}

/// An actor or a tie in ids of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubjectIds {
    /// An actor.
    Actor(ActorId),
    /// A tie: both actors, and its relations in document order.
    Tie {
        /// The first actor.
        source: ActorId,
        /// The second actor.
        target: ActorId,
        /// The relations.
        relations: Vec<RelationId>,
    },
}
