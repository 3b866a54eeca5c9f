//! Values of actors that our writers give to other programs, taken back: other names, members, the
//! Wikidata item, the colour, the picture, the note and the pin. Knows no format.

use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json;
use crate::limits::TEXT_BYTES;
use crate::model::{Actor, ActorId, HexColor, is_picture_path};

/// Moves values from the attributes of an actor into its fields; what does not fit stays.
pub(super) fn take(
    actor: &mut Actor,
    values: &mut Attributes,
    names: &[Arc<str>],
    id_of: impl Fn(&str) -> Option<ActorId>,
) {
    values.retain(|(number, value)| {
        let is_taken = match &*names[*number as usize] {
            "aliases" if actor.aliases.is_empty() => {
                texts(value).map(|texts| actor.aliases = texts).is_some()
            }
            "members" if actor.members.is_empty() => {
                let texts = texts(value).unwrap_or_default();
                let ids: Option<Vec<ActorId>> = texts.iter().map(|id| id_of(id)).collect();
                let ids = ids.filter(|ids| !ids.is_empty());
                ids.map(|ids| actor.members = ids).is_some()
            }
            "wikidata" if is_wikidata(value.words()) => {
                actor.wikidata = Some(value.words().to_owned());
                true
            }
            "color" | "Color" | "colour" | "Colour" if actor.color.is_none() => {
                actor.color = color(value.words());
                actor.color.is_some()
            }
            "picture" if is_picture_path(value.words()) => {
                actor.picture = Some(value.words().to_owned());
                true
            }
            "note" => match value {
                AttributeValue::Text(text) if text.len() <= TEXT_BYTES.count() => {
                    actor.note = Some(text.to_string());
                    true
                }
                _ => false,
            },
            "pinned" if value.words() == "true" => {
                actor.pinned = true;
                true
            }
            _ => false,
        };
        !is_taken
    });
    take_channels(actor, values, names);
}

/// A colour as styles have it, or as red, green and blue with commas between them.
fn color(words: &str) -> Option<HexColor> {
    if let Some(color) = HexColor::of_style(words) {
        return Some(color);
    }
    let parts: Vec<u8> = words
        .split(',')
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else {
        return None;
    };
    Some(HexColor { red, green, blue })
}

/// The colour of an actor without another one in `r`, `g` and `b`, as Gephi writes it in GraphML.
fn take_channels(actor: &mut Actor, values: &mut Attributes, names: &[Arc<str>]) {
    if actor.color.is_some() || values.iter().len() < 3 {
        return;
    }
    let channel = |wanted: &str| {
        let mut found = values
            .iter()
            .filter(|(at, _)| &*names[*at as usize] == wanted);
        let (at, value) = found.next()?;
        Some((*at, value.words().parse::<u8>().ok()?))
    };
    let channels = (channel("r"), channel("g"), channel("b"));
    if let (Some((r_at, r)), Some((g_at, g)), Some((b_at, b))) = channels {
        actor.color = HexColor::parse(&format!("#{r:02x}{g:02x}{b:02x}"));
        values.retain(|(at, _)| ![r_at, g_at, b_at].contains(at));
    }
}

/// A list of texts in JSON, also where the format holds it as text.
fn texts(value: &AttributeValue) -> Option<Vec<String>> {
    let parsed = json::parse(value.words()).ok()?;
    let items = parsed.root.as_array()?.iter();
    items
        .map(|item| item.as_text().map(str::to_owned))
        .collect()
}

fn is_wikidata(words: &str) -> bool {
    let digits = words.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
