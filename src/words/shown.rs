//! Texts from files as they are shown: which letters nobody sees, and how long a text may be.

use unicode_script::{Script, UnicodeScript as _};

/// Whether a letter is not visible, or changes the direction of the text around it, so that a text
/// reads as another than it is. Control characters are not among them.
///
/// Letters that a script or an emoji needs in some places are left out: [`is_stray`] knows them.
pub const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a letter that is not visible means nothing after the letter before it: a joiner that
/// Persian, Indic scripts and emoji need (U+200C, U+200D), a choice between a letter and its emoji
/// (U+FE0E, U+FE0F), or between forms of a Mongolian letter (U+180B and others).
pub fn is_stray(letter: char, before: Option<char>) -> bool {
    let is_after = |means: fn(char) -> bool| before.is_some_and(means);
    match letter {
        '\u{200c}' | '\u{200d}' => !is_after(|before| {
            let alphabets = [Script::Latin, Script::Greek, Script::Cyrillic];
            !before.is_ascii()
                && !is_invisible(before)
                && !matches!(before, '\u{200c}' | '\u{200d}')
                && !alphabets.contains(&before.script())
        }),
        '\u{fe0e}' | '\u{fe0f}' => !is_after(|before| {
            let is_symbol = before >= '\u{2030}' && before.script() == Script::Common;
            matches!(before, '#' | '*' | '0'..='9' | '©' | '®') || is_symbol
        }),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            !is_after(|before| ('\u{1820}'..='\u{18aa}').contains(&before))
        }
        _ => false,
    }
}

/// A text with no more than this many bytes, and a mark where it was cut.
pub fn cut_to(most_bytes: usize, mut text: String) -> String {
    if text.len() > most_bytes {
        text.truncate(text.floor_char_boundary(most_bytes));
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

/// A text short enough for a message.
pub fn short(text: &str) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_joins_or_chooses_is_stray_where_it_does_nothing() {
        let stray = |text: &str| {
            let letters = text.chars();
            let before = std::iter::once(None).chain(text.chars().map(Some));
            letters
                .zip(before)
                .filter(|(letter, before)| is_stray(*letter, *before))
                .count()
        };
        // Persian, Hindi, a family, a heart, a keycap, Mongolian.
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "\u{182d}\u{180b}",
        ] {
            assert_eq!(stray(text), 0, "{text}");
        }
        for text in [
            "Irá\u{200d}n",
            "\u{200c}ایران",
            "N\u{fe0f}",
            "Ж\u{200c}",
            "a\u{180b}",
            "م\u{fe0f}",
        ] {
            assert_eq!(stray(text), 1, "{text:?}");
        }
        assert_eq!(stray("م\u{200c}\u{200c}\u{200d}"), 2);
    }
}
