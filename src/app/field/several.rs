//! Several fields set at once, as one edit. Each record is copied once, however many of its fields
//! change.

use std::collections::BTreeMap;

use super::{Field, FieldRow, FieldValue, Input};
use crate::model::{
    Actor, ActorId, Document, Edit, Meta, Reference, ReferenceId, Relation, RelationId, StepId,
    StoryStep,
};
use crate::words::counted;

/// The records that change.
#[derive(Default)]
struct ChangedRecords {
    meta: Option<Meta>,
    actors: BTreeMap<ActorId, Actor>,
    relations: BTreeMap<RelationId, Relation>,
    references: BTreeMap<ReferenceId, Reference>,
    steps: BTreeMap<StepId, StoryStep>,
}

/// The edit that sets these fields in the document. Records that no longer exist are left out.
///
/// # Errors
/// Says in words which value is not valid, and why.
pub fn set_several(document: &Document, values: &[(Field, FieldValue)]) -> Result<Edit, String> {
    let mut changed = ChangedRecords::default();
    for (field, value) in values {
        if field.input() == Input::Actor && !document.actors.contains(&value.as_str().into()) {
            return Err(format!("no actor has the id “{}”", value.as_str()));
        }
        let in_words = |error: String| format!("{}: {error}", field.owner(document));
        changed.set(document, field, value).map_err(in_words)?;
    }
    let fields = counted(values.len(), "field", "fields");
    Ok(changed
        .edit(document)
        .with_label(format!("change of {fields}")))
}

impl ChangedRecords {
    fn set(
        &mut self,
        document: &Document,
        field: &Field,
        value: &FieldValue,
    ) -> Result<(), String> {
        match field {
            Field::Meta(row) => {
                let meta = self.meta.get_or_insert_with(|| document.meta.clone());
                (row.set)(meta, value)
            }
            Field::Actors(ids, row) => ids.iter().try_for_each(|id| {
                let known = document.actors.get(id).map(|actor| Actor::clone(actor));
                set_in(&mut self.actors, id, known, row, value, |actor| {
                    actor.is_placeholder = false;
                })
            }),
            Field::Relations(ids, row) => ids.iter().try_for_each(|id| {
                let known = document.relations.get(id);
                let known = known.map(|relation| Relation::clone(relation));
                set_in(&mut self.relations, id, known, row, value, |_| ())
            }),
            Field::Claim(id, claim, row) => {
                let known = document.relations.get(id);
                let Some(known) = known.map(|relation| Relation::clone(relation)) else {
                    return Ok(());
                };
                let relation = self.relations.entry(id.clone()).or_insert(known);
                let mut claims = relation.claims.iter_mut();
                match claims.find(|other| other.id == *claim) {
                    Some(claim) => (row.set)(claim, value),
                    None => Ok(()),
                }
            }
            Field::Reference(id, row) => {
                let known = document.references.get(id);
                let known = known.map(|reference| Reference::clone(reference));
                set_in(&mut self.references, id, known, row, value, |_| ())
            }
            Field::Step(id, row) => {
                let known = document.step(id).map(|(_, step)| StoryStep::clone(step));
                set_in(&mut self.steps, id, known, row, value, |_| ())
            }
        }
    }

    fn edit(self, document: &Document) -> Edit {
        let actors = self.actors.into_values().collect();
        let relations = self.relations.into_values().collect();
        let references = self.references.into_values().collect();
        let records = Edit::put_actors(document, actors)
            .and(Edit::put_relations(document, relations))
            .and(Edit::put_references(document, references))
            .and(Edit::put_steps(document, self.steps.into_values()));
        match self.meta {
            Some(meta) => records.and(Edit::put_meta(meta)),
            None => records,
        }
    }
}

/// Sets a field of a record, which is copied first where it was not yet.
fn set_in<I: Clone + Ord, T>(
    changed: &mut BTreeMap<I, T>,
    id: &I,
    known: Option<T>,
    row: &FieldRow<T>,
    value: &FieldValue,
    finish: impl FnOnce(&mut T),
) -> Result<(), String> {
    let Some(known) = known else { return Ok(()) };
    let record = changed.entry(id.clone()).or_insert(known);
    (row.set)(record, value)?;
    finish(record);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::field::{actor, relation};

    fn document() -> Document {
        Document {
            actors: [Actor::new("a"), Actor::new("b")].into_iter().collect(),
            relations: [Relation::new("r", "a", "b")].into_iter().collect(),
            ..Document::default()
        }
    }

    #[test]
    fn two_fields_of_one_record_both_count() {
        let document = document();
        let id = || vec![ActorId::from("a")];
        let values = [
            (Field::Actors(id(), &actor::NAME), "Alba".into()),
            (Field::Actors(id(), &actor::NOTE), "an island".into()),
            (
                Field::Relations(vec!["r".into()], &relation::TYPE),
                "war".into(),
            ),
            (Field::Actors(vec!["gone".into()], &actor::NAME), "x".into()),
        ];
        let edit = set_several(&document, &values).unwrap();
        let after = edit.applied(&document);
        let actor = after.actors.get(&"a".into()).unwrap();
        assert_eq!(
            (actor.name(), actor.note.as_deref()),
            ("Alba", Some("an island"))
        );
        let relation = after.relations.get(&"r".into()).unwrap();
        assert_eq!(relation.subtype.as_deref(), Some("war"));
        assert_eq!(&**edit.label(), "change of 4 fields");
    }

    #[test]
    fn a_value_that_is_not_valid_changes_nothing_and_names_its_record() {
        let values = [(
            Field::Relations(vec!["r".into()], &relation::WHEN),
            "last May".into(),
        )];
        let error = set_several(&document(), &values).unwrap_err();
        assert!(error.starts_with("a – b: "), "{error}");
    }
}
