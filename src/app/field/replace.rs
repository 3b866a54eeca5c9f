//! Find and replace: which fields of a document contain some words, and what they become. Changes
//! nothing.

use super::{Field, actor, claim, relation};
use crate::model::Document;

/// What is replaced, where, and by what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a check box that has nothing to do with the others"
)]
pub struct ReplaceRequest {
    /// The words to find.
    pub find: String,
    /// The words that take their place.
    pub with: String,
    /// Whether names and other names of actors are searched.
    pub in_names: bool,
    /// Whether types of relations are searched.
    pub in_types: bool,
    /// Whether notes on actors and claims are searched.
    pub in_notes: bool,
    /// Whether upper and lower case are different letters.
    pub matches_case: bool,
    /// Whether only whole words are found.
    pub whole_words: bool,
}

/// A field that contains the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// The field.
    pub field: Field,
    /// Its text.
    pub before: String,
    /// Its text with the words replaced.
    pub after: String,
}

impl ReplaceRequest {
    /// The fields that would change, in the order of the document. O(text of the document).
    pub fn replacements(&self, document: &Document) -> Vec<Replacement> {
        let mut found = Vec::new();
        if self.find.is_empty() {
            return found;
        }
        let mut look = |field: Field, text: String| {
            if let Some(after) = self.replaced(&text) {
                found.push(Replacement {
                    field,
                    before: text,
                    after,
                });
            }
        };
        let actor_rows = [
            (self.in_names, &actor::NAME),
            (self.in_names, &actor::ALIASES),
            (self.in_notes, &actor::NOTE),
        ];
        for actor in document.actors.iter() {
            for (_, row) in actor_rows.iter().filter(|(is_searched, _)| *is_searched) {
                look(
                    Field::Actors(vec![actor.id.clone()], row),
                    (row.text)(actor),
                );
            }
        }
        for relation in document.relations.iter() {
            if self.in_types {
                let row = &relation::TYPE;
                let field = Field::Relations(vec![relation.id.clone()], row);
                look(field, (row.text)(relation));
            }
            for claim in relation.claims.iter().filter(|_| self.in_notes) {
                let row = &claim::NOTE;
                let field = Field::Claim(relation.id.clone(), claim.id, row);
                look(field, (row.text)(claim));
            }
        }
        found
    }

    /// The text with the words replaced; `None` if it does not contain them.
    fn replaced(&self, text: &str) -> Option<String> {
        let mut after = String::new();
        let mut copied = 0;
        let mut at = 0;
        while at < text.len() {
            match self.match_at(text, at) {
                Some(end) => {
                    after.push_str(&text[copied..at]);
                    after.push_str(&self.with);
                    (copied, at) = (end, end);
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        if copied == 0 && after.is_empty() {
            return None;
        }
        after.push_str(&text[copied..]);
        (after != text).then_some(after)
    }

    /// Where the words end in a text that has them at this place.
    fn match_at(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        let length = if self.matches_case {
            rest.starts_with(&self.find).then_some(self.find.len())?
        } else {
            match_length(rest, &self.find)?
        };
        let end = at + length;
        if length == 0 {
            return None;
        }
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_whole = !is_letter(before) && !is_letter(after);
        (is_whole || !self.whole_words).then_some(end)
    }
}

/// How many bytes of the text are the words at its beginning, in any case.
fn match_length(text: &str, words: &str) -> Option<usize> {
    let mut wanted = words.chars().flat_map(char::to_lowercase).peekable();
    let mut length = 0;
    for letter in text.chars() {
        if wanted.peek().is_none() {
            break;
        }
        for lower in letter.to_lowercase() {
            if wanted.next() != Some(lower) {
                return None;
            }
        }
        length += letter.len_utf8();
    }
    wanted.peek().is_none().then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(find: &str, with: &str, text: &str, whole_words: bool) -> Option<String> {
        let request = ReplaceRequest {
            find: find.into(),
            with: with.into(),
            whole_words,
            ..ReplaceRequest::default()
        };
        request.replaced(text)
    }

    #[test]
    fn words_are_replaced_in_any_case_and_every_time() {
        let after = replaced("usa", "United States", "USA and Usa, not usable", false);
        let after = after.unwrap();
        assert_eq!(
            after,
            "United States and United States, not United Statesble"
        );
        let whole = replaced("usa", "United States", "USA, not usable", true);
        assert_eq!(whole.unwrap(), "United States, not usable");
        assert_eq!(replaced("x", "y", "no such letter", false), None);
        assert_eq!(replaced("a", "a", "a", false), None, "nothing changes");
    }

    #[test]
    fn letters_that_change_their_length_with_the_case_are_replaced_as_a_whole() {
        // The capital letter is two letters in lower case.
        assert_eq!(replaced("İ", "I", "aİb", false).unwrap(), "aIb");
        assert_eq!(replaced("é", "e", "É", false).unwrap(), "e");
        assert_eq!(replaced("", "e", "É", false), None);
    }

    #[test]
    fn the_case_counts_where_it_is_asked_for() {
        let request = ReplaceRequest {
            find: "Us".into(),
            with: "x".into(),
            matches_case: true,
            ..ReplaceRequest::default()
        };
        assert_eq!(request.replaced("us Us").unwrap(), "us x");
    }
}
