//! Good splits without proof: tabu search from several starts. The same problem gives the same
//! split.
//!
//! Glover 1989, "Tabu search", ORSA Journal on Computing 1; one start follows the eigenvector of
//! the least eigenvalue of the signed Laplacian (Kunegis et al. 2010, "Spectral analysis of signed
//! graphs").

use super::problem::{SplitProblem, TieEnd};
use crate::random::Rng;

/// The number of random starts, after the spectral one and the one with all in one camp.
const RANDOM_STARTS: usize = 3;
/// Rounds of power iteration for the spectral start.
const POWER_ROUNDS: usize = 60;
/// The most evaluations of an actor for a whole network, however large it is.
const MAX_EVALUATIONS: usize = 100_000_000;

/// A split that no move of one actor improves, and usually an optimal one. The problem is this
/// share of its network.
pub(super) fn tabu_search(problem: &SplitProblem, share: f32) -> Vec<bool> {
    let rows = problem.rows();
    let actors = problem.actors;
    let mut rng = Rng::new(actors as u64);
    let mut starts = vec![vec![false; actors], spectral(&rows, &mut rng)];
    for _ in 0..RANDOM_STARTS {
        starts.push((0..actors).map(|_| rng.next_u64() >> 63 == 1).collect());
    }
    let evaluations = (MAX_EVALUATIONS as f32 * share) as usize;
    let steps = (20 * actors + 200).min(evaluations / (starts.len() * actors.max(1)));
    let found = starts.into_iter().map(|start| {
        let mut search = SplitSearch::new(problem, &rows, start);
        search.tabu(steps, &mut rng);
        search.best
    });
    found
        .min_by_key(|(cost, _)| *cost)
        .map_or_else(|| vec![false; actors], |(_, camps)| camps)
}

/// A split that no move of one actor improves, by greedy moves from a start.
pub(super) fn downhill(problem: &SplitProblem, start: Vec<bool>) -> Vec<bool> {
    let rows = problem.rows();
    let mut search = SplitSearch::new(problem, &rows, start);
    while let Some(actor) = (0..problem.actors).find(|&actor| search.gains[actor] > 0) {
        search.flip(actor);
    }
    search.best.1
}

/// A split that is being improved.
struct SplitSearch<'a> {
    rows: &'a [Vec<TieEnd>],
    camps: Vec<bool>,
    cost: i64,
    /// For each actor, how much cheaper the split becomes if it changes camps.
    gains: Vec<i64>,
    best: (i64, Vec<bool>),
}

impl<'a> SplitSearch<'a> {
    fn new(problem: &SplitProblem, rows: &'a [Vec<TieEnd>], camps: Vec<bool>) -> Self {
        let gain = |actor: usize| {
            let pulls = rows[actor].iter().map(|row| {
                let is_together = camps[actor] == camps[row.to];
                if is_together { -row.weight } else { row.weight }
            });
            pulls.sum()
        };
        let cost = problem.cost(&camps);
        Self {
            rows,
            cost,
            gains: (0..problem.actors).map(gain).collect(),
            best: (cost, camps.clone()),
            camps,
        }
    }

    fn flip(&mut self, actor: usize) {
        self.cost -= self.gains[actor];
        self.gains[actor] = -self.gains[actor];
        self.camps[actor] = !self.camps[actor];
        for row in &self.rows[actor] {
            let is_together = self.camps[actor] == self.camps[row.to];
            let pull = if is_together { -row.weight } else { row.weight };
            self.gains[row.to] += 2 * pull;
        }
        if self.cost < self.best.0 {
            self.best = (self.cost, self.camps.clone());
        }
    }

    /// Always takes the best move that is not tabu, even if the cost rises; a moved actor is tabu
    /// for some steps.
    fn tabu(&mut self, steps: usize, rng: &mut Rng) {
        let actors = self.camps.len();
        let mut free_at = vec![0_usize; actors];
        for step in 0..steps {
            let is_allowed = |&actor: &usize| {
                free_at[actor] <= step || self.cost - self.gains[actor] < self.best.0
            };
            let allowed = (0..actors).filter(is_allowed);
            let Some(actor) = allowed.max_by_key(|&actor| self.gains[actor]) else {
                continue;
            };
            self.flip(actor);
            let tenure = actors / 20 + 1 + rng.below(10);
            free_at[actor] = step + 1 + tenure.min(actors / 2);
        }
    }
}

/// The signs of the eigenvector that belongs to the least eigenvalue of the signed Laplacian D − A.
fn spectral(rows: &[Vec<TieEnd>], rng: &mut Rng) -> Vec<bool> {
    let degree = |row: &Vec<TieEnd>| row.iter().map(|one| one.weight.abs() as f64).sum::<f64>();
    let degrees: Vec<f64> = rows.iter().map(degree).collect();
    let shift = 2.0 * degrees.iter().copied().fold(0.0, f64::max);
    let mut vector: Vec<f64> = (0..rows.len())
        .map(|_| rng.below(2001) as f64 - 1000.0)
        .collect();
    for _ in 0..POWER_ROUNDS {
        let mut next: Vec<f64> = rows
            .iter()
            .enumerate()
            .map(|(actor, row)| {
                let pulls = row.iter().map(|one| one.weight as f64 * vector[one.to]);
                (shift - degrees[actor]) * vector[actor] + pulls.sum::<f64>()
            })
            .collect();
        let size = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        if size > 0.0 {
            for x in &mut next {
                *x /= size;
            }
        }
        vector = next;
    }
    vector.iter().map(|&x| x < 0.0).collect()
}
