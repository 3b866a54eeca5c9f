//! Merges with other files, questions, settled disagreements, and the queue of proposals.

use std::path::PathBuf;

use crate::app::coding::{
    CodingCommand, CodingRequest, MadeDocument, MakeRequest, MergeStep, ProposalQueue,
    ReadCodebook, SettledClaims,
};
use crate::app::state::Act;
use crate::app::{Change, Dialog, Effect, State, Tab};
use crate::evidence;
use crate::model::{ActorKind, ClaimEnd, Coder, Edit, NewClaim, RelationKind};
use crate::tasks::Generation;
use crate::words::counted;

/// How many refused proposals a notice names.
const NAMED_REFUSALS: usize = 3;

impl State {
    pub(super) fn obey_coding(&mut self, command: CodingCommand) -> Option<Effect> {
        use CodingCommand as C;
        match command {
            C::Merge(path) => Some(self.merge_with(path, false)),
            C::MergeOwn => self.merge_own(),
            C::Made(made) => self.made(*made),
            C::Settle(question, takes_other) => {
                Some(self.make(MergeStep::Settle(question, takes_other)))
            }
            C::SettleClaims(settled) => self.settle_claims(&settled),
            C::Compare(coders) => {
                self.open.session.compared_coders = Some(coders);
                None
            }
            C::ReadProposals(path) => Some(Effect::Coding(CodingRequest::ReadProposals(path))),
            C::Proposed(generation, queue) => self.take_proposals(generation, *queue),
            C::Accept => self.accept_proposal(),
            C::AcceptChanged(new) => self.accept_as(*new),
            C::ChoosePlace(number) => self.choose_place(number),
            C::Reject => self.decide_proposal(false),
            C::Skip => {
                self.open.proposals.advance();
                self.show_proposal()
            }
            C::CloseProposals => {
                self.open.proposals = ProposalQueue::default();
                None
            }
            C::ReadCodebook(path) => Some(Effect::Coding(CodingRequest::ReadCodebook(path))),
            C::TakeCodebook(generation, read) => self.take_codebook(generation, *read),
            C::Refused(words) => {
                self.notify_failed(Act::Merge, words);
                None
            }
        }
    }

    /// Asks for something to be made of the document as it is now.
    fn make(&self, step: MergeStep) -> Effect {
        Effect::Coding(CodingRequest::Make(Box::new(MakeRequest {
            generation: self.document_generation,
            revision: self.open.history.revision(),
            document: self.placed_document(),
            step,
        })))
    }

    fn merge_with(&self, path: PathBuf, is_own: bool) -> Effect {
        let base = self.open.saved.clone().filter(|_| is_own);
        let base = base.map(Box::new);
        self.make(MergeStep::Merge { path, base, is_own })
    }

    /// Merges with what another program wrote into the file of the document.
    fn merge_own(&mut self) -> Option<Effect> {
        let path = self.open.source.path.clone()?;
        Some(self.merge_with(path, true))
    }

    /// Takes a document that was made of the open one; if that has changed, it is asked for again.
    fn made(&mut self, made: MadeDocument) -> Option<Effect> {
        if !self.document_generation.accepts(made.request.generation) {
            return None;
        }
        if made.request.revision != self.open.history.revision() {
            return Some(self.make(made.request.step));
        }
        self.succeeded(Act::Merge);
        let edit = Edit::replace(made.document, made.label);
        let effect = self.commit(&edit);
        if let Some((document, stamp)) = made.file {
            self.open.source.stamp = Some(stamp.at_place_of(self.open.source.stamp));
            self.open.saved = Some(document);
            self.dialog
                .take_if(|dialog| matches!(dialog, Dialog::Changed(_)));
        }
        if let Some(words) = made.words {
            self.notify(words, false);
        }
        if made.questions > 0 {
            self.show_tab(Tab::CODERS);
        }
        Some(effect)
    }

    /// Keeps some claims of a unit and sets the others aside, in one edit; a relation that has no
    /// claim left is deleted. Needs the user's name: the kept claims say who approved them.
    fn settle_claims(&mut self, settled: &SettledClaims) -> Option<Effect> {
        let approver = self.signer()?;
        let before = self.document().clone();
        let mut after = before.clone();
        for (relation, claim) in &settled.kept {
            let edit = Edit::change_claim(&after, relation, *claim, "approver", |claim| {
                claim.approver = Some(approver.clone());
            });
            after = edit.applied(&after);
        }
        for (relation, claim) in &settled.dropped {
            let coded = after.relations.get(relation);
            let coded = coded.and_then(|relation| relation.with_only(*claim));
            after.meta.set_aside.extend(coded);
            after = Edit::delete_claim(&after, relation, *claim).applied(&after);
            let is_empty = |id| {
                let relation = after.relations.get(id);
                relation.is_some_and(|relation| relation.claims.is_empty())
            };
            if is_empty(relation) {
                let relation = std::slice::from_ref(relation);
                after = Edit::delete_relations(&after, relation).applied(&after);
            }
        }
        if after == before {
            return None;
        }
        Some(self.commit(&Edit::replace(after, "settlement of a disagreement")))
    }

