//! References in the file: CSL-JSON items under `references`, as Zotero exports them.

use crate::model::{Fields, PersonName, Reference, Reliability};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use crate::file::formats::json::{Kind, Value};

impl Entry for Reference {
    const NAME: &'static str = "a reference";
    const DOC: &'static str = "The text that claims are taken from: a CSL-JSON item.";
    const REQUIRED: &'static [&'static str] = &["id"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "id",
            Shape::Id,
            "The id that claims name.",
            |reference, value, reading| {
                let (id, fidelity) = reading.id(value);
                reference.id = id.as_deref().unwrap_or_default().into();
                fidelity
            },
            |reference, slot| slot.text(Some(reference.id.as_str())),
        ),
        FileField::<Self>::new(
            "type",
            Shape::Text,
            "The CSL type: `article-magazine`, `report`…",
            |reference, value, reading| reading.name(value, &mut reference.csl_type),
            |reference, slot| slot.text(reference.csl_type.as_deref()),
        ),
        FileField::<Self>::new(
            "title",
            Shape::Text,
            "The title.",
            |reference, value, reading| reading.name(value, &mut reference.title),
            |reference, slot| slot.text(reference.title.as_deref()),
        ),
        FileField::<Self>::new(
            "container-title",
            Shape::Text,
            "The outlet: the magazine, newspaper or site it appeared in.",
            |reference, value, reading| reading.name(value, &mut reference.container_title),
            |reference, slot| slot.text(reference.container_title.as_deref()),
        ),
        FileField::<Self>::new(
            "section",
            Shape::Text,
            "The section of the outlet.",
            |reference, value, reading| reading.name(value, &mut reference.section),
            |reference, slot| slot.text(reference.section.as_deref()),
        ),
        FileField::<Self>::new(
            "publisher",
            Shape::Text,
            "Who publishes it.",
            |reference, value, reading| reading.name(value, &mut reference.publisher),
            |reference, slot| slot.text(reference.publisher.as_deref()),
        ),
        FileField::<Self>::new(
            "author",
            Shape::List("name"),
            "The authors in order.",
            |reference, value, reading| {
                super::record::read_list(value, &mut reference.authors, reading)
            },
            |reference, slot| slot.list(&reference.authors, record::write),
        ),
        FileField::<Self>::new(
            "issued",
            Shape::Object("issued"),
            "When it appeared.",
            read_issued,
            write_issued,
        ),
        FileField::<Self>::new(
            "URL",
            Shape::Text,
            "The address.",
            |reference, value, reading| reading.address(value, &mut reference.url),
            |reference, slot| slot.text(reference.url.as_deref()),
        )
        .aliases(&["url"]),
        FileField::<Self>::new(
            "text",
            Shape::Text,
            "The saved text: a path inside the folder of this file. Quotes are checked against it.",
            |reference, value, reading| reading.address(value, &mut reference.text),
            |reference, slot| slot.text(reference.text.as_deref()),
        ),
        FileField::<Self>::new(
            "origin",
            Shape::Text,
            "Where the report originally came from; references with the same origin are not independent.",
            |reference, value, reading| reading.name(value, &mut reference.origin),
            |reference, slot| slot.text(reference.origin.as_deref()),
        ),
        FileField::<Self>::new(
            "reliability",
            Shape::Words(&["A", "B", "C", "D", "E", "F"]),
            "How reliable the source is: the Admiralty code's A (completely) to E (unreliable), F cannot be judged.",
            |reference, value, reading| {
                let words = &Reliability::ALL;
                let (reliability, fidelity) = reading.word(
                    value,
                    words,
                    Reliability::as_str,
                    |_| None,
                    "unknown-reliability",
                );
                reference.reliability = reliability;
                fidelity
            },
            |reference, slot| slot.text(reference.reliability.map(Reliability::as_str)),
        ),
    ];

    fn blank() -> Self {
        Self::new("")
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }
}

impl Entry for PersonName {
    const NAME: &'static str = "a name";
    const DOC: &'static str = "A CSL name.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "family",
            Shape::Text,
            "The family name.",
            |name, value, reading| reading.name(value, &mut name.family),
            |name, slot| slot.text(name.family.as_deref()),
        ),
        FileField::<Self>::new(
            "given",
            Shape::Text,
            "The given names.",
            |name, value, reading| reading.name(value, &mut name.given),
            |name, slot| slot.text(name.given.as_deref()),
        ),
        FileField::<Self>::new(
            "literal",
            Shape::Text,
            "A name that is not split into family and given names.",
            |name, value, reading| reading.name(value, &mut name.literal),
            |name, slot| slot.text(name.literal.as_deref()),
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

/// Reads a CSL date: the first of its `date-parts`. The rest is kept as it is.
fn read_issued(reference: &mut Reference, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if !matches!(value.kind, Kind::Object(_)) {
        return reading.wrong_type(value, "a CSL date such as {\"date-parts\": [[2017, 2]]}");
    }
    let Some(parts) = value.get("date-parts") else {
        return Fidelity::Partial;
    };
    let first = parts.as_array().and_then(|dates| dates.first());
    reference.issued = first.and_then(Value::as_array).and_then(|first| {
        let parts: Option<Vec<i32>> = first.iter().map(date_part).collect();
        parts.filter(|parts| is_date(parts))
    });
    if reference.issued.is_none() {
        let hint = "Write {\"date-parts\": [[2017, 2, 28]]}, as far as it is known.".to_owned();
        let message = "`date-parts` is not a list of year, month and day";
        reading
            .report
            .error(parts.at, "bad-date", message, Some(hint));
    }
    let only = reference
        .issued
        .as_ref()
        .map(|parts| format!("{{\"date-parts\":[{}]}}", list(parts)));
    if only.as_deref() == Some(&*value.compact()) {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

/// A part of a date: a number, or its digits as text.
fn date_part(value: &Value<'_>) -> Option<i32> {
    value.as_text().unwrap_or(value.raw).trim().parse().ok()
}

fn is_date(parts: &[i32]) -> bool {
    match parts {
        [_] => true,
        [_, month] => (1..=12).contains(month) || (13..=24).contains(month),
        [_, month, day] => (1..=12).contains(month) && (1..=31).contains(day),
        _ => false,
    }
}

/// Numbers as a compact JSON list.
fn list(parts: &[i32]) -> String {
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    format!("[{}]", parts.join(","))
}

fn write_issued(reference: &Reference, slot: &mut MemberSlot<'_>) {
    if let Some(parts) = &reference.issued {
        let json = format!("{{\"date-parts\":[{}]}}", list(parts));
        slot.value().json(&json);
    }
}
