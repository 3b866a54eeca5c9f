//! Breaks and shortens text to a width.

use super::Weight;
use super::measure;

/// Replaces the text that is left out.
const ELLIPSIS: char = '…';

/// The text in at most `max_lines` lines no wider than `width` points. Text that does not fit ends
/// in `…`.
///
/// Lines break between words; a word wider than a line is broken.
pub fn wrap(text: &str, size: f32, weight: Weight, width: f32, max_lines: usize) -> Vec<String> {
    let fits = |line: &str| measure(line, size, weight) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(first) = words.next() {
        let mut line = first.to_owned();
        if lines.len() + 1 == max_lines {
            for word in words.by_ref() {
                line.push(' ');
                line.push_str(word);
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
        while let Some(word) = words.peek() {
            let longer = format!("{line} {word}");
            if !fits(&longer) {
                break;
            }
            line = longer;
            words.next();
        }
        lines.push(line);
    }
    finish(lines, max_lines, size, weight, width)
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

/// The text if it is no wider than `width` points, or else its beginning and `…`.
pub fn elide(text: &str, size: f32, weight: Weight, width: f32) -> String {
    if measure(text, size, weight) <= width {
        return text.to_owned();
    }
    let shortened = |end: usize| format!("{}{ELLIPSIS}", text[..end].trim_end());
    let ends: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
    let kept = ends.partition_point(|&end| measure(&shortened(end), size, weight) <= width);
    shortened(ends.get(kept.saturating_sub(1)).copied().unwrap_or(0))
}

/// The text if it is no wider than `width` points, or else its beginning and its end with `…` in
/// the middle.
pub fn elide_middle(text: &str, size: f32, weight: Weight, width: f32) -> String {
    if measure(text, size, weight) <= width {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let shortened = |kept: usize| {
        let head: String = letters[..kept.div_ceil(2)].iter().collect();
        let tail: String = letters[letters.len() - kept / 2..].iter().collect();
        format!("{}{ELLIPSIS}{}", head.trim_end(), tail.trim_start())
    };
    let counts: Vec<usize> = (1..letters.len()).collect();
    shortened(counts.partition_point(|&kept| measure(&shortened(kept), size, weight) <= width))
}

/// Where to break a word so that its first part fits; at least one character.
fn head_that_fits(word: &str, fits: impl Fn(&str) -> bool) -> usize {
    let ends: Vec<usize> = word
        .char_indices()
        .map(|(index, _)| index)
        .skip(1)
        .collect();
    let kept = ends.partition_point(|&end| fits(&word[..end]));
    ends.get(kept.saturating_sub(1))
        .copied()
        .unwrap_or(word.len())
}
