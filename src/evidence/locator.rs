//! Locators that name paragraphs: `¶4`, `par. 4`, `paras 4–5`. Others, such as page numbers, do not
//! apply to plain text.

use std::ops::RangeInclusive;

/// Words for a paragraph, each also with a full stop; a word that begins with another one comes
/// first.
const WORDS: [&str; 8] = [
    "paragraphs",
    "paragraph",
    "paras",
    "para",
    "pars",
    "par",
    "¶¶",
    "¶",
];

/// The paragraphs that a locator names, if it names any.
pub(super) fn numbers(locator: &str) -> Option<RangeInclusive<usize>> {
    let locator = locator.trim().to_lowercase();
    let rest = WORDS.iter().find_map(|word| locator.strip_prefix(word))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (first, rest) = number(rest)?;
    let rest = rest.trim_start();
    let last = rest
        .strip_prefix(['-', '–', '—'])
        .and_then(|rest| number(rest.trim_start().trim_start_matches('¶')))
        .map_or(first, |(last, _)| last);
    Some(first..=last.max(first))
}

/// The locator of some paragraphs: `¶4`, `¶4–5`.
pub(super) fn of_numbers(numbers: &RangeInclusive<usize>) -> String {
    match (numbers.start(), numbers.end()) {
        (first, last) if first == last => format!("¶{first}"),
        (first, last) => format!("¶{first}–{last}"),
    }
}

/// The number a text begins with, and what follows it.
fn number(text: &str) -> Option<(usize, &str)> {
    let text = text.trim_start();
    let end = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_read_in_many_notations() {
        for (locator, first, last) in [
            ("¶4", 4, 4),
            (" ¶ 12 ", 12, 12),
            ("par. 4", 4, 4),
            ("Para 4, line 2", 4, 4),
            ("paragraph 4", 4, 4),
            ("paras 4-5", 4, 5),
            ("¶¶4–6", 4, 6),
            ("¶4–¶6", 4, 6),
            ("paras. 9 – 3", 9, 9),
        ] {
            assert_eq!(numbers(locator), Some(first..=last), "{locator}");
        }
        for locator in [
            "p. 12",
            "standfirst",
            "part 4",
            "¶",
            "¶99999999999999999999",
            "",
        ] {
            assert_eq!(numbers(locator), None, "{locator}");
        }
    }

    #[test]
    fn written_locators_can_be_read() {
        for range in [4..=4, 4..=5] {
            assert_eq!(numbers(&of_numbers(&range)), Some(range));
        }
    }
}
