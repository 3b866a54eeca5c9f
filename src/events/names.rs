//! The names of actors and codes as numbers, shared by all threads. Knows no row.

use std::sync::Mutex;

use ahash::HashMap;

use crate::limits::EVENT_NAMES;

/// All names that occur, each with a number.
#[derive(Debug, Default)]
pub(super) struct NameTable(Mutex<NumberedNames>);

#[derive(Debug, Default)]
struct NumberedNames {
    numbers: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl NameTable {
    /// The number of a name; nothing if there are too many names.
    fn number(&self, name: &str) -> Option<u32> {
        let mut all = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(number) = all.numbers.get(name) {
            return Some(*number);
        }
        let number = all.names.len();
        if number >= EVENT_NAMES.count() {
            return None;
        }
        all.names.push(name.into());
        all.numbers.insert(name.into(), number as u32);
        Some(number as u32)
    }

    /// All names, in the order of their numbers.
    pub(super) fn names(&self) -> Vec<Box<str>> {
        let all = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        all.names.clone()
    }
}

/// The numbers of names that one thread has looked up.
#[derive(Debug, Default)]
pub(super) struct KnownNames(HashMap<Box<str>, u32>);

impl KnownNames {
    /// The number of a name in the table; nothing if the table is full.
    pub(super) fn number(&mut self, name: &str, table: &NameTable) -> Option<u32> {
        if let Some(number) = self.0.get(name) {
            return Some(*number);
        }
        let number = table.number(name)?;
        self.0.insert(name.into(), number);
        Some(number)
    }

    /// How many bytes of memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        self.0.len() * 64
    }
}
