//! The source texts of the document, and its quotes checked against them. Knows no file: a task
//! reads the texts, checks the quotes, and answers with a [`CheckedTexts`].

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::evidence::{Anchored, QuoteCheck, Text, Texts};
use crate::model::{Claim, Document, ReferenceId, Relation, RelationId};

/// The source texts of the document.
#[derive(Clone, Debug, Default)]
pub struct SourceTexts {
    /// Texts that are in no file yet, by the path in references. They are written when the document
    /// is saved.
    pub unsaved: BTreeMap<String, Arc<str>>,
    /// The texts and quotes as they were read last.
    pub checked: Arc<CheckedTexts>,
}

/// The texts of a document, and its claims checked against them.
#[derive(Debug, Default)]
pub struct CheckedTexts {
    texts: Texts,
    statuses: HashMap<RelationId, (Arc<Relation>, Vec<Anchored>)>,
    passages: BTreeMap<ReferenceId, Passages>,
}

/// The passages of one text that claims quote, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    all: Vec<Passage>,
    /// How many quotes they are of: a shortened quote has several passages.
    quotes: usize,
    /// The indices of the passages in a paragraph, by its number.
    by_paragraph: HashMap<usize, Vec<usize>>,
}

/// Words of a text that a claim quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The range, in bytes of the text.
    pub range: Range<usize>,
    /// The relation that the claim is about.
    pub relation: RelationId,
    /// How well the text matches the quote.
    pub match_quality: MatchQuality,
}

/// How well a passage matches the quote of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchQuality {
    /// The same words.
    Same,
    /// The same words, but they occur several times.
    OneOfSeveral,
    /// Similar words.
    Changed,
}

impl CheckedTexts {
    /// Checks every claim of a document against these texts. Takes up to seconds: not for a frame.
    pub fn new(document: &Document, texts: Texts) -> Self {
        let mut checked = QuoteCheck::of(document, &texts).claims.into_iter();
        let mut found: BTreeMap<ReferenceId, (Vec<Passage>, usize)> = BTreeMap::new();
        let mut statuses = HashMap::new();
        for relation in document.relations.iter() {
            let states: Vec<_> = checked.by_ref().take(relation.claims.len()).collect();
            for state in &states {
                let Some(reference) = &state.reference else {
                    continue;
                };
                let (passages, quotes) = found.entry(reference.clone()).or_default();
                let before = passages.len();
                passages.extend(passages_of(&relation.id, &state.state));
                *quotes += usize::from(passages.len() > before);
            }
            let states = states.into_iter().map(|checked| checked.state).collect();
            statuses.insert(relation.id.clone(), (Arc::clone(relation), states));
        }
        let passages = found
            .into_iter()
            .filter_map(|(reference, (passages, quotes))| {
                let text = texts.get(&reference)?.as_ref().ok()?;
                Some((reference, Passages::new(text, passages, quotes)))
            });
        Self {
            passages: passages.collect(),
            statuses,
            texts,
        }
    }

    /// All texts that were read, by reference.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The text of a reference, or why it could not be read; `None` if it has none or is not read
    /// yet.
    pub fn text(&self, reference: &ReferenceId) -> Option<&Result<Arc<Text>, String>> {
        self.texts.get(reference)
    }

    /// The passages of a reference's text that claims quote.
    pub fn passages(&self, reference: &ReferenceId) -> Option<&Passages> {
        self.passages.get(reference)
    }

    /// The result for a claim's quote; `None` if the claim was changed since and is not checked
    /// yet.
    pub fn quote_status(&self, relation: &RelationId, claim: &Claim) -> Option<&Anchored> {
        let (relation, states) = self.statuses.get(relation)?;
        let is_same_quote = |read: &Claim| {
            let words = (&read.reference, &read.locator, &read.quote);
            words == (&claim.reference, &claim.locator, &claim.quote)
        };
        states.get(relation.claims.iter().position(is_same_quote)?)
    }
}

impl Passages {
    fn new(text: &Text, mut all: Vec<Passage>, quotes: usize) -> Self {
        all.sort_by_key(|passage| (passage.range.start, passage.range.end));
        let mut by_paragraph: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, passage) in all.iter().enumerate() {
            let first = text.paragraph_at(passage.range.start);
            let last = text.paragraph_at(passage.range.end.saturating_sub(1));
            for number in first..=last.max(first) {
                by_paragraph.entry(number).or_default().push(index);
            }
        }
        Self {
            all,
            quotes,
            by_paragraph,
        }
    }

    /// How many quotes the passages are of.
    pub fn quotes(&self) -> usize {
        self.quotes
    }

    /// All passages.
    pub fn all(&self) -> &[Passage] {
        &self.all
    }

    /// The passages in the paragraph with this number.
    pub fn in_paragraph(&self, number: usize) -> impl Iterator<Item = &Passage> {
        let indices = self.by_paragraph.get(&number).into_iter().flatten();
        indices.filter_map(|index| self.all.get(*index))
    }

    /// The passages that a relation's claims quote.
    pub fn of<'a>(&'a self, relation: &'a RelationId) -> impl Iterator<Item = &'a Passage> {
        self.all
            .iter()
            .filter(move |passage| passage.relation == *relation)
    }
}

fn passages_of<'a>(
    relation: &'a RelationId,
    state: &'a Anchored,
) -> impl Iterator<Item = Passage> + 'a {
    let match_quality = match state {
        Anchored::Changed { .. } => MatchQuality::Changed,
        Anchored::Ambiguous { .. } => MatchQuality::OneOfSeveral,
        _ => MatchQuality::Same,
    };
    state.ranges().iter().map(move |range| Passage {
        range: range.clone(),
        relation: relation.clone(),
        match_quality,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Quote;

    fn claim(exact: &str) -> Claim {
        Claim {
            reference: Some("r".into()),
            quote: Some(Quote {
                exact: exact.to_owned(),
                ..Quote::default()
            }),
            ..Claim::default()
        }
    }

    fn checked(claims: Vec<Claim>) -> CheckedTexts {
        let relation = Relation {
            claims,
            ..Relation::new("war", "a", "b")
        };
        let document = Document {
            relations: [relation].into_iter().collect(),
            ..Document::default()
        };
        let text = Text::new("They went to war.\n\nThen they made peace.\nThen they made money.");
        CheckedTexts::new(&document, Texts::from([("r".into(), Ok(Arc::new(text)))]))
    }

    #[test]
    fn passages_are_found_by_paragraph_and_by_relation() {
        let checked = checked(vec![claim("made peace"), claim("war. Then they")]);
        let passages = checked.passages(&"r".into()).unwrap();
        let starts = |number| {
            let there = passages.in_paragraph(number);
            there.map(|passage| passage.range.start).collect::<Vec<_>>()
        };
        assert_eq!(starts(1), [13]);
        assert_eq!(starts(2), [13, 29]);
        assert_eq!(passages.of(&"war".into()).count(), 2);
        assert_eq!(passages.of(&"peace".into()).count(), 0);
    }

    #[test]
    fn a_claim_changed_since_has_no_status_until_it_is_read_again() {
        let checked = checked(vec![claim("made peace"), claim("made war")]);
        let status = |exact: &str| {
            let status = checked.quote_status(&"war".into(), &claim(exact));
            status.map(Anchored::as_str)
        };
        assert_eq!(status("made peace"), Some("verified"));
        assert_eq!(status("made war"), Some("not-found"));
        assert_eq!(status("made money"), None);
    }
}
