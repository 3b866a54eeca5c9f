//! Proposals: claims that a model or a person suggests, and nobody has accepted yet.

use super::{Coder, Date, Fields, RelationKind, Stance};

/// A claim that is suggested about a passage of a saved text: one line of a file of proposals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// The line of the file, from 1.
    pub line: usize,
    /// The SHA-256 of the saved text, in hexadecimal digits; `None` if any text may be meant.
    pub text_sha256: Option<String>,
    /// The quoted words.
    pub quote: String,
    /// The source of the relation: the id or the name of an actor.
    pub from: String,
    /// The target of the relation: the id or the name of an actor.
    pub to: String,
    /// The kind of the relation.
    pub kind: Option<RelationKind>,
    /// Whether the claim asserts or denies the relation.
    pub stance: Stance,
    /// Who makes the claim, if it is not the author: the id or the name of an actor, or words.
    pub claimant: Option<String>,
    /// When the relation held.
    pub when: Option<Date>,
    /// Who proposes it.
    pub coder: Option<Box<Coder>>,
    /// Why.
    pub rationale: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}
