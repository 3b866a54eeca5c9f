//! The key order and the unknown fields of an object in the file, to write it back unchanged.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use thin_vec::ThinVec;

/// The order of an object's keys, and its unknown fields as JSON text.
///
/// Objects written by one program share one order, so they share one allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    order: Option<KeyOrder>,
    unknown: ThinVec<UnknownField>,
}

/// The key of an unknown field, and its compact JSON text.
type UnknownField = (Arc<str>, Box<str>);

/// The keys of an object in their order, shared by all objects that have the same. One pointer:
/// every record of a file has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOrder(Arc<Box<[Arc<str>]>>);

impl FromIterator<Arc<str>> for KeyOrder {
    fn from_iter<I: IntoIterator<Item = Arc<str>>>(keys: I) -> Self {
        Self(Arc::new(keys.into_iter().collect()))
    }
}

impl From<Vec<Arc<str>>> for KeyOrder {
    fn from(keys: Vec<Arc<str>>) -> Self {
        keys.into_iter().collect()
    }
}

impl From<&[Arc<str>]> for KeyOrder {
    fn from(keys: &[Arc<str>]) -> Self {
        keys.iter().cloned().collect()
    }
}

impl<const N: usize> From<[Arc<str>; N]> for KeyOrder {
    fn from(keys: [Arc<str>; N]) -> Self {
        keys.into_iter().collect()
    }
}

impl Fields {
    /// Fields in this order of keys (known and unknown), with these unknown fields as compact JSON
    /// text.
    pub fn new(order: KeyOrder, unknown: Vec<(Arc<str>, Box<str>)>) -> Self {
        Self {
            order: Some(order),
            unknown: exact(unknown.into_iter()),
        }
    }

    /// All keys in the order of the file; empty for a record that was not read from a file.
    pub fn order(&self) -> &[Arc<str>] {
        self.order.as_ref().map_or(&[], |order| &order.0)
    }

    /// The JSON text of an unknown field.
    pub fn unknown(&self, key: &str) -> Option<&str> {
        self.unknown
            .iter()
            .find(|(name, _)| &**name == key)
            .map(|(_, json)| &**json)
    }

    /// A table of the keys, for many searches.
    pub fn index(&self) -> FieldIndex<'_> {
        let is_long = self.unknown.len().max(self.order().len()) > SEARCHED_KEYS;
        let tables = is_long.then(|| KeyTables {
            unknown: self.all_unknown().collect(),
            order: self.order().iter().map(|key| &**key).collect(),
        });
        FieldIndex {
            fields: self,
            tables,
        }
    }

    /// These fields, followed by the unknown fields that only the other has.
    #[must_use]
    pub fn absorbed(&self, other: &Self) -> Self {
        let known = self.index();
        let new = other
            .unknown
            .iter()
            .filter(|(key, _)| known.unknown(key).is_none() && !known.is_listed(key));
        let new: Vec<_> = new.cloned().collect();
        if new.is_empty() {
            return self.clone();
        }
        let keys = self.order().iter().chain(new.iter().map(|(key, _)| key));
        Self {
            order: self.order.as_ref().map(|_| keys.cloned().collect()),
            unknown: exact([self.unknown.to_vec(), new].concat().into_iter()),
        }
    }

    /// These fields with the JSON text of an unknown field set, or without the field.
    #[must_use]
    pub fn with_unknown(&self, key: &str, json: Option<&str>) -> Self {
        self.with_all_unknown(&[(key, json)])
    }

    /// These fields with the JSON texts of unknown fields set, or without the fields; each key
    /// once. Takes O(fields + changes).
    #[must_use]
    pub fn with_all_unknown(&self, changes: &[(&str, Option<&str>)]) -> Self {
        let by_key: HashMap<&str, Option<&str>> = changes.iter().copied().collect();
        let known = self.index();
        let kept = self.unknown.iter().filter_map(|(key, old)| {
            let json: Box<str> = match by_key.get(&**key) {
                Some(new) => (*new)?.into(),
                None => old.clone(),
            };
            Some((Arc::clone(key), json))
        });
        let set = || {
            changes
                .iter()
                .filter_map(|(key, json)| Some((*key, (*json)?)))
        };
        let new = set().filter(|(key, _)| known.unknown(key).is_none());
        let new = new.map(|(key, json)| (Arc::from(key), json.into()));
        let unknown: Vec<UnknownField> = kept.chain(new).collect();
        let order = self.order.as_ref().map(|order| {
            let is_kept = |key: &&Arc<str>| by_key.get(&***key) != Some(&None);
            let unlisted = set()
                .map(|(key, _)| key)
                .filter(|key| !known.is_listed(key));
            let kept = order.0.iter().filter(is_kept).cloned();
            kept.chain(unlisted.map(Arc::from)).collect()
        });
        Self {
            order,
            unknown: exact(unknown.into_iter()),
        }
    }

    /// Unknown fields in the order of the file, each with its JSON text.
    pub fn all_unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unknown.iter().map(|(key, json)| (&**key, &**json))
    }
}

/// Up to this many keys, a search through the list is as fast as a table.
const SEARCHED_KEYS: usize = 32;

/// Finds the keys of [`Fields`], in constant time also where there are many.
#[derive(Debug)]
pub struct FieldIndex<'f> {
    fields: &'f Fields,
    /// Nothing where the lists are short.
    tables: Option<KeyTables<'f>>,
}

#[derive(Debug)]
struct KeyTables<'f> {
    unknown: HashMap<&'f str, &'f str>,
    order: HashSet<&'f str>,
}

impl<'f> FieldIndex<'f> {
    /// The JSON text of an unknown field.
    pub fn unknown(&self, key: &str) -> Option<&'f str> {
        match &self.tables {
            Some(tables) => tables.unknown.get(key).copied(),
            None => self.fields.unknown(key),
        }
    }

    /// Whether a key is in the order of the file.
    pub fn is_listed(&self, key: &str) -> bool {
        match &self.tables {
            Some(tables) => tables.order.contains(key),
            None => self.fields.order().iter().any(|listed| **listed == *key),
        }
    }
}

/// A list without spare capacity.
fn exact(unknown: impl ExactSizeIterator<Item = UnknownField>) -> ThinVec<UnknownField> {
    let mut list = ThinVec::with_capacity(unknown.len());
    list.extend(unknown);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields of this many unknown keys `k0`, `k1` ….
    fn fields(count: usize) -> Fields {
        let keys: Vec<Arc<str>> = (0..count).map(|at| format!("k{at}").into()).collect();
        let unknown = keys.iter().enumerate();
        let unknown = unknown.map(|(at, key)| (Arc::clone(key), at.to_string().into()));
        Fields::new(keys.as_slice().into(), unknown.collect())
    }

    #[test]
    fn few_and_many_keys_are_found_and_changed_alike() {
        for count in [3, 300] {
            let fields = fields(count);
            let index = fields.index();
            assert_eq!(index.unknown("k2"), Some("2"));
            assert!(index.is_listed("k0") && !index.is_listed("k"));
            let changes = [("k1", Some("7")), ("k2", None), ("new", Some("8"))];
            let changed = fields.with_all_unknown(&changes);
            assert_eq!(changed.unknown("k1"), Some("7"));
            assert_eq!(changed.unknown("k2"), None);
            assert_eq!(changed.unknown("new"), Some("8"));
            assert_eq!(changed.order().len(), count);
            assert_eq!(changed.order().last().map(|key| &**key), Some("new"));
            assert_eq!(fields.absorbed(&changed).order().len(), count + 1);
        }
    }
}
