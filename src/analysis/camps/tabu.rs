//! Good splits without proof: tabu search from several starts. The same ties give the same split.
//!
//! Brusco and Doreian 2019, "Partitioning signed networks using relocation heuristics, tabu search,
//! and variable neighborhood search", Social Networks 56.

use super::tie_rows::{CampSplit, TieRows};
use crate::analysis::progress::AnalysisProgress;
use crate::random::Rng;

/// Rounds of tabu search, at most.
pub(super) const ROUNDS: usize = 200;
/// Every tenth round starts from a random split, the others from the best split with some actors
/// moved at random.
const RANDOM_START_EVERY: usize = 10;
/// The most moves that are evaluated, however large the network is.
const MAX_EVALUATIONS: usize = 60_000_000;

/// The most ends of ties and camps of actors that are looked at for the starts, however large the
/// network is.
const MAX_START_STEPS: usize = 200_000_000;
/// The fewest rounds.
const MIN_ROUNDS: usize = 10;
/// How often all actors are looked at while a start settles, at most.
const MAX_SWEEPS: usize = 20;

/// The best split into at most `count` camps that was found, no worse than the one given; `None` if
/// cancelled.
pub(super) fn search(
    ties: &TieRows,
    count: usize,
    known: &CampSplit,
    max_rounds: usize,
    progress: AnalysisProgress<'_>,
) -> Option<CampSplit> {
    let actors = ties.rows.len();
    let mut rng = Rng::new(count as u64);
    let steps = (5 * actors).min(MAX_EVALUATIONS / (ROUNDS * count * actors.max(1)));
    // A search too short to improve much starts from a split that no single move improves.
    let is_short = steps < 5 * actors;
    let started = |camps: Vec<u8>| {
        let search = CampSearch::new(ties, camps, count);
        if is_short { search.settled() } else { search }
    };
    let ends: usize = ties.rows.iter().map(Vec::len).sum();
    let start_steps = (ends + actors * count).max(1);
    let rounds = (MAX_START_STEPS / start_steps).clamp(MIN_ROUNDS, max_rounds);
    let mut best = started(known.camps.clone()).tabu(steps, &mut rng);
    for round in 0..rounds {
        if best.errors == 0 {
            break;
        }
        progress(round as f32 / rounds as f32).continue_value()?;
        let mut camps = best.camps.clone();
        if round % RANDOM_START_EVERY == 0 {
            // Few camps at first: it is easy to fill an empty camp and hard to empty a full one.
            let open = 1 + round / RANDOM_START_EVERY % count;
            camps.fill_with(|| rng.below(open) as u8);
        } else {
            for _ in 0..3 + rng.below(4) {
                if let Some(camp) = camps.get_mut(rng.below(actors)) {
                    *camp = rng.below(count) as u8;
                }
            }
        }
        let found = started(camps).tabu(steps, &mut rng);
        if found.errors <= best.errors {
            best = found;
        }
    }
    Some(best)
}

/// A known split into two camps by ordinal, or all actors in one camp; the better one.
pub(super) fn known(ties: &TieRows, camps: &[Option<u8>]) -> CampSplit {
    let together = CampSearch::new(ties, vec![0; ties.rows.len()], 2).split;
    let camp = |actor: &usize| {
        camps
            .get(*actor)
            .copied()
            .flatten()
            .unwrap_or_default()
            .min(1)
    };
    let known = CampSearch::new(ties, ties.actors.iter().map(camp).collect(), 2).split;
    if known.errors < together.errors {
        known
    } else {
        together
    }
}

struct CampSearch<'a> {
    ties: &'a TieRows,
    count: usize,
    split: CampSplit,
    /// For each actor and camp, how many friends it has there minus how many foes.
    pulls: Vec<i64>,
}

impl<'a> CampSearch<'a> {
    fn new(ties: &'a TieRows, camps: Vec<u8>, count: usize) -> Self {
        let mut pulls = vec![0; ties.rows.len() * count];
        let mut wrong_ends = 0;
        for (actor, row) in ties.rows.iter().enumerate() {
            for &(other, sign) in row {
                pulls[actor * count + usize::from(camps[other])] += sign;
                let is_together = camps[actor] == camps[other];
                wrong_ends += i64::from(is_together != (sign > 0));
            }
        }
        Self {
            ties,
            count,
            split: CampSplit {
                errors: wrong_ends / 2,
                camps,
            },
            pulls,
        }
    }

    /// How many errors a move removes.
    fn gain(&self, actor: usize, camp: usize) -> i64 {
        let here = usize::from(self.split.camps[actor]);
        self.pulls[actor * self.count + camp] - self.pulls[actor * self.count + here]
    }

    fn move_to(&mut self, actor: usize, camp: usize) {
        let here = usize::from(self.split.camps[actor]);
        self.split.errors -= self.gain(actor, camp);
        for &(other, sign) in &self.ties.rows[actor] {
            self.pulls[other * self.count + here] -= sign;
            self.pulls[other * self.count + camp] += sign;
        }
        self.split.camps[actor] = camp as u8;
    }

    /// Moves actor after actor to its best camp, until no move of a single one removes errors.
    fn settled(mut self) -> Self {
        for _ in 0..MAX_SWEEPS {
            let before = self.split.errors;
            for actor in 0..self.ties.rows.len() {
                let pulls = &self.pulls[actor * self.count..][..self.count];
                let best =
                    (0..self.count).max_by_key(|&camp| (pulls[camp], std::cmp::Reverse(camp)));
                if let Some(camp) = best.filter(|&camp| self.gain(actor, camp) > 0) {
                    self.move_to(actor, camp);
                }
            }
            if self.split.errors == before {
                break;
            }
        }
        self
    }

    /// Always takes the best move that is not tabu, even if errors rise; a moved actor is tabu for
    /// some steps.
    fn tabu(mut self, steps: usize, rng: &mut Rng) -> CampSplit {
        let mut best = self.split.clone();
        let actors = self.ties.rows.len();
        let mut free_at = vec![0_usize; actors];
        for step in 0..steps {
            let mut choice = None;
            let mut best_gain = i64::MIN;
            // A tabu move is allowed if it gives a new best split.
            let record = self.split.errors - best.errors;
            for (actor, pulls) in self.pulls.chunks_exact(self.count).enumerate() {
                let here = usize::from(self.split.camps[actor]);
                let is_free = free_at[actor] <= step;
                let threshold = if is_free {
                    best_gain
                } else {
                    best_gain.max(record)
                };
                let stays = pulls[here];
                for (camp, &pull) in pulls.iter().enumerate() {
                    let gain = pull - stays;
                    if gain > threshold && gain > best_gain && camp != here {
                        (best_gain, choice) = (gain, Some((actor, camp)));
                    }
                }
            }
            let Some((actor, camp)) = choice else {
                continue;
            };
            self.move_to(actor, camp);
            let tenure = 1 + actors / 20 + rng.below(6);
            free_at[actor] = step + 1 + tenure.min(actors / 2);
            if self.split.errors < best.errors {
                best = self.split.clone();
            }
        }
        best
    }
}
