//! The triads of many draws at once: sixty-four draws are counted with a few instructions for each
//! triad.

use rayon::prelude::*;

use super::sign_draws::SignDraws;
use crate::analysis::signed::SignedGraph;
use crate::analysis::triads::{Census, TriadKind, for_each_triad};

/// The triads of a network, each as its three pairs.
pub(super) struct TriadList {
    pairs: Vec<[u32; 3]>,
    own: BalancedTriads,
}

/// How many triads are balanced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BalancedTriads {
    pub(super) balanced: usize,
    pub(super) weakly_balanced: usize,
}

impl TriadList {
    pub(super) fn of(signs: &SignedGraph) -> Self {
        let mut pairs = Vec::new();
        for_each_triad(signs, |triad| pairs.push(triad.pairs));
        let census = Census::of(signs);
        let own = BalancedTriads {
            balanced: census.strong().balanced,
            weakly_balanced: census.total() - census.count(TriadKind::Torn),
        };
        Self { pairs, own }
    }

    pub(super) fn total(&self) -> usize {
        self.pairs.len()
    }

    /// The counts with the observed signs.
    pub(super) fn own(&self) -> BalancedTriads {
        self.own
    }

    /// The counts of each draw. O(triads · draws / 64).
    pub(super) fn counts(&self, drawn: &SignDraws) -> Vec<BalancedTriads> {
        let of_word = |foes: &Vec<u64>| {
            let (mut odd, mut single) = (BitCounter::default(), BitCounter::default());
            for pairs in &self.pairs {
                let [a, b, c] = pairs.map(|pair| foes[pair as usize]);
                // One foe or three: unbalanced. One foe: not weakly balanced either.
                let is_odd = a ^ b ^ c;
                odd.add(is_odd);
                single.add(is_odd & !(a & b & c));
            }
            let left = |unbalanced: usize| self.pairs.len() - unbalanced;
            (0..64)
                .map(|bit| BalancedTriads {
                    balanced: left(odd.count(bit)),
                    weakly_balanced: left(single.count(bit)),
                })
                .collect::<Vec<_>>()
        };
        let mut counts: Vec<BalancedTriads> =
            drawn.words().par_iter().flat_map_iter(of_word).collect();
        counts.truncate(drawn.count);
        counts
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
