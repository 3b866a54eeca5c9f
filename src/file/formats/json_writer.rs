//! Writes JSON in the canonical layout: two-space indent, every member and item on a line of its
//! own.
//!
//! It is the layout of `jq .` and of Python's `json.dump(…, indent=2, ensure_ascii=False)`, so that
//! a file that one of these has rewritten differs only in what was edited.

use super::json;

/// The text written so far.
#[derive(Debug, Default)]
pub(crate) struct JsonWriter {
    text: String,
    depth: usize,
    /// Whether the innermost list or object has something in it.
    has_items: bool,
}

impl JsonWriter {
    /// The whole text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// How many bytes the text has.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Makes room for so many bytes more.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Begins a list or an object.
    pub(crate) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.has_items = false;
    }

    /// Ends it.
    pub(crate) fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.has_items {
            self.new_line();
        }
        self.text.push(bracket);
        self.has_items = true;
    }

    /// Begins an item of a list.
    pub(crate) fn item(&mut self) {
        if self.has_items {
            self.text.push(',');
        }
        self.new_line();
        self.has_items = true;
    }

    /// Begins a member of an object.
    pub(crate) fn key(&mut self, key: &str) {
        self.item();
        json::quote_into(&mut self.text, key);
        self.text.push_str(": ");
    }

    pub(crate) fn text(&mut self, text: &str) {
        json::quote_into(&mut self.text, text);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.text.push_str(if flag { "true" } else { "false" });
    }

    /// Writes a finite number with the fewest digits that give the same number again.
    pub(crate) fn number(&mut self, number: f64) {
        self.text.push_str(&number_text(number));
    }

    pub(crate) fn integer(&mut self, integer: i64) {
        self.text.push_str(&integer.to_string());
    }

    /// Writes JSON that was read before, with new indentation, and its numbers and texts as they
    /// are.
    pub(crate) fn json(&mut self, json: &str) {
        let mut before = "";
        for token in json::tokens(json) {
            match token {
                "{" | "[" => {
                    self.item_after(before);
                    self.open(if token == "{" { '{' } else { '[' });
                }
                "}" => self.close('}'),
                "]" => self.close(']'),
                "," => {}
                ":" => self.text.push_str(": "),
                _ => {
                    self.item_after(before);
                    self.text.push_str(token);
                }
            }
            before = token;
        }
    }

    /// Begins an item where the token before opens one.
    fn item_after(&mut self, before: &str) {
        if matches!(before, "{" | "[" | ",") {
            self.item();
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}

/// A finite number as JSON, with a point or an exponent as Python writes floats.
pub(crate) fn number_text(number: f64) -> String {
    format!("{number:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_indented_again_and_its_numbers_stay() {
        let mut out = JsonWriter::default();
        out.json(r#"{"a":[1e400,1.50,{}],"b":[],"c":{"d":"x,[y]\"z"}}"#);
        insta::assert_snapshot!(out.into_text(), @r#"
        {
          "a": [
            1e400,
            1.50,
            {}
          ],
          "b": [],
          "c": {
            "d": "x,[y]\"z"
          }
        }
        "#);
    }
}
