//! The characters of a font.

use skrifa::FontRef;
use skrifa::MetadataProvider as _;
use skrifa::raw::TableProvider as _;

/// The characters that a font can draw, as ranges in ascending order.
#[derive(Clone, Debug, Default)]
pub(super) struct CharacterSet(Vec<(u32, u32)>);

impl CharacterSet {
    /// The characters of a face; none if it has no outlines, such as a font of coloured pictures.
    pub(super) fn of(bytes: &[u8], index: u32) -> Self {
        let Ok(font) = FontRef::from_index(bytes, index) else {
            return Self::default();
        };
        if font.glyf().is_err() && font.cff().is_err() && font.cff2().is_err() {
            return Self::default();
        }
        let mappings = font.charmap().mappings();
        let mut characters: Vec<u32> = mappings
            .filter(|(_, glyph)| glyph.to_u32() != 0)
            .map(|(character, _)| character)
            .collect();
        characters.sort_unstable();
        Self::from_sorted(characters)
    }

    fn from_sorted(characters: impl IntoIterator<Item = u32>) -> Self {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for character in characters {
            match ranges.last_mut() {
                Some((_, last)) if character <= *last + 1 => *last = character,
                _ => ranges.push((character, character)),
            }
        }
        Self(ranges)
    }

    pub(super) fn contains(&self, character: char) -> bool {
        let character = u32::from(character);
        let after = self.0.partition_point(|(first, _)| *first <= character);
        let range = after.checked_sub(1).and_then(|at| self.0.get(at));
        range.is_some_and(|(_, last)| character <= *last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_their_ranges_and_nowhere_else() {
        let set = CharacterSet::from_sorted("abcxz".chars().map(u32::from));
        assert_eq!(set.0.len(), 3);
        for character in 'a'..='z' {
            assert_eq!(set.contains(character), "abcxz".contains(character));
        }
        assert!(!CharacterSet::default().contains('a'));
        assert!(!CharacterSet::of(b"no font", 0).contains('a'));
    }
}
