//! How a network is shown: as a network or as a matrix. Draws nothing.

/// How a network is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PictureView {
    /// Actors with lines between them.
    #[default]
    Network,
    /// A table of actors, with a cell for each two.
    Matrix,
}

impl PictureView {
    /// All views, the default first.
    pub const ALL: [Self; 2] = [Self::Network, Self::Matrix];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Matrix => "matrix",
        }
    }
}
