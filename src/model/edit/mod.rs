//! Edits of a document: each is a list of records to put or to remove, with a label for "Undo …".
//!
//! An edit is made from the document that it changes, and contains everything that it does:
//! applying it needs no knowledge of its purpose.

mod actors;
mod annotations;
mod change;
mod claims;
mod position;
mod preview;
mod references;
mod relations;
mod removal_counts;
mod story;

use std::borrow::Borrow;
use std::sync::Arc;

use super::size::ApproximateSize;
use super::{
    Actor, ActorId, Annotations, Document, Meta, Record, Reference, ReferenceId, Relation,
    RelationId, Story, Table,
};

pub use claims::{ClaimEnd, NewClaim};
pub use position::ActorPosition;
pub use preview::MergePreview;
pub use removal_counts::RemovalCounts;

/// One change of a document. A drag is one edit, made at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    label: Arc<str>,
    changes: Vec<RecordChange>,
}

/// One record to put or to remove.
#[derive(Clone, Debug, PartialEq)]
enum RecordChange {
    Whole(Box<Document>),
    Meta(Box<Meta>),
    Position(ActorPosition),
    PutActor(Arc<Actor>),
    RemoveActor(ActorId),
    PutRelation(Arc<Relation>),
    RemoveRelation(RelationId),
    PutReference(Arc<Reference>),
    RemoveReference(ReferenceId),
    Story(Story),
    Annotations(Annotations),
}

impl Edit {
    fn new(label: impl Into<Arc<str>>, changes: Vec<RecordChange>) -> Self {
        Self {
            label: label.into(),
            changes,
        }
    }

    /// Replaces the whole document: by one that was merged, for example.
    pub fn replace(document: Document, label: impl Into<Arc<str>>) -> Self {
        Self::new(label, vec![RecordChange::Whole(Box::new(document))])
    }

    /// Replaces the title, description and date of the network.
    pub fn put_meta(meta: Meta) -> Self {
        let label = "change of the title page";
        Self::new(label, vec![RecordChange::Meta(Box::new(meta))])
    }

    /// This edit followed by another, with this one's label.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self
    }

    /// This edit with another label.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<Arc<str>>) -> Self {
        self.label = label.into();
        self
    }

    /// The label in "Undo …": `move of Taliban`, `deletion of 3 actors`.
    pub fn label(&self) -> &Arc<str> {
        &self.label
    }

    /// The document after this edit; the same document if the edit changes nothing.
    #[must_use]
    pub fn applied(&self, document: &Document) -> Document {
        self.apply(document).unwrap_or_else(|| document.clone())
    }

    /// About how many bytes the document before this edit holds that the one after it does not
    /// share: the replaced and removed records, and the parts of the tables that lead to them. Of
    /// many records, only some are measured.
    pub(in crate::model) fn replaced_bytes(&self, document: &Document) -> usize {
        let step = self.changes.len().div_ceil(MAX_MEASURED_RECORDS).max(1);
        let measured = self.changes.iter().step_by(step);
        let records = measured.map(|change| step * change.replaced_bytes(document));
        let rows = document.actors.len() + document.relations.len() + document.references.len();
        let leaves = self.changes.len().min(rows / LEAF_ROWS + 1);
        records.sum::<usize>() + leaves * LEAF_BYTES + PATH_BYTES
    }

    /// The document after this edit; `None` if the edit changes nothing. O(records put and
    /// removed).
    pub fn apply(&self, document: &Document) -> Option<Document> {
        let mut after = document.clone();
        let mut is_changed = false;
        for run in self.changes.chunk_by(RecordChange::removes_like) {
            is_changed |= match run {
                [RecordChange::RemoveActor(_), ..] => after.actors.remove_all(&removed(run)),
                [RecordChange::RemoveRelation(_), ..] => after.relations.remove_all(&removed(run)),
                _ => {
                    let mut is_run_changed = false;
                    for change in run {
                        is_run_changed |= change.make(&mut after);
                    }
                    is_run_changed
                }
            };
        }
        is_changed.then_some(after)
    }
}

/// About how many bytes of a document another one does not share.
fn unshared_bytes(document: &Document, other: &Document) -> usize {
    fn of<T: Record + ApproximateSize>(table: &Table<T>, other: &Table<T>) -> usize {
        let is_shared = |record: &&Arc<T>| {
            let there = other.get(record.id());
            there.is_some_and(|there| Arc::ptr_eq(there, record))
        };
        let records = table.iter().filter(|record| !is_shared(record));
        records.map(|record| record.approximate_bytes()).sum()
    }
    of(&document.references, &other.references)
        + of(&document.actors, &other.actors)
        + of(&document.relations, &other.relations)
        + document.meta.approximate_bytes()
}

