//! How much an edit deletes, to show before it is made.

use super::{Edit, RecordChange};
use crate::model::{Document, Relation};

/// How many records of each kind an edit deletes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RemovalCounts {
    /// Actors.
    pub actors: usize,
    /// Relations.
    pub relations: usize,
    /// Claims, including those of deleted relations.
    pub claims: usize,
    /// References.
    pub references: usize,
}

impl RemovalCounts {
    /// How many records in all.
    pub fn total(&self) -> usize {
        self.actors + self.relations + self.claims + self.references
    }

    /// `1 actor, 3 relations and 4 claims`; `None` if nothing is deleted.
    pub fn in_words(&self) -> Option<String> {
        let counts = [
            (self.actors, "actor"),
            (self.relations, "relation"),
            (self.claims, "claim"),
            (self.references, "source"),
        ];
        let counted = counts.into_iter().filter(|(count, _)| *count > 0);
        let mut words: Vec<String> = counted
            .map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let last = words.pop()?;
        Some(match &words[..] {
            [] => last,
            words => format!("{} and {last}", words.join(", ")),
        })
    }
}

impl Edit {
    /// How much this edit deletes from the document.
    pub fn removal_counts(&self, document: &Document) -> RemovalCounts {
        let mut removal_counts = RemovalCounts::default();
        let claims = |relation: Option<&std::sync::Arc<Relation>>| {
            relation.map_or(0, |relation| relation.claims.len())
        };
        for change in &self.changes {
            match change {
                RecordChange::RemoveActor(id) => {
                    removal_counts.actors += usize::from(document.actors.contains(id));
                }
                RecordChange::RemoveReference(id) => {
                    removal_counts.references += usize::from(document.references.contains(id));
                }
                RecordChange::RemoveRelation(id) => {
                    let relation = document.relations.get(id);
                    removal_counts.relations += usize::from(relation.is_some());
                    removal_counts.claims += claims(relation);
                }
                RecordChange::PutRelation(relation) => {
                    let before = claims(document.relations.get(&relation.id));
                    removal_counts.claims += before.saturating_sub(relation.claims.len());
                }
                RecordChange::Whole(whole) => {
                    let claims = document.claim_count().saturating_sub(whole.claim_count());
                    removal_counts.claims += claims;
                }
                RecordChange::Meta(_)
                | RecordChange::Position(_)
                | RecordChange::PutActor(_)
                | RecordChange::PutReference(_)
                | RecordChange::Story(_)
                | RecordChange::Annotations(_) => {}
            }
        }
        removal_counts
    }
}
