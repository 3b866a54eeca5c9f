//! A network as flat arrays: how large and of what colour each actor and relation is, ready to be drawn many times.
//!
//! It is made anew when the network, its encoding or the theme changes, and not when actors move or the view does. From
//! then on a picture of a large network needs nothing but this and the places.

use emath::Vec2;

use super::draw::{cites, tie_color, tie_width};
use super::{Color, Encoding, Theme, labels};
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::Document;
use crate::random::hash;

/// A network as flat arrays.
#[derive(Debug, Default)]
pub struct RenderNetwork {
    /// In the order of their indices.
    pub(super) actors: Vec<RenderNode>,
    /// In drawing order: mixed, so that where lines cover one another no kind covers the others.
    pub(super) ties: Vec<RenderTie>,
    /// How long an array by node index must be.
    pub(super) bound: usize,
    /// Whether anything is cited.
    pub(super) cites: bool,
    /// The mean radius of actors at scale 1.
    pub(super) mean_radius: f32,
}

/// An actor of a render.
#[derive(Clone, Copy, Debug)]
pub(super) struct RenderNode {
    pub(super) node: NodeIndex,
    /// At scale 1, in points.
    pub(super) radius: f32,
    pub(super) color: Color,
    /// Actors of greater rank are seen first.
    pub(super) rank: usize,
    /// About how wide and high the name is, in points: measuring 100,000 names to the point takes half a second.
    pub(super) name: Vec2,
}

/// A relation of a render.
#[derive(Clone, Copy, Debug)]
pub(super) struct RenderTie {
    pub(super) edge: EdgeIndex,
    /// The node indices of its ends.
    pub(super) ends: [u32; 2],
    pub(super) color: Color,
    /// In points, as drawn from near.
    pub(super) width: f32,
}

impl RenderNetwork {
    /// From how many actors or relations a network is a render, which is not drawn in detail until one comes near.
    const LEAST: (usize, usize) = (400, 1_200);

    /// Whether a network has so many actors or relations that it is drawn as a render.
    pub fn is_large(network: &Network) -> bool {
        let (actors, ties) = Self::LEAST;
        network.graph.node_count() > actors || network.graph.edge_count() > ties
    }

    /// How many actors and relations there are.
    pub fn len(&self) -> usize {
        self.actors.len() + self.ties.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The render of a network. O(actors + relations + claims).
    pub fn new(document: &Document, network: &Network, encoding: &Encoding, theme: &Theme) -> Self {
        let graph = &network.graph;
        let member = |node: NodeIndex| {
            let degree = network.degree(node);
            let color = encoding.color(node, theme);
            RenderNode {
                node,
                radius: encoding.radius(node, degree),
                color: color.unwrap_or_else(|| theme.actor(graph[node].kind())),
                rank: encoding.rank(node, degree),
                name: labels::rough_size(graph[node].name()),
            }
        };
        let actors: Vec<RenderNode> = graph.node_indices().map(member).collect();
        let thread = |edge: EdgeIndex| {
            let (a, b) = graph.edge_endpoints(edge).filter(|(a, b)| a != b)?;
            let relation = &*graph[edge];
            let kind = relation.kind();
            Some(RenderTie {
                edge,
                ends: [a.index() as u32, b.index() as u32],
                color: tie_color(theme, kind, relation.is_uncited()),
                width: tie_width(kind, document.strength(relation)),
            })
        };
        let mut ties: Vec<RenderTie> = graph.edge_indices().filter_map(thread).collect();
        ties.sort_by_cached_key(|thread| hash(thread.edge.index() as u64));
        let radii: f32 = actors.iter().map(|member| member.radius).sum();
        Self {
            mean_radius: radii / actors.len().max(1) as f32,
            actors,
            ties,
            bound: network.actor_bound(),
            cites: cites(network),
        }
    }
}
