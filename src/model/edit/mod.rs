//! Edits of a document: each is a list of records to put or to remove, with a label for "Undo …".
//!
//! An edit is made from the document that it changes, and contains everything that it does:
//! applying it needs no knowledge of its purpose.

mod actors;
mod change;
mod claims;
mod place;
mod preview;
mod references;
mod relations;
mod removal_counts;

use std::sync::Arc;

use super::size::ApproximateSize;
use super::{
    Actor, ActorId, Document, Meta, Record, Reference, ReferenceId, Relation, RelationId, Table,
};

pub use claims::{NewClaim, Party};
pub use place::Placement;
pub use preview::Merger;
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
    Meta(Box<Meta>),
    Place(Placement),
    PutActor(Arc<Actor>),
    RemoveActor(ActorId),
    PutRelation(Arc<Relation>),
    RemoveRelation(RelationId),
    PutReference(Arc<Reference>),
    RemoveReference(ReferenceId),
}

impl Edit {
    fn new(label: impl Into<Arc<str>>, changes: Vec<RecordChange>) -> Self {
        Self {
            label: label.into(),
            changes,
        }
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

    /// The document after this edit; the same document where the edit changes nothing.
    #[must_use]
    pub fn applied(&self, document: &Document) -> Document {
        self.apply(document).unwrap_or_else(|| document.clone())
    }

    /// About how many bytes the document before this edit holds that the one after it does not
    /// share: the replaced and removed records, and the parts of the tables that lead to them.
    pub(in crate::model) fn replaced_bytes(&self, document: &Document) -> usize {
        let records = self.changes.iter().map(|change| match change {
            RecordChange::Meta(_) => document.meta.approximate_bytes(),
            RecordChange::Place(Placement { actor, .. }) | RecordChange::RemoveActor(actor) => {
                bytes_of(&document.actors, actor)
            }
            RecordChange::PutActor(actor) => bytes_of(&document.actors, &actor.id),
            RecordChange::PutRelation(relation) => bytes_of(&document.relations, &relation.id),
            RecordChange::RemoveRelation(id) => bytes_of(&document.relations, id),
            RecordChange::PutReference(reference) => bytes_of(&document.references, &reference.id),
            RecordChange::RemoveReference(id) => bytes_of(&document.references, id),
        });
        let rows = document.actors.len() + document.relations.len() + document.references.len();
        let leaves = self.changes.len().min(rows / LEAF_ROWS + 1);
        records.sum::<usize>() + leaves * LEAF_BYTES + PATH_BYTES
    }

    /// The document after this edit; nothing where the edit changes nothing. O(records put and
    /// removed).
    pub fn apply(&self, document: &Document) -> Option<Document> {
        let mut after = None;
        for change in &self.changes {
            let now = after.as_ref().unwrap_or(document);
            if change.changes(now) {
                change.make(after.get_or_insert_with(|| document.clone()));
            }
        }
        after
    }
}

/// About how many rows of a table share a leaf, and how many bytes a leaf and the path to it take.
const LEAF_ROWS: usize = 32;
const LEAF_BYTES: usize = 1024;
const PATH_BYTES: usize = 2048;

/// The size of a record; nothing where there is none.
fn bytes_of<T: Record + ApproximateSize>(table: &Table<T>, id: &T::Id) -> usize {
    table.get(id).map_or(0, |record| record.approximate_bytes())
}

impl RecordChange {
    /// Whether this changes the document.
    fn changes(&self, document: &Document) -> bool {
        match self {
            Self::Meta(meta) => document.meta != **meta,
            Self::Place(placement) => placement.moves(document),
            Self::PutActor(actor) => document.actors.get(&actor.id) != Some(actor),
            Self::RemoveActor(id) => document.actors.contains(id),
            Self::PutRelation(relation) => document.relations.get(&relation.id) != Some(relation),
            Self::RemoveRelation(id) => document.relations.contains(id),
            Self::PutReference(reference) => {
                document.references.get(&reference.id) != Some(reference)
            }
            Self::RemoveReference(id) => document.references.contains(id),
        }
    }

    fn make(&self, document: &mut Document) {
        match self {
            Self::Meta(meta) => document.meta = Meta::clone(meta),
            Self::Place(placement) => placement.make(document),
            Self::PutActor(actor) => document.actors.put(Arc::clone(actor)),
            Self::RemoveActor(id) => drop(document.actors.remove(id)),
            Self::PutRelation(relation) => document.relations.put(Arc::clone(relation)),
            Self::RemoveRelation(id) => drop(document.relations.remove(id)),
            Self::PutReference(reference) => document.references.put(Arc::clone(reference)),
            Self::RemoveReference(id) => drop(document.references.remove(id)),
        }
    }
}

/// `Taliban`, or `3 actors` where there are several.
fn one_or_many<'a>(names: impl IntoIterator<Item = &'a str>, noun: &str) -> String {
    let names: Vec<_> = names.into_iter().collect();
    match names[..] {
        [one] => one.to_owned(),
        _ => format!("{} {noun}s", names.len()),
    }
}

#[cfg(test)]
mod tests;
