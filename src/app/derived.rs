//! Values derived from the document and the filter: the network and the positions. Never saved;
//! rebuilt when document or filter change.

use std::sync::Arc;

use emath::Pos2;

use super::bloc_motion::BlocMotion;
use super::camps::Camps;
use super::drawn_notes::DrawnNotes;
use super::{Findings, Target};
use crate::analysis;
use crate::graph::simplify::SimplifyResult;
use crate::graph::{Filter, LineStyle, Network, Ties};
use crate::model::{Actor, Blocs, Document};
use crate::scene::{ActorValues, BlocPositions, OutlineGroups, PictureView, SceneNotes};
use crate::tasks::Generation;

mod blocs;
mod field_groups;
mod simplification;

/// Values derived from the document and the filter.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The network of the document with the filter.
    pub network: Arc<Network>,
    /// The network as it is drawn: with blocs as single actors; without blocs, the same object.
    pub drawn: Arc<Network>,
    /// The relations that are drawn, as lines.
    pub ties: Arc<Ties>,
    /// The network of the document without a filter.
    pub whole: Arc<Network>,
    /// The network that is analyzed: with the filter, except for its choice of a few actors to be
    /// drawn alone. It is the same while actors only move, so that nothing is computed twice.
    pub studied: Arc<Network>,
    /// The positions of the actors, by node index; empty until the first layout is done.
    pub positions: Vec<Pos2>,
    /// The generation of the positions: advances whenever an actor moves.
    pub positions_generation: Generation,
    /// The generation of the set of actors: advances whenever actors are added, removed or
    /// reordered. Positions by node index belong to one.
    pub actors_generation: Generation,
    /// The results of the balance analysis, for the network that they name; `None` until they are
    /// asked for.
    pub balance: Option<Arc<analysis::BalanceFindings>>,
    /// The two camps of these results, for the picture.
    pub camps: Option<Camps>,
    /// Measures and communities of the network.
    pub findings: Findings,
    /// The values of the field that colours show, as groups.
    pub field_groups: Option<ActorValues<u32>>,
    /// The field, and the network, of these groups.
    grouped: Option<(Arc<str>, Arc<Network>)>,
    /// The filter whose simplification must be computed by a task.
    pub simplification_due: Option<Filter>,
    /// The last simplification, with the revision and the filter that it was computed for.
    simplified: Option<(u64, Filter, SimplifyResult)>,
    /// The last simplification that was computed without a time span.
    simplified_at_all_times: Option<(Filter, SimplifyResult)>,
    /// The generation of the blocs that are drawn.
    pub blocs_generation: Generation,
    /// How large blocs are drawn; `None` without blocs.
    pub(super) bloc_sizes: Option<ActorValues<f32>>,
    bloc_positions: BlocPositions,
    /// The bloc that is being expanded or collapsed.
    pub(super) bloc_motion: Option<BlocMotion>,
    placed: DrawnPositions,
    outlines: Outlines,
    pub(super) drawn_notes: DrawnNotes,
    condensed_from: Option<(Arc<Network>, Arc<Blocs>, PictureView)>,
    made_from: Option<(u64, Filter)>,
    lines: LineStyle,
    document: Document,
}

/// The positions of actors and blocs.
#[derive(Clone, Debug, Default)]
struct DrawnPositions {
    /// By node index; empty if they are those of the actors.
    positions: Vec<Pos2>,
    /// The generation of the positions of actors that they follow.
    generation: Generation,
    /// How far a bloc was expanded or collapsed.
    share: Option<f32>,
}

/// The groups that have outlines in the picture, and what they were made from.
#[derive(Clone, Debug, Default)]
struct Outlines {
    made_from: Option<(Arc<Network>, Arc<Blocs>)>,
    groups: Option<OutlineGroups>,
}