/// The ids of the records that are removed.
fn removed<I>(run: &[RecordChange]) -> Vec<&I>
where
    RecordChange: Removes<I>,
{
    run.iter().filter_map(Removes::removed).collect()
}

/// The id of a record that a change removes, if it removes one of this kind.
trait Removes<I> {
    fn removed(&self) -> Option<&I>;
}

impl Removes<ActorId> for RecordChange {
    fn removed(&self) -> Option<&ActorId> {
        match self {
            Self::RemoveActor(id) => Some(id),
            _ => None,
        }
    }
}

impl Removes<RelationId> for RecordChange {
    fn removed(&self) -> Option<&RelationId> {
        match self {
            Self::RemoveRelation(id) => Some(id),
            _ => None,
        }
    }
}

/// About how many rows of a table share a leaf, and how many bytes a leaf and the path to it take.
const LEAF_ROWS: usize = 32;
const LEAF_BYTES: usize = 1024;
const PATH_BYTES: usize = 2048;

/// How many records of an edit are measured at most to estimate its size.
const MAX_MEASURED_RECORDS: usize = 1000;

/// The size of a record; zero without one.
fn bytes_of<T: Record + ApproximateSize>(table: &Table<T>, id: &T::Id) -> usize {
    table.get(id).map_or(0, |record| record.approximate_bytes())
}

impl RecordChange {
    /// About how many bytes the record takes that this replaces or removes.
    fn replaced_bytes(&self, document: &Document) -> usize {
        match self {
            Self::Whole(whole) => unshared_bytes(document, whole),
            Self::Meta(_) => document.meta.approximate_bytes(),
            Self::Position(position) => bytes_of(&document.actors, &position.actor),
            Self::RemoveActor(actor) => bytes_of(&document.actors, actor),
            Self::PutActor(actor) => bytes_of(&document.actors, &actor.id),
            Self::PutRelation(relation) => bytes_of(&document.relations, &relation.id),
            Self::RemoveRelation(id) => bytes_of(&document.relations, id),
            Self::PutReference(reference) => bytes_of(&document.references, &reference.id),
            Self::RemoveReference(id) => bytes_of(&document.references, id),
            Self::Story(_) => document
                .story
                .iter()
                .map(|step| step.approximate_bytes())
                .sum(),
            Self::Annotations(_) => {
                let notes = document.annotations.iter();
                notes.map(|note| note.approximate_bytes()).sum()
            }
        }
    }

    /// Whether both remove actors, or both remove relations.
    fn removes_like(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::RemoveActor(_), Self::RemoveActor(_))
                | (Self::RemoveRelation(_), Self::RemoveRelation(_))
        )
    }

    /// Makes the change, and says whether the document is another after it.
    fn make(&self, document: &mut Document) -> bool {
        match self {
            Self::Whole(whole) => {
                document.clone_from(whole);
                true
            }
            Self::Meta(meta) => {
                let is_new = document.meta != **meta;
                document.meta = Meta::clone(meta);
                is_new
            }
            Self::Position(position) => position.make(document),
            Self::PutActor(actor) => put(&mut document.actors, actor),
            Self::RemoveActor(id) => document.actors.remove(id).is_some(),
            Self::PutRelation(relation) => put(&mut document.relations, relation),
            Self::RemoveRelation(id) => document.relations.remove(id).is_some(),
            Self::PutReference(reference) => put(&mut document.references, reference),
            Self::RemoveReference(id) => document.references.remove(id).is_some(),
            Self::Story(story) => {
                let is_new = document.story != *story;
                document.story = Story::clone(story);
                is_new
            }
            Self::Annotations(notes) => {
                let is_new = document.annotations != *notes;
                document.annotations = Annotations::clone(notes);
                is_new
            }
        }
    }
}

/// Puts a record into its table, unless the same one is there.
fn put<T: Record + PartialEq>(table: &mut Table<T>, record: &Arc<T>) -> bool {
    let is_new = table.get(record.id()) != Some(record);
    if is_new {
        table.put(Arc::clone(record));
    }
    is_new
}

/// `Taliban`, or `3 actors` if there are several. `name` is asked only about a single record.
fn one_or_many<T>(records: &[T], name: impl FnOnce(&T) -> String, noun: &str) -> String {
    match records {
        [one] => name(one),
        _ => format!("{} {noun}s", records.len()),
    }
}

/// `Taliban`, or `3 actors` if there are several.
fn actors_in_words(document: &Document, actors: &[impl Borrow<ActorId>]) -> String {
    let name = |id: &_| document.actor_name(Borrow::borrow(id)).to_owned();
    one_or_many(actors, name, "actor")
}

#[cfg(test)]
mod tests;
