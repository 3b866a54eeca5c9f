//! Cells that are edited: the field of a cell, and what a typed text means in it.

use super::columns::{ColumnField, RowColumn};
use super::record::RecordRow;
use crate::app::field::{Field, FieldValue, Input};
use crate::graph::is_name;
use crate::model::{ActorId, Document};

/// The field of a cell; `None` if the cell cannot be edited.
pub fn cell_field(column: &RowColumn, row: &RecordRow) -> Option<Field> {
    match (column.field, row) {
        (ColumnField::Actor(field), RecordRow::Actor(actor)) => {
            Some(Field::Actors(vec![actor.id.clone()], field))
        }
        (ColumnField::Relation(field), RecordRow::Relation(relation)) => {
            Some(Field::Relations(vec![relation.id.clone()], field))
        }
        (ColumnField::Claim(field), RecordRow::Claim(relation, _)) => {
            Some(Field::Claim(relation.id.clone(), row.claim()?.id, field))
        }
        (ColumnField::Source(field), RecordRow::Source(reference)) => {
            Some(Field::Reference(reference.id.clone(), field))
        }
        _ => None,
    }
}

/// What a text means in a field: actors and sources by their names, choices in any case.
///
/// # Errors
/// Says in words why the text is not valid here.
pub fn cell_value(document: &Document, field: &Field, text: &str) -> Result<FieldValue, String> {
    let text = text.trim();
    match field.input() {
        Input::Actor => actor_called(document, text)
            .map(FieldValue::Actor)
            .ok_or_else(|| format!("no actor is called “{text}”")),
        Input::Claimant => Ok(match actor_called(document, text) {
            Some(id) => FieldValue::Actor(id),
            None => text.into(),
        }),
        Input::Source if text.is_empty() => Ok("".into()),
        Input::Source => {
            let mut references = document.references.iter();
            let found = references.find(|reference| {
                is_name(reference.title(), text) || reference.id.as_str() == text
            });
            let found = found.map(|reference| reference.id.as_str().into());
            found.ok_or_else(|| format!("no source has the title “{text}”"))
        }
        Input::Choice => {
            let choices = field.choices(document);
            let is_same = |known: &str| known.to_lowercase() == text.to_lowercase();
            let found = choices
                .iter()
                .find(|choice| is_same(&choice.value) || is_same(&choice.words));
            let all = || {
                let all: Vec<_> = choices.iter().map(|choice| choice.words.as_str()).collect();
                format!("expected one of {}; found “{text}”", all.join(", "))
            };
            found
                .map(|choice| choice.value.as_str().into())
                .ok_or_else(all)
        }
        Input::Line | Input::Paragraph => {
            field.meaning(text)?;
            Ok(text.into())
        }
    }
}

/// The actor with this name, other name or id.
pub(super) fn actor_called(document: &Document, name: &str) -> Option<ActorId> {
    if name.is_empty() {
        return None;
    }
    let by_id = document.actors.get(&name.into());
    let by_name = || {
        document
            .actors
            .iter()
            .find(|actor| is_name(actor.name(), name))
    };
    let by_alias = || {
        let mut actors = document.actors.iter();
        actors.find(|actor| actor.aliases.iter().any(|alias| is_name(alias, name)))
    };
    let found = by_id.or_else(by_name).or_else(by_alias);
    found.map(|actor| actor.id.clone())
}
