//! A contested relation: its sides, and whether they contradict each other or speak of different times. Decides for
//! nobody.

use crate::model::{Claim, Relation, Span, Stance};

/// The claims of a relation, side against side.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute<'a> {
    /// The sides that have claims: assertions, denials, doubts, retractions.
    pub sides: Vec<Side<'a>>,
    /// What the sides are to each other.
    pub verdict: Verdict,
}

/// The claims that take one stance.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'a> {
    /// Which stance.
    pub stance: Stance,
    /// Its claims in file order.
    pub claims: Vec<&'a Claim>,
}

/// What the sides of a contested relation are to each other, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// One says that it is so, another that it is not, and nothing shows that they speak of different times.
    Contradiction,
    /// One says that it is so, another doubts it, or takes back what is not among the claims.
    Doubt,
    /// Who said that it is so takes it back.
    TakenBack,
    /// Every claim against was made on other days than the claims for.
    DifferentTimes,
}

impl Verdict {
    /// The word on a badge.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Doubt => "in doubt",
            Self::TakenBack => "taken back",
            Self::DifferentTimes => "said at different times",
        }
    }

    /// The rule in words, for whoever asks why.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Contradiction => {
                "One side says it is so, the other that it is not, and their dates do not keep them apart."
            }
            Self::Doubt => {
                "One side says it is so, the other doubts it or takes it back; nobody says it is not so at the same time."
            }
            Self::TakenBack => {
                "Whoever said so took it back later: the same claimant, or the same reference where nobody is named."
            }
            Self::DifferentTimes => {
                "Every claim against was made on other days than the claims for, so they may speak of different things."
            }
        }
    }
}

impl<'a> Dispute<'a> {
    /// The sides of a relation; nothing where it is not contested.
    pub fn of(relation: &'a Relation) -> Option<Self> {
        let side = |stance| {
            let claims = relation.claims.iter();
            let claims: Vec<_> = claims.filter(|claim| claim.stance == stance).collect();
            (!claims.is_empty()).then_some(Side { stance, claims })
        };
        let sides: Vec<_> = Stance::ALL.into_iter().filter_map(side).collect();
        let (assertions, against): (Vec<&Claim>, Vec<&Claim>) = relation
            .claims
            .iter()
            .partition(|claim| claim.stance == Stance::Asserts);
        let verdicts = against.iter().flat_map(|against| {
            let takes_back = |assertion: &Claim| {
                against.stance == Stance::Retracts && is_same_voice(assertion, against)
            };
            // Who takes his own words back says nothing about another's.
            let is_own = assertions.iter().any(|assertion| takes_back(assertion));
            let answered = assertions
                .iter()
                .filter(move |assertion| !is_own || takes_back(assertion));
            answered.map(|assertion| between(assertion, against))
        });
        let verdict = verdicts.min()?;
        Some(Self { sides, verdict })
    }
}

/// What a claim against is to an assertion.
///
/// Only `made` says when somebody spoke. When a text appeared does not: a historian's word is about the days he writes
/// of, and the denial of those days answers it.
fn between(assertion: &Claim, against: &Claim) -> Verdict {
    let made = |claim: &Claim| claim.made.as_ref().map(Span::of);
    let times = (made(assertion), made(against));
    let is_apart = matches!(times, (Some(one), Some(other)) if !one.meets(other));
    let is_before = matches!(
        times,
        (Some(Span { from: Some(asserted), .. }), Some(Span { to: Some(taken_back), .. })) if taken_back < asserted
    );
    match against.stance {
        Stance::Retracts if is_same_voice(assertion, against) && !is_before => Verdict::TakenBack,
        _ if is_apart => Verdict::DifferentTimes,
        Stance::Denies => Verdict::Contradiction,
        _ => Verdict::Doubt,
    }
}

/// Whether the same speaks: the same claimant, or, where nobody is named, the same reference.
fn is_same_voice(one: &Claim, other: &Claim) -> bool {
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
        Dispute::of(&relation).map(|contest| contest.verdict)
    }

    #[test]
    fn one_side_alone_is_no_contest() {
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
        // One of two assertions answers the denial.
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
    fn a_retraction_by_the_same_voice_takes_back_what_it_said_before() {
        assert_eq!(
            verdict(&["asserts 2015 by b", "retracts 2017 by b"]),
            Some(Verdict::TakenBack)
        );
        assert_eq!(
            verdict(&["asserts in early", "retracts in early"]),
            Some(Verdict::TakenBack)
        );
        assert_eq!(
            verdict(&[
                "asserts by b in early",
                "retracts by b in late",
                "asserts by c"
            ]),
            Some(Verdict::TakenBack)
        );
        // What was taken back before was said again.
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
    fn sides_stand_in_one_order_with_their_claims() {
        let relation = Relation {
            claims: ["denies", "asserts", "denies"].map(claim).to_vec(),
            ..Relation::new("r", "a", "b")
        };
        let contest = Dispute::of(&relation).unwrap();
        let sides: Vec<_> = contest
            .sides
            .iter()
            .map(|side| (side.stance, side.claims.len()))
            .collect();
        assert_eq!(sides, [(Stance::Asserts, 1), (Stance::Denies, 2)]);
    }
}
