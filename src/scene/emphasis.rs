//! What stands out: what is pointed at, what is selected, and what hangs together with it.

use std::collections::BTreeSet;

use super::Subject;
use crate::graph::Network;

/// What the reader is busy with; the default is nothing, and nothing steps back then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// What the pointer is on.
    pub hovered: Option<Subject>,
    /// What is selected.
    pub selected: BTreeSet<Subject>,
}

/// How far everything else steps back while the pointer is on something.
const HOVER_OPACITY: f32 = 0.18;

/// How far everything else steps back while something is selected.
const SELECTION_OPACITY: f32 = 0.4;

/// An emphasis worked out for one network: what stands out with its ends and ties.
#[derive(Debug, Default)]
pub(super) struct ResolvedEmphasis {
    out: BTreeSet<Subject>,
    rest: f32,
}

impl ResolvedEmphasis {
    /// What stands out in this network.
    pub(super) fn new(network: &Network, emphasis: &Emphasis) -> Self {
        let hovered = emphasis.hovered.as_slice().iter();
        let roots: Vec<Subject> = match emphasis.hovered {
            Some(_) => hovered.copied().collect(),
            None => emphasis.selected.iter().copied().collect(),
        };
        // Actors selected along with relations are a way: what else they are tied to is not meant.
        let is_way = roots
            .iter()
            .any(|root| matches!(root, Subject::Relation(_)));
        let mut out = BTreeSet::new();
        for root in &roots {
            match root {
                Subject::Actor(_) if is_way => drop(out.insert(*root)),
                _ => gather(network, *root, &mut out),
            }
        }
        let rest = match (out.is_empty(), emphasis.hovered) {
            (true, _) => 1.0,
            (false, Some(_)) => HOVER_OPACITY,
            (false, None) => SELECTION_OPACITY,
        };
        Self { out, rest }
    }

    /// Everything that stands out, actors first.
    pub(super) fn all(&self) -> &BTreeSet<Subject> {
        &self.out
    }

    /// The opacity of what does not stand out.
    pub(super) fn rest(&self) -> f32 {
        self.rest
    }

    /// Whether the subject stands out from others; false where nothing does.
    pub(super) fn stands_out(&self, subject: Subject) -> bool {
        self.out.contains(&subject)
    }

    /// The opacity of a subject's marks.
    pub(super) fn opacity(&self, subject: Subject) -> f32 {
        if self.out.is_empty() || self.out.contains(&subject) {
            1.0
        } else {
            self.rest
        }
    }
}

/// A subject with its ends, or with its ties and whom they lead to.
fn gather(network: &Network, root: Subject, out: &mut BTreeSet<Subject>) {
    match root {
        Subject::Relation(edge) => {
            let Some((a, b)) = network.graph.edge_endpoints(edge) else {
                return;
            };
            out.extend([root, Subject::Actor(a), Subject::Actor(b)]);
        }
        Subject::Actor(node) => {
            if !network.graph.contains_node(node) {
                return;
            }
            out.insert(root);
            let mut ties = network.graph.neighbors_undirected(node).detach();
            while let Some((edge, other)) = ties.next(&network.graph) {
                out.extend([Subject::Relation(edge), Subject::Actor(other)]);
            }
        }
    }
}
