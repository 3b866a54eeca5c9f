//! What merges left to decide, in the file: the objects under `graph.questions`.

use crate::model::{Fields, Question};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{Entry, FileField, MemberSlot};
use super::shape::Shape;
use crate::file::formats::json::Value;

impl Entry for Question {
    const NAME: &'static str = "a question";
    const DOC: &'static str = "A field that two merged files set to different values: the record has one of them, and the question keeps the other.";
    const REQUIRED: &'static [&'static str] = &["record", "field"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "record",
            Shape::Words(&Self::RECORDS),
            "What kind of record it is about.",
            |question, value, reading| text(value, &mut question.record, reading),
            |question, slot| slot.text(Some(&question.record)),
        ),
        FileField::<Self>::new(
            "id",
            Shape::Text,
            "The id of the record; empty for the network as a whole.",
            |question, value, reading| text(value, &mut question.id, reading),
            |question, slot| slot.text(Some(&question.id)),
        ),
        FileField::<Self>::new(
            "field",
            Shape::Text,
            "The key of the field; empty if the other file deleted the record.",
            |question, value, reading| text(value, &mut question.field, reading),
            |question, slot| slot.text(Some(&question.field)),
        ),
        FileField::<Self>::new(
            "kept",
            Shape::Any,
            "The value that the record has.",
            |question, value, _| json(value, &mut question.kept),
            |question, slot| write_json(question.kept.as_deref(), slot),
        ),
        FileField::<Self>::new(
            "other",
            Shape::Any,
            "The value of the other file.",
            |question, value, _| json(value, &mut question.other),
            |question, slot| write_json(question.other.as_deref(), slot),
        ),
        FileField::<Self>::new(
            "from",
            Shape::Text,
            "The file that the other value is from.",
            |question, value, reading| text(value, &mut question.from, reading),
            |question, slot| slot.text(Some(&question.from)),
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

fn text(value: &Value<'_>, slot: &mut String, reading: &mut Reading) -> Fidelity {
    let mut text = None;
    let fidelity = reading.name(value, &mut text);
    *slot = text.unwrap_or_default();
    fidelity
}

/// Any value, as its text.
fn json(value: &Value<'_>, slot: &mut Option<String>) -> Fidelity {
    *slot = Some(value.compact().into());
    Fidelity::Whole
}

fn write_json(json: Option<&str>, slot: &mut MemberSlot<'_>) {
    if let Some(json) = json {
        slot.value().json(json);
    }
}
