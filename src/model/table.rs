//! Records in file order, found by id, in a persistent data structure.

use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use ahash::{HashSet, RandomState};
use hashbrown::HashTable;
use imbl::shared_ptr::DefaultSharedPtr;
use imbl::{GenericHashMap, Vector};

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
/// everything. A record takes about 20 bytes here.
pub struct Table<T: Record> {
    /// The records by slot; nothing where one was removed.
    rows: Vector<Option<Arc<T>>>,
    len: usize,
    slots: Arc<SlotsByHash>,
    /// The slots of records that were added while other tables shared `slots`.
    added: GenericHashMap<T::Id, u32, RandomState, DefaultSharedPtr>,
}

/// The slots of records by the hashes of their ids. An id is compared with that of the record in
/// the slot, so that removed records need not be removed here.
#[derive(Clone, Default)]
struct SlotsByHash {
    hasher: RandomState,
    slots: HashTable<u32>,
}

impl<T: Record> Table<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The record with this id.
    pub fn get(&self, id: &T::Id) -> Option<&Arc<T>> {
        self.row(self.slot(id)?)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &T::Id) -> bool {
        self.slot(id).is_some()
    }

    /// Whether both are clones of one table and neither was changed since. O(1); may be false for
    /// tables that are equal.
    pub fn is_same(&self, other: &Self) -> bool {
        // Vectors of so few rows keep them inline, so that clones share no pointer.
        const FEW: usize = 16;
        let is_same_row = |(one, other): (&Option<Arc<T>>, &Option<Arc<T>>)| {
            one.as_ref().map(Arc::as_ptr) == other.as_ref().map(Arc::as_ptr)
        };
        self.rows.ptr_eq(&other.rows)
            || self.rows.len() == other.rows.len()
                && self.rows.len() <= FEW
                && self.rows.iter().zip(&other.rows).all(is_same_row)
    }

    /// The records in file order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<T>> {
        self.rows.iter().flatten()
    }

    /// Replaces the record with the same id in its place, or adds this one at the end.
    pub fn put(&mut self, record: impl Into<Arc<T>>) {
        let record = record.into();
        if let Some(slot) = self.slot(record.id()) {
            self.rows.set(slot as usize, Some(record));
            return;
        }
        let slot = self.rows.len() as u32;
        self.len += 1;
        match Arc::get_mut(&mut self.slots) {
            Some(slots) => {
                let rows = &self.rows;
                let row = |slot| rows.get(slot as usize).and_then(Option::as_ref);
                slots.insert(record.id(), slot, row);
            }
            None => {
                self.added.insert(record.id().clone(), slot);
            }
        }
        self.rows.push_back(Some(record));
        self.tidy();
    }

    /// Replaces the record with this id by what `changed` makes of it, and says whether it made
    /// something. Nothing is added.
    pub fn update(&mut self, id: &T::Id, changed: impl FnOnce(&Arc<T>) -> Option<Arc<T>>) -> bool {
        let slot = self.slot(id);
        let row = slot.and_then(|slot| Some((slot, changed(self.row(slot)?)?)));
        let Some((slot, record)) = row else {
            return false;
        };
        self.rows.set(slot as usize, Some(record));
        true
    }

    /// Removes the record with this id.
    pub fn remove(&mut self, id: &T::Id) -> Option<Arc<T>> {
        let slot = self.slot(id)?;
        let removed = self.rows.set(slot as usize, None);
        self.len -= 1;
        self.tidy();
        removed
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
            let stays = |record: &&Arc<T>| !removed.contains(record.id());
            *self = self.iter().filter(stays).cloned().collect();
        }
        self.len() < before
    }

    /// The number of each record in file order, found by its id.
    pub fn numbers(&self) -> RecordNumbers<T> {
        let is_whole = self.len == self.rows.len();
        let number_of_slot = (!is_whole).then(|| {
            let numbers = self.rows.iter().scan(0, |next, row| {
                let number = *next;
                *next += u32::from(row.is_some());
                Some(number)
            });
            numbers.collect()
        });
        RecordNumbers {
            table: self.clone(),
            number_of_slot,
        }
    }

    fn row(&self, slot: u32) -> Option<&Arc<T>> {
        self.rows.get(slot as usize)?.as_ref()
    }

    fn slot(&self, id: &T::Id) -> Option<u32> {
        let has_id = |slot: &u32| self.row(*slot).is_some_and(|record| record.id() == id);
        let found = self.slots.find(id, has_id);
        found.or_else(|| self.added.get(id).copied().filter(has_id))
    }

    /// Rebuilds the table once most of its rows are empty, or many of its records are not in the
    /// compact index. O(1) amortized over the changes that lead to it.
    fn tidy(&mut self) {
        const FEW: usize = 1000;
        let empty = self.rows.len() - self.len;
        if empty > self.len + FEW || self.added.len() > self.len / 2 + FEW {
            *self = self.iter().cloned().collect();
        }
    }
}

