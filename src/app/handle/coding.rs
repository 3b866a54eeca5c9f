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
            self.open.source.stamp = Some(stamp);
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
    /// claim left is deleted.
    fn settle_claims(&mut self, settled: &SettledClaims) -> Option<Effect> {
        let approver = match self.settings.author.trim() {
            "" => "settled".to_owned(),
            name => name.to_owned(),
        };
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
                count => format!(" ({} left out)", counted(count, "more row", "more rows")),
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
        let refused = queue.total - queue.proposals.len();
        let mut words = format!("{}: {}", queue.name, queue.verified());
        if refused > 0 {
            let refused = counted(refused, "proposal is", "proposals are");
            words =
                format!("{words}; {refused} refused, because their quotes are not in their texts");
        }
        self.notify(words, queue.proposals.is_empty());
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

    fn accept_proposal(&mut self) -> Option<Effect> {
        let new = self.proposed_claim()?;
        self.accept_as(new)
    }

    fn accept_as(&mut self, mut new: NewClaim) -> Option<Effect> {
        self.open.proposals.current()?;
        let approver = Coder::person(&self.settings.author).map(|coder| coder.name);
        new.claim.approver = new.claim.approver.or(approver);
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
