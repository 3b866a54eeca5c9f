//! How a quote and the text differ, in words, for showing. Knows no place.

use std::fmt;

/// How a quote and the text differ, in the order of the text. Both are folded: what typography alone changes is no
/// difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    spans: Vec<Span>,
}

/// Words of a quote, of the text, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// In both.
    Same(String),
    /// In the quote alone.
    Removed(String),
    /// In the text alone.
    Added(String),
}

impl Difference {
    /// The spans in order; what is removed stands before what is added in its place.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Words that stand in both.
    pub(super) fn same(&mut self, words: &str) {
        match self.spans.last_mut() {
            Some(Span::Same(last)) => last.push_str(words),
            _ => self.spans.push(Span::Same(words.to_owned())),
        }
    }

    /// Words that stand in the quote alone.
    pub(super) fn removed(&mut self, words: &str) {
        let place = match self.spans.last() {
            Some(Span::Added(_)) => self.spans.len() - 1,
            _ => self.spans.len(),
        };
        match place.checked_sub(1).map(|before| &mut self.spans[before]) {
            Some(Span::Removed(before)) => before.push_str(words),
            _ => self.spans.insert(place, Span::Removed(words.to_owned())),
        }
    }

    /// Words that stand in the text alone.
    pub(super) fn added(&mut self, words: &str) {
        match self.spans.last_mut() {
            Some(Span::Added(last)) => last.push_str(words),
            _ => self.spans.push(Span::Added(words.to_owned())),
        }
    }

    /// The space that ends both what is removed and what is added stands after them.
    pub(super) fn with_spaces_outside(self) -> Self {
        let mut result = Self::default();
        let mut spans = self.spans.into_iter().peekable();
        while let Some(span) = spans.next() {
            match (&span, spans.peek()) {
                (Span::Removed(removed), Some(Span::Added(added)))
                    if removed.ends_with(' ') && added.ends_with(' ') =>
                {
                    result.removed(removed.trim_end_matches(' '));
                    result.added(added.trim_end_matches(' '));
                    result.same(" ");
                    spans.next();
                }
                (Span::Same(words), _) => result.same(words),
                (Span::Removed(words), _) => result.removed(words),
                (Span::Added(words), _) => result.added(words),
            }
        }
        result
    }
}

/// `the [-old-]{+new+} ties`, as `wdiff` writes it.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for span in &self.spans {
            match span {
                Span::Same(words) => f.write_str(words)?,
                Span::Removed(words) => write!(f, "[-{words}-]")?,
                Span::Added(words) => write!(f, "{{+{words}+}}")?,
            }
        }
        Ok(())
    }
}
