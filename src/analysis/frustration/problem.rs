//! The problem of splitting actors into two camps at the lowest cost. Solves it only by trying all
//! splits.
//!
//! The weight of a tie is positive between friends and negative between foes; its absolute value is
//! the cost of frustrating it.

/// The most actors for which all splits are tried.
pub(super) const MAX_TRIED: usize = 16;

/// Actors by number, and the ties between them, at most one for each pair.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct SplitProblem {
    pub(super) actors: usize,
    pub(super) ties: Vec<SplitTie>,
    /// The cost of every split from ties that were settled.
    pub(super) settled: i64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct SplitTie {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) weight: i64,
}

/// A problem in which some actors were merged.
pub(super) struct MergedProblem {
    pub(super) problem: SplitProblem,
    /// The actor of the new problem for each actor of the old one, and whether they are in opposite
    /// camps.
    pub(super) place: Vec<(usize, bool)>,
}

/// The cheapest split, and how many have the same cost.
pub(super) struct BestSplit {
    pub(super) cost: i64,
    pub(super) ways: usize,
    pub(super) camps: Vec<bool>,
}

impl SplitProblem {
    /// Ties of the same ends are summed: of opposite weights the smaller is always frustrated.
    pub(in crate::analysis) fn new(
        actors: usize,
        ties: impl IntoIterator<Item = (usize, usize, i64)>,
    ) -> Self {
        let ordered = |(a, b, weight): (usize, usize, i64)| (a.min(b), a.max(b), weight);
        let mut list: Vec<_> = ties.into_iter().map(ordered).collect();
        list.sort_unstable();
        let (mut ties, mut settled) = (Vec::new(), 0);
        for bundle in list.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
            let pull: i64 = bundle.iter().map(|tie| tie.2).sum();
            let size: i64 = bundle.iter().map(|tie| tie.2.abs()).sum();
            settled += (size - pull.abs()) / 2;
            let (a, b, weight) = (bundle[0].0, bundle[0].1, pull);
            if weight != 0 {
                ties.push(SplitTie { a, b, weight });
            }
        }
        Self {
            actors,
            ties,
            settled,
        }
    }

    /// The cost of a split.
    pub(super) fn cost(&self, camps: &[bool]) -> i64 {
        let frustrated = self.ties.iter().filter(|tie| tie.is_frustrated(camps));
        self.settled + frustrated.map(|tie| tie.weight.abs()).sum::<i64>()
    }

    /// The ties of each actor, in the order of the other ends.
    pub(super) fn rows(&self) -> Vec<Vec<TieEnd>> {
        let mut rows = vec![Vec::new(); self.actors];
        for (tie, &SplitTie { a, b, weight }) in self.ties.iter().enumerate() {
            rows[a].push(TieEnd { to: b, weight, tie });
            rows[b].push(TieEnd { to: a, weight, tie });
        }
        rows
    }

    /// The problem with the ends of these ties merged, in the same camp or in opposite ones.
    pub(super) fn merged(&self, ties: impl IntoIterator<Item = (SplitTie, bool)>) -> MergedProblem {
        let mut union = UnionFind::new(self.actors);
        for (tie, is_opposite) in ties {
            union.join(tie.a, tie.b, is_opposite);
        }
        let roots: Vec<(usize, bool)> = (0..self.actors).map(|actor| union.root(actor)).collect();
        let mut number = vec![usize::MAX; self.actors];
        let mut actors = 0;
        for (root, _) in &roots {
            if number[*root] == usize::MAX {
                number[*root] = actors;
                actors += 1;
            }
        }
        let place: Vec<_> = roots
            .iter()
            .map(|&(root, is_opposite)| (number[root], is_opposite))
            .collect();
        let mut settled = self.settled;
        let mut kept = Vec::with_capacity(self.ties.len());
        for tie in &self.ties {
            let ((a, turn_a), (b, turn_b)) = (place[tie.a], place[tie.b]);
            let turned = turn_a != turn_b;
            if a != b {
                kept.push((a, b, if turned { -tie.weight } else { tie.weight }));
            } else if turned == (tie.weight > 0) {
                settled += tie.weight.abs();
            }
        }
        let mut problem = Self::new(actors, kept);
        problem.settled += settled;
        MergedProblem { problem, place }
    }

    /// The cheapest split by trying all, in an order in which one actor at a time changes camps
    /// (Gray 1953). O(2^actors · actors); for at most [`MAX_TRIED`] actors.
    pub(super) fn by_trying_all(&self) -> BestSplit {
        // Rows of a fixed length are added by vector instructions.
        let mut weights = [[0_i64; MAX_TRIED]; MAX_TRIED];
        // How much each actor is drawn into the first camp, by twice the weights of its ties.
        let mut pulls = [0_i64; MAX_TRIED];
        for tie in &self.ties {
            weights[tie.a][tie.b] = 2 * tie.weight;
            weights[tie.b][tie.a] = 2 * tie.weight;
            pulls[tie.a] += tie.weight;
            pulls[tie.b] += tie.weight;
        }
        let mut camps = vec![false; self.actors];
        let mut cost = self.cost(&camps);
        let mut best = BestSplit {
            cost,
            ways: 1,
            camps: camps.clone(),
        };
        // The last actor stays in its camp, so that no split occurs twice.
        for step in 1..1_u32 << self.actors.saturating_sub(1) {
            let turned = step.trailing_zeros() as usize;
            let was_second = camps[turned];
            let row = &weights[turned];
            if was_second {
                cost -= pulls[turned];
                for (pull, weight) in pulls.iter_mut().zip(row) {
                    *pull += weight;
                }
            } else {
                cost += pulls[turned];
                for (pull, weight) in pulls.iter_mut().zip(row) {
                    *pull -= weight;
                }
            }
            camps[turned] = !was_second;
            if cost < best.cost {
                best.cost = cost;
                best.ways = 0;
                best.camps.copy_from_slice(&camps);
            }
            best.ways += usize::from(cost == best.cost);
        }
        best
    }
}