impl SlotsByHash {
    fn find<I: Hash>(&self, id: &I, has_id: impl FnMut(&u32) -> bool) -> Option<u32> {
        self.slots.find(self.hasher.hash_one(id), has_id).copied()
    }

    /// Makes room for this many records, before there is any.
    fn reserve(&mut self, count: usize) {
        self.slots.reserve(count, |_| 0);
    }

    /// Adds an id; `row` finds the records of earlier ones.
    fn insert<'r, T: Record + 'r>(
        &mut self,
        id: &T::Id,
        slot: u32,
        row: impl Fn(u32) -> Option<&'r Arc<T>>,
    ) {
        let hash_of = |slot: &u32| {
            // Nobody looks for a record that was removed.
            row(*slot).map_or(0, |record| self.hasher.hash_one(record.id()))
        };
        let hash = self.hasher.hash_one(id);
        self.slots.insert_unique(hash, slot, hash_of);
    }
}

/// The numbers of the records of a [`Table`], in the order of the file.
pub struct RecordNumbers<T: Record> {
    table: Table<T>,
    /// The number of the record in each slot; `None` if that is the slot itself.
    number_of_slot: Option<Box<[u32]>>,
}

impl<T: Record> RecordNumbers<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The number of the record with this id, from 0.
    pub fn get(&self, id: &T::Id) -> Option<usize> {
        let slot = self.table.slot(id)? as usize;
        let numbers = self.number_of_slot.as_ref();
        Some(numbers.map_or(slot, |numbers| numbers[slot] as usize))
    }

    /// Whether both have the same ids in the same order. O(1) for clones of one table, otherwise
    /// O(n).
    pub fn has_same_ids(&self, other: &Self) -> bool {
        let records = self.table.iter().zip(other.table.iter());
        self.table.is_same(&other.table)
            || self.len() == other.len() && { records }.all(|(one, other)| one.id() == other.id())
    }
}

impl<T: Record> Default for RecordNumbers<T> {
    fn default() -> Self {
        Table::default().numbers()
    }
}

impl<T: Record> fmt::Debug for RecordNumbers<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordNumbers").finish_non_exhaustive()
    }
}

impl<T: Record> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vector::new(),
            len: 0,
            slots: Arc::default(),
            added: GenericHashMap::default(),
        }
    }
}

impl<T: Record> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            len: self.len,
            slots: Arc::clone(&self.slots),
            added: self.added.clone(),
        }
    }
}

