//! A text in blocks that are laid out one by one: its paragraphs, and pieces of very long ones.
//! Each has a measured or estimated height, so that a text of any length scrolls fast.

use std::ops::Range;

use crate::evidence::Text;

/// A paragraph longer than this is laid out in pieces.
const MAX_BLOCK_BYTES: usize = 4000;

/// Lines with more characters were wrapped by a program: their end is shown as a space.
const MAX_UNWRAPPED_CHARS: usize = 50;

/// The space between paragraphs, in points.
const GAP: f32 = 11.0;

/// The blocks of a text for one width.
#[derive(Default)]
pub(super) struct Blocks {
    blocks: Vec<TextBlock>,
    /// The top of each block, and the bottom of the last one, in points.
    tops: Vec<f64>,
}

/// A paragraph, or a piece of one.
pub(super) struct TextBlock {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// The paragraph's number.
    pub(super) number: usize,
    /// Whether it is the paragraph's first piece.
    pub(super) is_first: bool,
    /// The space below it.
    gap: f32,
    /// The height with the space below.
    height: f32,
    is_measured: bool,
}

/// The size of lines, to estimate the height of a block.
#[derive(Clone, Copy)]
pub(super) struct LineSize {
    pub(super) chars_per_line: f32,
    pub(super) line_height: f32,
}

impl Blocks {
    /// The blocks of a text with estimated heights. O(paragraphs).
    pub(super) fn new(text: &Text, measure: LineSize) -> Self {
        let mut blocks = Vec::with_capacity(text.paragraphs().len());
        for paragraph in text.paragraphs() {
            let mut start = paragraph.range.start;
            while start < paragraph.range.end {
                let end = piece(text.as_str(), start, paragraph.range.end);
                let is_last = end == paragraph.range.end;
                let gap = if is_last { GAP } else { 0.0 };
                let lines = ((end - start) as f32 / measure.chars_per_line).ceil();
                blocks.push(TextBlock {
                    range: start..end,
                    number: paragraph.number,
                    is_first: start == paragraph.range.start,
                    gap,
                    height: lines.max(1.0) * measure.line_height + gap,
                    is_measured: false,
                });
                start = end;
            }
        }
        let mut blocks = Self {
            blocks,
            tops: Vec::new(),
        };
        blocks.stack();
        blocks
    }

    /// The block with this index.
    pub(super) fn get(&self, index: usize) -> Option<&TextBlock> {
        self.blocks.get(index)
    }

    /// The number of blocks.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The top of a block, in points.
    pub(super) fn top(&self, index: usize) -> f64 {
        self.tops.get(index).copied().unwrap_or_default()
    }

    /// The height of all blocks.
    pub(super) fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The block at this many points from the top, or the last one before it.
    pub(super) fn at_height(&self, y: f64) -> usize {
        let after = self.tops.partition_point(|top| *top <= y);
        after.saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// The block of a byte, or the last one before it.
    pub(super) fn at_byte(&self, at: usize) -> usize {
        let after = self.blocks.partition_point(|block| block.range.start <= at);
        after.saturating_sub(1)
    }

    /// Sets measured heights, without the space below. Returns by how much the text at `keep`
    /// moved, so that the page can stay where it is.
    pub(super) fn measured(&mut self, heights: &[(usize, f32)], keep: f64) -> f64 {
        let kept = self.at_height(keep);
        let before = self.top(kept);
        let mut is_changed = false;
        for (index, height) in heights {
            if let Some(block) = self.blocks.get_mut(*index) {
                let height = height + block.gap;
                is_changed |= (block.height - height).abs() > 0.01;
                block.height = height;
                block.is_measured = true;
            }
        }
        if !is_changed {
            return 0.0;
        }
        self.stack();
        self.top(kept) - before
    }

    /// Whether the height of a block was measured.
    pub(super) fn is_measured(&self, index: usize) -> bool {
        self.blocks.get(index).is_none_or(|block| block.is_measured)
    }

    fn stack(&mut self) {
        let mut top = 0.0;
        self.tops.clear();
        self.tops.push(top);
        for block in &self.blocks {
            top += f64::from(block.height);
            self.tops.push(top);
        }
    }
}

/// The end of the piece of a paragraph that begins here: the end of the paragraph, or the last end
/// of a sentence, line or word within the limit.
fn piece(text: &str, start: usize, end: usize) -> usize {
    if end - start <= MAX_BLOCK_BYTES + MAX_BLOCK_BYTES / 2 {
        return end;
    }
    let limit = text.floor_char_boundary(start + MAX_BLOCK_BYTES);
    let piece = &text[start..limit];
    let after = |found: Option<usize>, length: usize| found.map(|at| start + at + length);
    let cut = after(piece.rfind('\n'), 1)
        .or_else(|| after(piece.rfind(". "), 2))
        .or_else(|| after(piece.rfind(' '), 1));
    cut.unwrap_or(limit)
}

/// The text of a block as shown, character for character: the end of a wrapped line becomes a
/// space.
pub(super) fn shown(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for line in words.split_inclusive('\n') {
        let is_broken = line.ends_with('\n') && line.chars().count() > MAX_UNWRAPPED_CHARS;
        for letter in line.chars() {
            let letter = match letter {
                '\n' if is_broken => ' ',
                // One character without width, and no line break.
                '\r' => '\u{200b}',
                letter => letter,
            };
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE_SIZE: LineSize = LineSize {
        chars_per_line: 50.0,
        line_height: 20.0,
    };

    #[test]
    fn blocks_cover_every_paragraph_and_none_is_too_long() {
        let long = "A sentence of some words. ".repeat(1000);
        let text = Text::new(format!("Title\n\n{long}\n\nEnd"));
        let blocks = Blocks::new(&text, LINE_SIZE);
        let ranges: Vec<_> = (0..blocks.len())
            .filter_map(|index| blocks.get(index))
            .collect();
        assert_eq!(ranges.first().map(|block| block.number), Some(1));
        assert_eq!(ranges.last().map(|block| block.number), Some(3));
        let of_long: Vec<_> = ranges.iter().filter(|block| block.number == 2).collect();
        assert!(of_long.len() > 4);
        for pair in of_long.windows(2) {
            assert_eq!(pair[0].range.end, pair[1].range.start);
            assert!(pair[0].range.len() <= MAX_BLOCK_BYTES);
            assert!(pair[0].is_first == (pair[0].range.start == 7));
        }
    }

    #[test]
    fn the_visible_text_stays_in_place_when_text_above_is_measured() {
        let text = Text::new("one\n\ntwo\n\nthree\n\nfour");
        let mut blocks = Blocks::new(&text, LINE_SIZE);
        let third = blocks.top(2);
        let moved = blocks.measured(&[(0, 50.0), (3, 90.0)], third + 5.0);
        assert!((moved - 30.0).abs() < 1e-6, "{moved}");
        assert!((blocks.top(2) - third - moved).abs() < 1e-6);
        assert_eq!(blocks.at_height(blocks.top(2) + 1.0), 2);
        assert_eq!(
            blocks.at_byte(text.as_str().find("three").unwrap_or(0) + 2),
            2
        );
    }

    #[test]
    fn lines_wrapped_by_a_program_are_joined_and_short_lines_are_kept() {
        let long = "x".repeat(60);
        assert_eq!(
            shown(&format!("{long}\nend\nof")),
            format!("{long} end\nof")
        );
        let words = "a\r\nb";
        assert_eq!(shown(words).chars().count(), words.chars().count());
    }
}
