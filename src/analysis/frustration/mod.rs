//! The frustration index: how many pairs of friends and foes no split into two camps can please. Knows no document.
//!
//! Abelson and Rosenberg 1958, "Symbolic psycho-logic", Behavioral Science 3; Harary 1959, "On the measurement of
//! structural balance", Behavioral Science 4. Aref and Wilson 2018, "Measuring partial balance in signed networks",
//! Journal of Complex Networks 6, and 2019, "Balance and frustration in signed networks", ibid. 7.
//!
//! The index is NP-hard to find. The way here: cut the network into its 2-connected blocks (bridges please everybody);
//! try all splits of a block of up to sixteen actors; for larger ones let local search propose a split (`search`) and
//! a packing of negative cycles prove that none is better (`bound`), and branch where a gap remains (`solve`).

mod blocks;
pub(super) mod bound;
pub(super) mod problem;
mod solve;
mod tabu;

use std::ops::ControlFlow;

use super::{Progress, SignedGraph};
use blocks::blocks;
use problem::Problem;
use solve::{Solved, Work};

/// What a search for the frustration index found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frustration {
    /// No split has fewer frustrated pairs: proved.
    pub lower: usize,
    /// So many pairs are frustrated in the split found.
    pub upper: usize,
    /// By actor, by ordinal: the first camp (0), the second (1), or nothing for an actor without friend and foe.
    ///
    /// Each connected part of the network has two camps of its own, the larger of them the first.
    pub camps: Vec<Option<u8>>,
    /// The frustrated pairs, by index: friends across the camps and foes within one. If their signs were turned,
    /// or they went, the network would be balanced.
    pub frustrated: Vec<usize>,
    /// How many ways there are to reach the index, where it is proved.
    pub optima: Option<Optima>,
}

/// How many optimal splits there are.
///
/// Splits that differ just in which camp is called the first, in the whole or in a connected part, are one and the
/// same: they leave the same pairs frustrated. So the counts of the blocks multiply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optima {
    /// As many as this.
    Exactly(usize),
    /// At least as many as this; the limit or the effort was reached.
    AtLeast(usize),
}

/// How much work may be done, in steps that are the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many linear programs may be solved for the proof, and as many again to count the optimal splits.
    pub programs: usize,
    /// Up to how many optimal splits are counted.
    pub optima: usize,
    /// Blocks of more pairs than this get a coarse lower bound alone.
    pub pairs: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            programs: 300,
            optima: 1000,
            pairs: 4000,
        }
    }
}

impl Frustration {
    /// The frustration index L, where it is proved.
    pub fn index(&self) -> Option<usize> {
        (self.lower == self.upper).then_some(self.upper)
    }
}

/// Finds the frustration index L, with proof where the effort suffices, else a lower and an upper bound.
///
/// L counts pairs, whatever their weight. `None` means that `progress` broke it off. The same signs and the same
/// effort give the same answer.
pub fn frustration(
    signs: &SignedGraph,
    effort: Effort,
    progress: Progress<'_>,
) -> Option<Frustration> {
    let blocks = blocks(signs);
    let total: usize = blocks.iter().map(Vec::len).sum();
    let mut sides = Sides::new(signs.actor_bound());
    let mut found = Frustration {
        lower: 0,
        upper: 0,
        camps: Vec::new(),
        frustrated: Vec::new(),
        optima: Some(Optima::Exactly(1)),
    };
    let mut work = Work::new(effort);
    let mut done = 0;
    for block in blocks {
        let (problem, actors) = problem_of(signs, &block);
        let (from, span) = (
            done as f32 / total as f32,
            block.len() as f32 / total as f32,
        );
        let watch = |share: f32| -> ControlFlow<()> { progress(from + share * span) };
        let solved = solve::solve(&problem, &mut work, &watch)?;
        sides.join(&actors, &solved.camps);
        found.take(&solved, effort.optima);
        done += block.len();
        progress(done as f32 / total as f32).continue_value()?;
    }
    found.camps = sides.camps(signs);
    let camps = &found.camps;
    let is_frustrated = |&at: &usize| {
        let pair = &signs.pairs()[at];
        (camps[pair.a as usize] == camps[pair.b as usize]) != pair.is_friendly()
    };
    found.frustrated = (0..signs.pairs().len()).filter(is_frustrated).collect();
    Some(found)
}

