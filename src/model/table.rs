//! Records in file order, found by id, in a persistent data structure.

use std::hash::Hash;
use std::sync::Arc;

use ahash::{HashSet, RandomState};
use imbl::shared_ptr::DefaultSharedPtr;
use imbl::{GenericHashMap, OrdMap};

/// Something with an id, for a [`Table`].
pub trait Record {
    /// The id's type.
    type Id: Clone + Eq + Hash;

    /// The id of the record.
    fn id(&self) -> &Self::Id;
}

/// Records in the order of the file.
///
/// Lookup, insertion, replacement and removal take O(log n); a clone takes O(1) and shares
/// everything.
pub struct Table<T: Record> {
    rows: OrdMap<u32, Arc<T>>,
    slots: GenericHashMap<T::Id, u32, RandomState, DefaultSharedPtr>,
}

impl<T: Record> Table<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The record with this id.
    pub fn get(&self, id: &T::Id) -> Option<&Arc<T>> {
        self.rows.get(self.slots.get(id)?)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &T::Id) -> bool {
        self.slots.contains_key(id)
    }

    /// Whether both are clones of one table and neither was changed since. O(1); may be false for
    /// tables that are equal.
    pub fn is_same(&self, other: &Self) -> bool {
        self.rows.ptr_eq(&other.rows)
    }

    /// The records in file order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<T>> {
        self.rows.values()
    }

    /// Replaces the record with the same id in its place, or adds this one at the end.
    pub fn put(&mut self, record: impl Into<Arc<T>>) {
        let record = record.into();
        let slot = self.slots.get(record.id()).copied().unwrap_or_else(|| {
            let next = self.rows.get_max().map_or(0, |(last, _)| last + 1);
            self.slots.insert(record.id().clone(), next);
            next
        });
        self.rows.insert(slot, record);
    }

    /// Replaces the record with this id by what `changed` makes of it, and says whether it made
    /// something. Nothing is added.
    pub fn update(&mut self, id: &T::Id, changed: impl FnOnce(&Arc<T>) -> Option<Arc<T>>) -> bool {
        let slot = self.slots.get(id);
        let row = slot.and_then(|slot| Some((*slot, changed(self.rows.get(slot)?)?)));
        let Some((slot, record)) = row else {
            return false;
        };
        self.rows.insert(slot, record);
        true
    }

    /// Removes the record with this id.
    pub fn remove(&mut self, id: &T::Id) -> Option<Arc<T>> {
        let slot = self.slots.remove(id)?;
        self.rows.remove(&slot)
    }

    /// Removes the records with these ids, and says whether there were any. O(removed records), or
    /// O(remaining records) if those are fewer.
    pub fn remove_all(&mut self, ids: &[&T::Id]) -> bool {
        let before = self.len();
        if ids.len() < before / 2 {
            for id in ids {
                self.remove(id);
            }
        } else {
            let removed: HashSet<&T::Id> = ids.iter().copied().collect();
            let stays = |record: &Arc<T>| !removed.contains(record.id());
            let rows = self.rows.iter().filter(|(_, record)| stays(record));
            self.rows = rows
                .map(|(slot, record)| (*slot, Arc::clone(record)))
                .collect();
            let slots = self.rows.iter();
            self.slots = slots
                .map(|(slot, record)| (record.id().clone(), *slot))
                .collect();
        }
        self.len() < before
    }
}

impl<T: Record> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: OrdMap::new(),
            slots: GenericHashMap::default(),
        }
    }
}

impl<T: Record> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            slots: self.slots.clone(),
        }
    }
}

impl<T: Record + PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: Record + std::fmt::Debug> std::fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Later records replace earlier ones with the same id.
impl<T: Record, R: Into<Arc<T>>> FromIterator<R> for Table<T> {
    fn from_iter<I: IntoIterator<Item = R>>(records: I) -> Self {
        let mut table = Self::default();
        let mut next = 0;
        for record in records {
            let record = record.into();
            let slot = *table.slots.entry(record.id().clone()).or_insert(next);
            next += u32::from(slot == next);
            table.rows.insert(slot, record);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Actor;

    #[test]
    fn an_update_replaces_one_record_in_its_place_and_adds_none() {
        let mut table: Table<Actor> = ["a", "b", "c"].map(Actor::new).into_iter().collect();
        let before = table.clone();
        let pinned = |actor: &Arc<Actor>| {
            Some(Arc::new(Actor {
                pinned: true,
                ..Actor::clone(actor)
            }))
        };
        assert!(table.update(&"b".into(), pinned));
        assert!(!table.update(&"d".into(), pinned));
        assert!(!table.update(&"a".into(), |_| None));
        let pins: Vec<_> = table.iter().map(|actor| actor.pinned).collect();
        assert_eq!(pins, [false, true, false]);
        assert!(before.iter().all(|actor| !actor.pinned));
    }
}
