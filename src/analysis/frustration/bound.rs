//! A lower bound of the cost of all splits: a packing of negative cycles. Knows no splits except
//! the ones it rounds.
//!
//! Every split into two camps frustrates a tie of every negative cycle. Therefore the linear
//! program "lowest weight of ties that hit every negative cycle" bounds the cost from below; its
//! dual packs cycles so that no tie is used beyond its weight (Barahona and Mahjoub 1986, "On the
//! cut polytope", Mathematical Programming 36; Guenin 2001, JCTB 83). Violated cycles are added as
//! long as there are some, found as shortest paths on the doubled graph of Barahona and Mahjoub;
//! Clarabel solves the programs. A split into any number of camps has an error in every cycle with
//! one pair of foes, and is bounded the same way.
//!
//! The bound does not trust the solver: its packing is rounded down to whole numbers that fit the
//! ties, and these whole numbers are the proof.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettings, DefaultSolver, IPSolver, SupportedConeT};

use super::problem::{SplitProblem, TieEnd, UnionFind};
use super::tabu::downhill;

/// The value of 1 in the whole numbers of a packing.
const ONE: i64 = 1 << 32;
/// A cycle is violated if the sum of its ties is below 1 by this much.
const MIN_VIOLATION: f64 = 1e-3;
/// The most new triangles with one tie in a round: enough to tighten the bound, few enough to keep
/// the program small.
const MAX_TRIANGLES_BY_TIE: u32 = 3;
/// Programs of up to this many ties take milliseconds, and are always solved.
const MAX_QUICK_TIES: usize = 500;
/// About how many times a program is factored until it is solved.
const FACTORINGS: f64 = 20.0;
/// Added for each tie, so that of two paths of the same weight the shorter wins.
const STEP: f64 = 1e-5;

/// The cycles in which every split has an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Cycles {
    /// For two camps: cycles with an odd number of ties between foes.
    Negative,
    /// For any number of camps: cycles with exactly one tie between foes.
    WithOneFoe,
}

/// What adding cycles to a program did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Tightening {
    /// There are more cycles, and a new solution.
    Tighter,
    /// No cycle is violated, or the solver fails.
    Settled,
    /// It would take more steps than are left.
    TooLong,
}

/// The linear program for the cycles found so far, and its solution.
pub(in crate::analysis) struct Relaxation<'a> {
    problem: &'a SplitProblem,
    wanted: Cycles,
    rows: Vec<Vec<TieEnd>>,
    cycles: Vec<Vec<usize>>,
    /// How much of each tie the solution frustrates, from 0 to 1.
    pub(super) shares: Vec<f64>,
    /// The weight of the packing, in units of [`ONE`], without settled ties.
    packed: i64,
    /// How much of each tie's weight the packing leaves free, in units of [`ONE`].
    free: Vec<i64>,
}

impl<'a> Relaxation<'a> {
    /// The program without cycles: nothing is frustrated.
    pub(in crate::analysis) fn new(problem: &'a SplitProblem, wanted: Cycles) -> Self {
        Self {
            problem,
            wanted,
            rows: problem.rows(),
            cycles: Vec::new(),
            shares: vec![0.0; problem.ties.len()],
            packed: 0,
            free: problem
                .ties
                .iter()
                .map(|tie| tie.weight.abs() * ONE)
                .collect(),
        }
    }

    /// No split costs less than this.
    pub(in crate::analysis) fn lower(&self) -> i64 {
        self.problem.settled + (self.packed + ONE - 1) / ONE
    }

    /// No split costs less than this number of negative triangles that share no tie. Coarse, and
    /// quick for any size.
    pub(super) fn coarse(&self) -> i64 {
        self.problem.settled + self.triangles(1).len() as i64
    }

    /// The ties that no split of at most this cost frustrates: the packing leaves no room for them.
    pub(super) fn never_frustrated(&self, cost: i64) -> impl Iterator<Item = usize> {
        let room = (cost - self.problem.settled) * ONE - self.packed;
        let free = self.free.iter().enumerate();
        free.filter(move |&(_, &free)| free > room)
            .map(|(tie, _)| tie)
    }

    /// Adds violated cycles and solves again, in no more steps than are left.
    pub(in crate::analysis) fn tighten(&mut self, steps_left: &mut u64) -> Tightening {
        let search = 8 * self.problem.actors as u64 * self.problem.ties.len() as u64;
        if !self.may_take(search, steps_left) {
            return Tightening::TooLong;
        }
        let mut found = self.triangles(MAX_TRIANGLES_BY_TIE);
        found.extend(self.cycles());
        found.sort_unstable();
        found.dedup();
        if found.is_empty() {
            return Tightening::Settled;
        }
        self.cycles.extend(found);
        self.solve(steps_left)
    }