impl Frustration {
    /// Adds what was found for a block.
    fn take(&mut self, block: &Solved, limit: usize) {
        self.lower += block.lower as usize;
        self.upper += block.upper as usize;
        self.optima = match (self.optima, block.optima) {
            (Some(sum), Some(more)) => Some(sum.times(more, limit)),
            _ => None,
        };
    }
}

impl Optima {
    /// The number counted.
    pub fn counted(self) -> usize {
        match self {
            Self::Exactly(count) | Self::AtLeast(count) => count,
        }
    }

    fn times(self, other: Self, limit: usize) -> Self {
        let product = self.counted().saturating_mul(other.counted());
        match (self, other) {
            (Self::Exactly(_), Self::Exactly(_)) if product <= limit => Self::Exactly(product),
            _ => Self::AtLeast(product.min(limit)),
        }
    }
}

/// A block as a problem of its own, and its actors by their number there.
fn problem_of(signs: &SignedGraph, block: &[u32]) -> (Problem, Vec<u32>) {
    let ends = |&pair: &u32| {
        let pair = &signs.pairs()[pair as usize];
        [pair.a, pair.b]
    };
    let mut actors: Vec<u32> = block.iter().flat_map(ends).collect();
    actors.sort_unstable();
    actors.dedup();
    let place = |actor: u32| actors.binary_search(&actor).unwrap_or_default();
    let ties = block.iter().map(|&pair| {
        let pair = &signs.pairs()[pair as usize];
        let weight = if pair.is_friendly() { 1 } else { -1 };
        (place(pair.a), place(pair.b), weight)
    });
    let problem = Problem::new(actors.len(), ties);
    (problem, actors)
}

/// Which actors stand on the same side and which on opposite ones, as the blocks say; blocks hang together as a tree.
struct Sides {
    ties: Vec<Vec<(u32, bool)>>,
}

impl Sides {
    fn new(actor_bound: usize) -> Self {
        Self {
            ties: vec![Vec::new(); actor_bound],
        }
    }

    fn join(&mut self, actors: &[u32], camps: &[bool]) {
        for (&actor, &camp) in actors.iter().zip(camps).skip(1) {
            let is_opposite = camp != camps[0];
            self.ties[actor as usize].push((actors[0], is_opposite));
            self.ties[actors[0] as usize].push((actor, is_opposite));
        }
    }

