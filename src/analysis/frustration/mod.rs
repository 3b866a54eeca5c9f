//! The frustration index: the minimum number of pairs that violate every split into two camps.
//! Knows no document.
//!
//! Abelson and Rosenberg 1958, "Symbolic psycho-logic", Behavioral Science 3; Harary 1959, "On the
//! measurement of structural balance", Behavioral Science 4. Aref and Wilson 2018, "Measuring
//! partial balance in signed networks", Journal of Complex Networks 6, and 2019, "Balance and
//! frustration in signed networks", ibid. 7.
//!
//! The index is NP-hard. The method: cut the network into its 2-connected blocks (a bridge is never
//! frustrated); try all splits of a block of up to sixteen actors; for larger blocks find a split
//! by tabu search (`tabu`), prove by a packing of negative cycles that none is better (`bound`),
//! and branch if a gap remains (`solve`).

mod blocks;
pub(super) mod bound;
mod effort;
mod nearest;
mod optima;
pub(super) mod problem;
pub(super) mod quick;
mod solve;
mod tabu;

use std::ops::ControlFlow;

pub use effort::Effort;
pub use nearest::{NextSplit, next_split};
pub use optima::Optima;

use super::progress::AnalysisProgress;
use super::signed::SignedGraph;
use blocks::blocks;
use problem::SplitProblem;
use solve::{RemainingWork, SolvedBlock};

/// The result of the search for the frustration index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frustration {
    /// A proved lower bound: no split has fewer frustrated pairs.
    pub lower: usize,
    /// An upper bound: the frustrated pairs of the split that was found.
    pub upper: usize,
    /// For each actor, by ordinal: the first camp (0), the second (1), or `None` for an actor
    /// without friends and foes.
    ///
    /// Each connected part of the network has two camps of its own; the first is the larger.
    pub camps: Vec<Option<u8>>,
    /// The frustrated pairs, by index: friends in different camps and foes in the same. If their
    /// signs were flipped or they were removed, the network would be balanced.
    pub frustrated: Vec<usize>,
    /// How many splits reach the index, if it is proved.
    pub optima: Option<Optima>,
    /// How many connected parts friends and foes make up. In the best split, the camps of each part
    /// can change places by themselves.
    pub parts: usize,
}

impl Frustration {
    /// The frustration index L, if it is proved.
    pub fn index(&self) -> Option<usize> {
        (self.lower == self.upper).then_some(self.upper)
    }
}

