//! Numbers for the names of attributes, each name once and none too long. Knows no value.

use std::sync::Arc;

use ahash::HashMap;

use super::attributes::Attributes;
use crate::limits::{ATTRIBUTE_NAME_BYTES, ATTRIBUTE_NAMES, REPEATED_NAME_BYTES};

/// About how much memory a name takes besides its letters.
const NAME_OVERHEAD: usize = 64;

/// What to do about too many names of attributes.
pub(crate) const ATTRIBUTE_NAMES_HINT: &str =
    "Write what belongs together as a list of values under one name.";

/// The names of attributes, and a number for each.
#[derive(Debug, Default)]
pub(crate) struct AttributeNames {
    pub(crate) names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
    /// The memory of names that were made because one record has an attribute several times.
    repeated: usize,
    /// How many names were cut.
    pub(crate) cut: usize,
    /// Whether there are more names than a file may have.
    pub(crate) are_too_many: bool,
}

impl AttributeNames {
    /// The number of a name, if it has one.
    pub(crate) fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        let shown: Arc<str> = if name.len() > ATTRIBUTE_NAME_BYTES.count() {
            self.cut += 1;
            let end = name.floor_char_boundary(ATTRIBUTE_NAME_BYTES.count());
            format!("{}… {}", &name[..end], self.cut).into()
        } else {
            name.into()
        };
        let key = if shown.len() == name.len() {
            Arc::clone(&shown)
        } else {
            name.into()
        };
        self.names.push(shown);
        self.numbers.insert(key, number);
        number
    }

    /// The number of a name, or of one with a count if these attributes have the name already.
    /// `None` if that would make too many names.
    pub(crate) fn free(&mut self, values: &mut Attributes, name: &str) -> Option<u32> {
        if self.names.len() >= ATTRIBUTE_NAMES.count() && self.known(name).is_none() {
            self.are_too_many = true;
            return None;
        }
        let number = self.number(name);
        if !values.has(number) {
            return Some(number);
        }
        let mut copy = values.last_copy(number);
        loop {
            copy += 1;
            let copied = format!("{} ({copy})", self.names[number as usize]);
            if self.known(&copied).is_none() {
                self.repeated += copied.len() + NAME_OVERHEAD;
                if self.repeated > REPEATED_NAME_BYTES.count() {
                    return None;
                }
            }
            let other = self.number(&copied);
            if !values.has(other) {
                values.set_last_copy(number, copy);
                return Some(other);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::formats::attribute_value::AttributeValue;

    #[test]
    fn a_second_value_of_a_name_gets_a_number() {
        let mut names = AttributeNames::default();
        let mut values = Attributes::new();
        for _ in 0..1_000 {
            let number = names.free(&mut values, "key").unwrap();
            values.push((number, AttributeValue::flag(true)));
        }
        assert_eq!(&*names.names[0], "key");
        assert_eq!(&*names.names[999], "key (1000)");
        let mut others = Attributes::new();
        others.push((names.number("key"), AttributeValue::flag(true)));
        assert_eq!(names.free(&mut others, "key"), Some(1));
    }

    #[test]
    fn long_names_are_cut_and_stay_different() {
        let mut names = AttributeNames::default();
        let long = "k".repeat(100_000);
        let [one, other] = [&long, &format!("{long}x")].map(|name| names.number(name));
        assert_ne!(one, other);
        assert_ne!(names.names[0], names.names[1]);
        assert!(names.names[0].len() < 600);
        assert_eq!(names.number(&long), one);
        assert_eq!(names.cut, 2);
    }

    #[test]
    fn more_different_names_than_a_file_may_have_are_not_kept() {
        let mut names = AttributeNames::default();
        let mut values = Attributes::new();
        for name in 0..ATTRIBUTE_NAMES.max {
            assert!(names.free(&mut values, &name.to_string()).is_some());
        }
        assert!(names.free(&mut values, "7").is_some() && !names.are_too_many);
        assert_eq!(names.free(&mut values, "one more"), None);
        assert!(names.are_too_many && names.known("one more").is_none());
    }

    #[test]
    fn names_are_not_made_without_end() {
        let mut names = AttributeNames::default();
        let mut values = Attributes::new();
        let made = (0..10_000_000).take_while(|_| {
            let number = names.free(&mut values, "key");
            number
                .inspect(|number| values.push((*number, AttributeValue::flag(true))))
                .is_some()
        });
        assert!((100_000..300_000).contains(&made.count()));
    }
}
