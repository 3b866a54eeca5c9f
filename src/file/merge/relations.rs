//! Relations that both sides added under different ids: they are the same if they say the same
//! about the same actors and share a quote, or a claim of one coder. Merges nothing.

use std::collections::{HashMap, HashSet};

use super::claims::quote_key;
use super::rename::NewIds;
use crate::model::{Date, Document, Relation, RelationId};

/// What a relation says without its claims.
pub(super) type RelationKey<'a> = (
    &'a str,
    &'a str,
    &'static str,
    bool,
    Option<&'a str>,
    Option<&'a str>,
);

pub(super) fn key(relation: &Relation) -> RelationKey<'_> {
    let (source, target) = (relation.source.as_str(), relation.target.as_str());
    let is_swapped = !relation.is_directed() && target < source;
    let (first, second) = if is_swapped {
        (target, source)
    } else {
        (source, target)
    };
    (
        first,
        second,
        relation.kind().as_str(),
        relation.is_directed(),
        relation.subtype.as_deref(),
        relation.when.as_ref().map(Date::as_str),
    )
}

/// The new ids by which relations of both sides that are the same get one id, the smaller one:
/// first those of our side, then those of theirs.
pub(super) fn one_id(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
) -> (NewIds, NewIds) {
    let is_added = |id: &RelationId, other: &Document| {
        !other.relations.contains(id) && !base.is_some_and(|base| base.relations.contains(id))
    };
    let mut added: HashMap<RelationKey<'_>, Vec<&Relation>> = HashMap::new();
    for relation in ours.relations.iter() {
        if is_added(&relation.id, theirs) && !relation.claims.is_empty() {
            added.entry(key(relation)).or_default().push(relation);
        }
    }
    let (mut new_ours, mut new_theirs) = (NewIds::default(), NewIds::default());
    let mut is_taken: HashSet<&RelationId> = HashSet::new();
    if added.is_empty() {
        return (new_ours, new_theirs);
    }
    for relation in theirs.relations.iter() {
        if !is_added(&relation.id, ours) {
            continue;
        }
        let Some(candidates) = added.get(&key(relation)) else {
            continue;
        };
        let quotes: HashSet<String> = quotes(relation).collect();
        let same = candidates.iter().take(MAX_CANDIDATES).find(|one| {
            !is_taken.contains(&one.id) && self::quotes(one).any(|quote| quotes.contains(&quote))
        });
        let Some(same) = same else { continue };
        is_taken.insert(&same.id);
        if same.id < relation.id {
            new_theirs
                .relations
                .insert(relation.id.clone(), same.id.clone());
        } else {
            new_ours
                .relations
                .insert(same.id.clone(), relation.id.clone());
        }
    }
    (new_ours, new_theirs)
}

/// How many relations that say the same are searched for a shared quote.
const MAX_CANDIDATES: usize = 64;

/// The keys of claims that quote something, or have a coder.
fn quotes(relation: &Relation) -> impl Iterator<Item = String> {
    relation.claims.iter().filter_map(|claim| {
        let key = quote_key(claim);
        match (&claim.quote, claim.coder_name()) {
            (Some(_), _) => Some(key),
            (None, "") => None,
            (None, coder) => Some(format!("{key}\u{1}{coder}")),
        }
    })
}