    /// A split that satisfies the ties that are frustrated least, improved by greedy moves.
    pub(super) fn rounded(&self) -> Vec<bool> {
        let mut order: Vec<usize> = (0..self.shares.len()).collect();
        order.sort_by(|&one, &other| self.shares[one].total_cmp(&self.shares[other]));
        let mut union = UnionFind::new(self.problem.actors);
        for tie in order {
            let tie = self.problem.ties[tie];
            union.join(tie.a, tie.b, tie.weight < 0);
        }
        let camps = (0..self.problem.actors).map(|actor| union.root(actor).1);
        downhill(self.problem, camps.collect())
    }

    /// Takes steps from those that are left; false if there are too few.
    fn may_take(&self, steps: u64, left: &mut u64) -> bool {
        if self.problem.ties.len() <= MAX_QUICK_TIES {
            return true;
        }
        let rest = left.checked_sub(steps);
        *left = rest.unwrap_or(*left);
        rest.is_some()
    }

    /// Minimizes the weight of the frustrated ties, so that the shares of every cycle add up to at
    /// least 1 and none is negative.
    fn solve(&mut self, steps_left: &mut u64) -> Tightening {
        let ties = self.shares.len();
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); ties];
        for (row, cycle) in self.cycles.iter().enumerate() {
            for &tie in cycle {
                columns[tie].push(row);
            }
        }
        let count = self.cycles.len() + ties;
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for (tie, column) in columns.into_iter().enumerate() {
            entries.extend(column);
            entries.push(self.cycles.len() + tie);
            starts.push(entries.len());
        }
        let values = vec![-1.0; entries.len()];
        let matrix = CscMatrix::new(count, ties, starts, entries, values);
        let mut bounds = vec![-1.0; self.cycles.len()];
        bounds.resize(count, 0.0);
        let weight = |tie: &super::problem::SplitTie| tie.weight.abs() as f64;
        let weights: Vec<f64> = self.problem.ties.iter().map(weight).collect();
        let settings = DefaultSettings {
            verbose: false,
            ..DefaultSettings::default()
        };
        let cones = [SupportedConeT::NonnegativeConeT(count)];
        let nothing = CscMatrix::zeros((ties, ties));
        let Ok(mut solver) =
            DefaultSolver::new(&nothing, &weights, &matrix, &bounds, &cones, settings)
        else {
            return Tightening::Settled;
        };
        // The entries of a factor are those of a triangle in the worst case.
        let steps = FACTORINGS * (solver.info.linsolver.nnzL as f64).powf(1.5);
        if !self.may_take(steps as u64, steps_left) {
            return Tightening::TooLong;
        }
        solver.solve();
        let solution = &solver.solution;
        if solution.x.iter().chain(&solution.z).any(|x| !x.is_finite()) {
            return Tightening::Settled;
        }
        self.shares = solution
            .x
            .iter()
            .map(|share| share.clamp(0.0, 1.0))
            .collect();
        self.pack(&solution.z[..self.cycles.len()]);
        Tightening::Tighter
    }

    /// Rounds the solver's packing down to whole numbers that fit every tie, and keeps the better
    /// of old and new.
    fn pack(&mut self, proposed: &[f64]) {
        let ties = &self.problem.ties;
        let mut loads = vec![0.0; ties.len()];
        for (cycle, amount) in self.cycles.iter().zip(proposed) {
            for &tie in cycle {
                loads[tie] += amount.max(0.0);
            }
        }
        let excess = loads
            .iter()
            .zip(ties)
            .map(|(load, tie)| load / tie.weight.abs() as f64);
        let scale = ONE as f64 / excess.fold(1.0, f64::max);
        let whole = |amount: &f64| (amount.max(0.0) * scale) as i64;
        let mut amounts: Vec<i64> = proposed.iter().map(whole).collect();
        let mut free: Vec<i64> = ties.iter().map(|tie| tie.weight.abs() * ONE).collect();
        for (cycle, amount) in self.cycles.iter().zip(&mut amounts) {
            let fits = cycle.iter().map(|&tie| free[tie]).min().unwrap_or_default();
            *amount = (*amount).min(fits);
            for &tie in cycle {
                free[tie] -= *amount;
            }
        }
        let packed = amounts.iter().sum();
        if packed >= self.packed {
            self.packed = packed;
            self.free = free;
        }
    }

    /// Violated triangles, at most `by_tie` for each tie; without them dense networks take many
    /// rounds.
    fn triangles(&self, by_tie: u32) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        let mut used = vec![0; self.shares.len()];
        let mut tied: Vec<Option<usize>> = vec![None; self.problem.actors];
        let ties = &self.problem.ties;
        let mut closing = Vec::new();
        for row in &self.rows {
            for one in row {
                tied[one.to] = Some(one.tie);
            }
            for (at, ab) in row.iter().enumerate() {
                closing_ties(
                    ab.to,
                    &row[at + 1..],
                    &self.rows[ab.to],
                    &tied,
                    &mut closing,
                );
                for &(bc, ac) in &closing {
                    let mut cycle = [ab.tie, bc, ac];
                    let foes = cycle.iter().filter(|&&tie| ties[tie].weight < 0).count();
                    let is_wanted = match self.wanted {
                        Cycles::Negative => foes % 2 == 1,
                        Cycles::WithOneFoe => foes == 1,
                    };
                    let sum: f64 = cycle.iter().map(|&tie| self.shares[tie]).sum();
                    let is_new = cycle.iter().all(|&tie| used[tie] < by_tie);
                    if is_wanted && is_new && sum < 1.0 - MIN_VIOLATION {
                        cycle.sort_unstable();
                        for tie in cycle {
                            used[tie] += 1;
                        }
                        found.push(cycle.to_vec());
                    }
                }
            }
            for one in row {
                tied[one.to] = None;
            }
        }
        found
    }

    /// The most violated cycle through each actor, if there is one.
    fn cycles(&self) -> Vec<Vec<usize>> {
        (0..self.problem.actors)
            .filter_map(|actor| self.cycle_through(actor))
            .collect()
    }

    /// The shortest path from an actor to its copy on the graph with every actor doubled, where a
    /// tie between foes changes sides (Dijkstra 1959).
    fn cycle_through(&self, actor: usize) -> Option<Vec<usize>> {
        let (from, to) = (2 * actor, 2 * actor + 1);
        let mut lengths = vec![f64::INFINITY; 2 * self.problem.actors];
        let mut back = vec![(usize::MAX, usize::MAX); lengths.len()];
        let mut queue = BinaryHeap::from([(Reverse(0_u64), from)]);
        lengths[from] = 0.0;
        while let Some((Reverse(bits), at)) = queue.pop() {
            let length = f64::from_bits(bits);
            if at == to {
                break;
            }
            if length > lengths[at] {
                continue;
            }
            for row in &self.rows[at / 2] {
                let (is_foe, is_copy) = (row.weight < 0, at % 2 == 1);
                if is_foe && is_copy && self.wanted == Cycles::WithOneFoe {
                    continue;
                }
                let next = 2 * row.to + usize::from(is_foe != is_copy);
                let longer = length + self.shares[row.tie] + STEP;
                if longer < lengths[next] && longer < 1.0 - MIN_VIOLATION {
                    lengths[next] = longer;
                    back[next] = (at, row.tie);
                    // Lengths are not negative, so their bits are ordered like them.
                    queue.push((Reverse(longer.to_bits()), next));
                }
            }
        }
        if lengths[to].is_infinite() {
            return None;
        }
        let (mut stops, mut ties) = (vec![to], Vec::new());
        let mut at = to;
        while at != from {
            let (before, tie) = back[at];
            stops.push(before);
            ties.push(tie);
            at = before;
        }
        Some(innermost(&stops, &ties))
    }
}

