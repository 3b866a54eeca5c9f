//! The short movement in which a bloc is expanded or collapsed: its members move between its
//! position and their own, and nothing else moves. Knows no clock.

use std::collections::HashSet;
use std::sync::Arc;

use emath::Pos2;

use crate::graph::{Network, NodeIndex};
use crate::model::{ActorId, Bloc, BlocPath, Blocs};

/// A bloc that is being expanded or collapsed.
#[derive(Clone, Debug)]
pub(super) struct BlocMotion {
    /// The bloc.
    pub(super) path: BlocPath,
    /// Where it is drawn as one.
    pub(super) position: Pos2,
    pub(super) direction: BlocMotionDirection,
    /// The blocs that are drawn during the movement: this one is expanded.
    pub(super) drawn: Arc<Blocs>,
    /// The blocs that are drawn after it.
    pub(super) target: Arc<Blocs>,
    /// How much of the movement is over, from 0 to 1; `None` until it starts.
    pub(super) share: Option<f32>,
}

/// Which way the members of a bloc move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlocMotionDirection {
    /// To their own positions.
    Expands,
    /// To the position of the bloc.
    Collapses,
}

impl BlocMotion {
    /// The blocs that are drawn while it runs; `None` before it starts, and if other blocs are
    /// shown by now.
    pub(super) fn drawn_for(&self, shown: &Arc<Blocs>) -> Option<&Arc<Blocs>> {
        let is_current = self.share.is_some() && Arc::ptr_eq(&self.target, shown);
        is_current.then_some(&self.drawn)
    }

    /// Moves the members on their way.
    pub(super) fn apply(&self, drawn: &Network, positions: &mut [Pos2]) {
        let share = self.share.unwrap_or(1.0);
        let eased = share * share * (3.0 - 2.0 * share);
        let way = match self.direction {
            BlocMotionDirection::Expands => eased,
            BlocMotionDirection::Collapses => 1.0 - eased,
        };
        for node in inside(&self.drawn, &self.path, drawn) {
            if let Some(position) = positions.get_mut(node.index()) {
                *position = self.position.lerp(*position, way);
            }
        }
    }
}

/// The members of an expanded bloc that are drawn, and the blocs inside it.
pub(super) fn inside(blocs: &Blocs, path: &[usize], drawn: &Network) -> Vec<NodeIndex> {
    let members = blocs.get(path).map(Bloc::all_members);
    let members: HashSet<&ActorId> = members.into_iter().flatten().collect();
    let nodes = drawn.graph.node_indices();
    let is_inside = |node: &NodeIndex| match drawn.bloc(*node) {
        Some(bloc) => bloc.path.starts_with(path),
        None => members.contains(&drawn.graph[*node].id),
    };
    nodes.filter(is_inside).collect()
}
