//! Regions that write the same Chinese characters with different shapes.

/// A region that writes the same Chinese characters with other shapes, or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Region {
    /// No Chinese characters.
    Elsewhere,
    /// Simplified Chinese.
    China,
    /// Chinese characters beside kana.
    Japan,
    /// Chinese characters beside hangul.
    Korea,
}

impl Region {
    /// The region that writes these characters.
    pub(crate) fn of(characters: impl Iterator<Item = char>) -> Self {
        let mut region = Self::Elsewhere;
        for character in characters {
            match character {
                '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => {
                    return Self::Japan;
                }
                '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => {
                    return Self::Korea;
                }
                '\u{2e80}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}'
                | '\u{ff00}'..='\u{ff60}'
                | '\u{20000}'..='\u{3ffff}' => region = Self::China,
                _ => {}
            }
        }
        region
    }

    /// The ending of the names of its fonts.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Elsewhere | Self::China => "SC",
            Self::Japan => "JP",
            Self::Korea => "KR",
        }
    }
}
