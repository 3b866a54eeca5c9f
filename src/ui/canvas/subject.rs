//! The part of the picture that shows an actor or a relation, and where it is.

use egui::{Pos2, Vec2};

use crate::app::{State, Target};
use crate::graph::NodeIndex;
use crate::model::AnnotationTarget;
use crate::scene::{NoteTarget, Subject};

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

/// The position from which notes about this are measured, in layout units.
pub(super) fn position_of_note_target(state: &State, about: &AnnotationTarget) -> Option<Pos2> {
    let derived = &state.open.derived;
    let about = NoteTarget::of(about, &derived.drawn)?;
    about.position(&derived.drawn, derived.drawn_positions())
}

/// The middle of a new note about this, in layout units: beside it, or above several actors.
pub(super) fn place_of_new_note(
    state: &State,
    about: &AnnotationTarget,
    zoom: f32,
) -> Option<Pos2> {
    const BESIDE: Vec2 = Vec2::new(90.0, -60.0);
    const ABOVE: Vec2 = Vec2::new(0.0, -56.0);
    let from = position_of_note_target(state, about)?;
    let Some(NoteTarget::Actors(nodes)) = NoteTarget::of(about, &state.open.derived.drawn) else {
        return Some(from + BESIDE / zoom);
    };
    let places = nodes
        .iter()
        .filter_map(|node| position_of_node(state, *node));
    let top = places.fold(from.y, |top, place| top.min(place.y));
    Some(Pos2::new(from.x, top) + ABOVE / zoom)
}

/// The position of an actor or bloc, in layout units.
fn position_of_node(state: &State, node: NodeIndex) -> Option<Pos2> {
    let positions = state.open.derived.drawn_positions();
    positions.get(node.index()).copied()
}
