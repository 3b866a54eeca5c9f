//! The fields of a claim.

use super::parse;
use super::row::{FieldChoice, FieldRow, FieldValue, Input};
use crate::model::{Claim, Claimant, Coder, Credibility, Date, Quote, Stance};

/// The quoted words.
pub static QUOTE: FieldRow<Claim> = FieldRow::<Claim>::line(
    "quote",
    ("quote", "Quote"),
    |claim| {
        let quote = claim.quote.as_ref();
        quote.map_or_else(String::new, |quote| quote.exact.clone())
    },
    |claim, value| {
        let text = value.as_str();
        if text.trim().is_empty() {
            claim.quote = None;
        } else {
            let quote = claim.quote.get_or_insert_with(Quote::default);
            text.clone_into(&mut quote.exact);
        }
        Ok(())
    },
)
.input(Input::Paragraph);

/// The words right before them.
pub static BEFORE: FieldRow<Claim> = FieldRow::<Claim>::line(
    "quote.prefix",
    ("words before", "Words before"),
    |claim| {
        let quote = claim.quote.as_ref();
        quote
            .and_then(|quote| quote.prefix.clone())
            .unwrap_or_default()
    },
    |claim, value| {
        quote_of(claim, value)?.prefix = around(value);
        Ok(())
    },
);

/// The words right after them.
pub static AFTER: FieldRow<Claim> = FieldRow::<Claim>::line(
    "quote.suffix",
    ("words after", "Words after"),
    |claim| {
        let quote = claim.quote.as_ref();
        quote
            .and_then(|quote| quote.suffix.clone())
            .unwrap_or_default()
    },
    |claim, value| {
        quote_of(claim, value)?.suffix = around(value);
        Ok(())
    },
);

/// The reference that it is taken from.
pub static REFERENCE: FieldRow<Claim> = FieldRow::<Claim>::line(
    "reference",
    ("source", "Source"),
    |claim| {
        let reference = claim.reference.as_ref();
        reference.map_or_else(String::new, ToString::to_string)
    },
    |claim, value| {
        claim.reference = parse::words(value.as_str()).map(Into::into);
        Ok(())
    },
)
.input(Input::Source);

/// Where in the reference.
pub static LOCATOR: FieldRow<Claim> = FieldRow::<Claim>::line(
    "locator",
    ("place", "Place"),
    |claim| claim.locator.clone().unwrap_or_default(),
    |claim, value| {
        claim.locator = parse::words(value.as_str());
        Ok(())
    },
)
.hint("¶4, p. 12");

/// Whether it asserts, denies, disputes or retracts.
pub static STANCE: FieldRow<Claim> = FieldRow::<Claim>::line(
    "stance",
    ("stance", "Stance"),
    |claim| claim.stance.as_str().to_owned(),
    |claim, value| {
        claim.stance = parse::one_of(&Stance::ALL, Stance::as_str, value.as_str())?;
        Ok(())
    },
)
.choices(|_| {
    let choice = |stance: Stance| FieldChoice {
        value: stance.as_str().to_owned(),
        words: format!("{}: {}", stance.participle(), stance.meaning()),
    };
    Stance::ALL.map(choice).into()
});

/// Who makes the claim, if it is not the author.
pub static CLAIMANT: FieldRow<Claim> = FieldRow::<Claim>::line(
    "claimant",
    ("claimant", "Claimed by"),
    |claim| match &claim.claimant {
        None => String::new(),
        Some(Claimant::Actor(id)) => id.to_string(),
        Some(Claimant::Words(words)) => words.clone(),
    },
    |claim, value| {
        claim.claimant = match value {
            FieldValue::Actor(id) => Some(Claimant::Actor(id.clone())),
            FieldValue::Text(words) => parse::words(words).map(Claimant::Words),
        };
        Ok(())
    },
)
.input(Input::Claimant);

/// When it was said.
pub static MADE: FieldRow<Claim> = FieldRow::<Claim>::line(
    "made",
    ("date said", "Date said"),
    |claim| {
        let made = claim.made.as_ref();
        made.map_or_else(String::new, |date| date.as_str().to_owned())
    },
    |claim, value| {
        claim.made = parse::date(value.as_str())?;
        Ok(())
    },
)
.hint(parse::DAY_HINT)
.meaning(|text| Ok(parse::date(text)?.as_ref().map(Date::in_words)));

/// How credible the information is.
pub static CREDIBILITY: FieldRow<Claim> = FieldRow::<Claim>::line(
    "credibility",
    ("credibility", "Credibility"),
    |claim| {
        let grade = claim.credibility;
        grade.map_or_else(String::new, |grade| grade.number().to_string())
    },
    |claim, value| {
        claim.credibility = match value.as_str() {
            "" => None,
            text => {
                let grade = text.parse().ok().and_then(Credibility::new);
                let words = || format!("a credibility is a number from 1 to 6, not “{text}”");
                Some(grade.ok_or_else(words)?)
            }
        };
        Ok(())
    },
)
.choices(|_| {
    let graded = (1..=6)
        .filter_map(Credibility::new)
        .map(|grade| FieldChoice {
            value: grade.number().to_string(),
            words: format!("{} ({})", grade.number(), grade.meaning()),
        });
    std::iter::once(parse::not_graded()).chain(graded).collect()
});

/// A remark.
pub static NOTE: FieldRow<Claim> = FieldRow::<Claim>::line(
    "note",
    ("note", "Note"),
    |claim| claim.note.clone().unwrap_or_default(),
    |claim, value| {
        claim.note = parse::words(value.as_str());
        Ok(())
    },
)
.input(Input::Paragraph);

/// Who coded it. Another name is that of a person; the same name leaves a model a model.
pub static CODER: FieldRow<Claim> = FieldRow::<Claim>::line(
    "coder",
    ("coder", "Coder"),
    |claim| claim.coder_name().to_owned(),
    |claim, value| {
        if value.as_str().trim() != claim.coder_name() {
            claim.coder = Coder::person(value.as_str()).map(Box::new);
        }
        Ok(())
    },
)
.hint("Who coded the claim");

/// Who accepted it, where a model coded it.
pub static APPROVER: FieldRow<Claim> = FieldRow::<Claim>::line(
    "approver",
    ("approver", "Approved by"),
    |claim| claim.approver.clone().unwrap_or_default(),
    |claim, value| {
        claim.approver = parse::words(value.as_str());
        Ok(())
    },
)
.hint("Who accepted a model’s claim");

/// All fields, in the order of the form.
pub static FIELDS: [&FieldRow<Claim>; 12] = [
    &QUOTE,
    &BEFORE,
    &AFTER,
    &REFERENCE,
    &LOCATOR,
    &STANCE,
    &CLAIMANT,
    &MADE,
    &CREDIBILITY,
    &NOTE,
    &CODER,
    &APPROVER,
];

/// The words around a quote, exactly as they are entered: spaces belong to them.
fn around(value: &FieldValue) -> Option<String> {
    let text = value.as_str();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The claim's quote, without which there are no words around it.
fn quote_of<'a>(claim: &'a mut Claim, around: &FieldValue) -> Result<&'a mut Quote, String> {
    let words = format!(
        "“{}” needs a quote that it belongs to; enter the quote first",
        around.as_str().trim()
    );
    claim.quote.as_mut().ok_or(words)
}
