//! Relations whose edges say how they are drawn: arrows are directions, and the type of a line is
//! no type of relation. Reads no file.

use std::sync::Arc;

use super::arrows::Arrows;
use super::attribute_value::AttributeValue;
use super::json;
use super::tie_meaning::TieReader;
use crate::model::{Fields, Relation};

/// The keys of arrows in node-link JSON.
const ARROWS: [&str; 2] = ["arrows", "arrow"];

/// How the edges of relations are drawn.
pub(super) struct DrawnRelations {
    /// The arrows of each relation, where some say where theirs are: the others have none.
    arrows: Vec<Arrows>,
    /// Whether types are those of lines.
    has_types_of_lines: bool,
}

impl DrawnRelations {
    pub(super) fn of(relations: &[Arc<Relation>], reader: &TieReader) -> Self {
        let mut attributes = reader.names.iter().zip(&reader.uses);
        Self {
            arrows: drawn_arrows(relations, &reader.names),
            has_types_of_lines: attributes
                .any(|(name, seen)| &**name == "type" && seen.is_drawing()),
        }
    }

    /// Gives a relation the direction of its arrows, and removes a type that only says how its line
    /// is drawn.
    pub(super) fn settle(&self, index: usize, relation: &mut Relation) {
        let is_undecided = relation.directed.is_none();
        if let Some(arrows) = self.arrows.get(index).filter(|_| is_undecided) {
            direct(relation, *arrows);
        }
        if self.has_types_of_lines {
            keep_drawing(relation);
        }
    }
}

fn drawn_arrows(relations: &[Arc<Relation>], names: &[Arc<str>]) -> Vec<Arrows> {
    if !names.iter().any(|name| ARROWS.contains(&&**name)) {
        return Vec::new();
    }
    let of = |relation: &Arc<Relation>| {
        ARROWS.iter().find_map(|key| {
            let parsed = json::parse(relation.fields.unknown(key)?).ok()?;
            Arrows::of_member(key, &parsed.root)
        })
    };
    let found: Vec<Option<Arrows>> = relations.iter().map(of).collect();
    if found.iter().all(Option::is_none) {
        return Vec::new();
    }
    let all = found.into_iter().map(Option::unwrap_or_default);
    all.collect()
}

/// Gives a relation the direction of its arrows. What would turn it again is not kept.
fn direct(relation: &mut Relation, arrows: Arrows) {
    relation.directed = Some(arrows.is_directed());
    if arrows.is_turned() {
        std::mem::swap(&mut relation.source, &mut relation.target);
        relation.fields = fields_without(&relation.fields, &|key| ARROWS.contains(&key));
    }
}

/// Keeps the type of a relation as another field.
fn keep_drawing(relation: &mut Relation) {
    let Some(drawing) = relation.subtype.take() else {
        return;
    };
    let json = AttributeValue::text(drawing).json().into_owned();
    let own = ("type (attribute)".into(), json.into_boxed_str());
    let others = fields_without(&relation.fields, &|key| key == "type");
    let all = others.all_unknown();
    let all = all
        .map(|(key, json)| (key.into(), json.into()))
        .chain([own]);
    relation.fields = Fields::new(others.order().into(), all.collect());
}

/// The fields of a relation without some.
pub(super) fn fields_without(fields: &Fields, is_dropped: &dyn Fn(&str) -> bool) -> Fields {
    let kept = fields.all_unknown().filter(|(key, _)| !is_dropped(key));
    let kept = kept.map(|(key, json)| (key.into(), json.into())).collect();
    Fields::new(fields.order().into(), kept)
}
