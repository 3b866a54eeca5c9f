//! Finds the records of two tables that are merged, by their ids. Knows no kind of record.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use crate::model::{Record, Table};

/// A record of a merge: as far as the base and each side have it.
pub(super) struct RecordSides<'a, T> {
    pub(super) base: Option<&'a Arc<T>>,
    pub(super) ours: Option<&'a Arc<T>>,
    pub(super) theirs: Option<&'a Arc<T>>,
}

impl<T> Clone for RecordSides<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RecordSides<'_, T> {}

/// The records of a merge of two tables in the order of the result: records keep our order; those
/// that only the other side has follow the record that they follow there, and come last where no
/// record is in both. O(records).
pub(super) fn sides<'a, T: Record>(
    base: Option<&'a Table<T>>,
    ours: &'a Table<T>,
    theirs: &'a Table<T>,
) -> Vec<RecordSides<'a, T>>
where
    T::Id: Hash + Eq + Clone,
{
    let sides = |id: &T::Id| RecordSides {
        base: base.and_then(|base| base.get(id)),
        ours: ours.get(id),
        theirs: theirs.get(id),
    };
    // The records that only the other side has, by the record of ours that they follow.
    let mut following: HashMap<Option<T::Id>, Vec<T::Id>> = HashMap::new();
    let mut last = None;
    let mut seen: HashSet<&T::Id> = HashSet::new();
    for record in theirs.iter() {
        let id = record.id();
        if ours.contains(id) {
            last = Some(id.clone());
        } else if seen.insert(id) {
            following.entry(last.clone()).or_default().push(id.clone());
        }
    }
    let mut merged = Vec::with_capacity(ours.len().max(theirs.len()));
    let mut add = |id: &T::Id| merged.push(sides(id));
    let mut first = following.remove(&None).unwrap_or_default();
    let last = match last {
        Some(_) => Vec::new(),
        None => std::mem::take(&mut first),
    };
    for id in first {
        add(&id);
    }
    for record in ours.iter() {
        add(record.id());
        let next = following.remove(&Some(record.id().clone()));
        for id in next.unwrap_or_default() {
            add(&id);
        }
    }
    for id in last {
        add(&id);
    }
    if let Some(base) = base {
        for record in base.iter() {
            let id = record.id();
            if !ours.contains(id) && !theirs.contains(id) {
                add(id);
            }
        }
    }
    merged
}
