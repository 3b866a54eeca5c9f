//! Checks the claims of a document against the saved texts of its references.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::anchored::Anchored;
use super::text::Text;
use crate::model::{Claim, Document, Quote, ReferenceId, RelationId};

/// The saved texts by reference: each prepared, or why it could not be read. References without a
/// text are absent.
pub type Texts = BTreeMap<ReferenceId, Result<Arc<Text>, String>>;

/// Prepares the texts of a document that were read, on all threads.
pub fn prepared<T: Into<Text> + Send>(
    document: &Document,
    read: Vec<(ReferenceId, Result<T, String>)>,
) -> Texts {
    let prepare = |reference: &ReferenceId, text: T| {
        let reference = document.references.get(reference);
        let first = reference.and_then(|reference| reference.first_paragraph);
        Arc::new(text.into().counted_from(first))
    };
    let texts = read.into_par_iter();
    texts
        .map(|(reference, text)| {
            let text = text.map(|text| prepare(&reference, text));
            (reference, text)
        })
        .collect()
}

/// The result for the quote of every claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteCheck {
    /// One for each claim, in the order of the document.
    pub claims: Vec<CheckedClaim>,
}

/// The result for the quote of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedClaim {
    /// The relation that the claim belongs to.
    pub relation: RelationId,
    /// The index of the claim in the relation.
    pub claim: usize,
    /// The reference it cites.
    pub reference: Option<ReferenceId>,
    /// The result for its quote.
    pub state: Anchored,
}

/// How many claims have each result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the states say it")]
pub struct QuoteCounts {
    pub verified: usize,
    pub shortened: usize,
    pub adapted: usize,
    pub ambiguous: usize,
    pub changed: usize,
    pub not_found: usize,
    pub no_text: usize,
    pub unquoted: usize,
}

impl QuoteCheck {
    /// Checks every claim of a document against its reference's text.
    pub fn of(document: &Document, texts: &Texts) -> Self {
        let mut claims = Vec::with_capacity(document.claim_count());
        let mut quotes: BTreeMap<&ReferenceId, Vec<(usize, &Claim, &Quote)>> = BTreeMap::new();
        for relation in document.relations.iter() {
            for (index, claim) in relation.claims.iter().enumerate() {
                let state = match (&claim.quote, &claim.reference) {
                    (None, _) => Anchored::Unquoted,
                    (Some(quote), _) if quote.exact.trim().is_empty() => Anchored::Unquoted,
                    (Some(quote), Some(reference)) => {
                        let place = (claims.len(), claim, quote);
                        quotes.entry(reference).or_default().push(place);
                        Anchored::NoText { problem: None }
                    }
                    (Some(_), None) => Anchored::NoText { problem: None },
                };
                claims.push(CheckedClaim {
                    relation: relation.id.clone(),
                    claim: index,
                    reference: claim.reference.clone(),
                    state,
                });
            }
        }
        for (reference, quotes) in quotes {
            match texts.get(reference) {
                None => {}
                Some(Err(problem)) => {
                    for (place, ..) in quotes {
                        let problem = Some(problem.clone());
                        claims[place].state = Anchored::NoText { problem };
                    }
                }
                Some(Ok(text)) => {
                    let asked = quotes
                        .iter()
                        .map(|(_, claim, quote)| (*quote, claim.locator.as_deref()));
                    for ((place, ..), state) in quotes.iter().zip(text.anchor_all(asked)) {
                        claims[*place].state = state;
                    }
                }
            }
        }
        Self { claims }
    }

    /// How many claims have each result.
    pub fn counts(&self) -> QuoteCounts {
        let mut counts = QuoteCounts::default();
        for checked in &self.claims {
            let count = match checked.state {
                Anchored::Verified { .. } => &mut counts.verified,
                Anchored::Edited {
                    is_shortened: true, ..
                } => &mut counts.shortened,
                Anchored::Edited { .. } => &mut counts.adapted,
                Anchored::Ambiguous { .. } => &mut counts.ambiguous,
                Anchored::Changed { .. } => &mut counts.changed,
                Anchored::NotFound => &mut counts.not_found,
                Anchored::NoText { .. } => &mut counts.no_text,
                Anchored::Unquoted => &mut counts.unquoted,
            };
            *count += 1;
        }
        counts
    }
}

impl QuoteCounts {
    /// Whether every claim that has a quote is verified.
    pub fn are_all_verified(self) -> bool {
        let Self {
            verified: _,
            shortened: _,
            adapted: _,
            ambiguous,
            changed,
            not_found,
            no_text,
            unquoted: _,
        } = self;
        ambiguous + changed + not_found + no_text == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Relation;

    fn claim(reference: Option<&str>, exact: Option<&str>) -> Claim {
        Claim {
            reference: reference.map(ReferenceId::from),
            quote: exact.map(|exact| Quote {
                exact: exact.to_owned(),
                ..Quote::default()
            }),
            ..Claim::default()
        }
    }

    #[test]
    fn every_claim_has_a_result_in_the_order_of_the_document() {
        let mut document = Document::default();
        let claims = [
            vec![claim(Some("saved"), Some("the truce")), claim(None, None)],
            vec![
                claim(Some("lost"), Some("the truce")),
                claim(Some("never saved"), Some("the truce")),
                claim(None, Some("the truce")),
                claim(Some("saved"), Some("words of another kind")),
            ],
        ];
        for (index, claims) in claims.into_iter().enumerate() {
            document.relations.put(Relation {
                claims,
                ..Relation::new(format!("r{index}"), "a", "b")
            });
        }
        let text = Arc::new(Text::new("They kept the truce."));
        let texts = Texts::from([
            ("saved".into(), Ok(text)),
            ("lost".into(), Err("there is no such file".to_owned())),
        ]);
        let check = QuoteCheck::of(&document, &texts);
        let lines: Vec<_> = check
            .claims
            .iter()
            .map(|checked| {
                format!(
                    "{} {} {}",
                    checked.relation,
                    checked.claim,
                    checked.state.as_str()
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                "r0 0 verified",
                "r0 1 unquoted",
                "r1 0 no-text",
                "r1 1 no-text",
                "r1 2 no-text",
                "r1 3 not-found"
            ]
        );
        let problem = Some("there is no such file".to_owned());
        assert_eq!(check.claims[2].state, Anchored::NoText { problem });
        let counts = check.counts();
        assert_eq!((counts.no_text, counts.unquoted), (3, 1));
        assert!(!counts.are_all_verified());
        assert!(
            QuoteCounts {
                verified: 1,
                unquoted: 1,
                ..QuoteCounts::default()
            }
            .are_all_verified()
        );
    }
}
