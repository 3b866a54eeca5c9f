//! The JSON output of `frenemy agree`. Computes nothing.

use serde::Serialize;

use super::CodersCompared;
use crate::analysis::agreement::{
    AgreementMeasure, CodedAspect, CodedClaim, Disagreement, PairDirection,
};
use crate::cli::terminal::{self, Failure};
use crate::model::{Claim, Document, ReferenceId, Relation};

/// The keys of the JSON output.
#[derive(Debug, Serialize)]
struct AgreementReport<'a> {
    coders: Vec<&'a str>,
    /// Whose claims are not compared, in sentences.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    /// The number of passages and pairs of actors that at least one coder coded.
    units: usize,
    measures: Vec<MeasureReport>,
    disagreements: Vec<DisagreementReport<'a>>,
}

/// The agreement about one thing; a number that is not defined is null.
#[derive(Debug, Serialize)]
struct MeasureReport {
    of: &'static str,
    alpha: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    kappa: Option<f64>,
    percent: Option<f64>,
    /// The number of units to which at least two coders gave a value.
    n: usize,
}

#[derive(Debug, Serialize)]
struct DisagreementReport<'a> {
    of: &'static str,
    /// The names of the pair.
    actors: [&'a str; 2],
    reference: Option<&'a str>,
    locator: Option<&'a str>,
    quote: Option<&'a str>,
    /// One for each coder, in their order; null for one who has no claim about it.
    codings: Vec<Option<CodingReport<'a>>>,
}

#[derive(Debug, Serialize)]
struct CodingReport<'a> {
    coder: &'a str,
    value: String,
    relation: &'a str,
    /// The index of the claim in the relation, from 0.
    claim: usize,
    /// Whether a settlement set the relation aside: then it is not in the network.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    set_aside: bool,
    quote: Option<&'a str>,
}

impl From<&(CodedAspect, AgreementMeasure)> for MeasureReport {
    fn from((of, measured): &(CodedAspect, AgreementMeasure)) -> Self {
        Self {
            of: of.as_str(),
            alpha: measured.alpha,
            low: measured.low,
            high: measured.high,
            kappa: measured.kappa,
            percent: measured.percent,
            n: measured.n,
        }
    }
}

/// A claim with its relation and its document.
pub(super) struct FoundClaim<'a> {
    pub(super) document: &'a Document,
    pub(super) relation: &'a Relation,
    pub(super) claim: &'a Claim,
}

impl FoundClaim<'_> {
    pub(super) fn quote(&self) -> Option<&str> {
        self.claim.quote.as_ref().map(|quote| quote.exact.as_str())
    }
}

impl CodersCompared {
    /// The JSON output.
    pub(super) fn json(&self) -> Result<String, Failure> {
        let disagreements = self.found.disagreements.iter();
        let report = AgreementReport {
            coders: self
                .coders
                .iter()
                .map(|coder| coder.shown.as_str())
                .collect(),
            notes: &self.notes,
            units: self.found.units.len(),
            measures: self.found.measures.iter().map(Into::into).collect(),
            disagreements: disagreements
                .filter_map(|one| self.disagreement(*one))
                .collect(),
        };
        let json = serde_json::to_string(&report).map_err(|error| error.to_string())?;
        Ok(terminal::clean_json(&json) + "\n")
    }

    /// Where a coded claim is.
    pub(super) fn found_claim(&self, coded: &CodedClaim) -> Option<FoundClaim<'_>> {
        let document = &self.files[self.coders.get(coded.coding)?.file].document;
        let relation = match coded.set_aside {
            Some(place) => document.meta.set_aside.get(place)?,
            None => document.relations.get(&coded.relation)?,
        };
        Some(FoundClaim {
            document,
            relation,
            claim: relation.claims.get(coded.number)?,
        })
    }

    fn disagreement(&self, one: Disagreement) -> Option<DisagreementReport<'_>> {
        let unit = self.found.units.get(one.unit)?;
        let coded = |claim: Option<usize>| self.found.claims.get(claim?);
        let first = unit.claims.iter().find_map(|claim| coded(*claim))?;
        let first = self.found_claim(first)?;
        let codings = unit.claims.iter().map(|claim| {
            let coded = coded(*claim)?;
            let found = self.found_claim(coded)?;
            Some(CodingReport {
                coder: &self.coders[coded.coding].shown,
                value: value_in_words(one.of, coded, &found),
                relation: found.relation.id.as_str(),
                claim: coded.number,
                set_aside: coded.set_aside.is_some(),
                quote: found.claim.quote.as_ref().map(|quote| quote.exact.as_str()),
            })
        });
        Some(DisagreementReport {
            of: one.of.as_str(),
            actors: [
                first.document.actor_name(&first.relation.source),
                first.document.actor_name(&first.relation.target),
            ],
            reference: first.claim.reference.as_ref().map(ReferenceId::as_str),
            locator: first.claim.locator.as_deref(),
            quote: first.claim.quote.as_ref().map(|quote| quote.exact.as_str()),
            codings: codings.collect(),
        })
    }
}

/// What a coder gave to a unit: `support`, `Russia → Taliban`, `denies`.
pub(super) fn value_in_words(
    of: CodedAspect,
    coded: &CodedClaim,
    found: &FoundClaim<'_>,
) -> String {
    match of {
        CodedAspect::Coded => "coded".to_owned(),
        CodedAspect::Kind => coded.kind.as_str().to_owned(),
        CodedAspect::Stance => coded.stance.as_str().to_owned(),
        CodedAspect::Direction => {
            let document = found.document;
            let source = document.actor_name(&found.relation.source);
            let target = document.actor_name(&found.relation.target);
            match coded.direction {
                PairDirection::Both => format!("{source} – {target}"),
                PairDirection::Forward | PairDirection::Backward => format!("{source} → {target}"),
            }
        }
    }
}