    /// The camps of every connected part, the larger first; of two as large, that of the lowest ordinal.
    fn camps(&self, signs: &SignedGraph) -> Vec<Option<u8>> {
        let mut camps = vec![None; self.ties.len()];
        for start in signs.signed_actors() {
            if camps[start].is_some() {
                continue;
            }
            camps[start] = Some(0);
            let mut part = vec![start];
            let mut next = 0;
            while let Some(&actor) = part.get(next) {
                next += 1;
                for &(other, is_opposite) in &self.ties[actor] {
                    let other = other as usize;
                    if camps[other].is_none() {
                        camps[other] = camps[actor].map(|camp| camp ^ u8::from(is_opposite));
                        part.push(other);
                    }
                }
            }
            let first = part
                .iter()
                .filter(|&&actor| camps[actor] == Some(0))
                .count();
            if 2 * first < part.len() {
                for actor in part {
                    camps[actor] = camps[actor].map(|camp| camp ^ 1);
                }
            }
        }
        camps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(ties: &[(usize, usize, f64)]) -> Frustration {
        let signs = SignedGraph::from_weights(40, ties.iter().copied());
        frustration(&signs, Effort::default(), &|_| ControlFlow::Continue(())).unwrap()
    }

    /// L and the number of optimal splits of each connected part, by trying all splits.
    fn by_trying_all(ties: &[(usize, usize, f64)]) -> (usize, usize) {
        let signs = SignedGraph::from_weights(10, ties.iter().copied());
        let cost = |split: usize| {
            let is_frustrated = |pair: &&crate::analysis::Pair| {
                let apart = (split >> pair.a ^ split >> pair.b) & 1 == 1;
                apart == pair.is_friendly()
            };
            signs.pairs().iter().filter(is_frustrated).count()
        };
        let costs: Vec<usize> = (0..1 << 10).map(cost).collect();
        let least = *costs.iter().min().unwrap();
        let ways = costs.iter().filter(|&&cost| cost == least).count();
        // Every connected part, isolated actors too, can be turned over.
        let mut part: Vec<usize> = (0..10).collect();
        for pair in signs.pairs() {
            let (from, to) = (part[pair.a as usize], part[pair.b as usize]);
            part.iter_mut()
                .filter(|one| **one == from)
                .for_each(|one| *one = to);
        }
        part.sort_unstable();
        part.dedup();
        (least, ways >> part.len())
    }

    #[test]
    fn a_triangle_of_foes_can_be_pleased_but_for_one_pair_in_three_ways() {
        let found = index(&[(0, 1, -1.0), (1, 2, -1.0), (0, 2, -1.0)]);
        assert_eq!(found.index(), Some(1));
        assert_eq!(found.optima, Some(Optima::Exactly(3)));
        assert_eq!(found.frustrated.len(), 1);
        assert_eq!(found.camps[3], None);
    }

    #[test]
    fn blocks_add_up_and_their_optima_multiply() {
        let triangle = |a: usize| [(a, a + 1, -1.0), (a + 1, a + 2, -1.0), (a, a + 2, -1.0)];
        let ties = [triangle(0), triangle(2), triangle(10)].concat();
        let found = index(&ties);
        assert_eq!((found.lower, found.upper), (3, 3));
        assert_eq!(found.optima, Some(Optima::Exactly(27)));
        assert_eq!(found.frustrated.len(), 3);
    }

    #[test]
    fn a_balanced_network_is_told_as_such() {
        let found = index(&[(0, 1, 1.0), (1, 2, -1.0), (0, 2, -1.0), (2, 3, 1.0)]);
        assert_eq!(found.index(), Some(0));
        assert_eq!(found.camps[..4], [Some(0), Some(0), Some(1), Some(1)]);
        assert!(found.frustrated.is_empty());
    }

    #[test]
    fn an_empty_network_has_no_frustration() {
        assert_eq!(index(&[]).index(), Some(0));
    }

    #[test]
    fn it_can_be_broken_off() {
        let signs = SignedGraph::from_weights(3, [(0, 1, 1.0)]);
        assert!(frustration(&signs, Effort::default(), &|_| ControlFlow::Break(())).is_none());
    }

    #[test]
    fn without_effort_the_bounds_are_still_true() {
        let ties = network(40, 140, 3);
        let signs = SignedGraph::from_weights(40, ties.iter().copied());
        let none = Effort {
            programs: 0,
            ..Effort::default()
        };
        let rough = frustration(&signs, none, &|_| ControlFlow::Continue(())).unwrap();
        let proved = index(&ties).index().unwrap();
        assert!(rough.lower <= proved && proved <= rough.upper);
        assert!(rough.lower < rough.upper);
        assert_eq!(rough.optima, None);
    }

    /// A random network, a third of its ties hostile.
    fn network(actors: u64, ties: usize, seed: u64) -> Vec<(usize, usize, f64)> {
        let mut state = seed;
        let mut below = |count: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % count) as usize
        };
        let tie = |_| {
            (
                below(actors),
                below(actors),
                if below(3) == 0 { -1.0 } else { 1.0 },
            )
        };
        (0..ties).map(tie).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn it_is_what_trying_all_splits_gives(ties in crate::analysis::triads::tests::ties()) {
            let (least, ways) = by_trying_all(&ties);
            let found = index(&ties);
            prop_assert_eq!(found.index(), Some(least));
            prop_assert_eq!(found.frustrated.len(), least);
            prop_assert_eq!(found.optima, Some(Optima::Exactly(ways)));
        }

    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn turning_all_signs_of_an_actor_changes_nothing(seed in 0..1000_u64, actor in 0..22_usize) {
            let ties = network(22, 60, seed);
            let turned: Vec<_> = ties
                .iter()
                .map(|&(a, b, weight)| (a, b, if (a == actor) == (b == actor) { weight } else { -weight }))
                .collect();
            let (found, again) = (index(&ties), index(&turned));
            prop_assert!(found.index().is_some());
            prop_assert_eq!(found.index(), again.index());
            prop_assert_eq!(found.optima, again.optima);
            let balance = |ties: &[(usize, usize, f64)]| {
                let signs = SignedGraph::from_weights(40, ties.iter().copied());
                crate::analysis::Census::of(&signs).strong()
            };
            prop_assert_eq!(balance(&ties), balance(&turned));
        }
    }
}
