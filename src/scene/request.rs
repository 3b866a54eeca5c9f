//! The layout request of a network: bodies and names as they will be drawn, and the relations
//! between them.

use emath::Vec2;

use super::{Encoding, footprint};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::layout::{Body, LayoutTie, Plan, Request, TakenPositions, TieSign, take_positions};
use crate::model::{self, Document};
use crate::words::{agree, counted, folded};

/// The aspect ratio of pictures, width over height: a screen, or a figure across a page.
const ASPECT: f32 = 1.6;

/// Pages whose proportions differ less from [`ASPECT`], by this factor, have the layout of the
/// window.
const SIMILAR_ASPECT: f32 = 1.4;

/// The aspect of a new layout for a page of this aspect; `None` if the usual one suits it.
pub fn page_aspect(page: f32) -> Option<f32> {
    let factor = (page / ASPECT).max(ASPECT / page);
    (page.is_finite() && page > 0.0 && factor > SIMILAR_ASPECT).then_some(page)
}

/// Where the layout starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// From the positions in the document. Pinned actors do not move.
    AsPlaced,
    /// From nothing but the pinned actors, which do not move.
    Fresh,
}

/// The layout request for all actors of a document; `whole` is its network without a filter.
/// Positions in other units than ours are scaled first, see [`take_positions`].
///
/// The resulting positions are by node index, for every network of this document; if the network
/// does not contain all actors, they are in the order of those it contains. O(actors + relations).
pub fn request(document: &Document, whole: &Network, start: Start, plan: Plan) -> Request {
    let graph = &whole.graph;
    let mut numbers = vec![0; whole.actor_bound()];
    for (number, node) in graph.node_indices().enumerate() {
        numbers[node.index()] = number as u32;
    }
    let mut bodies = bodies(whole);
    let taken = taken(whole, &bodies);
    for ((body, node), position) in bodies
        .iter_mut()
        .zip(graph.node_indices())
        .zip(taken.positions)
    {
        let is_pinned = graph[node].pinned;
        body.start = position.filter(|_| start == Start::AsPlaced || is_pinned);
        body.pinned = is_pinned && body.start.is_some();
    }
    let tie = |edge: EdgeIndex| {
        let (a, b) = graph.edge_endpoints(edge)?;
        let relation = &graph[edge];
        let sign = match relation.kind().sign() {
            model::Sign::Positive => TieSign::Friendly,
            model::Sign::Negative => TieSign::Hostile,
            model::Sign::None => TieSign::Neutral,
        };
        Some(LayoutTie {
            a: numbers[a.index()],
            b: numbers[b.index()],
            sign,
            weight: document.strength(relation) as f32,
        })
    };
    Request {
        bodies,
        ties: graph.edge_indices().filter_map(tie).collect(),
        plan,
        aspect: ASPECT,
    }
}

/// What is done to the positions in a document before they are drawn, in words; `None` if nothing.
pub fn position_note(whole: &Network) -> Option<String> {
    let taken = taken(whole, &bodies(whole));
    if taken.is_one_position {
        return Some("All actors were at the same position: a layout was computed".into());
    }
    let scaled = taken
        .is_scaled
        .then(|| "Positions were scaled to fit the picture".to_owned());
    let nearer = (taken.brought_nearer > 0).then(|| {
        let actors = counted(taken.brought_nearer, "actor", "actors");
        let were = agree(taken.brought_nearer, "was", "were");
        format!("{actors} {were} far from all others and {were} moved nearer")
    });
    let spread = taken
        .is_spread
        .then(|| "Positions were spread, because actors overlapped".to_owned());
    let apart = (taken.moved_apart > 0).then(|| {
        let actors = counted(taken.moved_apart, "actor", "actors");
        format!("{actors} at the same position were moved apart")
    });
    let separated = (taken.separated > 0).then(|| {
        let actors = counted(taken.separated, "actor", "actors");
        let were = agree(taken.separated, "was", "were");
        format!("{actors} {were} moved so that no two overlap")
    });
    let parts = [nearer, scaled, spread, apart, separated]
        .into_iter()
        .flatten();
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The bodies of all actors, without a start.
fn bodies(whole: &Network) -> Vec<Body> {
    let body = |node: NodeIndex| {
        // Positions are computed for the default encoding, so that they fit every other encoding
        // too.
        let footprint = footprint(whole, node, &Encoding::default());
        Body {
            radius: footprint.map_or(0.0, |footprint| footprint.radius),
            label: footprint.map_or(Vec2::ZERO, |footprint| footprint.name),
            start: None,
            pinned: whole.graph[node].pinned,
            in_row: 0,
        }
    };
    let mut bodies: Vec<Body> = whole.graph.node_indices().map(body).collect();
    for (place, at) in isolates_by_name(whole).into_iter().enumerate() {
        bodies[at].in_row = place as u32;
    }
    bodies
}

/// The numbers of the bodies without a tie, in the order of their names.
fn isolates_by_name(whole: &Network) -> Vec<usize> {
    let graph = &whole.graph;
    let nodes = graph.node_indices().enumerate();
    let alone = nodes.filter(|(_, node)| graph.neighbors_undirected(*node).next().is_none());
    let mut named: Vec<_> = alone
        .map(|(at, node)| (folded(graph[node].name()), at))
        .collect();
    named.sort();
    named.into_iter().map(|(_, at)| at).collect()
}

/// The positions of the actors, taken over from the document.
fn taken(whole: &Network, bodies: &[Body]) -> TakenPositions {
    let given: Vec<Option<(f64, f64)>> = whole
        .graph
        .node_indices()
        .map(|node| {
            whole.graph[node]
                .position
                .map(|position| (position.x, position.y))
        })
        .collect();
    take_positions(bodies, &given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::{Actor, Point, Relation, RelationKind};

    #[test]
    fn actors_without_a_tie_are_in_rows_by_name() {
        let document = Document {
            actors: ["Tonga", "āsia", "Bahrain", "b", "a"]
                .map(Actor::new)
                .into_iter()
                .collect(),
            relations: [Relation::new("tie", "a", "b")].into_iter().collect(),
            ..Document::default()
        };
        let whole = Network::seen(&document, &Filter::default());
        let request = request(&document, &whole, Start::Fresh, Plan::default());
        let places: Vec<_> = request.bodies.iter().map(|body| body.in_row).collect();
        assert_eq!(places, [2, 0, 1, 0, 0]);
    }

    fn document() -> Document {
        let placed = |id: &str, pinned| Actor {
            position: Some(Point {
                x: if pinned { 300.0 } else { 3.0 },
                y: 4.0,
            }),
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
        let request = request_from(Start::Fresh);
        let starts: Vec<_> = request
            .bodies
            .iter()
            .map(|body| body.start.is_some())
            .collect();
        assert_eq!(starts, [true, false, false]);
        assert!(request.bodies[0].pinned);
    }
}
