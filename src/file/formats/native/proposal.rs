//! Proposals of claims: the objects on the lines of a file of proposals.

use crate::model::{Date, Fields, Proposal, RelationKind, Stance};

use super::fidelity::Fidelity;
use super::record::{Entry, FileField};
use super::shape::Shape;
use super::{coder, reading::Reading};
use crate::file::formats::json::Value;
use crate::file::formats::kind_words::kind_of_word;

impl Entry for Proposal {
    const NAME: &'static str = "a proposal";
    const DOC: &'static str = "A claim that is suggested about a passage of a saved text.";
    const REQUIRED: &'static [&'static str] = &["quote", "from", "to", "kind"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "text_sha256",
            Shape::Text,
            "The SHA-256 of the saved text (UTF-8), in hexadecimal digits.",
            |proposal, value, reading| reading.name(value, &mut proposal.text_sha256),
            |proposal, slot| slot.text(proposal.text_sha256.as_deref()),
        ),
        FileField::<Self>::new(
            "quote",
            Shape::Text,
            "The quoted words, exactly as the text has them.",
            |proposal, value, reading| {
                let mut quote = None;
                let fidelity = reading.text(value, &mut quote);
                proposal.quote = quote.unwrap_or_default();
                fidelity
            },
            |proposal, slot| slot.text(Some(&proposal.quote)),
        ),
        FileField::<Self>::new(
            "from",
            Shape::Text,
            "The id or the name of the actor that the relation comes from.",
            |proposal, value, reading| name(value, &mut proposal.from, reading),
            |proposal, slot| slot.text(Some(&proposal.from)),
        ),
        FileField::<Self>::new(
            "to",
            Shape::Text,
            "The id or the name of the actor that the relation goes to.",
            |proposal, value, reading| name(value, &mut proposal.to, reading),
            |proposal, slot| slot.text(Some(&proposal.to)),
        ),
        FileField::<Self>::new(
            "kind",
            Shape::Words(&["cooperation", "hostility", "support", "other"]),
            "The kind of relation.",
            |proposal, value, reading| {
                let words = &RelationKind::ALL;
                let as_str = RelationKind::as_str;
                let (kind, fidelity) =
                    reading.word(value, words, as_str, kind_of_word, "unknown-kind");
                proposal.kind = kind;
                fidelity
            },
            |proposal, slot| slot.text(proposal.kind.map(RelationKind::as_str)),
        ),
        FileField::<Self>::new(
            "stance",
            Shape::Words(&["asserts", "denies", "disputes", "retracts"]),
            "Whether the passage asserts, denies or disputes the relation; it asserts if this is left out.",
            |proposal, value, reading| {
                let words = &Stance::ALL;
                let (stance, fidelity) =
                    reading.word(value, words, Stance::as_str, |_| None, "unknown-stance");
                proposal.stance = stance.unwrap_or_default();
                fidelity
            },
            |proposal, slot| {
                let is_default = proposal.stance == Stance::default();
                slot.word(proposal.stance.as_str(), is_default);
            },
        ),
        FileField::<Self>::new(
            "claimant",
            Shape::Text,
            "Who says so, if not the author: the id or the name of an actor, or words.",
            |proposal, value, reading| reading.name(value, &mut proposal.claimant),
            |proposal, slot| slot.text(proposal.claimant.as_deref()),
        ),
        FileField::<Self>::new(
            "when",
            Shape::Date,
            "When the relation held.",
            |proposal, value, reading| reading.date(value, &mut proposal.when),
            |proposal, slot| slot.text(proposal.when.as_ref().map(Date::as_str)),
        ),
        FileField::<Self>::new(
            "coder",
            Shape::TextOrObject("coder"),
            "Who proposes it.",
            |proposal, value, reading| coder::read_coder(&mut proposal.coder, value, reading),
            |proposal, slot| coder::write_coder(proposal.coder.as_deref(), slot),
        ),
        FileField::<Self>::new(
            "rationale",
            Shape::Text,
            "Why the passage says so.",
            |proposal, value, reading| reading.text(value, &mut proposal.rationale),
            |proposal, slot| slot.text(proposal.rationale.as_deref()),
        ),
    ];

    fn blank() -> Self {
        Self::default()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }
}

fn name(value: &Value<'_>, slot: &mut String, reading: &mut Reading) -> Fidelity {
    let mut name = None;
    let fidelity = reading.name(value, &mut name);
    *slot = name.unwrap_or_default();
    fidelity
}
