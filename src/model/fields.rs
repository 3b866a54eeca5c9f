//! The key order and the unknown fields of an object in the file, to write it back unchanged.

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

    /// These fields, followed by the unknown fields that only the other has.
    #[must_use]
    pub fn absorbed(&self, other: &Self) -> Self {
        let new = other.unknown.iter().filter(|(key, _)| {
            self.unknown(key).is_none() && !self.order().iter().any(|known| known == key)
        });
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
        let mut fields = self.clone();
        let mut unknown = std::mem::take(&mut fields.unknown);
        let known = unknown.iter().position(|(name, _)| &**name == key);
        match (known, json) {
            (Some(at), Some(json)) => unknown[at].1 = json.into(),
            (Some(at), None) => {
                unknown.remove(at);
            }
            (None, Some(json)) => unknown.push((key.into(), json.into())),
            (None, None) => {}
        }
        fields.unknown = unknown;
        let is_listed = fields.order().iter().any(|listed| &**listed == key);
        fields.order = match (json, &fields.order) {
            (Some(_), Some(order)) if !is_listed => {
                Some(order.0.iter().cloned().chain([key.into()]).collect())
            }
            (None, Some(order)) if is_listed => {
                let others = order.0.iter().filter(|listed| &***listed != key);
                Some(others.cloned().collect())
            }
            _ => fields.order,
        };
        fields
    }

    /// Unknown fields in the order of the file, each with its JSON text.
    pub fn all_unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unknown.iter().map(|(key, json)| (&**key, &**json))
    }
}

/// A list without spare capacity.
fn exact(unknown: impl ExactSizeIterator<Item = UnknownField>) -> ThinVec<UnknownField> {
    let mut list = ThinVec::with_capacity(unknown.len());
    list.extend(unknown);
    list
}
