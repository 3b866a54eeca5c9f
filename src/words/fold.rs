//! Folding for search: texts that differ only in case, accents, vowel marks, spelling variants of a
//! script or Unicode normal form fold to the same text.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript as _};

use super::is_invisible;

/// The text in lower case, without accents and vowel marks, with single spaces.
pub fn folded(text: &str) -> String {
    FoldBuffer::default().of(text).to_owned()
}

/// Folds texts into one buffer.
#[derive(Default)]
pub struct FoldBuffer(String);

impl FoldBuffer {
    /// The folded text, see [`folded`].
    pub fn of(&mut self, text: &str) -> &str {
        let Self(folded) = self;
        folded.clear();
        if text.is_ascii() {
            push_words(folded, text);
            folded.make_ascii_lowercase();
        } else {
            let bare: String = text
                .nfkd()
                .filter(|letter| !is_left_out(*letter))
                .flat_map(char::to_lowercase)
                .map(usual)
                .collect();
            push_words(folded, &bare);
        }
        folded
    }
}

/// Whether a character is often not written, or not visible.
fn is_left_out(letter: char) -> bool {
    match letter {
        // Voiced kana are other letters.
        '\u{3099}' | '\u{309a}' => false,
        // Persian words are written with a joiner, a space or neither. The Arabic tatweel (U+0640)
        // makes a word longer, and nothing else.
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{640}' => true,
        _ if is_invisible(letter) => true,
        // In most other scripts the vowels of a syllable are marks.
        _ => {
            let is_accent = matches!(
                letter.script(),
                Script::Inherited
                    | Script::Common
                    | Script::Arabic
                    | Script::Hebrew
                    | Script::Syriac
                    | Script::Latin
                    | Script::Greek
                    | Script::Cyrillic
            );
            is_accent && is_combining_mark(letter)
        }
    }
}

/// The usual one of letters that keyboards of neighbouring languages write for each other, and the
/// digits that all have.
fn usual(letter: char) -> char {
    match letter {
        'ي' | 'ى' | 'ې' | 'ۍ' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ۀ' | 'ہ' | 'ھ' | 'ە' => 'ه',
        'ٱ' => 'ا',
        'ς' => 'σ',
        'ё' => 'е',
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        '०'..='९' => digit(letter, '०'),
        '০'..='৯' => digit(letter, '০'),
        other => other,
    }
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// Appends the words of a text with single spaces.
fn push_words(folded: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spellings_of_one_word_fold_to_the_same() {
        for (one, other) in [
            ("Müller", "mu\u{308}ller"),
            ("Việt  Nam", "viet nam"),
            ("الْقَاعِدَة", "القاعدة"),
            ("أفغانستان", "افغانستان"),
            ("حزب اللـــه", "حزب الله"),
            // On Arabic and Persian keyboards.
            ("علي", "علی"),
            ("كابل", "کابل"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("١٩٧٩ و ۱۹۷۹", "1979 و 1979"),
            ("שָׁלוֹם", "שלום"),
            ("ﺳﻼﻡ", "سلام"),
            ("ｶﾌﾞｰﾙ", "カブール"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            ("ΑΘΗΝΑΣ", "αθήνας"),
            ("Горбачёв", "горбачев"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} and {other}");
        }
    }

    #[test]
    fn vowels_that_are_marks_stay() {
        for (one, other) in [
            ("दिल्ली", "दल्ला"),
            ("ไทย", "ทย"),
            ("ガ", "カ"),
            ("தமிழ்", "தமழ"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} and {other}");
        }
    }
}
