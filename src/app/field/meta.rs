//! The fields of the network as a whole.

use super::parse;
use super::row::{FieldRow, Input};
use crate::model::{Date, Meta};

/// The title of the picture.
pub static TITLE: FieldRow<Meta> = FieldRow::<Meta>::line(
    "title",
    ("title", "Title"),
    |meta| meta.title.clone().unwrap_or_default(),
    |meta, value| {
        meta.title = parse::words(value.as_str());
        Ok(())
    },
);

/// A few sentences about the network.
pub static DESCRIPTION: FieldRow<Meta> = FieldRow::<Meta>::line(
    "description",
    ("description", "Description"),
    |meta| meta.description.clone().unwrap_or_default(),
    |meta, value| {
        meta.description = parse::words(value.as_str());
        Ok(())
    },
)
.input(Input::Paragraph);

/// The time that the picture shows.
pub static AS_OF: FieldRow<Meta> = FieldRow::<Meta>::line(
    "as_of",
    ("as of", "As of"),
    |meta| {
        meta.as_of
            .as_ref()
            .map_or_else(String::new, |date| date.as_str().to_owned())
    },
    |meta, value| {
        meta.as_of = parse::date(value.as_str())?;
        Ok(())
    },
)
.hint(parse::PERIOD_HINT)
.meaning(|text| Ok(parse::date(text)?.as_ref().map(Date::in_words)));

/// Who coded it.
pub static CODER: FieldRow<Meta> = FieldRow::<Meta>::line(
    "coder",
    ("coder", "Coder"),
    |meta| meta.coder.clone().unwrap_or_default(),
    |meta, value| {
        meta.coder = parse::words(value.as_str());
        Ok(())
    },
)
.hint("Who coded the network from its sources");

/// The language of the network.
pub static LANGUAGE: FieldRow<Meta> = FieldRow::<Meta>::line(
    "language",
    ("language", "Language"),
    |meta| meta.language.clone().unwrap_or_default(),
    |meta, value| {
        meta.language = parse::words(value.as_str());
        Ok(())
    },
)
.hint("of figures and pages, such as en, es, fr, de, ru, ar or zh");

/// All fields, in the order of the form.
pub static FIELDS: [&FieldRow<Meta>; 5] = [&TITLE, &AS_OF, &DESCRIPTION, &CODER, &LANGUAGE];
