//! What the letters of an SVG are. Writes nothing.

use serde::{Deserialize, Serialize};

/// What the letters of an SVG are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SvgText {
    /// Shapes, the same in every program.
    #[default]
    Outlines,
    /// Text in a font of the reader's system.
    Text,
}

impl SvgText {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::Outlines, Self::Text];

    /// A stable word for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Outlines => "outlines",
            Self::Text => "text",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlines => "Outlines",
            Self::Text => "Text",
        }
    }

    /// What it is good for, in a sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Outlines => "Letters look the same in every program.",
            Self::Text => "Letters can be edited and searched; their font may differ elsewhere.",
        }
    }
}
