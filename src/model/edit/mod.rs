//! Changes of a document: each a list of records put and taken, under the name it has in "Undo …".
//!
//! Whoever makes an edit looks at the document once, so that the edit says everything it does; applying it needs no
//! knowledge of what it was for.

mod actors;
mod change;
mod claims;
mod place;
mod preview;
mod references;
mod relations;
mod removal_counts;

use std::sync::Arc;

use super::{Actor, ActorId, Document, Meta, Reference, ReferenceId, Relation, RelationId};

pub use claims::{NewClaim, Party};
pub use place::Placement;
pub use preview::Merger;
pub use removal_counts::RemovalCounts;

/// One change of a document; a drag is one edit, made at release.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    label: Arc<str>,
    changes: Vec<RecordChange>,
}

/// One record put or taken.
#[derive(Clone, Debug, PartialEq)]
enum RecordChange {
    Meta(Box<Meta>),
    Place(Placement),
    PutActor(Arc<Actor>),
    TakeActor(ActorId),
    PutRelation(Arc<Relation>),
    TakeRelation(RelationId),
    PutReference(Arc<Reference>),
    TakeReference(ReferenceId),
}

impl Edit {
    fn new(label: impl Into<Arc<str>>, changes: Vec<RecordChange>) -> Self {
        Self {
            label: label.into(),
            changes,
        }
    }

    /// Another title, description or date of the whole.
    pub fn put_meta(meta: Meta) -> Self {
        let label = "change of the title page";
        Self::new(label, vec![RecordChange::Meta(Box::new(meta))])
    }

    /// This edit and then another, under this one's name.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self
    }

    /// This edit under another name.
    #[must_use]
    pub fn called(mut self, label: impl Into<Arc<str>>) -> Self {
        self.label = label.into();
        self
    }

    /// What the edit is called in "Undo …": `move of Taliban`, `deletion of 3 actors`.
    pub fn label(&self) -> &Arc<str> {
        &self.label
    }

    /// The document after this edit, the same where it changes nothing.
    #[must_use]
    pub fn applied(&self, document: &Document) -> Document {
        self.apply(document).unwrap_or_else(|| document.clone())
    }

    /// The document after this edit, or nothing where the edit changes nothing. O(records put and taken).
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

impl RecordChange {
    /// Whether the document is another after this change.
    fn changes(&self, document: &Document) -> bool {
        match self {
            Self::Meta(meta) => document.meta != **meta,
            Self::Place(placement) => placement.moves(document),
            Self::PutActor(actor) => document.actors.get(&actor.id) != Some(actor),
            Self::TakeActor(id) => document.actors.contains(id),
            Self::PutRelation(relation) => document.relations.get(&relation.id) != Some(relation),
            Self::TakeRelation(id) => document.relations.contains(id),
            Self::PutReference(reference) => {
                document.references.get(&reference.id) != Some(reference)
            }
            Self::TakeReference(id) => document.references.contains(id),
        }
    }

    fn make(&self, document: &mut Document) {
        match self {
            Self::Meta(meta) => document.meta = Meta::clone(meta),
            Self::Place(placement) => placement.make(document),
            Self::PutActor(actor) => document.actors.put(Arc::clone(actor)),
            Self::TakeActor(id) => drop(document.actors.remove(id)),
            Self::PutRelation(relation) => document.relations.put(Arc::clone(relation)),
            Self::TakeRelation(id) => drop(document.relations.remove(id)),
            Self::PutReference(reference) => document.references.put(Arc::clone(reference)),
            Self::TakeReference(id) => drop(document.references.remove(id)),
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
