//! Emphasis: the hovered or selected actors and ties, and what is connected with them.

use std::collections::BTreeSet;

use super::Subject;
use crate::graph::{Network, Ties};

/// What is emphasized. By default nothing is, and everything has full opacity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// What is under the pointer.
    pub hovered: Option<Subject>,
    /// What is selected.
    pub selected: BTreeSet<Subject>,
    /// What a search found; while it is not empty, it is emphasized instead of the selection.
    pub found: BTreeSet<Subject>,
}

/// The opacity of everything else while the pointer is on something.
const HOVER_OPACITY: f32 = 0.18;

/// The opacity of everything else while something is selected.
const SELECTION_OPACITY: f32 = 0.4;

/// The emphasis in one network: all emphasized subjects, with the ends of ties and the
/// neighbours of actors.
#[derive(Debug, Default)]
pub(super) struct ResolvedEmphasis {
    subjects: BTreeSet<Subject>,
    rest_opacity: f32,
}

impl ResolvedEmphasis {
    /// Resolves an emphasis in a network.
    pub(super) fn new(network: &Network, ties: &Ties, emphasis: &Emphasis) -> Self {
        let hovered = emphasis.hovered.as_slice().iter();
        let roots: Vec<Subject> = match emphasis.hovered {
            Some(_) => hovered.copied().collect(),
            None if !emphasis.found.is_empty() => emphasis.found.iter().copied().collect(),
            None => emphasis.selected.iter().copied().collect(),
        };
        let is_found = emphasis.hovered.is_none() && !emphasis.found.is_empty();
        // Actors selected together with ties are a path: their other ties are not
        // emphasized.
        // Of actors that were found, too, only they themselves are emphasized.
        let is_path = is_found || roots.iter().any(|root| matches!(root, Subject::Tie(_)));
        let mut subjects = BTreeSet::new();
        for root in &roots {
            match root {
                Subject::Actor(_) if is_path => drop(subjects.insert(*root)),
                _ => gather(network, ties, *root, &mut subjects),
            }
        }
        let rest_opacity = match (subjects.is_empty(), emphasis.hovered) {
            (true, _) => 1.0,
            (false, Some(_)) => HOVER_OPACITY,
            (false, None) => SELECTION_OPACITY,
        };
        Self {
            subjects,
            rest_opacity,
        }
    }

    /// All emphasized subjects, actors first.
    pub(super) fn all(&self) -> &BTreeSet<Subject> {
        &self.subjects
    }

    /// The opacity of what is not emphasized.
    pub(super) fn rest_opacity(&self) -> f32 {
        self.rest_opacity
    }

    /// Whether a subject is emphasized.
    pub(super) fn contains(&self, subject: Subject) -> bool {
        self.subjects.contains(&subject)
    }

    /// The opacity of a subject's marks.
    pub(super) fn opacity(&self, subject: Subject) -> f32 {
        if self.subjects.is_empty() || self.subjects.contains(&subject) {
            1.0
        } else {
            self.rest_opacity
        }
    }
}

/// Adds a tie and its ends, or an actor with its ties and neighbours.
fn gather(network: &Network, ties: &Ties, root: Subject, out: &mut BTreeSet<Subject>) {
    match root {
        Subject::Tie(index) => {
            if let Some(tie) = ties.get(index) {
                out.insert(root);
                out.extend(tie.ends.map(Subject::Actor));
            }
        }
        Subject::Actor(node) => {
            if !network.graph.contains_node(node) {
                return;
            }
            out.insert(root);
            let mut neighbours = network.graph.neighbors_undirected(node).detach();
            while let Some((edge, other)) = neighbours.next(&network.graph) {
                out.extend(ties.of(edge).map(Subject::Tie));
                out.insert(Subject::Actor(other));
            }
        }
    }
}
