//! Breaks and shortens text to a width.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Weight;
use super::measure;
use super::paragraph::in_direction_of;
use super::script::{may_break_between, may_split_between};

/// Replaces the text that is left out.
const ELLIPSIS: char = '…';

/// The text in at most `max_lines` lines no wider than `width` points. Text that does not fit ends
/// in `…`.
///
/// Lines break between words; a word wider than a line is broken.
pub fn wrap(text: &str, size: f32, weight: Weight, width: f32, max_lines: usize) -> Vec<String> {
    in_direction_of(text, wrapped(text, size, weight, width, max_lines))
}

/// The lines in the order of the text, without their direction.
fn wrapped(text: &str, size: f32, weight: Weight, width: f32, max_lines: usize) -> Vec<String> {
    let fits = |line: &str| measure(line, size, weight) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut parts = text.split_whitespace().flat_map(parts_of_word).peekable();
    while let Some((_, first)) = parts.next() {
        let mut line = first.to_owned();
        if lines.len() + 1 == max_lines {
            for part in parts.by_ref() {
                push_part(&mut line, part);
                // The rest will be cut off anyway.
                if !fits(&line) {
                    break;
                }
            }
            lines.push(elide(&line, size, weight, width));
            return lines;
        }
        while !fits(&line) {
            let head = head_that_fits(&line, fits);
            let rest = line.split_off(head);
            lines.push(line);
            line = rest;
            if lines.len() + 1 >= max_lines {
                break;
            }
        }
        while let Some(part) = parts.peek() {
            let mut longer = line.clone();
            push_part(&mut longer, *part);
            if !fits(&longer) {
                break;
            }
            line = longer;
            parts.next();
        }
        lines.push(line);
    }
    finish(lines, max_lines, size, weight, width)
}

/// A part of a word that stays together, and whether a space is before it.
type WordPart<'t> = (bool, &'t str);

/// The parts of a word between which a line may break.
fn parts_of_word(word: &str) -> impl Iterator<Item = WordPart<'_>> {
    let mut rest = Some(word);
    let mut follows_space = true;
    std::iter::from_fn(move || {
        let text = rest?;
        let breaks = text.char_indices().zip(text.chars().skip(1));
        let mut breaks = breaks.filter(|((_, before), after)| may_break_between(*before, *after));
        let end = breaks
            .next()
            .map(|((at, before), _)| at + before.len_utf8());
        let end = end.filter(|_| !text.is_ascii());
        let (part, after) = text.split_at(end.unwrap_or(text.len()));
        rest = Some(after).filter(|after| !after.is_empty());
        Some((std::mem::take(&mut follows_space), part))
    })
}

fn push_part(line: &mut String, (follows_space, part): WordPart<'_>) {
    if follows_space {
        line.push(' ');
    }
    line.push_str(part);
}

/// At most `max_lines` lines, the last of them shortened to the width.
fn finish(
    mut lines: Vec<String>,
    max_lines: usize,
    size: f32,
    weight: Weight,
    width: f32,
) -> Vec<String> {
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.max(1) - 1).join(" ");
        lines.push(rest);
    }
    if let Some(last) = lines.pop() {
        lines.push(elide(&last, size, weight, width));
    }
    lines
}

/// The text if it fits into `width` points, or else its first words and `…`; of a first word that
/// is too wide, its beginning.
pub fn elide(text: &str, size: f32, weight: Weight, width: f32) -> String {
    if measure(text, size, weight) <= width {
        return text.to_owned();
    }
    let shortened = |end: usize| format!("{}{ELLIPSIS}", text[..end].trim_end());
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let kept = ends.partition_point(|&end| measure(&shortened(end), size, weight) <= width);
    let end = ends.get(kept.saturating_sub(1)).copied().unwrap_or(0);
    shortened(end_of_word(text, end))
}

/// The end of the last whole word before this byte, or the byte itself within the first word and in
/// scripts without spaces.
fn end_of_word(text: &str, end: usize) -> usize {
    let (before, after) = text.split_at(end);
    let is_whole = after.starts_with(char::is_whitespace) || before.ends_with(char::is_whitespace);
    let last = before.chars().next_back().zip(after.chars().next());
    if is_whole || last.is_some_and(|(last, next)| may_break_between(last, next)) {
        return end;
    }
    let words = before.trim_end().rfind(char::is_whitespace);
    words
        .filter(|at| !before[..*at].trim().is_empty())
        .unwrap_or(end)
}

/// The text if it is no wider than `width` points, or else its first and last words with `…` in the
/// middle; of words that are too wide, their letters.
pub fn elide_middle(text: &str, size: f32, weight: Weight, width: f32) -> String {
    if measure(text, size, weight) <= width {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let in_words = |kept: usize| {
        let head = words[..kept.div_ceil(2)].join(" ");
        let tail = words[words.len() - kept / 2..].join(" ");
        format!("{head}{ELLIPSIS}{tail}")
    };
    let mut fitting = (2..words.len()).rev().map(in_words);
    if let Some(short) = fitting.find(|short| measure(short, size, weight) <= width) {
        return short;
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    let shortened = |kept: usize| {
        let head = letters[..kept.div_ceil(2)].concat();
        let tail = letters[letters.len() - kept / 2..].concat();
        format!("{}{ELLIPSIS}{}", head.trim_end(), tail.trim_start())
    };
    let counts: Vec<usize> = (1..letters.len()).collect();
    shortened(counts.partition_point(|&kept| measure(&shortened(kept), size, weight) <= width))
}

/// Where to break a word so that its first part fits; at least one character.
fn head_that_fits(word: &str, fits: impl Fn(&str) -> bool) -> usize {
    let ends = word.grapheme_indices(true).map(|(at, _)| at).skip(1);
    let may_split = |end: &usize| {
        let (before, after) = word.split_at(*end);
        let around = before.chars().next_back().zip(after.chars().next());
        around.is_none_or(|(before, after)| may_split_between(before, after))
    };
    let ends: Vec<usize> = ends.filter(may_split).collect();
    let kept = ends.partition_point(|&end| fits(&word[..end]));
    ends.get(kept.saturating_sub(1))
        .copied()
        .unwrap_or(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_cut_between_words() {
        let name = "Ministry of Foreign Affairs of the Republic of Niger";
        let words: Vec<&str> = name.split(' ').collect();
        for width in 90..260 {
            let cut = |of: fn(&str, f32, Weight, f32) -> String| {
                of(name, 10.0, Weight::Regular, width as f32)
            };
            for short in [cut(elide), cut(elide_middle)] {
                assert!(measure(&short, 10.0, Weight::Regular) <= width as f32);
                let parts = short.split([' ', ELLIPSIS]).filter(|part| !part.is_empty());
                for part in parts {
                    assert!(words.contains(&part), "{short}");
                }
            }
        }
        // A word alone is cut all the same.
        assert_eq!(
            elide("Rindfleischetikettierung", 10.0, Weight::Regular, 60.0)
                .chars()
                .last(),
            Some(ELLIPSIS)
        );
    }

    #[test]
    fn no_line_of_thai_begins_with_a_vowel_that_follows_its_letter() {
        let text = "กระทรวงการต่างประเทศแห่งราชอาณาจักรไทยและคณะกรรมการประสานงาน";
        for width in 40..120 {
            let lines = wrap(text, 10.0, Weight::Regular, width as f32, 99);
            assert_eq!(lines.concat(), text);
            for line in &lines[1..] {
                assert!(!line.starts_with(['ะ', 'า', 'ำ', 'ๆ']), "{line}");
            }
            for line in &lines {
                assert!(!line.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']), "{line}");
            }
        }
    }
}