/// Finds the frustration index L with proof, or a lower and an upper bound if the effort does not
/// suffice.
///
/// L counts pairs, whatever their weight. `None` if `progress` cancelled it. The same signs and the
/// same effort give the same result.
pub fn frustration(
    signs: &SignedGraph,
    effort: Effort,
    progress: AnalysisProgress<'_>,
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
        parts: parts(signs),
    };
    let mut work = RemainingWork::new(effort);
    let mut done = 0;
    for block in blocks {
        let (problem, actors) = problem_of(signs, &block);
        let (from, span) = (
            done as f32 / total as f32,
            block.len() as f32 / total as f32,
        );
        let watch = |share: f32| -> ControlFlow<()> { progress(from + share * span) };
        let solved = solve::solve(&problem, span, &mut work, &watch)?;
        sides.join(&actors, &solved.camps);
        found.add(&solved, effort.optima);
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

/// How many connected parts the pairs make up.
fn parts(signs: &SignedGraph) -> usize {
    let mut union = petgraph::unionfind::UnionFind::new(signs.actor_bound());
    let mut is_in_pair = vec![false; signs.actor_bound()];
    let mut joins = 0;
    for pair in signs.pairs() {
        for actor in [pair.a, pair.b] {
            is_in_pair[actor as usize] = true;
        }
        joins += usize::from(union.union(pair.a as usize, pair.b as usize));
    }
    let actors = is_in_pair.into_iter().filter(|is_in_pair| *is_in_pair);
    actors.count() - joins
}

impl Frustration {
    /// What the split is among those with the fewest frustrated pairs.
    pub fn split_in_words(&self) -> String {
        let split = match self.optima {
            _ if self.parts == 0 => return "No camps: there are no friends and no foes".to_owned(),
            Some(Optima::Exactly(1)) => {
                "The only split with the fewest frustrated pairs".to_owned()
            }
            Some(Optima::Exactly(count)) => {
                format!("One of {count} splits with the fewest frustrated pairs")
            }
            Some(Optima::AtLeast(count)) => {
                format!("One of at least {count} splits with the fewest frustrated pairs")
            }
            None => "The best split found, not proved".to_owned(),
        };
        match self.parts {
            1 => split,
            parts => format!(
                "{split}. It has {parts} parts without a friend or foe in common: which camp of a part goes with \
                 which of another is open"
            ),
        }
    }

    /// Adds the result for a block.
    fn add(&mut self, block: &SolvedBlock, limit: usize) {
        self.lower += block.lower as usize;
        self.upper += block.upper as usize;
        self.optima = match (self.optima, block.optima) {
            (Some(sum), Some(more)) => Some(sum.times(more, limit)),
            _ => None,
        };
    }
}

/// A block as a separate problem, and its actors by their number there.
fn problem_of(signs: &SignedGraph, block: &[u32]) -> (SplitProblem, Vec<u32>) {
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
    let problem = SplitProblem::new(actors.len(), ties);
    (problem, actors)
}

/// Which actors are on the same side and which on opposite sides, by the blocks; blocks form a
/// tree.
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

    /// The camps of every connected part, the larger first; of two equal ones, first that of the
    /// lowest ordinal.
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

    #[test]
    fn parts_that_are_not_connected_are_counted_and_said() {
        let none = index(&[]);
        assert_eq!(
            (none.parts, none.split_in_words().starts_with("No camps")),
            (0, true)
        );
        let one = index(&[(0, 1, 1.0), (1, 2, -1.0)]);
        assert_eq!(one.parts, 1);
        assert_eq!(
            one.split_in_words(),
            "The only split with the fewest frustrated pairs"
        );
        let two = index(&[(0, 1, 1.0), (1, 2, -1.0), (5, 6, 1.0)]);
        assert_eq!(two.parts, 2);
        assert!(
            two.split_in_words().contains("2 parts"),
            "{}",
            two.split_in_words()
        );
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
        let lowest = *costs.iter().min().unwrap();
        let ways = costs.iter().filter(|&&cost| cost == lowest).count();
        // The camps of every connected part, isolated actors included, can be swapped.
        let mut part: Vec<usize> = (0..10).collect();
        for pair in signs.pairs() {
            let (from, to) = (part[pair.a as usize], part[pair.b as usize]);
            part.iter_mut()
                .filter(|one| **one == from)
                .for_each(|one| *one = to);
        }
        part.sort_unstable();
        part.dedup();
        (lowest, ways >> part.len())
    }

    #[test]
    fn a_triangle_of_foes_has_index_one_and_three_optimal_splits() {
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
    fn a_balanced_network_has_index_zero() {
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
    fn it_can_be_cancelled() {
        let signs = SignedGraph::from_weights(3, [(0, 1, 1.0)]);
        assert!(frustration(&signs, Effort::default(), &|_| ControlFlow::Break(())).is_none());
    }

    #[test]
    fn without_effort_the_bounds_are_still_valid() {
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
            let (lowest, ways) = by_trying_all(&ties);
            let found = index(&ties);
            prop_assert_eq!(found.index(), Some(lowest));
            prop_assert_eq!(found.frustrated.len(), lowest);
            prop_assert_eq!(found.optima, Some(Optima::Exactly(ways)));
        }

    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn flipping_all_signs_of_an_actor_changes_nothing(seed in 0..1000_u64, actor in 0..22_usize) {
            let ties = network(22, 60, seed);
            let flipped: Vec<_> = ties
                .iter()
                .map(|&(a, b, weight)| (a, b, if (a == actor) == (b == actor) { weight } else { -weight }))
                .collect();
            let (found, again) = (index(&ties), index(&flipped));
            prop_assert!(found.index().is_some());
            prop_assert_eq!(found.index(), again.index());
            prop_assert_eq!(found.optima, again.optima);
            let balance = |ties: &[(usize, usize, f64)]| {
                let signs = SignedGraph::from_weights(40, ties.iter().copied());
                crate::analysis::Census::of(&signs).strong()
            };
            prop_assert_eq!(balance(&ties), balance(&flipped));
        }
    }
}
