//! How much work the search for the frustration index may do. Knows no network.

/// Limits of the work, in steps that are the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// The most linear programs for the proof, and the same number again for counting the optimal
    /// splits.
    pub programs: usize,
    /// The most steps that large ones of these take together, and as many again for counting.
    pub steps: u64,
    /// The most optimal splits that are counted.
    pub optima: usize,
    /// Blocks of more pairs than this get only a coarse lower bound.
    pub pairs: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            programs: 300,
            steps: 3_000_000_000,
            optima: 1000,
            pairs: 4000,
        }
    }
}
