//! Invented claims about a relation, and denials of it.

use super::sources::{self, MONTHS_AFTER};
use crate::model::{
    Actor, Claim, Claimant, Credibility, Document, Quote, ReferenceId, RelationKind, Stance,
};
use crate::random::Rng;

/// A subtype of a relation, and a sentence about it around the two names.
type Phrase = (&'static str, [&'static str; 3]);

const COOPERATION: [Phrase; 4] = [
    (
        "talks",
        ["envoys of ", " and ", " met for another round of talks"],
    ),
    (
        "trade agreement",
        ["", " and ", " signed an agreement on trade and transit"],
    ),
    (
        "joint statement",
        ["a joint statement of ", " and ", " called for calm"],
    ),
    ("recognition", ["", " now deals with ", " as an equal"]),
];
const SUPPORT: [Phrase; 4] = [
    ("money", ["", " has paid ", " through a bank abroad"]),
    ("arms", ["trucks from ", " brought rifles to ", " by night"]),
    (
        "training",
        ["officers of ", " train the people of ", " in the hills"],
    ),
    (
        "sanctuary",
        ["", " lets ", " come and go across the border"],
    ),
];
const HOSTILITY: [Phrase; 4] = [
    ("sanctions", ["", " has frozen what ", " owns abroad"]),
    (
        "threat",
        ["", " warned ", " that its patience was at an end"],
    ),
    (
        "attack",
        ["fighters of ", " shelled positions of ", " for two days"],
    ),
    (
        "accusation",
        ["", " blamed ", " for the bombing of the bridge"],
    ),
];
const OTHER: [Phrase; 1] = [("dealings", ["", " and ", " were named in the same inquiry"])];
const DENIAL: [&str; 3] = ["", " said that it has nothing to do with ", ""];

/// Writes claims, out of the references of a document.
pub(super) struct ClaimWriter {
    /// In the order in which they appeared.
    references: Vec<ReferenceId>,
}

impl ClaimWriter {
    pub(super) fn new(document: &Document) -> Self {
        let references = document.references.iter();
        Self {
            references: references.map(|reference| reference.id.clone()).collect(),
        }
    }

    /// The subtype of a relation that started in this month, and one to three claims about it.
    pub(super) fn claims(
        &self,
        kind: RelationKind,
        ends: [&Actor; 2],
        month: usize,
        rng: &mut Rng,
    ) -> (&'static str, Vec<Claim>) {
        let (subtype, sentence) = match kind {
            RelationKind::Cooperation => rng.one_of(COOPERATION),
            RelationKind::Support => rng.one_of(SUPPORT),
            RelationKind::Hostility => rng.one_of(HOSTILITY),
            RelationKind::Other => rng.one_of(OTHER),
        };
        let asserting = match rng.below(100) {
            0..82 => 1,
            82..96 => 2,
            _ => 3,
        };
        let mut claims: Vec<Claim> = (0..asserting)
            .map(|_| self.claim(sentence, ends, month, rng))
            .collect();
        if claims.len() < 3 && rng.chance_percent(4) {
            claims.push(Claim {
                stance: rng.one_of([Stance::Denies, Stance::Denies, Stance::Disputes]),
                claimant: Some(Claimant::Actor(ends[0].id.clone())),
                ..self.claim(DENIAL, ends, month, rng)
            });
        }
        (subtype, claims)
    }

    fn claim(
        &self,
        [before, between, after]: [&str; 3],
        ends: [&Actor; 2],
        month: usize,
        rng: &mut Rng,
    ) -> Claim {
        let [source, target] = ends.map(Actor::name);
        let locator = if rng.chance_percent(70) {
            format!("¶{}", 1 + rng.below(30))
        } else {
            format!("p. {}", 1 + rng.below(200))
        };
        Claim {
            reference: self.soon_after(month, rng),
            locator: Some(locator),
            quote: Some(Quote {
                exact: [before, source, between, target, after].concat(),
                ..Quote::default()
            }),
            credibility: Credibility::new(1 + rng.below(9) as u64),
            ..Claim::default()
        }
    }

    /// A reference from the year after this month.
    fn soon_after(&self, month: usize, rng: &mut Rng) -> Option<ReferenceId> {
        let first = sources::first_from(month + 1, self.references.len());
        let end = sources::first_from(month + 1 + MONTHS_AFTER, self.references.len());
        self.references.get(first + rng.below(end - first)).cloned()
    }
}
