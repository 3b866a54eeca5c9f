//! Ids for records that came without one, or with one that is taken.

use std::collections::{HashMap, HashSet};

/// The ids that are taken, and the numbers given out.
#[derive(Debug, Default)]
pub(super) struct FreeIds {
    taken: HashSet<String>,
    last: HashMap<String, usize>,
}

impl FreeIds {
    /// Marks an id as taken; false where it was taken before.
    pub(super) fn take(&mut self, id: &str) -> bool {
        !self.taken.contains(id) && self.taken.insert(id.to_owned())
    }

    /// A free id like this one, with a number where this one is taken; it is taken now.
    pub(super) fn like(&mut self, id: &str) -> String {
        if self.take(id) {
            return id.to_owned();
        }
        let last = self.last.entry(id.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let numbered = format!("{id}-{last}");
            if !self.taken.contains(&numbered) {
                self.taken.insert(numbered.clone());
                return numbered;
            }
        }
    }
}

/// A text as an id: small letters and digits, hyphens between them, not too long.
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
        let mut ids = FreeIds::default();
        assert!(ids.take("a") && ids.take("a-2") && !ids.take("a"));
        assert_eq!(ids.like("a"), "a-3");
        assert_eq!(ids.like("b"), "b");
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
