//! The key order and the unknown fields of an object in the file, to write it back unchanged.

use std::sync::Arc;

/// The order of an object's keys, and its unknown fields as JSON text.
///
/// Objects written by one program share one order, so they share one allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    order: Option<Arc<[Arc<str>]>>,
    unknown: Vec<(Arc<str>, Box<str>)>,
}

impl Fields {
    /// Fields in this order of keys (known and unknown), with these unknown fields as compact JSON
    /// text.
    pub fn new(order: Arc<[Arc<str>]>, unknown: Vec<(Arc<str>, Box<str>)>) -> Self {
        Self {
            order: Some(order),
            unknown,
        }
    }

    /// All keys in the order of the file; empty for a record that was not read from a file.
    pub fn order(&self) -> &[Arc<str>] {
        self.order.as_deref().unwrap_or_default()
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
            unknown: self.unknown.iter().chain(&new).cloned().collect(),
        }
    }

    /// These fields with the JSON text of an unknown field set, or without the field.
    #[must_use]
    pub fn with_unknown(&self, key: &str, json: Option<&str>) -> Self {
        let mut fields = self.clone();
        let known = fields.unknown.iter().position(|(name, _)| &**name == key);
        match (known, json) {
            (Some(at), Some(json)) => fields.unknown[at].1 = json.into(),
            (Some(at), None) => {
                fields.unknown.remove(at);
            }
            (None, Some(json)) => fields.unknown.push((key.into(), json.into())),
            (None, None) => {}
        }
        let is_listed = fields.order().iter().any(|listed| &**listed == key);
        fields.order = match (json, &fields.order) {
            (Some(_), Some(order)) if !is_listed => {
                Some(order.iter().cloned().chain([key.into()]).collect())
            }
            (None, Some(order)) if is_listed => {
                let others = order.iter().filter(|listed| &***listed != key);
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