/// A tie as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct TieEnd {
    pub(super) to: usize,
    pub(super) weight: i64,
    pub(super) tie: usize,
}

impl SplitTie {
    pub(super) fn is_frustrated(&self, camps: &[bool]) -> bool {
        (camps[self.a] != camps[self.b]) == (self.weight > 0)
    }
}

impl MergedProblem {
    /// A split of the merged problem as one of the old problem.
    pub(super) fn unfolded(&self, camps: &[bool]) -> Vec<bool> {
        let place = self.place.iter();
        place
            .map(|&(actor, is_opposite)| camps[actor] != is_opposite)
            .collect()
    }
}

/// Which actors are settled to be in the same camp or in opposite ones: union-find (Tarjan 1975)
/// with parities.
pub(super) struct UnionFind {
    parent: Vec<(usize, bool)>,
}

impl UnionFind {
    pub(super) fn new(actors: usize) -> Self {
        Self {
            parent: (0..actors).map(|actor| (actor, false)).collect(),
        }
    }

    /// The representative of the group of an actor, and whether the actor is in the opposite camp.
    pub(super) fn root(&mut self, actor: usize) -> (usize, bool) {
        let (mut at, mut is_opposite) = (actor, false);
        while self.parent[at].0 != at {
            // Path halving: every second actor is attached to its grandparent.
            let (parent, turn) = self.parent[at];
            let (grandparent, turn_again) = self.parent[parent];
            self.parent[at] = (grandparent, turn != turn_again);
            is_opposite ^= turn != turn_again;
            at = grandparent;
        }
        (at, is_opposite)
    }

    /// Joins the groups of two actors, unless they are in one group already.
    pub(super) fn join(&mut self, a: usize, b: usize, is_opposite: bool) {
        let ((a, turn_a), (b, turn_b)) = (self.root(a), self.root(b));
        if a != b {
            self.parent[b] = (a, is_opposite != (turn_a != turn_b));
        }
    }
}