impl Derived {
    /// Rebuilds the network if the document or the filter changed, and gives the filter what its
    /// simplification hides.
    pub(super) fn refresh(
        &mut self,
        document: &Document,
        revision: u64,
        filter: &mut Filter,
        lines: Option<LineStyle>,
    ) {
        let lines = lines.unwrap_or_default();
        let mut has_other_ties = self.lines != lines;
        let (was, through) = self.made_from.take().unzip();
        let is_edited = was != Some(revision);
        if is_edited {
            let whole = Arc::new(self.whole.renewed(document));
            let before = std::mem::replace(&mut self.whole, whole);
            self.keep_places(document, &before);
        }
        self.simplify(document, revision, filter);
        if is_edited || through.as_ref() != Some(filter) {
            self.network = self.whole.shared_through(document, filter);
            has_other_ties |=
                through.as_ref() != Some(filter) || !self.document.has_same_content(document);
            let all = |filter: Filter| Filter {
                among: None,
                ..filter
            };
            let sees_alike = through.is_some_and(|through| all(through) == all(filter.clone()));
            if !sees_alike || is_edited && !self.document.has_same_content(document) {
                self.studied = match filter.among {
                    None => Arc::clone(&self.network),
                    Some(_) => self.whole.shared_through(document, &all(filter.clone())),
                };
            }
            self.document = document.clone();
        }
        // With blocs, `condense` makes the ties.
        if has_other_ties && self.bloc_sizes.is_none() {
            self.ties = Arc::new(Ties::new(document, &self.network, lines));
            self.lines = lines;
        }
        self.findings.follow(&self.network);
        self.made_from = Some((revision, filter.clone()));
    }

    /// The text notes of the picture.
    pub fn notes(&self) -> &SceneNotes {
        &self.drawn_notes.notes
    }

    /// How relations are drawn as lines.
    pub fn line_style(&self) -> LineStyle {
        self.lines
    }

    /// Groups the actors by the values of a field, if colours show one. O(actors), once for each
    /// network and field.
    pub(super) fn group_by_field(&mut self, field: Option<&Arc<str>>) {
        let Some(field) = field else {
            (self.field_groups, self.grouped) = (None, None);
            return;
        };
        let is_current = self
            .grouped
            .as_ref()
            .is_some_and(|(name, network)| name == field && Arc::ptr_eq(network, &self.whole));
        if !is_current {
            self.field_groups = Some(field_groups::field_groups(&self.whole, field));
            self.grouped = Some((Arc::clone(field), Arc::clone(&self.whole)));
        }
    }

    /// Gives the positions the order of the new network: known actors stay, new ones get the
    /// position in the document.
    fn keep_places(&mut self, document: &Document, before: &Network) {
        let after = Arc::clone(&self.whole);
        if before.has_same_actors(&after) {
            return;
        }
        self.actors_generation.advance();
        self.findings.forget();
        if self.positions.is_empty() {
            return;
        }
        let position = |actor: &Arc<Actor>| {
            let was = before.ordinal(&actor.id);
            let previous = was.and_then(|ordinal| self.positions.get(ordinal).copied());
            let said = actor.position.map(|at| Pos2::new(at.x as f32, at.y as f32));
            previous.or(said).unwrap_or_default()
        };
        self.positions = document.actors.iter().map(position).collect();
        self.positions_generation.advance();
    }

    /// Empty values for another document. The generations go on, and a task for the last document
    /// still has to end.
    pub(super) fn cleared(self) -> Self {
        let mut cleared = Self {
            positions_generation: self.positions_generation,
            actors_generation: self.actors_generation,
            findings: self.findings,
            blocs_generation: self.blocs_generation,
            ..Self::default()
        };
        cleared.blocs_generation.advance();
        cleared.positions_generation.advance();
        cleared.actors_generation.advance();
        cleared.findings.forget();
        cleared
    }

    /// Takes the network of a document that was just opened at this revision.
    pub(super) fn take_whole(&mut self, document: &Document, whole: Arc<Network>, revision: u64) {
        self.ties = Arc::new(Ties::new(document, &whole, self.lines));
        self.network = Arc::clone(&whole);
        self.studied = Arc::clone(&whole);
        self.findings.follow(&whole);
        self.whole = whole;
        self.document = document.clone();
        self.made_from = Some((revision, Filter::default()));
    }

    /// Whether the actor or relation is shown.
    pub(super) fn shows(&self, target: &Target) -> bool {
        match target {
            Target::Actor(id) => self.network.node(id).is_some() || self.drawn.node(id).is_some(),
            Target::Relation(id) => self.network.edge(id).is_some(),
        }
    }

    /// Sets all positions; a wrong number of them is ignored.
    pub(super) fn place_all(&mut self, positions: Vec<Pos2>) {
        if positions.len() == self.network.actor_bound() && positions != self.positions {
            self.positions = positions;
            self.positions_generation.advance();
        }
    }

    /// Moves one actor.
    pub(super) fn place(&mut self, ordinal: usize, position: Pos2) {
        let current = self.positions.get_mut(ordinal);
        // An actor that is held without being moved makes no new picture.
        if let Some(current) = current.filter(|current| **current != position) {
            *current = position;
            self.positions_generation.advance();
        }
    }
}
