//! What of the picture stands for an actor or a relation.

use crate::app::{State, Target};
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
