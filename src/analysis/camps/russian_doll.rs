//! Russian doll search: proves for few actors that no split has fewer errors. Larger and larger
//! groups of actors are solved, and the cost of the smaller groups is a bound for the next.
//!
//! Verfaillie, Lemaître and Schiex 1996, "Russian doll search for solving constraint optimization
//! problems", AAAI 13; for two camps Brusco and Steinley 2010, "K-balance partitioning", Journal of
//! Mathematical Psychology 54.

use super::tie_rows::{CampSplit, TieRows};

/// The most actors for which a proof is tried.
const MAX_ACTORS: usize = 40;
/// The proof stops after this many steps, the same on every machine.
const MAX_STEPS: usize = 300_000;

/// The result of the search for a proof.
pub(super) enum Proof {
    /// No split has fewer errors.
    Best,
    /// This one has fewer, and none has fewer than it.
    Better(CampSplit),
    /// The proof would take too long.
    GivenUp,
}

/// Searches for splits into at most `count` camps with fewer errors, until there can be none.
pub(super) fn prove(ties: &TieRows, count: usize, errors: i64) -> Proof {
    let actors = ties.rows.len();
    if actors > MAX_ACTORS {
        return Proof::GivenUp;
    }
    let mut dolls = RussianDolls::new(ties, count);
    for first in (0..actors).rev() {
        // One more actor adds at most all its ties to the cost of the others.
        let known = dolls.lowest_cost[first + 1] + actors as i64;
        dolls.upper = if first == 0 { errors } else { known };
        if dolls.place(first, 0, 0).is_none() {
            return Proof::GivenUp;
        }
        dolls.lowest_cost[first] = dolls.upper;
    }
    match dolls.best {
        Some(camps) if dolls.upper < errors => Proof::Better(CampSplit {
            errors: dolls.upper,
            camps,
        }),
        _ => Proof::Best,
    }
}

struct RussianDolls {
    count: usize,
    /// The actors in the order in which they are placed.
    order: Vec<usize>,
    /// The ties by place in the order.
    signs: Vec<i64>,
    /// The lowest cost of the actors from this place on among themselves.
    lowest_cost: Vec<i64>,
    /// For each place and camp, the errors of the actor in that camp with the actors that are
    /// placed.
    errors: Vec<i64>,
    camps: Vec<u8>,
    /// The search is for a split that costs less than this.
    upper: i64,
    best: Option<Vec<u8>>,
    steps: usize,
}

impl RussianDolls {
    /// Actors with many ties are placed first, because they decide most.
    fn new(ties: &TieRows, count: usize) -> Self {
        let actors = ties.rows.len();
        let mut order: Vec<usize> = (0..actors).collect();
        order.sort_by_key(|&actor| (std::cmp::Reverse(ties.rows[actor].len()), actor));
        let mut place = vec![0; actors];
        for (at, &actor) in order.iter().enumerate() {
            place[actor] = at;
        }
        let mut signs = vec![0; actors * actors];
        for (actor, row) in ties.rows.iter().enumerate() {
            for &(other, sign) in row {
                signs[place[actor] * actors + place[other]] = sign;
            }
        }
        Self {
            count,
            order,
            signs,
            lowest_cost: vec![0; actors + 1],
            errors: vec![0; actors * count],
            camps: vec![0; actors],
            upper: 0,
            best: None,
            steps: 0,
        }
    }

    /// Places an actor and all after it in every way that can cost less than `upper`, where those
    /// before it cost `cost` and are in the first `used` camps; `None` if that takes too long.
    fn place(&mut self, at: usize, used: usize, cost: i64) -> Option<()> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return None;
        }
        let actors = self.order.len();
        if at == actors {
            self.upper = cost;
            self.best = Some(self.by_actor());
            return Some(());
        }
        let open = (used + 1).min(self.count);
        let cheapest = |errors: &[i64]| errors[..open].iter().copied().min().unwrap_or(0);
        let ahead: i64 = self.errors[at * self.count..]
            .chunks(self.count)
            .map(cheapest)
            .sum();
        if cost + ahead + self.lowest_cost[at] >= self.upper {
            return Some(());
        }
        let mut camps: Vec<usize> = (0..open).collect();
        camps.sort_by_key(|&camp| self.errors[at * self.count + camp]);
        for camp in camps {
            let more = self.errors[at * self.count + camp];
            self.camps[at] = camp as u8;
            self.account(at, camp, 1);
            let placed = self.place(at + 1, used.max(camp + 1), cost + more);
            self.account(at, camp, -1);
            placed?;
        }
        Some(())
    }

    /// Updates the errors of the actors that are not placed yet, when an actor enters or leaves a
    /// camp.
    fn account(&mut self, at: usize, camp: usize, times: i64) {
        let actors = self.order.len();
        for later in at + 1..actors {
            let errors = &mut self.errors[later * self.count..][..self.count];
            match self.signs[at * actors + later] {
                1 => {
                    for (other, errors) in errors.iter_mut().enumerate() {
                        *errors += if other == camp { 0 } else { times };
                    }
                }
                -1 => errors[camp] += times,
                _ => {}
            }
        }
    }

    fn by_actor(&self) -> Vec<u8> {
        let mut camps = vec![0; self.order.len()];
        for (&actor, &camp) in self.order.iter().zip(&self.camps) {
            camps[actor] = camp;
        }
        camps
    }
}
