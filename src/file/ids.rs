//! Ids for records without one, or with one that is taken. Knows no format.

use std::borrow::Borrow;
use std::hash::Hash;

use ahash::{HashMap, HashSet};

use super::formats::native::reading::{Reading, short};

/// The ids of one kind of record. The declared ones are known before new ones are made.
pub(super) struct Ids<I> {
    pub(super) free: FreeIds<I>,
    /// Whether the record of this number has an id and is the first one with it.
    is_first: Vec<bool>,
}

impl<I: Clone + Eq + Hash + Borrow<str> + From<String>> Ids<I> {
    /// Takes the ids in the order of the file; an empty one means none.
    pub(super) fn new<'i>(declared: impl Iterator<Item = &'i I>) -> Self
    where
        I: 'i,
    {
        let mut free = FreeIds::default();
        let is_first = declared.map(|id| !words(id).is_empty() && free.take(id));
        Self {
            is_first: is_first.collect(),
            free,
        }
    }

    /// Another id, and an issue, for a record that has none or one that is taken.
    ///
    /// The place is the record's number and the byte of its id.
    pub(super) fn settle(
        &mut self,
        (index, at): (usize, usize),
        id: &I,
        like: impl FnOnce() -> I,
        what: &str,
        reading: &mut Reading,
    ) -> Option<I> {
        if self.is_first.get(index) == Some(&true) {
            return None;
        }
        if words(id).is_empty() {
            let made = self.free.like(&like());
            let message = format!("the {what} has no id");
            let hint = format!("It is called `{}` now; give it an id.", short(words(&made)));
            reading
                .report
                .warning(at, "missing-id", message, Some(hint));
            return Some(made);
        }
        let made = self.free.like(id);
        let message = format!("the id `{}` belongs to an earlier {what}", short(words(id)));
        let hint = format!(
            "This one is called `{}` now; relations that name the id mean the earlier one.",
            short(words(&made))
        );
        reading.report.error(at, "repeated-id", message, Some(hint));
        Some(made)
    }
}

fn words<I: Borrow<str>>(id: &I) -> &str {
    id.borrow()
}

/// The ids that are taken, and the last number given to each.
#[derive(Debug)]
pub(super) struct FreeIds<I> {
    taken: HashSet<I>,
    last: HashMap<I, usize>,
}

impl<I> Default for FreeIds<I> {
    fn default() -> Self {
        Self {
            taken: HashSet::default(),
            last: HashMap::default(),
        }
    }
}

impl<I: Clone + Eq + Hash + Borrow<str> + From<String>> FreeIds<I> {
    /// No id is taken, and there is room for so many.
    pub(super) fn for_records(count: usize) -> Self {
        let mut free = Self::default();
        free.taken.reserve(count);
        free
    }

    /// Marks an id as taken; false if it was taken before.
    pub(super) fn take(&mut self, id: &I) -> bool {
        self.taken.insert(id.clone())
    }

    /// A free id like this one, with a number if this one is taken; it is taken now.
    pub(super) fn like(&mut self, id: &I) -> I {
        if self.take(id) {
            return id.clone();
        }
        let last = self.last.entry(id.clone()).or_insert(1);
        loop {
            *last += 1;
            let numbered = I::from(format!("{}-{last}", words(id)));
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// A text as an id: lower-case letters and digits joined by hyphens, not too long.
pub(super) fn slug(text: &str) -> String {
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() {
            if slug.chars().count() + word.chars().count() > 48 {
                break;
            }
            slug.push('-');
        }
        slug.extend(word.chars().take(48).flat_map(char::to_lowercase));
    }
    if slug.is_empty() {
        "unnamed".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_id_gets_a_number_that_is_free() {
        let mut ids = FreeIds::<String>::default();
        let id = str::to_owned;
        assert!(ids.take(&id("a")) && ids.take(&id("a-2")) && !ids.take(&id("a")));
        assert_eq!(ids.like(&id("a")), "a-3");
        assert_eq!(ids.like(&id("b")), "b");
    }

    #[test]
    fn a_title_becomes_an_id() {
        assert_eq!(
            slug("Putin’s gamble: Россия & Taliban"),
            "putin-s-gamble-россия-taliban"
        );
        assert_eq!(slug("!?"), "unnamed");
    }
}
