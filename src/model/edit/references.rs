//! Edits of references.

use std::sync::Arc;

use super::relations::put;
use super::{Edit, RecordChange, one_or_many};
use crate::model::{Claim, Document, Reference, ReferenceId, Relation};

impl Edit {
    /// Replaces references; those with a new id are added at the end.
    pub fn put_references(document: &Document, references: Vec<Reference>) -> Self {
        let is_new = |reference: &Reference| !document.references.contains(&reference.id);
        let verb = if !references.is_empty() && references.iter().all(is_new) {
            "addition"
        } else {
            "change"
        };
        let titles = one_or_many(
            &references,
            |reference| reference.title().to_owned(),
            "source",
        );
        let changes = references
            .into_iter()
            .map(|reference| RecordChange::PutReference(Arc::new(reference)));
        Self::new(format!("{verb} of {titles}"), changes.collect())
    }

    /// Deletes references and the claims that cite them; the relations stay. O(claims).
    pub fn delete_references(document: &Document, references: &[ReferenceId]) -> Self {
        let title = |id: &ReferenceId| {
            let reference = document.references.get(id);
            reference.map_or_else(|| id.to_string(), |reference| reference.title().to_owned())
        };
        let titles = one_or_many(references, title, "source");
        let label = format!("deletion of {titles}");
        let rests = |claim: &Claim| {
            let reference = claim.reference.as_ref();
            reference.is_some_and(|id| references.contains(id))
        };
        let mut changes: Vec<_> = references
            .iter()
            .cloned()
            .map(RecordChange::RemoveReference)
            .collect();
        for relation in document.relations.iter() {
            if relation.claims.iter().any(rests) {
                let mut relation = Relation::clone(relation);
                relation.claims.retain(|claim| !rests(claim));
                changes.push(put(relation));
            }
        }
        Self::new(label, changes)
    }
}
