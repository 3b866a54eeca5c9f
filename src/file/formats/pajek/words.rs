//! The words of a line of a Pajek file. Knows no section.

/// A word of a line, and the byte where it begins.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Whether it has an opening quote without a closing one.
    pub(super) is_open: bool,
}

/// The words of a line; text in quotes is one word.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) rest: &'t str,
    pub(super) at: usize,
}

impl<'t> Words<'t> {
    pub(super) fn peek(&self) -> Option<Word<'t>> {
        self.clone().next()
    }

    pub(super) fn next(&mut self) -> Option<Word<'t>> {
        let trimmed = self.rest.trim_start();
        let at = self.at + self.rest.len() - trimmed.len();
        if trimmed.is_empty() {
            return None;
        }
        let quoted = trimmed.strip_prefix('"');
        let closed = quoted.and_then(|quoted| quoted.find('"'));
        let (text, length) = match (quoted, closed) {
            (Some(quoted), Some(end)) => (&quoted[..end], end + 2),
            (Some(quoted), None) => (quoted.trim_end(), trimmed.len()),
            (None, _) => {
                let end = trimmed.find(char::is_whitespace);
                let end = end.unwrap_or(trimmed.len());
                (&trimmed[..end], end)
            }
        };
        let is_open = quoted.is_some() && closed.is_none();
        self.rest = &trimmed[length..];
        self.at = at + length;
        Some(Word { text, at, is_open })
    }
}
