//! What follows from the document and the filter: the network and the places. Never saved, rebuilt when they change.

use std::sync::Arc;

use emath::Pos2;

use super::{Findings, Target};
use crate::analysis;
use crate::graph::{Filter, Network};
use crate::model::{Actor, Document};
use crate::scene::{ActorValues, MarkedRelations};
use crate::tasks::Generation;

/// What follows from the document and the filter.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The document seen through the filter.
    pub network: Arc<Network>,
    /// The document seen whole.
    pub whole: Arc<Network>,
    /// The document through the filter, but for the choice of few actors to be drawn alone: what is measured. It stays the
    /// same one while actors only move, so that nothing is measured twice.
    pub studied: Arc<Network>,
    /// Where actors stand now, by node index; empty until the first layout is done.
    pub positions: Vec<Pos2>,
    /// The generation of the positions: advances whenever an actor moves.
    pub positions_generation: Generation,
    /// The generation of the set of actors: advances whenever actors come, go or change their order.
    /// Positions by node index belong to one.
    pub actors_generation: Generation,
    /// What follows from friends and foes, of the network it names; nothing until somebody asks.
    pub balance: Option<Arc<analysis::BalanceFindings>>,
    /// The two camps of it, as a picture shows them.
    pub camps: Option<Camps>,
    /// What was worked out about the network.
    pub findings: Findings,
    made_from: Option<(u64, Filter)>,
    document: Document,
}

/// Two camps, as a picture shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct Camps {
    /// Who belongs to which.
    pub members: ActorValues<u32>,
    /// Relations of the pairs that please no split.
    pub misfits: MarkedRelations,
}

impl Camps {
    /// The camps that reach the frustration index, or the best that were found.
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
                name: "camp",
                of: members.collect(),
            },
            misfits: MarkedRelations {
                name: "Does not fit",
                relations: Arc::new(relations.collect()),
            },
        }
    }
}

impl Derived {
    /// Makes the network anew where the document or the filter changed.
    pub(super) fn refresh(&mut self, document: &Document, revision: u64, filter: &Filter) {
        let (was, through) = self.made_from.take().unzip();
        let is_edited = was != Some(revision);
        if is_edited {
            let whole = Arc::new(self.whole.renewed(document));
            let before = std::mem::replace(&mut self.whole, whole);
            self.keep_places(document, &before);
        }
        if is_edited || through.as_ref() != Some(filter) {
            self.network = self.whole.shared_through(document, filter);
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
        self.findings.follow(&self.network);
        self.made_from = Some((revision, filter.clone()));
    }

    /// Gives the positions the order of the new network: who was there stays, who is new stands where the document says.
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
        let place = |actor: &Arc<Actor>| {
            let was = before.ordinal(&actor.id);
            let stood = was.and_then(|ordinal| self.positions.get(ordinal).copied());
            let said = actor.place.map(|at| Pos2::new(at.x as f32, at.y as f32));
            stood.or(said).unwrap_or_default()
        };
        self.positions = document.actors.iter().map(place).collect();
        self.positions_generation.advance();
    }

    /// Nothing, for another document: the generations go on, and the task that works something out
    /// for the last document still has to end.
    pub(super) fn cleared(self) -> Self {
        let mut cleared = Self {
            positions_generation: self.positions_generation,
            actors_generation: self.actors_generation,
            findings: self.findings,
            ..Self::default()
        };
        cleared.positions_generation.advance();
        cleared.actors_generation.advance();
        cleared.findings.forget();
        cleared
    }

    /// Takes the network of a document that was just opened at this revision: it was made where the document was read.
    pub(super) fn take_whole(&mut self, document: &Document, whole: Arc<Network>, revision: u64) {
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
            Target::Actor(id) => self.network.node(id).is_some(),
            Target::Relation(id) => self.network.edge(id).is_some(),
        }
    }

    /// Takes new places; ones of another document's size are ignored.
    pub(super) fn place_all(&mut self, positions: Vec<Pos2>) {
        if positions.len() == self.network.actor_bound() && positions != self.positions {
            self.positions = positions;
            self.positions_generation.advance();
        }
    }

    /// Puts one actor elsewhere.
    pub(super) fn place(&mut self, ordinal: usize, position: Pos2) {
        if let Some(place) = self.positions.get_mut(ordinal) {
            *place = position;
            self.positions_generation.advance();
        }
    }
}
