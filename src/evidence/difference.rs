//! The difference between a quote and the text, by words, for display. Knows no place.

use std::fmt;

/// How a quote and the text differ, in the order of the text. Both are folded: typography makes no
/// difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteDifference {
    spans: Vec<DiffSpan>,
}

/// Words of a quote, of the text, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffSpan {
    /// In both.
    Same(String),
    /// Only in the quote.
    Removed(String),
    /// Only in the text.
    Added(String),
}

impl QuoteDifference {
    /// The spans in order; removed words come before the words added in their place.
    pub fn spans(&self) -> &[DiffSpan] {
        &self.spans
    }

    /// Adds words that are in both.
    pub(super) fn same(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(DiffSpan::Same(last)) => last.push_str(words),
            _ => self.spans.push(DiffSpan::Same(words.to_owned())),
        }
    }

    /// Adds words that are only in the quote.
    pub(super) fn removed(&mut self, words: &str) {
        let place = match self.spans.last() {
            Some(DiffSpan::Added(_)) => self.spans.len() - 1,
            _ => self.spans.len(),
        };
        match place.checked_sub(1).map(|before| &mut self.spans[before]) {
            Some(DiffSpan::Removed(before)) => before.push_str(words),
            _ => self
                .spans
                .insert(place, DiffSpan::Removed(words.to_owned())),
        }
    }

    /// Adds words that are only in the text.
    pub(super) fn added(&mut self, words: &str) {
        match self.spans.last_mut() {
            Some(DiffSpan::Added(last)) => last.push_str(words),
            _ => self.spans.push(DiffSpan::Added(words.to_owned())),
        }
    }

    /// Moves a space that ends both removed and added words behind them.
    pub(super) fn with_spaces_outside(self) -> Self {
        let mut result = Self::default();
        let mut spans = self.spans.into_iter().peekable();
        while let Some(span) = spans.next() {
            match (&span, spans.peek()) {
                (DiffSpan::Removed(removed), Some(DiffSpan::Added(added)))
                    if removed.ends_with(' ') && added.ends_with(' ') =>
                {
                    result.removed(removed.trim_end_matches(' '));
                    result.added(added.trim_end_matches(' '));
                    result.same(" ");
                    spans.next();
                }
                (DiffSpan::Same(words), _) => result.same(words),
                (DiffSpan::Removed(words), _) => result.removed(words),
                (DiffSpan::Added(words), _) => result.added(words),
            }
        }
        result
    }
}

/// `the [-old-]{+new+} ties`, as `wdiff` writes it.
impl fmt::Display for QuoteDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for span in &self.spans {
            match span {
                DiffSpan::Same(words) => f.write_str(words)?,
                DiffSpan::Removed(words) => write!(f, "[-{words}-]")?,
                DiffSpan::Added(words) => write!(f, "{{+{words}+}}")?,
            }
        }
        Ok(())
    }
}
