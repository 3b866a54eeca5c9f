//! Claims and their quotes in the file.

use crate::model::{Claim, Claimant, Credibility, Date, Fields, Quote, ReferenceId, Stance};

use super::coder;
use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use crate::file::formats::json::{Kind, Value};

impl Entry for Claim {
    const NAME: &'static str = "a claim";
    const DOC: &'static str = "A statement about a relation in one passage of one reference.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "reference",
            Shape::Id,
            "The id of the reference that it is taken from; a claim without one is uncited.",
            |claim, value, reading| reading.cited(value, &mut claim.reference),
            |claim, slot| slot.text(claim.reference.as_ref().map(ReferenceId::as_str)),
        ),
        FileField::<Self>::new(
            "locator",
            Shape::TextOrNumber,
            "Where in the reference: `¶4`, `p. 12`.",
            |claim, value, reading| reading.text_or_number(value, &mut claim.locator),
            |claim, slot| slot.text(claim.locator.as_deref()),
        ),
        FileField::<Self>::new(
            "quote",
            Shape::TextOrObject("quote"),
            "The quoted words.",
            read_quote,
            write_quote,
        ),
        FileField::<Self>::new(
            "stance",
            Shape::Words(&["asserts", "denies", "disputes", "retracts"]),
            "Whether the claim asserts, denies or disputes the relation; it asserts if this is left out.",
            |claim, value, reading| {
                let words = &Stance::ALL;
                let (stance, fidelity) =
                    reading.word(value, words, Stance::as_str, |_| None, "unknown-stance");
                claim.stance = stance.unwrap_or_default();
                fidelity
            },
            |claim, slot| slot.word(claim.stance.as_str(), claim.stance == Stance::default()),
        ),
        FileField::<Self>::new(
            "claimant",
            Shape::Text,
            "Who makes the claim, if not the author: the id of an actor, or text.",
            |claim, value, reading| {
                let mut words = None;
                let fidelity = reading.name(value, &mut words);
                claim.claimant = words.map(|words| reading.claimant(words));
                fidelity
            },
            |claim, slot| {
                slot.text(claim.claimant.as_ref().map(|claimant| match claimant {
                    Claimant::Actor(id) => id.as_str(),
                    Claimant::Words(words) => words,
                }));
            },
        ),
        FileField::<Self>::new(
            "made",
            Shape::Date,
            "When it was said.",
            |claim, value, reading| reading.date(value, &mut claim.made),
            |claim, slot| slot.text(claim.made.as_ref().map(Date::as_str)),
        ),
        FileField::<Self>::new(
            "credibility",
            Shape::Integer(1, 6),
            "How credible the information is: the Admiralty code's 1 (confirmed) to 5 (improbable), 6 cannot be judged.",
            read_credibility,
            |claim, slot| {
                if let Some(credibility) = claim.credibility {
                    slot.value().integer(credibility.number().into());
                }
            },
        ),
        FileField::<Self>::new(
            "note",
            Shape::Text,
            "A remark in the analyst's own words.",
            |claim, value, reading| reading.text(value, &mut claim.note),
            |claim, slot| slot.text(claim.note.as_deref()),
        ),
        FileField::<Self>::new(
            "coder",
            Shape::TextOrObject("coder"),
            "Who coded the claim: the name of a person, or an object for a model.",
            coder::read,
            coder::write,
        ),
        FileField::<Self>::new(
            "approver",
            Shape::Text,
            "Who accepted the claim, where a model coded it.",
            |claim, value, reading| reading.name(value, &mut claim.approver),
            |claim, slot| slot.text(claim.approver.as_deref()),
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

impl Entry for Quote {
    const NAME: &'static str = "a quote";
    const DOC: &'static str = "A W3C TextQuoteSelector: the quoted words and the text around them. Plain text is the short form.";
    const REQUIRED: &'static [&'static str] = &["exact"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "exact",
            Shape::Text,
            "The quoted words.",
            |quote, value, reading| {
                let mut exact = None;
                let fidelity = reading.text(value, &mut exact);
                quote.exact = exact.unwrap_or_default();
                fidelity
            },
            |quote, slot| slot.text(Some(&quote.exact)),
        ),
        FileField::<Self>::new(
            "prefix",
            Shape::Text,
            "The text right before the quote.",
            |quote, value, reading| reading.text(value, &mut quote.prefix),
            |quote, slot| slot.text(quote.prefix.as_deref()),
        ),
        FileField::<Self>::new(
            "suffix",
            Shape::Text,
            "The text right after the quote.",
            |quote, value, reading| reading.text(value, &mut quote.suffix),
            |quote, slot| slot.text(quote.suffix.as_deref()),
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

/// A plain string is the short form of a quote.
fn read_quote(claim: &mut Claim, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    match &value.kind {
        Kind::Text(_) => {
            let mut exact = None;
            let fidelity = reading.text(value, &mut exact);
            if let Some(exact) = exact {
                reading.quotes.push(value.at);
                claim.quote = Some(Quote {
                    exact,
                    ..Quote::default()
                });
            }
            fidelity
        }
        Kind::Object(members) => {
            reading.quotes.push(value.at);
            claim.quote = Some(record::read_members(members, reading));
            Fidelity::Whole
        }
        _ => reading.wrong_type(value, "text or an object with `exact`"),
    }
}

/// A quote without context is written in the short form, unless the file had the long one.
fn write_quote(claim: &Claim, slot: &mut MemberSlot<'_>) {
    let Some(quote) = &claim.quote else { return };
    let is_short = quote.prefix.is_none()
        && quote.suffix.is_none()
        && quote.fields.order().is_empty()
        && quote.fields.all_unknown().next().is_none();
    if is_short {
        slot.text(Some(&quote.exact));
    } else {
        record::write(quote, slot.value());
    }
}

fn read_credibility(claim: &mut Claim, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if matches!(value.kind, Kind::Null) {
        return Fidelity::Partial;
    }
    let digits = match &value.kind {
        Kind::Number => value.raw,
        Kind::Text(text) => text,
        _ => return reading.wrong_type(value, "a number from 1 to 6"),
    };
    claim.credibility = digits.parse().ok().and_then(Credibility::new);
    if claim.credibility.is_none() {
        let message = format!(
            "`{}` is not a credibility grade",
            super::reading::short(digits)
        );
        let hint =
            "The Admiralty code goes from 1 (confirmed) to 5 (improbable); 6 cannot be judged.";
        reading
            .report
            .error(value.at, "bad-credibility", message, Some(hint.into()));
        return Fidelity::Partial;
    }
    match value.kind {
        Kind::Number => Fidelity::Whole,
        _ => Fidelity::Partial,
    }
}
