//! Titles with the markup that CSL allows (`<i>`, `<sub>`…) and entities, as plain text. Knows no
//! reference.

use std::borrow::Cow;

use super::fidelity::Fidelity;
use super::reading::Reading;
use crate::file::formats::json::Value;

/// Elements that programs for references put into titles.
const ELEMENTS: [&str; 14] = [
    "i",
    "b",
    "em",
    "strong",
    "sub",
    "sup",
    "sc",
    "span",
    "u",
    "p",
    "br",
    "title",
    "jats:italic",
    "scp",
];

const ENTITIES: [(&str, char); 7] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
];

/// Reads a title; its markup stays in the file as long as the title is not changed.
pub(super) fn read(value: &Value<'_>, to: &mut Option<String>, reading: &mut Reading) -> Fidelity {
    let fidelity = reading.name(value, to);
    let Some(text) = to.as_deref() else {
        return fidelity;
    };
    if let Cow::Owned(plain) = plain(text) {
        let is_as_written = written(&plain) == text;
        *to = Some(plain);
        if !is_as_written {
            return Fidelity::Partial;
        }
    }
    fidelity
}

/// A text without markup and with its entities as characters.
pub(in crate::file::formats) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    // Where the last raised or lowered part begins.
    let mut shifted: Option<(usize, &str)> = None;
    let mut rest = text;
    let mut has_tags = false;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((name, is_end, length)) = tag(rest) {
            match (name, is_end, shifted) {
                ("sub" | "sup", false, _) => shifted = Some((plain.len(), name)),
                ("sub" | "sup", true, Some((start, open))) if open == name => {
                    let small = small(&plain[start..], name);
                    plain.truncate(start);
                    plain.push_str(&small);
                    shifted = None;
                }
                ("br" | "p", ..) if !plain.is_empty() && !plain.ends_with(' ') => plain.push(' '),
                _ => {}
            }
            rest = &rest[length..];
            has_tags = true;
        } else if let Some((letter, length)) = entity(rest) {
            plain.push(letter);
            rest = &rest[length..];
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    if plain == text {
        Cow::Borrowed(text)
    } else if has_tags {
        Cow::Owned(plain.trim().to_owned())
    } else {
        Cow::Owned(plain)
    }
}

/// A title as it is written: what would be read as markup has its signs as entities.
pub(super) fn written(title: &str) -> Cow<'_, str> {
    match plain(title) {
        Cow::Borrowed(_) => Cow::Borrowed(title),
        Cow::Owned(_) => Cow::Owned(title.replace('&', "&amp;").replace('<', "&lt;")),
    }
}

/// The name of the element whose tag is at the beginning of a text, whether it ends it, and the
/// length of the tag.
fn tag(text: &str) -> Option<(&'static str, bool, usize)> {
    const MAX_TAG: usize = 200;
    let end = text
        .as_bytes()
        .iter()
        .take(MAX_TAG)
        .position(|byte| *byte == b'>')?;
    let inner = text.get(1..end)?;
    let (inner, is_end) = inner
        .strip_prefix('/')
        .map_or((inner, false), |inner| (inner, true));
    let name = inner.split([' ', '/']).next().unwrap_or_default();
    let name = ELEMENTS
        .iter()
        .find(|element| element.eq_ignore_ascii_case(name))?;
    Some((name, is_end, end + 1))
}

/// The character of the entity at the beginning of a text, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text
        .as_bytes()
        .iter()
        .take(12)
        .position(|byte| *byte == b';')?;
    let name = text.get(1..end)?;
    let number = name
        .strip_prefix('#')
        .and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
    let known = || {
        ENTITIES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, letter)| *letter)
    };
    let letter = number
        .and_then(char::from_u32)
        .filter(|letter| !letter.is_control());
    Some((letter.or_else(known)?, end + 1))
}

/// Digits and signs as small ones below or above the line; other text stays.
fn small(text: &str, name: &str) -> String {
    const PLAIN: &str = "0123456789+-()";
    let shifted = if name == "sub" {
        "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"
    } else {
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"
    };
    let letter = |letter: char| {
        let at = PLAIN.chars().position(|plain| plain == letter)?;
        shifted.chars().nth(at)
    };
    let small: Option<String> = text.chars().map(letter).collect();
    small.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_entities_become_plain_text() {
        for (text, expected) in [
            (
                "Why <i>Realpolitik</i> &amp; more",
                "Why Realpolitik & more",
            ),
            (
                "<span class=\"nocase\">Delta</span> CO<sub>2</sub>",
                "Delta CO₂",
            ),
            ("x<sup>th</sup> and x<SUP>2</SUP>", "xth and x²"),
            ("a &#8211; b &#x2013; c &lt;d&gt;", "a – b – c <d>"),
            ("a < b > c & d; AT&T", "a < b > c & d; AT&T"),
            ("<unknown>a</unknown>", "<unknown>a</unknown>"),
            ("<i", "<i"),
            ("<sub>2", "2"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn a_title_that_looks_like_markup_reads_back_as_it_was_written() {
        for title in ["<P>", "a <b>c</b>", "R&amp;D", "<i> ", "x < y & z", "plain"] {
            assert_eq!(plain(&written(title)), title);
        }
        assert_eq!(written("x < y & z"), "x < y & z");
    }
}
