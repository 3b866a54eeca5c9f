//! Disputes about contested relations: the sides, and whether they contradict each other. Does not
//! decide who is right.

use crate::model::{Claim, Relation, Span, Stance};

/// The claims of a contested relation by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute<'a> {
    /// The sides with claims, in the order of [`Stance::ALL`].
    pub sides: Vec<DisputeSide<'a>>,
    /// How the sides relate to each other.
    pub verdict: Verdict,
}

/// The claims with the same stance.
#[derive(Clone, Debug, PartialEq)]
pub struct DisputeSide<'a> {
    /// The stance of the claims on this side.
    pub stance: Stance,
    /// The claims in file order.
    pub claims: Vec<&'a Claim>,
}

/// How the sides of a contested relation relate to each other, the most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// One side asserts the relation and another denies it, possibly about the same period.
    Contradiction,
    /// One side asserts the relation, another doubts it or retracts a claim that is not in the
    /// document.
    Doubt,
    /// The claimant who asserted the relation retracted it later.
    Retracted,
    /// All claims against the relation were made at other times than the claims for it.
    DifferentTimes,
}

impl Verdict {
    /// The text of a badge.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Doubt => "disputed",
            Self::Retracted => "retracted",
            Self::DifferentTimes => "claims about different times",
        }
    }

    /// An explanation in one sentence.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Contradiction => "Claims contradict each other about the same period.",
            Self::Doubt => {
                "Some sources assert the relation, others doubt or retract it. None denies it for the same period."
            }
            Self::Retracted => {
                "The same claimant asserted the relation and retracted it later. Claims without a claimant are compared by reference."
            }
            Self::DifferentTimes => {
                "All claims against the relation were made at other times than the claims for it, so there may be no contradiction."
            }
        }
    }
}

impl<'a> Dispute<'a> {
    /// The dispute about a relation; `None` if it is not contested.
    pub fn of(relation: &'a Relation) -> Option<Self> {
        let side = |stance| {
            let claims = relation.claims.iter();
            let claims: Vec<_> = claims.filter(|claim| claim.stance == stance).collect();
            (!claims.is_empty()).then_some(DisputeSide { stance, claims })
        };
        let sides: Vec<_> = Stance::ALL.into_iter().filter_map(side).collect();
        let (assertions, against): (Vec<&Claim>, Vec<&Claim>) = relation
            .claims
            .iter()
            .partition(|claim| claim.stance == Stance::Asserts);
        let verdicts = against.iter().flat_map(|against| {
            let retracts_own = |assertion: &Claim| {
                against.stance == Stance::Retracts && is_same_claimant(assertion, against)
            };
            // A claimant who retracts an own claim says nothing about the claims of others.
            let is_own = assertions.iter().any(|assertion| retracts_own(assertion));
            let answered = assertions
                .iter()
                .filter(move |assertion| !is_own || retracts_own(assertion));
            answered.map(|assertion| between(assertion, against))
        });
        let verdict = verdicts.min()?;
        Some(Self { sides, verdict })
    }
}

/// How a claim against a relation relates to an assertion.
///
/// Only `made` says when a claim was made. The date of the text does not: a historian writes about
/// earlier times, and a denial from those times contradicts the historian.
fn between(assertion: &Claim, against: &Claim) -> Verdict {
    let made = |claim: &Claim| claim.made.as_ref().map(Span::of);
    let times = (made(assertion), made(against));
    let are_at_different_times = matches!(times, (Some(one), Some(other)) if !one.meets(other));
    let is_before = matches!(
        times,
        (Some(Span { from: Some(asserted), .. }), Some(Span { to: Some(retracted), .. })) if retracted < asserted
    );
    match against.stance {
        Stance::Retracts if is_same_claimant(assertion, against) && !is_before => {
            Verdict::Retracted
        }
        _ if are_at_different_times => Verdict::DifferentTimes,
        Stance::Denies => Verdict::Contradiction,
        _ => Verdict::Doubt,
    }
}

