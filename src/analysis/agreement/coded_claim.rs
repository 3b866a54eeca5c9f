//! The claims of several codings, each with what decides which claims of others are about the same.

use std::collections::HashMap;
use std::sync::Arc;

use super::coding::{Coding, PairDirection, PlacedClaim};
use super::passage::{QuotedPassage, WordNumbers};
use super::same_records::{DocumentNumbers, SameRecords};
use crate::evidence::{Anchored, Text};
use crate::model::{Claim, ClaimId, Quote, RelationId, RelationKind, Stance};
use crate::words::folded;

/// One claim of a coding.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedClaim {
    /// The coding that it belongs to.
    pub coding: usize,
    /// The relation that it belongs to.
    pub relation: RelationId,
    /// The place of that relation in what settlements set aside; `None` if it is in the network.
    pub set_aside: Option<usize>,
    /// Its number in the relation, from 0.
    pub number: usize,
    /// Its id in memory.
    pub id: ClaimId,
    /// The kind of the relation.
    pub kind: RelationKind,
    /// The direction of the relation.
    pub direction: PairDirection,
    /// The stance of the claim.
    pub stance: Stance,
    /// What it is about: the pair of actors, and the reference.
    pub(super) about: (usize, usize, Option<usize>),
    pub(super) passage: QuotedPassage,
}

/// What coders agree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodedAspect {
    /// Whether a passage was coded at all.
    Coded,
    /// The kind of the relation.
    Kind,
    /// The direction of the relation.
    Direction,
    /// The stance of the claim.
    Stance,
}

impl CodedAspect {
    /// All of them, in the order of the output.
    pub const ALL: [Self; 4] = [Self::Coded, Self::Kind, Self::Direction, Self::Stance];

    /// A stable word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Coded => "coded",
            Self::Kind => "kind",
            Self::Direction => "direction",
            Self::Stance => "stance",
        }
    }

    /// What it is called in the interface.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Coded => "coded at all",
            Self::Kind => "kind",
            Self::Direction => "direction",
            Self::Stance => "stance",
        }
    }

    /// Two values that would be each other's if the actors of a pair were in the other order.
    pub(super) fn turned(self) -> Option<[u8; 2]> {
        let two = [PairDirection::Forward, PairDirection::Backward];
        (self == Self::Direction).then(|| two.map(|direction| direction as u8))
    }

    /// The value of a claim, as a number; equal values have equal numbers.
    pub(super) fn value(self, claim: &CodedClaim) -> u8 {
        match self {
            Self::Coded => 1,
            Self::Kind => match claim.kind {
                RelationKind::Cooperation => 0,
                RelationKind::Support => 1,
                RelationKind::Hostility => 2,
                RelationKind::Other => 3,
            },
            Self::Direction => claim.direction as u8,
            Self::Stance => match claim.stance {
                Stance::Asserts => 0,
                Stance::Denies => 1,
                Stance::Disputes => 2,
                Stance::Retracts => 3,
            },
        }
    }
}

/// The claims of all codings, in their order, and the texts that they quote.
pub(super) struct CodedClaims {
    pub(super) claims: Vec<CodedClaim>,
    /// The saved texts by the number of the reference.
    pub(super) texts: HashMap<usize, Arc<Text>>,
}

impl CodedClaims {
    /// Collects the claims. Quotes are looked up in saved texts; if several codings have the
    /// text of a reference, that of the first is used for all.
    pub(super) fn of(codings: &[Coding<'_>]) -> Self {
        let mut records = SameRecords::default();
        let numbers: Vec<_> = codings
            .iter()
            .map(|coding| records.of(coding.document))
            .collect();
        let mut texts = HashMap::new();
        for (coding, numbers) in codings.iter().zip(&numbers) {
            for (id, text) in coding.texts {
                if let (Some(number), Ok(text)) = (numbers.reference(Some(id)), text) {
                    texts.entry(number).or_insert_with(|| Arc::clone(text));
                }
            }
        }
        let mut words = WordNumbers::default();
        let mut all = Vec::new();
        for (index, (coding, numbers)) in codings.iter().zip(&numbers).enumerate() {
            let mut quotes: HashMap<usize, Vec<(usize, &Claim, &Quote)>> = HashMap::new();
            for placed in coding.claims() {
                let coded = coded_claim(index, &placed, numbers, &mut words);
                if let (Some(reference), Some(quote)) = (coded.about.2, &placed.claim.quote)
                    && texts.contains_key(&reference)
                {
                    let of_text = quotes.entry(reference).or_default();
                    of_text.push((all.len(), placed.claim, quote));
                }
                all.push(coded);
            }
            place(&mut all, &quotes, &texts);
        }
        Self { claims: all, texts }
    }
}

fn coded_claim(
    coding: usize,
    placed: &PlacedClaim<'_>,
    numbers: &DocumentNumbers,
    words: &mut WordNumbers,
) -> CodedClaim {
    let PlacedClaim {
        relation, claim, ..
    } = *placed;
    let (source, target) = (
        numbers.actor(&relation.source),
        numbers.actor(&relation.target),
    );
    let quote = claim.quote.as_ref();
    let quoted = quote.map(|quote| words.words(&quote.exact));
    let passage = match quoted.filter(|words| !words.is_empty()) {
        Some(words) => QuotedPassage::Words(words),
        None => QuotedPassage::Place(folded(claim.locator.as_deref().unwrap_or_default())),
    };
    CodedClaim {
        coding,
        relation: relation.id.clone(),
        set_aside: placed.set_aside,
        number: placed.number,
        id: claim.id,
        kind: relation.kind(),
        direction: if !relation.is_directed() {
            PairDirection::Both
        } else if source <= target {
            PairDirection::Forward
        } else {
            PairDirection::Backward
        },
        stance: claim.stance,
        about: (
            source.min(target),
            source.max(target),
            numbers.reference(claim.reference.as_ref()),
        ),
        passage,
    }
}

/// Finds quotes in their saved texts; a quote that is not there keeps its words.
fn place(
    all: &mut [CodedClaim],
    quotes: &HashMap<usize, Vec<(usize, &Claim, &Quote)>>,
    texts: &HashMap<usize, Arc<Text>>,
) {
    let mut references: Vec<_> = quotes.keys().collect();
    references.sort_unstable();
    for reference in references {
        let of_text = &quotes[reference];
        let asked = of_text
            .iter()
            .map(|(_, claim, quote)| (*quote, claim.locator.as_deref()));
        for ((at, ..), anchored) in of_text.iter().zip(texts[reference].anchor_all(asked)) {
            if let Some(range) = range_of(&anchored) {
                all[*at].passage = QuotedPassage::Range(range);
            }
        }
    }
}

/// The bytes from the start of what was found to its end; the first of several places.
fn range_of(anchored: &Anchored) -> Option<std::ops::Range<usize>> {
    if let Anchored::Ambiguous { ranges, .. } = anchored {
        ranges.first().cloned()
    } else {
        let ranges = anchored.ranges();
        Some(ranges.first()?.start..ranges.last()?.end)
    }
}
