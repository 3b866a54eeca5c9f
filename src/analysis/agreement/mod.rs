//! Do several coders of the same texts find the same? Their claims are matched by pair of actors
//! and overlapping quote, and their codes compared. Knows no file and no window.
//!
//! Krippendorff's alpha, kappa and percent ([`AgreementMeasure`]) are about four things: whether a
//! passage was coded at all, and, of claims that at least two coders have, the kind, the direction
//! and the stance. Where texts are saved, their sentences that nobody coded count as agreement on
//! "not coded": Krippendorff, Mathet, Bouvry and Widlöcher 2016, "On the reliability of unitizing
//! textual continua", Quality & Quantity 50. Without saved texts these are unknown, and alpha for
//! "coded at all" is far too low. Which actor of a pair is the first is an accident of the file, so
//! that both directions of a pair are equally likely by chance.

mod coded_claim;
mod coders;
mod coding;
mod in_words;
mod passage;
mod reliability;
mod same_records;
mod sentences;
mod units;

pub use coded_claim::{CodedAspect, CodedClaim};
pub use coders::{DocumentCoder, coders_of, compared_at_first, uncoded_claims};
pub use coding::{Coding, PairDirection};
pub use reliability::{AgreementMeasure, UnitValues};
pub use units::AgreementUnit;

use coded_claim::CodedClaims;

/// How the interval of alpha is found: by units drawn again with replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreementDraws {
    /// The number of draws.
    pub draws: usize,
    /// The seed: the same one gives the same interval.
    pub seed: u64,
}

impl Default for AgreementDraws {
    fn default() -> Self {
        Self {
            draws: 1000,
            seed: 1,
        }
    }
}

/// The agreement of several coders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// The claims of all codings, in their order.
    pub claims: Vec<CodedClaim>,
    /// What was coded, by passage and pair.
    pub units: Vec<AgreementUnit>,
    /// The sentences of the coded saved texts in which nobody coded anything.
    pub uncoded_sentences: usize,
    /// Whether all quotes were found in saved texts; otherwise "coded at all" is compared without
    /// the passages that nobody coded, or with only some of them.
    pub is_placed: bool,
    /// The agreement about each aspect, in the order of [`CodedAspect::ALL`].
    pub measures: Vec<(CodedAspect, AgreementMeasure)>,
    /// Where coders do not agree: the unit and what about. A unit that not all coded has no other
    /// disagreement unless those who coded it disagree.
    pub disagreements: Vec<Disagreement>,
}

/// A unit about which coders do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The number of the unit.
    pub unit: usize,
    /// What about.
    pub of: CodedAspect,
}

impl Agreement {
    /// Compares codings of the same texts. O(claims · log claims + draws · units).
    pub fn of(codings: &[Coding<'_>], draws: AgreementDraws) -> Self {
        let coded = CodedClaims::of(codings);
        let units = units::units(&coded.claims, codings.len());
        let (uncoded_sentences, is_placed) = sentences::uncoded(&coded);
        let mut agreement = Self {
            claims: coded.claims,
            units,
            uncoded_sentences,
            is_placed,
            measures: Vec::new(),
            disagreements: Vec::new(),
        };
        for of in CodedAspect::ALL {
            let values = agreement.values(of, codings.len());
            let (count, seed) = (draws.draws, draws.seed);
            let measured = match of.turned() {
                Some(turned) => AgreementMeasure::of_turned(&values, turned, count, seed),
                None => AgreementMeasure::of(&values, count, seed),
            };
            agreement.measures.push((of, measured));
        }
        agreement.disagreements = agreement.found_disagreements();
        agreement
    }

    /// The values that coders gave to each unit.
    fn values(&self, of: CodedAspect, codings: usize) -> Vec<UnitValues<u8>> {
        let value = |claim: Option<usize>| match (of, claim) {
            (CodedAspect::Coded, claim) => Some(u8::from(claim.is_some())),
            (_, claim) => Some(of.value(&self.claims[claim?])),
        };
        let units = self.units.iter();
        let mut values: Vec<UnitValues<u8>> = units
            .map(|unit| unit.claims.iter().map(|claim| value(*claim)).collect())
            .collect();
        if of == CodedAspect::Coded {
            let uncoded = vec![Some(0); codings];
            values.extend(std::iter::repeat_n(uncoded, self.uncoded_sentences));
        }
        values
    }

    fn found_disagreements(&self) -> Vec<Disagreement> {
        let mut found = Vec::new();
        for (number, unit) in self.units.iter().enumerate() {
            let coded = unit.claims.iter().flatten();
            let coded: Vec<&CodedClaim> = coded.map(|claim| &self.claims[*claim]).collect();
            for of in CodedAspect::ALL {
                let differs = match of {
                    CodedAspect::Coded => coded.len() < unit.claims.len(),
                    _ => coded
                        .windows(2)
                        .any(|two| of.value(two[0]) != of.value(two[1])),
                };
                if differs {
                    found.push(Disagreement { unit: number, of });
                }
            }
        }
        found
    }

    /// The claims of a unit that were made.
    pub fn claims_of(&self, unit: usize) -> impl Iterator<Item = &CodedClaim> {
        let claims = self
            .units
            .get(unit)
            .map(|unit| unit.claims.iter().flatten());
        let claims = claims.into_iter().flatten();
        claims.filter_map(|claim| self.claims.get(*claim))
    }
}
