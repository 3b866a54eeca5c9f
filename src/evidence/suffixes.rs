//! A suffix array: finds where words occur in a text, and how often, in O(log n) comparisons. Knows
//! only bytes.
//!
//! Built by `libsais` in linear time for any text.

use std::ops::Range;

use libsais::SuffixArrayConstruction;

/// The sorted suffixes of a text. The text itself is kept elsewhere and passed to each search.
#[derive(Clone, Debug, Default)]
pub(super) struct Suffixes(Vec<i32>);

impl Suffixes {
    /// How many bytes of a text are indexed: words beyond its first GiB are not found.
    const MAX_BYTES: usize = 1 << 30;

    /// Sorts the suffixes of a text. Needs four bytes for each byte of the text.
    pub(super) fn of(text: &[u8]) -> Self {
        let text = &text[..text.len().min(Self::MAX_BYTES)];
        let sorted = SuffixArrayConstruction::for_text(text)
            .in_owned_buffer()
            .single_threaded()
            .run();
        Self(match sorted {
            Ok(sorted) => sorted.into_vec(),
            // The library refuses only texts that are too long for its indices; those were cut
            // above.
            Err(_) => Vec::new(),
        })
    }

    /// The rows whose suffixes begin with these bytes.
    pub(super) fn rows(&self, text: &[u8], words: &[u8]) -> Range<usize> {
        let start = self.0.partition_point(|at| &text[*at as usize..] < words);
        let count = self.0[start..].partition_point(|at| text[*at as usize..].starts_with(words));
        start..start + count
    }

    /// The places of the suffixes of some rows in the text, in the order of the rows.
    pub(super) fn places(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        self.0[rows].iter().map(|at| *at as usize)
    }

    /// The longest beginning of these bytes that occurs in the text; and the rows where it does, at
    /// most `max_rows` on each side of the first that was found.
    pub(super) fn longest(
        &self,
        text: &[u8],
        words: &[u8],
        max_rows: usize,
    ) -> (usize, Range<usize>) {
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
        while rows.start > 0 && row - rows.start < max_rows && shared(rows.start - 1) >= length {
            rows.start -= 1;
        }
        while rows.end < self.0.len() && rows.end - row < max_rows && shared(rows.end) >= length {
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
    fn words_are_found_at_every_place() {
        assert_eq!(places("banana", "ana"), [1, 3]);
        assert_eq!(places("banana", "banana"), [0]);
        assert!(places("banana", "nab").is_empty());
        assert!(places("banana", "z").is_empty());
        assert!(places("", "a").is_empty());
        assert_eq!(places("a", "a"), [0]);
    }

    #[test]
    fn the_longest_beginning_that_occurs_is_found() {
        let text = b"one two three";
        let suffixes = Suffixes::of(text);
        let (length, rows) = suffixes.longest(text, b"two thirds", 8);
        assert_eq!(length, "two th".len());
        assert_eq!(suffixes.places(rows).collect::<Vec<_>>(), [4]);
        assert_eq!(suffixes.longest(text, b"zzz", 8).0, 0);
        assert_eq!(Suffixes::of(b"").longest(b"", b"zzz", 8).0, 0);
    }
}
