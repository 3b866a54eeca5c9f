//! The last step for a small drawing: each body tries positions around its own and takes the one of
//! the lowest cost by [`Aesthetics`]. A descent with shrinking steps, after Davidson and Harel,
//! "Drawing Graphs Nicely Using Simulated Annealing", 1996; it starts from a good layout, so that
//! it works at zero temperature.

use emath::Vec2;

use super::aesthetics::Aesthetics;
use crate::random::Rng;

const MAX_ROUNDS: usize = 24;
const TRIES: usize = 8;

/// How far away a body tries a position in the first round and in the last, in tie lengths.
const REACH: [f32; 2] = [1.2, 0.04];

/// The most elementary comparisons, about fifty milliseconds; with more there are fewer rounds.
const MAX_COMPARISONS: usize = 4_000_000;

/// Moves bodies to better positions nearby. O(rounds · tries · (n² + m² + n m)), within a fixed
/// number of comparisons.
pub(super) fn polish(drawing: &mut Aesthetics<'_>, rng: &mut Rng) {
    let n = drawing.positions().len();
    let round = TRIES * drawing.effort();
    let rounds = (MAX_COMPARISONS / round.max(1)).min(MAX_ROUNDS);
    let mut order: Vec<usize> = (0..n).collect();
    for round in 0..rounds {
        let reach = drawing.unit.max_elem()
            * REACH[0]
            * (REACH[1] / REACH[0]).powf(round as f32 / rounds as f32);
        rng.shuffle(&mut order);
        for &body in &order {
            improve(drawing, body, reach, rng);
        }
    }
}

fn improve(drawing: &mut Aesthetics<'_>, body: usize, reach: f32, rng: &mut Rng) {
    let home = drawing.lift(body);
    let (mut lowest, mut best) = (drawing.cost(body, home), home);
    for _ in 0..TRIES {
        let way = Vec2::angled(rng.unit_f32() * std::f32::consts::TAU);
        let there = home + way * (reach * (0.2 + 0.8 * rng.unit_f32()));
        let cost = drawing.cost(body, there);
        if cost < lowest - 1e-5 {
            (lowest, best) = (cost, there);
        }
    }
    drawing.set(body, best);
}
