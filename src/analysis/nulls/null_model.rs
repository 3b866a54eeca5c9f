//! The null models. Draws nothing.

/// A null model: which random signs the observed ones are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NullModel {
    /// The signs are shuffled among the pairs: as many friends and foes as before.
    SignsShuffled,
    /// Each actor keeps its numbers of friends and foes on average (maximum entropy).
    DegreesExpected,
    /// Each actor keeps its numbers of friends and foes exactly (switching).
    DegreesKept,
}

impl NullModel {
    /// All of them, from the loosest to the strictest.
    pub const ALL: [Self; 3] = [
        Self::SignsShuffled,
        Self::DegreesExpected,
        Self::DegreesKept,
    ];

    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignsShuffled => "signs-shuffled",
            Self::DegreesExpected => "degrees-expected",
            Self::DegreesKept => "degrees-kept",
        }
    }

    /// Whether a network may be called less balanced than its draws.
    ///
    /// The draws around average numbers of friends vary more than those numbers did: random signs
    /// come out as less balanced in a quarter of networks, and as more balanced too seldom.
    pub fn can_say_less(self) -> bool {
        self != Self::DegreesExpected
    }

    /// What it keeps, in words that follow “beside”.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::SignsShuffled => "shuffled signs",
            Self::DegreesExpected => {
                "random signs with every actor’s numbers of friends and foes kept on average"
            }
            Self::DegreesKept => {
                "random signs with every actor’s numbers of friends and foes kept exactly"
            }
        }
    }
}