/// The pairs of ties from `b` and from `a` to each actor after `b` that is tied to both, in the
/// order of these actors. `later` are the ties of `a` to actors after `b`, and `tied` is the tie of
/// `a` to each actor. Takes the shorter row: a hub would be walked for each of its ties.
fn closing_ties(
    b: usize,
    later: &[TieEnd],
    of_b: &[TieEnd],
    tied: &[Option<usize>],
    closing: &mut Vec<(usize, usize)>,
) {
    closing.clear();
    if of_b.len() > 16 * later.len() {
        closing.extend(later.iter().filter_map(|ac| {
            let at = of_b.binary_search_by_key(&ac.to, |bc| bc.to).ok()?;
            Some((of_b[at].tie, ac.tie))
        }));
    } else {
        let after = of_b.iter().filter(|bc| bc.to > b);
        closing.extend(after.filter_map(|bc| Some((bc.tie, tied[bc.to]?))));
    }
}

/// The shortest part of a negative closed walk from an actor to its copy: a cycle without repeated
/// actors.
fn innermost(stops: &[usize], ties: &[usize]) -> Vec<usize> {
    let (mut begin, mut end) = (0, ties.len());
    for first in 0..stops.len() {
        let copy = stops[first + 1..]
            .iter()
            .position(|&stop| stop == stops[first] ^ 1);
        if let Some(steps) = copy
            && steps + 1 < end - begin
        {
            (begin, end) = (first, first + steps + 1);
        }
    }
    let mut cycle = ties[begin..end].to_vec();
    cycle.sort_unstable();
    cycle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hubs_of_many_actors_do_not_walk_each_other_for_every_tie() {
        let leaves = 50_000;
        let ties = (2..leaves + 2).flat_map(|leaf| [(0, leaf, 1), (1, leaf, -1)]);
        let ties = ties.chain([(0, 1, 1)]);
        let problem = SplitProblem::new(leaves + 2, ties);
        let relaxation = Relaxation::new(&problem, Cycles::Negative);
        // All triangles share the tie between the hubs.
        assert_eq!(relaxation.coarse(), 1);
        assert_eq!(relaxation.triangles(3).len(), 3);
    }
}