    /// Who decides. Without a name nothing is decided: no claim is approved by nobody, or by a word
    /// that reads as a person.
    fn signer(&mut self) -> Option<String> {
        let name = self.settings.own_name().map(str::to_owned);
        if name.is_none() {
            self.notify(
                "Enter your name first: the claim says who approved it",
                true,
            );
        }
        name
    }

    /// Takes a codebook instead of the one that the network has.
    fn take_codebook(&mut self, generation: Generation, read: ReadCodebook) -> Option<Effect> {
        if !self.document_generation.accepts(generation) {
            return None;
        }
        self.succeeded(Act::Merge);
        let rules = counted(read.entries.len(), "rule", "rules");
        let mut words = vec![format!("Codebook of {rules} from {}.", read.name)];
        if let Some((first, more)) = read.problems.split_first() {
            let more = match more.len() {
                0 => String::new(),
                count => format!(" (and {})", counted(count, "more problem", "more problems")),
            };
            words.push(format!("{first}{more}"));
        }
        self.notify(words.join(" "), !read.problems.is_empty());
        self.show_tab(Tab::CODERS);
        if self.document().meta.codebook == read.entries {
            return None;
        }
        let mut document = self.document().clone();
        document.meta.codebook = read.entries;
        Some(self.commit(&Edit::replace(document, "import of a codebook")))
    }

    fn take_proposals(&mut self, generation: Generation, queue: ProposalQueue) -> Option<Effect> {
        if !self.document_generation.accepts(generation) {
            return None;
        }
        self.succeeded(Act::Merge);
        let mut words = format!("{}: {}", queue.name, queue.verified());
        if !queue.refused.is_empty() {
            let count = queue.total - queue.proposals.len();
            let refused = counted(count, "proposal is", "proposals are");
            let more = match count.saturating_sub(NAMED_REFUSALS) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            let named = queue.refused.iter().take(NAMED_REFUSALS);
            let named: Vec<&str> = named.map(String::as_str).collect();
            words = format!("{words}; {refused} refused: {}{more}", named.join("; "));
        }
        self.notify(words, !queue.refused.is_empty());
        self.open.proposals = queue;
        self.show_proposal()
    }

    /// Shows the text of the current proposal.
    fn show_proposal(&mut self) -> Option<Effect> {
        let current = self.open.proposals.current()?;
        self.open.session.reading = Some(current.reference.clone());
        self.open_reader();
        None
    }

    /// Takes one of the places of an ambiguous quote: its claim quotes the words there.
    fn choose_place(&mut self, number: usize) -> Option<Effect> {
        let queued = self.open.proposals.current()?;
        let (reference, range) = queued.places.get(number)?.clone();
        let text = self.open.source_texts.checked.text(&reference)?;
        let text = text.as_ref().ok()?;
        let claim = evidence::accepted_claim(
            &queued.proposal,
            &reference,
            text,
            range.clone(),
            self.document(),
            "",
        );
        let at = self.open.proposals.at;
        let queued = self.open.proposals.proposals.get_mut(at)?;
        (queued.reference, queued.range, queued.claim) = (reference, range, claim);
        queued.is_place_chosen = true;
        self.succeeded(Act::AcceptProposal);
        self.show_proposal()
    }

    fn accept_proposal(&mut self) -> Option<Effect> {
        if self.open.proposals.current()?.needs_place() {
            let words = "Choose first which of the places is meant: press its number";
            self.notify_failed(Act::AcceptProposal, words);
            return None;
        }
        let new = self.proposed_claim()?;
        self.accept_as(new)
    }

    fn accept_as(&mut self, mut new: NewClaim) -> Option<Effect> {
        self.open.proposals.current()?;
        new.claim.approver = Some(self.signer()?);
        // Who approves a proposal has not coded it.
        new.claim
            .coder
            .get_or_insert_with(|| Box::new(Coder::unnamed_model()));
        let effect = self.change(&Change::MakeClaim(Box::new(new)));
        self.decide_proposal(true);
        effect
    }

    fn decide_proposal(&mut self, is_accepted: bool) -> Option<Effect> {
        self.open.proposals.decide(is_accepted);
        self.show_proposal()
    }

