//! The codebook in the file: the objects under `graph.codebook`.

use crate::model::{CodebookEntry, Fields, RelationKind};

use super::record::{Entry, FileField};
use super::shape::Shape;
use crate::file::formats::kind_words::kind_of_word;

impl Entry for CodebookEntry {
    const NAME: &'static str = "an entry of the codebook";
    const DOC: &'static str =
        "The rule by which coders choose a kind of relation, or a type of a kind.";
    const REQUIRED: &'static [&'static str] = &["kind"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "kind",
            Shape::Words(&["cooperation", "hostility", "support", "other"]),
            "The kind of relation.",
            |entry, value, reading| {
                let words = &RelationKind::ALL;
                let as_str = RelationKind::as_str;
                let (kind, fidelity) =
                    reading.word(value, words, as_str, kind_of_word, "unknown-kind");
                entry.kind = kind;
                fidelity
            },
            |entry, slot| slot.text(entry.kind.map(RelationKind::as_str)),
        ),
        FileField::<Self>::new(
            "type",
            Shape::Text,
            "The type that is finer than the kind; the rule is about the kind if it is left out.",
            |entry, value, reading| reading.name(value, &mut entry.subtype),
            |entry, slot| slot.text(entry.subtype.as_deref()),
        ),
        FileField::<Self>::new(
            "rule",
            Shape::Text,
            "When to use it.",
            |entry, value, reading| reading.text(value, &mut entry.rule),
            |entry, slot| slot.text(entry.rule.as_deref()),
        ),
        FileField::<Self>::new(
            "example",
            Shape::Text,
            "A passage that is coded so.",
            |entry, value, reading| reading.text(value, &mut entry.example),
            |entry, slot| slot.text(entry.example.as_deref()),
        ),
        FileField::<Self>::new(
            "counter_example",
            Shape::Text,
            "A similar passage that is not coded so.",
            |entry, value, reading| reading.text(value, &mut entry.counter_example),
            |entry, slot| slot.text(entry.counter_example.as_deref()),
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
