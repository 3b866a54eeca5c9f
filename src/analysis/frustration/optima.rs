//! How many optimal splits there are. Knows no network.

/// How many optimal splits there are.
///
/// Splits that differ only in which camp is the first, in the network or in a connected part, count
/// once, because they leave the same pairs frustrated. Therefore the counts of the blocks multiply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optima {
    /// Exactly this number.
    Exactly(usize),
    /// At least this number; the limit of the count or of the work was reached.
    AtLeast(usize),
}

impl Optima {
    /// The number counted.
    pub fn counted(self) -> usize {
        match self {
            Self::Exactly(count) | Self::AtLeast(count) => count,
        }
    }

    pub(super) fn times(self, other: Self, limit: usize) -> Self {
        let product = self.counted().saturating_mul(other.counted());
        match (self, other) {
            (Self::Exactly(_), Self::Exactly(_)) if product <= limit => Self::Exactly(product),
            _ => Self::AtLeast(product.min(limit)),
        }
    }
}
