//! Names that differ only in ways that nobody sees, or in letters of another script that look the
//! same. Knows no format.

use unicode_normalization::UnicodeNormalization as _;

/// A name in the form that is compared: one normal form, one space between words, no characters
/// without width, lower case.
pub(crate) fn folded(name: &str) -> String {
    if name.is_ascii() {
        return one_space(&name.to_ascii_lowercase());
    }
    let visible = name.nfc().filter(|letter| !is_invisible(*letter));
    let lower: String = visible.flat_map(char::to_lowercase).collect();
    // Capital letters have no ß, and no sigma for the end of a word.
    one_space(&lower.replace('ß', "ss").replace('ς', "σ"))
}

/// A text with one space between its words.
fn one_space(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced += word;
    }
    spaced
}

/// Characters without width: joiners that scripts need are kept between letters of such scripts by
/// showing the name as it is first written.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// Cyrillic and Greek letters that look like Latin ones, in lower case.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('с', 'c'),
    ('е', 'e'),
    ('н', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('м', 'm'),
    ('о', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('α', 'a'),
    ('β', 'b'),
    ('ε', 'e'),
    ('ζ', 'z'),
    ('η', 'h'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('μ', 'm'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'y'),
    ('χ', 'x'),
];

/// A name with all letters of other scripts that look like Latin ones replaced by these; nothing if
/// it has none.
pub(crate) fn latin_shape(folded: &str) -> Option<String> {
    let like = |letter: char| LOOK_ALIKES.iter().find(|(other, _)| *other == letter);
    if folded.is_ascii() || !folded.chars().any(|letter| like(letter).is_some()) {
        return None;
    }
    let shape = folded
        .chars()
        .map(|letter| like(letter).map_or(letter, |(_, latin)| *latin));
    Some(shape.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_makes_no_difference() {
        assert_eq!(folded("Co\u{302}te Rouge"), folded("Côte\u{a0} rouge"));
        assert_eq!(folded("Ma\u{200b}rn"), "marn");
        assert_eq!(folded("PREUSSEN"), folded("Preußen"));
        assert_ne!(folded("Marn"), folded("Mårn"));
        assert_eq!(latin_shape(&folded("Мarn")).as_deref(), Some("marn"));
        assert_eq!(latin_shape("marn"), None);
    }
}
