//! References in the file: CSL-JSON items under `references`, as Zotero exports them.

use crate::model::{Fields, PersonName, Reference, Reliability};

use super::fidelity::Fidelity;
use super::reading::{Reading, short};
use super::record::{self, Entry, FileField};
use super::shape::Shape;
use super::{issued, markup};
use crate::file::formats::json::Value;

/// The highest number of a paragraph that locators may begin at.
const MAX_FIRST_PARAGRAPH: i64 = 1_000_000;

fn read_first_paragraph(
    reference: &mut Reference,
    value: &Value<'_>,
    reading: &mut Reading,
) -> Fidelity {
    let mut number = None;
    let fidelity = reading.number(value, &mut number);
    let Some(number) = number else {
        return fidelity;
    };
    let is_allowed = number.fract() == 0.0 && (1.0..=MAX_FIRST_PARAGRAPH as f64).contains(&number);
    if !is_allowed {
        let message = format!("`{}` is not the number of a paragraph", short(value.raw));
        let hint = format!("Write a whole number from 1 to {MAX_FIRST_PARAGRAPH}.");
        reading
            .report
            .error(value.at, "bad-number", message, Some(hint));
        return Fidelity::Partial;
    }
    reference.first_paragraph = Some(number as u32);
    match value.raw.parse::<u32>() {
        Ok(_) => Fidelity::Whole,
        Err(_) => Fidelity::Partial,
    }
}

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
            |reference, value, reading| markup::read(value, &mut reference.title, reading),
            |reference, slot| slot.text(reference.title.as_deref().map(markup::written).as_deref()),
        ),
        FileField::<Self>::new(
            "container-title",
            Shape::Text,
            "The outlet: the magazine, newspaper or site it appeared in.",
            |reference, value, reading| {
                markup::read(value, &mut reference.container_title, reading)
            },
            |reference, slot| {
                let title = reference.container_title.as_deref();
                slot.text(title.map(markup::written).as_deref());
            },
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
            "editor",
            Shape::List("name"),
            "The editors in order.",
            |reference, value, reading| {
                super::record::read_list(value, &mut reference.editors, reading)
            },
            |reference, slot| slot.list(&reference.editors, record::write),
        ),
        FileField::<Self>::new(
            "issued",
            Shape::Object("issued"),
            "When it appeared.",
            issued::read,
            issued::write,
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
            "DOI",
            Shape::Text,
            "The digital object identifier.",
            |reference, value, reading| reading.name(value, &mut reference.doi),
            |reference, slot| slot.text(reference.doi.as_deref()),
        )
        .aliases(&["doi"]),
        FileField::<Self>::new(
            "text",
            Shape::Text,
            "The saved text: a path inside the folder of this file. Quotes are checked against it.",
            |reference, value, reading| reading.address(value, &mut reference.text),
            |reference, slot| slot.text(reference.text.as_deref()),
        ),
        FileField::<Self>::new(
            "first-paragraph",
            Shape::Integer(1, MAX_FIRST_PARAGRAPH),
            "The paragraph of the saved text that locators call ¶1; those before it are headings.",
            read_first_paragraph,
            |reference, slot| {
                if let Some(number) = reference.first_paragraph {
                    slot.value().integer(number.into());
                }
            },
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
            "dropping-particle",
            Shape::Text,
            "A particle after the given names: `von` in “Humboldt, Ada von”.",
            |name, value, reading| reading.name(value, &mut name.dropping_particle),
            |name, slot| slot.text(name.dropping_particle.as_deref()),
        ),
        FileField::<Self>::new(
            "non-dropping-particle",
            Shape::Text,
            "A particle before the family name: `van den` in “van den Berg, Hans”.",
            |name, value, reading| reading.name(value, &mut name.non_dropping_particle),
            |name, slot| slot.text(name.non_dropping_particle.as_deref()),
        ),
        FileField::<Self>::new(
            "suffix",
            Shape::Text,
            "What follows the name, such as `Jr.`",
            |name, value, reading| reading.name(value, &mut name.suffix),
            |name, slot| slot.text(name.suffix.as_deref()),
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
