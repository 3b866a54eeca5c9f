//! Actors in the file: the objects under `nodes`.

use crate::model::{Actor, ActorId, ActorKind, Fields, HexColor, Point, is_picture_path};

use super::fidelity::Fidelity;
use super::reading::{Reading, short};
use super::record::{Entry, FileField};
use super::shape::Shape;
use crate::file::formats::json::{Member, Value};
use crate::file::formats::kind_words::actor_kind_of_word;

impl Entry for Actor {
    const NAME: &'static str = "an actor";
    const DOC: &'static str = "A state, group, organization or person.";
    const REQUIRED: &'static [&'static str] = &["id"];

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "id",
            Shape::Id,
            "The id that relations, members and claimants name.",
            |actor, value, reading| {
                let (id, fidelity) = reading.id(value);
                actor.id = id.as_deref().unwrap_or_default().into();
                fidelity
            },
            |actor, slot| slot.text(Some(actor.id.as_str())),
        ),
        FileField::<Self>::new(
            "name",
            Shape::Text,
            "The name shown; the id if it is left out.",
            |actor, value, reading| reading.name(value, &mut actor.name),
            |actor, slot| slot.text(actor.name.as_deref()),
        )
        .aliases(&["label"])
        .foreign(&["nodeName"]),
        FileField::<Self>::new(
            "kind",
            Shape::Words(&["state", "group", "organization", "person"]),
            "What kind of actor; a group if it is left out.",
            |actor, value, reading| {
                let words = &ActorKind::ALL;
                let as_str = ActorKind::as_str;
                let (kind, fidelity) =
                    reading.word(value, words, as_str, actor_kind_of_word, "unknown-kind");
                actor.kind = kind;
                fidelity
            },
            |actor, slot| slot.text(actor.kind.map(ActorKind::as_str)),
        ),
        FileField::<Self>::new(
            "aliases",
            Shape::Texts,
            "Other names of the actor.",
            |actor, value, reading| reading.texts(value, &mut actor.aliases),
            |actor, slot| slot.list(&actor.aliases, |alias, out| out.text(alias)),
        ),
        FileField::<Self>::new(
            "members",
            Shape::Texts,
            "Ids of the actors that belong to this one.",
            read_members,
            |actor, slot| slot.list(&actor.members, |member, out| out.text(member.as_str())),
        ),
        FileField::<Self>::new(
            "wikidata",
            Shape::Text,
            "The Wikidata item, `Q…`.",
            |actor, value, reading| reading.text_or_number(value, &mut actor.wikidata),
            |actor, slot| slot.text(actor.wikidata.as_deref()),
        ),
        FileField::<Self>::new(
            "note",
            Shape::Text,
            "A remark in the analyst's own words.",
            |actor, value, reading| reading.text(value, &mut actor.note),
            |actor, slot| slot.text(actor.note.as_deref()),
        ),
        FileField::<Self>::new(
            "color",
            Shape::Text,
            "The colour of its body, as `#1f77b4`; that of its kind if it is left out.",
            read_color,
            |actor, slot| slot.text(actor.color.map(|color| color.to_string()).as_deref()),
        ),
        FileField::<Self>::new(
            "picture",
            Shape::Text,
            "The picture on its body, such as a flag: `pictures/NAME.png`, `.jpg` or `.jpeg`, beside the file.",
            read_picture,
            |actor, slot| slot.text(actor.picture.as_deref()),
        ),
        FileField::<Self>::new(
            "x",
            Shape::Number,
            "The position in the picture, in scene units, to the right.",
            |actor, value, reading| reading.coordinate(value, &mut actor.position, |at| &mut at.x),
            |actor, slot| slot.number(finite_position(actor).map(|at| at.x)),
        ),
        FileField::<Self>::new(
            "y",
            Shape::Number,
            "The position in the picture, in scene units, down.",
            |actor, value, reading| reading.coordinate(value, &mut actor.position, |at| &mut at.y),
            |actor, slot| slot.number(finite_position(actor).map(|at| at.y)),
        ),
        FileField::<Self>::new(
            "pinned",
            Shape::Flag,
            "Whether the layout must not move the actor.",
            |actor, value, reading| {
                let mut pinned = None;
                let fidelity = reading.flag(value, &mut pinned);
                actor.pinned = pinned.unwrap_or_default();
                fidelity
            },
            |actor, slot| slot.flag(actor.pinned),
        ),
        FileField::<Self>::new(
            "placeholder",
            Shape::Flag,
            "True for an actor that is only named as the end of a relation; it is listed to keep its position.",
            |actor, value, reading| {
                let mut is_placeholder = None;
                let fidelity = reading.flag(value, &mut is_placeholder);
                actor.is_placeholder = is_placeholder.unwrap_or_default();
                fidelity
            },
            |actor, slot| slot.flag(actor.is_placeholder),
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

    fn finish(&mut self, members: &[Member<'_>], reading: &mut Reading) -> &'static [&'static str] {
        if self
            .name
            .as_deref()
            .is_some_and(|name| name.trim().is_empty())
        {
            let at = members.iter().find(|m| m.key == "name" || m.key == "label");
            let at = at.map_or(0, |member| member.value.at);
            let hint = Some("The id is shown in its place.".to_owned());
            reading
                .report
                .warning(at, "empty-name", "the name is empty", hint);
        }
        finish_position(self, members, reading)
    }
}

/// Sets the position if both coordinates are usable; otherwise both stay as they were written.
fn finish_position(
    actor: &mut Actor,
    members: &[Member<'_>],
    reading: &mut Reading,
) -> &'static [&'static str] {
    let Some(point) = actor.position else {
        return &[];
    };
    let coordinates = members.iter().filter(|m| m.key == "x" || m.key == "y");
    if finite_position(actor).is_some() {
        let is_exact =
            |text: &str, number| crate::file::formats::json_writer::number_text(number) == text;
        let mut texts = coordinates.map(|m| match &*m.key {
            "x" => is_exact(m.value.raw, point.x),
            _ => is_exact(m.value.raw, point.y),
        });
        return if texts.all(|exact| exact) {
            &[]
        } else {
            &["x", "y"]
        };
    }
    actor.position = None;
    let mut coordinates = coordinates.peekable();
    if let (Some(only), 1) = (
        coordinates.peek(),
        members
            .iter()
            .filter(|m| m.key == "x" || m.key == "y")
            .count(),
    ) {
        let missing = if only.key == "x" { "y" } else { "x" };
        let message = format!("the actor has `{}` and no `{missing}`", only.key);
        let hint = Some("The layout finds a new position.".to_owned());
        reading
            .report
            .warning(only.key_at, "half-a-place", message, hint);
    }
    &["x", "y"]
}

/// The position, if both coordinates are numbers.
fn finite_position(actor: &Actor) -> Option<Point> {
    actor
        .position
        .filter(|point| point.x.is_finite() && point.y.is_finite())
}

/// Reads a colour. Other programs use the word for other things too, and these are kept.
fn read_color(actor: &mut Actor, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if reading.is_foreign {
        actor.color = value.as_text().and_then(HexColor::of_style);
        return Fidelity::Partial;
    }
    let Some(text) = value.as_text() else {
        return reading.wrong_type(value, "a colour in quotes");
    };
    actor.color = HexColor::parse(text);
    match actor.color {
        Some(color) if color.to_string() == text => Fidelity::Whole,
        Some(_) => Fidelity::Partial,
        None => {
            let message = format!("`{}` is not a colour", short(text));
            let hint = "Write it as #1f77b4; the actor has the colour of its kind.".to_owned();
            reading
                .report
                .error(value.at, "bad-color", message, Some(hint));
            Fidelity::Partial
        }
    }
}

/// Reads the path of a picture. Other programs use the word for addresses, and these are kept.
fn read_picture(actor: &mut Actor, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if reading.is_foreign {
        let path = value.as_text().filter(|path| is_picture_path(path));
        actor.picture = path.map(str::to_owned);
        return Fidelity::Partial;
    }
    let Some(text) = value.as_text() else {
        return reading.wrong_type(value, "the path of a picture in quotes");
    };
    if is_picture_path(text) {
        return reading.text(value, &mut actor.picture);
    }
    let message = format!("`{}` is not the path of a picture", short(text));
    let hint = "Put a PNG or JPEG file into the folder `pictures` beside this file, and write \
                `pictures/NAME.png`; the actor is drawn without it.";
    let hint = Some(hint.to_owned());
    reading
        .report
        .warning(value.at, "bad-picture", message, hint);
    Fidelity::Partial
}

/// Reads the ids of members, to be looked up when all actors are known.
fn read_members(actor: &mut Actor, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    let Some(items) = value.as_array() else {
        return reading.wrong_type(value, "a list of ids");
    };
    let mut fidelity = Fidelity::Whole;
    for item in items {
        let (id, of_item) = reading.id(item);
        if of_item == Fidelity::Partial {
            fidelity = Fidelity::Partial;
        }
        if let Some(id) = id.as_deref().map(ActorId::from) {
            reading.members_named.push((item.at, id.clone()));
            actor.members.push(id);
        }
    }
    fidelity
}
