//! Edits of relations.

use std::borrow::Borrow;
use std::sync::Arc;

use ahash::HashSet;

use super::annotations::retargeted;
use super::{Edit, RecordChange, one_or_many};
use crate::model::{AnnotationTarget, Document, Relation, RelationId};

impl Edit {
    /// Replaces relations; those with a new id are added at the end.
    pub fn put_relations(document: &Document, relations: Vec<Relation>) -> Self {
        let is_new = |relation: &Relation| !document.relations.contains(&relation.id);
        let verb = if !relations.is_empty() && relations.iter().all(is_new) {
            "addition"
        } else {
            "change"
        };
        let label = format!("{verb} of {}", named(document, &relations));
        let changes = relations.into_iter().map(put);
        Self::new(label, changes.collect())
    }

    /// Deletes relations and their claims.
    pub fn delete_relations(document: &Document, relations: &[RelationId]) -> Self {
        let known = known_relations(document, relations);
        let label = format!("deletion of {}", named(document, &known));
        let mut changes: Vec<_> = relations
            .iter()
            .cloned()
            .map(RecordChange::RemoveRelation)
            .collect();
        let gone: HashSet<&RelationId> = relations.iter().collect();
        changes.extend(retargeted(document, |about| match about {
            AnnotationTarget::Relation(id) if gone.contains(id) => None,
            about => Some(about.clone()),
        }));
        Self::new(label, changes)
    }

    /// Swaps source and target.
    pub fn reverse_relations(document: &Document, relations: &[RelationId]) -> Self {
        let known = known_relations(document, relations);
        let names = named(document, &known);
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

/// The relations with these ids; unknown ids are ignored.
pub(super) fn known_relations<'a>(
    document: &'a Document,
    relations: &[RelationId],
) -> Vec<&'a Relation> {
    let known = relations.iter().filter_map(|id| document.relations.get(id));
    known.map(Arc::as_ref).collect()
}

/// `Russia – Taliban`, or a number of relations.
pub(super) fn named(document: &Document, relations: &[impl Borrow<Relation>]) -> String {
    let name = |relation: &_| document.relation_name(Borrow::borrow(relation));
    one_or_many(relations, name, "relation")
}

pub(super) fn put(relation: Relation) -> RecordChange {
    RecordChange::PutRelation(Arc::new(relation))
}
