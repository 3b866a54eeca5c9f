//! The fields of an actor.

use super::parse;
use super::row::{FieldChoice, FieldRow, Input};
use crate::model::{Actor, ActorKind};
use crate::words::capitalized;

/// The name shown.
pub static NAME: FieldRow<Actor> = FieldRow::<Actor>::line(
    "name",
    ("name", "Name"),
    |actor| actor.name.clone().unwrap_or_default(),
    |actor, value| {
        actor.name = parse::words(value.as_str());
        Ok(())
    },
);

/// State, group, organization or person; or an actor, where no kind is given.
pub static KIND: FieldRow<Actor> = FieldRow::<Actor>::line(
    "kind",
    ("kind", "Kind"),
    |actor| actor.kind_word().to_owned(),
    |actor, value| {
        actor.kind = match value.as_str() {
            ActorKind::UNSPECIFIED => None,
            word => Some(parse::one_of(&ActorKind::ALL, ActorKind::as_str, word)?),
        };
        Ok(())
    },
)
.in_bulk()
.choices(|_| {
    let words = ActorKind::ALL.map(ActorKind::as_str).into_iter();
    let choice = |word: &str| FieldChoice {
        value: word.to_owned(),
        words: capitalized(word),
    };
    words.chain([ActorKind::UNSPECIFIED]).map(choice).collect()
});

/// Other names.
pub static ALIASES: FieldRow<Actor> = FieldRow::<Actor>::line(
    "aliases",
    ("other names", "Other names"),
    |actor| actor.aliases.join("; "),
    |actor, value| {
        actor.aliases = parse::list(value.as_str());
        Ok(())
    },
)
.hint("one; another; a third");

/// The Wikidata item.
pub static WIKIDATA: FieldRow<Actor> = FieldRow::<Actor>::line(
    "wikidata",
    ("Wikidata", "Wikidata"),
    |actor| actor.wikidata.clone().unwrap_or_default(),
    |actor, value| {
        actor.wikidata = parse::wikidata(value.as_str())?;
        Ok(())
    },
)
.hint("Q42418")
.meaning(|text| parse::wikidata(text).map(|_| None));

/// A remark.
pub static NOTE: FieldRow<Actor> = FieldRow::<Actor>::line(
    "note",
    ("note", "Note"),
    |actor| actor.note.clone().unwrap_or_default(),
    |actor, value| {
        actor.note = parse::words(value.as_str());
        Ok(())
    },
)
.input(Input::Paragraph);

/// The colour of the body.
pub static COLOR: FieldRow<Actor> = FieldRow::<Actor>::line(
    "color",
    ("colour", "Colour"),
    |actor| {
        actor
            .color
            .map_or_else(String::new, |color| color.to_string())
    },
    |actor, value| {
        actor.color = parse::color(value.as_str())?;
        Ok(())
    },
)
.hint("#1f77b4; empty for that of its kind")
.meaning(|text| parse::color(text).map(|_| None))
.in_bulk();

/// The path of the picture on the body.
pub static PICTURE: FieldRow<Actor> = FieldRow::<Actor>::line(
    "picture",
    ("picture", "Picture"),
    |actor| actor.picture.clone().unwrap_or_default(),
    |actor, value| {
        actor.picture = parse::picture(value.as_str())?;
        Ok(())
    },
)
.hint("pictures/name.png; empty for none")
.meaning(|text| parse::picture(text).map(|_| None))
.in_bulk();

/// All fields, in the order of the form.
pub static FIELDS: [&FieldRow<Actor>; 7] =
    [&NAME, &KIND, &ALIASES, &WIKIDATA, &COLOR, &NOTE, &PICTURE];
