//! A suffix array: where any words stand in a text, and how often, in a few comparisons. Knows bytes alone.
//!
//! Built by `libsais` in time linear in the text, whatever the text is.

use std::ops::Range;

use libsais::SuffixArrayConstruction;

/// The suffixes of a text in order. The text itself is kept elsewhere and given to each question.
#[derive(Clone, Debug, Default)]
pub(super) struct Suffixes(Vec<i32>);

impl Suffixes {
    /// How much of a text is sorted: what stands beyond its first GiB is not found.
    const LONGEST: usize = 1 << 30;

    /// Sorts the suffixes of a text. Takes four bytes for each of the text's.
    pub(super) fn of(text: &[u8]) -> Self {
        let text = &text[..text.len().min(Self::LONGEST)];
        let sorted = SuffixArrayConstruction::for_text(text)
            .in_owned_buffer()
            .single_threaded()
            .run();
        Self(match sorted {
            Ok(sorted) => sorted.into_vec(),
            // The library refuses what is longer than its indices reach, which was cut off above.
            Err(_) => Vec::new(),
        })
    }

    /// The rows whose suffixes begin with these bytes.
    pub(super) fn rows(&self, text: &[u8], words: &[u8]) -> Range<usize> {
        let start = self.0.partition_point(|at| &text[*at as usize..] < words);
        let count = self.0[start..].partition_point(|at| text[*at as usize..].starts_with(words));
        start..start + count
    }

    /// Where the suffixes of some rows stand in the text, in the order of the rows.
    pub(super) fn places(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        self.0[rows].iter().map(|at| *at as usize)
    }

    /// How many of these bytes, from the first, stand together anywhere in the text; and rows where they do, as many
    /// as there are but not more than `most` on each side of the first that was found.
    pub(super) fn longest(&self, text: &[u8], words: &[u8], most: usize) -> (usize, Range<usize>) {
        let shared = |row: usize| {
            let suffix = &text[self.0[row] as usize..];
            let pairs = suffix.iter().zip(words);
            pairs.take_while(|(left, right)| left == right).count()
        };
        let row = self.0.partition_point(|at| &text[*at as usize..] < words);
        let before = row.checked_sub(1).map_or(0, shared);
        let after = if row < self.0.len() { shared(row) } else { 0 };
        let length = before.max(after);
        let mut rows = row..row;
        while rows.start > 0 && row - rows.start < most && shared(rows.start - 1) >= length {
            rows.start -= 1;
        }
        while rows.end < self.0.len() && rows.end - row < most && shared(rows.end) >= length {
            rows.end += 1;
        }
        (length, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, words: &str) -> Vec<usize> {
        let suffixes = Suffixes::of(text.as_bytes());
        let rows = suffixes.rows(text.as_bytes(), words.as_bytes());
        let mut places: Vec<_> = suffixes.places(rows).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn words_are_found_wherever_they_stand() {
        assert_eq!(places("banana", "ana"), [1, 3]);
        assert_eq!(places("banana", "banana"), [0]);
        assert!(places("banana", "nab").is_empty());
        assert!(places("banana", "z").is_empty());
        assert!(places("", "a").is_empty());
        assert_eq!(places("a", "a"), [0]);
    }

    #[test]
    fn the_longest_beginning_that_stands_in_the_text_is_found() {
        let text = b"one two three";
        let suffixes = Suffixes::of(text);
        let (length, rows) = suffixes.longest(text, b"two thirds", 8);
        assert_eq!(length, "two th".len());
        assert_eq!(suffixes.places(rows).collect::<Vec<_>>(), [4]);
        assert_eq!(suffixes.longest(text, b"zzz", 8).0, 0);
        assert_eq!(Suffixes::of(b"").longest(b"", b"zzz", 8).0, 0);
    }
}
