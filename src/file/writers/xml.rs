//! Elements of XML for the writers. Characters that XML does not allow are replaced and counted.

use std::borrow::Cow;

use crate::file::xml_escape::{push_attribute, push_content};
use crate::words::counted;

/// The XML written so far.
pub(super) struct XmlText {
    pub(super) text: String,
    replaced: usize,
}

impl XmlText {
    pub(super) fn new() -> Self {
        Self {
            text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
            replaced: 0,
        }
    }

    /// Writes markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// ` name="value"`
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        let value = self.allowed(value);
        push_attribute(&mut self.text, &value);
        self.text.push('"');
    }

    /// The content of an element.
    pub(super) fn content(&mut self, text: &str) {
        let text = self.allowed(text);
        push_content(&mut self.text, &text);
    }

    fn allowed<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let replaced = text.chars().filter(|letter| !is_allowed(*letter)).count();
        self.replaced += replaced;
        if replaced == 0 {
            text.into()
        } else {
            allowed(text).into()
        }
    }

    /// Ids as XML allows them, all different.
    pub(super) fn ids<'t>(&mut self, ids: impl Iterator<Item = &'t str>) -> Vec<String> {
        let mut free = crate::file::ids::FreeIds::<String>::default();
        ids.map(|id| free.like(&self.allowed(id).into_owned()))
            .collect()
    }

    /// What was changed, in words.
    pub(super) fn changes(&self) -> Vec<String> {
        let words = || {
            let one = "character that XML does not allow (written as \u{fffd})";
            let many = "characters that XML does not allow (written as \u{fffd})";
            counted(self.replaced, one, many)
        };
        (self.replaced > 0).then(words).into_iter().collect()
    }
}

/// The text with � for characters that XML does not allow.
fn allowed(text: &str) -> String {
    let letter = |letter| {
        if is_allowed(letter) {
            letter
        } else {
            '\u{fffd}'
        }
    };
    text.chars().map(letter).collect()
}

fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
