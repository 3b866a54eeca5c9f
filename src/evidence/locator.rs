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

/// The locator of a headline and what else is before the first paragraph that counts.
pub(super) const TITLE: &str = "title";

/// The locator of a quote that was found at a place: the old one stays where it names the same
/// paragraphs, or none, such as a page.
pub fn relocated_locator(old: Option<&str>, found: String) -> String {
    let old = old.map(str::trim).filter(|old| !old.is_empty());
    let stays = |old: &&str| {
        let named = numbers(old);
        *old != TITLE && (named.is_none() || named == numbers(&found))
    };
    old.filter(stays).map(str::to_owned).unwrap_or(found)
}

/// The locator after the paragraphs are counted in another way: each has a number that is larger by
/// this many. `None` if the locator names no paragraphs; [`TITLE`] for one that no longer counts.
pub fn moved_locator(locator: &str, by: i64) -> Option<String> {
    if locator.trim() == TITLE {
        return (by == 1).then(|| of_numbers(&(1..=1)));
    }
    let named = numbers(locator)?;
    let moved = |number: usize| {
        usize::try_from(number as i64 + by)
            .ok()
            .filter(|number| *number > 0)
    };
    let Some(last) = moved(*named.end()) else {
        return Some(TITLE.to_owned());
    };
    let first = moved(*named.start()).unwrap_or(1);
    // What else the locator says, such as a line, stays.
    let start = locator.find(|letter: char| letter.is_ascii_digit())?;
    let (_, rest) = number(&locator[start..])?;
    let rest = match rest.trim_start().strip_prefix(['-', '–', '—']) {
        Some(range) if named.end() > named.start() => {
            number(range.trim_start().trim_start_matches('¶')).map_or("", |(_, rest)| rest)
        }
        _ => rest,
    };
    let numbers = if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    };
    Some(format!("{}{numbers}{rest}", &locator[..start]))
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

    #[test]
    fn locators_follow_another_count_and_keep_what_else_they_say() {
        let moved = |locator: &str, by| moved_locator(locator, by);
        for (locator, by, expected) in [
            ("¶4", -1, "¶3"),
            ("¶1", -1, "title"),
            ("title", 1, "¶1"),
            ("¶1–3", -1, "¶1–2"),
            ("paras. 4 - 5, middle", 2, "paras. 6–7, middle"),
            ("Para 4, line 2", 1, "Para 5, line 2"),
        ] {
            assert_eq!(moved(locator, by).as_deref(), Some(expected), "{locator}");
        }
        assert_eq!(moved("p. 12", 1), None);
        assert_eq!(moved("title", 2), None);
    }
}
