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

impl Weight {
    /// The number of the weight in CSS and in fonts.
    pub(crate) fn css(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Bold => 700.0,
        }
    }
}
