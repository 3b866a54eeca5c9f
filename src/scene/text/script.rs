//! Scripts: which one a character is written in, how it is called, and where its letters may be
//! separated.

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript as _};

/// The script of the first character that has one, or `Common`.
pub(super) fn script(text: &str) -> Script {
    let mut scripts = text.chars().map(|character| character.script());
    scripts
        .find(|script| has_letters(*script))
        .unwrap_or(Script::Common)
}

/// Whether a script has letters of its own.
pub(super) fn has_letters(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited)
}

/// Whether a line may end between two characters without a space: scripts of East Asia have none.
pub(super) fn may_break_between(before: char, after: char) -> bool {
    /// What a line must not begin with.
    const CLOSING: &str =
        "、。，．：；？！）」』】〕》〉〗］｝’”・ー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ";
    const OPENING: &str = "（「『【〔《〈〖［｛‘“";
    is_east_asian(before)
        && is_east_asian(after)
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
}

fn is_east_asian(character: char) -> bool {
    is_east_asian_sign(character)
        || character == 'ー'
        || matches!(
            character.script(),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo
        )
}

/// Whether a character is a sign of East Asia, or a letter as wide as one.
pub(super) fn is_east_asian_sign(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{3200}'..='\u{33ff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a character only changes the picture before it: its skin, or whether it is coloured.
pub(super) fn is_modifier(character: char) -> bool {
    is_skin(character) || matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether a character is a tone of skin.
pub(super) fn is_skin(character: char) -> bool {
    matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a line of a long word may end between two characters.
pub(super) fn may_split_between(before: char, after: char) -> bool {
    /// Vowels and signs of Thai and Lao that are read with the letter before or after them.
    const WITH_BEFORE: &str = "ะาำๅๆฯะະາຳໆຯ";
    const WITH_AFTER: &str = "เแโใไເແໂໃໄ";
    /// Joins two letters of Khmer, Burmese and others.
    const JOINERS: &str = "\u{17d2}\u{1039}\u{1a60}";
    !WITH_BEFORE.contains(after)
        && !WITH_AFTER.contains(before)
        && !JOINERS.contains(before)
        && !is_combining_mark(after)
}

/// Whether two characters are of a script of South East Asia that has no spaces between words, and
/// a name may have a new line between them.
pub(super) fn is_without_spaces(before: char, after: char) -> bool {
    let scripts = [before, after].map(|character| character.script());
    scripts
        .iter()
        .all(|script| matches!(script, Script::Thai | Script::Lao | Script::Khmer))
        && may_split_between(before, after)
}

/// The letters of a script in words.
pub(super) fn letters_of(script: Script) -> String {
    match script {
        Script::Han => "Chinese characters".to_owned(),
        Script::Hiragana | Script::Katakana => "Japanese letters".to_owned(),
        Script::Hangul => "Korean letters".to_owned(),
        other => format!("{} letters", other.full_name().replace('_', " ")),
    }
}

/// The letters of a character in words, and the package of Debian whose fonts have them, if there
/// is one.
pub(super) fn named_letters(character: char) -> (String, Option<&'static str>) {
    const CJK: &str = "fonts-noto-cjk";
    const CORE: &str = "fonts-noto-core";
    let script = character.script();
    match character {
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => ("signs for private use".to_owned(), None),
        _ if has_letters(script) => {
            let is_east_asian = matches!(
                script,
                Script::Han
                    | Script::Hiragana
                    | Script::Katakana
                    | Script::Hangul
                    | Script::Bopomofo
            );
            let package = if is_east_asian { CJK } else { CORE };
            (letters_of(script), Some(package))
        }
        _ if is_east_asian_sign(character) => ("signs of East Asia".to_owned(), Some(CJK)),
        '\u{1f000}'..='\u{1faff}' => ("pictures".to_owned(), None),
        _ => ("signs".to_owned(), Some(CORE)),
    }
}
