//! The network as a whole in the file: the object under `graph`.

use crate::model::{Date, Fields, Meta};

use super::record::{self, Entry, FileField};
use super::shape::Shape;

impl Entry for Meta {
    const NAME: &'static str = "an object";
    const DOC: &'static str = "What the network is about.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "title",
            Shape::Text,
            "The title of the picture.",
            |meta, value, reading| reading.name(value, &mut meta.title),
            |meta, slot| slot.text(meta.title.as_deref()),
        ),
        FileField::<Self>::new(
            "description",
            Shape::Text,
            "A few sentences about it.",
            |meta, value, reading| reading.text(value, &mut meta.description),
            |meta, slot| slot.text(meta.description.as_deref()),
        ),
        FileField::<Self>::new(
            "as_of",
            Shape::Date,
            "The time that the network describes.",
            |meta, value, reading| reading.date(value, &mut meta.as_of),
            |meta, slot| slot.text(meta.as_of.as_ref().map(Date::as_str)),
        ),
        FileField::<Self>::new(
            "coder",
            Shape::Text,
            "Who coded the network from its sources.",
            |meta, value, reading| reading.text(value, &mut meta.coder),
            |meta, slot| slot.text(meta.coder.as_deref()),
        ),
        FileField::<Self>::new(
            "language",
            Shape::Text,
            "The language of the network, such as de or zh (BCP 47): figures speak it.",
            |meta, value, reading| reading.text(value, &mut meta.language),
            |meta, slot| slot.text(meta.language.as_deref()),
        ),
        FileField::<Self>::new(
            "codebook",
            Shape::List("rule"),
            "By which rules coders choose kinds and types of relations.",
            |meta, value, reading| record::read_list(value, &mut meta.codebook, reading),
            |meta, slot| slot.list(&meta.codebook, record::write),
        ),
        FileField::<Self>::new(
            "questions",
            Shape::List("question"),
            "What merges of files left to decide.",
            |meta, value, reading| record::read_list(value, &mut meta.questions, reading),
            |meta, slot| slot.list(&meta.questions, record::write),
        ),
        FileField::<Self>::new(
            "set_aside",
            Shape::List("relation"),
            "What coders coded and a settlement left out: it counts only in their agreement.",
            |meta, value, reading| record::read_list(value, &mut meta.set_aside, reading),
            |meta, slot| slot.list(&meta.set_aside, record::write),
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
