//! The layout request of the actors that a network shows, as if there were no others. Knows no
//! layout method.

use emath::Pos2;

use super::request::{Start, request};
use crate::graph::{Network, NodeIndex};
use crate::layout::{Plan, Request};
use crate::model::Document;

/// A layout request for the visible actors of a network.
#[derive(Clone, Debug)]
pub struct ShownRequest {
    /// The request: its bodies are the visible actors in document order.
    pub request: Request,
    shown: Vec<NodeIndex>,
}

impl ShownRequest {
    /// For the actors and relations of this network. O(actors + relations).
    pub fn new(document: &Document, network: &Network, start: Start, plan: Plan) -> Self {
        Self {
            request: request(document, network, start, plan),
            shown: network.graph.node_indices().collect(),
        }
    }

    /// The number of the body of an actor by its node index; `None` if it is hidden.
    pub fn body_of(&self, index: usize) -> Option<usize> {
        self.shown
            .binary_search_by_key(&index, |node| node.index())
            .ok()
    }

    /// The positions of the visible actors out of those of all actors by node index.
    pub fn positions(&self, all: &[Pos2]) -> Vec<Pos2> {
        let positions = self.shown.iter().map(|node| all.get(node.index()));
        positions
            .map(|position| position.copied().unwrap_or_default())
            .collect()
    }

    /// Writes the positions that were found for the request into those of all actors, by node
    /// index; hidden actors keep theirs.
    pub fn put(&self, found: &[Pos2], all: &mut [Pos2]) {
        for (node, position) in self.shown.iter().zip(found) {
            if let Some(at) = all.get_mut(node.index()) {
                *at = *position;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::layout::Plan;
    use crate::model::{Actor, Relation};

    #[test]
    fn only_visible_actors_and_relations_are_requested_and_placed() {
        let tie = |id: &str, a: &str, b: &str| Relation::new(id, a, b);
        let document = Document {
            actors: ["a", "b", "c", "d"].map(Actor::new).into_iter().collect(),
            relations: [
                tie("ab", "a", "b"),
                tie("bd", "b", "d"),
                tie("cd", "c", "d"),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        };
        let filter = Filter {
            hidden_actors: ["a".into()].into(),
            ..Filter::default()
        };
        let network = Network::seen(&document, &filter);
        let shown = ShownRequest::new(&document, &network, Start::Fresh, Plan::default());
        assert_eq!(shown.request.bodies.len(), 3);
        let ties: Vec<_> = shown
            .request
            .ties
            .iter()
            .map(|tie| (tie.a, tie.b))
            .collect();
        assert_eq!(ties, [(0, 2), (1, 2)]);
        let mut all = vec![Pos2::ZERO; 4];
        let at = |x| Pos2::new(x, 0.0);
        shown.put(&[at(1.0), at(2.0), at(3.0)], &mut all);
        assert_eq!(all, [Pos2::ZERO, at(1.0), at(2.0), at(3.0)]);
    }
}
