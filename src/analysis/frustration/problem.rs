//! Split actors into two camps so that the ties pulled the wrong way weigh least. Knows no way to solve it but to try all.
//!
//! A tie's weight is positive between friends, negative between foes, and its size is what it costs to frustrate it.

/// Up to so many actors all splits are tried.
pub(super) const FEW: usize = 16;

/// Actors by number, and the ties between them, no two of the same ends.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Problem {
    pub(super) actors: usize,
    pub(super) ties: Vec<Tie>,
    /// What every split costs, from ties that were settled.
    pub(super) settled: i64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) weight: i64,
}

/// A problem in which some actors were made one.
pub(super) struct Merged {
    pub(super) problem: Problem,
    /// Where each actor of the old problem is in the new one, and whether it stands opposite to it.
    pub(super) place: Vec<(usize, bool)>,
}

/// The cheapest of all splits.
pub(super) struct Best {
    pub(super) cost: i64,
    pub(super) ways: usize,
    pub(super) camps: Vec<bool>,
}

impl Problem {
    /// Ties of the same ends are summed: what pulls both ways is frustrated anyhow.
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
                ties.push(Tie { a, b, weight });
            }
        }
        Self {
            actors,
            ties,
            settled,
        }
    }

    /// What a split costs.
    pub(super) fn cost(&self, camps: &[bool]) -> i64 {
        let frustrated = self.ties.iter().filter(|tie| tie.is_frustrated(camps));
        self.settled + frustrated.map(|tie| tie.weight.abs()).sum::<i64>()
    }

    /// Who is tied to whom, with what weight, and by which tie.
    pub(super) fn rows(&self) -> Vec<Vec<Row>> {
        let mut rows = vec![Vec::new(); self.actors];
        for (tie, &Tie { a, b, weight }) in self.ties.iter().enumerate() {
            rows[a].push(Row { to: b, weight, tie });
            rows[b].push(Row { to: a, weight, tie });
        }
        rows
    }

    /// The problem with the ends of these ties made one, in the same camp or in opposite ones.
    pub(super) fn merged(&self, ties: impl IntoIterator<Item = (Tie, bool)>) -> Merged {
        let mut union = Union::new(self.actors);
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
        Merged { problem, place }
    }

    /// The cheapest split by trying all, walking them so that one actor at a time changes camps (Gray 1953), and how
    /// many as cheap there are. O(2^actors · actors); for at most [`FEW`] actors.
    pub(super) fn by_trying_all(&self) -> Best {
        let n = self.actors;
        let mut weights = vec![0_i64; n * n];
        for tie in &self.ties {
            weights[tie.a * n + tie.b] = tie.weight;
            weights[tie.b * n + tie.a] = tie.weight;
        }
        let mut camps = vec![false; n];
        let mut cost = self.cost(&camps);
        let mut best = Best {
            cost,
            ways: 1,
            camps: camps.clone(),
        };
        // The last actor stays, so that no split comes twice.
        for step in 1..1_u32 << n.saturating_sub(1) {
            let turned = step.trailing_zeros() as usize;
            let camp = camps[turned];
            for (&weight, &other) in weights[turned * n..][..n].iter().zip(&camps) {
                cost += if camp == other { weight } else { -weight };
            }
            camps[turned] = !camp;
            if cost < best.cost {
                best = Best {
                    cost,
                    ways: 0,
                    camps: camps.clone(),
                };
            }
            best.ways += usize::from(cost == best.cost);
        }
        best
    }
}

/// One of an actor's ties.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) to: usize,
    pub(super) weight: i64,
    pub(super) tie: usize,
}

impl Tie {
    pub(super) fn is_frustrated(&self, camps: &[bool]) -> bool {
        (camps[self.a] != camps[self.b]) == (self.weight > 0)
    }
}

impl Merged {
    /// A split of the merged problem as one of the old problem.
    pub(super) fn unfolded(&self, camps: &[bool]) -> Vec<bool> {
        let place = self.place.iter();
        place
            .map(|&(actor, is_opposite)| camps[actor] != is_opposite)
            .collect()
    }
}

/// Who is settled to stand with or opposite to whom (Tarjan 1975, with parities).
pub(super) struct Union {
    parent: Vec<(usize, bool)>,
}

impl Union {
    pub(super) fn new(actors: usize) -> Self {
        Self {
            parent: (0..actors).map(|actor| (actor, false)).collect(),
        }
    }

    /// The one that stands for an actor's group, and whether the actor stands opposite to it.
    pub(super) fn root(&mut self, actor: usize) -> (usize, bool) {
        let (mut at, mut is_opposite) = (actor, false);
        while self.parent[at].0 != at {
            // Every second one on the way is hung to its grandparent, so that ways stay short.
            let (parent, turn) = self.parent[at];
            let (grandparent, turn_again) = self.parent[parent];
            self.parent[at] = (grandparent, turn != turn_again);
            is_opposite ^= turn != turn_again;
            at = grandparent;
        }
        (at, is_opposite)
    }

    /// Settles two actors, unless they are settled already.
    pub(super) fn join(&mut self, a: usize, b: usize, is_opposite: bool) {
        let ((a, turn_a), (b, turn_b)) = (self.root(a), self.root(b));
        if a != b {
            self.parent[b] = (a, is_opposite != (turn_a != turn_b));
        }
    }
}
