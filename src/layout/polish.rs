//! The last touch on a small drawing: each body tries places around its own and takes what the [`Judge`] likes better.
//! A plain descent with shrinking steps, after Davidson and Harel, "Drawing Graphs Nicely Using Simulated Annealing",
//! 1996; it starts from a good layout, so that it needs no heat.

use emath::Vec2;

use super::{beauty::Judge, rng::Rng};

const ROUNDS: usize = 24;
const TRIES: usize = 8;

/// Elementary comparisons that may be spent; beyond it rounds are left out.
const BUDGET: usize = 12_000_000;

/// Moves bodies to better places near by, never into an overlap. O(rounds · tries · (n² + m² + n m)), within a budget.
pub(super) fn polish(judge: &Judge<'_>, places: &mut [Vec2], rng: &mut Rng) {
    let (n, m) = (places.len(), judge.graph.size());
    let round = TRIES * (n * n + 2 * m * (n + m) + n * m);
    let rounds = (BUDGET / round.max(1)).min(ROUNDS);
    let mut order: Vec<usize> = (0..n).collect();
    for round in 0..rounds {
        let reach = judge.unit.max_elem() * 1.2 * (0.03_f32).powf(round as f32 / rounds as f32);
        rng.shuffle(&mut order);
        for &body in &order {
            improve(judge, places, body, reach, rng);
        }
    }
}

fn improve(judge: &Judge<'_>, places: &mut [Vec2], body: usize, reach: f32, rng: &mut Rng) {
    let mut least = judge.of(body, places[body], places);
    let home = places[body];
    for _ in 0..TRIES {
        let offset =
            Vec2::angled(rng.unit() * std::f32::consts::TAU) * (reach * (0.2 + 0.8 * rng.unit()));
        let there = home + offset;
        let cost = judge.of(body, there, places);
        if cost < least - 1e-5 {
            least = cost;
            places[body] = there;
        }
    }
}
