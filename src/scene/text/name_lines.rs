//! Breaks and shortens names. A name breaks after spaces, hyphens, underscores, dots and slashes
//! and where its case changes, between Chinese characters, and between letters of Thai, Lao and
//! Khmer, which have no spaces; never inside another word; a name that is too long loses its
//! middle, because similar names often differ at their ends.

use unicode_segmentation::UnicodeSegmentation as _;

use super::paragraph::in_direction_of;
use super::script::{is_without_spaces, may_break_between};
use super::{elide, measure};
use crate::scene::Weight;

/// Replaces the part that is left out.
const ELLIPSIS: char = '…';

/// How much wider than a line a single word may be, as a factor.
const MAX_WORD: f32 = 1.5;

/// The shortest fragment that has a line of its own, in characters.
const MIN_FRAGMENT: usize = 2;

/// The space for a name.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct NameSpace {
    pub(in crate::scene) size: f32,
    pub(in crate::scene) weight: Weight,
    /// The width of a line in points. A single word may be a little wider.
    pub(in crate::scene) width: f32,
    pub(in crate::scene) max_lines: usize,
}

/// A name in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scene) struct NameLines {
    pub(in crate::scene) lines: Vec<String>,
    /// Whether a part is left out.
    pub(in crate::scene) is_shortened: bool,
}

/// The lines of a name.
pub(in crate::scene) fn name_lines(name: &str, space: &NameSpace) -> NameLines {
    let fragments = fragments(name);
    let whole = space.lines(&fragments);
    let is_shortened = whole.is_none();
    let lines = whole.unwrap_or_else(|| space.without_middle(&fragments));
    NameLines {
        lines: in_direction_of(name, lines),
        is_shortened,
    }
}

/// The lines of a name that is too long, with its beginning and the part that starts at this byte:
/// there it differs from a similar name.
pub(in crate::scene) fn name_lines_with(name: &str, from: usize, space: &NameSpace) -> Vec<String> {
    let mut at = 0;
    let all = fragments(name);
    let mut differing = all.len().saturating_sub(1);
    for (number, fragment) in all.iter().enumerate() {
        let start = name[at..]
            .find(fragment.text)
            .map_or(at, |found| at + found);
        at = start + fragment.text.len();
        if from < at {
            differing = number;
            break;
        }
    }
    let head = all.first().map_or("", |first| first.text);
    let rest = joined(&all[differing.min(all.len())..]);
    let tail = elide(
        &format!("{ELLIPSIS}{rest}"),
        space.size,
        space.weight,
        space.width * MAX_WORD,
    );
    if differing == 0 {
        return vec![tail.trim_start_matches(ELLIPSIS).to_owned()];
    }
    in_direction_of(name, vec![space.without_letters(head), tail])
}

/// A part of a name that stays together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fragment<'a> {
    text: &'a str,
    /// Whether a space is between the fragment before and this one.
    follows_space: bool,
}

/// The parts of a name between which it may break.
fn fragments(name: &str) -> Vec<Fragment<'_>> {
    let mut fragments = Vec::new();
    for word in name.split_whitespace() {
        let mut follows_space = true;
        for text in parts_of_word(word) {
            fragments.push(Fragment {
                text,
                follows_space,
            });
            follows_space = false;
        }
    }
    fragments
}

fn parts_of_word(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..letters.len() {
        let (index, _) = letters[at];
        let is_long =
            |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count() >= MIN_FRAGMENT;
        if may_break(&letters, at) && is_long(&word[start..index]) && is_long(&word[index..]) {
            parts.push(&word[start..index]);
            start = index;
        }
    }
    parts.push(&word[start..]);
    parts
}

/// Whether a word may break before this letter.
fn may_break(letters: &[(usize, char)], at: usize) -> bool {
    let (before, here) = (letters[at - 1].1, letters[at].1);
    let next = letters.get(at + 1).map(|(_, next)| *next);
    match before {
        '-' | '_' | '/' | '‐' | '–' => here.is_alphanumeric(),
        '.' => here.is_alphabetic(),
        _ if may_break_between(before, here) || is_without_spaces(before, here) => true,
        _ if before.is_lowercase() => here.is_uppercase(),
        // The last capital of an abbreviation starts the next word: "US|Army".
        _ if before.is_uppercase() && here.is_uppercase() => next.is_some_and(char::is_lowercase),
        _ => false,
    }
}

