//! A large live layout: springs along ties only, so that a step takes O(ties). While the layout
//! relaxes after a reheat, the bounded forces of the static layout take over.

use emath::{Pos2, Vec2};
use rayon::prelude::*;

use super::{
    graph::Graph,
    tforce::{self, Pull},
};

/// Strength of the anchor at the old position, as a share of all springs of a body.
const ANCHOR: f32 = 0.06;

/// A bounded force times this is the way to equilibrium.
const GAIN: f32 = 4.0;

/// Bisection steps in the search for the scale of the bounded forces.
const BISECTIONS: usize = 10;

/// Bodies that one thread takes at a time.
const BATCH: usize = 512;

/// Springs along ties, as long at rest as the ties were when the layout last rested.
#[derive(Clone, Debug)]
pub(super) struct EdgeSprings {
    graph: Graph,
    /// For each link of the graph, in their order.
    lengths: Vec<f32>,
    /// Scene units per unit of the bounded forces, while these act.
    unit: Option<f32>,
}

impl EdgeSprings {
    pub(super) fn new(graph: &Graph) -> Self {
        Self {
            graph: graph.reweighted(|_, _| 1.0),
            lengths: Vec::new(),
            unit: None,
        }
    }

    /// Makes every spring as long as it is now. O(m).
    pub(super) fn rest(&mut self, positions: &[Pos2]) {
        let row = |body: usize| {
            let links = self.graph.links(body).iter();
            links.map(move |link| (positions[body] - positions[link.to as usize]).length())
        };
        self.lengths = (0..positions.len()).flat_map(row).collect();
        self.unit = None;
    }

    /// Lets the bounded forces act, at the scale at which they neither expand nor shrink the
    /// layout. O(n log n + m).
    pub(super) fn relax(&mut self, positions: &[Pos2]) {
        let expands = |unit: f32| {
            let scaled: Vec<Vec2> = positions
                .iter()
                .map(|position| position.to_vec2() / unit)
                .collect();
            let forces = tforce::forces(&self.graph, &scaled, Pull::USUAL);
            let along = scaled
                .iter()
                .zip(forces)
                .map(|(at, force)| f64::from(at.dot(force)));
            along.sum::<f64>() > 0.0
        };
        let (mut low, mut high) = (0.5_f32, 5000.0_f32);
        for _ in 0..BISECTIONS {
            let middle = (low * high).sqrt();
            if expands(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        self.unit = Some((low * high).sqrt());
    }

    /// For each body that follows the way to its equilibrium, on all threads; others stay. O(m), or
    /// O(n log n + m) for the bounded forces, which move all bodies.
    pub(super) fn pulls(
        &self,
        positions: &[Pos2],
        anchors: &[Pos2],
        follows: &[bool],
    ) -> Vec<Vec2> {
        if let Some(unit) = self.unit {
            let scaled: Vec<Vec2> = positions
                .iter()
                .map(|position| position.to_vec2() / unit)
                .collect();
            let forces = tforce::forces(&self.graph, &scaled, Pull::USUAL);
            return forces
                .into_iter()
                .map(|force| force * (unit * GAIN))
                .collect();
        }
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
