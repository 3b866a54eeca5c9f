//! The blocs of a step of the story in the file, in the shape of those in the view.

use crate::file::formats::json::{Kind, Value};
use crate::file::formats::json_writer::JsonWriter;
use crate::model::{Bloc, BlocTies, Blocs};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::MemberSlot;

/// The deepest bloc inside blocs that is read.
const MAX_DEPTH: usize = 64;

/// Reads blocs. Their text is kept, for fields that are not known here.
pub(super) fn read(blocs: &mut Blocs, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if !matches!(value.kind, Kind::Object(_)) {
        return reading.wrong_type(value, "an object");
    }
    let ties = value.get("ties").and_then(Value::as_text);
    let mut known = BlocTies::ALL.into_iter();
    *blocs = Blocs {
        rule: value.get("by").and_then(Value::as_text).map(str::to_owned),
        ties: known
            .find(|known| Some(known.id()) == ties)
            .unwrap_or_default(),
        blocs: read_all(value.get("blocs"), 0, reading),
    };
    Fidelity::Partial
}

fn read_all(value: Option<&Value<'_>>, depth: usize, reading: &mut Reading) -> Vec<Bloc> {
    let Some(value) = value.filter(|_| depth < MAX_DEPTH) else {
        return Vec::new();
    };
    let Some(items) = value.as_array() else {
        reading.wrong_type(value, "a list of blocs");
        return Vec::new();
    };
    let read = |item: &Value<'_>| {
        let mut name = None;
        if let Some(value) = item.get("name") {
            reading.name(value, &mut name);
        }
        let members = item.get("members").and_then(Value::as_array);
        let members = members.into_iter().flatten();
        let flag = item.get("expanded").map(|value| &value.kind);
        Bloc {
            name: name.unwrap_or_default(),
            members: members.filter_map(Value::as_text).map(Into::into).collect(),
            is_expanded: matches!(flag, Some(Kind::Flag(true))),
            blocs: read_all(item.get("blocs"), depth + 1, reading),
        }
    };
    items.iter().map(read).collect()
}

pub(super) fn write(blocs: &Blocs, slot: &mut MemberSlot<'_>) {
    if blocs.is_empty() && !slot.was_in_file() {
        return;
    }
    let out = slot.value();
    out.open('{');
    if let Some(rule) = &blocs.rule {
        out.key("by");
        out.text(rule);
    }
    if blocs.ties != BlocTies::default() {
        out.key("ties");
        out.text(blocs.ties.id());
    }
    write_all(&blocs.blocs, out);
    out.close('}');
}

fn write_all(blocs: &[Bloc], out: &mut JsonWriter) {
    out.key("blocs");
    out.open('[');
    for bloc in blocs {
        out.item();
        out.open('{');
        out.key("name");
        out.text(&bloc.name);
        out.key("members");
        out.open('[');
        for member in &bloc.members {
            out.item();
            out.text(member.as_str());
        }
        out.close(']');
        if !bloc.blocs.is_empty() {
            write_all(&bloc.blocs, out);
        }
        if bloc.is_expanded {
            out.key("expanded");
            out.flag(true);
        }
        out.close('}');
    }
    out.close(']');
}
