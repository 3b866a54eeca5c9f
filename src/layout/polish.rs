//! The last touch on a small drawing: each body tries places around its own and takes what the [`Aesthetics`] likes better.
//! A plain descent with shrinking steps, after Davidson and Harel, "Drawing Graphs Nicely Using Simulated Annealing",
//! 1996; it starts from a good layout, so that it needs no heat.

use emath::Vec2;

use super::aesthetics::Aesthetics;
use crate::random::Rng;

const ROUNDS: usize = 24;
const TRIES: usize = 8;

/// How far a body may try to go in the first round and in the last, in tie lengths.
const REACH: [f32; 2] = [1.2, 0.04];

/// Elementary comparisons that may be spent, some fifty milliseconds; beyond it rounds are left out.
const BUDGET: usize = 4_000_000;

/// Moves bodies to better places near by, never into an overlap. O(rounds · tries · (n² + m² + n m)), within a budget.
pub(super) fn polish(judge: &mut Aesthetics<'_>, rng: &mut Rng) {
    let n = judge.places().len();
    let round = TRIES * judge.effort();
    let rounds = (BUDGET / round.max(1)).min(ROUNDS);
    let mut order: Vec<usize> = (0..n).collect();
    for round in 0..rounds {
        let reach = judge.unit.max_elem()
            * REACH[0]
            * (REACH[1] / REACH[0]).powf(round as f32 / rounds as f32);
        rng.shuffle(&mut order);
        for &body in &order {
            improve(judge, body, reach, rng);
        }
    }
}

fn improve(judge: &mut Aesthetics<'_>, body: usize, reach: f32, rng: &mut Rng) {
    let home = judge.lift(body);
    let (mut least, mut best) = (judge.of(body, home), home);
    for _ in 0..TRIES {
        let way = Vec2::angled(rng.unit_f32() * std::f32::consts::TAU);
        let there = home + way * (reach * (0.2 + 0.8 * rng.unit_f32()));
        let cost = judge.of(body, there);
        if cost < least - 1e-5 {
            (least, best) = (cost, there);
        }
    }
    judge.set(body, best);
}