/// The fragments of each word.
fn words<'f, 'a>(fragments: &'f [Fragment<'a>]) -> Vec<&'f [Fragment<'a>]> {
    fragments.chunk_by(|_, next| !next.follows_space).collect()
}

/// The text of some fragments.
fn joined(fragments: &[Fragment]) -> String {
    let mut text = String::new();
    for fragment in fragments {
        if fragment.follows_space && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(fragment.text);
    }
    text
}

impl NameSpace {
    fn width_of(&self, text: &str) -> f32 {
        measure(text, self.size, self.weight)
    }

    /// The fragments in lines; `None` if they need more lines or a word is too wide.
    fn lines(&self, fragments: &[Fragment]) -> Option<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        let mut line: Vec<Fragment> = Vec::new();
        for fragment in fragments {
            line.push(*fragment);
            if line.len() > 1 && self.width_of(&joined(&line)) > self.width {
                line.pop();
                lines.push(joined(&line));
                line = vec![*fragment];
            }
        }
        lines.push(joined(&line));
        let fits = |line: &String| self.width_of(line) <= MAX_WORD * self.width;
        (lines.len() <= self.max_lines && lines.iter().all(fits)).then_some(lines)
    }

    /// The beginning and the end of the fragments, in lines: whole words where there are several.
    fn without_middle(&self, fragments: &[Fragment]) -> Vec<String> {
        let words = words(fragments);
        if let Some(lines) = self.whole_words_without_middle(&words) {
            return lines;
        }
        // As many fragments as possible stay, at the beginning one more than at the end.
        for kept in (2..fragments.len()).rev() {
            let (head, tail) = (kept.div_ceil(2), kept / 2);
            let head = joined(&fragments[..head]);
            let first = format!("{head}{ELLIPSIS}");
            let mut shortened = vec![Fragment {
                text: &first,
                follows_space: true,
            }];
            // The beginning breaks as before.
            let split = first.len() - ELLIPSIS.len_utf8();
            let beginning = self::fragments(&first[..split]);
            if let Some((last, before)) = beginning.split_last() {
                let start = split - last.text.len();
                shortened = before.to_vec();
                shortened.push(Fragment {
                    text: &first[start..],
                    follows_space: last.follows_space,
                });
            }
            let mut rest = fragments[fragments.len() - tail..].to_vec();
            if let Some(next) = rest.first_mut() {
                next.follows_space = true;
            }
            shortened.extend(rest);
            if let Some(lines) = self.lines(&shortened) {
                return lines;
            }
        }
        // A part of a word could be the name of something else.
        match &words[..] {
            [] => Vec::new(),
            [only] => vec![self.without_letters(&joined(only))],
            [first, last] => [first, last]
                .map(|word| self.without_letters(&joined(word)))
                .to_vec(),
            [first, .., last] => vec![
                self.without_letters(&format!("{}{ELLIPSIS}", joined(first))),
                self.without_letters(&joined(last)),
            ],
        }
    }

    /// The first words and the last ones, as many as have room; `None` without room for two.
    fn whole_words_without_middle(&self, words: &[&[Fragment]]) -> Option<Vec<String>> {
        (2..words.len()).rev().find_map(|kept| {
            let (head, tail) = (kept.div_ceil(2), kept / 2);
            let cut = |word: &[Fragment]| joined(word) + &ELLIPSIS.to_string();
            let (last, before) = words[..head].split_last()?;
            let cut = cut(last);
            let mut shortened: Vec<Fragment> = before.concat();
            shortened.push(Fragment {
                text: &cut,
                follows_space: true,
            });
            // The words of the end do not break: a part of one could be the name of something else.
            let end = words[words.len() - tail..].iter();
            let end: Vec<String> = end.map(|word| joined(word)).collect();
            shortened.extend(end.iter().map(|text| Fragment {
                text,
                follows_space: true,
            }));
            self.lines(&shortened)
        })
    }

    /// A word that is too wide without the letters in its middle.
    fn without_letters(&self, word: &str) -> String {
        let width = MAX_WORD * self.width;
        if self.width_of(word) <= width {
            return word.to_owned();
        }
        let letters: Vec<&str> = word.graphemes(true).collect();
        let shortened = |kept: usize| -> String {
            let (head, tail) = (kept.div_ceil(2), kept / 2);
            let (head, tail) = (&letters[..head], &letters[letters.len() - tail..]);
            format!("{}{ELLIPSIS}{}", head.concat(), tail.concat())
        };
        let counts: Vec<usize> = (1..letters.len()).collect();
        let fitting = counts.partition_point(|kept| self.width_of(&shortened(*kept)) <= width);
        shortened(fitting.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: NameSpace = NameSpace {
        size: 12.0,
        weight: Weight::Regular,
        width: 120.0,
        max_lines: 3,
    };

    fn lines(name: &str) -> String {
        name_lines(name, &SPACE).lines.join("|")
    }

    #[test]
    fn names_break_between_words() {
        for (name, expected) in [
            ("Taliban", "Taliban"),
            ("United States", "United States"),
            (
                "Ministry of Foreign Affairs of Pakistan",
                "Ministry of Foreign|Affairs of Pakistan",
            ),
            (
                "Austro-Hungarian-Monarchy-of-the-Habsburgs",
                "Austro-Hungarian-|Monarchy-of-the-|Habsburgs",
            ),
            (
                "north_atlantic_treaty_organization",
                "north_atlantic_|treaty_organization",
            ),
            (
                "InternationalSecurityAssistanceForce",
                "InternationalSecurity|AssistanceForce",
            ),
            ("U.S. Army Special Forces", "U.S. Army Special|Forces"),
            (
                "com.example.service.registry",
                "com.example.|service.registry",
            ),
        ] {
            assert_eq!(lines(name), expected, "{name}");
        }
    }

    #[test]
    fn long_names_lose_their_middle() {
        let lines = lines(
            "Committee for the Promotion of Virtue and the Prevention of Vice of the Islamic Emirate of Afghanistan",
        );
        assert!(lines.starts_with("Committee for the|"), "{lines}");
        assert!(lines.ends_with("of Afghanistan"), "{lines}");
        assert!(lines.contains(ELLIPSIS), "{lines}");
        let word = super::name_lines(&"ab".repeat(40), &SPACE);
        assert_eq!(word.lines.len(), 1);
        assert!(
            word.is_shortened && word.lines[0].starts_with("ab") && word.lines[0].ends_with("ab")
        );
    }

    #[test]
    fn no_word_is_broken_and_no_line_is_wider_than_a_wide_word() {
        for name in [
            "Bundesrepublik Deutschland",
            "Rindfleischetikettierungsüberwachung Gesetz",
            "a b c d e f g h i j k l m n o p q r s t u v w x y z",
            "x.y.z",
            "ÄÖÜ-ßß_éé",
            "",
            " … ",
        ] {
            let lines = name_lines(name, &SPACE);
            for line in &lines.lines {
                assert!(measure(line, 12.0, Weight::Regular) <= MAX_WORD * 120.0 + 0.01);
            }
            if !lines.is_shortened {
                let letters = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(letters(&lines.lines.concat()), letters(name));
            }
        }
    }

    #[test]
    fn the_end_that_is_kept_begins_with_a_whole_word() {
        let narrow = NameSpace {
            width: 62.0,
            max_lines: 2,
            ..SPACE
        };
        for (name, kept) in [
            ("United Revolutionary Brigade of Deir ez-Zor", "ez-Zor"),
            ("National Liberation Army of Guinea-Bissau", "Guinea-Bissau"),
        ] {
            let lines = super::name_lines(name, &narrow).lines.join(" ");
            assert!(lines.ends_with(kept), "{lines}");
        }
        // A name that is one word has nothing else.
        let lines = super::name_lines("north_atlantic_treaty_organization_of_states", &narrow);
        assert!(lines.is_shortened && lines.lines.len() <= 2, "{lines:?}");
    }

    #[test]
    fn a_difference_can_be_kept() {
        let name = "Provincial Reconstruction Team of the International Force in the Province of Kunduz and around";
        let at = name.find("Kunduz").unwrap();
        let lines = name_lines_with(name, at + 2, &SPACE);
        assert_eq!(lines, ["Provincial", "…Kunduz and around"]);
    }

    #[test]
    fn a_name_in_thai_has_several_lines_and_keeps_its_middle() {
        let name = "กระทรวงการต่างประเทศแห่งราชอาณาจักรไทย";
        let lines = name_lines(name, &SPACE);
        assert!(!lines.is_shortened, "{lines:?}");
        assert!(lines.lines.len() > 1, "{lines:?}");
        assert_eq!(lines.lines.concat(), name);
    }
}
