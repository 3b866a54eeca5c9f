//! Sizes at which a layout works in another way. Tests pass smaller ones, so that they run the same
//! code on networks that are quick to lay out.

/// Numbers of connected bodies up to which each way is affordable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// A matrix of all distances.
    pub(super) matrix: usize,
    /// All bodies at once; larger networks are laid out by levels, groups first.
    pub(super) at_once: usize,
    /// A spring between every pair of a live layout.
    pub(super) pairs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            matrix: 1200,
            at_once: 20_000,
            pairs: 600,
        }
    }
}
