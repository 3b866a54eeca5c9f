//! A preview of a merge.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ActorId, Document, RelationId};

/// What merging actors would do to aliases and relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// Names that the remaining actor gets as aliases.
    pub aliases: Vec<String>,
    /// Relations that get another end.
    pub moved: Vec<RelationId>,
    /// Those of them that then connect the actor with itself.
    pub loops: Vec<RelationId>,
    /// Relations that are then duplicates of an earlier one: the same ends, kind and date.
    pub doubles: Vec<RelationId>,
}

impl MergePreview {
    /// The preview of merging `others` into `into`. O(relations).
    pub fn of(document: &Document, into: &ActorId, others: &[ActorId]) -> Self {
        let gone: BTreeSet<&ActorId> = others.iter().filter(|id| *id != into).collect();
        let end = |id: &ActorId| {
            if gone.contains(id) {
                into.clone()
            } else {
                id.clone()
            }
        };
        let mut merger = Self {
            aliases: aliases(document, into, &gone),
            ..Self::default()
        };
        let mut seen = BTreeMap::new();
        for relation in document.relations.iter() {
            let (source, target) = (end(&relation.source), end(&relation.target));
            if source != *into && target != *into {
                continue;
            }
            let moves = source != relation.source || target != relation.target;
            let was_loop = relation.source == relation.target;
            if moves {
                merger.moved.push(relation.id.clone());
            }
            if source == target && !was_loop {
                merger.loops.push(relation.id.clone());
            }
            let ends = if relation.is_directed() || source <= target {
                (source, target)
            } else {
                (target, source)
            };
            let when = relation.when.as_ref().map(|date| date.as_str().to_owned());
            let says = (ends, relation.kind(), relation.is_directed(), when);
            // Two that were duplicates before do not count.
            if let Some(moved_before) = seen.insert(says, moves)
                && (moves || moved_before)
            {
                merger.doubles.push(relation.id.clone());
            }
        }
        merger
    }
}

/// The names of the merged actors that the remaining actor does not have yet.
fn aliases(document: &Document, into: &ActorId, gone: &BTreeSet<&ActorId>) -> Vec<String> {
    let Some(kept) = document.actors.get(into) else {
        return Vec::new();
    };
    let mut new: Vec<String> = Vec::new();
    for other in gone.iter().filter_map(|id| document.actors.get(id)) {
        for name in std::iter::once(other.name()).chain(other.aliases.iter().map(String::as_str)) {
            let is_known = name == kept.name() || kept.aliases.iter().any(|alias| alias == name);
            if !is_known && new.iter().all(|alias| alias != name) {
                new.push(name.to_owned());
            }
        }
    }
    new
}
