//! Values derived from the document and the filter: the network and the positions. Never saved;
//! rebuilt when document or filter change.

use std::ops::ControlFlow;
use std::sync::Arc;

use emath::Pos2;

use super::bloc_motion::{BlocMotion, inside};
use super::drawn_notes::DrawnNotes;
use super::findings::work;
use super::{Findings, Target};
use crate::analysis::{self, Cost, Measure};
use crate::graph::simplify::{RuleInput, SIMPLIFICATIONS, Simplify, SimplifyResult};
use crate::graph::{BlocRule, Filter, LineStyle, Network, Ties, condensed, groups_by_record};
use crate::model::{Actor, BlocTies, Blocs, Document};
use crate::scene::{
    ActorValues, BlocPositions, Encoding, MarkedRelations, OutlineGroups, PictureView, SceneNotes,
};
use crate::tasks::Generation;

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

/// Two camps, for the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Camps {
    /// The camp of each actor.
    pub members: ActorValues<u32>,
    /// Relations of the pairs that violate the partition.
    pub misfits: MarkedRelations,
    /// The share of draws in which each actor is in its camp; `None` until it is asked for.
    pub certainty: Option<ActorValues<f32>>,
}

impl Camps {
    /// The camps with the fewest violations that were found.
    pub(super) fn of(findings: &analysis::BalanceFindings) -> Self {
        let (found, signs) = (&findings.frustration, &findings.signs);
        let members = found.camps.iter().map(|camp| camp.map(u32::from));
        let pairs = found.frustrated.iter().map(|pair| &signs.pairs()[*pair]);
        let relations = pairs.flat_map(|pair| {
            let all = signs.relations(pair).iter().copied();
            all.filter(|edge| findings.network.graph[*edge].kind().sign() == pair.sign)
        });
        Self {
            members: ActorValues {
                name: "camp".into(),
                of: members.collect(),
            },
            misfits: MarkedRelations {
                name: "Does not fit",
                relations: Arc::new(relations.collect()),
            },
            certainty: None,
        }
    }
}

