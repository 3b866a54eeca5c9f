//! Random numbers from a seed: `SplitMix64` (Steele, Lea and Flood 2014). Knows no entropy and no
//! clock, so that the same seed gives the same numbers on every machine.

/// The step of the generator: 2⁶⁴ over the golden ratio.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// A small random number generator for layouts, searches and samples; not for secrets.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    /// The stream of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream of this seed after mixing, so that seeds that differ in few bits give unrelated
    /// streams.
    pub(crate) fn from_mixed(seed: u64) -> Self {
        Self(mix(seed ^ GAMMA))
    }

    /// A number of 64 random bits.
    pub(crate) fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mix(self.0)
    }

    /// A number below `count`, or 0 if `count` is 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next_u64()) * count as u128) >> 64) as usize
    }

    /// A number from 0 up to, not including, 1, in double precision.
    pub(crate) fn unit_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number from 0 up to, not including, 1, in single precision.
    pub(crate) fn unit_f32(&mut self) -> f32 {
        (self.next_u64() >> 40) as f32 / (1_u32 << 24) as f32
    }

    /// True with a probability of `percent` in a hundred.
    pub(crate) fn chance_percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these items, each equally likely.
    pub(crate) fn one_of<T: Copy, const COUNT: usize>(&mut self, items: [T; COUNT]) -> T {
        items[self.below(COUNT)]
    }

    /// Puts the items in a random order, each order equally likely (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// The finalizer of `SplitMix64`: similar inputs give unrelated outputs. 0 gives 0.
pub(crate) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A hash of 64 bits: the first number of the stream of this seed.
pub(crate) fn hash(word: u64) -> u64 {
    mix(word.wrapping_add(GAMMA))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_that_of_the_published_generator() {
        // The first numbers of the reference implementation for seed 1234567.
        let mut rng = Rng::new(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ];
        assert_eq!(expected.map(|_| rng.next_u64()), expected);
        assert_eq!(hash(1_234_567), expected[0]);
    }

    #[test]
    fn a_shuffle_keeps_every_item() {
        let mut items: Vec<usize> = (0..100).collect();
        Rng::new(7).shuffle(&mut items);
        assert!(!items.is_sorted());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut rng = Rng::from_mixed(3);
        assert_eq!(rng.below(0), 0);
        for _ in 0..1000 {
            assert!(rng.below(7) < 7);
            assert!((0.0..1.0).contains(&rng.unit_f32()));
            assert!((0.0..1.0).contains(&rng.unit_f64()));
        }
        assert!(!rng.chance_percent(0) && rng.chance_percent(100));
    }
}
