//! Other coders: files to merge, proposals of a model, questions that a merge left. Knows no file:
//! a task reads and merges, and answers with a [`CodingCommand`].

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use crate::model::{
    Claim, CodebookEntry, Document, NewClaim, Proposal, Question, ReferenceId, Stamp,
};
use crate::tasks::Generation;

/// A command about other coders.
#[derive(Clone, Debug)]
pub enum CodingCommand {
    /// Merge the document with this file.
    Merge(PathBuf),
    /// Merge the document with its own file, which another program changed.
    MergeOwn,
    /// A document was merged, or a question settled.
    Made(Box<MadeDocument>),
    /// Settle a question that a merge left; `true` takes the other value.
    Settle(Box<Question>, bool),
    /// Keep these claims of a unit, and set the others aside.
    SettleClaims(Box<SettledClaims>),
    /// Compare these coders.
    Compare(BTreeSet<String>),
    /// Check the proposals of this file.
    ReadProposals(PathBuf),
    /// Proposals were checked.
    Proposed(Generation, Box<ProposalQueue>),
    /// Accept the current proposal as it is.
    Accept,
    /// The current proposal became this claim, which the user changed.
    AcceptChanged(Box<NewClaim>),
    /// Take this one of the places where the quote of the current proposal is.
    ChoosePlace(usize),
    /// Reject the current proposal.
    Reject,
    /// Go to the next proposal that is not decided, and come back later.
    Skip,
    /// Close the list of proposals.
    CloseProposals,
    /// Read the codebook in this file.
    ReadCodebook(PathBuf),
    /// A codebook was read.
    TakeCodebook(Generation, Box<ReadCodebook>),
    /// A file could not be used; the message says why.
    Refused(String),
}

/// What is requested from the outside.
#[derive(Clone, Debug, PartialEq)]
pub enum CodingRequest {
    /// Check the proposals of a file.
    ReadProposals(PathBuf),
    /// Read the codebook in a file.
    ReadCodebook(PathBuf),
    /// Make another document from this one.
    Make(Box<MakeRequest>),
}

/// A document, and what is made from it.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeRequest {
    /// The generation of the document.
    pub generation: Generation,
    /// Its revision.
    pub revision: u64,
    /// The document.
    pub document: Document,
    /// What is made from it.
    pub step: MergeStep,
}

/// What is made from a document.
#[derive(Clone, Debug, PartialEq)]
pub enum MergeStep {
    /// It is merged with a file.
    Merge {
        /// The file.
        path: PathBuf,
        /// What the file and the document were both made from, if that is known.
        base: Option<Box<Document>>,
        /// Whether it is the file of the document.
        is_own: bool,
    },
    /// A question is settled; `true` takes the other value.
    Settle(Box<Question>, bool),
}

/// Another document that was made from the open one.
#[derive(Clone, Debug)]
pub struct MadeDocument {
    /// What was asked for: it is asked again if the document has changed.
    pub request: MakeRequest,
    /// The document.
    pub document: Document,
    /// The name of the edit.
    pub label: String,
    /// What to tell the user; `None` for nothing.
    pub words: Option<String>,
    /// The number of questions that a merge left.
    pub questions: usize,
    /// The content of the file that was merged, and its stamp.
    pub file: Option<(Document, Stamp)>,
}

/// Which claims of a unit stay, by relation and claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettledClaims {
    /// These stay, and are approved.
    pub kept: Vec<(crate::model::RelationId, crate::model::ClaimId)>,
    /// These are set aside: they count only in the agreement of the coders.
    pub dropped: Vec<(crate::model::RelationId, crate::model::ClaimId)>,
}

/// A codebook that was read from a file.
#[derive(Clone, Debug)]
pub struct ReadCodebook {
    /// The name of the file.
    pub name: String,
    /// Its rules.
    pub entries: Vec<CodebookEntry>,
    /// What is wrong with its rows, each in a sentence.
    pub problems: Vec<String>,
}

/// The proposals of a file whose quotes were found, to be decided one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposalQueue {
    /// The name of the file.
    pub name: String,
    /// The proposals whose quotes are in their texts.
    pub proposals: Vec<QueuedProposal>,
    /// The number of the current one.
    pub at: usize,
    /// The number of all proposals of the file, those that were refused included.
    pub total: usize,
    /// Why others are refused, in the order of the file: `line 3: the quote is not in the text`.
    pub refused: Vec<String>,
}

/// A proposal whose quote was found.
#[derive(Clone, Debug, PartialEq)]
pub struct QueuedProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// The reference whose text has the quote.
    pub reference: ReferenceId,
    /// Where in the text.
    pub range: Range<usize>,
    /// Why its place is not clear, if the quote is at several places.
    pub ambiguous: Option<String>,
    /// These places; none if the place is clear.
    pub places: Vec<(ReferenceId, Range<usize>)>,
    /// Whether one of them was chosen.
    pub is_place_chosen: bool,
    /// What else may be wrong.
    pub notes: Vec<String>,
    /// The claim as it would be accepted.
    pub claim: Claim,
    /// Whether it was accepted or rejected; `None` while it is open.
    pub is_accepted: Option<bool>,
}

impl QueuedProposal {
    /// Whether it has to be said first at which place the quote is meant.
    pub fn needs_place(&self) -> bool {
        self.ambiguous.is_some() && !self.is_place_chosen
    }
}

impl ProposalQueue {
    /// The current proposal, unless it is decided.
    pub fn current(&self) -> Option<&QueuedProposal> {
        let current = self.proposals.get(self.at);
        current.filter(|queued| queued.is_accepted.is_none())
    }

    /// How many are accepted, and how many are rejected.
    pub fn decided(&self) -> (usize, usize) {
        let count = |wanted: bool| {
            let all = self.proposals.iter();
            all.filter(|queued| queued.is_accepted == Some(wanted))
                .count()
        };
        (count(true), count(false))
    }

    /// `7 of 9 verified`, `6 of 9 verified, 1 ambiguous`.
    pub fn verified(&self) -> String {
        let all = self.proposals.iter();
        let ambiguous = all.filter(|queued| queued.ambiguous.is_some()).count();
        let verified = self.proposals.len() - ambiguous;
        match ambiguous {
            0 => format!("{verified} of {} verified", self.total),
            _ => format!(
                "{verified} of {} verified, {ambiguous} ambiguous",
                self.total
            ),
        }
    }

    /// Decides the current one, and goes to the next.
    pub(super) fn decide(&mut self, is_accepted: bool) {
        if let Some(queued) = self.proposals.get_mut(self.at) {
            queued.is_accepted = Some(is_accepted);
        }
        self.advance();
    }

    /// Goes to the next one that is open, from the start again after the end.
    pub(super) fn advance(&mut self) {
        let count = self.proposals.len();
        let next = (1..=count).map(|step| (self.at + step) % count);
        let mut open = next.filter(|at| self.proposals[*at].is_accepted.is_none());
        if let Some(at) = open.next() {
            self.at = at;
        }
    }
}