/// The values of a field as groups, the most frequent first; actors without a value are in none.
fn field_groups(network: &Network, field: &str) -> ActorValues<u32> {
    let rule = BlocRule::Field(field.to_owned());
    let mut groups = groups_by_record(network, &rule).unwrap_or_default();
    groups.retain(|group| {
        let first = group.members.first().map(|node| &network.graph[*node]);
        first.is_some_and(|actor| actor.fields.unknown(field).is_some())
    });
    groups.sort_by_key(|group| std::cmp::Reverse(group.members.len()));
    let mut of = vec![None; network.actor_bound()];
    for (group, number) in groups.iter().zip(0..) {
        for node in &group.members {
            of[node.index()] = Some(number);
        }
    }
    ActorValues {
        name: field.to_owned().into(),
        of: of.into(),
    }
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

    /// Draws blocs as single actors, if the blocs or the network changed, and brings their
    /// positions up to date.
    pub(super) fn condense(
        &mut self,
        document: &Document,
        blocs: &Arc<Blocs>,
        view: PictureView,
        chosen: Option<LineStyle>,
    ) {
        let moving = self.bloc_motion.as_ref();
        let moving = moving.and_then(|motion| motion.drawn_for(blocs).cloned());
        if moving.is_none() {
            self.bloc_motion.take_if(|motion| motion.share.is_some());
        }
        let blocs = moving.as_ref().unwrap_or(blocs);
        let is_current = self
            .condensed_from
            .as_ref()
            .is_some_and(|(network, from, of)| {
                let is_same = Arc::ptr_eq(network, &self.network) && Arc::ptr_eq(from, blocs);
                is_same && (*of == view || blocs.is_empty())
            });
        let had_blocs = self.bloc_sizes.is_some();
        if !is_current {
            self.condensed_from = Some((Arc::clone(&self.network), Arc::clone(blocs), view));
            self.drawn = Arc::clone(&self.network);
            self.bloc_sizes = None;
            if !blocs.is_empty() {
                // A matrix has room for all ties.
                let drawn = match view {
                    PictureView::Network => condensed(&self.network, blocs),
                    PictureView::Matrix => {
                        condensed(&self.network, &blocs.with_ties(BlocTies::All))
                    }
                };
                self.drawn = Arc::new(drawn);
                self.bloc_sizes = Encoding::default().with_blocs(&self.drawn).sizes;
            }
        }
        let has_blocs = self.bloc_sizes.is_some();
        let lines = match chosen {
            None if has_blocs => LineStyle::for_blocs(&self.network, None, None),
            _ => chosen.unwrap_or_default(),
        };
        let has_other_ties = !is_current || self.lines != lines;
        if (has_blocs || had_blocs) && has_other_ties {
            self.ties = Arc::new(Ties::new(document, &self.drawn, lines));
            self.lines = lines;
            self.blocs_generation.advance();
        }
        self.place_blocs(!is_current);
    }

    /// The positions of blocs follow their members, and those of members the movement in which
    /// their bloc is expanded or collapsed.
    fn place_blocs(&mut self, has_other_blocs: bool) {
        let share = self.bloc_motion.as_ref().and_then(|motion| motion.share);
        if share != self.placed.share {
            self.blocs_generation.advance();
        }
        let has_blocs = self.bloc_sizes.is_some();
        let moves_members = share.is_some() || self.bloc_positions.moves_members();
        if !has_blocs && !moves_members || self.positions.is_empty() {
            self.placed = DrawnPositions::default();
            return;
        }
        let was_empty = self.placed.positions.is_empty();
        let is_placed = self.placed.generation == self.positions_generation
            && self.placed.share == share
            && !was_empty;
        if is_placed && !has_other_blocs {
            return;
        }
        if has_blocs && (has_other_blocs || was_empty) {
            let encoding = Encoding {
                sizes: self.bloc_sizes.clone(),
                ..Encoding::default()
            };
            self.bloc_positions
                .follow(&self.drawn, &self.positions, &encoding);
        }
        let mut positions = self.bloc_positions.with_blocs(&self.drawn, &self.positions);
        if let Some(motion) = &self.bloc_motion {
            motion.apply(&self.drawn, &mut positions);
        }
        self.placed = DrawnPositions {
            positions,
            generation: self.positions_generation,
            share,
        };
    }

    /// Takes the groups that have outlines, if they or the network have changed.
    pub(super) fn outline(&mut self, groups: &Arc<Blocs>) {
        let made_from = self.outlines.made_from.as_ref();
        let is_current = made_from.is_some_and(|(network, from)| {
            Arc::ptr_eq(network, &self.drawn) && Arc::ptr_eq(from, groups)
        });
        if !is_current {
            self.outlines = Outlines {
                made_from: Some((Arc::clone(&self.drawn), Arc::clone(groups))),
                groups: (!groups.is_empty())
                    .then(|| OutlineGroups::new(&self.drawn, groups, BlocRule::noun_of(groups))),
            };
        }
    }

    /// The groups that have outlines in the picture.
    pub(super) fn outlines(&self) -> Option<&OutlineGroups> {
        self.outlines.groups.as_ref()
    }

    /// The text notes of the picture.
    pub fn notes(&self) -> &SceneNotes {
        &self.drawn_notes.notes
    }

    /// The positions of what is drawn, by node index: actors, and blocs at their members.
    pub fn drawn_positions(&self) -> &[Pos2] {
        match &self.placed.positions[..] {
            [] => &self.positions,
            placed => placed,
        }
    }

    /// Draws the members of a bloc that was expanded around the position where it was.
    pub(super) fn gather_members(&mut self, blocs: &Blocs, path: &[usize], around: Pos2) {
        let nodes = inside(blocs, path, &self.drawn);
        let encoding = Encoding {
            sizes: self.bloc_sizes.clone(),
            ..Encoding::default()
        };
        self.bloc_positions
            .gather(&self.drawn, (&nodes, around), &self.positions, &encoding);
        self.placed.positions.clear();
    }

    /// Where the bloc at a path is drawn; `None` if it is not drawn as one.
    pub(super) fn position_of_bloc(&self, path: &[usize]) -> Option<Pos2> {
        let mut blocs = self.drawn.blocs();
        let (node, _) = blocs.find(|(_, bloc)| bloc.path == path)?;
        self.drawn_positions().get(node.index()).copied()
    }

    /// How relations are drawn as lines.
    pub fn line_style(&self) -> LineStyle {
        self.lines
    }

    /// Other blocs are shown: each gets a new position.
    pub(super) fn forget_bloc_positions(&mut self) {
        self.bloc_positions = BlocPositions::default();
        self.placed.positions.clear();
    }

    /// Gives the filter what its simplification hides of this document. A small network is
    /// simplified at once; for a large one a task is due, and the last result stays until then.
    fn simplify(&mut self, document: &Document, revision: u64, filter: &mut Filter) {
        self.simplification_due = None;
        if filter.simplify.is_off() {
            self.simplified = None;
            return;
        }
        let before = filter.before_simplification();
        let known = self.simplified.take();
        let known = known.filter(|(of, through, _)| (*of, through) == (revision, &before));
        let found = known.or_else(|| {
            is_quick(&self.whole, &before.simplify)
                .then(|| {
                    let go_on = |_| ControlFlow::Continue(());
                    analysis::simplified(document, &self.whole, &before, &go_on)
                })
                .flatten()
                .map(|result| (revision, before.clone(), result))
        });
        match &found {
            None => self.simplification_due = Some(before),
            Some((.., result)) if filter.simplify.result() != Some(result) => {
                filter.simplify = filter.simplify.with_result(result.clone());
            }
            Some(_) => {}
        }
        self.simplified = found;
        if let Some((_, through, result)) = &self.simplified
            && through.span.is_none()
        {
            self.simplified_at_all_times = Some((through.clone(), result.clone()));
        }
    }

    /// A filter without a time span, for views of all times: with the simplification of all times
    /// if it is known, else not simplified. It stays the same while the time span moves.
    pub fn filter_of_all_times(&self, filter: &Filter) -> Filter {
        let filter = Filter {
            span: None,
            ..filter.clone()
        };
        let known = self.simplified_at_all_times.as_ref();
        let known = known.filter(|(through, _)| *through == filter.before_simplification());
        let simplify = match known {
            Some((_, result)) => filter.simplify.with_result(result.clone()),
            None => filter.simplify.without_result(),
        };
        Filter { simplify, ..filter }
    }

    /// Takes a simplification that a task computed, and returns whether it was the one that is due.
    pub(super) fn take_simplified(
        &mut self,
        revision: u64,
        whole: &Arc<Network>,
        filter: Filter,
        result: SimplifyResult,
    ) -> bool {
        let is_due =
            self.simplification_due.as_ref() == Some(&filter) && Arc::ptr_eq(whole, &self.whole);
        if is_due {
            self.simplified = Some((revision, filter, result));
        }
        is_due
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
            self.field_groups = Some(field_groups(&self.whole, field));
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

/// Actors and relations of the largest network that is simplified in a frame.
const MAX_RECORDS_IN_FRAME: usize = 4_000;

/// About how many nanoseconds a slow measure may take in a frame.
const MAX_MEASURE_NS: usize = 2_000_000;

/// Whether a simplification is computed in a fraction of a frame.
fn is_quick(whole: &Network, simplify: &Simplify) -> bool {
    let rules = SIMPLIFICATIONS.iter();
    let mut rules = rules.filter(|rule| rule.input == RuleInput::Measure);
    let needs_slow_measure = rules.any(|rule| {
        let setting = simplify.setting(rule.id);
        let measure = setting.and_then(|setting| Measure::by_id(setting.ranked_by().id));
        measure.is_some_and(|measure| measure.cost > Cost::OnePass)
    });
    whole.graph.node_count() + whole.graph.edge_count() <= MAX_RECORDS_IN_FRAME
        && !(needs_slow_measure && work(whole) > MAX_MEASURE_NS)
}
