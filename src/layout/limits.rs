//! Sizes at which a layout works in another way. Tests pass smaller ones, so that they run the same
//! code on networks that are quick to lay out.

/// Numbers of connected bodies up to which each way is affordable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// A matrix of all distances.
    pub(super) max_in_matrix: usize,
    /// All bodies at once; larger networks are laid out by levels, groups first.
    pub(super) max_at_once: usize,
    /// A spring between every pair of a live layout.
    pub(super) max_in_pairs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_in_matrix: 1200,
            max_at_once: 20_000,
            max_in_pairs: 600,
        }
    }
}
