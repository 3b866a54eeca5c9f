//! Good splits without proof: tabu search from several starts. The same ties give the same split.
//!
//! Brusco and Doreian 2019, "Partitioning signed networks using relocation heuristics, tabu search, and variable
//! neighborhood search", Social Networks 56.

use super::{Split, Ties};
use crate::analysis::Progress;
use crate::random::Rng;

/// How many rounds of tabu search there are.
const ROUNDS: usize = 200;
/// Every so many rounds begin anew, the others from the best split with some actors moved at random.
const ANEW: usize = 10;
/// About so many moves are weighed in all, however large the network is.
const LOOKS: usize = 60_000_000;

/// The best split into at most `count` camps that was met, no worse than the one given; `None` means broken off.
pub(super) fn search(
    ties: &Ties,
    count: usize,
    known: &Split,
    progress: Progress<'_>,
) -> Option<Split> {
    let actors = ties.rows.len();
    let mut rng = Rng::new(count as u64);
    let steps = (5 * actors).min(LOOKS / (ROUNDS * count * actors.max(1)));
    let mut best = Walk::new(ties, known.camps.clone(), count).tabu(steps, &mut rng);
    for round in 0..ROUNDS {
        progress(round as f32 / ROUNDS as f32).continue_value()?;
        let mut camps = best.camps.clone();
        if round % ANEW == 0 {
            // Few camps at first: an empty one is easily filled, a full one hardly emptied.
            let open = 1 + round / ANEW % count;
            camps.fill_with(|| rng.below(open) as u8);
        } else {
            for _ in 0..3 + rng.below(4) {
                if let Some(camp) = camps.get_mut(rng.below(actors)) {
                    *camp = rng.below(count) as u8;
                }
            }
        }
        let found = Walk::new(ties, camps, count).tabu(steps, &mut rng);
        if found.errors <= best.errors {
            best = found;
        }
    }
    Some(best)
}

/// All in one camp.
pub(super) fn together(ties: &Ties) -> Split {
    Walk::new(ties, vec![0; ties.rows.len()], 1).split
}

struct Walk<'a> {
    ties: &'a Ties,
    count: usize,
    split: Split,
    /// For each actor and camp, how many friends it has there less its foes.
    pulls: Vec<i64>,
}

impl<'a> Walk<'a> {
    fn new(ties: &'a Ties, camps: Vec<u8>, count: usize) -> Self {
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
            split: Split {
                errors: wrong_ends / 2,
                camps,
            },
            pulls,
        }
    }

    /// By how many errors a move is better.
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

    /// Always makes the move that gains most, uphill too; who moved must wait a while.
    fn tabu(mut self, steps: usize, rng: &mut Rng) -> Split {
        let mut best = self.split.clone();
        let actors = self.ties.rows.len();
        let mut free_at = vec![0_usize; actors];
        for step in 0..steps {
            let mut choice = None;
            let mut most = i64::MIN;
            // Who must wait may move all the same if that beats the record.
            let record = self.split.errors - best.errors;
            for (actor, pulls) in self.pulls.chunks_exact(self.count).enumerate() {
                let here = usize::from(self.split.camps[actor]);
                let is_free = free_at[actor] <= step;
                let least = if is_free { most } else { most.max(record) };
                let stays = pulls[here];
                for (camp, &pull) in pulls.iter().enumerate() {
                    let gain = pull - stays;
                    if gain > least && gain > most && camp != here {
                        (most, choice) = (gain, Some((actor, camp)));
                    }
                }
            }
            let Some((actor, camp)) = choice else {
                continue;
            };
            self.move_to(actor, camp);
            let wait = 1 + actors / 20 + rng.below(6);
            free_at[actor] = step + 1 + wait.min(actors / 2);
            if self.split.errors < best.errors {
                best = self.split.clone();
            }
        }
        best
    }
}