impl<T: Record + PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: Record + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Later records replace earlier ones with the same id.
impl<T: Record, R: Into<Arc<T>>> FromIterator<R> for Table<T> {
    fn from_iter<I: IntoIterator<Item = R>>(records: I) -> Self {
        let records = records.into_iter();
        let mut slots = SlotsByHash::default();
        slots.reserve(records.size_hint().0);
        let mut rows: Vec<Option<Arc<T>>> = Vec::with_capacity(records.size_hint().0);
        for record in records {
            let record = record.into();
            let known = slots.find(record.id(), |slot| has_id(&rows, *slot, record.id()));
            if let Some(slot) = known {
                rows[slot as usize] = Some(record);
            } else {
                let row = |slot| rows.get(slot as usize).and_then(Option::as_ref);
                slots.insert(record.id(), rows.len() as u32, row);
                rows.push(Some(record));
            }
        }
        Self {
            len: rows.len(),
            rows: rows.into_iter().collect(),
            slots: Arc::new(slots),
            added: GenericHashMap::default(),
        }
    }
}

fn has_id<T: Record>(rows: &[Option<Arc<T>>], slot: u32, id: &T::Id) -> bool {
    let row = rows.get(slot as usize).and_then(Option::as_ref);
    row.is_some_and(|record| record.id() == id)
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

    /// The ids of a table, each of which it finds in its place.
    fn ids(table: &Table<Actor>) -> Vec<String> {
        let numbers = table.numbers();
        assert_eq!(
            (numbers.len(), table.is_empty()),
            (table.len(), table.is_empty())
        );
        for (number, actor) in table.iter().enumerate() {
            assert!(Arc::ptr_eq(table.get(&actor.id).unwrap(), actor));
            assert_eq!(numbers.get(&actor.id), Some(number));
        }
        table.iter().map(|actor| actor.id.to_string()).collect()
    }

    proptest::proptest! {
        #[test]
        fn a_table_and_its_clones_are_lists_of_records_found_by_id(
            changes in proptest::collection::vec((0..4, 0..40), 0..200),
        ) {
            let (mut table, mut list) = (Table::<Actor>::default(), Vec::<String>::new());
            let mut kept = Vec::new();
            for (change, number) in changes {
                let id = format!("a{number}");
                match change {
                    0 => {
                        table.put(Actor::new(id.as_str()));
                        if !list.contains(&id) {
                            list.push(id);
                        }
                    }
                    1 => {
                        let was_there = list.contains(&id);
                        proptest::prop_assert_eq!(table.remove(&id.as_str().into()).is_some(), was_there);
                        list.retain(|other| *other != id);
                    }
                    2 => {
                        let all: Vec<_> = (number..40).map(|number| format!("a{number}").into()).collect();
                        table.remove_all(&all.iter().collect::<Vec<_>>());
                        list.retain(|other| !all.iter().any(|id| id.as_str() == other));
                    }
                    _ => kept.push((table.clone(), list.clone())),
                }
                proptest::prop_assert_eq!(table.contains(&"a7".into()), list.contains(&"a7".to_owned()));
            }
            kept.push((table, list));
            for (table, list) in &kept {
                proptest::prop_assert_eq!(&ids(table), list);
            }
        }
    }

    #[test]
    fn a_table_stays_in_proportion_to_its_records() {
        let mut table: Table<Actor> = (0..5000).map(|at| Actor::new(format!("a{at}"))).collect();
        for at in 5000..20_000 {
            // The clone shares all, as in a history.
            let before = table.clone();
            table.put(Actor::new(format!("a{at}")));
            table.remove(&format!("a{}", at - 5000).into());
            assert_eq!(before.len(), table.len());
            assert!(table.rows.len() <= 2 * table.len() + 1001);
            assert!(table.added.len() <= table.len() / 2 + 1001);
        }
        assert_eq!(ids(&table)[0], "a15000");
    }

    #[test]
    fn clones_are_the_same_until_one_is_changed() {
        for count in [0, 1, 5, 20, 200] {
            let table: Table<Actor> = (0..count).map(|at| Actor::new(format!("a{at}"))).collect();
            let mut clone = table.clone();
            assert!(table.is_same(&clone), "{count}");
            clone.put(Actor::new("b"));
            assert!(!table.is_same(&clone), "{count}");
            clone.remove(&"b".into());
            clone.put(Actor::new("a0"));
            assert!(!table.is_same(&clone), "{count}");
        }
    }
}
