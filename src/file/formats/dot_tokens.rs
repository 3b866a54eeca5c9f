//! The words, marks and texts of Graphviz DOT. Knows no statement.

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DotToken {
    /// An id, and whether it was in quotes.
    Id(String, bool),
    Mark(char),
    Edge,
    End,
}

/// The parts of a text, one after another.
pub(super) struct DotTokens<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl DotTokens<'_> {
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let line_starts = self.at == 0 || self.text[..self.at].ends_with('\n');
            let length = if let Some(comment) = trimmed.strip_prefix("/*") {
                comment.find("*/").map_or(trimmed.len(), |end| end + 4)
            } else if trimmed.starts_with("//") || (trimmed.starts_with('#') && line_starts) {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else {
                return;
            };
            self.at += length;
        }
    }

    pub(super) fn next(&mut self) -> (DotToken, usize) {
        self.skip();
        let at = self.at;
        let rest = &self.text[at..];
        let Some(first) = rest.chars().next() else {
            return (DotToken::End, at);
        };
        if rest.starts_with("->") || rest.starts_with("--") {
            self.at += 2;
            return (DotToken::Edge, at);
        }
        let token = match first {
            '"' => self.quoted(),
            '<' => self.html(),
            letter
                if letter.is_alphanumeric() || letter == '_' || letter == '.' || letter == '-' =>
            {
                let end = rest[first.len_utf8()..]
                    .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                    .map_or(rest.len(), |end| end + first.len_utf8());
                self.at += end;
                DotToken::Id(rest[..end].to_owned(), false)
            }
            mark => {
                self.at += mark.len_utf8();
                DotToken::Mark(mark)
            }
        };
        (token, at)
    }

    /// A text in quotes; `+` joins several.
    fn quoted(&mut self) -> DotToken {
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at + 1..];
            let mut end = rest.len();
            let mut is_escaped = false;
            for (at, letter) in rest.char_indices() {
                if letter == '"' && !is_escaped {
                    end = at;
                    break;
                }
                is_escaped = letter == '\\' && !is_escaped;
            }
            text += &rest[..end].replace("\\\"", "\"").replace("\\\n", "");
            self.at = (self.at + end + 2).min(self.text.len());
            let before = self.at;
            self.skip();
            if !self.text[self.at..].starts_with('+') {
                self.at = before;
                return DotToken::Id(text, true);
            }
            self.at += 1;
            self.skip();
            if !self.text[self.at..].starts_with('"') {
                return DotToken::Id(text, true);
            }
        }
    }

    /// A label in HTML, as its text.
    fn html(&mut self) -> DotToken {
        let rest = &self.text[self.at..];
        let mut depth = 0_usize;
        let mut text = String::new();
        for (at, letter) in rest.char_indices() {
            match letter {
                '<' => depth += 1,
                '>' => {
                    depth -= 1;
                    text.push(' ');
                    if depth == 0 {
                        self.at += at + 1;
                        let words: Vec<&str> = text.split_whitespace().collect();
                        return DotToken::Id(words.join(" "), true);
                    }
                }
                letter if depth == 1 => text.push(letter),
                _ => {}
            }
        }
        self.at = self.text.len();
        DotToken::Id(text, true)
    }
}
