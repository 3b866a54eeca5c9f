//! The blocs of a network that are drawn as one actor each. Knows no network and does not decide
//! which actors belong together.

use std::collections::HashMap;
use std::sync::Arc;

use crate::graph::ordinals::NodeIndex;
use crate::model::{Actor, ActorId, BlocPath, Point};

/// A bloc that is drawn as one actor.
#[derive(Clone, Debug)]
pub struct CollapsedBloc {
    /// Where it is among the blocs of the view.
    pub path: BlocPath,
    /// Its visible members, in the order of the document.
    pub members: Vec<Arc<Actor>>,
    /// How many visible relations have both ends in it.
    pub inner_relations: usize,
    /// How many relations with other blocs are not drawn, because only the strongest ties are.
    pub undrawn_relations: usize,
    actor: Arc<Actor>,
}

/// How many pairs of blocs have relations, and how many of these pairs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TiesBetweenBlocs {
    /// Those that are drawn.
    pub drawn: usize,
    /// All.
    pub all: usize,
    /// Those that are drawn if only the strongest are.
    pub strongest: usize,
}

/// All collapsed blocs of a network. Their nodes follow the actors of the document.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct CollapsedBlocs {
    first: usize,
    blocs: Vec<CollapsedBloc>,
    /// For each member, its bloc and its place among the members.
    of: HashMap<ActorId, (usize, usize)>,
    nodes: HashMap<ActorId, NodeIndex>,
    pub(in crate::graph) ties: TiesBetweenBlocs,
}

impl CollapsedBlocs {
    /// No blocs; the first will have this index.
    pub(super) fn starting_at(first: usize) -> Self {
        Self {
            first,
            ..Self::default()
        }
    }

    /// Adds a bloc; `id` is the id of the actor that stands for it.
    pub(super) fn push(
        &mut self,
        id: ActorId,
        name: &str,
        path: BlocPath,
        members: Vec<Arc<Actor>>,
    ) {
        let number = self.blocs.len();
        for (place, member) in members.iter().enumerate() {
            self.of.insert(member.id.clone(), (number, place));
        }
        let node = NodeIndex::new(self.first + number);
        self.nodes.insert(id.clone(), node);
        let actor = Actor {
            name: Some(name.to_owned()),
            position: mean(&members),
            ..Actor::new(id)
        };
        self.blocs.push(CollapsedBloc {
            path,
            members,
            inner_relations: 0,
            undrawn_relations: 0,
            actor: Arc::new(actor),
        });
    }

    /// Counts a relation inside the bloc with this node.
    pub(super) fn count_inner_relation(&mut self, node: NodeIndex) {
        if let Some(bloc) = self.get_mut(node) {
            bloc.inner_relations += 1;
        }
    }

    /// Counts a relation of the bloc with this node that is not drawn.
    pub(super) fn count_undrawn_relation(&mut self, node: NodeIndex) {
        if let Some(bloc) = self.get_mut(node) {
            bloc.undrawn_relations += 1;
        }
    }

    fn get_mut(&mut self, node: NodeIndex) -> Option<&mut CollapsedBloc> {
        self.blocs.get_mut(node.index().checked_sub(self.first)?)
    }

    pub(in crate::graph) fn len(&self) -> usize {
        self.blocs.len()
    }

    /// The actors that stand for the blocs, in the order of their nodes.
    pub(super) fn actors(&self) -> impl Iterator<Item = &Arc<Actor>> {
        self.blocs.iter().map(|bloc| &bloc.actor)
    }

    pub(in crate::graph) fn iter(&self) -> impl Iterator<Item = (NodeIndex, &CollapsedBloc)> {
        let blocs = self.blocs.iter().enumerate();
        blocs.map(|(number, bloc)| (NodeIndex::new(self.first + number), bloc))
    }

    pub(in crate::graph) fn get(&self, node: NodeIndex) -> Option<&CollapsedBloc> {
        self.blocs.get(node.index().checked_sub(self.first)?)
    }

    /// The node of the bloc that an actor is in.
    pub(in crate::graph) fn of(&self, id: &ActorId) -> Option<NodeIndex> {
        let (number, _) = self.of.get(id)?;
        Some(NodeIndex::new(self.first + number))
    }

    /// An actor inside a bloc.
    pub(in crate::graph) fn member(&self, id: &ActorId) -> Option<&Arc<Actor>> {
        let (number, place) = self.of.get(id)?;
        self.blocs.get(*number)?.members.get(*place)
    }

    /// The node of the bloc with this id.
    pub(in crate::graph) fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        self.nodes.get(id).copied()
    }
}

/// The middle of the members that have a position.
fn mean(members: &[Arc<Actor>]) -> Option<Point> {
    let positions: Vec<Point> = members
        .iter()
        .filter_map(|member| member.position)
        .collect();
    let count = positions.len() as f64;
    let sum = |of: fn(&Point) -> f64| positions.iter().map(of).sum::<f64>();
    (!positions.is_empty()).then(|| Point {
        x: sum(|position| position.x) / count,
        y: sum(|position| position.y) / count,
    })
}
