//! The parts of a figure beside its picture: one table of what can be left out. Draws nothing.

/// A part of a figure that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigurePart {
    /// The title of the network.
    Title,
    /// The description of the network, and the time that is shown.
    Description,
    /// What colours, lines, shapes and sizes mean.
    Legend,
    /// The list of cited sources.
    Sources,
    /// How much is shown, and by which filter.
    Caption,
    /// The margin, and the lines between the parts.
    Frame,
    /// The text notes on the picture.
    Notes,
}

impl FigurePart {
    /// All parts, from top to bottom.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::Description,
        Self::Legend,
        Self::Sources,
        Self::Caption,
        Self::Frame,
        Self::Notes,
    ];

    /// A stable word for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Legend => "legend",
            Self::Sources => "sources",
            Self::Caption => "caption",
            Self::Frame => "frame",
            Self::Notes => "notes",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Description => "Description",
            Self::Legend => "Legend",
            Self::Sources => "Sources",
            Self::Caption => "Caption",
            Self::Frame => "Frame",
            Self::Notes => "Text notes",
        }
    }

    /// What it contains, as part of a sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Title => "the title of the network",
            Self::Description => "the description of the network, and the time that is shown",
            Self::Legend => "what colours, lines, shapes and sizes mean",
            Self::Sources => "the list of cited sources",
            Self::Caption => "how much is shown, and by which filters",
            Self::Frame => "the margin, and the lines between the parts",
            Self::Notes => "the text notes on the picture",
        }
    }
}

/// Which parts a figure has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureParts {
    /// One bit for each part.
    bits: u8,
}

impl FigureParts {
    /// No part at all: the picture alone.
    pub const NONE: Self = Self { bits: 0 };

    /// Whether the figure has this part.
    pub fn has(self, part: FigurePart) -> bool {
        self.bits & (1 << part as u8) != 0
    }

    /// The same with a part, or without it.
    #[must_use]
    pub fn with(self, part: FigurePart, is_there: bool) -> Self {
        let bit = 1 << part as u8;
        let bits = if is_there {
            self.bits | bit
        } else {
            self.bits & !bit
        };
        Self { bits }
    }
}

impl Default for FigureParts {
    /// All parts.
    fn default() -> Self {
        let all = FigurePart::ALL.into_iter();
        all.fold(Self::NONE, |parts, part| parts.with(part, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_left_out_one_by_one() {
        let parts = FigureParts::default().with(FigurePart::Legend, false);
        let left = FigurePart::ALL.into_iter().filter(|part| parts.has(*part));
        assert_eq!(left.count(), FigurePart::ALL.len() - 1);
        assert!(!parts.has(FigurePart::Legend));
        assert_eq!(parts.with(FigurePart::Legend, true), FigureParts::default());
    }
}
