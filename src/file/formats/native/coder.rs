//! The coders of claims in the file.

use crate::model::{Claim, Coder, CoderKind, Fields};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use crate::file::formats::json::{Kind, Value};

impl Entry for Coder {
    const NAME: &'static str = "a coder";
    const DOC: &'static str =
        "Who coded a claim: a person or a model. Plain text, a person's name, is the short form.";
    const REQUIRED: &'static [&'static str] = &["name"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "type",
            Shape::Words(&["person", "model"]),
            "Whether a person or a model coded the claim; a person if it is left out.",
            |coder, value, reading| {
                let words = &CoderKind::ALL;
                let (kind, fidelity) =
                    reading.word(value, words, CoderKind::as_str, |_| None, "unknown-coder");
                coder.kind = kind.unwrap_or_default();
                fidelity
            },
            |coder, slot| slot.word(coder.kind.as_str(), coder.kind == CoderKind::default()),
        ),
        FileField::<Self>::new(
            "name",
            Shape::Text,
            "The name of the person or of the model.",
            |coder, value, reading| {
                let mut name = None;
                let fidelity = reading.name(value, &mut name);
                coder.name = name.unwrap_or_default();
                fidelity
            },
            |coder, slot| slot.text(Some(&coder.name)),
        ),
        FileField::<Self>::new(
            "prompt_sha256",
            Shape::Text,
            "The SHA-256 of the prompt that the model was given, in hexadecimal digits.",
            |coder, value, reading| reading.name(value, &mut coder.prompt_sha256),
            |coder, slot| slot.text(coder.prompt_sha256.as_deref()),
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

/// The coder of a claim.
pub(super) fn read(claim: &mut Claim, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    read_coder(&mut claim.coder, value, reading)
}

/// The coder of a claim.
pub(super) fn write(claim: &Claim, slot: &mut MemberSlot<'_>) {
    write_coder(claim.coder.as_deref(), slot);
}

/// A plain string is the short form of a person.
pub(super) fn read_coder(
    coder: &mut Option<Box<Coder>>,
    value: &Value<'_>,
    reading: &mut Reading,
) -> Fidelity {
    match &value.kind {
        Kind::Text(_) => {
            let mut name = None;
            let fidelity = reading.name(value, &mut name);
            *coder = name.map(|name| {
                Box::new(Coder {
                    name,
                    ..Coder::default()
                })
            });
            fidelity
        }
        Kind::Object(members) => {
            *coder = Some(Box::new(record::read_members(members, reading)));
            Fidelity::Whole
        }
        _ => reading.wrong_type(value, "text or an object with `name`"),
    }
}

/// A person is written in the short form, unless the file had the long one.
pub(super) fn write_coder(coder: Option<&Coder>, slot: &mut MemberSlot<'_>) {
    let Some(coder) = coder else {
        return;
    };
    let is_short = coder.kind == CoderKind::Person
        && coder.prompt_sha256.is_none()
        && coder.fields.order().is_empty()
        && coder.fields.all_unknown().next().is_none();
    if is_short {
        slot.text(Some(&coder.name));
    } else {
        record::write(coder, slot.value());
    }
}
