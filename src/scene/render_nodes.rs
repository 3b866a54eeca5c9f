//! A large network as flat arrays of render nodes and render ties: size and colour of each actor
//! and relation.
//!
//! It is rebuilt when the network, its encoding or the theme changes, but not when actors move or
//! the viewport changes. A picture of a large network needs only this and the positions.

use emath::Vec2;

use super::drawn_tie::{cites, thin_line_color};
use super::line_width::WidthScale;
use super::{Color, Encoding, Theme, labels};
use crate::graph::{Network, NodeIndex, Tie, TieIndex, Ties};
use crate::random::hash;

/// A large network as flat arrays.
#[derive(Debug, Default)]
pub struct RenderNetwork {
    /// In the order of node indices.
    pub(super) actors: Vec<RenderNode>,
    /// In drawing order: shuffled, so that where lines overlap no kind always covers the others.
    pub(super) ties: Vec<RenderTie>,
    /// The length of an array by node index.
    pub(super) bound: usize,
    /// Whether any tie cites a source.
    pub(super) cites: bool,
    /// The mean radius of actors at scale 1.
    pub(super) mean_radius: f32,
}

/// An actor as it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct RenderNode {
    pub(super) node: NodeIndex,
    /// In points, at scale 1.
    pub(super) radius: f32,
    /// The radius of its disc where details are left out: that of a hub of very many relations is
    /// larger than `radius`.
    pub(super) disc_radius: f32,
    pub(super) color: Color,
    /// Actors of higher rank are shown first.
    pub(super) rank: usize,
    /// The approximate width and height of the name, in points: measuring 100,000 names exactly
    /// takes half a second.
    pub(super) name: Vec2,
}

impl RenderNode {
    /// Whether it has so many relations that its disc is larger than its body.
    pub(super) fn is_hub(&self) -> bool {
        self.disc_radius > self.radius
    }
}

/// A tie as it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct RenderTie {
    pub(super) tie: TieIndex,
    /// The node indices of its ends.
    pub(super) ends: [u32; 2],
    pub(super) color: Color,
    /// In points, as drawn in full detail.
    pub(super) width: f32,
}

/// The disc of a hub grows with this power of its relations, as multiples of the mean.
const HUB_GROWTH: f32 = 0.3;

impl RenderNetwork {
    /// A network with more actors or more ties is large: it is drawn in detail only when
    /// zoomed in.
    const MAX_SMALL_ACTORS: usize = 400;
    const MAX_SMALL_TIES: usize = 1_200;

    /// Whether a network is so large that it is drawn with levels of detail.
    pub fn is_large(network: &Network) -> bool {
        let actors = network.graph.node_count();
        // A few actors cannot have many lines, however many relations they have.
        let pairs = actors * actors.saturating_sub(1) / 2;
        !Self::is_small(actors, network.graph.edge_count().min(pairs))
    }

    /// Whether this many actors and ties are drawn in detail at any zoom.
    pub(super) fn is_small(actors: usize, ties: usize) -> bool {
        actors <= Self::MAX_SMALL_ACTORS && ties <= Self::MAX_SMALL_TIES
    }

    /// The index of the render node of an actor.
    pub(super) fn at(&self, node: NodeIndex) -> Option<usize> {
        let actors = &self.actors;
        actors.binary_search_by_key(&node, |actor| actor.node).ok()
    }

    /// The number of actors and ties.
    pub fn len(&self) -> usize {
        self.actors.len() + self.ties.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Computes sizes and colours of a network. O(actors + relations).
    pub fn new(network: &Network, ties: &Ties, encoding: &Encoding, theme: &Theme) -> Self {
        let graph = &network.graph;
        let render_node = |node: NodeIndex| {
            let degree = network.degree(node);
            RenderNode {
                node,
                radius: encoding.radius(node, degree),
                disc_radius: 0.0,
                color: encoding.fill(node, &graph[node], theme),
                rank: encoding.rank(node, degree),
                name: labels::rough_size(graph[node].name()),
            }
        };
        let mut actors: Vec<RenderNode> = graph.node_indices().map(render_node).collect();
        let has_sources = cites(ties);
        let widths = WidthScale::of(ties);
        let render_tie = |(index, tie): (TieIndex, &Tie)| {
            let [a, b] = tie.ends;
            (a != b).then(|| RenderTie {
                tie: index,
                ends: [a.index() as u32, b.index() as u32],
                color: thin_line_color(theme, tie, has_sources),
                width: widths.of_tie(tie),
            })
        };
        let mut render_ties: Vec<RenderTie> = ties.iter().filter_map(render_tie).collect();
        render_ties.sort_by_cached_key(|tie| hash(tie.tie.index() as u64));
        let radii: f32 = actors.iter().map(|node| node.radius).sum();
        let mean_radius = radii / actors.len().max(1) as f32;
        let mean_degree = 2.0 * graph.edge_count() as f32 / actors.len().max(1) as f32;
        for actor in &mut actors {
            let degree = network.degree(actor.node) as f32;
            // Sizes by a measure mean that measure.
            let share = if encoding.sizes.is_none() && mean_degree > 0.0 {
                (degree / mean_degree).powf(HUB_GROWTH)
            } else {
                0.0
            };
            actor.disc_radius = actor.radius.max(share * mean_radius);
        }
        Self {
            mean_radius,
            actors,
            ties: render_ties,
            bound: network.actor_bound(),
            cites: has_sources,
        }
    }
}
