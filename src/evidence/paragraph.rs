//! Paragraphs of a text: runs of lines between blank lines, numbered from 1. Knows no quote.

use std::ops::Range;

/// A run of lines between blank lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, from 1.
    pub number: usize,
    /// Its bytes in the text, from its first visible character to its last.
    pub range: Range<usize>,
}

/// The paragraphs of a text in order. A line of only white space is blank; headings count like
/// other lines.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut at = 0;
    let mut is_within = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            is_within = false;
        } else {
            let end = at + line.trim_end().len();
            match paragraphs.last_mut() {
                Some(paragraph) if is_within => paragraph.range.end = end,
                _ => paragraphs.push(Paragraph {
                    number: paragraphs.len() + 1,
                    range: end - line.trim_end().trim_start().len()..end,
                }),
            }
            is_within = true;
        }
        at += line.len();
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_with_white_space_separate_paragraphs() {
        let text = "\n Title\r\n\r\nFirst line\nsecond line \n \t\n\n\u{a0}\nLast";
        let found: Vec<_> = paragraphs(text)
            .into_iter()
            .map(|paragraph| (paragraph.number, &text[paragraph.range]))
            .collect();
        assert_eq!(
            found,
            [(1, "Title"), (2, "First line\nsecond line"), (3, "Last")]
        );
        assert_eq!(paragraphs(" \n"), []);
    }
}
