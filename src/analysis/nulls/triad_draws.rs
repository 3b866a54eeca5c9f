//! The triads of many draws at once: sixty-four draws are counted with a few instructions for each
//! triad.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::sign_draws::SignDraws;
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;
use crate::analysis::triads::{Census, TriadKind, for_each_triad};

/// So many triads are collected before they are counted in all draws: the memory for all of them
/// would grow with the third power of the actors.
const BLOCK: usize = 1 << 16;

/// The triads of a network, which are counted and not kept.
pub(super) struct DrawnTriads<'s> {
    signs: &'s SignedGraph,
    total: usize,
    own: BalancedTriads,
}

/// How many triads are balanced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BalancedTriads {
    pub(super) balanced: usize,
    pub(super) weakly_balanced: usize,
}

impl<'s> DrawnTriads<'s> {
    pub(super) fn of(signs: &'s SignedGraph) -> Self {
        let census = Census::of(signs);
        let own = BalancedTriads {
            balanced: census.strong().balanced,
            weakly_balanced: census.total() - census.count(TriadKind::Torn),
        };
        Self {
            signs,
            total: census.total(),
            own,
        }
    }

    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// The counts with the observed signs.
    pub(super) fn own(&self) -> BalancedTriads {
        self.own
    }

    /// The counts of the first draws; `None` if it is cancelled. O(triads · draws / 64), in memory
    /// for a block of triads.
    pub(super) fn counts(
        &self,
        drawn: &SignDraws,
        draws: usize,
        progress: AnalysisProgress<'_>,
    ) -> Option<Vec<BalancedTriads>> {
        let words = &drawn.words()[..draws.div_ceil(64)];
        let mut counters: Vec<UnbalancedCounter> = Vec::new();
        counters.resize_with(words.len(), Default::default);
        let mut count = |block: &mut Vec<[u32; 3]>| {
            let counters = counters.par_iter_mut().zip(words);
            counters.for_each(|(counter, foes)| counter.add(block, foes));
            block.clear();
        };
        let mut block = Vec::with_capacity(BLOCK.min(self.total));
        let (mut counted, mut go_on) = (0, ControlFlow::Continue(()));
        for_each_triad(self.signs, |triad| {
            if go_on.is_break() {
                return;
            }
            block.push(triad.pairs);
            if block.len() == BLOCK {
                count(&mut block);
                counted += BLOCK;
                go_on = progress(counted as f32 / self.total as f32);
            }
        });
        go_on.continue_value()?;
        count(&mut block);
        let balanced = counters.iter().flat_map(|one| one.balanced(self.total));
        Some(balanced.take(draws).collect())
    }
}

/// The unbalanced triads of sixty-four draws.
#[derive(Default)]
struct UnbalancedCounter {
    /// One foe or three.
    odd: BitCounter,
    /// One foe: not weakly balanced either.
    single: BitCounter,
}

impl UnbalancedCounter {
    fn add(&mut self, triads: &[[u32; 3]], foes: &[u64]) {
        for pairs in triads {
            let [a, b, c] = pairs.map(|pair| foes[pair as usize]);
            let is_odd = a ^ b ^ c;
            self.odd.add(is_odd);
            self.single.add(is_odd & !(a & b & c));
        }
    }

    fn balanced(&self, total: usize) -> impl Iterator<Item = BalancedTriads> {
        (0..64).map(move |bit| BalancedTriads {
            balanced: total - self.odd.count(bit),
            weakly_balanced: total - self.single.count(bit),
        })
    }
}

/// Sixty-four counters side by side: the binary digits of all of them, lowest first.
#[derive(Default)]
struct BitCounter {
    digits: Vec<u64>,
}

impl BitCounter {
    /// Adds 1 to the counters whose bit is set.
    fn add(&mut self, bits: u64) {
        let mut carry = bits;
        for digit in &mut self.digits {
            if carry == 0 {
                return;
            }
            (*digit, carry) = (*digit ^ carry, *digit & carry);
        }
        if carry != 0 {
            self.digits.push(carry);
        }
    }

    fn count(&self, bit: usize) -> usize {
        let digits = self.digits.iter().enumerate();
        digits
            .map(|(place, digit)| ((digit >> bit & 1) as usize) << place)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::null_model::NullModel;
    use super::*;
    use crate::random::Rng;

    /// Actors that all know each other, with more triads than a block has.
    fn everyone() -> SignedGraph {
        let pairs = (0..80).flat_map(|b| (0..b).map(move |a| (a, b)));
        let sign = |a: usize, b: usize| if (a * b).is_multiple_of(3) { -1.0 } else { 1.0 };
        SignedGraph::from_weights(80, pairs.map(|(a, b)| (a, b, sign(a, b))))
    }

    #[test]
    fn triads_of_several_blocks_are_counted_as_the_census_counts_them() {
        let signs = everyone();
        let go_on = |_| ControlFlow::Continue(());
        let rng = Rng::from_mixed(3);
        let drawn = SignDraws::new(NullModel::SignsShuffled, &signs, 70, rng, &go_on).unwrap();
        let triads = DrawnTriads::of(&signs);
        assert!(triads.total() > BLOCK);
        let counts = triads.counts(&drawn, 66, &go_on).unwrap();
        assert_eq!(counts.len(), 66);
        for draw in [0, 1, 63, 65] {
            let census = Census::of(&signs.with_signs(|pair| drawn.is_friendly(pair, draw)));
            let expected = BalancedTriads {
                balanced: census.strong().balanced,
                weakly_balanced: census.weak().balanced,
            };
            assert_eq!(counts[draw], expected);
        }
        let cancelled = triads.counts(&drawn, 66, &|_| ControlFlow::Break(()));
        assert!(cancelled.is_none());
    }
}
