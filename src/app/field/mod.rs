//! The fields of a document, typed or chosen: each is one row of a table, which gives its name, its
//! value as text, and how it is set.
//!
//! A form shows [`Field::text`] and sends what was entered as a command; [`Field::edit`] makes the
//! edit of the document as it is then, or says why it cannot. Knows no window.

pub mod actor;
pub mod claim;
mod locators;
pub mod meta;
mod parse;
pub mod reference;
pub mod relation;
mod replace;
mod row;
mod several;
pub mod step;

use crate::model::{
    Actor, ActorId, Claim, ClaimId, Document, Edit, Meta, Reference, ReferenceId, Relation,
    RelationId, StepId, StoryStep,
};

pub use replace::{ReplaceRequest, Replacement};
pub use row::{FieldChoice, FieldRow, FieldValue, Input};
pub use several::set_several;

/// A field of a record, or the same field of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Of the network as a whole.
    Meta(&'static FieldRow<Meta>),
    /// Of actors.
    Actors(Vec<ActorId>, &'static FieldRow<Actor>),
    /// Of relations.
    Relations(Vec<RelationId>, &'static FieldRow<Relation>),
    /// Of a claim of a relation.
    Claim(RelationId, ClaimId, &'static FieldRow<Claim>),
    /// Of a reference.
    Reference(ReferenceId, &'static FieldRow<Reference>),
    /// Of a step of the story.
    Step(StepId, &'static FieldRow<StoryStep>),
}

/// Reads a part of the row of any record.
macro_rules! of_row {
    ($field:expr, $part:ident) => {
        match $field {
            Self::Meta(row) => row.$part,
            Self::Actors(_, row) => row.$part,
            Self::Relations(_, row) => row.$part,
            Self::Claim(_, _, row) => row.$part,
            Self::Reference(_, row) => row.$part,
            Self::Step(_, row) => row.$part,
        }
    };
}

impl Field {
    /// The name in labels of edits: `change of the date of …`.
    pub fn name(&self) -> &'static str {
        of_row!(self, name)
    }

    /// The label in a form.
    pub fn label(&self) -> &'static str {
        of_row!(self, label)
    }

    /// An example of what is entered, or a hint.
    pub fn hint(&self) -> &'static str {
        of_row!(self, hint)
    }

    /// How it is entered.
    pub fn input(&self) -> Input {
        of_row!(self, input)
    }

    /// What a text means if that is not obvious: a date in words.
    ///
    /// # Errors
    /// Says in words why the text is not valid here.
    pub fn meaning(&self, text: &str) -> Result<Option<String>, String> {
        let words = (of_row!(self, meaning))(text)?;
        Ok(words.filter(|words| words != text.trim()))
    }

    /// Whose field it is, in words: the actor's name, the relation's ends.
    pub fn owner(&self, document: &Document) -> String {
        match self {
            Self::Meta(_) => "the network".to_owned(),
            Self::Actors(ids, _) => match &ids[..] {
                [id] => document.actor_name(id).to_owned(),
                _ => format!("{} actors", ids.len()),
            },
            Self::Relations(ids, _) => match &ids[..] {
                [id] => relation_name(document, id),
                _ => format!("{} relations", ids.len()),
            },
            Self::Claim(id, _, _) => format!("a claim on {}", relation_name(document, id)),
            Self::Reference(id, _) => document
                .references
                .get(id)
                .map_or_else(|| id.to_string(), |reference| reference.title().to_owned()),
            Self::Step(id, _) => {
                let step = document.step(id);
                let heading = step.map(|(number, step)| step.heading(number + 1));
                format!("“{}”", heading.unwrap_or_else(|| id.to_string()))
            }
        }
    }

    /// The value as text, empty without a value or if several records differ; `None` if no record
    /// exists.
    pub fn text(&self, document: &Document) -> Option<String> {
        Some(self.values(document)?.unwrap_or_default())
    }

    /// The value that all records have, to be found among [`choices`](Self::choices); `None` if
    /// they differ.
    pub fn chosen(&self, document: &Document) -> Option<String> {
        self.values(document)?
    }

    /// What can be chosen; `None` if the field is entered in another way.
    pub fn choices(&self, document: &Document) -> Vec<FieldChoice> {
        fn of<T>(row: &FieldRow<T>, record: Option<&T>) -> Vec<FieldChoice> {
            record.map_or_else(Vec::new, |record| (row.choices)(record))
        }
        match self {
            Self::Meta(row) => of(row, Some(&document.meta)),
            Self::Actors(ids, row) => {
                let mut known = ids.iter().filter_map(|id| document.actors.get(id));
                of(row, known.next().map(AsRef::as_ref))
            }
            Self::Relations(ids, row) => {
                let mut known = ids.iter().filter_map(|id| document.relations.get(id));
                of(row, known.next().map(AsRef::as_ref))
            }
            Self::Claim(relation, claim, row) => of(row, claim_of(document, relation, *claim)),
            Self::Reference(id, row) => of(row, document.references.get(id).map(AsRef::as_ref)),
            Self::Step(id, row) => of(row, document.step(id).map(|(_, step)| step.as_ref())),
        }
    }

    /// The value, `Some(None)` if several records differ; `None` if no record exists.
    #[expect(clippy::option_option, reason = "no record, no common value, a value")]
    fn values(&self, document: &Document) -> Option<Option<String>> {
        match self {
            Self::Meta(row) => Some(Some((row.text)(&document.meta))),
            Self::Actors(ids, row) => {
                let known = ids.iter().filter_map(|id| document.actors.get(id));
                common(known.map(|actor| (row.text)(actor)))
            }
            Self::Relations(ids, row) => {
                let known = ids.iter().filter_map(|id| document.relations.get(id));
                common(known.map(|relation| (row.text)(relation)))
            }
            Self::Claim(relation, claim, row) => {
                let claim = claim_of(document, relation, *claim)?;
                Some(Some((row.text)(claim)))
            }
            Self::Reference(id, row) => Some(Some((row.text)(document.references.get(id)?))),
            Self::Step(id, row) => Some(Some((row.text)(document.step(id)?.1))),
        }
    }

    /// The edit that sets the field in this document.
    ///
    /// # Errors
    /// Says in words why the value is not valid here, or that the record no longer exists.
    pub fn edit(&self, document: &Document, value: &FieldValue) -> Result<Edit, String> {
        if self.input() == Input::Actor && !document.actors.contains(&value.as_str().into()) {
            return Err(format!("no actor has the id “{}”", value.as_str()));
        }
        let what = self.name();
        Ok(match self {
            Self::Meta(row) => {
                let mut after = document.meta.clone();
                (row.set)(&mut after, value)?;
                Edit::change_meta(document, what, |meta| *meta = after)
            }
            Self::Actors(ids, row) => {
                (row.set)(&mut Actor::new(""), value)?;
                // A value that a new actor takes is valid for every actor.
                let set = |actor: &mut Actor| (row.set)(actor, value).unwrap_or_default();
                Edit::change_actors(document, ids, what, set)
            }
            Self::Relations(ids, row) => {
                (row.set)(&mut Relation::new("", "", ""), value)?;
                // A value that a new relation takes is valid for every relation.
                let set = |relation: &mut Relation| (row.set)(relation, value).unwrap_or_default();
                Edit::change_relations(document, ids, what, set)
            }
            Self::Claim(relation, claim, row) => {
                let now = claim_of(document, relation, *claim);
                let mut after = now.ok_or("the claim is no longer there")?.clone();
                (row.set)(&mut after, value)?;
                Edit::change_claim(document, relation, *claim, what, |claim| *claim = after)
            }
            Self::Reference(id, row) => {
                let now = document.references.get(id);
                let now = now.ok_or("the source is no longer there")?;
                let mut after = Reference::clone(now);
                (row.set)(&mut after, value)?;
                let moved = locators::moved(document, now, &after);
                let edit =
                    Edit::change_reference(document, id, what, |reference| *reference = after);
                let label = edit.label().clone();
                edit.and(moved).with_label(label)
            }
            Self::Step(id, row) => {
                let now = document.step(id).ok_or("the step is no longer there")?.1;
                let mut after = StoryStep::clone(now);
                (row.set)(&mut after, value)?;
                Edit::change_step(document, id, what, |step| *step = after)
            }
        })
    }
}

/// The text that all have: `Some(None)` if they differ, `None` if there is no record.
#[expect(clippy::option_option, reason = "no record, no common value, a value")]
fn common(mut all: impl Iterator<Item = String>) -> Option<Option<String>> {
    let first = all.next()?;
    Some(all.all(|other| other == first).then_some(first))
}

fn claim_of<'a>(
    document: &'a Document,
    relation: &RelationId,
    claim: ClaimId,
) -> Option<&'a Claim> {
    document.relations.get(relation)?.claim(claim)
}

fn relation_name(document: &Document, id: &RelationId) -> String {
    let relation = document.relations.get(id);
    relation.map_or_else(
        || id.to_string(),
        |relation| document.relation_name(relation),
    )
}

#[cfg(test)]
mod tests;
