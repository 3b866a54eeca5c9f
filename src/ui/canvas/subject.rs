//! The part of the picture that shows an actor or a relation, and where it is.

use egui::Pos2;

use crate::app::{State, Target};
use crate::graph::NodeIndex;
use crate::scene::Subject;

/// The subject that marks of an actor, or of the tie of a relation, have.
pub(super) fn subject_of(state: &State, target: &Target) -> Option<Subject> {
    let network = &state.open.derived.drawn;
    match target {
        Target::Actor(id) => network.shown_as(id).map(Subject::Actor),
        Target::Relation(id) => {
            let tie = state.open.derived.ties.of(network.edge(id)?)?;
            Some(Subject::Tie(tie))
        }
    }
}

/// The position of an actor, or of the middle of a relation, in layout units.
pub(super) fn position_of(state: &State, target: &Target) -> Option<Pos2> {
    let network = &state.open.derived.drawn;
    let position = |node| position_of_node(state, node);
    match target {
        Target::Actor(id) => position(network.shown_as(id)?),
        Target::Relation(id) => {
            let (a, b) = network.graph.edge_endpoints(network.edge(id)?)?;
            Some(position(a)?.lerp(position(b)?, 0.5))
        }
    }
}

/// The position of an actor or bloc, in layout units.
fn position_of_node(state: &State, node: NodeIndex) -> Option<Pos2> {
    let positions = state.open.derived.drawn_positions();
    positions.get(node.index()).copied()
}
