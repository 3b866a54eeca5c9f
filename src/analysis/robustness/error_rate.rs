//! How likely it is that a relation is coded with the wrong sign, by the grades of its claims.
//! These are assumptions, said with every number that depends on them; the grades are those of
//! NATO's AJP-2.1, which gives them words and no numbers.

use std::collections::BTreeMap;

use crate::model::{Claim, Document, ReferenceId, Relation, Reliability, Stance};

/// The assumed share of wrong signs among relations without a grade.
pub(super) const UNGRADED: f64 = 0.05;

/// The assumptions in words.
pub const ERROR_RATES: &str = "assumed errors of signs: credibility 1 to 5: 1, 5, 15, 30 and 50 %, \
     reliability A to E: the same, the worse of the two; 5 % without a grade; independent sources \
     err independently";

/// The share of relations like this that are assumed to have the wrong sign, 0 to 0.5: the product
/// over independent sources, each with its best claim that asserts the relation.
pub(super) fn error_rate(document: &Document, relation: &Relation) -> f64 {
    let mut by_source: BTreeMap<&str, f64> = BTreeMap::new();
    for claim in &relation.claims {
        if claim.stance == Stance::Asserts {
            let source = claim
                .reference
                .as_ref()
                .map_or("", |id| origin(document, id));
            let rate = by_source.entry(source).or_insert(0.5);
            *rate = rate.min(of_claim(document, claim));
        }
    }
    if by_source.is_empty() {
        UNGRADED
    } else {
        by_source.values().product()
    }
}

/// What makes sources independent: the origin of a reference, else its id.
pub(super) fn origin<'a>(document: &'a Document, id: &'a ReferenceId) -> &'a str {
    let reference = document.references.get(id);
    let origin = reference.and_then(|reference| reference.origin.as_deref());
    origin.unwrap_or(id.as_str())
}

fn of_claim(document: &Document, claim: &Claim) -> f64 {
    let reference = claim.reference.as_ref();
    let reference = reference.and_then(|id| document.references.get(id));
    let reliability = reference.and_then(|reference| reference.reliability);
    let of_source = reliability.and_then(|grade| {
        let place = Reliability::ALL.iter().position(|one| *one == grade);
        rate(place?)
    });
    let credibility = claim.credibility;
    let of_claim = credibility.and_then(|grade| rate(usize::from(grade.number()) - 1));
    match (of_source, of_claim) {
        (Some(source), Some(claim)) => source.max(claim),
        (Some(rate), None) | (None, Some(rate)) => rate,
        (None, None) => UNGRADED,
    }
}

/// The rate of a grade by its place in the scale; the last grade says that nothing is known.
fn rate(grade: usize) -> Option<f64> {
    const RATES: [f64; 5] = [0.01, 0.05, 0.15, 0.30, 0.50];
    RATES.get(grade).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Credibility, Reference};

    fn document() -> Document {
        let reference = |id: &str, reliability, origin: Option<&str>| Reference {
            reliability,
            origin: origin.map(str::to_owned),
            ..Reference::new(id)
        };
        Document {
            references: [
                reference("good", Some(Reliability::A), None),
                reference("bad", Some(Reliability::D), None),
                reference("copy", None, Some("good")),
                reference("unknown", Some(Reliability::F), None),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        }
    }

    fn rate_of(claims: &[(&str, Stance, Option<u64>)]) -> f64 {
        let claims = claims.iter().map(|(reference, stance, credibility)| Claim {
            reference: Some((*reference).into()),
            stance: *stance,
            credibility: credibility.and_then(Credibility::new),
            ..Claim::default()
        });
        let relation = Relation {
            claims: claims.collect(),
            ..Relation::new("r", "a", "b")
        };
        error_rate(&document(), &relation)
    }

    fn check(claims: &[(&str, Stance, Option<u64>)], expected: f64) {
        let rate = rate_of(claims);
        assert!((rate - expected).abs() < 1e-12, "{rate}, not {expected}");
    }

    #[test]
    fn the_worse_grade_counts_and_independent_sources_multiply() {
        let asserts = Stance::Asserts;
        check(&[("good", asserts, None)], 0.01);
        check(&[("good", asserts, Some(3))], 0.15);
        check(&[("bad", asserts, Some(1))], 0.30);
        check(
            &[("bad", asserts, None), ("good", asserts, None)],
            0.30 * 0.01,
        );
        // A copy of the good source is not another one, and its best claim counts.
        check(&[("good", asserts, None), ("copy", asserts, Some(2))], 0.01);
    }

    #[test]
    fn without_a_grade_and_without_a_claim_the_rate_is_the_usual_one() {
        check(&[("unknown", Stance::Asserts, Some(6))], UNGRADED);
        check(&[], UNGRADED);
        check(&[("good", Stance::Denies, None)], UNGRADED);
    }
}