    /// The claim that the current proposal becomes if it is accepted as it is: about the actors of
    /// its names, or about new ones.
    pub fn proposed_claim(&self) -> Option<NewClaim> {
        let queued = self.open.proposals.current()?;
        let proposal = &queued.proposal;
        let end = |name: &str| match evidence::named_actor(self.document(), name) {
            Some(id) => ClaimEnd::Known(id),
            None => ClaimEnd::New {
                name: name.trim().to_owned(),
                kind: ActorKind::default(),
            },
        };
        Some(NewClaim {
            source: end(&proposal.from),
            target: end(&proposal.to),
            kind: proposal.kind.unwrap_or(RelationKind::Other),
            directed: None,
            when: proposal.when.clone(),
            relation: None,
            claim: queued.claim.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::opened;
    use super::*;
    use crate::app::{CheckedTexts, Command, QueuedProposal};
    use crate::evidence::Text;
    use crate::model::{Claim, Proposal};

    /// A queue with one proposal, which names no coder, and whose quote is at these places.
    fn queued(places: &[usize]) -> ProposalQueue {
        let reference = crate::model::ReferenceId::from("r");
        let places = places
            .iter()
            .map(|start| (reference.clone(), *start..*start + 8));
        let places: Vec<_> = places.collect();
        let proposal = QueuedProposal {
            proposal: Proposal {
                quote: "Alba met".to_owned(),
                from: "russia".to_owned(),
                to: "Nowhere".to_owned(),
                ..Proposal::default()
            },
            reference: reference.clone(),
            range: 0..8,
            ambiguous: (!places.is_empty()).then(|| "the quote occurs 2 times".to_owned()),
            places,
            is_place_chosen: false,
            notes: Vec::new(),
            claim: Claim {
                reference: Some(reference),
                ..Claim::default()
            },
            is_accepted: None,
        };
        ProposalQueue {
            proposals: vec![proposal],
            total: 1,
            ..ProposalQueue::default()
        }
    }

    fn coding(state: &mut State, command: CodingCommand) {
        state.handle(Command::Coding(command));
    }

    fn accepted(state: &State) -> Option<Claim> {
        let mut relations = state.document().relations.iter();
        relations.find_map(|relation| {
            let mut claims = relation.claims.iter();
            claims.find(|claim| claim.approver.is_some()).cloned()
        })
    }

    #[test]
    fn who_accepts_a_proposal_without_a_coder_approves_it_and_is_not_its_coder() {
        let mut state = opened();
        state.settings.author = "Cyd".to_owned();
        state.open.proposals = queued(&[]);
        coding(&mut state, CodingCommand::Accept);
        let claim = accepted(&state).unwrap();
        assert_eq!(
            (claim.coder, claim.approver.as_deref()),
            (Some(Box::new(Coder::unnamed_model())), Some("Cyd"))
        );
    }

    #[test]
    fn without_a_name_nothing_is_accepted_or_settled_and_the_reason_is_said() {
        let mut state = opened();
        state.settings.author = "Cyd".to_owned();
        state.open.proposals = queued(&[]);
        coding(&mut state, CodingCommand::Accept);
        state.settings.author = " ".to_owned();
        let before = state.document().clone();
        state.open.proposals = queued(&[]);
        coding(&mut state, CodingCommand::Accept);
        let relation = before.relations.iter().last().unwrap();
        let settled = SettledClaims {
            dropped: vec![(relation.id.clone(), relation.claims[0].id)],
            ..SettledClaims::default()
        };
        coding(&mut state, CodingCommand::SettleClaims(Box::new(settled)));
        assert!(state.document() == &before);
        assert!(state.open.proposals.current().is_some(), "still to decide");
        assert!(state.notices[0].text.starts_with("Enter your name first"));
    }

    #[test]
    fn a_quote_at_several_places_is_accepted_only_where_it_is_meant() {
        let mut state = opened();
        state.settings.author = "Cyd".to_owned();
        let text = Arc::new(Text::new("Alba met Borea.\n\nAlba met Cadiz."));
        let texts = [("r".into(), Ok(Arc::clone(&text)))].into();
        state.open.source_texts.checked = Arc::new(CheckedTexts::new(state.document(), texts));
        state.open.proposals = queued(&[0, 17]);
        coding(&mut state, CodingCommand::Accept);
        assert_eq!(accepted(&state), None);
        assert!(state.notices[0].text.contains("which of the places"));
        coding(&mut state, CodingCommand::ChoosePlace(7));
        assert!(state.open.proposals.current().unwrap().needs_place());
        coding(&mut state, CodingCommand::ChoosePlace(1));
        assert!(state.notices.is_empty(), "the advice is followed");
        coding(&mut state, CodingCommand::Accept);
        let claim = accepted(&state).unwrap();
        assert_eq!(claim.locator.as_deref(), Some("¶2"));
        assert_eq!(claim.quote, Some(text.quote(17..25)));
    }

    #[test]
    fn what_is_refused_is_said_with_reasons() {
        let mut state = opened();
        let queue = ProposalQueue {
            total: 6,
            refused: (1..6)
                .map(|line| format!("line {line}: why {line}"))
                .collect(),
            ..queued(&[])
        };
        let generation = state.document_generation;
        coding(
            &mut state,
            CodingCommand::Proposed(generation, Box::new(queue)),
        );
        let notice = &state.notices[0].text;
        let expected =
            "5 proposals are refused: line 1: why 1; line 2: why 2; line 3: why 3; and 2 more";
        assert!(notice.ends_with(expected), "{notice}");
    }
}
