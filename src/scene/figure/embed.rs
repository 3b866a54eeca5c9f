//! How much of the network a picture carries for programs. Writes nothing.

use serde::{Deserialize, Serialize};

/// How much of the network a picture carries, so that Frenemy can open it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Embed {
    /// Only what is drawn: a published figure carries no unpublished work.
    #[default]
    Nothing,
    /// Actors, relations, claims and sources, without quotes, notes and unknown fields.
    Network,
    /// The whole relations file.
    Everything,
}

impl Embed {
    /// All choices, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Network, Self::Everything];

    /// A stable word for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Network => "network",
            Self::Everything => "all",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "Nothing",
            Self::Network => "Network without quotes and notes",
            Self::Everything => "Everything",
        }
    }

    /// What readers of the picture can find in the file, in a sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Nothing => "The file contains the picture alone.",
            Self::Network => {
                "Frenemy can open the picture again, also what filters hide; quotes, notes and \
                 unknown fields are left out."
            }
            Self::Everything => {
                "Frenemy can open the picture again, with all quotes and notes, also of what \
                 filters hide."
            }
        }
    }
}
