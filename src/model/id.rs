//! Ids of records. Cheap to clone; each kind of record has its own type.

use std::borrow::Borrow;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use arcstr::ArcStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An id made from words that is not taken: their [`slug`], numbered if that is taken;
/// `otherwise` if the words have no letters and no digits.
pub(super) fn fresh(words: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = match slug(words) {
        slug if slug.is_empty() => otherwise.to_owned(),
        slug => slug,
    };
    if !is_taken(&stem) {
        return stem;
    }
    let numbered = |number: u64| format!("{stem}-{number}");
    // Thousands of records can have one name: the first free number is found by bisection, not one
    // by one.
    let mut free = 2;
    while is_taken(&numbered(free)) {
        free *= 2;
    }
    let mut taken = free / 2;
    while free - taken > 1 {
        let middle = taken.midpoint(free);
        if is_taken(&numbered(middle)) {
            taken = middle;
        } else {
            free = middle;
        }
    }
    numbered(free)
}

/// Letters and digits of words in lower case, without accents, joined by hyphens. Empty if there
/// are none.
pub(super) fn slug(words: &str) -> String {
    let plain: String = words.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let lower = plain.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// The id of a claim while the document is in memory: it stays the same in every later state of the
/// document, and is not written to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimId(u64);

/// An id that no other claim of this process has.
impl Default for ClaimId {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(ArcStr);

        impl $name {
            /// The id as it is in the file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// The id of an actor.
    ActorId
);
id!(
    /// The id of a relation.
    RelationId
);
id!(
    /// The id of a reference.
    ReferenceId
);
id!(
    /// The id of a step of the story.
    StepId
);

id!(
    /// The id of a text note.
    AnnotationId
);

/// A note without an id yet.
impl Default for AnnotationId {
    fn default() -> Self {
        "".into()
    }
}

/// A step without an id yet.
impl Default for StepId {
    fn default() -> Self {
        "".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_from_words_and_numbered_if_they_are_taken() {
        let id = |words| fresh(words, "actor", |id| id == "islamic-state");
        assert_eq!(id("Côte d’Ivoire"), "cote-d-ivoire");
        assert_eq!(id("Islamic State"), "islamic-state-2");
        assert_eq!(id("Талибан"), "талибан");
        assert_eq!(id("?!"), "actor");
    }

    #[test]
    fn the_first_free_number_is_found_without_trying_all() {
        let asked = std::cell::Cell::new(0);
        for last in [1, 2, 3, 7, 8, 100_000] {
            let is_taken = |id: &str| {
                asked.set(asked.get() + 1);
                let number = id
                    .strip_prefix("a-")
                    .map_or(1, |number| number.parse().unwrap());
                number <= last
            };
            assert_eq!(fresh("a", "actor", is_taken), format!("a-{}", last + 1));
        }
        assert!(asked.get() < 100);
    }
}
