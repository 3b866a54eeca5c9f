//! The attributes of an actor or a tie: the number of each name, and its value. Knows no name and
//! no format.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use super::attribute_value::AttributeValue;

/// How many attributes are looked through one by one; more have an index.
const PLAIN: usize = 32;

/// The attributes of an actor or a tie, in the order of the file.
///
/// Most have a few. One with a million is added to in the same time for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    values: Vec<(u32, AttributeValue)>,
    index: Option<Box<AttributeIndex>>,
}

/// The numbers of many attributes.
#[derive(Clone, Debug, Default)]
struct AttributeIndex {
    numbers: HashSet<u32>,
    /// How many values of a number have numbers of their own.
    copies: HashMap<u32, u32>,
}

impl Attributes {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn has(&self, number: u32) -> bool {
        match &self.index {
            Some(index) => index.numbers.contains(&number),
            None => self.values.iter().any(|(known, _)| *known == number),
        }
    }

    pub(crate) fn push(&mut self, (number, value): (u32, AttributeValue)) {
        if self.values.capacity() == 0 {
            // Most ties have one attribute: room for four would be most of their memory.
            self.values.reserve_exact(1);
        }
        self.values.push((number, value));
        if let Some(index) = &mut self.index {
            index.numbers.insert(number);
        } else if self.values.len() > PLAIN {
            self.index = Some(Box::new(AttributeIndex {
                numbers: self.values.iter().map(|(number, _)| *number).collect(),
                copies: HashMap::new(),
            }));
        }
    }

    /// A number to begin with when another value of this attribute is numbered: all below are
    /// taken.
    pub(crate) fn last_copy(&self, number: u32) -> u32 {
        let index = self.index.as_ref();
        index
            .and_then(|index| index.copies.get(&number).copied())
            .unwrap_or(1)
    }

    /// Says that another value of this attribute has this number.
    pub(crate) fn set_last_copy(&mut self, number: u32, copy: u32) {
        if let Some(index) = &mut self.index {
            index.copies.insert(number, copy);
        }
    }

    pub(crate) fn remove(&mut self, at: usize) -> AttributeValue {
        self.index = None;
        self.values.remove(at).1
    }

    pub(crate) fn retain(&mut self, keeps: impl FnMut(&(u32, AttributeValue)) -> bool) {
        self.index = None;
        self.values.retain(keeps);
    }
}

impl Deref for Attributes {
    type Target = [(u32, AttributeValue)];

    fn deref(&self) -> &Self::Target {
        &self.values
    }
}

impl Extend<(u32, AttributeValue)> for Attributes {
    fn extend<T: IntoIterator<Item = (u32, AttributeValue)>>(&mut self, values: T) {
        for value in values {
            self.push(value);
        }
    }
}

impl FromIterator<(u32, AttributeValue)> for Attributes {
    fn from_iter<T: IntoIterator<Item = (u32, AttributeValue)>>(values: T) -> Self {
        let mut attributes = Self::new();
        attributes.extend(values);
        attributes
    }
}

impl IntoIterator for Attributes {
    type Item = (u32, AttributeValue);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.into_iter()
    }
}

impl<'a> IntoIterator for &'a Attributes {
    type Item = &'a (u32, AttributeValue);
    type IntoIter = std::slice::Iter<'a, (u32, AttributeValue)>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_attributes_are_found() {
        for count in [3, 1_000] {
            let mut values = Attributes::new();
            values.extend((0..count).map(|number| (number, AttributeValue::flag(true))));
            assert!(values.has(count - 1) && !values.has(count));
            values.remove(0);
            assert!(!values.has(0) && values.has(1));
            values.retain(|(number, _)| *number != 1);
            assert!(!values.has(1) && values.has(2));
            values.push((0, AttributeValue::flag(true)));
            assert!(values.has(0));
        }
    }
}
