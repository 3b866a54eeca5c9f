//! The font weight.

/// The font weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Emphasized text.
    Bold,
}
