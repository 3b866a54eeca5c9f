//! Fewer crossings for hardly any stress: each body of a small drawing tries a few positions around
//! its own, after Davidson and Harel, "Drawing Graphs Nicely Using Simulated Annealing", 1996, at
//! zero temperature. Positions are in tie lengths.

use emath::Vec2;
use wide::{CmpLt, f32x8};

use super::{graph::Graph, targets::Targets};
use crate::random::Rng;

/// Positions that each body tries in a round.
const TRIES: usize = 6;

/// How bodies search for better positions.
#[derive(Clone, Copy, Debug)]
pub(super) struct CrossingOptions {
    /// Rounds over all bodies.
    pub(super) rounds: usize,
    /// How far away a body tries a position, in tie lengths.
    pub(super) reach: f32,
    /// How much stress, the mean squared relative error of all distances, may be paid to avoid one
    /// crossing per tie.
    pub(super) price: f32,
}

/// With more ties than this crossings cannot be avoided.
const MAX_TIES: usize = 1500;

/// Ties that the inner loop works on side by side.
const LANES: usize = 8;

/// Where a tie is while its body is lifted: there it crosses nothing.
const AWAY: Vec2 = Vec2::splat(1e7);

/// A drawing and its cost: stress, and the price of its crossings.
pub(super) struct CrossingReduction<'a> {
    targets: &'a Targets,
    positions: &'a mut [Vec2],
    /// The ends of the ties, eight ties in a block: x and y of one end, x and y of the other.
    lines: Vec<[[f32; LANES]; 4]>,
    /// The ties of each body, with the body at the other end.
    own: Vec<Vec<(usize, usize)>>,
    ties: usize,
    options: CrossingOptions,
}

impl<'a> CrossingReduction<'a> {
    /// `None` if there are too many ties to search for crossings.
    pub(super) fn new(
        graph: &Graph,
        targets: &'a Targets,
        options: CrossingOptions,
        positions: &'a mut [Vec2],
    ) -> Option<Self> {
        if graph.size() > MAX_TIES {
            return None;
        }
        let mut own = vec![Vec::new(); positions.len()];
        for (tie, (a, link)) in graph.edges().enumerate() {
            own[a].push((tie, link.to as usize));
            own[link.to as usize].push((tie, a));
        }
        let nowhere = [AWAY.x, AWAY.y, AWAY.x, AWAY.y].map(|at| [at; LANES]);
        let mut drawing = Self {
            targets,
            positions,
            lines: vec![nowhere; graph.size().div_ceil(LANES)],
            own,
            ties: graph.size(),
            options,
        };
        for body in 0..drawing.positions.len() {
            drawing.put(body);
        }
        Some(drawing)
    }

    /// The price of all crossings. O(m²).
    pub(super) fn price(&self) -> f32 {
        let of = |body: usize| self.crossed(body, self.positions[body]);
        // Each crossing is counted from both ends of both its ties.
        (0..self.positions.len()).map(of).sum::<f32>() / 4.0
    }

    /// Moves bodies to better positions nearby. O(rounds · tries · (n² + m²)), less where a try
    /// costs stress.
    pub(super) fn reduce(&mut self, rng: &mut Rng) {
        let mut order: Vec<usize> = (0..self.positions.len()).collect();
        for _ in 0..self.options.rounds {
            rng.shuffle(&mut order);
            for &body in &order {
                self.lift(body);
                self.improve(body, rng);
                self.put(body);
            }
        }
    }

    fn improve(&mut self, body: usize, rng: &mut Rng) {
        let home = self.positions[body];
        let mut best = (self.strain(body, home) + self.crossed(body, home), home);
        for _ in 0..TRIES {
            let at = home
                + Vec2::angled(rng.unit_f32() * std::f32::consts::TAU)
                    * (self.options.reach * rng.unit_f32());
            let strain = self.strain(body, at);
            if strain < best.0 {
                let cost = strain + self.crossed(body, at);
                if cost < best.0 {
                    best = (cost, at);
                }
            }
        }
        self.positions[body] = best.1;
    }

    /// The part of the stress that a body would have `at` a position.
    fn strain(&self, body: usize, at: Vec2) -> f32 {
        let error = |(&wanted, &other): (&f32, &Vec2)| {
            let off = (at - other).length_sq().sqrt() / wanted.max(1e-3) - 1.0;
            if wanted > 0.0 { off * off } else { 0.0 }
        };
        let row = self.targets.row(body).iter().zip(&*self.positions);
        let count = self.positions.len();
        row.map(error).sum::<f32>() * 2.0 / (count * count.saturating_sub(1)).max(1) as f32
    }

    /// The price of the crossings that the ties of a body would have with the body `at` a position.
    fn crossed(&self, body: usize, at: Vec2) -> f32 {
        let ties = self.own[body].iter();
        let count: u32 = ties
            .map(|&(_, other)| self.crossings(at, self.positions[other]))
            .sum();
        self.options.price * count as f32 / self.ties.max(1) as f32
    }

    /// How many ties cross a line in their inner parts; a common end is not a crossing.
    fn crossings(&self, from: Vec2, to: Vec2) -> u32 {
        let along = to - from;
        let mut count = 0;
        for &line in &self.lines {
            let [cx, cy, dx, dy] = line.map(f32x8::from);
            let (cx, cy, dx, dy) = (cx - from.x, cy - from.y, dx - from.x, dy - from.y);
            let sides = (cy * along.x - cx * along.y) * (dy * along.x - dx * along.y);
            let (across_x, across_y) = (dx - cx, dy - cy);
            let ends = (across_y * cx - across_x * cy)
                * (across_x * (along.y - cy) - across_y * (along.x - cx));
            let farther = sides.fast_max(ends);
            count += farther.cmp_lt(f32x8::ZERO).move_mask().count_ones();
        }
        count
    }

    fn lift(&mut self, body: usize) {
        for &(tie, _) in &self.own[body] {
            for end in &mut self.lines[tie / LANES] {
                end[tie % LANES] = AWAY.x;
            }
        }
    }

    fn put(&mut self, body: usize) {
        let at = self.positions[body];
        for &(tie, other) in &self.own[body] {
            let end = self.positions[other];
            let line = &mut self.lines[tie / LANES];
            for (slot, value) in line.iter_mut().zip([at.x, at.y, end.x, end.y]) {
                slot[tie % LANES] = value;
            }
        }
    }
}
