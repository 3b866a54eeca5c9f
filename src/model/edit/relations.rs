//! Edits of relations.

use std::sync::Arc;

use super::{Edit, RecordChange, one_or_many};
use crate::model::{Document, Relation, RelationId};

impl Edit {
    /// Replaces relations; those with a new id are added at the end.
    pub fn put_relations(document: &Document, relations: Vec<Relation>) -> Self {
        let is_new = |relation: &Relation| !document.relations.contains(&relation.id);
        let verb = if !relations.is_empty() && relations.iter().all(is_new) {
            "addition"
        } else {
            "change"
        };
        let label = format!("{verb} of {}", named(document, relations.iter()));
        let changes = relations.into_iter().map(put);
        Self::new(label, changes.collect())
    }

    /// Deletes relations and their claims.
    pub fn delete_relations(document: &Document, relations: &[RelationId]) -> Self {
        let known = relations.iter().filter_map(|id| document.relations.get(id));
        let label = format!("deletion of {}", named(document, known.map(Arc::as_ref)));
        let changes = relations.iter().cloned().map(RecordChange::RemoveRelation);
        Self::new(label, changes.collect())
    }

    /// Swaps source and target.
    pub fn reverse_relations(document: &Document, relations: &[RelationId]) -> Self {
        let known: Vec<_> = relations
            .iter()
            .filter_map(|id| document.relations.get(id))
            .collect();
        let names = named(document, known.iter().map(|relation| &***relation));
        let reversed = known.into_iter().map(|relation| {
            put(Relation {
                source: relation.target.clone(),
                target: relation.source.clone(),
                ..Relation::clone(relation)
            })
        });
        Self::new(format!("reversal of {names}"), reversed.collect())
    }
}

/// `Russia – Taliban`, or a number of relations.
pub(super) fn named<'a>(
    document: &Document,
    relations: impl IntoIterator<Item = &'a Relation>,
) -> String {
    let names: Vec<String> = relations
        .into_iter()
        .map(|relation| document.relation_name(relation))
        .collect();
    one_or_many(names.iter().map(String::as_str), "relation")
}

pub(super) fn put(relation: Relation) -> RecordChange {
    RecordChange::PutRelation(Arc::new(relation))
}
