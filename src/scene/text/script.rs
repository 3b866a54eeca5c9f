//! Scripts: which one a character is written in, how it is called, and where its letters may be
//! separated.

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
    let is_sign = matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | 'ー');
    is_sign
        || matches!(
            character.script(),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo
        )
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

/// The package of Debian whose fonts have a script.
pub(super) fn package_of(script: Script) -> &'static str {
    match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => {
            "fonts-noto-cjk"
        }
        _ => "fonts-noto-core",
    }
}