/// Whether two claims have the same claimant, or, without claimants, the same reference.
fn is_same_claimant(one: &Claim, other: &Claim) -> bool {
    match (&one.claimant, &other.claimant) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.reference.is_some() && one.reference == other.reference,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claimant, Date};

    /// A claim written `asserts 2015 by b in r`, any part but the first left out.
    fn claim(text: &str) -> Claim {
        let mut words = text.split(' ');
        let stance = words.next().unwrap();
        let mut claim = Claim {
            stance: Stance::ALL
                .into_iter()
                .find(|there| there.as_str() == stance)
                .unwrap(),
            ..Claim::default()
        };
        while let Some(word) = words.next() {
            match word {
                "by" => claim.claimant = words.next().map(|id| Claimant::Actor(id.into())),
                "in" => claim.reference = words.next().map(Into::into),
                date => claim.made = Some(Date::parse(date).unwrap()),
            }
        }
        claim
    }

    fn verdict(claims: &[&str]) -> Option<Verdict> {
        let relation = Relation {
            claims: claims.iter().map(|text| claim(text)).collect(),
            ..Relation::new("r", "a", "b")
        };
        Dispute::of(&relation).map(|dispute| dispute.verdict)
    }

    #[test]
    fn one_side_alone_is_no_dispute() {
        assert_eq!(verdict(&["asserts 2015", "asserts 2016"]), None);
        assert_eq!(verdict(&["denies 2015"]), None);
        assert_eq!(verdict(&[]), None);
    }

    #[test]
    fn a_denial_at_a_time_that_may_be_the_same_is_a_contradiction() {
        for claims in [
            ["asserts", "denies"],
            ["asserts 2015", "denies"],
            ["asserts 2015", "denies 2015-09-07"],
            ["asserts 2014/..", "denies 2017"],
            ["asserts in early", "denies 2015 in late"],
        ] {
            assert_eq!(verdict(&claims), Some(Verdict::Contradiction), "{claims:?}");
        }
    }

    #[test]
    fn a_denial_made_at_another_time_is_no_contradiction() {
        assert_eq!(
            verdict(&["asserts 2015", "denies 2017"]),
            Some(Verdict::DifferentTimes)
        );
        // One of the two assertions contradicts the denial.
        assert_eq!(
            verdict(&["asserts 2015", "asserts", "denies 2017"]),
            Some(Verdict::Contradiction)
        );
    }

    #[test]
    fn a_doubt_is_not_a_denial() {
        assert_eq!(
            verdict(&["asserts by b", "retracts by c"]),
            Some(Verdict::Doubt)
        );
        assert_eq!(verdict(&["asserts", "disputes"]), Some(Verdict::Doubt));
        assert_eq!(
            verdict(&["asserts", "disputes", "denies"]),
            Some(Verdict::Contradiction)
        );
    }

    #[test]
    fn a_retraction_by_the_same_voice_retracts_own_what_it_said_before() {
        assert_eq!(
            verdict(&["asserts 2015 by b", "retracts 2017 by b"]),
            Some(Verdict::Retracted)
        );
        assert_eq!(
            verdict(&["asserts in early", "retracts in early"]),
            Some(Verdict::Retracted)
        );
        assert_eq!(
            verdict(&[
                "asserts by b in early",
                "retracts by b in late",
                "asserts by c"
            ]),
            Some(Verdict::Retracted)
        );
        // The claim was made again after its retraction.
        assert_eq!(
            verdict(&["retracts 2015 by b", "asserts 2017 by b"]),
            Some(Verdict::DifferentTimes)
        );
        assert_eq!(
            verdict(&[
                "asserts 2015 by b",
                "retracts 2017 by b",
                "denies 2015 by c"
            ]),
            Some(Verdict::Contradiction)
        );
    }

    #[test]
    fn sides_are_in_a_fixed_order_with_their_claims() {
        let relation = Relation {
            claims: ["denies", "asserts", "denies"].map(claim).to_vec(),
            ..Relation::new("r", "a", "b")
        };
        let dispute = Dispute::of(&relation).unwrap();
        let sides: Vec<_> = dispute
            .sides
            .iter()
            .map(|side| (side.stance, side.claims.len()))
            .collect();
        assert_eq!(sides, [(Stance::Asserts, 1), (Stance::Denies, 2)]);
    }
}
