//! The layout request of a network: bodies and names as they will be drawn, and the relations
//! between them.

use emath::{Pos2, Vec2};

use super::{Encoding, footprint};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::layout::{Body, LayoutTie, Plan, Request, TieSign};
use crate::model::{self, Document};

/// The aspect ratio of pictures, width over height: a screen, or a figure across a page.
const ASPECT: f32 = 1.6;

/// Where the layout starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// From the positions in the document. Pinned actors do not move.
    AsPlaced,
    /// From nothing but the pinned actors, which do not move.
    Anew,
}

/// The layout request for all actors of a document; `whole` is its network without a filter.
///
/// The resulting positions are by node index, for every network of this document. O(actors +
/// relations).
pub fn request(document: &Document, whole: &Network, start: Start, plan: Plan) -> Request {
    let graph = &whole.graph;
    let body = |node: NodeIndex| {
        let actor = &*graph[node];
        // Positions are computed for the default encoding, so that they fit every other encoding
        // too.
        let footprint = footprint(whole, node, &Encoding::default());
        let place = actor
            .place
            .map(|point| Pos2::new(point.x as f32, point.y as f32));
        Body {
            radius: footprint.map_or(0.0, |footprint| footprint.radius),
            label: footprint.map_or(Vec2::ZERO, |footprint| footprint.name),
            start: place.filter(|_| start == Start::AsPlaced || actor.pinned),
            pinned: actor.pinned && place.is_some(),
        }
    };
    let tie = |edge: EdgeIndex| {
        let (a, b) = graph.edge_endpoints(edge)?;
        let relation = &graph[edge];
        let sign = match relation.kind().sign() {
            model::Sign::Positive => TieSign::Friendly,
            model::Sign::Negative => TieSign::Hostile,
            model::Sign::None => TieSign::Neutral,
        };
        Some(LayoutTie {
            a: a.index() as u32,
            b: b.index() as u32,
            sign,
            weight: document.strength(relation) as f32,
        })
    };
    Request {
        bodies: graph.node_indices().map(body).collect(),
        ties: graph.edge_indices().filter_map(tie).collect(),
        plan,
        aspect: ASPECT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::{Actor, Point, Relation, RelationKind};

    fn document() -> Document {
        let placed = |id: &str, pinned| Actor {
            place: Some(Point { x: 3.0, y: 4.0 }),
            pinned,
            ..Actor::new(id)
        };
        let war = Relation {
            kind: Some(RelationKind::Hostility),
            weight: Some(2.5),
            ..Relation::new("war", "a", "c")
        };
        Document {
            actors: [placed("a", true), placed("b", false), Actor::new("c")]
                .into_iter()
                .collect(),
            relations: [war].into_iter().collect(),
            ..Document::default()
        }
    }

    fn request_from(start: Start) -> Request {
        let document = document();
        let whole = Network::seen(&document, &Filter::default());
        request(&document, &whole, start, Plan::default())
    }

    #[test]
    fn a_layout_starts_at_the_saved_positions() {
        let request = request_from(Start::AsPlaced);
        let starts: Vec<_> = request
            .bodies
            .iter()
            .map(|body| body.start.is_some())
            .collect();
        assert_eq!(starts, [true, true, false]);
        let tie = request.ties[0];
        assert_eq!(
            (tie.a, tie.b, tie.sign, tie.weight),
            (0, 2, TieSign::Hostile, 2.5)
        );
    }

    #[test]
    fn a_new_layout_keeps_only_pinned_positions() {
        let request = request_from(Start::Anew);
        let starts: Vec<_> = request
            .bodies
            .iter()
            .map(|body| body.start.is_some())
            .collect();
        assert_eq!(starts, [true, false, false]);
        assert!(request.bodies[0].pinned);
    }
}
