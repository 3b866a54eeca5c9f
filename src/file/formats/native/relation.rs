//! Relations in the file: the objects under `edges`.

use crate::model::{Date, Fields, Relation, RelationKind, Sign};

use super::citation;
use super::fidelity::Fidelity;
use super::reading::Reading;

use super::record::{self, Entry, FileField};
use super::shape::Shape;
use crate::file::formats::json::{Member, Value};
use crate::file::formats::kind_words::kind_of_word;

impl Entry for Relation {
    const NAME: &'static str = "a relation";
    const DOC: &'static str = "A tie of one kind between two actors, as claimed.";
    const REQUIRED: &'static [&'static str] = &["source", "target"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "id",
            Shape::Id,
            "The id of the relation; made from its ends and kind if it is left out.",
            |relation, value, reading| {
                let (id, fidelity) = reading.id(value);
                relation.id = id.as_deref().unwrap_or_default().into();
                fidelity
            },
            |relation, slot| slot.text(Some(relation.id.as_str())),
        ),
        FileField::<Self>::new(
            "source",
            Shape::Id,
            "The id of the actor it comes from, or of one of the two.",
            |relation, value, reading| reading.end(value, &mut relation.source),
            |relation, slot| slot.text(Some(relation.source.as_str())),
        )
        .aliases(&["from"]),
        FileField::<Self>::new(
            "target",
            Shape::Id,
            "The id of the actor it goes to, or of the other of the two.",
            |relation, value, reading| reading.end(value, &mut relation.target),
            |relation, slot| slot.text(Some(relation.target.as_str())),
        )
        .aliases(&["to"]),
        FileField::<Self>::new(
            "kind",
            Shape::Words(&["cooperation", "hostility", "support", "other"]),
            "The kind of relation; `other`, which has no sign, if it is left out.",
            |relation, value, reading| {
                let words = &RelationKind::ALL;
                let as_str = RelationKind::as_str;
                let (kind, fidelity) =
                    reading.word(value, words, as_str, kind_of_word, "unknown-kind");
                relation.kind = kind;
                fidelity
            },
            |relation, slot| slot.text(relation.kind.map(RelationKind::as_str)),
        ),
        FileField::<Self>::new(
            "directed",
            Shape::Flag,
            "Whether it has a direction; if left out, support has one and the others do not.",
            |relation, value, reading| reading.flag(value, &mut relation.directed),
            |relation, slot| {
                if let Some(directed) = relation.directed {
                    slot.value().flag(directed);
                }
            },
        ),
        FileField::<Self>::new(
            "type",
            Shape::Text,
            "Free text, finer than the kind.",
            |relation, value, reading| reading.name(value, &mut relation.subtype),
            |relation, slot| slot.text(relation.subtype.as_deref()),
        ),
        FileField::<Self>::new(
            "when",
            Shape::Date,
            "When it held.",
            |relation, value, reading| reading.date(value, &mut relation.when),
            |relation, slot| slot.text(relation.when.as_ref().map(Date::as_str)),
        )
        .foreign(&["date"]),
        FileField::<Self>::new(
            "weight",
            Shape::Number,
            "The strength; the number of independent references if it is left out.",
            |relation, value, reading| reading.number(value, &mut relation.weight),
            |relation, slot| slot.number(relation.weight),
        )
        .foreign(&["value"]),
        FileField::<Self>::new(
            "claims",
            Shape::List("claim"),
            "What sources say about it.",
            read_claims,
            |relation, slot| slot.list(&relation.claims, record::write),
        )
        .aliases(&["citations"]),
    ];

    fn blank() -> Self {
        Self::new("", "", "")
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }

    fn finish(&mut self, members: &[Member<'_>], reading: &mut Reading) -> &'static [&'static str] {
        let weight = self.weight.filter(|weight| *weight < 0.0);
        let kind = self.kind.filter(|kind| kind.sign() != Sign::Negative);
        if let (Some(weight), Some(kind)) = (weight, kind) {
            let at = members
                .iter()
                .find(|member| member.key == "weight" || member.key == "value");
            let at = at.map_or(0, |member| member.value.at);
            let kind = kind.as_str();
            let message = format!("the weight {weight} is negative, and the kind is {kind}");
            let hint = "The kind is used; write a positive weight, or another kind.".to_owned();
            reading
                .report
                .warning(at, "contradiction", message, Some(hint));
        }
        &[]
    }
}

/// Reads claims; those under `citations` are in the short form.
fn read_claims(relation: &mut Relation, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if reading.alias == Some("citations") {
        citation::read(&mut relation.claims, value, reading)
    } else {
        super::record::read_list(value, &mut relation.claims, reading)
    }
}
