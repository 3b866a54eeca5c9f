//! A large live layout: springs along ties only, so that a step takes O(ties).

use emath::{Pos2, Vec2};
use rayon::prelude::*;

use super::graph::Graph;

/// Strength of the anchor at the old position, as a share of all springs of a body.
const ANCHOR: f32 = 0.06;

/// Bodies that one thread takes at a time.
const BATCH: usize = 512;

/// Springs along ties, as long at rest as the ties were when the layout last rested.
#[derive(Clone, Debug)]
pub(super) struct EdgeSprings {
    graph: Graph,
    /// For each link of the graph, in their order.
    lengths: Vec<f32>,
}

impl EdgeSprings {
    pub(super) fn new(graph: &Graph) -> Self {
        Self {
            graph: graph.reweighted(|_, _| 1.0),
            lengths: Vec::new(),
        }
    }

    /// Makes every spring as long as it is now. O(m).
    pub(super) fn rest(&mut self, positions: &[Pos2]) {
        let row = |body: usize| {
            let links = self.graph.links(body).iter();
            links.map(move |link| (positions[body] - positions[link.to as usize]).length())
        };
        self.lengths = (0..positions.len()).flat_map(row).collect();
    }

    /// For each body that follows the way to its equilibrium, on all threads; others stay. O(m).
    pub(super) fn pulls(
        &self,
        positions: &[Pos2],
        anchors: &[Pos2],
        follows: &[bool],
    ) -> Vec<Vec2> {
        let bodies = (0..positions.len()).into_par_iter().with_min_len(BATCH);
        bodies
            .map(|body| {
                if follows[body] {
                    self.pull(body, positions, anchors)
                } else {
                    Vec2::ZERO
                }
            })
            .collect()
    }

    fn pull(&self, body: usize, positions: &[Pos2], anchors: &[Pos2]) -> Vec2 {
        let at = positions[body];
        let lengths = &self.lengths[self.graph.range(body)];
        let mut pull = Vec2::ZERO;
        for (link, &length) in self.graph.links(body).iter().zip(lengths) {
            pull += stretch(positions[link.to as usize] - at, length);
        }
        let strength = (lengths.len() as f32).max(1.0);
        let hold = ANCHOR * strength;
        (pull + (anchors[body] - at) * hold) / (strength + hold)
    }
}

/// The way along `apart` after which a spring of this length would be at rest.
pub(super) fn stretch(apart: Vec2, length: f32) -> Vec2 {
    let now = apart.length_sq().sqrt();
    if now > 1e-6 {
        apart * (1.0 - length / now)
    } else {
        Vec2::ZERO
    }
}
