//! Proposals that say what an earlier one of their file, or a claim of the network, says already.
//! Looks for no quote.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::proposal::{ActorsByName, ProposalState, ProposalTexts};
use crate::model::{Coder, Document, Proposal, ReferenceId, RelationKind};
use crate::words::folded;

/// What a claim is about: the ends, the kind and the coder.
#[derive(PartialEq, Eq, Hash)]
struct ClaimKey {
    ends: [String; 2],
    kind: RelationKind,
    stance: &'static str,
    coder: String,
}

/// The results for all proposals of a file: one that repeats an earlier one is refused, since it
/// would become a second claim of the same.
pub fn checked_proposals(
    proposals: &[Proposal],
    texts: &ProposalTexts<'_>,
    actors: &ActorsByName<'_>,
) -> Vec<ProposalState> {
    type SaidKey<'p> = (ClaimKey, ReferenceId, Range<usize>, String, String);
    let mut lines: HashMap<SaidKey<'_>, usize> = HashMap::new();
    let checked = proposals.iter().map(|proposal| {
        let state = texts.check(proposal);
        let Some((reference, range)) = state.first_place() else {
            return state;
        };
        let claimant = folded(proposal.claimant.as_deref().unwrap_or_default());
        let when = proposal.when.as_ref().map(ToString::to_string);
        let when = when.unwrap_or_default();
        let key = ClaimKey::of(proposal, actors);
        let said = (key, reference.clone(), range.clone(), claimant, when);
        if let Some(line) = lines.get(&said) {
            return ProposalState::Refused(format!("it repeats the proposal of line {line}"));
        }
        lines.insert(said, proposal.line);
        state
    });
    checked.collect()
}

/// The claims of a network, to see whether a proposal is one of them.
pub struct ClaimsSaid(HashSet<(ClaimKey, ReferenceId, String)>);

impl ClaimsSaid {
    /// O(claims).
    pub fn of(document: &Document) -> Self {
        let relations = document.relations.iter();
        let claims = relations.flat_map(|relation| {
            let claims = relation.claims.iter();
            claims.filter_map(move |claim| {
                let ends = [&relation.source, &relation.target].map(ToString::to_string);
                let key = ClaimKey::new(
                    ends,
                    relation.kind(),
                    claim.stance.as_str(),
                    claim.coder_name(),
                );
                let quote = claim.quote.as_ref()?;
                Some((key, claim.reference.clone()?, folded(&quote.exact)))
            })
        });
        Self(claims.collect())
    }

    /// A note, if the network has the claim that a proposal would become.
    pub fn note(
        &self,
        proposal: &Proposal,
        state: &ProposalState,
        actors: &ActorsByName<'_>,
    ) -> Option<String> {
        let (reference, _) = state.first_place()?;
        let key = ClaimKey::of(proposal, actors);
        let said = (key, reference.clone(), folded(&proposal.quote));
        let is_known = self.0.contains(&said);
        is_known.then(|| "the network has this claim already".to_owned())
    }
}

impl ClaimKey {
    fn of(proposal: &Proposal, actors: &ActorsByName<'_>) -> Self {
        let ends = [&proposal.from, &proposal.to].map(|end| match actors.named(end) {
            Some(id) => id.to_string(),
            None => folded(end),
        });
        let kind = proposal.kind.unwrap_or(RelationKind::Other);
        // The coder that the claim would have.
        let coder = proposal.coder.as_deref().cloned();
        let coder = coder.unwrap_or_else(Coder::unnamed_model).name;
        Self::new(ends, kind, proposal.stance.as_str(), &coder)
    }

    fn new(mut ends: [String; 2], kind: RelationKind, stance: &'static str, coder: &str) -> Self {
        // Only support goes one way.
        if kind != RelationKind::Support {
            ends.sort();
        }
        Self {
            ends,
            kind,
            stance,
            coder: coder.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Text, Texts};
    use crate::model::{Actor, Claim, Quote, Relation, Stance};

    fn proposal(line: usize, ends: [&str; 2], kind: RelationKind) -> Proposal {
        let [from, to] = ends.map(str::to_owned);
        Proposal {
            line,
            from,
            to,
            quote: "The king met the duke".to_owned(),
            kind: Some(kind),
            ..Proposal::default()
        }
    }

    #[test]
    fn the_same_proposal_twice_is_a_repeat_and_another_coder_or_direction_is_none() {
        let mut document = Document::default();
        document.actors.put(Actor {
            name: Some("The King".to_owned()),
            ..Actor::new("k")
        });
        let texts = Texts::from([("r".into(), Ok(Text::new("The king met the duke.").into()))]);
        let (texts, actors) = (ProposalTexts::of(&texts), ActorsByName::of(&document));
        let (met, helped) = (RelationKind::Cooperation, RelationKind::Support);
        let mut all = vec![
            proposal(1, ["k", "duke"], met),
            proposal(2, ["Duke", "the king"], met),
            proposal(3, ["k", "duke"], helped),
            proposal(4, ["duke", "k"], helped),
            proposal(5, ["k", "duke"], met),
            proposal(6, ["k", "duke"], met),
        ];
        all[4].coder = Coder::person("m").map(Box::new);
        all[5].stance = Stance::Denies;
        let states = checked_proposals(&all, &texts, &actors);
        let why: Vec<_> = states.iter().map(ProposalState::why).collect();
        let repeat = Some("it repeats the proposal of line 1");
        assert_eq!(why, [None, repeat, None, None, None, None]);
        // Once it is a claim, it is known.
        document.relations.put(Relation {
            kind: Some(met),
            claims: vec![Claim {
                reference: Some("r".into()),
                quote: Some(Quote {
                    exact: "The king met the duke".to_owned(),
                    ..Quote::default()
                }),
                coder: Coder::person("m").map(Box::new),
                ..Claim::default()
            }],
            ..Relation::new("one", "duke", "k")
        });
        let (known, actors) = (ClaimsSaid::of(&document), ActorsByName::of(&document));
        let noted = |at: usize| known.note(&all[at], &states[at], &actors).is_some();
        assert_eq!([0, 4, 5].map(noted), [false, true, false]);
    }
}
