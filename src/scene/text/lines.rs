//! Breaking and shortening text to a width.

use super::measure;
use crate::scene::Weight;

/// What stands for what was left out.
const ELLIPSIS: char = '…';

/// The text in lines no wider than `width` points, at most `most` of them; what does not fit ends in `…`.
///
/// Breaks between words; a word wider than a line is broken within.
pub fn wrap(text: &str, size: f32, weight: Weight, width: f32, most: usize) -> Vec<String> {
    let fits = |line: &str| measure(line, size, weight) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(first) = words.next() {
        let mut line = first.to_owned();
        if lines.len() + 1 == most {
            for word in words.by_ref() {
                line.push(' ');
                line.push_str(word);
                // What comes later is cut off anyhow.
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
            if lines.len() + 1 >= most {
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
    finish(lines, most, size, weight, width)
}

/// No more than `most` lines, the last of them shortened to the width.
fn finish(
    mut lines: Vec<String>,
    most: usize,
    size: f32,
    weight: Weight,
    width: f32,
) -> Vec<String> {
    if lines.len() > most {
        let rest = lines.split_off(most.max(1) - 1).join(" ");
        lines.push(rest);
    }
    if let Some(last) = lines.pop() {
        lines.push(elide(&last, size, weight, width));
    }
    lines
}

/// The text if it is no wider than `width` points, else its beginning and `…`.
pub fn elide(text: &str, size: f32, weight: Weight, width: f32) -> String {
    if measure(text, size, weight) <= width {
        return text.to_owned();
    }
    let shortened = |end: usize| format!("{}{ELLIPSIS}", text[..end].trim_end());
    let ends: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
    let kept = ends.partition_point(|&end| measure(&shortened(end), size, weight) <= width);
    shortened(ends.get(kept.saturating_sub(1)).copied().unwrap_or(0))
}

/// Where to cut a word so that its head fits: after one character at least.
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
