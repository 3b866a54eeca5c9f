//! The words of a line of a Pajek file. Knows no section.

use crate::file::formats::numbers::plain_number;

/// A word of a line, and the byte where it begins.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Whether it has an opening quote without a closing one.
    pub(super) is_open: bool,
    pub(super) is_quoted: bool,
}

impl Word<'_> {
    /// The word as a label: two quotes in quotes are one.
    pub(super) fn label(&self) -> String {
        let text = if self.is_quoted && self.text.contains(['"', '\\']) {
            self.text.replace("\"\"", "\"").replace("\\\"", "\"")
        } else {
            self.text.to_owned()
        };
        with_numbered_letters(text)
    }
}

/// A text with the letters that `&#34;` and the like stand for: Pajek and igraph write some so.
fn with_numbered_letters(text: String) -> String {
    if !text.contains("&#") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find("&#") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let number = rest[2..].split_once(';').map(|(number, _)| number);
        let letter = number.and_then(|number| char::from_u32(number.parse().ok()?));
        let letter = letter.filter(|letter| !letter.is_control());
        if let (Some(number), Some(letter)) = (number, letter) {
            plain.push(letter);
            rest = &rest[number.len() + 3..];
        } else {
            plain.push_str("&#");
            rest = &rest[2..];
        }
    }
    plain.push_str(rest);
    plain
}

/// The words of a line; text in quotes is one word.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) rest: &'t str,
    pub(super) at: usize,
}

/// Shapes and options that may follow a label.
const OPTIONS: &[&str] = &[
    "ellipse", "box", "diamond", "triangle", "cross", "empty", "man", "woman", "house", "x_fact",
    "y_fact", "s_size", "phi", "r", "q", "ic", "bc", "bw", "lc", "la", "lr", "lphi", "fos", "font",
    "hooks", "url", "size",
];

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
        let closed = quoted.and_then(closing_quote);
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
        Some(Word {
            text,
            at,
            is_open,
            is_quoted: quoted.is_some(),
        })
    }

    /// Adds the words that belong to a label without quotes: up to the first number, time or
    /// option. Returns whether there are any.
    pub(super) fn extend_label(&mut self, label: &Word<'_>, text: &mut String) -> bool {
        let mut is_longer = false;
        while let Some(word) = self.peek() {
            let lower = word.text.to_ascii_lowercase();
            let is_end = word.is_quoted
                || word.text.starts_with('[')
                || plain_number(word.text).is_some()
                || OPTIONS.contains(&&*lower);
            if is_end || label.is_quoted {
                break;
            }
            text.push(' ');
            text.push_str(word.text);
            self.next();
            is_longer = true;
        }
        is_longer
    }
}

/// The byte of the quote that ends a text in quotes. Two quotes, or one after a backslash, are part
/// of the text if another quote ends it.
fn closing_quote(quoted: &str) -> Option<usize> {
    let bytes = quoted.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' | b'\\' if bytes.get(at + 1) == Some(&b'"') && quoted[at + 2..].contains('"') => {
                at += 2;
            }
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The rest of a line without its label, as in `l "war" c Red`, and the label.
pub(super) fn without_label(rest: &str) -> (String, Option<String>) {
    let mut words = Words { rest, at: 0 };
    let mut before = 0;
    while let Some(word) = words.next() {
        let follows = words.peek().filter(|next| next.is_quoted && !next.is_open);
        if let Some(label) = follows
            && word.text.eq_ignore_ascii_case("l")
            && !word.is_quoted
        {
            words.next();
            let left = format!("{} {}", rest[..before].trim(), words.rest.trim());
            return (left.trim().to_owned(), Some(label.label()));
        }
        before = rest.len() - words.rest.len();
    }
    (rest.to_owned(), None)
}
