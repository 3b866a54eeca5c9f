//! Claims: the statements of sources about a relation.

use super::{ActorId, ClaimId, Coder, Date, Fields, ReferenceId};

/// One reference's statement about a relation.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// Which claim it is while the document is in memory; equality ignores it.
    pub id: ClaimId,
    /// The reference that it is taken from; a claim without one is uncited.
    pub reference: Option<ReferenceId>,
    /// Where in the reference: `¶4`, `p. 12`.
    pub locator: Option<String>,
    /// The quoted words.
    pub quote: Option<Quote>,
    /// Whether it asserts or denies the relation.
    pub stance: Stance,
    /// Who makes the claim, if it is not the author.
    pub claimant: Option<Claimant>,
    /// When it was said.
    pub made: Option<Date>,
    /// How credible the information is.
    pub credibility: Option<Credibility>,
    /// A remark of the analyst.
    pub note: Option<String>,
    /// Who coded it.
    pub coder: Option<Box<Coder>>,
    /// Who accepted it, where a model coded it.
    pub approver: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl Claim {
    /// The name of its coder; empty if it has none.
    pub fn coder_name(&self) -> &str {
        self.coder.as_ref().map_or("", |coder| &coder.name)
    }
}

impl PartialEq for Claim {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            id: _,
            reference,
            locator,
            quote,
            stance,
            claimant,
            made,
            credibility,
            note,
            coder,
            approver,
            fields,
        } = self;
        reference == &other.reference
            && locator == &other.locator
            && quote == &other.quote
            && stance == &other.stance
            && claimant == &other.claimant
            && made == &other.made
            && credibility == &other.credibility
            && note == &other.note
            && coder == &other.coder
            && approver == &other.approver
            && fields == &other.fields
    }
}

/// A W3C `TextQuoteSelector`: words, and the words around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words.
    pub exact: String,
    /// The words right before them.
    pub prefix: Option<String>,
    /// The words right after them.
    pub suffix: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

/// Who makes a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimant {
    /// An actor of the document.
    Actor(ActorId),
    /// Anybody else, in words.
    Words(String),
}

/// Whether a claim asserts or denies a relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// The relation exists.
    #[default]
    Asserts,
    /// The relation does not exist.
    Denies,
    /// The relation is disputed.
    Disputes,
    /// An earlier claim is withdrawn.
    Retracts,
}

impl Stance {
    /// All stances.
    pub const ALL: [Self; 4] = [Self::Asserts, Self::Denies, Self::Disputes, Self::Retracts];

    /// The stance that a word means, in upper or lower case: `denies`, `denied`, `deny`.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let stance = match &*word {
            "asserts" | "assert" | "asserted" => Self::Asserts,
            "denies" | "deny" | "denied" => Self::Denies,
            "disputes" | "dispute" | "disputed" => Self::Disputes,
            "retracts" | "retract" | "retracted" => Self::Retracts,
            _ => return None,
        };
        Some(stance)
    }

    /// What it says about the relation.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Asserts => "the relation exists",
            Self::Denies => "the relation does not exist",
            Self::Disputes => "the relation is disputed",
            Self::Retracts => "an earlier claim is withdrawn",
        }
    }

    /// `Asserted`: fits before `by` and any claimant, one or many.
    pub fn participle(self) -> &'static str {
        match self {
            Self::Asserts => "Asserted",
            Self::Denies => "Denied",
            Self::Disputes => "Disputed",
            Self::Retracts => "Retracted",
        }
    }

    /// The word in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Disputes => "disputes",
            Self::Retracts => "retracts",
        }
    }
}

/// The Admiralty code's credibility of information, 1 (confirmed) to 5 (improbable); 6 cannot be
/// judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Credibility(u8);

impl Credibility {
    /// A credibility from 1 to 6, or nothing.
    pub fn new(number: u64) -> Option<Self> {
        matches!(number, 1..=6).then_some(Self(number as u8))
    }

    /// The number, 1 to 6.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether it is at least this good; `None` for 6, which is unknown.
    pub fn reaches(self, least: Self) -> Option<bool> {
        (self.0 != 6).then_some(self.0 <= least.0)
    }

    /// What the number means.
    pub fn meaning(self) -> &'static str {
        match self.0 {
            1 => "confirmed by other sources",
            2 => "probably true",
            3 => "possibly true",
            4 => "doubtful",
            5 => "improbable",
            _ => "cannot be judged",
        }
    }
}
