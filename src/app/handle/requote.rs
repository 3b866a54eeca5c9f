//! A quote that is edited takes the words around it and its place from the saved text.

use crate::app::field::claim::QUOTE;
use crate::app::{Change, Field, FieldValue, State};
use crate::evidence::relocated_locator;
use crate::model::Quote;

impl State {
    /// The change of a quote with the words around it and its place, where the new words are in
    /// the text once; `None` for any other change.
    pub(super) fn requoted(&self, change: &Change) -> Option<Change> {
        let Change::Set(Field::Claim(relation, claim, row), FieldValue::Text(words)) = change
        else {
            return None;
        };
        let claims = &self.document().relations.get(relation)?.claims;
        let old = claims.iter().find(|one| one.id == *claim)?;
        let texts = &self.open.source_texts.checked;
        let text = texts.text(old.reference.as_ref()?)?.as_ref().ok()?;
        let typed = Quote {
            exact: words.clone(),
            ..Quote::default()
        };
        let found = text.anchor(&typed, None);
        if *row != &QUOTE || !found.is_verified() {
            return None;
        }
        let range = found.ranges().first()?.start..found.ranges().last()?.end;
        let fields = old.quote.as_ref().map(|quote| quote.fields.clone());
        let quote = Quote {
            exact: typed.exact,
            fields: fields.unwrap_or_default(),
            ..text.quote(range.clone())
        };
        Some(Change::Requote {
            relation: relation.clone(),
            claim: *claim,
            quote,
            locator: relocated_locator(old.locator.as_deref(), text.locator(range)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{CheckedTexts, Command, LoadedDocument, ReaderCommand};
    use crate::evidence::{Text, Texts};
    use crate::model::{Claim, Document, Reference, Relation};
    use std::sync::Arc;

    const TEXT: &str = "The Trust slept.\n\nIt pays the guard, and the guard pays nobody.\n\nThe Trust denies the payments.";

    /// The quote and the place of a claim after its quote was changed to these words.
    fn changed(locator: &str, words: &str) -> (Quote, String) {
        let claim = Claim {
            reference: Some("r".into()),
            locator: Some(locator.to_owned()),
            quote: Some(Quote {
                exact: "pays the guard".to_owned(),
                prefix: Some("It ".to_owned()),
                suffix: Some(", and".to_owned()),
                ..Quote::default()
            }),
            ..Claim::default()
        };
        let relation = Relation {
            claims: [claim].into_iter().collect(),
            ..Relation::new("x", "a", "b")
        };
        let document = Document {
            relations: [relation].into_iter().collect(),
            references: [Reference::new("r")].into_iter().collect(),
            ..Document::default()
        };
        let mut state = State::default();
        state.handle(Command::Opened(Box::new(LoadedDocument {
            document: document.clone(),
            ..LoadedDocument::default()
        })));
        let texts = Texts::from([("r".into(), Ok(Arc::new(Text::new(TEXT))))]);
        state.handle(Command::Reader(ReaderCommand::Read {
            generation: state.document_generation,
            checked: Arc::new(CheckedTexts::new(&document, texts)),
        }));
        let id = state.document().relations.get(&"x".into()).unwrap().claims[0].id;
        let field = Field::Claim("x".into(), id, &QUOTE);
        let value = FieldValue::Text(words.to_owned());
        state.handle(Command::Change(Change::Set(field, value)));
        let claims = &state.document().relations.get(&"x".into()).unwrap().claims;
        let claim = claims[0].clone();
        (claim.quote.unwrap(), claim.locator.unwrap())
    }

    #[test]
    fn an_edited_quote_takes_the_words_around_it_and_its_place() {
        let (quote, locator) = changed("¶2", "denies the payments");
        assert_eq!(quote.exact, "denies the payments");
        let before = quote.prefix.unwrap();
        assert!(before.ends_with("The Trust "), "{before}");
        assert_eq!(locator, "¶3");
        // A page stays, and so does a finer place in the same paragraph.
        assert_eq!(changed("p. 12", "denies the payments").1, "p. 12");
        assert_eq!(changed("¶2, l. 3", "guard pays nobody").1, "¶2, l. 3");
    }

    #[test]
    fn a_quote_that_is_in_the_text_twice_or_not_at_all_keeps_its_place() {
        for words in ["the guard", "words of another text entirely"] {
            let (quote, locator) = changed("¶2", words);
            assert_eq!((&*quote.exact, &*locator), (words, "¶2"));
            assert_eq!(quote.prefix.as_deref(), Some("It "));
        }
    }
}
