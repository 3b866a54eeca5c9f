//! The networks that come with the program.

/// A network that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// One article of 2017 on why Russia supports the Taliban; what a new user sees first.
    Afghanistan,
    /// The alliances and rivalries of Europe from 1872 to 1914, with their source texts.
    Europe,
}

impl Example {
    /// All examples in menu order.
    pub const ALL: [Self; 2] = [Self::Afghanistan, Self::Europe];

    /// The name in the title bar.
    pub fn name(self) -> &'static str {
        match self {
            Self::Afghanistan => "Afghanistan 2017",
            Self::Europe => "Europe 1872–1914",
        }
    }
}
