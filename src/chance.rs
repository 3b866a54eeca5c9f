//! Chance by seed: `SplitMix64` (Steele, Lea and Flood 2014). No entropy, no clock; the same numbers on every machine.

/// A small random generator for searches and samples.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `count`, or 0 if `count` is 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    /// A number from 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something befalls that does so `percent` times in a hundred.
    pub(crate) fn befalls(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a few.
    pub(crate) fn one_of<T: Copy, const COUNT: usize>(&mut self, items: [T; COUNT]) -> T {
        items[self.below(COUNT)]
    }
}
